r"""Unknown functions: `r = r(t)`, `r, q depend on t`, and in LaTeX `\theta = \theta(t)`.

>>> dependence("r, q depend on t"), dependence("u = u(x, t)"), dependence("r = r(2)")
((('r', 'q'), ('t',)), (('u',), ('x', 't')), None)
>>> in_latex(r"\theta_1 = \theta_1(t)")
('\\theta_1', 't')
"""

from __future__ import annotations

import re

_LETTER = r"[A-Za-z_\u0391-\u03a9\u03b1-\u03c9]"
_NAME = rf"{_LETTER}\w*"
_NAMES = rf"{_NAME}(?:\s*,\s*{_NAME})*"
_ITSELF = re.compile(rf"\s*({_NAME})\s*=\s*\1\s*\(\s*({_NAMES})\s*\)\s*")
_DEPENDS = re.compile(rf"\s*({_NAMES})(?:\s+and\s+({_NAME}))?\s+depends?\s+on\s+({_NAMES})\s*")
_IN_LATEX = re.compile(r"(\S.*?)=\1\(([A-Za-z](?:,[A-Za-z])*)\)")

Dependent = tuple[tuple[str, ...], tuple[str, ...]]  # names, and what they are functions of


def dependence(statement: str) -> Dependent | None:
    """The names that a statement says to be unknown functions, and of what."""
    if match := _ITSELF.fullmatch(statement):
        return (match[1],), _listed(match[2])
    if match := _DEPENDS.fullmatch(statement):
        return (*_listed(match[1]), *filter(None, [match[2]])), _listed(match[3])
    return None


def in_latex(formula: str) -> tuple[str, str] | None:
    """The same of a formula in LaTeX: the symbol as it is set, and the letters in the brackets."""
    match = _IN_LATEX.fullmatch(re.sub(r"\\[,;:! ]|[{}.]|\s", "", formula))
    plain = re.sub(r"\\[,;:! ]|[.]\s*$", "", formula).partition("=")[0].strip()
    return (plain, match[2]) if match else None


def _listed(names: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", names))
