r"""A symbol with its scripts, taken apart: its name, its layer, its entries, its power.

>>> from autograd.formulas.printed import read_printed
>>> page = [read_printed(r"z^{l}_j = \sum_k w^{l}_{jk} a^{l-1}_k")]
>>> from autograd.published.names.counting import letters
>>> found = reference(page[0].sides[0], letters(page))
>>> found.base, [str(x) for x in found.family], [str(x) for x in found.entries]
('z', ['symbol l'], ['symbol j'])
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ...formulas.printed import Node
from ...formulas.printed.node import NOTHING, walk
from .letters import (
    INDEX_LETTERS,
    TRANSPOSED,
    Letters,
    counted,
    directly,
    items,
    name_of,
    shifted,
)

MARKS = {"*": "star", "+": "plus", "-": "minus", "\\pm": "plusminus"}
_SIGNS = {"neg": "minus", "+": "plus", "-": "minus", "quotient": "over"}
EACH = "each"  # L_i beside L is one of many


@dataclass(frozen=True)
class Reference:
    """A symbol taken apart."""

    base: str
    label: str = ""
    family: tuple[Node, ...] = ()
    entries: tuple[Node, ...] = ()
    power: Node = NOTHING
    transposed: bool = False
    primes: int = 0
    font: str = ""

    lettered: bool = False

    @property
    def name(self) -> str:
        """The name without the numbers of layers."""
        return f"{self.base}_{self.label}" if self.label else self.base

    @property
    def is_exponential(self) -> bool:
        """Whether this is the e of e^x, which is no e_h."""
        bare = not self.entries and not self.family
        return bare and self.name == "e" and self.power.kind not in ("nothing", "number")

    @property
    def sort(self) -> str:
        """What has one kind: z in all layers, z^{[2]} where no letter counts them, or z of all."""
        if self.is_exponential:
            return "e^"
        if self.lettered:
            return self.name if self.family else f"{self.name}[]"
        if not self.family:
            return self.name
        return f"{self.name}({','.join(index.text for index in self.family)})"


def reference(node: Node, known: Letters) -> Reference | None:
    """A symbol taken apart; None for what is none."""
    if node.kind == "symbol":
        name = name_of(node)
        return Reference(name, font=node.font, lettered=name in known.lettered)
    if node.kind != "scripted":
        return None
    base, below, above = node.parts
    found = reference(base, known)
    if found is None or found.power is not NOTHING or found.transposed:
        return None
    if base.kind == "scripted" and above == NOTHING and below != NOTHING and found.entries:
        return None
    found = replace(found, primes=len(node.text), lettered=found.base in known.lettered)
    found = _below(found, below, known)
    return _above(found, above, known, len(found.family))


def references(node: Node, known: Letters) -> Iterator[Reference]:
    """All names in a formula with their scripts; what only counts or binds an index is none."""
    found = reference(node, known)
    if found is not None:
        yield found
        yield from references(found.power, known)
        return
    for part, where in directly(node):
        if where == "main":
            yield from references(part, known)


def varied(sides: Iterable[Node], known: Letters) -> Iterator[str]:
    """The names in which formulas are differentiated, without layers and entries."""
    for node in (node for side in sides for node in walk(side)):
        if node.kind in ("slope", "nabla"):
            yield from (x.name for part in node.parts[1:] for x in references(part, known))


def _below(found: Reference, below: Node, known: Letters) -> Reference:
    indices = items(below)
    if not indices:
        return found
    if found.base in known.labelled:
        return replace(found, label=f"{found.label}{_label(below)}")
    if len(indices) == 1 and _counts(found.base, indices[0], known):
        return replace(found, family=(*found.family, indices[0]))
    if len(indices) == 2 and found.base in known.pairs:
        return replace(found, family=(*found.family, *indices))
    if len(indices) == 2 and found.base in known.below_bases:
        sample, entry = indices
        if _counts(found.base, sample, known) and _is_entry(found.base, entry, known):
            return replace(found, family=(*found.family, sample), entries=(entry,))
    if all(_is_entry(found.base, index, known) for index in indices):
        label = EACH if found.base in known.split and len(indices) == 1 else found.label
        return replace(found, label=label, entries=(*found.entries, *indices))
    return replace(found, label=f"{found.label}{_label(below)}")


def _counts(base: str, index: Node, known: Letters) -> bool:
    """Whether a subscript is a time: t, t-1, T, or a number on a base that has those."""
    if base not in known.below_bases or (base, index.text) in known.never_last:
        return False
    letter = index.text if index.kind == "symbol" else shifted(index)
    return (
        letter in known.below
        or letter in {known.ends.get(x) for x in known.below}
        or index.kind == "number"
    )


def _is_entry(base: str, index: Node, known: Letters) -> bool:
    if index.kind == "number":
        return base in known.indexed
    letter = index.text if index.kind == "symbol" else shifted(index)
    if not letter or (index.kind == "symbol" and index.font == "upright"):
        return False
    return letter in known.bound or (letter in INDEX_LETTERS and letter not in known.alone)


def _label(node: Node) -> str:
    """A subscript that is part of the name, as letters and digits."""
    if node.kind in ("symbol", "number", "words", "call"):
        return MARKS.get(node.text) or "".join(x for x in name_of(node) if x.isalnum())
    signs = _SIGNS.get(node.kind, "")
    labels = [_label(part) for part in node.parts]
    return signs + labels[0] if len(labels) == 1 else signs.join(labels)


def _above(found: Reference, above: Node, known: Letters, below: int) -> Reference:
    """With what stands above; `below` tells how many layers or times stand below."""
    if above == NOTHING:
        return found
    if above.kind == "product" and (counted(above) is not None or _is_turned(above)):
        first, *rest = above.parts
        found = _above(found, first, known, below)
        for part in rest:
            found = _above(found, part, known, below)
        return found
    if (
        above.kind == "symbol"
        and above.text in TRANSPOSED
        and not _is_end(found.base, above, known)
    ):
        return replace(found, transposed=True)
    if is_inverse_transpose(above):
        return replace(found, power=Node("neg", "", (Node("number", "1"),)), transposed=True)
    inside = counted(above)
    if (
        inside is not None
        and len(found.family) == below
        and above.kind == "bracket"
        and inside.kind != "list"
    ):
        return replace(found, family=(*found.family, inside))
    if found.base in known.above_bases and above.kind != "words" and len(found.family) == below:
        return replace(found, family=(*found.family, above))
    if above.kind == "words" or (
        above.kind == "symbol" and above.text in ("star", "dagger", "bullet")
    ):
        mark = MARKS.get(above.text) or _label(above) or "mark"
        return replace(found, label=f"{found.label}{mark}")
    return replace(found, power=above)


def is_inverse_transpose(above: Node) -> bool:
    r"""The -\top of X^{-\top}."""
    inside = above.parts[0] if above.kind == "neg" else above
    return inside is not above and inside.kind == "symbol" and inside.text in TRANSPOSED


def _is_turned(above: Node) -> bool:
    """Whether a superscript such as lT ends in the sign of the transpose."""
    last = above.parts[-1]
    return last.kind == "symbol" and last.text in TRANSPOSED and len(above.parts) == 2


def _is_end(base: str, above: Node, known: Letters) -> bool:
    """Whether T is the last time or layer here, and no transpose."""
    return base in known.above_bases and above.text in {known.ends.get(x) for x in known.above}
