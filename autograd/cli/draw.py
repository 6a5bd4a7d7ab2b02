"""A picture of an expression, with the derivative on every edge.

The picture is an SVG file, which every browser shows; it has the value and the gradient of every
node too. A FILE.html steps through the computation, forward and then backward. A FILE.png or .pdf
takes Graphviz, and a FILE.dot is text for it.
"""

from __future__ import annotations

from typing import Any

from .usage import Parser, declare_expression, evaluated

EXAMPLE = 'autograd draw "(tanh(w*x + b) - t)^2" w=1.3 x=1.5 b=0.6 t=1 -o neuron.svg'


def declare(parser: Parser) -> None:
    """What the command takes."""
    declare_expression(parser)
    parser.add_argument(
        "-o", "--output", metavar="FILE", required=True, help="such as graph.svg, or graph.html"
    )


def run(options: Any) -> None:
    """Write the picture."""
    from ..drawing import draw

    _, y, _ = evaluated(options)
    y.backward()
    draw(y, path=options.output)
    print(f"wrote {options.output}")
