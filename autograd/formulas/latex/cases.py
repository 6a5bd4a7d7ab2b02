r"""Formulas by cases: a value, &, and where it holds."""

from __future__ import annotations

from .commands import UPRIGHT
from .cursor import Cursor
from .environments import begin, end, environment
from .groups import RELATIONS
from .said import Said

_CONDITIONS = {"if", "for", "when", "falls", "where"}
_OTHERWISE = {"otherwise", "else", "sonst"}
_MOST = 20


def cases(at: Cursor) -> Said:
    r"""\begin{cases} … \end{cases}."""
    start = at.next.start
    name = begin(at)
    rows = _rows(at)
    end(at, name)
    return Said("cases", rows, span=(start, at.end))


def is_array(at: Cursor) -> bool:
    r"""Whether \left\{ \begin{array} comes next: cases as they were set once."""
    return at.at(r"\{") and at.peek().text == r"\begin"


def array(at: Cursor) -> Said:
    r"""\left\{\begin{array}{ll} … \end{array}\right."""
    start = at.take().start
    name = environment(at)
    if name != "array":
        raise at.error(f"wanted cases or an array in this bracket, found {name}")
    begin(at)
    if at.at("{"):
        at.group()
    rows = _rows(at)
    end(at, name)
    if not at.accept(r"\right."):
        raise at.error(f"{at.found()}, wanted \\right. behind these cases")
    return Said("cases", rows, span=(start, at.end))


def _rows(at: Cursor) -> tuple[Said, ...]:
    found: list[Said] = []
    while not at.at(r"\end") and at.next.kind != "end":
        found.append(_row(at))
        if len(found) > _MOST:
            raise at.error(f"at most {_MOST} cases are read")
        if at.next.kind != "row":
            break
        at.take()
    return tuple(found)


def _row(at: Cursor) -> Said:
    start = at.next.start
    value = at.shared.expression(at)
    at.accept(",")
    at.accept("&")
    at.accept(":")
    word = case_word(at)
    if word:
        at.take()
        at.group()
    condition = [Said("word", text="otherwise")] if word in _OTHERWISE else _condition(at)
    at.accept(",", ".", ";")
    return Said("row", (value, *condition), span=(start, at.end))


def _condition(at: Cursor) -> list[Said]:
    if at.next.kind in ("row", "end") or at.at(r"\end"):
        raise at.error("a case is a formula, &, and a condition such as x > 0")
    left = at.shared.expression(at)
    token = at.next
    if token.text not in RELATIONS:
        raise at.error(f"{at.found()}, wanted a condition such as x > 0")
    at.take()
    side = at.shared.expression(at)
    return [left, Said("rel", (side,), RELATIONS[token.text], span=(token.start, at.end))]


def case_word(at: Cursor) -> str:
    """The word of a case that comes next, `if` or `otherwise`."""
    if not at.at(*UPRIGHT):
        return ""
    letters, ahead = "", 2
    while at.peek(ahead).kind == "letter" or at.peek(ahead).text in (".", ","):
        letters += at.peek(ahead).text
        ahead += 1
    word = letters.lower().rstrip(".,")
    return word if at.peek(ahead).text == "}" and word in _CONDITIONS | _OTHERWISE else ""
