"""Where a formula can be read in two ways: what is asked, and the readings, the usual one first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """What has several readings; one that is `shared` has one answer on all of a page."""

    about: str
    readings: tuple[str, ...]
    shared: bool = False


LAYOUT = Question(
    "the shape of a derivative",
    ("a derivative has the shape of what it is taken in", "derivatives are written as rows"),
    shared=True,
)
# Of a page that writes derivatives in vectors as rows, those in matrices are transposed as well.
OF_MATRICES = Question("the shape of a derivative in a matrix", LAYOUT.readings, shared=True)
IN_A_ROW = Question(
    "the shape of a derivative in a row",
    ("that in a row is a row", "that in a row is a column"),
)
DOT = Question(
    "a dot between two columns", ("a dot is the inner product", "a dot is entry by entry")
)
BESIDE = Question(
    "two columns side by side",
    ("columns side by side are multiplied entry by entry", "they are an inner product"),
)
SINC = Question("what sinc is", ("sinc x is sin x over x", "sinc x is that of πx"), shared=True)
BARS = Question(
    "bars around a Jacobian matrix",
    ("bars are the determinant", "bars are the size of the determinant"),
)
TENSOR = Question(
    "a circled cross between two columns",
    ("⊗ is the outer product", "⊗ is entry by entry"),
)
BY_ENTRIES = Question(
    "the derivative of a column in a column",
    ("that of a column in a column is a matrix", "∂a/∂z is taken entry by entry"),
)


class Picks:
    """The readings that are taken, and which questions were asked."""

    def __init__(self, taken: Mapping[Question, str] | None = None) -> None:
        self.taken = dict(taken or {})
        self.asked: dict[Question, None] = {}

    def __call__(self, question: Question) -> str:
        """The reading that is taken."""
        self.asked[question] = None
        return self.taken.get(question, question.readings[0])

    def is_usual(self, question: Question) -> bool:
        """Whether the usual reading is taken."""
        return self(question) == question.readings[0]


def others(asked: Sequence[Question]) -> list[dict[Question, str]]:
    """Readings to be tried after the usual one, one thing at a time."""
    return [{question: reading} for question in asked for reading in question.readings[1:]]
