r"""A document with what its words define, as formulas of its own.

>>> from autograd.documents import document
>>> page = with_words(document("Where $g$ is the sigmoid, $$a = g(z)$$"))
>>> [(each.latex, each.worded is not None) for each in page.formulas]
[('g', False), ('g(u) = \\operatorname{sigmoid}(u)', True), ('a = g(z)', False)]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ...documents import Document, Found, Worded
from ...formulas.printed import Node
from . import functions, linear, losses
from .naming import Names, node
from .sentences import MARK, Sentence
from .stated import RULES, Stated

__all__ = ["functions", "linear", "losses", "with_words"]


def with_words(page: Document) -> Document:
    """The page, and behind each sentence that defines a name in words a formula that does."""
    names = Names.of(page.formulas)
    found = _agreeing((sentence, x) for sentence in names.sentences for x in _in(sentence, names))
    if not found:
        return page
    formulas: list[Found] = []
    for place, each in enumerate(page.formulas):
        formulas.append(each)
        formulas += [_formula(s, x, names) for s, x in found if x.place == place]
    return replace(page, formulas=tuple(formulas))


def _in(sentence: Sentence, names: Names) -> Iterator[Stated]:
    return (found for find in RULES for found in find(sentence, names))


def _agreeing(found: Iterable[tuple[Sentence, Stated]]) -> list[tuple[Sentence, Stated]]:
    """For each name what is said of it first, if all that is said of it is the same."""
    by_name: dict[Node, list[tuple[Sentence, Stated]]] = {}
    for sentence, each in found:
        by_name.setdefault(node(each.name), []).append((sentence, each))
    return [
        max(said, key=lambda pair: pair[1].is_certain)
        for said in by_name.values()
        if len({node(each.body) for _, each in said}) == 1
    ]


def _formula(sentence: Sentence, found: Stated, names: Names) -> Found:
    """A definition as a formula that stands where the sentence does."""
    words = MARK.sub(lambda mark: names.formulas[int(mark[1])].latex, sentence.text)
    latex = f"{found.name} = {found.body}"
    return replace(
        names.formulas[found.place],
        latex=latex, printed=latex, inline=True, before="", after="", number="", remarks=(),
        conditions=(), worded=Worded(words, found.is_certain),
    )  # fmt: skip
