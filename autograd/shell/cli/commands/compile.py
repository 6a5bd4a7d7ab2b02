"""An expression and its derivatives as a Python program.

It has neither branches nor loops, takes numbers, and gives the same bits as the
graph does.
"""

from __future__ import annotations

import re
from typing import Any

from ....engine.labels import visible
from ....engine.primitive import PUBLIC, REGISTRY
from ....errors import ExpressionError
from ....expression import Lines
from ..usage import Parser

FROM_MATH = {"fsum", "inf", "nan"}
EXAMPLE = 'autograd compile "tanh(w*x + b)" --order 1'


def declare(parser: Parser) -> None:
    """What the command takes."""
    parser.add_argument("expression", metavar="EXPR", help="such as 'sin(x*y) + exp(x)'")
    parser.add_argument(
        "--order",
        type=int,
        choices=(0, 1, 2),
        default=1,
        help="0: the value; 1: the gradient too; 2: the Hessian too",
    )


def run(options: Any) -> None:
    """Print the program."""
    from ....codegen import compile

    lines = Lines(options.expression.strip())
    f = lines if len(lines.lines) > 1 else lines.lines[0].expression
    if not f.names:
        raise ExpressionError(f"{visible(f.text, 60)} has no names: it is no function to compile")
    source = compile(f, order=options.order).source.rstrip()
    print("\n".join([*imports(source), source]))


def imports(source: str) -> list[str]:
    """The lines that make a program run by itself."""
    words = set(re.findall(r"[A-Za-z_]\w*", source))
    called = (REGISTRY.keys() & words) - {"abs"}
    homes = {
        "math": FROM_MATH & words,
        "autograd": called & PUBLIC.keys(),
        "autograd.ops": called - PUBLIC.keys(),
    }
    lines = [
        f"from {home} import {', '.join(sorted(names))}" for home, names in homes.items() if names
    ]
    return [*lines, "", ""] if lines else []
