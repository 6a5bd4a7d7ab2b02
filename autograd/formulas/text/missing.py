"""What to say where a sign is missing: 2x, sin x, x(y + 1), sin²(x), x y, 1 000.

A product is always written out, and a function has its brackets.
"""

from __future__ import annotations

from ...engine.primitive import PUBLIC
from ..trees.tree import Name, Number, Op, Tree, text
from .builtins import closest, reserved
from .characters import ROOTS
from .stream import Formulas
from .tokens import Token

# Words of programs, and what says the same here.
WORDS = {
    "if": "where(condition, a, b)",
    "and": "where inside where",
    "or": "where inside where",
    "not": "the comparison turned round",
}


def refuse_missing_sign(reader: Formulas, left: Tree, within_bars: bool) -> None:
    """Complain if what comes next would be a factor of `left`, or an argument, with a sign."""
    token = reader.next
    starts = token.kind in ("name", "number") and token.text != "in"
    opens = token.text in ("(", *ROOTS) or (token.text == "|" and not within_bars)
    if not starts and not opens:
        return
    for word in (token, reader.last):
        if word.text in WORDS:
            raise reader.error(f"{word.text} is not allowed here; write {WORDS[word.text]}", word)
    if isinstance(left, Number) and token.kind == "number":
        why = "two numbers stand side by side: write one without a space, or a sign between"
        raise reader.error(why)
    if isinstance(left, Name) and reader.last.kind == "name":
        _refuse_argument(reader, left, token)
    product = _product(reader, left, token)
    if isinstance(left, Op) and left.symbol == "^":
        _refuse_raised(reader, left, product)
    raise reader.error(f"an operator is missing: write {product}")


def _product(reader: Formulas, left: Tree, token: Token) -> str:
    """What the product of `left` and what begins with a token is written as."""
    written = reader.source[left.span[0] : left.span[1]]
    written = "(…)" if written.startswith("(") else written
    right = {"(": "(…)", "|": "|…|", **{root: f"{root}…" for root in ROOTS}}.get(
        token.text, reader.source[token.start : token.end]
    )
    return f"{written}*{right} for a product"


def _refuse_argument(reader: Formulas, left: Name, token: Token) -> None:
    """Refuse x(y + 1), where x is no function, and sin x."""
    place = Token("name", left.name, *left.span)
    if token.text == "(" and left.name == "d" and not reader.is_declared("d"):
        why = "write d/dx(…) for the derivative of a formula, or d*(…) for a product"
        raise reader.error(why, place)
    if token.text == "(":
        product = len(left.name) < 3 or reader.is_declared(left.name)
        raise reader.error(closest(left.name, product=product), place)
    if reader.is_function(left.name):
        why = f"{left.name} is a function: write {left.name}({token.text})"
        raise reader.error(why + _or(left, _product(reader, left, token)), place)


def _refuse_raised(reader: Formulas, left: Op, product: str) -> None:
    """Refuse sin²(x), which is a power of the function's value, or of what it is applied to."""
    base, power = left.args
    if isinstance(base, Name) and reader.is_function(base.name):
        why = f"{base.name} is a function: write {base.name}(…)^{text(power)}"
        place = Token("name", base.name, *base.span)
        raise reader.error(why + _or(base, product), place)


def _or(function: Name, product: str) -> str:
    """The other thing that may be meant, where a variable may be called so, too: σ² x."""
    return "" if function.name in PUBLIC and reserved(function.name) else f", or {product}"
