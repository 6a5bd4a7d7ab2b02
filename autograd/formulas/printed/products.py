"""Factors, side by side or with signs between, and terms."""

from __future__ import annotations

from dataclasses import replace

from ..latex.signs import RELATIONS
from ..text.tokens import DerivationError
from .atoms import atom
from .blocks import block
from .calls import call, call_of_word, is_call, word
from .cursor import Cursor
from .large import is_large, large
from .node import NOTHING, Node
from .node import product as product_of
from .scripts import with_scripts
from .slopes import fraction, on_a_line, operator, sign_of

SIGNS = {
    r"\cdot": "cdot", r"\times": "times", "*": "cdot", r"\odot": "odot", r"\circ": "circ",
    r"\otimes": "otimes", r"\star": "star", r"\ast": "cdot", r"\oplus": "oplus", r"\bullet": "cdot",
    r"\wedge": "wedge", r"\cup": "cup", r"\cap": "cap", r"\setminus": "setminus",
}  # fmt: skip
DIVIDED = ("/", r"\div")
RELATED = {
    **RELATIONS, r"\approx": "approx", r"\simeq": "approx", r"\propto": "propto", r"\sim": "sim",
    r"\rightarrow": "to", r"\to": "to", r"\in": "in", r"\mapsto": "to", r"\ll": "<", r"\gg": ">",
    r"\Rightarrow": "implies", r"\implies": "implies", r"\iff": "implies", r"\notin": "notin",
    r"\longrightarrow": "to", r"\cong": "approx", r"\stackrel": "=", r"\overset": "=",
    r"\asymp": "approx", r"\doteq": "=", r"\subset": "subset", r"\subseteq": "subset",
    r"\perp": "perp", r"\gtrsim": "approx", r"\lesssim": "approx",
}  # fmt: skip


def side(at: Cursor) -> Node:
    """Terms with signs between them, and relations inside brackets and indices."""
    at.deeper()
    found = _sum(at)
    while sign := _relation(at):
        right = _sum(at)
        found = Node("relation", sign, (found, right), (found.span[0], right.span[1]))
    at.depth -= 1
    return found


def _relation(at: Cursor) -> str:
    """The relation that comes next, which is then read; `:=` and words over a sign are `=`."""
    if at.at(":") and at.peek().text == "=":
        at.take()
    sign = RELATED.get(at.next.text, "")
    if sign and at.take().text in (r"\stackrel", r"\overset"):
        at.group()
        at.group()
    return sign


def _sum(at: Cursor) -> Node:
    start = at.next.start
    found = _term(at)
    while at.at("+", "-", r"\pm", r"\mp"):
        token = at.take()
        kind = token.text if token.text in "+-" else "+-"
        found = Node(kind, "", (found, _term(at)), at.since(start))
    return found


def _term(at: Cursor) -> Node:
    start = at.next.start
    sign = at.accept("-", "+", r"\pm", r"\mp")
    found = product(at)
    if sign is None or sign.text == "+":
        return found
    kind = "neg" if sign.text == "-" else "+-"
    return Node(kind, "", (found,), at.since(start))


def product(at: Cursor) -> Node:
    """Factors up to a sign of a sum or a relation."""
    start = at.next.start
    factors: list[Node] = []
    signs: list[str] = []
    while True:
        if at.next.text in DIVIDED and factors:
            at.take()
            below = _factor(at)
            above = _numerator(factors, signs)
            factors.append(Node("quotient", "/", (above, below), (above.span[0], below.span[1])))
            continue
        sign = SIGNS.get(at.next.text, "") if factors else ""
        if sign:
            at.take()
            found: Node | None = _factor(at)
        else:
            found = at_a_point(at, factors, signs, start) or operand(at)
        if found is None:
            break
        if factors:
            signs.append(sign)
        factors.append(_open(at, found))
    if not factors:
        raise at.error(f"wanted a formula, got {at.next.text or 'its end'}")
    return product_of(factors, signs[: len(factors) - 1], at.since(start))


def _numerator(factors: list[Node], signs: list[str]) -> Node:
    """What a slash divides: the last factor, and a name before its brackets, as in f(x)/2."""
    above = factors.pop()
    if _base(above).kind != "bracket" or not factors or any(signs[len(factors) - 1 :]):
        return above
    if _base(factors[-1]).kind != "symbol":
        return above
    name = factors.pop()
    del signs[len(factors) :]
    return product_of([name, above], [""], (name.span[0], above.span[1]))


def _base(node: Node) -> Node:
    return node.parts[0] if node.kind == "scripted" else node


def _factor(at: Cursor) -> Node:
    """What follows a sign: also with a minus of its own, as in 2x · -1."""
    start = at.next.start
    if at.accept("-"):
        return Node("neg", "", (_factor(at),), at.since(start))
    found = operand(at)
    if found is None:
        raise at.error(f"wanted a factor, got {at.next.text or 'the end of the formula'}")
    return _open(at, found)


def at_a_point(at: Cursor, factors: list[Node], signs: list[str], start: int) -> Node | None:
    """A bar with something below it: all that stands before, at a point."""
    if not (factors and at.at("|", r"\rvert", r"\vert") and at.peek().text == "_"):
        return None
    if at.bars and at.at("|"):
        return None
    body = product_of(list(factors), signs[: len(factors) - 1], at.since(start))
    at.take()
    at.take()
    point = at.read_group()
    factors.clear()
    signs.clear()
    return Node("at", "", (body, point), at.since(start))


def _open(at: Cursor, found: Node) -> Node:
    """d/dx, ∂_x or ∇ with what it is of: the bracket that follows, else all factors."""
    if found.kind not in ("slope", "nabla") or found.parts[0] is not NOTHING:
        return found
    if at.at("=", "+") or at.next.kind == "end" or at.next.text in RELATED:
        return found
    if found.kind == "nabla":
        of = _of_nabla(at)
    else:
        of = _first(at) if at.at("(", "[", r"\{") else product(at)
    return replace(found, parts=(of or NOTHING, *found.parts[1:]), span=at.since(found.span[0]))


def _first(at: Cursor) -> Node | None:
    return operand(at)


def _of_nabla(at: Cursor) -> Node | None:
    """∇ is of the next factor, with the brackets behind it: ∇J(w) x is (∇J(w)) x."""
    start = at.next.start
    first = operand(at)
    if first is None or first.kind not in ("symbol", "scripted") or not at.at("("):
        return first
    second = operand(at)
    return product_of([first, second], [""], at.since(start)) if second else first


def operand(at: Cursor) -> Node | None:
    """One factor with what is set on it; None where none begins."""
    found = _bare(at)
    if found is None:
        return None
    if found.kind in ("large", "call") and not (found.kind == "call" and _ends_in_bracket(found)):
        return found
    return with_scripts(at, found)


def _ends_in_bracket(found: Node) -> bool:
    return found.parts[0].kind == "bracket"


def _bare(at: Cursor) -> Node | None:
    token = at.next
    if token.text in (r"\frac", r"\dfrac", r"\tfrac", r"\cfrac"):
        return fraction(at, operand)
    if token.text == r"\partial" or sign_of(at.tokens[at.place : -1])[0]:
        if slope := on_a_line(at, operand):
            return slope
        if token.text == r"\partial":
            return operator(at)
    if token.text == r"\nabla":
        return operator(at)
    if is_large(at):
        return large(at, _body)
    if is_call(token.text):
        return call(at, operand)
    if name := word(at):
        return call_of_word(at, name, operand)
    if token.text == r"\begin":
        return block(at)
    if token.text in ("|", r"\|"):
        return _between_bars(at)
    return atom(at)


def _body(at: Cursor) -> Node:
    start = at.next.start
    if at.accept("-"):
        return Node("neg", "", (product(at),), at.since(start))
    return product(at)


def _between_bars(at: Cursor) -> Node | None:
    """|x| or ‖x‖; None where the bar closes one, or stands between two things."""
    if at.bars:
        return None
    place = at.place
    try:
        return atom(at)
    except DerivationError:
        at.place, at.bars = place, 0
        return None
