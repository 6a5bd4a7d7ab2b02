"""One definition in words, and the rules that find some: each is one entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .naming import Names
from .phrases import HEDGE
from .sentences import Sentence


@dataclass(frozen=True)
class Stated:
    """What a name is, as LaTeX, and the place of the formula in the sentence that says so.

    It is certain if the sentence does not only say what is usual, or an example.
    """

    name: str
    body: str
    place: int
    is_certain: bool
    sign: str = "="
    stands_before: bool = False  # before the formula at its place, else behind it


Rule = Callable[[Sentence, Names], Iterator[Stated]]
RULES: list[Rule] = []


def rule(found: Rule) -> Rule:
    """Enter what finds definitions in a sentence."""
    RULES.append(found)
    return found


def stated(name: str, body: str, place: int, sentence: Sentence) -> Stated:
    """A definition that a sentence states."""
    return Stated(name, body, place, HEDGE.search(sentence.text) is None)
