r"""What a page says beside its formulas: conditions, and on what unknown functions depend.

>>> behind("dS[i]/dz[j] = -s[i]*s[j]  if i != j"), behind("y = where(x > 0, x, 0)")
((24, ((29, 'i != j'),)), (22, ()))
>>> [each for _, each in listed("assume sum(t) = 1 and x, y > 0", len("assume"))]
['sum(t) = 1', 'x, y > 0']
>>> dependence("r, q depend on t"), dependence("u = u(x, t)"), dependence("r = r(2)")
((('r', 'q'), ('t',)), (('u',), ('x', 't')), None)
>>> in_latex(r"\theta_1 = \theta_1(t)")
('\\theta_1', 't')
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Placed = tuple[int, str]  # where in a text a part of it begins, and the part

ASSUME = re.compile(r"\s*assum(?:e|ing)\b(?!\s*[=(\[]|\s*[-+*/^])\s*(?:that\b)?", re.IGNORECASE)
_WORD = re.compile(
    r"[,;]?\s*\b(?:if|for\s+all|for|when(?:ever)?|where|provided(?:\s+that)?|with)\s+(?=[\w(|])"
    r"|\u2200|,(?=[^=<>]*(?:!=|<|>))"
)
_AND = re.compile(r"\s+and\s+|[,\u2227]|&&?")
_RELATED = re.compile(r"[=<>]|!=|\bin\b|^\s*\w+\s*\(.*\)\s*$")
_ALL = re.compile(r"\ball\b|\u2200")
_NAMES = re.compile(r"[\w\s,]*\.?")
_COMPLETE = re.compile(r"[\w)\]'|]$")
_OPEN, _CLOSE = "([{", ")]}"


def behind(statement: str) -> tuple[int, tuple[Placed, ...]]:
    """Where a claim ends, and the conditions behind it; its length and () where it has none."""
    equals = re.search(r"(?<![<>!])=", statement)
    right = equals.end() if equals else len(statement)
    for match in _outside(statement, _WORD):
        before = statement[: match.start()].rstrip()
        if match.start() > right and _COMPLETE.search(before):
            found = tuple(listed(statement, match.end()))
            says_all = _ALL.search(match.group()) and _NAMES.fullmatch(statement, match.end())
            if found or says_all:
                return len(before), found
    return len(statement), ()


def listed(statement: str, start: int) -> Iterator[Placed]:
    """The conditions from a place on, apart from one another; `all u` is none."""
    cuts = [match.span() for match in _outside(statement, _AND) if match.start() >= start]
    begin = start
    for stop, after in [*cuts, (len(statement), len(statement))]:
        part = statement[begin:stop]
        is_rest = stop == len(statement) and begin > start and part.strip()
        if _RELATED.search(part) or is_rest:
            yield begin + len(part) - len(part.lstrip()), part.strip()
            begin = after


def _outside(text: str, sign: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Where a sign stands outside all brackets."""
    depth, depths = 0, []
    for each in text:
        depths.append(depth)
        depth += (each in _OPEN) - (each in _CLOSE)
    yield from (match for match in sign.finditer(text) if depths[match.start()] <= 0)


_LETTER = r"[A-Za-z_\u0391-\u03a9\u03b1-\u03c9]"
_NAME = rf"{_LETTER}\w*"
_LIST = rf"{_NAME}(?:\s*,\s*{_NAME})*"
_ITSELF = re.compile(rf"\s*({_NAME})\s*=\s*\1\s*\(\s*({_LIST})\s*\)\s*")
_DEPENDS = re.compile(rf"\s*({_LIST})(?:\s+and\s+({_NAME}))?\s+depends?\s+on\s+({_LIST})\s*")
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
