"""What the software does, in a minute: build, look into, check, train."""

from __future__ import annotations

from typing import Any

from ..usage import Parser

EXAMPLE = "autograd demo"


def declare(parser: Parser) -> None:
    """What the command takes."""
    parser.add_argument(
        "-o", "--picture", metavar="FILE", default="network.svg", help="where to draw (%(default)s)"
    )


def run(options: Any) -> int:
    """Run the demonstration."""
    from ...demo import main

    return main(["--picture", options.picture])
