"""Letters in a row: one name, a product of names, or neither."""

from __future__ import annotations

from ..text.tokens import Token
from .cursor import Cursor
from .names import Symbol
from .signs import CALLED, is_function

_LONGEST = 40


def word_base(at: Cursor) -> Symbol | None:
    """Several letters in a row as one name, if they can be nothing else; None for one by one."""
    run = letters(at)
    if len(run) < 2:
        return None
    token = at.next
    if len(run) > _LONGEST:
        raise at.error(f"more than {_LONGEST} letters without a sign", token)
    split, whole = _is_split(at, run), _is_whole(at, run)
    if split and whole:
        raise at.error(f"{run} may be one name or a product: write \\mathrm{{{run}}}", token)
    if whole:
        at.place += len(run)
        return Symbol(run)
    if not split:
        raise _not_split(at, run, token)
    return None


def letters(at: Cursor) -> str:
    """The letters that follow each other without a space."""
    ahead, found = 0, ""
    while at.peek(ahead).kind == "letter":
        if ahead and at.peek(ahead).start != at.peek(ahead - 1).end:
            break
        found += at.peek(ahead).text
        ahead += 1
    return found


def _is_whole(at: Cursor, run: str) -> bool:
    words = at.vocabulary
    if run in words.bases or run in words.functions:
        return True
    after = at.peek(len(run))
    called = after.text in (*CALLED, "^") or after.kind == "prime"
    return called and is_function(run)


def _is_split(at: Cursor, run: str) -> bool:
    words = at.vocabulary
    if words.is_open:
        return len(run) == 2 and run not in ("ln", "lg") and run[0] != "d"
    last = run[-1]
    bare = all(words.has(letter) or letter in at.bound for letter in run[:-1])
    known = last in words.bases or last in words.functions or last in at.bound
    return bare and (known or last == "e")


def _not_split(at: Cursor, run: str, token: Token) -> Exception:
    if run[0] == "d" and (at.vocabulary.is_open or run[1:] in at.vocabulary.bases):
        return at.error(f"{run} is a differential, which has a meaning only in dy/dx", token)
    if at.vocabulary.is_open:
        return at.error(
            f"{run} may be a name or a product: write \\mathrm{{{run}}} or put signs between", token
        )
    meant = at.vocabulary.meant(run)
    return at.unknown(f"{run} is no name of the graph, nor a product of such{meant}", token)
