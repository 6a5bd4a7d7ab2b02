"""Graphs of a million nodes, with next to no stack and little memory."""

import gc
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from autograd import Value

ROOT = Path(__file__).parents[2]

PREAMBLE = """
import copy, gc, pickle, sys
from autograd import Value, gradients, sum
gc.disable()
sys.setrecursionlimit(60)
x = Value(1.0, name="x")
"""

CHAIN = """
y = x
for _ in range({n}):
    y = y + 1.0
y.backward()
assert (y.data, x.grad) == ({n} + 1.0, 1.0)
assert gradients(y, [x], record=True)[0].data == 1.0
assert len(repr(y)) < 100 and len(str(y)) < 100 and len(y.describe()) < 100
"""

SUM = """
y = sum([x * float(i % 2) for i in range({n})])
y.backward()
assert y.op.name == "sum" and len(y.args) == {n}
assert x.grad == y.data == {n} / 2
assert len(repr(y)) < 100 and len(y.describe()) < 100
"""

LADDER = """
y = x
for _ in range({n}):
    y = y * 0.5 + y * 0.5
y.backward()
assert (y.data, x.grad) == (1.0, 1.0)
"""

DEATH = """
del y
print("alive")
"""


def said(program: str) -> str:
    """What a program says on its way out, once it has let go of `y`."""
    done = subprocess.run(
        [sys.executable, "-c", PREAMBLE + program + DEATH],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("program", [CHAIN, SUM, LADDER], ids=["chain", "sum", "ladder"])
def test_a_large_graph_is_built_swept_shown_and_freed_with_next_to_no_stack(program):
    assert said(program.format(n=300_000)) == "alive\n"


@pytest.mark.full
@pytest.mark.parametrize("program", [CHAIN, SUM, LADDER], ids=["chain", "sum", "ladder"])
def test_a_graph_of_a_million_nodes(program):
    assert said(program.format(n=1_000_000)) == "alive\n"


def test_copies_and_pickles_of_a_long_chain():
    copies = (
        CHAIN.format(n=50_000)
        + "for again in (copy.deepcopy(y), pickle.loads(pickle.dumps(y))):\n"
        + "    assert again.data == y.data and again is not y\n"
        + "    again.backward()\n"
        + "assert x.grad == 1.0\n"
        + "del again\n"
    )
    assert said(copies) == "alive\n"


@pytest.fixture
def no_collector():
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def test_a_node_takes_at_most_200_bytes(no_collector):
    x, n = Value(1.5), 20_000
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        y = x
        for _ in range(n // 2):
            y = y * x + 0.25
            y = y - y * 0.5
        taken = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    print(f"\n{taken / (2 * n):.0f} bytes a node")
    assert taken / (2 * n) <= 200.0
