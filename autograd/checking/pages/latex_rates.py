r"""Unknown functions in LaTeX: r(t) is r, and \dot r and r'(t) are its derivatives.

>>> without_arguments(r"V = \pi r(t)^2 h'(t) + \sin(t)", {"r": ("t",), "h": ("t",)})
'V = \\pi r   ^2 \\dot{h} + \\sin(t)'
>>> dotted_names({"q_1": ("t",)}, {"q_1"})
{'dot_q_1': 'q_1', 'ddot_q_1': 'q_1'}
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from ...formulas.latex.names import Symbol, symbol

_DOTS = {1: "dot", 2: "ddot"}


def dotted_names(moving: Mapping[str, Collection[str]], words: Collection[str]) -> dict[str, str]:
    """Names for the derivatives of unknown functions, by which a page does not call them yet."""
    taken = {symbol(word).key for word in words}
    found = {_dotted(name, dots): name for name in moving for dots in _DOTS.values()}
    return {dot: name for dot, name in found.items() if symbol(dot).key not in taken}


def _dotted(name: str, dots: str) -> str:
    """theta_dot; dot_theta_1, where the dots would be behind the index."""
    behind = f"{name}_{dots}"
    return behind if symbol(behind) == replace(symbol(name), accent=dots) else f"{dots}_{name}"


def without_arguments(formula: str, moving: Mapping[str, Collection[str]]) -> str:
    """The formula without the (t) behind unknown functions of t."""
    for name, on in moving.items():
        formula = _pattern(symbol(name), ",".join(on)).sub(_bare, formula)
    return formula


def _pattern(name: Symbol, on: str) -> re.Pattern[str]:
    """A symbol, perhaps with dots or primes, and its argument."""
    base = name.base if len(name.base) == 1 else rf"\\{name.base}"
    below = rf"(?:_\s*(?:\{{\s*{name.below}\s*\}}|{name.below}))" if name.below else ""
    inside = rf"(?:{base}|\{{\s*{base}\s*\}})\s*{below}"
    argument = r"\s*,\s*".join(map(re.escape, on.split(",")))
    before = "" if base.startswith("\\") else r"(?<![A-Za-z\\])"
    return re.compile(rf"({before}{inside}(?:\s*\}})?)((?:'|\\prime)*)(\s*\(\s*{argument}\s*\))")


def _bare(match: re.Match[str]) -> str:
    symbol, primes, argument = match.groups()
    dots = _DOTS.get(len(primes.replace(r"\prime", "'")))
    return f"\\{dots}{{{symbol}}}" if dots else symbol + primes + " " * len(argument)
