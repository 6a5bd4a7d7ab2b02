r"""Printed formulas without what only looks different: words set as letters, \Delta w, \mathbb E.

>>> from autograd.formulas.printed import read_printed
>>> page = [read_printed(r"net_j = \Delta w"), read_printed("o = net_j")]
>>> print([str(side) for side in normal(page)[0].sides])
['scripted(symbol net, symbol j, nothing)', 'symbol Delta_w']
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from ...formulas.printed import Node, Printed
from ...formulas.printed.node import mapped, product, walk
from .dotted import with_primes
from .fonts import told_apart
from .indicators import with_indicators
from .listed import without_dots
from .ones import with_ones
from .probabilities import named

SHORTEST = 3  # letters of a word


def normal(page: Sequence[Printed], words: Container[str] = ()) -> list[Printed]:
    """The formulas of a page with one spelling for each thing; `words` are names it has."""
    alone = _standing_alone(page)
    changed = [
        _changed(each, lambda node: _joined(node, alone, words))
        for each in with_primes(told_apart(page))
    ]
    differences = (_changed(each, _difference) for each in changed)
    indicated = [replace(x, sides=tuple(map(with_indicators, x.sides))) for x in differences]
    whole = [replace(x, sides=tuple(map(without_dots, x.sides))) for x in indicated]
    return with_ones([replace(x, sides=tuple(map(named, x.sides))) for x in whole])


def _changed(printed: Printed, change: object) -> Printed:
    return replace(printed, sides=tuple(mapped(side, change) for side in printed.sides))  # type: ignore[arg-type]  # one of the functions below


def _standing_alone(page: Iterable[Printed]) -> set[str]:
    """Letters that stand somewhere without other letters beside them."""
    found = set()
    for printed in page:
        for side in printed.sides:
            for node in walk(side):
                if node.kind != "product":
                    found |= {part.text for part in node.parts if part.kind == "symbol"}
            if side.kind == "symbol":
                found.add(side.text)
    return found


def _base(node: Node) -> Node:
    return node.parts[0] if node.kind == "scripted" else node


def _is_letter(node: Node) -> bool:
    base = _base(node)
    return base.kind == "symbol" and len(base.text) == 1 and base.text.isalpha() and not base.accent


def _joined(node: Node, alone: Container[str], words: Container[str]) -> Node | None:
    """`net_j` as one name: letters without a space between, most of which never stand alone."""
    if node.kind != "product":
        return None
    factors: list[Node] = []
    signs: list[str] = []
    place = 0
    while place < len(node.parts):
        run = _run(node, place)
        length = _length(run, alone, words)
        factors.append(
            mapped(run[0], lambda n: _joined(n, alone, words))
            if length == 1
            else _word(run[:length])
        )
        if place:
            signs.append(node.signs[place - 1])
        place += length
    return product(factors, signs, node.span)


def _run(node: Node, place: int) -> Sequence[Node]:
    """The letters that stand without a space from a place of a product on."""
    stop = place + 1
    while (
        stop < len(node.parts)
        and node.parts[stop - 1].kind == "symbol"
        and _is_letter(node.parts[stop])
        and _is_letter(node.parts[place])
        and node.signs[stop - 1] == ""
        and node.parts[stop].span[0] == node.parts[stop - 1].span[1]
    ):
        stop += 1
    return node.parts[place:stop]


def _length(run: Sequence[Node], alone: Container[str], words: Container[str]) -> int:
    """How many letters of a run are its first name: those of one that the page declares, or all."""
    letters = [_base(each).text for each in run]
    declared = (n for n in range(len(run), 1, -1) if "".join(letters[:n]) in words)
    return next(declared, len(run) if _is_word(letters, alone) else 1)


def _is_word(letters: Sequence[str], alone: Container[str]) -> bool:
    unknown = sum(letter not in alone for letter in letters)
    return len(letters) >= SHORTEST and 2 * unknown > len(letters) and "".join(letters).islower()


def _word(run: Sequence[Node]) -> Node:
    last = run[-1]
    span = run[0].span[0], last.span[1]
    word = Node("symbol", "".join(_base(each).text for each in run), (), span, font="upright")
    return (
        replace(last, parts=(word, *last.parts[1:]), span=span) if last.kind == "scripted" else word
    )


def _difference(node: Node) -> Node | None:
    r"""`\Delta w` as one name."""
    if node.kind != "product" or not any(part == Node("symbol", "Delta") for part in node.parts):
        return None
    factors: list[Node] = []
    signs: list[str] = []
    for place, part in enumerate(node.parts):
        before = factors[-1] if factors else None
        if (
            before == Node("symbol", "Delta")
            and _base(part).kind == "symbol"
            and not node.signs[place - 1]
        ):
            assert before is not None
            base = replace(
                _base(part), text=f"Delta_{_base(part).text}", span=(before.span[0], part.span[1])
            )
            factors[-1] = (
                replace(part, parts=(base, *part.parts[1:])) if part.kind == "scripted" else base
            )
            continue
        if place:
            signs.append(node.signs[place - 1])
        factors.append(mapped(part, _difference))
    return product(factors, signs, node.span)
