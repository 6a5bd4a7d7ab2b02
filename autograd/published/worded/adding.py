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
from . import functions, linear, losses, sizes
from .naming import Names, node
from .sentences import MARK, Sentence
from .stated import RULES, Stated
from .values import valued

__all__ = ["functions", "linear", "losses", "sizes", "with_words"]


def with_words(page: Document) -> Document:
    """The page, and behind each sentence that defines a name in words a formula that does."""
    names = Names.of(page.formulas)
    found = _agreeing((sentence, x) for sentence in names.sentences for x in _in(sentence, names))
    if page.format != "txt":  # where formulas stand in plain text, too
        found += [(Sentence(f"{x.name} = {x.body}"), x) for x in valued(names)]
    if not found:
        return page
    formulas: list[Found] = []
    for place, each in enumerate(page.formulas):
        here = [(_formula(s, x, names), x.stands_before) for s, x in found if x.place == place]
        formulas += [made for made, stands_before in here if stands_before]
        formulas.append(each)
        formulas += [made for made, stands_before in here if not stands_before]
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
    latex = f"{found.name} {found.sign} {found.body}"
    return replace(
        names.formulas[found.place],
        latex=latex, printed=latex, inline=True, before="", after="", number="", remarks=(),
        conditions=(), worded=Worded(words, found.is_certain),
    )  # fmt: skip
