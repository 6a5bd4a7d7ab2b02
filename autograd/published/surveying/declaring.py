"""What blocks declare of the names as they stand on a page: z^{(2)} is z2, x^{(i)} a row of x."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..names.letters import Letters
from ..names.references import Reference, references
from ..shapes.declared import Declarations
from ..shapes.kinds import COLUMN, MATRIX, NUMBER
from .roles import Item

MOST = 10  # layers that are declared one by one
_PART = {MATRIX: COLUMN, COLUMN: NUMBER}


def standing(items: Sequence[Item], known: Letters) -> Iterator[Reference]:
    """The names of a page, as they stand."""
    return (x for each in items for side in each.printed.sides for x in references(side, known))


def numbered(used: Iterable[Reference], known: Letters, blocks: Declarations) -> dict[str, int]:
    """The last layer, by the letter of layers, where blocks declare them one by one."""
    numbers = {x for each in used for x in blocks.numbered(each.name) if 0 < x < MOST}
    return dict.fromkeys(known.above, max(numbers)) if numbers else {}


def started(known: Letters, blocks: Declarations) -> Letters:
    """The letters of a page, those that count from where blocks say."""
    first = {letter: first for letter, (first, _) in blocks.counts.items()}
    return replace(known, starts={**known.starts, **first})


def counted_to(known: Letters, blocks: Declarations) -> dict[str, int]:
    """The last layer, time or sample, by the letter and by its own name, where blocks say it."""
    found: dict[str, int] = {}
    for letter in sorted(known.above | known.below):
        if letter in blocks.counts:
            found[letter] = last = blocks.counts[letter][1]
            if (end := known.ends.get(letter, "")) and not end.isdigit():
                found.setdefault(end, last)
    return found


def divided(used: Iterable[Reference], known: Letters, blocks: Declarations) -> frozenset[str]:
    """The names of arrays of which x^{(i)} is a row or an entry."""
    return frozenset(each.name for each in used if _is_divided(each, known, blocks))


def _is_divided(found: Reference, known: Letters, blocks: Declarations) -> bool:
    """Whether a letter above a name counts the rows of what blocks declare under this name."""
    shape = blocks.shapes.get(blocks.name(found.name), ())
    letter = found.family[0].text if found.family else ""
    is_end = known.ends.get(letter) in shape[:1]
    return letter in known.above and (is_end or (letter in known.bound and len(shape) > 0))


def declared_kinds(
    used: Iterable[Reference], blocks: Declarations, split: frozenset[str]
) -> dict[str, str]:
    """The kinds that blocks declare of names, by what has one kind."""
    found = {}
    for each in used:
        numbers = [index.text for index in each.family if index.kind == "number"]
        others = () if numbers else blocks.numbered(each.name).values()
        names = [blocks.name(each.name, numbers), *others]
        kind = next((blocks.kinds[name] for name in names if name in blocks.kinds), "")
        if each.name in split and each.family:
            kind = _PART.get(kind, kind)
        if kind:
            found[each.sort] = kind
    return found
