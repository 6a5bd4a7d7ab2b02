"""JavaScript: one ES module with a function, for a page or for Node.

Its functions follow the edition of 2015, whose `Math.pow` is no number where IEEE 754's is 1.
"""

from __future__ import annotations

import json
import math
from collections.abc import Container, Iterable, Sequence
from typing import Any

from ...ops.arithmetic import pow
from ...ops.choice import abs as absolute
from ...ops.choice import where
from ...ops.elementary import exp2
from ...ops.rounding import fmod
from ...values.symbol import AND, CONDITIONS, NOT, OR
from .looping import IN_JAVASCRIPT
from .target import Signature, Target, bracketed, infix, nested

_WORDS = [
    "arguments", "await", "break", "case", "catch", "class", "const", "continue", "debugger",
    "default", "delete", "do", "else", "enum", "eval", "export", "extends", "false", "finally",
    "for", "function", "if", "implements", "import", "in", "instanceof", "interface", "let",
    "new", "null", "package", "private", "protected", "public", "return", "static", "super",
    "switch", "this", "throw", "true", "try", "typeof", "undefined", "var", "void", "while",
    "with", "yield", "Array", "Infinity", "Math", "NaN",
]  # fmt: skip
_FUNCTIONS = [
    "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "ceil", "cos", "cosh",
    "exp", "expm1", "floor", "hypot", "log", "log10", "log1p", "log2", "sin", "sinh", "sqrt",
    "tan", "tanh", "trunc",
]  # fmt: skip


def _number(x: float) -> str:
    if math.isfinite(x):
        return repr(x)
    return "NaN" if x != x else "Infinity" if x > 0.0 else "-Infinity"


def _power(x: str, n: str) -> str:
    power = f"Math.pow({x}, {n})"
    if n in ("NaN", "Infinity", "-Infinity") or n.isidentifier():
        return f"{x} === 1 || ({x} === -1 && Math.abs({n}) === Infinity) ? 1 : {power}"
    return power  # of a finite number it is right


def _table(pairs: Iterable[tuple[Any, str]]) -> str:
    return "{" + ", ".join(f"{json.dumps(str(key))}: {value}" for key, value in pairs) + "}"


def _unpacking(whole: str, tree: Any, used: Container[str], free: Any) -> Iterable[str]:
    """Numbers by the path to them: const w_0_1 = w[0][1]."""
    if isinstance(tree, str):
        if tree != whole and tree in used:
            yield f"const {tree} = {whole};"
        return
    branches = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, branch in branches:
        place = json.dumps(str(key)) if isinstance(tree, dict) else key
        yield from _unpacking(f"{whole}[{place}]", branch, used, free)


def _answer(signature: Signature) -> list[str]:
    return [f"return {nested(signature.answer, row=bracketed, table=_table)};"]


def _before(signature: Signature, doc: Sequence[str]) -> str:
    return "".join(f"// {line}\n" for line in doc)


def _head(name: str, args: Sequence[str]) -> str:
    return f"function {name}({', '.join(args)}) {{"


JAVASCRIPT = Target(
    operations={
        NOT: lambda a: f"!{a}",
        AND: infix("&&"),
        OR: infix("||"),
        where: lambda c, a, b: f"{c} ? {a} : {b}",
        CONDITIONS["equal"]: infix("==="),
        CONDITIONS["not_equal"]: infix("!=="),
        absolute: lambda x: f"Math.abs({x})",
        pow: _power,
        exp2: lambda x: f"Math.pow(2, {x})",
        fmod: infix("%"),
    },
    functions={name: f"Math.{name}" for name in _FUNCTIONS},
    operators={symbol: symbol for symbol in "+-*/"},
    reserved=tuple(_WORDS),
    number=_number,
    head=_head,
    entry=lambda name, signature: "export " + _head(name, signature.names),
    end="}",
    assign=lambda name, value: f"const {name} = {value};",
    store=lambda cell, value: f"{cell} = {value};",
    run=lambda name, args: f"{name}({', '.join(args)});",
    cells=lambda name, count: f"const {name} = new Array({count});",
    unpacking=_unpacking,
    answer=_answer,
    before=_before,
    looping=IN_JAVASCRIPT,
)
