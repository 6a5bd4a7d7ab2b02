r"""Derivatives: \frac{\partial L}{\partial w}, \frac{d}{dx}(…), ∂L/∂w, \partial_w L, \nabla_w L."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..text.differentials import HIGHEST, ORDERS
from ..text.tokens import Token
from ..trees.tree import Call, Indexed, Name, Number, Slope, Tree
from .cursor import Cursor, Part
from .groups import outside
from .names import Symbol
from .resolving import resolved
from .scripts import Script, script
from .shapes import is_power, operation
from .signs import CALLED, OPERANDS, UPRIGHT
from .symbols import letters, read_symbol

Tokens = tuple[Token, ...]


@OPERANDS.reads(
    r"\frac \dfrac \tfrac \cfrac", r"\frac{x}{y} + \frac{dy}{dx}", "x/y + dy/dx", takes=2
)
def fraction(at: Cursor) -> Part:
    """A quotient, or a derivative, which begins with ∂ or d above and below."""
    start = at.take().start
    place = at.next.start
    above, below = at.group(), at.group()
    if kind := _kind(at, above, below):
        return _slope(at, kind, above, below, start)
    _refuse_delta(at, above, below)
    over, under = at.formula(above, place), at.formula(below, place)
    return Part(operation(at, "quotient", over, under, start))


def _refuse_delta(at: Cursor, *halves: Tokens) -> None:
    both = [part[:1] and part[0].text == r"\delta" and part[1:2] for part in halves]
    if all(rest and (rest[0].kind == "letter" or rest[0].text[0] == "\\") for rest in both):
        raise at.error("is δ a factor or a ∂? write \\partial for a derivative", halves[0][0])


def _is_upright_d(texts: Sequence[str]) -> bool:
    return len(texts) > 3 and texts[0] in UPRIGHT and [*texts[1:4]] == ["{", "d", "}"]


def _differential(tokens: Sequence[Token]) -> str:
    """The sign with which a differential begins, if these tokens are one."""
    texts = [token.text for token in tokens[:4]]
    if any(token.text == "/" for _, token, _ in outside(tokens)):
        return ""  # a derivative on one line, not the upper or lower half of one
    if texts[:1] == [r"\partial"]:
        return r"\partial"
    primed = len(tokens) > 1 and tokens[1].kind == "prime"
    is_d = texts[:1] == ["d"] and texts[1:2] != ["_"] and not primed
    return "d" if is_d or _is_upright_d(texts) else ""


def _kind(at: Cursor, above: Tokens, below: Tokens) -> str:
    """The sign of the differentials of a fraction, if it is a derivative."""
    kinds = [_differential(tokens) for tokens in (above, below)]
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


def _slope(at: Cursor, kind: str, above: Tokens, below: Tokens, start: int) -> Part:
    over = at.inner(above)
    _take_sign(over, kind)
    order = _order(over)
    of = None if over.next.kind == "end" else at.shared.operand(over).tree
    over.finish()
    under = at.inner(below)
    wrt = _differentials(under, kind, order)
    if under.next.kind != "end":
        raise under.error(f"wanted {order} differential{'s' if order > 1 else ''} below")
    if of is None:
        return _operator(at, wrt, start)
    if isinstance(of, Number):
        raise at.error("the derivative of a number", start)
    return Part(Slope(of, wrt, at.since(start)))


def _operator(at: Cursor, wrt: tuple[Tree, ...], start: int) -> Part:
    if not at.starts_operand():
        raise at.error(f"{at.found()}, wanted what is differentiated, in brackets")
    how = "closed" if at.at(*CALLED) else "open"
    of = at.shared.operand(at).tree
    return Part(Slope(of, wrt, at.since(start)), how)


def _take_sign(at: Cursor, kind: str) -> None:
    """Read ∂ or d."""
    if _is_upright_d([at.peek(k).text for k in range(4)]):
        at.take()
        at.group()
    elif not at.accept(kind):
        raise at.error(f"{at.found()}, wanted {kind} and a name")


def _order(at: Cursor) -> int:
    """Read the order above ∂ or d, which is 1 where nothing stands."""
    if not at.at("^"):
        return 1
    above = script(at)
    if not re.fullmatch(rf"[2-{HIGHEST}]", above.raw):
        raise at.error(f"{ORDERS}; this one is of order {above.raw}", above.start)
    return int(above.raw)


def _differentials(at: Cursor, kind: str, order: int) -> tuple[Tree, ...]:
    """Read what is below: `order` differentials, as the names they belong to."""
    found: list[Tree] = []
    while len(found) < order:
        start = at.next.start
        _take_sign(at, kind)
        if not at.starts_symbol():
            raise at.error(f"{at.found()}, wanted a name behind {kind}")
        said = read_symbol(at)
        if said.primes:
            raise at.error("a prime on a variable", start)
        found += _differentiated(at, said.wanted, said.above, order - len(found), start)
    return tuple(found)


def _differentiated(
    at: Cursor, wanted: Symbol, above: Script | None, most: int, start: int
) -> list[Tree]:
    r"""The names of one differential: `\partial x^2` has x twice."""
    if above is None:
        return [resolved(at, wanted, start)]
    layer = replace(wanted, above=above.raw)
    if not re.fullmatch(r"[2-9]", above.raw) or most == 1:
        return [resolved(at, layer, start)]
    if at.vocabulary.find(layer):
        raise at.error(f"{layer} is a name, and may be the order", above.start)
    if int(above.raw) > most:
        raise at.error("more differentials below than above", above.start)
    return [resolved(at, wanted, start)] * int(above.raw)


# ---- On one line --------------------------------------------------------------------------------


@OPERANDS.reads(r"\partial", r"\partial y / \partial x", "dy/dx")
def inline_slope(at: Cursor) -> Part:
    """∂L/∂b, and the operator ∂_b in front of L."""
    start = at.next.start
    kind = r"\partial" if at.at(r"\partial") else "d"
    _take_sign(at, kind)
    if kind == r"\partial" and at.at("_"):
        return _prefixed(at, start)
    order = _order(at)
    if not at.starts_symbol():
        raise at.error(f"{at.found()}, wanted a name behind {kind}")
    of = at.shared.symbol(at).tree
    if is_power(of) or not at.accept("/"):
        raise at.error("∂ has a meaning only in a derivative such as ∂y/∂x", start)
    wrt = _differentials(at, kind, order)
    return Part(Slope(of, wrt, at.since(start)), "slash")


def _prefixed(at: Cursor, start: int) -> Part:
    below = script(at)
    wrt = _name_in(at, below)
    if not at.starts_symbol():
        raise at.error(f"{at.found()}, wanted a name behind \\partial_{{{below.raw}}}")
    of = at.shared.symbol(at).tree
    if is_power(of):
        raise at.error("is the power inside the derivative? write brackets", start)
    return Part(Slope(of, (wrt,), at.since(start)), "bare")


def _name_in(at: Cursor, below: Script) -> Tree:
    inner = at.inner(below.tokens, below.start)
    wrt = at.shared.symbol(inner).tree
    inner.finish()
    if not isinstance(wrt, Name | Indexed):
        raise at.error("a derivative is taken with regard to a name", below.start)
    return wrt


def differential_quotient(at: Cursor) -> Part | None:
    """dL/db on one line, where d is no name."""
    words = at.vocabulary
    is_d = at.at("d") and at.peek().text != "_" and at.peek().kind != "prime"
    if not is_d and not _is_upright_d([at.peek(k).text for k in range(4)]):
        return None
    if "d" in words.bases or letters(at) in words.bases:
        return None
    place = at.place
    try:
        return inline_slope(at)
    except ValueError:
        at.place = place
    return None


@OPERANDS.reads(r"\nabla", r"\nabla_{x} y", "grad(y, x)")
def gradient(at: Cursor) -> Part:
    r"""\nabla_x C."""
    start = at.take().start
    if not at.at("_"):
        raise at.error(r"with regard to what? write \nabla_{x}", start)
    wrt = _name_in(at, script(at))
    of = at.shared.operand(at)
    if is_power(of.tree) and of.how != "bracketed":
        raise at.error("is the power inside the gradient? write brackets", of.tree.span[0])
    return Part(Call("grad", (of.tree, wrt), 0, at.since(start)))
