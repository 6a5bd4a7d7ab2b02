r"""Losses in words: "the loss L is the binary cross-entropy" of the prediction and the label.

>>> from autograd.documents import document
>>> page = document("The loss $L$ of the prediction $p$ and the label $t$ is the log loss.")
>>> names = Names.of(page.formulas)
>>> [(each.name, each.body) for each in entropy(names.sentences[0], names)]
[('L', '-\\left(t \\ln p + (1 - t) \\ln(1 - p)\\right)')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .naming import Names, node
from .phrases import BINARY, ENTROPY, LABEL, LOSS, OTHERWISE, PREDICTION
from .sentences import Sentence
from .stated import RULES, Stated, rule, stated

_BINARY = r"-\left(%(label)s \ln %(made)s + (1 - %(label)s) \ln(1 - %(made)s)\right)"
_SIGMOID = re.compile(r"=\s*(?:\\varsigma|\\sigma|\\\w+\{[Ss]igmoid\}|\\frac\s*\{?1\}?\s*\{1\s*\+)")


@rule
def entropy(sentence: Sentence, names: Names) -> Iterator[Stated]:
    """The cross-entropy, where it is called binary or the prediction is a sigmoid."""
    if not ENTROPY.search(sentence.text) or OTHERWISE.search(sentence.text):
        return
    loss, made, label = (names.only(role) for role in (LOSS, PREDICTION, LABEL))
    places = [place for place, _, _ in sentence.marks if names.name(place) == loss]
    if not (places and made and label and names.is_open(loss)) or len({loss, made, label}) < 3:
        return
    body = _BINARY % {"label": label, "made": made}
    if BINARY.search(sentence.text):
        yield stated(loss, body, places[-1], sentence)
    else:
        yield from _of_sigmoid(loss, body, made, places[-1], sentence, names)


def _of_sigmoid(
    loss: str, body: str, made: str, place: int, sentence: Sentence, names: Names
) -> Iterator[Stated]:
    """The loss, if a formula or words say that the prediction is a sigmoid."""
    own = node(made)
    for found, printed in zip(names.formulas, names.printed, strict=True):
        if printed.sides[:1] == (own,) and _SIGMOID.search(found.latex):
            yield stated(loss, body, place, sentence)
            return
    for other in names.sentences:
        for each in (x for find in RULES if find is not entropy for x in find(other, names)):
            if node(each.name) == own and _is_sigmoid(each.body, names):
                sure = stated(loss, body, place, sentence)
                yield Stated(loss, body, place, sure.is_certain and each.is_certain)
                return


def _is_sigmoid(body: str, names: Names) -> bool:
    is_open = node(r"\sigma") not in names.defined
    return "sigmoid" in body or (body.startswith(r"\sigma") and is_open)
