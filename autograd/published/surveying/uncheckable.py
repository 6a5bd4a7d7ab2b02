r"""What cannot be checked, named in a line: limits, expectations, integrals, dots.

>>> from autograd.formulas.printed import read_printed
>>> unchecked(read_printed(r"\lim_{x \to 0} \frac{\sin x}{x} = 1"))
'a limit is not checked'
"""

from __future__ import annotations

from ...formulas.printed import Node, Printed
from ...formulas.printed.node import walk
from ..shapes.kinds import OF_SETS

TWO_IN_ONE = "± are two formulas in one"
_SIGNS = {
    "approx": "≈ is no equality that can be checked",
    "propto": "∝ leaves a factor open",
    "sim": "a distribution is no formula to be checked",
    "to": "a limit is no formula to be checked",
    "implies": "an implication is no formula to be checked",
    "notin": "a set is no formula to be checked",
    "subset": "a set is no formula to be checked",
    "perp": "orthogonality is no formula to be checked",
}
_LARGE = {
    "int": "an integral is not checked", "lim": "a limit is not checked",
    "argmax": "an arg max is not checked", "argmin": "an arg min is not checked",
    "max": "a maximum over an index is not checked",
    "min": "a minimum over an index is not checked",
}  # fmt: skip
_OPERATORS = {
    "E": "an expectation",
    "Var": "a variance",
    "Cov": "a covariance",
    "KL": "a divergence",
    "Pr": "a probability",
}


def unchecked(printed: Printed) -> str:
    """Why a formula is nothing to be checked; "" if it may be."""
    for sign in printed.signs:
        if sign in _SIGNS:
            return _SIGNS[sign]
    for side in printed.sides:
        for node in walk(side):
            if node.kind == "dots":
                return "dots hide a pattern that cannot be checked"
            if node.kind == "large" and node.text in _LARGE:
                return _LARGE[node.text]
            if node.kind == "large" and node.text not in ("sum", "prod"):
                return f"{node.text} is not checked"
            if node.kind == "product" and set(node.signs) & set(OF_SETS):
                return "sets are not checked"
            if node.kind == "+-":
                return TWO_IN_ONE
            if what := _operator(node):
                return f"{what} is not checked"
    return ""


def _operator(node: Node) -> str:
    r"""An expectation or the like: \\mathbb{E}[x], \\operatorname{Var}(x)."""
    if node.kind == "call" and node.text == "Pr":
        return _OPERATORS[node.text]
    if node.kind != "product":
        return ""
    for part, after in zip(node.parts, node.parts[1:], strict=False):
        base = part.parts[0] if part.kind == "scripted" else part
        if base.kind != "symbol" or base.text not in _OPERATORS:
            continue
        inner = after.parts[0] if after.kind == "scripted" else after
        if inner.kind == "bracket" and (base.font in ("set", "upright") or inner.text == "["):
            return _OPERATORS[base.text]
    return ""
