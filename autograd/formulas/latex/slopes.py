r"""Derivatives as fractions: \frac{\partial L}{\partial w}, \frac{d}{dx}(…)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..text.differentials import HIGHEST, ORDERS
from ..text.tokens import Token
from .commands import CALLED, UPRIGHT
from .cursor import Cursor
from .groups import outside
from .names import Symbol
from .resolving import resolved
from .said import Said
from .scripts import Script, script
from .symbols import read_symbol

Tokens = tuple[Token, ...]


def fraction(at: Cursor) -> Said:
    """A quotient, or a derivative, which begins with ∂ or d above and below."""
    start = at.take().start
    place = at.next.start
    above, below = at.group(), at.group()
    span = (start, at.end)
    if kind := _kind(at, above, below):
        return _slope(at, kind, above, below, span)
    if any(part and part[0].text == r"\delta" and len(part) > 1 for part in (above, below)):
        _refuse_delta(at, above, below)
    sides = (at.formula(above, place), at.formula(below, place))
    return Said("div", sides, span=span)


def _refuse_delta(at: Cursor, above: Tokens, below: Tokens) -> None:
    both = [part and part[0].text == r"\delta" and part[1:2] for part in (above, below)]
    if all(rest and (rest[0].kind == "letter" or rest[0].text[0] == "\\") for rest in both):
        raise at.error("is δ a factor or a ∂? write \\partial for a derivative", above[0])


def differential(tokens: Sequence[Token]) -> str:
    """The sign with which a differential begins, if these tokens are one."""
    texts = [token.text for token in tokens[:4]]
    if any(token.text == "/" for _, token, _ in outside(tokens)):
        return ""  # a derivative on one line, not the upper or lower half of one
    if texts[:1] == [r"\partial"]:
        return r"\partial"
    if len(texts) == 4 and texts[0] in UPRIGHT and texts[1:] == ["{", "d", "}"]:
        return "d"
    is_d = texts[:1] == ["d"] and texts[1:2] != ["_"] and tokens[1:2] != []
    return "d" if (is_d or texts == ["d"]) and not _primed(tokens) else ""


def _primed(tokens: Sequence[Token]) -> bool:
    return len(tokens) > 1 and tokens[1].kind == "prime"


def _kind(at: Cursor, above: Tokens, below: Tokens) -> str:
    """The sign of the differentials of a fraction, if it is a derivative."""
    kinds = [differential(tokens) for tokens in (above, below)]
    if not kinds[0] or not kinds[1] or len(below) < 2:
        if r"\partial" in kinds:
            raise at.error("∂ stands above and below in a derivative", (above or below)[0])
        return ""
    if kinds[0] != kinds[1]:
        raise at.error("d and ∂ in one derivative", above[0])
    if kinds[0] == "d":
        _refuse_declared(at, above, below)
    return kinds[0]


def _refuse_declared(at: Cursor, above: Tokens, below: Tokens) -> None:
    words = at.vocabulary
    for tokens in (above, below):
        run = "".join(token.text for token in tokens if token.kind == "letter")
        for name in ("d", run):
            if name in words.bases or name in words.functions:
                raise at.error(f"{name} is a name here: write ∂ for a derivative", tokens[0])


def _slope(at: Cursor, kind: str, above: Tokens, below: Tokens, span: tuple[int, int]) -> Said:
    over = at.inner(above)
    take_sign(over, kind)
    order = order_of(over)
    of = None if over.next.kind == "end" else at.shared.operand(over)
    over.finish()
    under = at.inner(below)
    wrt = differentials(under, kind, order)
    if under.next.kind != "end":
        raise under.error(f"wanted {order} differential{'s' if order > 1 else ''} below")
    if of is None:
        return _operator(at, wrt, span)
    if of.head == "number":
        raise at.error("the derivative of a number", span[0])
    return Said("d", (of, *wrt), span=span)


def _operator(at: Cursor, wrt: tuple[Said, ...], span: tuple[int, int]) -> Said:
    if not at.starts_operand():
        raise at.error(f"{at.found()}, wanted what is differentiated, in brackets")
    bracketed = at.at(*CALLED)
    of = at.shared.operand(at)
    how = "" if bracketed else "bare"
    return Said("ddx", (*wrt, of), span=(span[0], at.end), how=how)


def take_sign(at: Cursor, kind: str) -> None:
    """Read ∂ or d."""
    if at.at(*UPRIGHT) and [at.peek(k).text for k in (1, 2, 3)] == ["{", "d", "}"]:
        at.take()
        at.group()
    elif not at.accept(kind):
        raise at.error(f"{at.found()}, wanted {kind} and a name")


def order_of(at: Cursor) -> int:
    """Read the order above ∂ or d, which is 1 where nothing stands."""
    if not at.at("^"):
        return 1
    above = script(at)
    if not re.fullmatch(rf"[2-{HIGHEST}]", above.raw):
        raise at.error(f"{ORDERS}; this one is of order {above.raw}", above.start)
    return int(above.raw)


def differentials(at: Cursor, kind: str, order: int) -> tuple[Said, ...]:
    """Read what is below: `order` differentials, as the names they belong to."""
    found: list[Said] = []
    while len(found) < order:
        start = at.next.start
        take_sign(at, kind)
        if not at.starts_symbol():
            raise at.error(f"{at.found()}, wanted a name behind {kind}")
        said = read_symbol(at)
        if said.primes:
            raise at.error("a prime on a variable", start)
        found += _differentiated(at, said.wanted, said.above, order - len(found), start)
    return tuple(found)


def _differentiated(
    at: Cursor, wanted: Symbol, above: Script | None, most: int, start: int
) -> list[Said]:
    r"""The names of one differential: `\partial x^2` has x twice."""
    if above is None:
        return [resolved(at, wanted, start)]
    layer = replace(wanted, above=above.raw)
    counts = re.fullmatch(r"[2-9]", above.raw) is not None and most > 1
    if not counts:
        return [resolved(at, layer, start)]
    if at.vocabulary.find(layer):
        raise at.error(f"{layer} is a name, and may be the order", above.start)
    if int(above.raw) > most:
        raise at.error("more differentials below than above", above.start)
    return [resolved(at, wanted, start)] * int(above.raw)
