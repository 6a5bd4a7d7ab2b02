r"""What can stand between two signs: a number, a name, a call, a fraction, a bracket, a sum."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from ..trees.tree import Call, Indexed, Number, Op, Slope, Tree
from .brackets import bracket, indicated, is_indicator, is_lone
from .calls import called, function, named, refuse_operator
from .cursor import Cursor, Part
from .names import Symbol, is_counted
from .refused import NOT_READ
from .resolving import element, resolved
from .scripts import Script, is_transpose, only_primes, refuse_mark, script
from .shapes import RANKS, call, is_gradient, power, shape
from .signs import BRACKETS, CALLED, OF_ARRAYS, OPERANDS, is_function_command
from .slopes import differential_quotient
from .symbols import Set, read_symbol

_INDEX = re.compile(r"[(\[]\w+([+-]\d+)?[)\]]")  # (2), [l], (l+1)
_DOUBLE = (r"\log", r"\ln")  # log(x)^2 is used for both


def operand(at: Cursor) -> Part:
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
    if first.text in _DOUBLE or found.has_no_end:
        raise at.error("is this power inside the function? write brackets around one or all")
    if found.how != "bracketed" and _is_fraction(found.tree):
        raise at.error("is this the power of the whole? write brackets around it")
    return _raised(at, found, first.start)


def _is_fraction(tree: Tree) -> bool:
    quotient = isinstance(tree, Op) and tree.symbol == "/"
    return quotient or isinstance(tree, Slope) or is_gradient(tree)


def _raised(at: Cursor, found: Part, start: int) -> Part:
    above = script(at)
    if at.at("^"):
        raise at.error("two superscripts: write braces")
    if is_transpose(at, above):
        return Part(Op("T", (found.tree,), at.since(start)))
    if is_counted(above.raw):
        raise at.error("(k) above a bracket is no power: write ^{k}", above.start)
    refuse_mark(at, above)
    exponent = at.formula(above.tokens, above.start)
    how = "lone" if is_lone(found) else ""
    return Part(power(at, found.tree, exponent, start), how)


def _indexed(at: Cursor, found: Part) -> Part:
    r"""softmax(z)_i and (Wx)_i: an element of what is an array."""
    rank = _rank(at, found)
    if not rank:
        raise at.error("an index stands on a symbol, not on a bracket or a call")
    return Part(element(at, found.tree, rank, script(at).raw))


def _rank(at: Cursor, found: Part) -> int:
    """How many indices something in brackets, or a call, has left."""
    tree = found.tree
    a_call = isinstance(tree, Call) and tree.function != "where" and not is_gradient(tree)
    if found.how != "bracketed" and not (a_call and not found.how):
        return 0
    if at.vocabulary.is_open:  # only the name of a function can tell
        name = tree.function if isinstance(tree, Call) else ""
        return int(name in OF_ARRAYS and OF_ARRAYS[name].gives == "same")
    return RANKS[shape(tree, at.vocabulary.arrays)]


def _primary(at: Cursor) -> Part:
    token = at.next
    if token.kind == "number":
        at.take()
        digits = f"0{token.text}" if token.text.startswith(".") else token.text
        return Part(Number(Fraction(digits), digits, (token.start, token.end)))
    if token.text in OPERANDS:
        found: Part = OPERANDS[token.text](at)
        return found
    if token.text in BRACKETS:
        return bracket(at)
    if is_function_command(token.text):
        return named(at)
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


@OPERANDS.reads(r"\sqrt", r"\sqrt{x} + \sqrt[3]{y}", "sqrt(x) + cbrt(y)", takes=1)
def root(at: Cursor) -> Part:
    r"""\sqrt{x}, \sqrt[3]{x}."""
    start = at.take().start
    name = "sqrt"
    if at.accept("["):
        degree = at.take()
        if degree.text not in ("2", "3"):
            raise at.error("of roots, the square root and \\sqrt[3]{…} are read", degree)
        name = "sqrt" if degree.text == "2" else "cbrt"
        at.expect("]")
    place = at.next.start
    return Part(call(at, name, (at.formula(at.group(), place),), start))


# ---- Names --------------------------------------------------------------------------------------


def symbol(at: Cursor) -> Part:
    """A name, a power of it, or a call."""
    said = read_symbol(at)
    wanted, first = said.wanted, said.first
    name = function(at, wanted)
    is_call = at.at(*CALLED) or said.primes
    if name is not None and (is_call or (said.is_upright and not at.vocabulary.find(wanted))):
        return called(at, name, said)
    refuse_operator(at, said)
    if said.primes:
        why = "is a name, no function: its prime would be dropped; write \\frac{dy}{dx}"
        raise at.error(f"{wanted} {why}", first)
    if name is not None and not at.vocabulary.is_open:
        raise at.error(f"{wanted} is a function: write {wanted}(…)", first)
    return Part(_name(at, said))


def _name(at: Cursor, said: Set) -> Tree:
    wanted, above, start = said.wanted, said.above, said.first.start
    if above is None:
        return resolved(at, wanted, start)
    if is_transpose(at, above):
        whole = resolved(at, wanted, start)
        if isinstance(whole, Indexed):
            raise at.error("an element has no transpose: write its indices in order", start)
        return Op("T", (whole,), at.since(start))
    if _is_layer(at, wanted, above):
        return resolved(at, replace(wanted, above=above.raw), start)
    if wanted == Symbol("e"):
        return _exponential(at, above, start)
    base = resolved(at, wanted, start)
    return power(at, base, at.formula(above.tokens, above.start), start)


def _is_layer(at: Cursor, wanted: Symbol, above: Script) -> bool:
    """Whether a superscript belongs to the name; refused where it may be a power as well."""
    if is_counted(above.raw) and not _is_exponent_of_e(at, wanted, above):
        return True
    refuse_mark(at, above)
    layer = replace(wanted, above=above.raw)
    if not at.vocabulary.is_layer(layer):
        return False
    if not at.vocabulary.is_open and at.vocabulary.find(wanted):
        raise at.error(f"{layer} is a name, and may be a power of {wanted}", above.start)
    return True


def _is_exponent_of_e(at: Cursor, wanted: Symbol, above: Script) -> bool:
    """e^{(1 - x)}, no layer of e: the page has no e, and this is no index."""
    no_layer = not at.vocabulary.is_open and "e" not in at.vocabulary.bases
    return wanted == Symbol("e") and no_layer and _INDEX.fullmatch(above.raw) is None


def _exponential(at: Cursor, above: Script, start: int) -> Tree:
    exponent = at.formula(above.tokens, above.start)
    if not at.vocabulary.has("e"):
        return call(at, "exp", (exponent,), start)
    if not is_numeric(exponent):
        raise at.error(r"e is a name here: write \exp(…) for the exponential", start)
    return power(at, resolved(at, Symbol("e"), start), exponent, start)


def is_numeric(tree: Tree) -> bool:
    """Whether a part is a number or a fraction of numbers."""
    quotient = isinstance(tree, Op) and tree.symbol == "/" and all(map(is_numeric, tree.args))
    return isinstance(tree, Number) or quotient
