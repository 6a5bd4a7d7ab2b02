"""Local derivatives as formulas, in the labels of the operands: `cos(wx)`, `1 − y²`.

The rule of an operation runs on stand-ins named like its operands and its result, so a formula is
as short as in a table of derivatives, however large the operands are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from ...elementwise import Elementwise
from ...errors import AutogradError
from ...labels import visible
from ...methods import operate
from ...node import Node
from ...symbol import Symbol

LONGEST_RULE = 48
LONGEST_ON_ARROW = 18
RESULT = "y"  # of an operation without a label


def slopes(node: Node, labels: Mapping[int, str]) -> Sequence[Any]:
    """The derivative along each edge into `node`: a Symbol, or a number where it is one.

    A Symbol is named for what its arrow says, nothing where that is too long. None stands where no
    derivative leads, and for a rule that looks at numbers and so has no formula.

    >>> from autograd.ops.elementary import tanh
    >>> z = Symbol("z")
    >>> [slope.name for slope in slopes(tanh(z), {z.serial: "z"})]
    ['1 − y²']
    """
    known = {a.serial: Symbol(labels[a.serial]) for a in node.args if isinstance(a, Node)}
    args = [known[a.serial] if isinstance(a, Node) else a for a in node.args]
    result = Symbol(labels.get(node.serial, RESULT))
    try:
        found = _on_symbols(node.op, args, result)
    except (AutogradError, ArithmeticError, TypeError, ValueError, IndexError):
        return [None] * len(args)
    for slope in found:
        if isinstance(slope, Node) and slope.op is not None:
            slope.name = _said(slope, result.name, LONGEST_ON_ARROW)
    return found


def _on_symbols(op: Any, args: Sequence[Any], result: Symbol) -> list[Any]:
    if isinstance(op, Elementwise):
        return [None if rule is None else rule(*args, result) for rule in op.rules]
    return list(op.partials(operate(op, *args), record=True))


def rule_text(node: Node | None, position: int, labels: Mapping[int, str]) -> str:
    """The local derivative as a formula in the labels of the operands; "" where none says more.

    >>> from autograd.value import variables
    >>> w, x = variables("w x", 2.0, 3.0)
    >>> y = (w * x).sin()
    >>> labels = {w.serial: "w", x.serial: "x", y.args[0].serial: "wx", y.serial: "y"}
    >>> rule_text(y.args[0], 0, labels), rule_text(y, 0, labels), rule_text(w + x, 0, labels)
    ('x', 'cos(wx)', '')
    """
    if node is None or not isinstance(node.op, Elementwise):
        return ""
    if any(isinstance(arg, Node) and arg.serial not in labels for arg in node.args):
        return ""
    rule = slopes(node, labels)[position]
    return _said(rule, labels.get(node.serial, RESULT), LONGEST_RULE)


def _said(slope: Any, result: str, longest: int) -> str:
    """A derivative as people write it; nothing where that is too long or no more than a number."""
    from ...expression.writing import written

    text = textbook(written(slope, longest), result) if isinstance(slope, Node) else ""
    return "" if _says_nothing(text) else visible(pretty(text), longest)


TEXTBOOK = (
    (re.compile(r"sech2\([^()]*\)"), "1 - {y}**2"),
    (re.compile(r"sigmoid_prime\([^()]*\)"), "{y}*(1 - {y})"),
    (re.compile(r"pow_dx\(([^(),]*), 2\)"), "2*{0}"),
    (re.compile(r"pow_dx\(([^(),]*), 3\)"), "3*{0}**2"),
    (re.compile(r"pow_dx\(([^(),]*), ([^\s(),]+)\)"), "{1}*{0}**({1} - 1)"),
    (re.compile(r"positive\(([^()]*)\)"), "{0}"),
    (re.compile(r"\(([^\s()]+) \+ 0\)"), "{0}"),
)


def textbook(text: str, result: str) -> str:
    """A rule that is computed by a helper, for the sake of digits, as textbooks write it.

    >>> textbook("sigmoid_prime(z)", "h"), textbook("1/positive(x)", "y")
    ('h*(1 - h)', '1/x')
    """
    for helper, form in TEXTBOOK:
        text = helper.sub(partial(_filled, form, result), text)
    return text


def _filled(form: str, result: str, found: re.Match[str]) -> str:
    return form.format(*found.groups(), y=result)


def _says_nothing(text: str) -> bool:
    helpers = re.search(r"\w_\w*\(|\b(beats|wins|mills|ratio|positive|sech2)\(", text)
    return bool(helpers) or "..." in text or text.lstrip("-").replace(".", "").isdigit()


def pretty(text: str) -> str:
    """An expression with the signs that people write.

    >>> pretty("1 - h**2"), pretty("1 - h⁽¹⁾**2")
    ('1 − h²', '1 − (h⁽¹⁾)²')
    """
    text = re.sub(r"([^\s()*]+⁽[^\s()]+⁾)\*\*", r"(\1)**", text)
    for typed, shown in (("**2", "²"), ("**3", "³"), ("**", "^"), ("*", "·"), ("-", "−")):
        text = text.replace(typed, shown)
    return text
