r"""What can stand between two signs: a number, a name, a call, a fraction, a bracket, a sum."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from .brackets import bracket, indicated, is_indicator
from .calls import call, function, named
from .commands import BRACKETS, CALLED, FRACTIONS, FUNCTIONS, NOT_READ, OF_VECTORS
from .cursor import Cursor
from .inline_slopes import differential_quotient, gradient, inline_slope
from .names import Symbol, is_counted
from .operators import refuse_operator
from .resolving import element, resolved
from .said import Said, is_numeric
from .scripts import Script, is_transpose, only_primes, script
from .shapes import RANKS, shape, with_matrix_products
from .slopes import fraction
from .sums import sum_
from .symbols import Set, read_symbol

_INDEX = re.compile(r"[(\[]\w+([+-]\d+)?[)\]]")  # (2), [l], (l+1)
_DOUBLE = (r"\log", r"\ln")  # log(x)^2 is used for both


def operand(at: Cursor) -> Said:
    """A primary with its exponent or index."""
    first = at.next
    at.shared.operands -= 1
    if at.shared.operands < 0:
        raise at.error("a formula has at most 160 operands: give it in parts")
    found = _primary(at)
    if at.at("_"):
        found = _indexed(at, found)
    mark = at.next
    if mark.kind == "prime" or (at.at("^") and only_primes(at)):
        raise at.error("a prime marks the derivative of a function, as in f'(x)", mark)
    if not at.at("^"):
        return found
    if first.text in _DOUBLE or found.how == "bare":
        raise at.error("is this power inside the function? write brackets around one or all")
    if found.head in ("div", "d", "ddx", "grad") and found.how != "bracketed":
        raise at.error("is this the power of the whole? write brackets around it")
    return _raised(at, found, first.start)


def _raised(at: Cursor, found: Said, start: int) -> Said:
    above = script(at)
    if at.at("^"):
        raise at.error("two superscripts: write braces")
    if is_transpose(at, above):
        return Said("transpose", (found,), span=(start, at.end))
    if is_counted(above.raw):
        raise at.error("(k) above a bracket is no power: write ^{k}", above.start)
    _refuse_mark(at, above)
    return Said("pow", (found, at.formula(above.tokens, above.start)), span=(start, at.end))


def _refuse_mark(at: Cursor, above: Script) -> None:
    if above.raw in ("*", "+", "-", r"\dagger", r"\star"):
        raise at.error(f"the superscript {above.raw} is not read", above.start)


def _indexed(at: Cursor, found: Said) -> Said:
    r"""softmax(z)_i and (Wx)_i: an element of what is an array."""
    rank = _rank(at, found)
    if not rank:
        raise at.error("an index stands on a symbol, not on a bracket or a call")
    below = script(at)
    return element(at, found, rank, below.raw, below.raw)


def _rank(at: Cursor, found: Said) -> int:
    """How many indices something in brackets, or a call, has left."""
    if found.how != "bracketed" and (found.head != "call" or found.how == "bare"):
        return 0
    if at.vocabulary.is_open:  # only the name of a function can tell
        return int(found.text in OF_VECTORS)
    arrays = at.vocabulary.arrays
    return RANKS[shape(with_matrix_products(found, arrays), arrays)]


_READERS: dict[str, Callable[[Cursor], Said]] = {
    **dict.fromkeys(FUNCTIONS, named),
    **dict.fromkeys(FRACTIONS, fraction),
    **dict.fromkeys(BRACKETS, bracket),
    r"\sum": sum_,
    r"\prod": sum_,
    r"\partial": inline_slope,
    r"\nabla": gradient,
}


def _primary(at: Cursor) -> Said:
    token = at.next
    if token.kind == "number":
        at.take()
        return Said("number", text=token.text, span=(token.start, token.end))
    if token.text in _READERS:
        return _READERS[token.text](at)
    if token.text == r"\sqrt":
        return _root(at)
    if is_indicator(at):
        return indicated(at)
    if at.starts_symbol():
        return differential_quotient(at) or symbol(at)
    raise _no_operand(at)


def _no_operand(at: Cursor) -> Exception:
    token = at.next
    if token.text in NOT_READ:
        return at.error(NOT_READ[token.text])
    if token.kind == "end":
        return at.error("unexpected end, wanted a number, a name or a bracket")
    if token.kind == "command" and token.text[1:] not in ("cdot", "times", "odot", "rvert"):
        return at.error(f"unknown command {token.text}")
    if at.at("-", "+"):
        return at.error("two signs in a row: write brackets")
    return at.error(f"{at.found()}, wanted a number, a name or a bracket")


def _root(at: Cursor) -> Said:
    start = at.take().start
    name = "sqrt"
    if at.accept("["):
        degree = at.take()
        if degree.text not in ("2", "3"):
            raise at.error("of roots, the square root and \\sqrt[3]{…} are read", degree)
        name = "sqrt" if degree.text == "2" else "cbrt"
        at.expect("]")
    place = at.next.start
    return Said("call", (at.formula(at.group(), place),), text=name, span=(start, at.end))


# ---- Names --------------------------------------------------------------------------------------


def symbol(at: Cursor) -> Said:
    """A name, a power of it, or a call."""
    said = read_symbol(at)
    wanted, first = said.wanted, said.first
    name = function(at, wanted)
    called = name is not None and (at.at(*CALLED) or said.primes)
    if name is not None and (called or (said.is_upright and not at.vocabulary.find(wanted))):
        return call(at, name, said)
    refuse_operator(at, said)
    if said.primes:
        why = "is a name, no function: its prime would be dropped; write \\frac{dy}{dx}"
        raise at.error(f"{wanted} {why}", first)
    if name is not None and not at.vocabulary.is_open:
        raise at.error(f"{wanted} is a function: write {wanted}(…)", first)
    return _name(at, said)


def _name(at: Cursor, said: Set) -> Said:
    wanted, above, start = said.wanted, said.above, said.first.start
    if above is None:
        return resolved(at, wanted, start)
    if is_transpose(at, above):
        whole = resolved(at, wanted, start)
        if whole.head == "element":
            raise at.error("an element has no transpose: write its indices in order", start)
        return Said("transpose", (whole,), span=(start, at.end))
    layer = replace(wanted, above=above.raw)
    if is_counted(above.raw) and not _is_exponent_of_e(at, wanted, above):
        return resolved(at, layer, start)
    _refuse_mark(at, above)
    if at.vocabulary.is_layer(layer):
        if not at.vocabulary.is_open and at.vocabulary.find(wanted):
            raise at.error(f"{layer} is a name, and may be a power of {wanted}", start)
        return resolved(at, layer, start)
    if wanted == Symbol("e"):
        return _exponential(at, above, start)
    base = resolved(at, wanted, start)
    exponent = at.formula(above.tokens, above.start)
    return Said("pow", (base, exponent), span=(start, at.end))


def _is_exponent_of_e(at: Cursor, wanted: Symbol, above: Script) -> bool:
    """e^{(1 - x)}, no layer of e: the page has no e, and this is no index."""
    no_layer = not at.vocabulary.is_open and "e" not in at.vocabulary.bases
    return wanted == Symbol("e") and no_layer and _INDEX.fullmatch(above.raw) is None


def _exponential(at: Cursor, above: Script, start: int) -> Said:
    exponent = at.formula(above.tokens, above.start)
    if not at.vocabulary.has("e"):
        return Said("call", (exponent,), text="exp", span=(start, at.end))
    if not is_numeric(exponent):
        raise at.error(r"e is a name here: write \exp(…) for the exponential", start)
    return Said("pow", (resolved(at, Symbol("e"), start), exponent), span=(start, at.end))
