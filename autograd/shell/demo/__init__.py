"""`autograd demo`: the three uses of the engine on real input, in a few seconds.

It builds a published network from named values and compares every gradient with the published
digits, draws it, checks a published derivation and names its wrong factor, and trains a classifier
on images of handwritten digits. The exit status is 1 if anything disagrees.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from time import perf_counter

from .digits import train_on_digits
from .formula import check_a_derivation
from .going_on import next_commands
from .network import build_and_compare, draw_it, train_it
from .page import Page


def main(argv: Sequence[str] | None = None) -> int:
    """Run the demo and print it; 0 if everything came out as it should.

    `argv` are the arguments of the command line: `--picture FILE` says where the drawing goes.
    """
    parser = argparse.ArgumentParser(
        prog="autograd demo", description="build, look into, check and train; a few seconds"
    )
    parser.add_argument(
        "-o", "--picture", default="network.svg", metavar="FILE", help="where to draw (%(default)s)"
    )
    options = parser.parse_args(argv)
    began = perf_counter()
    page = Page()
    network, agreed = build_and_compare(page)
    draw_it(page, network, options.picture)
    results = [agreed, train_it(page), check_a_derivation(page), train_on_digits(page)]
    page.gap()
    verdict = "everything agrees" if all(results) else "something DISAGREES, see ✗ above"
    page.line(f"Done in {perf_counter() - began:.1f} s: {verdict}.")
    page.gap()
    page.line("Go on with")
    page.commands(next_commands())
    return 0 if all(results) else 1
