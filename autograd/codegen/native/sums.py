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
    return [_name(terms) for terms, _ in _groups(layout)]


def added(layout: Layout, fused: bool) -> list[str]:
    """`@sum…(r, a, groups, first)`: some of the sums, from 0 on if these are the first rows.

    `fused` products are rounded with their sum, once.
    """
    some = _Sums(layout, Spelling(layout.lanes), fused)
    return [line for terms, times in _groups(layout) for line in some.function(terms, times)]


def _name(terms: Terms) -> str:
    return f"sum{terms[0][0]}"


def _groups(layout: Layout) -> Iterator[tuple[Terms, int]]:
    """A few sums each, and how many times so many that follow are like them."""
    terms, start = list(enumerate(layout.terms)), 0
    while start < len(terms):
        times = max(1, _alike(layout, start) // TOGETHER)
        yield terms[start : start + TOGETHER], times
        start += times * TOGETHER


def _alike(layout: Layout, start: int) -> int:
    """How many sums in a row are of one number times numbers that wait side by side."""
    if len(layout.terms[start]) == 1:
        return 1
    return max(_counted(layout, start, side) for side in (0, 1))


def _counted(layout: Layout, start: int, side: int) -> int:
    """How many have the same factor on a side, and on the other one that waits beside the last."""
    fixed, first = layout.terms[start][side], layout.places[layout.terms[start][1 - side]]
    for k in range(start, len(layout.terms)):
        term = layout.terms[k]
        if len(term) == 1 or term[side] != fixed or term[1 - side] == fixed:
            return k - start
        if layout.places[term[1 - side]] != first + k - start:
            return k - start
    return len(layout.terms) - start


@dataclass(frozen=True)
class _Sums:
    """How a few sums are written."""

    layout: Layout
    several: Spelling
    fused: bool

    def function(self, terms: Terms, times: int) -> list[str]:
        """Adds to each sum the term of every row; and to those that follow, so many times."""
        kind, lanes = self.several.numbers, self.several.lanes
        return [
            f"define void @{_name(terms)}(ptr %r, ptr %a, i64 %groups, i1 %first) {{",
            "br label %some",
            "some:",
            "%t = phi i64 [0, %0], [%others, %done]",
            f"%further = mul i64 %t, {TOGETHER * lanes}",
            "%sums = getelementptr double, ptr %a, i64 %further",
            f"%beside = mul i64 %t, {TOGETHER * self.layout.stride}",
            *(line for k, _ in terms for line in self._begun(k)),
            "br label %loop",
            "loop:",
            "%g = phi i64 [0, %some], [%next, %loop]",
            *(f"%s{k} = phi {kind} [%b{k}, %some], [%n{k}, %loop]" for k, _ in terms),
            f"%offset = mul i64 %g, {lanes}",
            "%row = getelementptr double, ptr %r, i64 %offset",
            "%moved = getelementptr double, ptr %row, i64 %beside",
            *self._read(terms),
            *(line for k, term in terms for line in self._step(k, term)),
            "%next = add i64 %g, 1",
            "%more = icmp ult i64 %next, %groups",
            "br i1 %more, label %loop, label %done",
            "done:",
            *(line for k, _ in terms for line in self.several.stored(f"%n{k}", f"%p{k}")),
            "%others = add i64 %t, 1",
            f"%again = icmp ult i64 %others, {times}",
            "br i1 %again, label %some, label %end",
            "end:",
            "ret void",
            "}",
        ]

    def _begun(self, k: int) -> list[str]:
        kind, zero = self.several.numbers, self.several.number(0.0)
        return [
            f"%p{k} = getelementptr double, ptr %sums, i64 {k * self.several.lanes}",
            *self.several.loaded(f"%a{k}", f"%p{k}"),
            f"%b{k} = select i1 %first, {kind} {zero}, {kind} %a{k}",
        ]

    def _read(self, terms: Terms) -> Iterator[str]:
        """What is added; the number that all terms share stays where it is."""
        fixed = set(terms[0][1]).intersection(*(term for _, term in terms))
        for x in dict.fromkeys(x for _, term in terms for x in term):
            place, base = (
                self.layout.places[x] * self.layout.stride,
                "%row" if x in fixed else "%moved",
            )
            yield f"%v{x}.at = getelementptr double, ptr {base}, i64 {place}"
            yield from self.several.loaded(f"%v{x}", f"%v{x}.at")

    def _step(self, k: int, term: Sequence[int]) -> list[str]:
        kind, (a, b) = self.several.numbers, (term[0], term[-1])
        if len(term) == 1:
            return [f"%n{k} = fadd {kind} %s{k}, %v{a}"]
        if self.fused:
            fma = self.several.intrinsic("fma")
            return [f"%n{k} = call {kind} @{fma}({kind} %v{a}, {kind} %v{b}, {kind} %s{k})"]
        return [f"%m{k} = fmul {kind} %v{a}, %v{b}", f"%n{k} = fadd {kind} %s{k}, %m{k}"]
