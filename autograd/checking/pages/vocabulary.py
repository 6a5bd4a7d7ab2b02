"""The parts of a page between resets, and the names that they use and define."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ...formulas.text.builtins import builtin
from ...formulas.text.page import Statement
from .definitions import newly
from .statements import Chain, Read, all_names


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
_NO_NAMES = re.compile(r"\.T\b|\bin\s+R\b[^,]*|\bin\b|\bdepends?\s+on\b|^\s*assume\b")


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
    bare = {name.lstrip("d∂0123456789") for name in found if name.startswith("d")}
    bare |= {name[1:].lstrip("0123456789") for name in found if name.startswith("d")}  # dd/dy
    return found | bare | {name.rstrip("0123456789") for name in bare}


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
    if not isinstance(reading, Chain) or len(reading.sides) != 2:
        return False
    new = newly(source.text)
    return new is not None and any(first.get(name) is source for name in _names(new[1]))
