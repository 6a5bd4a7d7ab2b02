"""Array libraries whose functions have NumPy's names or Python's: a table each.

The text imports the library and is a pure function of its arrays, so that the library can compile,
vectorise and differentiate it again.
"""

from __future__ import annotations

import keyword
import math
from collections.abc import Callable, Mapping, Sequence

from ...ops.choice import abs as absolute
from ...ops.choice import where
from ...values.symbol import AND, NOT, OR
from .looping import IN_LISTS, Looping
from .target import Signature, Target, listed

_ALIKE = [
    "ceil", "copysign", "cos", "cosh", "exp", "exp2", "expm1", "floor", "fmod", "hypot", "log",
    "log10", "log1p", "log2", "sin", "sinh", "sqrt", "tan", "tanh", "trunc",
]  # fmt: skip


def _number(x: float) -> str:
    return repr(x) if math.isfinite(x) else f'float("{x!r}")'


def _is_number(text: str) -> bool:
    return not text.isidentifier()


def _roots(imports: Sequence[str]) -> set[str]:
    """The names that the imports bring."""
    return {line.split()[1].split(".")[0] for line in imports}


def library(
    prefix: str,
    imports: Sequence[str],
    functions: Mapping[str, str],
    constant: Callable[[str], str] = lambda text: text,
    looping: Looping = IN_LISTS,
) -> Target:
    """A target for a library that is imported as `prefix`.

    `functions` are those that are called otherwise than here. `constant` is a number as an array of
    double precision, which a choice between two numbers and a function of several arguments need.
    """

    def choice(condition: str, a: str, b: str) -> str:
        if _is_number(a) and _is_number(b):
            a = constant(a)
        return f"{prefix}.where({condition}, {a}, {b})"

    def call(name: str, args: Sequence[str]) -> str:
        several = len(args) > 1
        return f"{name}({listed(constant(x) if several and _is_number(x) else x for x in args)})"

    def before(signature: Signature, doc: Sequence[str]) -> str:
        return "\n".join([*(f"# {line}" for line in doc), *imports]) + "\n"

    return Target(
        operations={
            NOT: lambda a: f"{prefix}.logical_not({a})",
            AND: lambda a, b: f"{prefix}.logical_and({a}, {b})",
            OR: lambda a, b: f"{prefix}.logical_or({a}, {b})",
            where: choice,
            absolute: lambda a: f"{prefix}.abs({a})",
        },
        functions={
            **{name: f"{prefix}.{name}" for name in _ALIKE},
            **{
                name: text if "." in text else f"{prefix}.{text}"
                for name, text in functions.items()
            },
        },
        operators={symbol: symbol for symbol in "+-*/"},
        number=_number,
        call=call,
        reserved=(*keyword.kwlist, prefix, "float", *_roots(imports)),
        before=before,
        meaning=lambda functions: {},
        looping=looping,
    )
