r"""Derivatives as they are set: \frac{∂L}{∂w}, dL/dw on one line, \partial_w L, \nabla_w L."""

from __future__ import annotations

from collections.abc import Callable

from ..latex.signs import UPRIGHT
from ..text.tokens import DerivationError, Token
from .cursor import Cursor
from .node import NOTHING, Node
from .scripts import with_scripts

Operand = Callable[[Cursor], "Node | None"]
Tokens = list[Token]


def sign_of(tokens: Tokens) -> tuple[str, int]:
    """The sign of a differential at the beginning, "d" or "partial", and how long it is."""
    texts = [token.text for token in tokens[:4]]
    if texts[:1] == [r"\partial"]:
        return "partial", 1
    if (
        texts[:1] == ["d"]
        and texts[1:2] != ["_"]
        and (len(tokens) < 2 or tokens[1].kind != "prime")
    ):
        return "d", 1
    if texts[:1] and texts[0] in UPRIGHT and texts[1:4] == ["{", "d", "}"]:
        return "d", 4
    if texts[:1] and texts[0] in UPRIGHT and texts[1:2] == ["d"]:
        return "d", 2
    if texts[:1] == ["{"]:  # {\rm d}x
        sign, long = sign_of(tokens[1:])
        return (sign, long + 2) if tokens[1 + long].text == "}" and sign else ("", 0)
    return "", 0


def fraction(at: Cursor, operand: Operand) -> Node:
    r"""\frac{…}{…}: a derivative, if both halves begin with a differential, else a quotient."""
    start = at.take().start
    above, below = at.group(), at.group()
    sign, long = sign_of(above)
    is_slope = sign_of(below)[0] == sign and len(below) > sign_of(below)[1]
    if sign and is_slope and not any(token.text == "/" for token in below):
        order, rest = _order(above[long:])
        of = at.inner(rest).read_list() if rest else NOTHING
        wrt = _variables(at, below, sign, order, operand)
        if wrt:
            return Node("slope", sign, (of, *wrt), at.since(start))
    halves = tuple(at.inner(tokens).read_list() for tokens in (above, below))
    if NOTHING in halves:
        raise at.error("one half of a fraction is empty")
    return Node("quotient", "frac", halves, at.since(start))


def _order(tokens: Tokens) -> tuple[int, Tokens]:
    """The order of a derivative behind its sign, 2 for ^2, and the tokens behind that."""
    if tokens and tokens[0].text == "^":
        braced = tokens[1:2] and tokens[1].text == "{"
        digit, stop = (tokens[2:3], 4) if braced else (tokens[1:2], 2)
        if digit and digit[0].text.isdigit() and len(digit[0].text) == 1:
            return int(digit[0].text), tokens[stop:]
    return 1, tokens


def _variables(
    at: Cursor, tokens: Tokens, sign: str, order: int, operand: Operand
) -> tuple[Node, ...]:
    """In what is differentiated: ∂x ∂y, or ∂x^2, once for each time."""
    found: list[Node] = []
    inner = at.inner(_unbracketed(tokens))
    while inner.next.kind != "end":
        here, long = sign_of(inner.tokens[inner.place : -1])
        if here != sign:
            return ()
        inner.place += long
        found.append(_variable(inner, sign, operand))
    return _repeated(found, order)


def _unbracketed(tokens: Tokens) -> Tokens:
    r"""`\partial(x)` and `(\partial x)`: with brackets around all of it left out."""
    if len(tokens) > 2 and tokens[0].text == "(" and tokens[-1].text == ")":
        return tokens[1:-1]
    return tokens


def _variable(at: Cursor, sign: str, operand: Operand) -> Node:
    """All that stands before the next differential, as one name."""
    start = at.next.start
    parts: list[Node] = []
    while at.next.kind != "end" and not (parts and sign_of(at.tokens[at.place : -1])[0] == sign):
        part = operand(at)
        if part is None:
            raise at.error("wanted the name in which is differentiated")
        parts.append(part)
    if not parts:
        raise at.error("wanted the name in which is differentiated")
    if len(parts) == 1:
        return parts[0]
    return Node("product", "|".join([""] * (len(parts) - 1)), tuple(parts), at.since(start))


def _repeated(found: list[Node], order: int) -> tuple[Node, ...]:
    """∂x^2 of a second derivative is ∂x twice; of a first one x^2 is what it is taken in."""
    if len(found) >= order:
        return tuple(found)
    wrt: list[Node] = []
    for node in found:
        above = node.parts[2] if node.kind == "scripted" else NOTHING
        if above.kind == "number" and above.text.isdigit():
            base, below, _ = node.parts
            bare = (
                base
                if below is NOTHING
                else Node("scripted", node.text, (base, below, NOTHING), node.span)
            )
            wrt += [bare] * min(int(above.text), 9)
        else:
            wrt.append(node)
    return tuple(wrt)


def on_a_line(at: Cursor, operand: Operand) -> Node | None:
    """dL/dw or ∂L/∂w; None, with nothing read, for anything else."""
    place, start = at.place, at.next.start
    try:
        return _on_a_line(at, operand, start)
    except DerivationError:
        pass
    at.place = place
    return None


def _on_a_line(at: Cursor, operand: Operand, start: int) -> Node:
    sign, long = sign_of(at.tokens[at.place : -1])
    at.place += long
    order, rest = _order(at.tokens[at.place : -1])
    at.place = len(at.tokens) - 1 - len(rest)
    of = NOTHING if at.at("/") else _numerator(at, operand)
    at.expect("/")
    here, _ = sign_of(at.tokens[at.place : -1])
    if here != sign:
        raise at.error("wanted the differential below")
    found: list[Node] = []
    while sign_of(at.tokens[at.place : -1])[0] == sign and len(found) < order:
        at.place += sign_of(at.tokens[at.place : -1])[1]
        part = operand(at)
        if part is None:
            raise at.error("wanted the name in which is differentiated")
        found.append(part)
    return Node("slope", sign, (of, *_repeated(found, order)), at.since(start))


def _numerator(at: Cursor, operand: Operand) -> Node:
    start = at.next.start
    parts: list[Node] = []
    while not at.at("/"):
        part = operand(at)
        if part is None or len(parts) > 8:
            raise at.error("wanted / and the differential below")
        parts.append(part)
    if len(parts) == 1:
        return parts[0]
    return Node("product", "|".join([""] * (len(parts) - 1)), tuple(parts), at.since(start))


def operator(at: Cursor) -> Node:
    r"""\partial_x or \nabla_w, still without what it is of."""
    token = at.take()
    base = Node("symbol", token.text.lstrip("\\"), (), (token.start, token.end))
    scripted = with_scripts(at, base)
    below = scripted.parts[1] if scripted.kind == "scripted" else NOTHING
    above = scripted.parts[2] if scripted.kind == "scripted" else NOTHING
    if token.text == r"\partial":
        if below is NOTHING:
            raise at.error("a differential ∂ by itself: write a derivative as a fraction", token)
        times = int(above.text) if above.kind == "number" and above.text.isdigit() else 1
        wrt = below.parts if below.kind in ("list", "product") else (below,)
        return Node("slope", "partial", (NOTHING, *(wrt * min(times, 9))), at.since(token.start))
    return Node("nabla", above.text, (NOTHING, below), at.since(token.start))
