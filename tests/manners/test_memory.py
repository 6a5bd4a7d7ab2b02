"""Nodes die when the last reference goes, without the collector, and training does not grow."""

import gc
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress

import pytest

import autograd
from autograd import Tensor, Value, grad, hessian


@pytest.fixture
def collector_off() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def nodes_alive() -> int:
    return sum(isinstance(each, autograd.Value | Tensor) for each in gc.get_objects())


def refused(x):
    y = x * x
    x.data = x.data
    with suppress(autograd.StaleDataError):
        y.backward()


USES = {
    "forward": lambda x: (x * x + x.sin()) * 2.0,
    "backward": lambda x: (x * x + x.sin()).backward(),
    "n-ary": lambda x: autograd.sum([x, x * x]).backward(),
    "recorded gradients": lambda x: autograd.gradients(x * x * x, [x], record=True),
    "grad": lambda x: grad(lambda v: v * v)(2.0),
    "hessian": lambda x: hessian(lambda v: v[0] * v[1])([1.0, 2.0]),
    "no_grad": lambda x: autograd.no_grad()(lambda: x * x)(),
    "refused": refused,
    "tensor": lambda x: (Tensor([1.0, 2.0]) @ Tensor([3.0, 4.0])).backward(),
}


@pytest.mark.parametrize("use", USES.values(), ids=USES)
@pytest.mark.usefixtures("collector_off")
def test_every_node_is_freed_by_reference_count_alone(use):
    x = Value(2.0)
    use(x)
    before = nodes_alive()
    for _ in range(3):
        use(x)
    assert nodes_alive() == before


@pytest.mark.usefixtures("collector_off")
def test_an_error_does_not_keep_the_graph():
    x = Value(0.0)
    before = nodes_alive()
    for _ in range(3):
        with suppress(ZeroDivisionError):
            1.0 / (x * 2.0)
    assert nodes_alive() == before


def train(steps: int) -> None:
    w, b = Value(0.1), Value(0.0)
    for step in range(steps):
        x = (step % 7) / 7.0
        loss = (w * x + b - 0.5 * x).tanh() ** 2
        loss.backward()
        for p in (w, b):
            p.data -= 0.01 * p.grad
            p.zero_grad()


@pytest.mark.usefixtures("collector_off")
def test_f46_training_allocates_nothing_that_stays():
    train(200)
    tracemalloc.start()
    try:
        train(200)
        first = tracemalloc.get_traced_memory()[0]
        train(2000)
        assert tracemalloc.get_traced_memory()[0] - first < 2000
    finally:
        tracemalloc.stop()


RESIDENT = """
import gc, sys
sys.path[:0] = {path!r}
from test_memory import resident, train
gc.disable()
train(1000)
before = resident()
train({steps})
print(resident() - before)
"""


def resident() -> int:
    """The bytes this process holds in memory."""
    with open("/proc/self/statm", encoding="ascii") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="Linux tells what is resident")
@pytest.mark.parametrize("steps", [10_000, pytest.param(100_000, marks=pytest.mark.full)])
def test_f46_the_process_does_not_grow_while_training(steps):
    program = RESIDENT.format(path=[os.path.dirname(__file__), *sys.path], steps=steps)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) <= 2_000_000
