"""What can be taken along: the picture, the step page, Python, LaTeX, derivation text."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any

from ...drawing import formula, to_page, to_svg
from ...engine.labels import visible
from ...engine.nary import Nary
from ...engine.primitive import PUBLIC, REGISTRY
from ...errors import ExpressionError
from ...expression import Lines, written
from ...values.symbol import Symbol
from .claims import page_of
from .look import chosen_values, evaluated, lines_of

LONGEST = 300

Claims = Mapping[str, str]


def export(kind: str, text: str, values: Mapping[str, Any], claims: Claims) -> str:
    """The text of a file or of the clipboard; raises `ExpressionError` for a kind there is not."""
    if kind not in KINDS:
        raise ExpressionError(f"there is {', '.join(KINDS)} to save; got {visible(kind, 40)}")
    lines = lines_of(text)
    return KINDS[kind](lines, chosen_values(lines, values), claims)


def _svg(lines: Lines, values: Mapping[str, float], claims: Claims) -> str:
    root, _ = evaluated(lines, values)
    root.backward()
    return to_svg(root)


def _page(lines: Lines, values: Mapping[str, float], claims: Claims) -> str:
    root, _ = evaluated(lines, values)
    return to_page(root)


def _python(lines: Lines, values: Mapping[str, float], claims: Claims) -> str:
    """A program that computes the same, with the functions that it uses imported."""
    trees = [_tree(text) for text in _as_graphs(lines)]
    called = {call.func.id for tree in trees for call in _calls(tree)}
    inner = sorted(called - PUBLIC.keys())  # the slope of a function may have no public name
    head = [f"from autograd import {', '.join(sorted({*called, 'Value'}.difference(inner)))}"]
    head += [f"from autograd.ops import {', '.join(inner)}"] if inner else []
    leaves = [f"{name} = Value({x!r}, name={name!r})" for name, x in values.items()]
    body = [
        f"{line.name or lines.result} = {ast.unparse(tree)}"
        for line, tree in zip(lines.lines, trees, strict=True)
    ]
    shown = [f"{lines.result}.data", *(f"{name}.grad" for name in values)]
    end = [f"{lines.result}.backward()", *(f"print({each})" for each in shown)]
    return "\n".join([*head, "", *leaves, "", *body, "", *end, ""])


def _as_graphs(lines: Lines) -> list[str]:
    """What each line computes, in the operations of the registry, which Python knows as well."""
    functions = [line.expression for line in lines.lines]
    return [written(f(**{name: Symbol(name) for name in f.names})) for f in functions]


def _tree(text: str) -> ast.expr:
    """An expression as Python's own tree: a sum of numbers takes a list."""
    tree = ast.parse(text, mode="eval").body
    for call in _calls(tree):
        op = REGISTRY.get(call.func.id)
        if isinstance(op, Nary) and op.columns == 1 and not isinstance(call.args[0], ast.List):
            call.args = [ast.List(call.args, ast.Load())]
    return tree


def _calls(tree: ast.expr) -> list[Any]:
    """The calls in an expression; what is called is a name, since nothing else can be."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def _latex(lines: Lines, values: Mapping[str, float], claims: Claims) -> str:
    """The lines in LaTeX, and the derivative of the result in every variable."""
    rows = []
    for line in lines.lines:
        f = line.expression
        y = f(**{name: Symbol(name) for name in f.names})
        rows.append(f"{_tex(line.name or lines.result)} &= {formula(y)}")
    leaves = {name: Symbol(name) for name in lines.names}
    root = lines(**leaves)
    for name, leaf in leaves.items():
        slope = formula(root, wrt=leaf)
        if len(slope) > LONGEST:
            continue  # a reader is better served by the lines, and by the chain rule between them
        rows.append(rf"\frac{{\partial {_tex(lines.result)}}}{{\partial {_tex(name)}}} &= {slope}")
    return "\\begin{aligned}\n" + " \\\\\n".join(rows) + "\n\\end{aligned}\n"


def _tex(name: str) -> str:
    return formula(Symbol(name))


def _derivation(lines: Lines, values: Mapping[str, float], claims: Claims) -> str:
    """The lines, and the claims made about them: what `autograd check` reads."""
    said = [
        page_of(lines, name, claim).splitlines()[-1]
        for name, claim in claims.items()
        if claim.strip()
    ]
    return "\n".join([str(lines), *said, ""])


KINDS: dict[str, Callable[[Lines, Mapping[str, float], Claims], str]] = {
    "svg": _svg,
    "page": _page,
    "python": _python,
    "latex": _latex,
    "derivation": _derivation,
}
