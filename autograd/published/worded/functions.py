r"""Standard functions in words: "f is the sigmoid", "a is obtained by applying tanh to z".

>>> from autograd.documents import document
>>> page = document("The unit $a$ is obtained by applying tanh to $z$.")
>>> names = Names.of(page.formulas)
>>> [(each.name, each.body) for each in applied(names.sentences[0], names)]
[('a', '\\tanh(z)')]
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from .naming import Names, node
from .phrases import FUNCTION_WORDS, GIVES, IS, JOINED, OBTAINED, OTHERWISE, UNKNOWN, functions_in
from .sentences import MARK, Mark, Sentence
from .stated import Stated, rule, stated

_LONGEST = 60  # characters between a name and what is said of it
_LETTERS = "utsvr"
_ANOTHER = r"\operatorname{another}(%s)"  # no function of ours: what hangs on it stays open


@rule
def called(sentence: Sentence, names: Names) -> Iterator[Stated]:
    """What only stands before brackets on the page is a function that is named beside it."""
    letter = next((x for x in _LETTERS if x not in names.letters), "")
    for place, before, behind in sentence.marks:
        name = names.name(place)
        is_one = letter and names.is_open(name) and node(name) in names.called
        if is_one and (body := _function(before[-_LONGEST:], behind, letter)):
            yield stated(f"{name}({letter})", body, place, sentence)


def _function(before: str, behind: str, letter: str) -> str:
    """What the words around a function say that it is; "" if nothing."""
    if copula := IS.match(behind):
        said = behind[copula.end() :][:_LONGEST]
    elif FUNCTION_WORDS.search(before):
        said = before
    else:
        return ""
    found = functions_in(said)
    if len(found) == 1 and not OTHERWISE.search(said):
        return found[0] % letter
    return _ANOTHER % letter if found or UNKNOWN.search(said) else ""


@rule
def applied(sentence: Sentence, names: Names) -> Iterator[Stated]:
    """A name is got from another by one function: a call, or one that the words name."""
    if OTHERWISE.search(sentence.text):
        return
    for (one, _, between), (other, _, _) in pairwise(sentence.marks):
        if len(between) > _LONGEST or JOINED.search(between):
            continue
        if names.call(other) and names.is_open(names.name(one)) and OBTAINED.search(between):
            yield stated(names.name(one), names.call(other), other, sentence)
        elif names.call(one) and names.is_open(names.name(other)) and GIVES.search(between):
            yield stated(names.name(other), names.call(one), other, sentence)
    for clause in sentence.clauses:
        if len(clause.marks) == 2:
            yield from _named(clause, clause.marks, names)


def _named(clause: Sentence, marks: list[Mark], names: Names) -> Iterator[Stated]:
    (one, before, between), (other, _, behind) = marks
    first, second = names.name(one), names.name(other)
    found = functions_in(MARK.sub("", clause.text))
    if len(found) != 1 or not (first and second) or len(between) > _LONGEST:
        return
    gives = GIVES.search(between)
    if gives and functions_in(before + between[: gives.start()]):
        if names.is_open(second):
            yield stated(second, found[0] % first, other, clause)
    elif OBTAINED.search(between + behind) and names.is_open(first):
        yield stated(first, found[0] % second, other, clause)
