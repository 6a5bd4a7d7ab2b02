r"""What the formulas and names of a document are, worked out before anything is judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from ...documents import Document
from ...formulas.printed import Printed, read_printed
from ...formulas.printed.numerals import comma_is_decimal, with_groups
from ..functions.applied import with_calls
from ..functions.calls import Called, called, defined_bare
from ..functions.gradients import spelled_out
from ..functions.shorthand import written_out
from ..functions.unknown import unknown
from ..names.counting import letters
from ..names.letters import Letters
from ..names.references import reference, references
from ..normalizing.normal import normal
from ..normalizing.toys import numbers_alone, toys_apart
from ..shapes.biases import Biases, biases
from ..shapes.declared import Declarations, declared
from ..shapes.kinds import NUMBER
from ..shapes.ranks import Ranks, ranks
from ..shapes.sizes import LARGEST
from .declaring import counted_to, declared_kinds, divided, numbered, standing, started
from .defining import Defined, by_entries, made_of, signatures
from .following import only_there, varied_together
from .roles import CLAIM, DEFINITION, GIVEN, Item, item
from .spaces import Space, stated_spaces

MANY = 3  # layers, times or samples where the page does not say


@dataclass(frozen=True)
class Survey:
    """What was worked out of a document."""

    items: tuple[Item, ...]
    letters: Letters
    called: Called
    ranks: Ranks
    ends: Mapping[str, int]
    declared: Declarations = field(default_factory=Declarations)
    divided: frozenset[str] = frozenset()  # names of arrays of which x^{(i)} is a row or an entry
    spaces: Mapping[str, Space] = field(default_factory=dict)  # that formulas of the page state
    biases: Biases = field(default_factory=Biases)

    @cached_property
    def counts(self) -> dict[str, int]:
        """The whole numbers that the page gives to the ends of sums, each one only: n of n = 5."""
        ends = set(self.letters.ends.values())
        said: dict[str, set[str]] = {}
        for each in self.items:
            for left, right in each.shown if each.role == GIVEN else ():
                if left.kind == "symbol" and not left.accent and left.text in ends:
                    said.setdefault(left.text, set()).add(right.text)
        single = {name: next(iter(some)) for name, some in said.items() if len(some) == 1}
        return {x: int(n) for x, n in single.items() if n.isdigit() and 1 < int(n) <= LARGEST}

    @cached_property
    def only_there(self) -> frozenset[int]:
        """The places of formulas that hold only where a condition above them does."""
        return only_there(self.items)

    @cached_property
    def varied(self) -> frozenset[frozenset[str]]:
        """The names of each dy/dx on the page, y and x together."""
        return varied_together(self.items)


def surveyed(document: Document) -> Survey:
    """What the formulas and names of a document are."""
    sources = [each.latex for each in document.formulas]
    if not comma_is_decimal(sources):
        sources = list(map(with_groups, sources))
    blocks = declared(document)
    page = normal(list(map(read_printed, sources)), blocks.words)
    page = toys_apart(page, document.formulas)
    readable = [each for each in page if not each.error]
    known = letters(readable, blocks.numbers)
    computed = [each.name for each in blocks.definitions]
    which = called(readable, known, blocks.functions, computed, blocks.numbers)
    own = {*which.functions, *which.nodes, *which.conventional, *which.numbers}
    own |= defined_bare(readable, known)
    which = replace(which, unknown=unknown(readable, known, own))
    page = written_out(page, which)
    page = [each if each.error else with_calls(each, known, which) for each in page]
    page = spelled_out(page, which)
    known = letters([each for each in page if not each.error], blocks.numbers)
    known = started(known, blocks)
    stated = {(each, 0): -1 for x in blocks.definitions for each in signatures(x.name)}
    parts = by_entries([each for each in page if not each.error], known)
    defined = Defined(stated, blocks.declares, made_of=made_of(page, known), by_entries=parts)
    items = tuple(
        item(found, printed, place, known, which, defined)
        for place, (found, printed) in enumerate(zip(document.formulas, page, strict=True))
    )
    bodies = {each.function: each.body for each in items if each.function}
    judged = [each for each in items if "in" not in each.printed.signs]
    definitions = [each.printed for each in judged if each.role == DEFINITION]
    claims = [each.printed for each in judged if each.role in (CLAIM, GIVEN)]
    claims = [each for each in claims if not _is_course(each, known)]
    used = list(standing(items, known))
    split = divided(used, known, blocks)
    scalars = numbers_alone(page, document.formulas)
    spaces = stated_spaces(items, known)
    said = _numbers(judged, known, scalars) | {name: each.kind for name, each in spaces.items()}
    said |= declared_kinds(used, blocks, split)
    sums = biases([*definitions, *claims], known, lambda name: _shape(name, spaces, blocks))
    kinds = ranks(definitions, claims, known, bodies, said, sums)
    ends = _ends(known) | numbered(used, known, blocks) | counted_to(known, blocks)
    return Survey(items, known, which, kinds, ends, blocks, split, spaces, sums)


def _shape(name: str, spaces: Mapping[str, Space], blocks: Declarations) -> tuple[str, ...]:
    """The sizes that a page or its blocks state of a name."""
    if name in spaces:
        return spaces[name].sizes
    return blocks.shapes.get(blocks.name(name), ())


def _is_course(printed: Printed, known: Letters) -> bool:
    """Whether it lists what a name is at each time, x = (1, 2, 3) of x_t, and is no column."""
    if not printed.sides:
        return False
    name = reference(printed.sides[0], known)
    is_counted = name is not None and name.name in known.lettered and not name.family
    last = printed.sides[-1]
    return is_counted and last.kind == "bracket" and last.parts[0].kind == "list"


def _numbers(items: Sequence[Item], known: Letters, names: set[str]) -> dict[str, str]:
    """The names of a scalar section as numbers, but for those that have entries."""
    found = [x for each in items for side in each.printed.sides for x in references(side, known)]
    arrays = {each.sort for each in found if each.entries or each.transposed}
    return {
        each.sort: NUMBER
        for each in found
        if each.base in names and each.sort not in arrays and bool(each.family) == each.lettered
    }


def _ends(known: Letters) -> dict[str, int]:
    """How many layers, times and samples there are, by the name of the last and by the letter."""
    found: dict[str, int] = {}
    for letter in known.above | known.below:
        end = known.ends.get(letter, "")
        number = int(end) if end.isdigit() else MANY
        found.setdefault(letter, number)
        if end and not end.isdigit():
            found.setdefault(end, number)
    return found
