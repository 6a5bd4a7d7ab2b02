"""Our layout beside Graphviz's: crossing arrows, counted on the curves that are drawn."""

import shutil

import pytest

from autograd.drawing import graph_of
from benchmarks.crossings import SIX, ours_and_dots


@pytest.mark.skipif(shutil.which("dot") is None, reason="needs Graphviz's program dot")
def test_crossings_are_as_few_as_those_of_dot() -> None:
    counts = [ours_and_dots(graph_of(make(), limit=None)) for make in SIX.values()]
    ours, dots = (sum(column) for column in zip(*counts, strict=True))
    assert ours <= 1.15 * dots, counts
