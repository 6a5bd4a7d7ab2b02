r"""A printed formula as one line of text: ∂C/∂z⁽²⁾ = a⁽²⁾ − y.

>>> from autograd.formulas.printed import read_printed
>>> formula = r"\frac{\partial C}{\partial W^{(2)}} = (\hat y - y)\, {a^{(1)}}^\top"
>>> shown(read_printed(formula))
'∂C/∂W⁽²⁾ = (ŷ − y) a⁽¹⁾ᵀ'
>>> shown(read_printed(r"L = -\frac1m \sum_{i=1}^m y_i \log f(x_i^2)"))
'L = −(1/m) Σᵢ₌₁ᵐ yᵢ log f(xᵢ²)'
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from ..latex.characters import GREEK, LOWERED, MARKS, RAISED
from .node import NOTHING, Node, as_printed
from .reader import Printed

LETTERS = {name: letter for letter, name in GREEK.items()}
_ABOVE = {said: sign for sign, said in RAISED.items()} | {"T": "ᵀ", "−": "⁻", "=": "⁼"}
_BELOW = {said: sign for sign, said in LOWERED.items()} | {"−": "₋", "=": "₌"}
_ACCENTS = {command.lstrip("\\"): sign for sign, command in MARKS.items()} | {"ddot": "\u0308"}
SPECIAL = {"infinity": "∞", "ell": "\u2113", "Delta": "Δ", "square": "□"}
_SIGNS = {"": " ", "cdot": "·", "times": "×", "odot": " ⊙ ", "circ": "∘", "otimes": "⊗",
          "cup": " \u222a ", "cap": " ∩ ", "setminus": " \u2216 "}  # fmt: skip
RELATIONS = {
    "<=": "≤", ">=": "≥", "!=": "≠", "<-": "←", "approx": "≈", "propto": "∝", "sim": "\u223c",
    "to": "→", "implies": "⇒", "in": "∈", "notin": "∉", "subset": "⊂", "perp": "⊥",
}  # fmt: skip
_LARGE = {"sum": "Σ", "prod": "Π", "int": "∫"}
_CLOSING = {
    "(": ")", "[": "]", r"\{": "}", "{": ")", "|": "|", r"\|": "‖", r"\lvert": "|", r"\lVert": "‖",
}  # fmt: skip
_OPENING = {r"\{": "{", "{": "(", r"\|": "‖", r"\lvert": "|", r"\lVert": "‖"}
_NAMED = ("symbol", "scripted")
_LOOSE = ("+", "-", "+-", "neg", "relation")


def shown(printed: Printed) -> str:
    """A formula as text; what could not be read as it is written."""
    if printed.error or not printed.sides:
        return " ".join(printed.source.split())
    parts = [text(printed.sides[0])]
    for sign, side in zip(printed.signs, printed.sides[1:], strict=True):
        parts += [RELATIONS.get(sign, sign), text(side)]
    return " ".join(parts)


def text(node: Node) -> str:
    """A part of a formula as text."""
    rule = _RULES.get(node.kind)
    return rule(node) if rule else " ".join(map(text, node.parts)) or node.text


def _symbol(node: Node) -> str:
    base = node.text
    for before, letter in (("Delta_", "Δ"), ("delta_", "δ")):
        if base.startswith(before):
            return letter + text(Node("symbol", base.removeprefix(before)))
    base = base.rpartition(".")[2] or base  # a parameter has its function in front
    base = SPECIAL.get(base, LETTERS.get(base, base))
    sign = _ACCENTS.get(node.accent, "")
    return unicodedata.normalize("NFC", base[:1] + sign + base[1:])


def _scripted(node: Node) -> str:
    base, below, above = node.parts
    inner = text(base)
    if base.kind not in ("symbol", "number", "bracket", "scripted"):
        inner = f"({inner})"
    return inner + node.text + script(below, _BELOW, "_") + script(above, _ABOVE, "^")


def script(node: Node, table: dict[str, str], sign: str) -> str:
    """A subscript or superscript: in small signs where there are such, else behind a sign."""
    if node == NOTHING:
        return ""
    said = text(node).replace(" ", "").replace("[", "(").replace("]", ")")
    if all(x in table for x in said):
        return "".join(table[x] for x in said)
    if said.isalnum() or said in "*+":
        return f"{sign}{said}"
    return f"{sign}({said.removeprefix('(').removesuffix(')')})"


def _bracket(node: Node) -> str:
    inside = text(node.parts[0])
    opening = node.text if node.text in _CLOSING else node.text[:1]
    return f"{_OPENING.get(opening, opening)}{inside}{_CLOSING.get(opening, ')')}"


def _product(node: Node) -> str:
    found = _factor(node.parts[0])
    for sign, before, part in zip(node.signs, node.parts, node.parts[1:], strict=False):
        said = _factor(part)
        between = _SIGNS.get(sign, f" {sign} ")
        is_call = sign == "" and part.kind == "bracket" and before.kind in ("symbol", "scripted")
        if is_call or (sign == "" and before.kind == "number" and part.kind != "number"):
            between = ""
        found += between + said
    return found


def _factor(node: Node) -> str:
    return f"({text(node)})" if node.kind in _LOOSE or _is_slash(node) else text(node)


def _is_slash(node: Node) -> bool:
    return node.kind == "quotient"


def _quotient(node: Node) -> str:
    above, below = node.parts
    under = text(below)
    tight = below.kind in ("symbol", "number", "scripted", "bracket", "root", "call")
    over = f"({text(above)})" if above.kind in _LOOSE else text(above)
    return f"{over}/{under if tight else f'({under})'}"


def is_short(node: Node) -> bool:
    """Whether it stands above the line of a derivative: L, J(θ), no sum."""
    if node.kind == "product":
        name, *rest = node.parts
        return name.kind in _NAMED and [each.kind for each in rest] == ["bracket"]
    return node.kind in _NAMED


def _slope(node: Node) -> str:
    of, *wrt = node.parts
    sign = "∂" if node.text == "partial" else "d"
    order = "" if len(wrt) == 1 else script(Node("number", str(len(wrt))), _ABOVE, "^")
    same = len(set(wrt)) == 1
    under = (
        f"{sign}{text(wrt[0])}{order}" if same else "".join(f"{sign}{text(each)}" for each in wrt)
    )
    if of == NOTHING or is_short(of):
        return f"{sign}{order}{'' if of == NOTHING else text(of)}/{under}"
    inside = text(of) if of.kind == "bracket" else f"({text(of)})"
    return f"{sign}{order}/{under} {inside}"


def _nabla(node: Node) -> str:
    of, wrt = node.parts
    power = script(Node("number", node.text), _ABOVE, "^") if node.text else ""
    return f"∇{script(wrt, _BELOW, '_')}{power} {'' if of == NOTHING else _factor(of)}".rstrip()


def _large(node: Node) -> str:
    body, below, above = node.parts
    sign = _LARGE.get(node.text, node.text)
    inside = f"({text(body)})" if body.kind in _LOOSE else text(body)
    return f"{sign}{script(below, _BELOW, '_')}{script(above, _ABOVE, '^')} {inside}"


def _call(node: Node) -> str:
    argument, above, below = node.parts
    name = LETTERS.get(node.text.rstrip("'"), node.text.rstrip("'")) + "'" * node.text.count("'")
    name += script(below, _BELOW, "_") + script(above, _ABOVE, "^")
    if argument.kind == "bracket" and argument.text in ("(", "[", r"\{", "{"):
        return f"{name}({text(argument.parts[0])})"
    return f"{name} {text(argument)}"


def _cases(node: Node) -> str:
    pairs = zip(node.parts[::2], node.parts[1::2], strict=True)
    return "{" + "; ".join(f"{text(a)} {text(b)}".strip() for a, b in pairs) + "}"


def _root(node: Node) -> str:
    body, index = node.parts
    inside = text(body)
    tight = body.kind in ("symbol", "number", "scripted")
    return f"{script(index, _ABOVE, '^')}√{inside if tight else f'({inside})'}"


def _joined(sign: str) -> Callable[[Node], str]:
    def joined(node: Node) -> str:
        found = text(node.parts[0])
        for part in node.parts[1:]:
            said = text(part)
            found += (
                f" {sign} {f'({said})' if part.kind in ('+', '-', 'neg') and sign == '−' else said}"
            )
        return found

    return joined


def _relation(node: Node) -> str:
    left, right = map(text, node.parts)
    sign = RELATIONS.get(node.text, node.text)
    return f"{left} {sign} {right}"


def _negative(node: Node) -> str:
    inside = text(node.parts[0])
    return f"−({inside})" if node.parts[0].kind in ("+", "-") else f"−{inside}"


_RULES: dict[str, Callable[[Node], str]] = {
    "symbol": _symbol, "scripted": _scripted, "bracket": _bracket, "product": _product,
    "quotient": _quotient, "slope": _slope, "nabla": _nabla, "large": _large, "call": _call,
    "cases": _cases, "root": _root, "+": _joined("+"), "-": _joined("−"), "+-": _joined("±"),
    "neg": _negative, "relation": _relation, "dots": lambda _: "…", "nothing": lambda _: "",
    "list": lambda node: ", ".join(map(text, node.parts)),
    "matrix": lambda node: f"[{'; '.join(', '.join(map(text, row.parts)) for row in node.parts)}]",
    "at": lambda node: f"{text(node.parts[0])} at {text(node.parts[1])}",
    "column": lambda node: text(as_printed(node)),
    "indicator": lambda node: f"1[{text(node.parts[0])}]",
}  # fmt: skip
