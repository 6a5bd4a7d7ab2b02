r"""What the signs of a display do to it: relate, continue, divide. One table each.

>>> has_relation(r"x_{i=1}"), has_relation(r"f(x) = 2"), has_relation(r"p_c \to 1")
(False, True, True)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from .tokens import Token, tokens


def commands(names: str) -> frozenset[str]:
    """The commands of some names."""
    return frozenset(f"\\{name}" for name in names.split())


RELATIONS = (
    frozenset("=<>≤≥≠≈≡∈∉∝\u223c←→≔↦≜≃≅⊂⊆≪≫")
    | {":="}
    | commands(
        "le leq leqslant ge geq geqslant lt gt ne neq in notin ni approx approxeq equiv triangleq"
        " coloneqq coloneq eqqcolon doteq eqdef leftarrow longleftarrow gets to rightarrow mapsto"
        " longrightarrow longmapsto leftrightarrow propto sim simeq cong asymp ll gg subset"
        " subseteq subsetneq supset supseteq preceq succeq prec succ xrightarrow xleftarrow"
    )
)
ARROWS = frozenset("⇒⇔⟹⟺⇐∴∵") | commands(
    "Rightarrow implies iff Leftrightarrow Longrightarrow Longleftrightarrow impliedby Leftarrow"
    " Longleftarrow therefore because leadsto rightsquigarrow"
)
DOTS = frozenset("…⋯") | commands("dots ldots cdots dotsc dotsb")
CONNECTING = frozenset("+-−*/⋅·×∘±") | commands("cdot times pm mp odot otimes circ div")
SPACES = frozenset((r"\,", r"\;", r"\:", r"\!", r"\ ", r"\>", "~", "{}")) | commands(
    "thinspace medspace thickspace negthinspace null strut displaystyle textstyle scriptstyle"
    " limits nolimits nonumber notag qedhere qed hline allowbreak nobreak small normalsize large"
    " noindent centering hfill break newline relax"
)
WIDE = commands("quad qquad enspace hspace")

_OPENING = frozenset("([{") | {r"\{", r"\langle", r"\lfloor", r"\lceil"}
_CLOSING = frozenset(")]}") | {r"\}", r"\rangle", r"\rfloor", r"\rceil"}
_OPENS = re.compile(r"\\(?:left(?![A-Za-z])|begin\s*\{)")
_CLOSES = re.compile(r"\\(?:right(?![A-Za-z])|end\s*\{)")


def deeper(token: Token) -> int:
    """1 for what opens a bracket, a group or an environment, -1 for what closes one."""
    text = token.text
    if text in _OPENING or _OPENS.match(text):
        return 1
    return -1 if text in _CLOSING or _CLOSES.match(text) else 0


def at_top(parts: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    """The tokens outside all brackets, with their places."""
    depth = 0
    for place, token in enumerate(parts):
        step = deeper(token)
        if step < 0:
            depth = max(0, depth - 1)
        elif not depth and not step:
            yield place, token
        depth += step > 0


def open_brackets(parts: Iterable[Token]) -> int:
    """How many brackets are still open after some tokens."""
    depth = 0
    for token in parts:
        depth = max(0, depth + deeper(token))
    return depth


def relates(parts: Sequence[Token]) -> bool:
    """Whether tokens have a relation outside all brackets."""
    return any(token.text in RELATIONS for _, token in at_top(parts))


def has_relation(latex: str) -> bool:
    """Whether a formula relates two sides."""
    return relates(tokens(latex))


def says_nothing(token: Token) -> bool:
    """Whether it is a space, or a command that sets only the looks."""
    return token.is_space or token.text in SPACES
