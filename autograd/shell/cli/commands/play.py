"""A live page: type an expression, move sliders, see every gradient.

The page is on this machine only, until Ctrl-C. It shows the graph with every local derivative,
steps through the chain rule, and checks derivatives of your own as you type them. Names without
a number get one, and without an expression there are examples.
"""

from __future__ import annotations

from typing import Any

from ..usage import Parser, assigned

EXAMPLE = 'autograd play "z = w*x + b; L = (tanh(z) - t)^2" w=1.3 x=1.5 b=0.6 t=1'


def declare(parser: Parser) -> None:
    """What the command takes."""
    parser.add_argument(
        "expression", metavar="EXPR", nargs="?", default="", help="or several lines"
    )
    parser.add_argument(
        "values", metavar="NAME=NUMBER", nargs="*", default=[], help="such as x=2, or y=pi/4"
    )
    parser.add_argument("--port", type=int, metavar="N", help="by default the first that is free")
    parser.add_argument("--no-browser", action="store_true", help="open no window")


def run(options: Any) -> None:
    """Say where the page is, and answer until Ctrl-C."""
    from ...serve import play

    with play(
        options.expression, port=options.port, browser=not options.no_browser,
        **assigned(options.values),
    ) as page:  # fmt: skip
        print(f"autograd play is at {page.url}\nCtrl-C ends it.", flush=True)
        page.wait()
