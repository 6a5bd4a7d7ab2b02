"""Threads, tasks and processes: gradients add up, modes stay at home, graphs travel."""

import asyncio
import multiprocessing
import sys
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest

from autograd import Tensor, Value, ieee, no_grad
from autograd.engine.modes import is_ieee, recording

METHODS = [
    m for m in ("fork", "spawn", "forkserver") if m in multiprocessing.get_all_start_methods()
]


def in_threads(n, function):
    with ThreadPoolExecutor(n) as pool:
        return list(pool.map(function, range(n)))


@pytest.fixture(autouse=True)
def switching_often():
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


@pytest.mark.parametrize("leaf", [Value(2.0), Tensor([2.0])], ids=["F43-Value", "F43-Tensor"])
def test_four_threads_add_exactly_into_a_shared_leaf(leaf):
    leaf.zero_grad()

    def work(i):
        for _ in range(200):
            y = leaf * float(i + 1)
            (y.sum() if isinstance(y, Tensor) else y).backward()

    in_threads(4, work)
    assert leaf.grad == 200.0 * (1 + 2 + 3 + 4)


def test_threads_number_their_nodes_without_clashes():
    x = Value(1.0)

    def chain(_):
        y = x
        nodes = [y := y + 1.0 for _ in range(2000)]
        return [node.serial for node in nodes]

    serials = [serial for each in in_threads(4, chain) for serial in each]
    assert len(set(serials)) == len(serials)


@pytest.mark.parametrize("mode", [no_grad, ieee], ids=lambda mode: f"F44-{mode.__name__}")
def test_a_block_is_invisible_to_other_threads(mode):
    inside, seen = threading.Barrier(2), []

    def hold():
        with mode():
            inside.wait(10)
            inside.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    inside.wait(10)
    seen.append((recording(), is_ieee(), (Value(2.0) * 3.0).op is not None))
    inside.wait(10)
    thread.join()
    assert seen == [(True, False, True)]


def test_f44_a_block_is_invisible_to_other_tasks():
    async def main():
        inside, leave = asyncio.Event(), asyncio.Event()

        async def hold():
            with no_grad():
                inside.set()
                await leave.wait()
                return (Value(2.0) * 3.0).op

        task = asyncio.create_task(hold())
        await inside.wait()
        outside = (Value(2.0) * 3.0).op
        leave.set()
        return outside, await task

    outside, within = asyncio.run(main())
    assert outside is not None
    assert within is None


def test_f44_a_decorated_coroutine_runs_inside_the_block():
    @no_grad()
    async def frozen():
        await asyncio.sleep(0)
        return recording()

    async def main():
        return await asyncio.gather(frozen(), frozen()), recording()

    assert asyncio.run(main()) == ([False, False], True)


def slope(x: Value) -> tuple[float, float]:
    """Work for another process: a leaf or a graph goes there, plain numbers come back."""
    y = x * x
    y.backward()
    return y.data, y.partials[0]


def moved(x: Value) -> Value:
    return x * 2.0


@pytest.mark.parametrize("method", [pytest.param(m, id=f"F45-{m}") for m in METHODS])
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_values_travel_to_worker_processes(method):
    x = Value(3.0, name="x")
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        assert list(pool.map(slope, [x, Value(4.0)])) == [(9.0, 3.0), (16.0, 4.0)]
        y = pool.submit(moved, x).result()
    assert x.grad is None
    # Its serial is of this process, so it takes part in new graphs here.
    (y * x).backward()
    assert y.grad == 3.0
    assert y.args[0].name == "x"
