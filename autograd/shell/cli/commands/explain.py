"""Where a derivative comes from: the product along every path.

Without --wrt, for each name in turn.
"""

from __future__ import annotations

from typing import Any

from ....engine.labels import visible
from ....errors import ExpressionError
from ....expression import listed, suggestion
from ....ops.axes import shape_of
from ..usage import Parser, Usage, declare_expression, evaluated

EXAMPLE = 'autograd explain "sin(x*y) + exp(x)" x=2 y=3 --wrt x'


def declare(parser: Parser) -> None:
    """What the command takes."""
    declare_expression(parser)
    parser.add_argument("--wrt", metavar="NAME", help="with respect to this name alone")


def run(options: Any) -> None:
    """Print the paths and their sum."""
    from ....drawing import explain

    f, y, leaves = evaluated(options)
    if not leaves:
        raise ExpressionError(f"{visible(f.text, 60)} has no names: there is no path to explain")
    if options.wrt is not None and options.wrt not in leaves:
        close = suggestion(options.wrt, leaves) or f": it has {listed(leaves)}"
        raise Usage(f"{visible(options.wrt)} does not occur in {visible(f.text, 60)}{close}")
    if arrays := [name for name, x in leaves.items() if shape_of(x)]:
        raise ExpressionError(
            f"explain follows numbers, and {arrays[0]} is an array: give each of its entries a "
            "name of its own, as in a*b + c*d"
        )
    chosen = [options.wrt] if options.wrt else list(leaves)
    print("\n\n".join(str(explain(y, leaves[name])) for name in chosen))
