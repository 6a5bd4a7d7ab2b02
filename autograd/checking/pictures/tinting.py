"""Which arrows of the graph are red: those that the words about a claim are about.

The words name the least that is wrong. Around it stands a factor of the claim; if what this should
be is the local derivative on an arrow, or the derivative along a stretch of the way, that is red.
Where it is none of them the whole way is: its derivative is what the claim has wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from math import isclose

from ...engine.node import Node
from ...formulas.trees.algebra import ONE, ZERO, minus, over, times, value_of
from ...formulas.trees.tree import Op, Slope, Tree
from ..diagnosis.changes import Change, Difference, Factor, Term, undone
from ..diagnosis.finding import Finding
from ..diagnosis.places import Place, at, factors_of, is_product, is_sum, with_at
from .instance import Instance
from .way import Arrow, Way
from .witness import Witnesses

OTHER = "is not what the claim has there"
_PATHS = ("counts twice", "has the wrong sign")  # as a finding says it; else one is left out


@dataclass(frozen=True)
class Tint:
    """The red arrows and what happened to them, in words; whether they are whole paths."""

    arrows: frozenset[Arrow]
    words: str
    paths: bool = False


def tint(found: Finding, witnesses: Witnesses, instance: Instance, way: Way) -> Tint | None:
    """The arrows that a finding is about; None where nothing leads from x to y."""
    if not way.arrows:
        return None
    if isinstance(found.wrong, Slope) and found.suggestion is None:
        stretch = _stretch(found.wrong, witnesses, instance, way)
        if stretch:
            return Tint(stretch, "is wrong as it was stated")
    if found.through and (path := _path(found, witnesses, instance, way)):
        words = next((w for w in _PATHS if w in (found.note or "")), "is left out")
        return Tint(path, words, paths=True)
    for sought in _sought(found):
        if (tinted := _matched(witnesses, sought)) is not None:
            return tinted
    return Tint(_all(found, way), _of_all(found), paths=True)


def _all(found: Finding, way: Way) -> frozenset[Arrow]:
    """The whole way; where a factor is missing without what is 1 anyway."""
    is_short = all(isinstance(each, Factor) and each.missing for each in found.changes)
    telling = [arrow for arrow in way.arrows if way.factor(arrow) != 1.0]
    return frozenset(telling if found.changes and is_short and telling else way.arrows)


def _of_all(found: Finding) -> str:
    """What the whole way has wrong."""
    return "has the wrong sign" if [*map(_is_turned, found.changes)] == [True] else OTHER


def _stretch(slope: Slope, witnesses: Witnesses, instance: Instance, way: Way) -> frozenset[Arrow]:
    """The arrows of a derivative by its two ends."""
    ends = [witnesses.scope.meaning(x) for x in (slope.wrt[0], slope.of)]
    if not all(getattr(end, "serial", None) in instance for end in ends):
        return frozenset()
    start, end = (instance[end] for end in ends)
    return (
        way.between(start, end)
        if isinstance(start, Node) and isinstance(end, Node)
        else frozenset()
    )


def _path(found: Finding, witnesses: Witnesses, instance: Instance, way: Way) -> frozenset[Arrow]:
    """The arrows of a path through some names, or of the step between two of them."""
    scope = witnesses.scope
    named = {name: scope.known(name) for name in (*scope.nodes, *found.through)}
    nodes = {
        name: instance[x] for name, x in named.items() if getattr(x, "serial", None) in instance
    }
    serials = {name: x.serial for name, x in nodes.items() if isinstance(x, Node)}
    if not serials.keys() >= set(found.through):
        return frozenset()
    if not found.straight:
        passed = {serials[name] for name in found.through}
        return frozenset(way.arrows) - way.between(way.x, way.y, without=passed)
    end, start = found.through
    others = {serial for name, serial in serials.items() if name not in found.through}
    return way.between(nodes[start], nodes[end], without=others)


# ---- By value -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Sought:
    """A formula for the derivative of what is red, a path or else a stretch of the way."""

    tree: Tree
    words: str
    path: bool = False


def _sought(found: Finding) -> Iterator[_Sought]:
    """What the words are about, as it should be, from the inside out; and what happened to it."""
    missing = [each.factor for each in found.changes if isinstance(each, Factor) and each.missing]
    if missing:
        yield _Sought(reduce(times, missing), "is left out")
    for each in found.changes:
        if isinstance(each, Factor):
            if each.missing:
                yield _Sought(each.factor, "is left out")
            elif not (each.place.path and value_of(each.factor)):
                yield _Sought(over(ONE, each.factor), "is left out")
                yield _Sought(each.factor, "is taken twice")
        elif isinstance(each, Term):
            yield _Sought(_share(each), "is left out" if each.missing else "counts twice", True)
        if each.place.path or isinstance(each, Term):
            yield from _around(each, "has the wrong sign" if _is_turned(each) else OTHER)


def _is_turned(change: Difference) -> bool:
    return isinstance(change, Change) and change.new == minus(change.place.tree)


def _share(change: Difference) -> Tree:
    """What a change gives to the whole."""
    whole = change.place.whole
    return Op("-", (undone(Place(whole), [change]), whole))


def _around(change: Difference, words: str) -> Iterator[_Sought]:
    """Each factor and each term around a change, as it should be, from the inside out."""
    whole, path = change.place.whole, change.place.path
    for end in range(len(path), 0, -1):
        place, outer = Place(whole, path[:end]), at(whole, path[: end - 1])
        if not is_product(outer):
            yield from (_Sought(factor, words) for factor in _factors(place, change))
        if is_sum(outer):
            without = with_at(whole, path[:end], ZERO)
            mended = undone(Place(whole), [change])
            yield _Sought(Op("-", (mended, without)), words, path=True)
        if not is_product(outer):
            yield _Sought(at(undone(Place(whole), [change]), path[:end]), words)
    if is_product(whole):
        yield from (_Sought(factor, words) for factor in _factors(Place(whole), change))


def _factors(place: Place, change: Difference) -> Iterator[Tree]:
    """The factor of a product in which the change is, as it should be."""
    path = change.place.path[len(place.path) :]
    if is_product(place.tree) and path:
        mended = undone(place, [change])
        for inner, _, _ in factors_of(place):
            if path[: len(inner)] == inner:
                yield at(mended, inner)


def _matched(witnesses: Witnesses, sought: _Sought) -> Tint | None:
    """The arrow, or the stretch of the way, or the path, whose derivative a formula is."""
    ways, values = witnesses.ways_of(sought.tree)
    if not ways or {len(way.arrows) for way in ways} != {len(ways[0].arrows)}:
        return None  # other branches at other points
    if {abs(x) for x in values} <= {0.0, 1.0}:
        return None  # as many a derivative is
    if sought.path:
        found = frozenset(_at_all(ways, values, Way.through))
        is_path = 0 < len(found) < len(ways[0].arrows)
        return Tint(found, sought.words, paths=True) if is_path else None
    if arrow := next(_at_all(ways, values, Way.factor), None):
        return Tint(frozenset([arrow]), sought.words)
    return _stretched(ways, values, sought.words) if len(set(values)) > 1 else None


def _at_all(
    ways: Sequence[Way], values: Sequence[float], number: Callable[[Way, Arrow], float]
) -> Iterator[Arrow]:
    """The arrows with these numbers."""
    for place, arrow in enumerate(ways[0].arrows):
        if _are([number(way, way.arrows[place]) for way in ways], values):
            yield arrow


def _stretched(ways: Sequence[Way], values: Sequence[float], words: str) -> Tint | None:
    first = ways[0]
    count = len(first.nodes)
    for length in range(2, count):
        for i in range(count - length):
            found = [way.slope(way.nodes[i + length], way.nodes[i]) for way in ways]
            if _are(found, values):
                return Tint(first.between(first.nodes[i], first.nodes[i + length]), words)
    return None


def _are(found: Sequence[float], wanted: Sequence[float]) -> bool:
    return all(isclose(a, b, rel_tol=1e-9) for a, b in zip(found, wanted, strict=True))
