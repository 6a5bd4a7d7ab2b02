"""A wrong number computed otherwise: with a slip in the formula, or with a slip of the pen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain, islice
from typing import Any

from ...engine.node import Node
from ...formulas.trees.tree import text
from ..certified.balls import UNDEFINED, balls, precision
from ..certified.digits import decimal, is_astronomical, midpoint
from ..certified.program import Program
from ..worked_slips.candidates import Candidate, Candidates
from ..worked_slips.table import exchanged, significant
from .digits_shown import places
from .worked_numbers import WorkedNumber

AT_ONCE = 40  # candidates that are computed together, and share what they have in common
CHANCE = 50  # of the numbers with as many digits, one in so many may be a candidate

Valued = tuple[Any, str]  # what a slip gives, and what is said of it


def most_tried(number: WorkedNumber) -> int:
    """How many slips are tried: the more digits are shown, the fewer fit them by chance."""
    return int(10 ** significant(text(number.right))) // CHANCE


def fitting(number: WorkedNumber, bits: int, found: Iterable[Valued]) -> Iterator[str]:
    """What is said of the values that round to what is shown; then of those that nearly do.

    Whoever goes on with a rounded number misses the last digit. That is less to go by, so only the
    first are tried.
    """
    close = []
    for k, (value, words) in enumerate(found):
        if value is UNDEFINED:
            continue
        if number.fits(value, bits):
            yield words
        elif 100 * k < most_tried(number) and number.unit and number.fits(value, bits, 2):
            close.append(f"{words}, but for the last digit")
    yield from close


def computed_otherwise(number: WorkedNumber, bits: int) -> Iterator[str]:
    """What slips give the digits shown, in words, the likeliest first."""
    values = _Values(number, bits)
    yield from values.exchanged()
    candidates = Candidates(number.scope, number.left, number.root, number.inputs)
    many = chain(candidates.likeliest_first(), candidates.rounded(values.rounded))
    tried = chain(islice(many, most_tried(number)), candidates.at_last())
    yield from fitting(number, bits, values.valued(tried))


class _Values:
    """What graphs are worth at the numbers that a worked number is for."""

    def __init__(self, number: WorkedNumber, bits: int) -> None:
        self.number, self.bits = number, bits
        self.point = number.numbers(bits)

    def of(self, nodes: list[Node]) -> list[Any]:
        """The values of nodes."""
        program = Program(nodes, self.number.inputs, self.number.scope.constants)
        with precision(self.bits):
            values = program.onwards(balls(self.point), self.bits)
        return [_written_out(values[root]) for root in program.roots]

    def valued(self, candidates: Iterable[Candidate]) -> Iterator[Valued]:
        """The candidates with their values."""
        waiting = iter(candidates)
        while some := list(islice(waiting, AT_ONCE)):
            yield from zip(
                self.of([node for node, _ in some]), [words for _, words in some], strict=True
            )

    def rounded(self, node: Node, decimals: int) -> Fraction | None:
        """A value to so many decimals; None where there is none."""
        (value,) = self.of([node])
        return None if value is UNDEFINED else round(midpoint(value), decimals)

    def exchanged(self) -> Iterator[str]:
        """Which digits of the value are exchanged, if that is all that is wrong."""
        shown = text(self.number.right)
        (value,) = self.of([self.number.root])
        if value is not UNDEFINED and self.number.unit:
            said = exchanged(shown, decimal(value, places(self.number.unit)))
            yield from [said] if said else []


def _written_out(value: Any) -> Any:
    """A value whose digits can be compared with digits; none where it would fill thousands."""
    known = value is not UNDEFINED and value.is_finite() and not is_astronomical(value)
    return value if known else UNDEFINED
