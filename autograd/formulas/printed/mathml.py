r"""A printed formula as MathML, set as it was printed, with a part of it marked where one is.

>>> from autograd.formulas.printed import read_printed
>>> print(*mathml(read_printed("y = -x")), sep="\n")
<math displaystyle="true"><mi>y</mi></math>
<math displaystyle="true"><mo form="infix">=</mo><mo form="prefix">−</mo><mi>x</mi></math>
>>> print(*mathml(read_printed("3x"), marks=[(1, 2)]))
<math displaystyle="true"><mn>3</mn><mrow class="culprit"><mi>x</mi></mrow></math>
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..escape import html
from .elements import THIN, fenced, related, rows, scripts, separator, symbol, under_and_over
from .node import NOTHING, Node, Span, as_printed, mapped
from .reader import Printed
from .shown import LETTERS, is_short

CULPRIT = "culprit"  # the class of what is marked
_MARKED = "marked"
_SIGNS = {"cdot": "⋅", "times": "×", "odot": "⊙", "circ": "∘", "otimes": "⊗", "star": "⋆",
          "oplus": "⊕", "wedge": "∧", "cup": "\u222a", "cap": "∩",
          "setminus": "\u2216"}  # fmt: skip
_LARGE = {"sum": "∑", "prod": "∏", "int": "∫", "union": "\u22c3", "intersection": "\u22c2"}
_BRACKETS = {
    "(": "()", "[": "[]", r"\{": "{}", "|": "||", r"\|": "‖‖", r"\lvert": "||", r"\lVert": "‖‖",
    r"\lfloor": "⌊⌋", r"\lceil": "⌈⌉", r"\langle": "⟨⟩",
}  # fmt: skip
_FENCES = {"pmatrix": "()", "bmatrix": "[]", "Bmatrix": "{}", "vmatrix": "||", "Vmatrix": "‖‖"}
_ATOMS = ("symbol", "number", "scripted", "bracket")


def mathml(printed: Printed, marks: Sequence[Span] = ()) -> list[str]:
    """One element for each side of a formula, with its relation, so that a line can break there.

    `marks` are places in the formula's LaTeX: what stands there has the class "culprit". A formula
    that could not be read gives none.
    """
    return [
        f'<math displaystyle="true">{related(each)}{_set(_marked(side, marks))}</math>'
        for each, side in zip(("", *printed.signs), printed.sides, strict=False)
    ]


def _marked(node: Node, marks: Sequence[Span]) -> Node:
    """The node with each outermost part that lies wholly in a mark inside a node of its own."""

    def change(part: Node) -> Node | None:
        start, stop = part.span
        is_marked = stop and any(first <= start and stop <= last for first, last in marks)
        return Node(_MARKED, "", (part,), part.span) if is_marked else None

    return mapped(node, change) if marks else node


def _set(node: Node) -> str:
    return _RULES.get(node.kind, _beside)(node)


def _row(node: Node) -> str:
    """A part as one element."""
    return f"<mrow>{_set(node)}</mrow>"


def _beside(node: Node) -> str:
    """Parts of an unknown kind, or its words."""
    return "".join(map(_set, node.parts)) or f"<mtext>{html(node.text)}</mtext>"


def _scripted(node: Node) -> str:
    """A base with what is below, above and behind it."""
    base, below, above = node.parts
    primes = f"<mo>{chr(0x2032) * len(node.text)}</mo>" if node.text else ""
    return scripts(_row(base), _script(below), primes + _script(above))


def _script(node: Node) -> str:
    """What is set small; a T is upright, for it is no letter of the page."""
    if node.kind == "symbol" and node.text == "T":
        return '<mi mathvariant="normal">T</mi>'
    return _set(node)


def _bracket(node: Node) -> str:
    """What stands in brackets; braces only hold together."""
    inside = _set(node.parts[0])
    if node.text == "{":
        return f"<mrow>{inside}</mrow>"
    return fenced(inside, _BRACKETS.get(node.text, node.text))


def _listed(node: Node) -> str:
    """What commas, bars or semicolons separate."""
    marks = node.text.replace(r"\mid", "|").replace(r"\vert", "|")
    between = marks if len(marks) == len(node.parts) - 1 else "," * (len(node.parts) - 1)
    return "".join(
        f"{separator(mark)}{_set(part)}"
        for mark, part in zip(["", *between], node.parts, strict=False)
    )


def _joined(sign: str) -> Callable[[Node], str]:
    """Terms with a sign between them."""
    return lambda node: f"<mo>{sign}</mo>".join(map(_set, node.parts))


def _product(node: Node) -> str:
    """Factors with what stands between them."""
    found = _set(node.parts[0])
    for sign, before, part in zip(node.signs, node.parts, node.parts[1:], strict=False):
        found += _between(sign, before, part) + _set(part)
    return found


def _quotient(node: Node) -> str:
    """A fraction, or two sides of a stroke."""
    above, below = node.parts
    if node.text == "/":
        return f"{_row(above)}<mo>/</mo>{_row(below)}"
    return f"<mfrac>{_row(above)}{_row(below)}</mfrac>"


def _root(node: Node) -> str:
    """A root, with its index where it has one."""
    body, index = node.parts
    if index == NOTHING:
        return f"<msqrt>{_set(body)}</msqrt>"
    return f"<mroot>{_row(body)}{_row(index)}</mroot>"


def _slope(node: Node) -> str:
    """A derivative: a name above its line, anything longer behind it."""
    of, *wrt = node.parts
    d = "<mi>∂</mi>" if node.text == "partial" else '<mi mathvariant="normal">d</mi>'
    order = f"<mn>{len(wrt)}</mn>" if len(wrt) > 1 else ""
    above = scripts(d, "", order)
    if order and len(set(wrt)) == 1:
        below = d + scripts(_row(wrt[0]), "", order)
    else:
        below = THIN.join(d + _set(each) for each in wrt)
    short = is_short(of)
    fraction = f"<mfrac><mrow>{above}{_set(of) if short else ''}</mrow><mrow>{below}</mrow></mfrac>"
    return fraction if short or of == NOTHING else f"{fraction}{THIN}{_set(of)}"


def _nabla(node: Node) -> str:
    """A gradient."""
    of, wrt = node.parts
    power = f"<mn>{html(node.text)}</mn>" if node.text else ""
    return f"{scripts('<mi>∇</mi>', _set(wrt), power)}{_set(of)}"


def _large(node: Node) -> str:
    """A sum, product, limit or integral with what stands below and above it."""
    body, below, above = node.parts
    large = f'<mo movablelimits="false">{html(_LARGE.get(node.text, node.text))}</mo>'
    place = scripts if node.text == "int" else under_and_over
    return f"{place(large, _set(below), _set(above))}{THIN}{_set(body)}"


def _call(node: Node) -> str:
    """A function with its argument."""
    argument, above, below = node.parts
    name = node.text.rstrip("'")
    primes = len(node.text) - len(name)
    raised = (f"<mo>{chr(0x2032) * primes}</mo>" if primes else "") + _set(above)
    said = scripts(f"<mi>{html(LETTERS.get(name, name))}</mi>", _set(below), raised)
    between = "" if argument.kind == "bracket" and argument.text != "{" else THIN
    return f"{said}{between}{_set(argument)}"


def _cases(node: Node) -> str:
    """Values with their conditions, behind one brace."""
    pairs = zip(node.parts[::2], node.parts[1::2], strict=True)
    table = rows("left", (map(_set, pair) for pair in pairs))
    return f'<mrow><mo form="prefix">{{</mo><mtable displaystyle="true">{table}</mtable></mrow>'


def _matrix(node: Node) -> str:
    """Rows of cells, in the brackets of its kind."""
    cells = (map(_set, row.parts) for row in node.parts)
    table = f"<mtable>{rows('center', cells)}</mtable>"
    fence = _FENCES.get(node.text, "")
    return fenced(table, fence) if fence else table


def _at(node: Node) -> str:
    """A body, taken at a point that stands below a bar."""
    body, point = node.parts
    return f"<msub><mrow>{_set(body)}<mo>|</mo></mrow>{_row(point)}</msub>"


def _relation(node: Node) -> str:
    """Two sides."""
    left, right = map(_set, node.parts)
    return f"{left}{related(node.text)}{right}"


def _between(sign: str, before: Node, part: Node) -> str:
    if sign:
        return f"<mo>{html(_SIGNS.get(sign, sign))}</mo>"
    if part.kind == "bracket" or before.kind == "number":
        return ""
    words = any(_name(each) for each in (before, part))
    tight = before.kind in _ATOMS and part.kind in _ATOMS and not words
    return "" if tight else THIN


def _name(node: Node) -> bool:
    base = node.parts[0] if node.kind == "scripted" else node
    return base.kind == "symbol" and len(base.text) > 1 and base.text not in LETTERS


_RULES: dict[str, Callable[[Node], str]] = {
    "symbol": symbol, "number": lambda node: f"<mn>{html(node.text)}</mn>",
    "words": lambda node: f"<mtext>{html(node.text)}</mtext>", "dots": lambda _: "<mo>⋯</mo>",
    "nothing": lambda _: "", "scripted": _scripted, "bracket": _bracket, "list": _listed,
    "neg": lambda node: f'<mo form="prefix">−</mo>{_set(node.parts[0])}',
    "+": _joined("+"), "-": _joined("−"), "+-": _joined("±"), "product": _product,
    "quotient": _quotient, "root": _root, "slope": _slope, "nabla": _nabla, "large": _large,
    "call": _call, "cases": _cases, "matrix": _matrix, "at": _at, "relation": _relation,
    "column": lambda node: _set(as_printed(node)),
    "indicator": lambda node: f"<mn>1</mn>{fenced(_set(node.parts[0]), '[]')}",
    _MARKED: lambda node: f'<mrow class="{CULPRIT}">{_set(node.parts[0])}</mrow>',
}  # fmt: skip
