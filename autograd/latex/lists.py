"""Functions of many numbers: sums, products, means, extremes, in full or with dots."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .names import ATOM, POWER, PRODUCT, SUM, Written, bracketed

MANY = 12

Writer = Callable[[Sequence[Written]], Written]


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


def _dot(args: Sequence[Written]) -> Written:
    half = len(args) // 2
    return total([product(pair) for pair in zip(args[:half], args[half:], strict=True)])


def _softmax(function: str) -> Writer:
    def write(args: Sequence[Written]) -> Written:
        return called(rf"\operatorname{{{function}}}_{{{args[0].text}}}", args[1:])

    return write


LISTS: dict[str, Writer] = {
    "sum": total,
    "prod": product,
    "dot": _dot,
    "mean": lambda args: Written(rf"\frac{{{total(args).text}}}{{{len(args)}}}", POWER),
    "max": lambda args: called(r"\max", args),
    "min": lambda args: called(r"\min", args),
    "norm": lambda args: Written(rf"\left\lVert {called('', args).text} \right\rVert", ATOM),
    "logsumexp": lambda args: called(
        r"\ln", [total([Written(rf"e^{{{a.text}}}", POWER) for a in args])]
    ),
    "softmax_at": _softmax("softmax"),
    "log_softmax_at": _softmax(r"log\,softmax"),
}
