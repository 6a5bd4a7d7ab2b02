"""What breaks into a computation (Ctrl-C, a broken rule, no memory) leaves nothing half done."""

from __future__ import annotations

import math
import signal
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from autograd import Value, anomaly, gradients, ieee, no_grad, primitive
from autograd.errors import AnomalyError, RuleError
from autograd.modes import active, is_anomaly, is_ieee, recording

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
