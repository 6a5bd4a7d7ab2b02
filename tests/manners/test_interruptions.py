"""What breaks into a computation (Ctrl-C, a broken rule, no memory) leaves nothing half done."""

import asyncio
import math
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, suppress
from contextvars import copy_context
from itertools import count
from pathlib import Path

import pytest

from autograd import Value, anomaly, gradients, ieee, maximum, no_grad, primitive
from autograd.engine.backward import _accumulating
from autograd.engine.modes import active, is_anomaly, is_ieee, recording
from autograd.errors import AnomalyError, RuleError

ROOT = Path(__file__).resolve().parents[2]


def raising(error: BaseException):
    """An operation whose derivative raises `error` when it is asked for."""

    def rule(x, y):
        raise error

    def fragile(x):
        return x

    return primitive(rule)(fragile)


FAULTS = {
    "F39-KeyboardInterrupt": (KeyboardInterrupt(), KeyboardInterrupt),
    "F40-ValueError": (ValueError("no"), RuleError),
    "F40-ZeroDivisionError": (ZeroDivisionError("no"), RuleError),
    "F40-KeyError": (KeyError("no"), RuleError),
    "F40-AttributeError": (AttributeError("no"), RuleError),
    "F42-MemoryError": (MemoryError(), MemoryError),
}


@pytest.mark.parametrize(("fault", "seen"), FAULTS.values(), ids=FAULTS)
def test_a_fault_in_a_rule_leaves_all_gradients_as_they_were(fault, seen):
    x, w = Value(2.0, name="x", grad=7.0), Value(3.0, name="w")
    y = raising(fault)(x) * w + x * w
    with pytest.raises(seen) as caught:
        y.backward()
    with pytest.raises(seen):
        gradients(maximum(y, 0.0), [x], record=True)
    assert (x.grad, w.grad, y.grad) == (7.0, None, None)
    if seen is RuleError:
        assert "fragile(x)" in str(caught.value)
        assert caught.value.__cause__ is fault
    (x * w).backward()
    assert (x.grad, w.grad) == (10.0, 2.0)


# In a process of its own: an interrupt may land in the tracer that measures coverage, too.
INTERRUPTED = """
import signal

import autograd
from autograd import Value

xs = [Value(1.0) for _ in range({leaves})]
y = autograd.sum([x * x for x in xs])
signal.signal(signal.SIGALRM, signal.default_int_handler)
interrupted = 0
for delay in range(1, {rounds}):
    before = xs[0].grad or 0.0
    try:
        signal.setitimer(signal.ITIMER_REAL, delay * {step})
        y.backward()
        signal.setitimer(signal.ITIMER_REAL, 0)
    except KeyboardInterrupt:
        interrupted += 1
    grads = {{x.grad or 0.0 for x in xs}}
    assert grads in ({{before}}, {{before + 2.0}}), grads
for x in xs:
    x.zero_grad()
y.backward()
assert {{x.grad for x in xs}} == {{2.0}}
print(interrupted)
"""


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no interval timers")
@pytest.mark.parametrize(("leaves", "rounds", "step"), [(300, 120, 1e-5), (20_000, 40, 5e-4)])
def test_f39_interrupts_at_any_moment_change_all_gradients_or_none(leaves, rounds, step):
    program = INTERRUPTED.format(leaves=leaves, rounds=rounds, step=step)
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) > 0


# A signal that comes again and again, and every interrupt kept with its frames, as notebooks do.
STORM = """
import random
import signal

from autograd import anomaly, grad, ieee, no_grad
from autograd.engine.modes import is_anomaly, is_ieee, recording

signal.signal(signal.SIGALRM, signal.default_int_handler)
random.seed(1)
kept = []

def blocks():
    with no_grad(), ieee():
        with anomaly():
            pass
    grad(abs)(1.0)

for _ in range({rounds}):
    try:
        signal.setitimer(signal.ITIMER_REAL, random.uniform(1e-6, 2e-4))
        for _ in range(10_000):
            blocks()
    except KeyboardInterrupt as interrupt:
        kept.append(interrupt)
    assert recording() and not is_ieee() and not is_anomaly(), len(kept)
    assert type(grad(abs)(1.0)) is float
print(len(kept))
"""


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no interval timers")
@pytest.mark.parametrize("rounds", [400, pytest.param(4000, marks=pytest.mark.full)])
def test_f44_interrupts_at_any_moment_leave_every_mode_as_it_was(rounds):
    run = subprocess.run(
        [sys.executable, "-c", STORM.format(rounds=rounds)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) == rounds
    assert not run.stderr


def test_f42_no_memory_while_building():
    steps = count()

    def hungry(x):
        if next(steps) == 1:
            raise MemoryError
        return x

    op = primitive(lambda x, y: 1.0)(hungry)
    x = Value(2.0)
    first = op(x)
    with pytest.raises(MemoryError):
        op(x)
    op(first).backward()
    assert x.grad == 1.0


MODES = {
    "no_grad": (no_grad, lambda: not recording()),
    "ieee": (ieee, is_ieee),
    "anomaly": (anomaly, is_anomaly),
}


@pytest.mark.parametrize(("mode", "is_on"), MODES.values(), ids=[f"F44-{name}" for name in MODES])
class TestModes:
    def test_restored_however_the_block_is_left(self, mode, is_on):
        for error in (ValueError, KeyboardInterrupt, GeneratorExit):
            with pytest.raises(error), mode():
                raise error if is_on() else AssertionError
            assert not is_on()
        assert not active

    def test_nests_and_re_enters(self, mode, is_on):
        block = mode()
        with block:
            with block, mode():
                assert is_on()
            assert is_on()
        assert not is_on()

    def test_is_a_decorator(self, mode, is_on):
        @mode()
        def depth(n):
            assert is_on()
            return n if n == 0 else 1 + depth(n - 1)

        assert depth(3) == 3
        assert depth.__name__ == "depth"
        assert not is_on()

    def test_cannot_wrap_a_generator(self, mode, is_on):
        with pytest.raises(TypeError, match="open the block inside it"):

            @mode()
            def stream():
                yield is_on()

        with pytest.raises(TypeError, match="open the block inside it"):

            @mode()
            async def streams():
                yield is_on()

        with pytest.raises(TypeError, match="open the block in the methods of a class"):
            mode()(int)

    def test_is_entered_through_an_exit_stack(self, mode, is_on):
        block = mode()
        with ExitStack() as stack:
            stack.enter_context(block)
            with block:
                assert is_on()
            stack.enter_context(block)
            assert is_on()
        assert not is_on()
        assert not active

    def test_a_block_that_was_made_and_not_entered_is_off(self, mode, is_on):
        block = mode()
        assert not is_on()
        enter, leave = block.__enter__, block.__exit__
        assert not is_on()
        enter()
        assert is_on()
        leave(None, None, None)
        assert not is_on()

    def test_a_generator_may_be_closed_in_another_context(self, mode, is_on):
        def inside():
            with mode():
                yield is_on()

        stream = inside()
        assert next(stream)
        copy_context().run(stream.close)
        assert not is_on()

    def test_generators_may_end_in_any_order(self, mode, is_on):
        def inside():
            with mode():
                yield

        first, second = inside(), inside()
        next(first), next(second)
        first.close()
        assert is_on()
        second.close()
        assert not is_on()
        assert not active

    def test_an_async_generator_left_inside_its_block_ends_it(self, mode, is_on):
        async def inside():
            with mode():
                yield is_on()
                yield is_on()

        async def main():
            async for on in inside():
                assert on
                break
            for _ in range(3):  # the loop closes the generator in a task of its own
                await asyncio.sleep(0)
            return is_on()

        assert asyncio.run(main()) is False
        assert not is_on()

    def test_a_task_that_outlives_the_block_that_started_it(self, mode, is_on):
        async def late(go):
            before = is_on()
            await go.wait()
            return before, is_on()

        async def main():
            go = asyncio.Event()
            with mode():
                task = asyncio.create_task(late(go))
                await asyncio.sleep(0)
            go.set()
            return await task

        assert asyncio.run(main()) == (True, False)

    def test_one_block_serves_several_threads(self, mode, is_on):
        block, inside, seen = mode(), threading.Barrier(2), []

        def work():
            with block:
                inside.wait(10)
                seen.append(is_on())
                inside.wait(10)
            seen.append(is_on())

        threads = [threading.Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(seen) == [False, False, True, True]
        assert not active

    def test_keeps_what_the_function_returns_and_raises(self, mode, is_on):
        with pytest.raises(ZeroDivisionError):
            mode()(lambda: 1 / 0)()
        assert not is_on()


def test_no_grad_inside_anomaly_inside_ieee():
    x = Value(0.0, name="x")
    with ieee(), anomaly():
        with no_grad(), pytest.raises(AnomalyError):
            1.0 / x
        with pytest.raises(AnomalyError, match="inf was born in 1 / x"):
            1.0 / x
    with ieee():
        assert (1.0 / x).data == math.inf


def test_grad_works_inside_no_grad_blocks_of_the_caller():
    with no_grad():
        x = Value(2.0)
        y = x * x
    assert y.op is None
    assert gradients(y, [x], allow_unused=True) == [0.0]


@pytest.mark.board  # where coverage counts lines it takes a lock of its own, which no fork respects
@pytest.mark.skipif(not hasattr(os, "register_at_fork"), reason="this system cannot fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_f45_a_fork_waits_for_the_thread_that_accumulates():
    held, found = threading.Event(), []

    def hold():
        with suppress(RuntimeError), _accumulating:
            held.set()
            time.sleep(0.05)
            found.append(_accumulating.locked())

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait()
    if not (child := os.fork()):
        os._exit(_accumulating.locked())
    assert os.waitpid(child, 0)[1] == 0
    thread.join()
    assert found == [True]
    assert not _accumulating.locked()
