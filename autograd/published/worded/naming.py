"""What the running text calls its names: which is the label, the prediction, the loss.

>>> from autograd.documents import document
>>> from autograd.published.worded.phrases import LABEL, LOSS, PREDICTION
>>> page = document("The loss $L$ compares the prediction $a$ with the label $y$.")
>>> found = Names.of(page.formulas)
>>> [found.only(each) for each in (LOSS, PREDICTION, LABEL)]
['L', 'a', 'y']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from ...documents import Found
from ...formulas.printed import Node, Printed, read_printed
from ...formulas.printed.node import walk
from ..names.letters import core
from .phrases import IS, ROLES
from .sentences import Sentence, sentences

# What may stand between a word for a name and the name.
_TAIL = (
    r"(?:\s*(?:functions?|values?|vector|probability|terms?|variables?|unit|called|denoted(?: by)?"
    r"|of (?:the|our|this|a) \w+|函数|值|项|向量|概率|结果|记[为作]|funci[oó]n"
    r"|de (?:la|el) \w+|del \w+"
    r"|is|es|ist|为|是|:|verdader[oa]|reales?|predich[oa]|funktion|wert))*\s*$"
)
_OF = re.compile(r"(?i)\b(?:of|to|between|for|by|from|with|de|del|entre|von|zwischen|du)\b")
_ITS = re.compile(r"的|对|关于|'s\b|\s*(?:gradient|derivative|change)")
_AHEAD = 40  # characters in which a name is said to be something


@dataclass(frozen=True)
class Names:
    """The sentences of a page, and what each of its formulas is: a name, a call or an equation."""

    formulas: Sequence[Found]
    printed: Sequence[Printed]
    sentences: Sequence[Sentence]

    @classmethod
    def of(cls, formulas: Sequence[Found]) -> Names:
        """The names of some formulas."""
        printed = [read_printed(each.latex) for each in formulas]
        return cls(formulas, printed, list(sentences(formulas)))

    def name(self, place: int) -> str:
        """The LaTeX of a formula that is a name, with a number below it at most; else ""."""
        printed = self.printed[place]
        is_one = len(printed.sides) == 1 and not printed.signs and not printed.error
        return self.formulas[place].latex if is_one and _is_name(printed.sides[0]) else ""

    def call(self, place: int) -> str:
        """The LaTeX of a formula that is a function at a name, as f(z) or tanh z; else ""."""
        printed = self.printed[place]
        side = printed.sides[0] if len(printed.sides) == 1 and not printed.signs else None
        is_one = side is not None and not printed.error and _is_call(side)
        return self.formulas[place].latex if is_one else ""

    @cached_property
    def defined(self) -> set[Node]:
        """The names that formulas define, functions too."""
        return {left for each in self.printed for side in _lefts(each) for left in _heads(side)}

    @cached_property
    def called(self) -> set[Node]:
        """The symbols that stand before brackets, and nowhere else in equations."""
        found = [
            (each.signs, x) for each in self.printed for side in each.sides for x in _next(side)
        ]
        alone = {core(one) for signs, (one, is_called) in found if signs and not is_called}
        return {core(one) for _, (one, is_called) in found if is_called} - alone

    @cached_property
    def letters(self) -> set[str]:
        """All letters of the page."""
        parts = (part for each in self.printed for side in each.sides for part in walk(side))
        return {part.text for part in parts if part.kind == "symbol"}

    def is_open(self, name: str) -> bool:
        """Whether no formula defines a name."""
        return bool(name) and node(name) not in self.defined

    def only(self, role: re.Pattern[str]) -> str:
        """The one name that is called so; "" if there is none, or several."""
        found = {node(name): name for name in self._called(role)}
        return next(iter(found.values())) if len(found) == 1 else ""

    def _called(self, role: re.Pattern[str]) -> Iterator[str]:
        for sentence in self.sentences:
            for place, before, behind in sentence.marks:
                name = self.name(place)
                named = any(is_called(each, before) for each in ROLES)
                if name and (is_called(role, before) or (not named and _says(role, behind))):
                    yield name


def node(latex: str) -> Node:
    """A name as a tree."""
    return read_printed(latex).sides[0]


@cache
def _at_end(role: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(f"(?:{role.pattern}){_TAIL}", re.IGNORECASE)


def is_called(role: re.Pattern[str], before: str) -> bool:
    """Whether the words before a name end in what it is: "and the true label"."""
    return _at_end(role).search(before) is not None


def _says(role: re.Pattern[str], behind: str) -> bool:
    """Whether the words behind a name say what it is: "is the true label"."""
    if (copula := IS.match(behind)) is None:
        return False
    said = behind[copula.end() :][:_AHEAD]
    found = role.search(said)
    return found is not None and not _OF.search(said[: found.start()]) and not (
        _ITS.match(said, found.end())
    )  # fmt: skip


def _is_name(side: Node) -> bool:
    if side.kind == "scripted":
        base, below, above = side.parts
        return base.kind == "symbol" and below.kind == "number" and above.kind == "nothing"
    return side.kind == "symbol"


def _next(side: Node, is_called: bool = False) -> Iterator[tuple[Node, bool]]:
    """The names in a formula, each with whether brackets stand behind it."""
    is_name = core(side).kind == "symbol"
    if is_name:
        yield side, is_called
    behind = side.parts[1:] if side.kind == "product" else ()
    for place, part in enumerate(side.parts[is_name:]):
        yield from _next(part, place < len(behind) and _is_bracket(behind[place]))


def _is_bracket(side: Node) -> bool:
    return side.kind == "bracket" and side.text == "("


def _is_call(side: Node) -> bool:
    if side.kind == "call":
        return _is_name(_inside(side.parts[0])) and not side.text.endswith("'")
    if side.kind != "product" or len(side.parts) != 2:
        return False
    head, bracket = side.parts
    return head.kind == "symbol" and _is_bracket(bracket) and _is_name(bracket.parts[0])


def _inside(side: Node) -> Node:
    return side.parts[0] if _is_bracket(side) else side


def _lefts(printed: Printed) -> Iterable[Node]:
    signs = zip(printed.sides, printed.signs, strict=False)
    return (side for side, sign in signs if sign in ("=", ":="))


def _heads(side: Node) -> Iterator[Node]:
    yield side
    if side.kind == "product" and len(side.parts) == 2 and _is_bracket(side.parts[1]):
        yield side.parts[0]
