"""What a wrong use is answered with: the rows of `data/sentences.txt`, and what errors are."""

import math
import statistics
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import Value, primitive
from autograd.errors import (
    AutogradError,
    DivisionError,
    DomainError,
    GraphError,
    OperandError,
    RangeError,
    RuleError,
    ShapeError,
    StaleDataError,
    UnreachableError,
)
from sentences import answer, rows

x = Value(3.0, name="x")
floats = np.zeros(3)


def stale() -> None:
    a = Value(1.0, name="a")
    y = a * a
    a.data = 2.0
    y.backward()


def cycle() -> None:
    a = Value(1.0, name="a")
    b = a * 2.0
    b.name = "b"
    c = b + 1.0
    b._left = c
    c.backward()


def cube(x: float) -> float:
    return x * x * x


def nothing(x: float) -> Any:
    return None


def broken_rule(d: Any) -> Value:
    primitive(lambda x, y: d, name="broken")(cube)(x).backward()
    return x


OURS = [stale, cycle, cube, nothing, broken_rule, math, statistics, Decimal]
NAMES: dict[str, Any] = {
    **{name: getattr(autograd, name) for name in autograd.__all__},
    **{each.__name__: each for each in OURS},
    "autograd": autograd,
    "np": np,
    "x": x,
    "floats": floats,
}


@pytest.mark.parametrize(("call", "error", "sentence"), rows("sentences.txt"))
def test_the_sentence(call: str, error: str, sentence: str) -> None:
    assert answer(call, NAMES) == (error, sentence)
    x.grad = None


BUILT_IN = {
    DomainError: ValueError,
    DivisionError: ZeroDivisionError,
    RangeError: OverflowError,
    OperandError: TypeError,
    ShapeError: ValueError,
    GraphError: RuntimeError,
    StaleDataError: RuntimeError,
    UnreachableError: RuntimeError,
    RuleError: TypeError,
}


@pytest.mark.parametrize("error", BUILT_IN, ids=lambda e: e.__name__)
def test_every_error_is_the_built_in_that_fits(error: type[AutogradError]) -> None:
    assert issubclass(error, (AutogradError, BUILT_IN[error]))
    assert issubclass(error, BUILT_IN[error])


def test_a_name_cannot_break_the_sentence() -> None:
    loud = Value(-1.0, name="a\n\x1b[2J" + "b" * 1000)
    with pytest.raises(DomainError) as caught:
        autograd.log(loud)
    sentence = str(caught.value)
    assert sentence.isprintable()
    assert len(sentence) < 120
