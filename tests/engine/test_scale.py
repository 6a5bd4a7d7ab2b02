"""Graphs of a million nodes, with next to no stack; memory, interrupts and threads."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import tracemalloc
from pathlib import Path

import pytest

import autograd
from autograd import Value, gradients

ROOT = Path(__file__).parents[2]

PREAMBLE = """
import copy, gc, pickle, sys
from autograd import Value, gradients, sum
gc.disable()
sys.setrecursionlimit(100)
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
        + "del again\n"
    )
    assert said(copies) == "alive\n"


class Counted(Value):
    """A Value that says when it is gone."""

    __slots__ = ()
    alive = 0

    def __init__(self, data: float) -> None:
        super().__init__(data)
        Counted.alive += 1

    def __del__(self) -> None:
        Counted.alive -= 1


@pytest.fixture
def no_collector():
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def test_a_graph_is_freed_without_the_collector(no_collector):
    """Graphs hold no cycles, also after backward, recording, and errors."""
    leaves = [Counted(float(i)) for i in range(50)]
    y = autograd.sum([leaf * leaf + autograd.sin(leaf) for leaf in leaves])
    y.backward()
    (slope,) = gradients(y, leaves[:1], record=True)
    slope.backward()
    leaves[0].data = 2.0
    with pytest.raises(autograd.errors.StaleDataError):
        y.backward()
    assert Counted.alive == 50
    del leaves, y, slope
    assert Counted.alive == 0


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


def test_memory_stays_flat_over_many_steps(no_collector):
    w = Value(0.0)
    tracemalloc.start()
    try:
        for step in range(3_000):
            if step == 500:
                settled = tracemalloc.get_traced_memory()[0]
            loss = (w * 2.0 - 1.0) ** 2
            w.zero_grad()
            loss.backward()
            w.data = w.data - 0.1 * w.grad
        growth = tracemalloc.get_traced_memory()[0] - settled
    finally:
        tracemalloc.stop()
    assert growth < 5_000
    assert w.data == pytest.approx(0.5)


def test_four_threads_on_a_shared_leaf_add_up_exactly():
    shared, times = Value(3.0), 200

    def work() -> None:
        for _ in range(times):
            (shared * 2.0 + shared * shared).backward()

    threads = [threading.Thread(target=work) for _ in range(4)]
    switch = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(switch)
    assert shared.grad == 4 * times * 8.0
