r"""What is added to each row or column of a matrix: the b of XW + b, the \mu of X - \mu.

Samples are rows where the weights stand behind, and columns where they stand in front, unless sizes
say otherwise.

>>> from autograd.formulas.printed import read_printed
>>> page = [read_printed(each) for each in ("Z = XW + b", "V = UX + c", "y = Wx + d")]
>>> from ..names.counting import letters
>>> found = biases(page, letters(page), lambda _: ())
>>> found.kinds, sorted(found.likely)
({'b': 'row', 'c': 'column'}, ['b', 'c'])
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ...formulas.printed import Node, Printed
from ...formulas.printed.node import NOTHING, walk
from ..names.letters import Letters
from ..names.references import Reference, reference, references
from .kinds import COLUMN, ROW

WEIGHTS = frozenset({"W", "U", "V", "Theta"})
LETTERS = frozenset({"b", "c", "d", "beta", "bias", "theta", "w"})  # of what is added to products
Shape = tuple[str, ...]


@dataclass(frozen=True)
class Biases:
    """Names that stand beside matrices in sums, as rows or columns of them."""

    kinds: Mapping[str, str] = field(default_factory=dict)
    likely: frozenset[str] = frozenset()  # that are hardly as large as the matrix
    beside: frozenset[str] = frozenset()  # added to products, and so perhaps numbers


def biases(page: Sequence[Printed], known: Letters, shape: Callable[[str], Shape]) -> Biases:
    """What a page adds to matrices; `shape` gives the sizes that it states of a name."""
    kinds: dict[str, str] = {}
    likely: set[str] = set()
    beside: set[str] = set()
    sums = (n for each in page for side in each.sides for n in walk(side) if n.kind in ("+", "-"))
    for node in sums:
        for term, other in (node.parts, node.parts[::-1]):
            name = _small(term, known)
            first = _first(other)
            if name is None:
                continue
            is_added = node.kind == "+" and name.base in LETTERS and first.kind == "product"
            beside |= {name.sort} if is_added else set()
            if (ends := _ends(first, known)) is not None:
                kinds.setdefault(name.sort, _lies(name, *ends, shape))
                likely |= {name.sort} if is_added else set()
    return Biases(kinds, frozenset(likely), frozenset(beside - likely))


def _small(node: Node, known: Letters) -> Reference | None:
    """A small letter by itself, transposed or not."""
    found = reference(node, known)
    if found is None or found.entries or found.power != NOTHING or found.primes:
        return None
    return found if found.base[:1].islower() else None


def _first(node: Node) -> Node:
    """The first term of a sum."""
    while node.kind in ("+", "-"):
        node = node.parts[0]
    return node


def _ends(node: Node, known: Letters) -> tuple[Reference, Reference] | None:
    """The first and the last factor of a product of capital letters, or the one there is."""
    found = list(_capitals(node, known))
    is_product = node.kind == "product" and not {"odot", "circ"} & set(node.signs)
    if not found or (node.kind != "product" and reference(node, known) is None):
        return None
    if any(each is None for each in found) or (node.kind == "product" and not is_product):
        return None
    whole = [each for each in found if each is not None]
    return whole[0], whole[-1]


def _capitals(node: Node, known: Letters) -> Iterator[Reference | None]:
    for each in references(node, known):
        yield each if each.base[:1].isupper() and not each.entries else None


def _lies(name: Reference, first: Reference, last: Reference, shape: Callable[[str], Shape]) -> str:
    """Whether a name is a row or a column of a product."""
    if name.transposed:
        return ROW
    height, width = _side(shape(first.name), first, 0), _side(shape(last.name), last, 1)
    length = shape(name.name)[:1]
    if length and (height or width) and (length == height) != (length == width):
        return ROW if length == width else COLUMN
    is_in_front = first.base in WEIGHTS and last.base not in WEIGHTS
    return COLUMN if is_in_front else ROW


def _side(shape: Shape, of: Reference, axis: int) -> Shape:
    """The size of a matrix along an axis, if it is known."""
    if len(shape) != 2:
        return ()
    return (shape[1 - axis if of.transposed else axis],)
