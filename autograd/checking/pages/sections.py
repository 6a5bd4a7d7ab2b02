"""The parts of a page between resets, and what a line that cannot be read leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..text.builtins import builtin
from ..text.page import Statement
from ..text.statements import Chain, Read, all_names, perhaps_introduced
from .definitions import newly


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
    said = [_NO_NAMES.sub(" ", each.text) for each in section]
    found = set().union(*map(all_names, said))
    slopes = {x for x in found if x[:1] == "d" and x[1:] in found}
    return {x for x in found - slopes if builtin(x) is None or not _is_called(x, said)}


def _is_called(name: str, said: Iterable[str]) -> bool:
    """Whether a name of a function is used as one: sigma(z), and not sigma > 0."""
    call = re.compile(rf"(?<!\w){re.escape(name)}\s*['(]")
    return any(map(call.search, said))


def mentioned(source: Statement) -> set[str]:
    """The names in a statement, and those behind its differentials."""
    found = all_names(source.text)
    return found | {name.lstrip("d∂0123456789") for name in found if name.startswith("d")}


def definitions(section: Sequence[Statement]) -> dict[str, Statement]:
    """The names that a section introduces, and the statement that does so: the first."""
    found: dict[str, Statement] = {}
    for each in section:
        new = newly(each.text)
        if new is not None and new[0] != "range":
            found.update({name: each for name in _names(new[1]) if name not in found})
    return found


def _names(listed: str) -> list[str]:
    return listed.replace(" ", "").split(",")


def is_definition(source: Statement, reading: Read, first: dict[str, Statement]) -> bool:
    """Whether a statement does nothing but introduce a name."""
    defines = any(each is source for each in first.values())
    return defines and isinstance(reading, Chain) and len(reading.sides) == 2


def broken_names(
    section: Sequence[Statement], unread: Sequence[Statement], first: dict[str, Statement]
) -> dict[str, Statement]:
    """The names that mean nothing certain, because a line could not be read, and that line."""
    broken = {name: each for name, each in first.items() if any(each is one for one in unread)}
    for each in unread:
        if (new := newly(each.text)) is not None and new[0] == "range":
            broken.update(dict.fromkeys(_names(new[1]), each))
        elif (name := perhaps_introduced(each.text)) is not None and name not in first:
            broken[name] = each
    before = -1
    while len(broken) > before:
        before = len(broken)
        for name, each in first.items():
            cause = next((broken[x] for x in mentioned(each) if x in broken), None)
            if cause is not None:
                broken.setdefault(name, cause)
    return broken
