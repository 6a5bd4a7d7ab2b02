"""The sums over rows, a few at a time: in registers, while a loop goes over the rows of a block.

A sum of products is what the slope by a weight is, and takes one instruction for a group of rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .layout import Layout
from .spelling import Spelling

TOGETHER = 12  # sums: of 16 registers the others hold what is added
Terms = Sequence[tuple[int, tuple[int, ...]]]  # the number of a sum, and what is added to it


def names(layout: Layout) -> list[str]:
    """The functions that add what the rows of a block give."""
    return [f"sum{i}" for i in range(0, len(layout.sums), TOGETHER)]


def added(layout: Layout, fused: bool) -> list[str]:
    """`@sum…(r, a, groups, first)`: some of the sums, from 0 on if these are the first rows.

    `fused` products are rounded with their sum, once.
    """
    some = _Sums(layout, Spelling(layout.lanes), fused)
    terms = list(enumerate(layout.terms))
    starts = range(0, len(terms), TOGETHER)
    return [
        line
        for name, i in zip(names(layout), starts, strict=True)
        for line in some.function(name, terms[i : i + TOGETHER])
    ]


@dataclass(frozen=True)
class _Sums:
    """How a few sums are written."""

    layout: Layout
    several: Spelling
    fused: bool

    def function(self, name: str, terms: Terms) -> list[str]:
        """Adds to each sum the term of every row."""
        kind = self.several.numbers
        return [
            f"define void @{name}(ptr %r, ptr %a, i64 %groups, i1 %first) {{",
            *(line for k, _ in terms for line in self._begun(k)),
            "br label %loop",
            "loop:",
            "%g = phi i64 [0, %0], [%next, %loop]",
            *(f"%s{k} = phi {kind} [%b{k}, %0], [%n{k}, %loop]" for k, _ in terms),
            f"%offset = mul i64 %g, {self.several.lanes}",
            "%row = getelementptr double, ptr %r, i64 %offset",
            *self._read(terms),
            *(line for k, term in terms for line in self._step(k, term)),
            "%next = add i64 %g, 1",
            "%more = icmp ult i64 %next, %groups",
            "br i1 %more, label %loop, label %done",
            "done:",
            *(line for k, _ in terms for line in self.several.stored(f"%n{k}", f"%p{k}")),
            "ret void",
            "}",
        ]

    def _begun(self, k: int) -> list[str]:
        kind, zero = self.several.numbers, self.several.number(0.0)
        return [
            f"%p{k} = getelementptr double, ptr %a, i64 {k * self.several.lanes}",
            *self.several.loaded(f"%a{k}", f"%p{k}"),
            f"%b{k} = select i1 %first, {kind} {zero}, {kind} %a{k}",
        ]

    def _read(self, terms: Terms) -> Iterator[str]:
        for x in dict.fromkeys(x for _, term in terms for x in term):
            place = self.layout.places[x] * self.layout.stride
            yield f"%v{x}.at = getelementptr double, ptr %row, i64 {place}"
            yield from self.several.loaded(f"%v{x}", f"%v{x}.at")

    def _step(self, k: int, term: Sequence[int]) -> list[str]:
        kind, (a, b) = self.several.numbers, (term[0], term[-1])
        if len(term) == 1:
            return [f"%n{k} = fadd {kind} %s{k}, %v{a}"]
        if self.fused:
            fma = self.several.intrinsic("fma")
            return [f"%n{k} = call {kind} @{fma}({kind} %v{a}, {kind} %v{b}, {kind} %s{k})"]
        return [f"%m{k} = fmul {kind} %v{a}, %v{b}", f"%n{k} = fadd {kind} %s{k}, %m{k}"]
