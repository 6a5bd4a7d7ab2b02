r"""Functions of many numbers: sums, products, means, extremes, in full or with dots.

The template of such a function says how its list goes on: `\frac{{x} + \dots}{{n}}` is a mean,
`{x} \cdot {y} + \dots` a dot product of two columns. `{n}` is the length of the list, and `{i}` a
first argument that is no member of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .names import POWER, PRODUCT, SUM, Written, bracketed
from .templates import fill

MANY = 12
GOES_ON = re.compile(r"(,| [+]| \\cdot) \\dots")


def called(function: str, args: Sequence[Written]) -> Written:
    """A function with its arguments in brackets; of very many, the first and the last."""
    return Written(rf"{function}\left({', '.join(some([a.text for a in args]))}\right)", POWER)


def some(texts: Sequence[str]) -> list[str]:
    """All of a few texts; of many, the first three and the last."""
    return list(texts) if len(texts) <= MANY else [*texts[:3], r"\cdots", texts[-1]]


def total(args: Sequence[Written]) -> Written:
    """A sum, with minus signs where terms are negative."""
    if len(args) == 1:
        return args[0]
    texts = [a.text if a.level > SUM or not a.negative else bracketed(a) for a in args]
    first, *rest = some(texts)
    signed = [f" - {text[1:]}" if text.startswith("-") else f" + {text}" for text in rest]
    return Written("".join([first, *signed]), SUM)


def product(args: Sequence[Written]) -> Written:
    """A product."""
    if len(args) == 1:
        return args[0]
    tight = [a.text if a.level >= PRODUCT else bracketed(a) for a in args]
    loose = [t if not t.startswith("-") else rf"\left({t}\right)" for t in tight[1:]]
    return Written(r" \cdot ".join(some([tight[0], *loose])), PRODUCT)


def listed(template: str, args: Sequence[Written]) -> Written:
    r"""A template whose list goes on, with all of its members.

    >>> x, y = Written("x", 4), Written("y", 4)
    >>> print(listed(r"\frac{{x} + \dots}{{n}}", [x, y]).text)
    \frac{x + y}{2}
    """
    if "{i}" in template:
        first, *args = args
        template = template.replace("{i}", f"{{{first.text}}}")
    template = template.replace("{n}", str(len(args)))
    dots = GOES_ON.search(template)
    assert dots is not None  # what makes a template one of a list
    start = _item(template[: dots.start()])
    members = _members(template[start : dots.start()], args)
    outer = f"{template[:start]}{{x}}{template[dots.end() :]}"
    return fill(outer, [_JOIN[dots[1].strip()](members)])


def _item(before: str) -> int:
    """Where the first member of the list begins: behind the brace or bracket that holds it."""
    depth = 0
    for place in range(len(before) - 1, -1, -1):
        depth += (before[place] == "}") - (before[place] == "{")
        if depth < 0 or (before[place] == "(" and not depth):
            return place + 1
    return 0


def _members(item: str, args: Sequence[Written]) -> list[Written]:
    columns = 2 if "{y}" in item else 1
    length = len(args) // columns
    return [fill(item, args[k::length]) for k in range(length)]


def _commas(members: Sequence[Written]) -> Written:
    return Written(", ".join(some([each.text for each in members])), SUM)


_JOIN = {"+": total, r"\cdot": product, ",": _commas}
