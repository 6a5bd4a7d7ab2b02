"""A picture of an expression, with the derivative on every edge.

The picture is an SVG file, which every browser shows; it has the value and the gradient of every
node too. A FILE.html steps through the computation, forward and then backward. A FILE.png or .pdf
takes Graphviz, and a FILE.dot is text for it.
"""

from __future__ import annotations

from typing import Any

from ....engine.labels import LONGEST, visible
from ....expression import listed, suggestion
from ..usage import Parser, Usage, declare_expression, evaluated

EXAMPLE = 'autograd draw "(tanh(w*x + b) - t)^2" w=1.3 x=1.5 b=0.6 t=1 -o neuron.svg'


def declare(parser: Parser) -> None:
    """What the command takes."""
    declare_expression(parser)
    parser.add_argument("--parameters", metavar="NAMES", default="", help="to tint as learnt: w,b")
    parser.add_argument(
        "--depth",
        metavar="N",
        type=int,
        help="0 folds the whole expression into one card, with its derivatives",
    )
    parser.add_argument("--all", action="store_true", help="a card for every node, however many")
    parser.add_argument(
        "-o", "--output", metavar="FILE", required=True, help="such as graph.svg, or graph.html"
    )


def run(options: Any) -> None:
    """Write the picture."""
    from ....drawing import draw
    from ....drawing.build import LIMIT
    from ....engine.groups import group

    with group(visible(options.expression.strip(), LONGEST)):
        _, y, leaves = evaluated(options)
    y.backward()
    learnt = [leaves[name] for name in named(options.parameters, leaves)]
    # The group is there for --depth 0 and for its name; unasked, a long text is no single card.
    view: Any = {"depth": options.depth, "fold": options.depth is not None}
    draw(y, options.output, parameters=learnt, limit=None if options.all else LIMIT, **view)
    print(f"wrote {options.output}")


def named(text: str, leaves: dict[str, Any]) -> list[str]:
    """The names in `w,b`, each one of the expression's."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in leaves:
            close = suggestion(name, leaves) or f": it has {listed(leaves)}"
            raise Usage(f"--parameters: {visible(name)} does not occur in the expression{close}")
    return names
