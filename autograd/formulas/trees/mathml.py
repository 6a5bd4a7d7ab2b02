"""A formula as MathML, which browsers and notebooks set themselves, with nothing to install.

>>> from .tree import Name, Op, number
>>> mathml(Op("*", (number(2), Name("w1"))))
'<mn>2</mn><mspace width="0.17em"/><msub><mi>w</mi><mn>1</mn></msub>'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from ..escape import html
from .tree import (
    Call,
    Family,
    Indexed,
    Listing,
    Name,
    Number,
    Op,
    Relation,
    Slope,
    Sum,
    Tree,
)

SUM, PRODUCT, SIGNED, POWER, ATOM = range(5)  # how tightly a formula holds together
THIN = '<mspace width="0.17em"/>'
SIGNS = {"-": "\N{MINUS SIGN}", "*": "\N{DOT OPERATOR}", "@": "", "<=": "≤", ">=": "≥", "!=": "≠"}
BIG = {"sum": "∑", "prod": "∏"}  # mean and max are written out

_NAME = re.compile(r"([^\W\d_]+)(?:_([^\W_]+)|(\d+))?")
_LETTERS = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho "
    "varsigma sigma tau upsilon phi chi psi omega"
)
GREEK = {word: chr(0x3B1 + place) for place, word in enumerate(_LETTERS.split())}
GREEK |= {word.capitalize(): letter.upper() for word, letter in GREEK.items()}


def equation(sides: Sequence[Tree]) -> str:
    """Sides joined by `=`, as an element that can stand in a sentence."""
    return f'<math displaystyle="true">{_joined(map(mathml, sides), "=")}</math>'


def mathml(tree: Tree) -> str:
    """A formula as the inside of a row."""
    match tree:
        case Number(written=written):
            return _number(written)
        case Name(name=name):
            return _name(name)
        case Indexed(base=base, indices=indices):
            return f"<msub>{_row(_inside(base, ATOM))}{_row(_listed(indices))}</msub>"
        case Relation(symbol=symbol, left=left, right=right):
            return _joined((mathml(left), mathml(right)), SIGNS.get(symbol, symbol))
        case Slope():
            return _slope(tree)
        case Sum():
            return _sum(tree)
        case Call():
            return _call(tree)
        case Listing(items=items):
            return _bracketed(_listed(items), "[]")
        case Family(name=name, indices=indices):
            return f"<msub>{_row(_name(name))}{_row(_listed(map(Name, indices)))}</msub>"
        case Op():
            return OPERATORS[tree.symbol](*tree.args)


# ---- Names and numbers --------------------------------------------------------------------------


def _name(name: str) -> str:
    parts = _NAME.fullmatch(name)
    if parts is None:
        return f"<mi>{html(name)}</mi>"
    base, below, digits = parts.groups()
    letter = f"<mi>{html(GREEK.get(base, base))}</mi>"
    if digits:
        return f"<msub>{letter}<mn>{digits}</mn></msub>"
    return f"<msub>{letter}<mi>{html(GREEK.get(below, below))}</mi></msub>" if below else letter


def _number(written: str) -> str:
    sign = _sign("-") if written.startswith("-") else ""
    return f"{sign}<mn>{html(written.removeprefix('-'))}</mn>"


# ---- Operators ----------------------------------------------------------------------------------


def _product(x: Tree, y: Tree) -> str:
    """2 w for 2*w, and a dot between all else."""
    left, right = _inside(x, PRODUCT), _inside(y, SIGNED)
    beside = isinstance(x, Number) and isinstance(y, Name | Indexed | Call)
    return f"{left}{THIN if beside else _sign('*')}{right}"


def _fraction(x: Tree, y: Tree) -> str:
    return f"<mfrac>{_row(mathml(x))}{_row(mathml(y))}</mfrac>"


def _power(x: Tree, n: Tree) -> str:
    return f"<msup>{_row(_inside(x, ATOM))}{_row(mathml(n))}</msup>"


def _added(sign: str, least: int) -> Callable[[Tree, Tree], str]:
    return lambda x, y: f"{mathml(x)}{_sign(sign)}{_inside(y, least)}"


OPERATORS: dict[str, Callable[..., str]] = {
    "+": _added("+", PRODUCT),
    "-": _added("-", PRODUCT),
    "*": _product,
    "/": _fraction,
    "@": lambda x, y: f"{_inside(x, PRODUCT)}{THIN}{_inside(y, SIGNED)}",
    "^": _power,
    "neg": lambda x: f"{_sign('-')}{_inside(x, PRODUCT)}",
    "T": lambda x: f"<msup>{_row(_inside(x, ATOM))}<mi>T</mi></msup>",
}
_STRENGTH = {"+": SUM, "-": SUM, "*": PRODUCT, "@": PRODUCT, "neg": SUM, "^": POWER}


def _strength(tree: Tree) -> int:
    match tree:
        case Op(symbol=symbol):
            return _STRENGTH.get(symbol, POWER)
        case Number(written=written) if written.startswith("-"):
            return SUM
        case Relation() | Sum():
            return SUM
        case Slope():
            return POWER
    return ATOM


def _inside(tree: Tree, least: int) -> str:
    """A formula as part of another, in brackets where it holds together less tightly."""
    return mathml(tree) if _strength(tree) >= least else _bracketed(mathml(tree))


# ---- Functions, derivatives, sums ---------------------------------------------------------------


def _call(tree: Call) -> str:
    if tree.function == "sqrt" and not tree.primes and len(tree.args) == 1:
        return f"<msqrt>{mathml(tree.args[0])}</msqrt>"
    if tree.function == "abs" and not tree.primes and len(tree.args) == 1:
        return _bracketed(mathml(tree.args[0]), "||")
    name = _function(tree.function)
    if tree.primes:
        name = f"<msup>{name}<mo>{chr(0x2032) * tree.primes}</mo></msup>"
    return f"{name}{_bracketed(_listed(tree.args))}"


def _function(name: str) -> str:
    """The name of a function: f1 has an index, while the digit of atan2 belongs to its name."""
    return (
        _name(name)
        if len(name.rstrip("0123456789")) == 1
        else f"<mi>{html(GREEK.get(name, name))}</mi>"
    )


def _slope(tree: Slope) -> str:
    order = len(tree.wrt)
    power = f"<msup>{_D}<mn>{order}</mn></msup>" if order > 1 else _D
    same = order > 1 and len(set(map(mathml, tree.wrt))) == 1
    if same:
        below = f"{_D}<msup>{_row(_inside(tree.wrt[0], ATOM))}<mn>{order}</mn></msup>"
    else:
        below = THIN.join(_D + _inside(x, ATOM) for x in tree.wrt)
    if isinstance(tree.of, Name | Indexed):
        return f"<mfrac>{_row(power + mathml(tree.of))}{_row(below)}</mfrac>"
    return f"<mfrac>{_row(power)}{_row(below)}</mfrac>{_bracketed(mathml(tree.of))}"


def _sum(tree: Sum) -> str:
    sign = f'<mo movablelimits="false">{BIG.get(tree.kind, tree.kind)}</mo>'
    index = _name(tree.index)
    if tree.but:
        index += _sign("!=") + _name(tree.but)
    if tree.low is None or tree.high is None:
        return f"<munder>{sign}{_row(index)}</munder>{_inside(tree.body, PRODUCT)}"
    below = _row(f"{index}{_sign('=')}{mathml(tree.low)}")
    return f"<munderover>{sign}{below}{_row(mathml(tree.high))}</munderover>" + _inside(
        tree.body, PRODUCT
    )


# ---- Elements -----------------------------------------------------------------------------------

_D = '<mi mathvariant="normal">d</mi>'


def _sign(sign: str) -> str:
    return f"<mo>{html(SIGNS.get(sign, sign))}</mo>"


def _row(inner: str) -> str:
    return f"<mrow>{inner}</mrow>"


def _bracketed(inner: str, signs: str = "()") -> str:
    return f"<mrow><mo>{signs[0]}</mo>{inner}<mo>{signs[1]}</mo></mrow>"


def _listed(trees: Iterable[Tree]) -> str:
    return _joined(map(mathml, trees), ",")


def _joined(parts: Iterable[str], sign: str) -> str:
    return f"<mo>{html(sign)}</mo>".join(parts)
