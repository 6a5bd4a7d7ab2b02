"""C99: a function that needs no more than libm, and allocates nothing.

Compile it without contraction (`-std=c99`, or `-ffp-contract=off`), so that it has the bits of
other targets. A table or a list among the arguments is an array of its numbers, row by row; the
gradient and the Hessian are arrays that the caller gives.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any

from ...ops.choice import abs as absolute
from ...ops.choice import where
from ...support.containers import leaves_of
from ...values.symbol import AND, NOT, OR
from .looping import IN_C
from .target import Signature, Target, infix, listed

_WORDS = [
    "asm", "auto", "break", "case", "char", "const", "continue", "default", "do", "double",
    "else", "enum", "extern", "float", "for", "fortran", "goto", "if", "inline", "int", "long",
    "main", "register", "restrict", "return", "short", "signed", "sizeof", "static", "struct",
    "switch", "typedef", "typeof", "union", "unsigned", "void", "volatile", "while", "_Bool",
    "_Complex", "_Imaginary", "INFINITY", "NAN", "fabs", "gradient", "hessian", "result", "j0",
    "j1", "jn", "y0", "y1", "yn", "gamma", "signgam", "index", "div", "round", "remainder",
    "drem", "errno", "acosf", "abs", "cimag", "erfc", "expm1", "fdim", "fma", "fmax", "fmin",
    "fpclassify", "frexp", "ilogb", "isfinite", "isgreater", "isgreaterequal", "isinf",
    "isless", "islessequal", "islessgreater", "isnan", "isnormal", "isunordered", "ldexp",
    "llrint", "llround", "log1p", "logb", "lrint", "lround", "modf", "nan", "nearbyint",
    "nextafter", "nexttoward", "rint", "scalbln", "scalbn", "signbit", "tgamma", "lgamma",
    "printf", "stdin", "stdout", "stderr", "exit",
]  # fmt: skip
_FUNCTIONS = [
    "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "ceil", "copysign", "cos",
    "cosh", "erf", "exp", "exp2", "expm1", "floor", "fmod", "hypot", "log", "log10",
    "log1p", "log2", "pow", "sin", "sinh", "sqrt", "tan", "tanh", "trunc",
]  # fmt: skip


def _number(x: float) -> str:
    if math.isfinite(x):
        return repr(x)
    return "NAN" if x != x else "INFINITY" if x > 0.0 else "-INFINITY"


def _declared(name: str, tree: Any) -> str:
    return f"double {name}" if isinstance(tree, str) else f"const double {name}[{_count(tree)}]"


def _count(tree: Any) -> int:
    return len(leaves_of(tree))


def outputs(signature: Signature) -> list[tuple[str, list[str]]]:
    """The arrays that are filled, each with its numbers; a value alone is returned."""
    answer = signature.answer
    if signature.order == 0:
        return [] if isinstance(answer, str) else [("result", leaves_of(answer))]
    names = ("gradient", "hessian")
    return [(name, leaves_of(tree)) for name, tree in zip(names, answer[1:], strict=False)]


def prototype(name: str, signature: Signature) -> str:
    """The head of the function, without what follows."""
    kind = "void" if signature.order == 0 and outputs(signature) else "double"
    arrays = [f"double {array}[{len(texts)}]" for array, texts in outputs(signature)]
    given = [_declared(x, tree) for x, tree in signature.parameters]
    return f"{kind} {name}({listed([*given, *arrays]) or 'void'})"


def _unpacking(whole: str, tree: Any, used: Container[str], free: Any) -> Iterator[str]:
    leaves = leaves_of(tree)
    if not any(leaf in used for leaf in leaves):
        yield f"(void){whole};"
    elif not isinstance(tree, str):
        for i, leaf in enumerate(leaves):
            if leaf in used:
                yield f"const double {leaf} = {whole}[{i}];"


def _answer(signature: Signature) -> list[str]:
    lines = [
        f"{array}[{i}] = {text};"
        for array, texts in outputs(signature)
        for i, text in enumerate(texts)
    ]
    if signature.order:
        return [*lines, f"return {signature.answer[0]};"]
    return lines or [f"return {signature.answer};"]


def _before(signature: Signature, doc: Sequence[str]) -> str:
    lines = [*doc, *described(signature)]
    comment = "/* " + "\n   ".join(lines) + " */\n" if lines else ""
    return f"{comment}#include <math.h>\n"


def described(signature: Signature) -> Iterable[str]:
    """What stands where in the arrays."""
    inputs = signature.by
    if signature.order >= 1:
        yield f"gradient: the derivatives by {_some(inputs)}"
    if signature.order == 2:
        yield f"hessian: {len(inputs)} rows of {len(inputs)} second derivatives"


def _some(names: Sequence[str]) -> str:
    return listed(names) if len(names) <= 8 else f"{listed(names[:3])}, ... {names[-1]}"


C = Target(
    operations={
        NOT: lambda a: f"!{a}",
        AND: infix("&&"),
        OR: infix("||"),
        where: lambda c, a, b: f"{c} ? {a} : {b}",
        absolute: lambda x: f"fabs({x})",
    },
    functions={**{name: name for name in _FUNCTIONS}, "round": "rint"},
    operators={symbol: symbol for symbol in "+-*/"},
    reserved=tuple(_WORDS),
    number=_number,
    head=lambda name, args: f"static double {name}({listed(f'double {x}' for x in args)})\n{{",
    part=lambda name, cells: f"static void {name}(double *{cells})\n{{",
    entry=lambda name, signature: f"{prototype(name, signature)}\n{{",
    end="}",
    assign=lambda name, value: f"const double {name} = {value};",
    decide=lambda name, value: f"const int {name} = {value};",
    store=lambda cell, value: f"{cell} = {value};",
    run=lambda name, args: f"{name}({listed(args)});",
    cells=lambda name, count: f"double {name}[{count}];",
    unpacking=_unpacking,
    answer=_answer,
    before=_before,
    looping=IN_C,
)
