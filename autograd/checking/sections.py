"""The parts of a page between resets, and what a line that cannot be read leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .builtins import builtin
from .page import Statement
from .statements import Chain, Read, all_names, introduced
from .tree import Call, Name


def sections(found: Sequence[Statement]) -> list[list[Statement]]:
    """The statements between one reset and the next."""
    parts: list[list[Statement]] = [[]]
    for each in found:
        if each.text.strip() == "reset":
            parts.append([])
        else:
            parts[-1].append(each)
    return [part for part in parts if part]


# The transpose, and what stands behind `x in`: a set, or the shape R^(3x2).
_NO_NAMES = re.compile(r"\.T\b|\bin\s+R\b[^,]*|\bin\b")


def vocabulary(section: Iterable[Statement]) -> set[str]:
    """The names a derivation uses: the only ones its formulas in LaTeX may use."""
    found = set().union(*(all_names(_NO_NAMES.sub(" ", each.text)) for each in section))
    slopes = {x for x in found if x[:1] == "d" and x[1:] in found}
    return {x for x in found - slopes if builtin(x) is None}


def mentioned(source: Statement) -> set[str]:
    """The names in a statement, and those behind its differentials."""
    found = all_names(source.text)
    return found | {name.lstrip("d∂0123456789") for name in found if name.startswith("d")}


def defines(reading: Read, broken: dict[str, Statement]) -> bool:
    """Whether a statement is nothing but the definition of a name that means nothing certain."""
    if not isinstance(reading, Chain) or len(reading.sides) != 2:
        return False
    first = reading.sides[0]
    return isinstance(first, Name | Call) and not getattr(first, "primes", 0)


def broken_names(section: Sequence[Statement], unread: Sequence[Statement]) -> dict[str, Statement]:
    """The names that mean nothing certain, because a line could not be read, and that line."""
    broken: dict[str, Statement] = {}
    first: dict[str, Statement] = {}
    for each in section:
        if (found := introduced(each.text)) is not None and found[0] != "range":
            first.setdefault(found[1], each)
    for each in unread:
        found = introduced(each.text)
        if found is not None and first.get(found[1], each) is each:
            broken.update(dict.fromkeys(found[1].replace(" ", "").split(","), each))
    before = -1
    while len(broken) > before:
        before = len(broken)
        for each in section:
            found = introduced(each.text)
            cause = next((broken[x] for x in mentioned(each) if x in broken), None)
            if cause is not None and found is not None and found[0] != "range":
                broken.setdefault(found[1], cause)
    return broken
