r"""Weighted sums in words: "z is the weighted sum of x with the weight w, plus the bias b".

>>> from autograd.documents import document
>>> page = document("$z$ is the weighted sum of the input $x$ with weight $w$, plus a bias $b$.")
>>> names = Names.of(page.formulas)
>>> [(each.name, each.body) for each in weighted(names.sentences[0], names)]
[('z', 'w x + b')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .naming import Names, is_called, node
from .phrases import BIAS, FUNCTION_WORDS, OTHERWISE, SUM, WEIGHT, functions_in
from .sentences import Mark, Sentence
from .stated import Stated, rule, stated

# Where arrays are transposed, which of them stands first is not said by words.
_OF_ARRAYS = re.compile(r"\^\s*\{?\s*(?:T\b|\\top|\\mathsf|\\intercal)|\\mathbb|\\odot|\\mathbf")


@rule
def weighted(sentence: Sentence, names: Names) -> Iterator[Stated]:
    """A name that is a weighted sum of one input, with one weight and at most one bias."""
    if not SUM.search(sentence.text) or OTHERWISE.search(sentence.text) or len(sentence.marks) < 3:
        return
    if FUNCTION_WORDS.search(sentence.text) or functions_in(sentence.text) or _is_of_arrays(names):
        return
    (first, _, _), *rest = sentence.marks
    subject, parts = names.name(first), _parts(rest, names)
    if not names.is_open(subject) or parts is None:
        return
    weights, biases, inputs = parts
    if len(weights) == len(inputs) == 1 and len(biases) < 2:
        terms = [f"{weights[0]} {inputs[0]}", *(biases or _bias_of(weights[0], names))]
        yield stated(subject, " + ".join(terms), rest[-1][0], sentence)


def _parts(marks: list[Mark], names: Names) -> tuple[list[str], list[str], list[str]] | None:
    """The weights, biases and inputs among some names; None if something else stands there."""
    weights: list[str] = []
    biases: list[str] = []
    inputs: list[str] = []
    for place, before, _ in marks:
        if not (name := names.name(place)):
            return None
        is_weight, is_bias = is_called(WEIGHT, before), is_called(BIAS, before)
        if is_weight and is_bias:
            return None
        (weights if is_weight else biases if is_bias else inputs).append(name)
    return weights, biases, inputs


def _bias_of(weight: str, names: Names) -> list[str]:
    """The bias b_2 of a page that has one beside the weight w_2."""
    scripts = node(weight).parts[1:]
    wanted = (names.name(place) for place in range(len(names.formulas)))
    return sorted({name for name in wanted if name[:1] == "b" and node(name).parts[1:] == scripts})[
        :1
    ]


def _is_of_arrays(names: Names) -> bool:
    return any(_OF_ARRAYS.search(each.latex) for each in names.formulas)
