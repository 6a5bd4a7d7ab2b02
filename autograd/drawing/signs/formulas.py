"""Formulas in the labels of a picture: what a card computes, and local derivatives: `1 − y²`.

Operations run on stand-ins named like their operands and results, so a formula is as short as in a
textbook, however large the operands are; what is folded away is written out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ...engine.elementwise import Elementwise
from ...engine.labels import visible
from ...engine.node import Node
from ...errors import AutogradError
from ...values.operators import operate
from ...values.symbol import Symbol
from .products import Operand, applied, plus, times
from .textbook import spelled, tidied

LONGEST_RULE = 48
LONGEST_ON_ARROW = 18
LONGEST_FORMULA = 90
MOST_FOLDED = 24  # operations that a formula writes out
MOST_OPERANDS = 24  # of one operation: a slope of a product has a factor for each of the others
RESULT = "y"  # of an operation without a label

_LONG_NUMBER = re.compile(r"(?<![\w.])(\d+\.\d{4})\d{4,}(?![\de])")  # 1.414213562 is 1.4142…

Labels = Mapping[int, str]  # by serial, of what is shown


class _Untold(Exception):
    """There is no short formula: too much is folded away, or a leaf that has no card."""


# What an operation may raise on symbols: it has no formula then.
SILENT = (
    AutogradError,
    ArithmeticError,
    TypeError,
    ValueError,
    IndexError,
    RecursionError,
    _Untold,
)


def slopes(node: Node, labels: Labels) -> Sequence[Any]:
    """The derivative along each edge into `node`: a Symbol, or a number where it is one.

    A Symbol is named for what its arrow says, nothing where that is too long. None stands where no
    derivative leads, and for a rule that looks at numbers and so has no formula.

    >>> from autograd.ops.hyperbolic import tanh
    >>> z = Symbol("z")
    >>> [slope.name for slope in slopes(tanh(z), {z.serial: "z"})]
    ['1 − y²']
    """
    known = {a.serial: Symbol(labels[a.serial]) for a in node.args if isinstance(a, Node)}
    args = [known[a.serial] if isinstance(a, Node) else a for a in node.args]
    try:
        found = _slopes(node.op, args, Symbol(labels.get(node.serial, RESULT)))
    except SILENT:
        return [None] * len(args)
    for slope in found:
        if isinstance(slope, Node) and slope.op is not None:
            slope.name = _said(slope, LONGEST_ON_ARROW)
    return found


def _slopes(op: Any, args: Sequence[Operand], result: Operand) -> list[Operand]:
    """The local derivatives on symbols, as a textbook has them; None where there is none."""
    if isinstance(op, Elementwise):
        found = [None if rule is None else rule(*args, result) for rule in op.rules]
    else:
        found = list(op.partials(operate(op, *args), record=True))
    return [None if slope is None else tidied(slope, op, args, result) for slope in found]


def rule_texts(node: Node, labels: Labels) -> list[str]:
    """The local derivative for each operand, in the labels of all; "" where none says more.

    >>> from autograd.values.value import variables
    >>> w, x = variables("w x", 2.0, 3.0)
    >>> y = (w * x).sin()
    >>> labels = {w.serial: "w", x.serial: "x", y.args[0].serial: "wx", y.serial: "y"}
    >>> rule_texts(y.args[0], labels), rule_texts(y, labels), rule_texts(w + x, labels)
    (['x', 'w'], ['cos(wx)'], ['', ''])
    """
    known = all(arg.serial in labels for arg in node.args if isinstance(arg, Node))
    few = len(node.args) <= MOST_OPERANDS and node.op is not None
    if not known or not few or (node.on_arrays and not isinstance(node.op, Elementwise)):
        return [""] * max(1, len(node.args))
    return [_said(slope, LONGEST_RULE) for slope in slopes(node, labels)]


def formula_text(node: Node, labels: Labels, longest: int = LONGEST_FORMULA) -> str:
    """How `node` is computed from what has a label, in one short line; "" if it is too long.

    >>> from autograd.values.value import variables
    >>> w, x = variables("w x", 2.0, 3.0)
    >>> formula_text((w * x).tanh() ** 2.0, {w.serial: "w", x.serial: "x"})
    'tanh(w·x)²'
    """
    try:
        parts = _parts(node, labels)
        whole = spelled(
            parts[node.serial], (x for s, x in parts.items() if s != node.serial and s in labels)
        )
    except SILENT:
        return ""
    return _text(whole, longest)


def folded_rules(node: Node, labels: Labels) -> dict[int, str]:
    """The sum over folded paths from each labelled node to `node` as a formula, by serial.

    Nothing is there for what has no short formula, and "" where a number says it all.

    >>> from autograd.values.value import variables
    >>> w, x, b = variables("w x b", 2.0, 3.0, 1.0)
    >>> rules = folded_rules((w * x + b).tanh(), {w.serial: "w", x.serial: "x", b.serial: "b"})
    >>> rules[w.serial], rules[b.serial]
    ('(1 − y²)·x', '1 − y²')
    """
    try:
        sums = _path_sums(node, labels)
    except SILENT:
        return {}
    told = {serial: _said(total, LONGEST_RULE) for serial, total in sums.items()}
    return {s: text for s, text in told.items() if text or not isinstance(sums[s], Node)}


def _path_sums(node: Node, labels: Labels) -> dict[int, Operand]:
    parts = _parts(node, labels)
    sums: dict[int, Operand] = {node.serial: 1.0}
    inner = [part for part in _behind(node, labels) if part.op is not None]
    for part in reversed(inner):
        if part.serial not in sums:
            continue
        args = [parts[a.serial] if isinstance(a, Node) else a for a in part.args]
        own = Symbol(labels.get(node.serial, RESULT)) if part is node else parts[part.serial]
        for arg, slope in zip(part.args, _slopes(part.op, args, own), strict=True):
            direct = part is node and isinstance(arg, Node) and arg.serial in labels
            if isinstance(arg, Node) and slope is not None and not direct:
                term = times(sums[part.serial], slope)
                sums[arg.serial] = plus(sums.get(arg.serial, 0.0), term)
    return {serial: total for serial, total in sums.items() if serial in labels}


def _parts(node: Node, labels: Labels) -> dict[int, Operand]:
    """`node`, what is folded behind it, and what that is made of, on symbols."""
    parts: dict[int, Operand] = {}
    for part in _behind(node, labels):
        if part.op is None:
            parts[part.serial] = part.primal
            continue
        for arg in part.args:
            if isinstance(arg, Node) and arg.serial not in parts:
                parts[arg.serial] = Symbol(labels[arg.serial])
        args = (parts[arg.serial] if isinstance(arg, Node) else arg for arg in part.args)
        parts[part.serial] = applied(part.op, *args)
    return parts


def _behind(node: Node, labels: Labels) -> list[Node]:
    """`node`, and what lies between it and the nodes with labels, in topological order."""
    found = {node.serial: node}
    waiting = [node]
    for part in waiting:
        for arg in part.args:
            if isinstance(arg, Node) and arg.serial not in labels and arg.serial not in found:
                found[arg.serial] = arg
                waiting.append(arg)
        many = len(found) > MOST_FOLDED or len(part.args) > MOST_OPERANDS
        if many or (part.op is None and (part.name or part.primal is None)):
            raise _Untold
    return [found[serial] for serial in sorted(found)]


def _said(slope: Any, longest: int) -> str:
    """A derivative as people write it; nothing where that is too long or no more than a number."""
    text = _text(slope, longest) if isinstance(slope, Node) else ""
    return "" if _says_nothing(text) else text


def _text(expression: Operand, longest: int) -> str:
    from ...expression.writing import written

    text = _LONG_NUMBER.sub(r"\1…", written(expression, longest))
    return "" if "..." in text or len(text) > longest else visible(pretty(text), longest)


def _says_nothing(text: str) -> bool:
    helpers = re.search(r"\w_\w*\(|\b(exceeds|mills|ratio|where)\(", text)
    return bool(helpers) or text.lstrip("−").replace(".", "").isdigit()


def pretty(text: str) -> str:
    """An expression with the signs that people write.

    >>> pretty("1 - h**2"), pretty("1 - h⁽¹⁾**2"), pretty("h**2.5")
    ('1 − h²', '1 − (h⁽¹⁾)²', 'h^2.5')
    """
    text = re.sub(r"([^\s()*]+⁽[^\s()]+⁾)\*\*", r"(\1)**", text)
    text = re.sub(r"\*\*([23])(?![\d.e])", lambda found: "²³"[int(found[1]) - 2], text)
    for typed, shown in (("**", "^"), ("*", "·"), ("-", "−")):
        text = text.replace(typed, shown)
    return text
