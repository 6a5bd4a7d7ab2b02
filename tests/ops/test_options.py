"""Calls with options, as NumPy and torch have them: what they mean, and what is said of others."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd as ag
from autograd import Tensor, Value, check, parse
from autograd.engine.adjustable import Adjustable
from autograd.engine.primitive import PUBLIC
from autograd.errors import OperandError

inf, nan = np.inf, np.nan
ADJUSTABLE = {op.name: op for op in PUBLIC.values() if isinstance(op, Adjustable)}
T = Tensor([2.675, -1234.5, 0.25])

CALLS: dict[str, tuple[Callable[[], Any], Any]] = {
    "round(x, 2)": (lambda: ag.round(T, 2), [2.68, -1234.5, 0.25]),
    "x.round(decimals=1)": (lambda: T.round(decimals=1), [2.7, -1234.5, 0.2]),
    "np.round(x, -2)": (lambda: np.round(T, -2), [0.0, -1200.0, 0.0]),
    "np.around(x)": (lambda: np.around(T), [3.0, -1234.0, 0.0]),
    "np.nan_to_num(x, nan=, posinf=)": (
        lambda: np.nan_to_num(Tensor([nan, inf, 1.0]), nan=2.0, posinf=7.0),
        [2.0, 7.0, 1.0],
    ),
}


@pytest.mark.parametrize("call", CALLS)
def test_a_call_with_options(call):
    compute, expected = CALLS[call]
    assert compute().data.tolist() == expected


@pytest.mark.parametrize("op", ADJUSTABLE.values(), ids=ADJUSTABLE)
def test_options_given_as_they_are_anyway_change_nothing(op):
    said = {x.name: x.default for x in op.parameters() if x.default is not x.empty}
    for x in (0.3, 0.8):
        with_options = [
            op(Value(x), **said),
            op(Value(x), *said.values()),
            Value(x).__getattribute__(op.name)(**said),
        ]
        assert [y.data for y in with_options] == pytest.approx([op(x)] * 3, rel=1e-15)
        assert ag.grad(lambda x: op(x, **said))(x) == pytest.approx(ag.grad(op)(x), rel=1e-15)


@pytest.mark.parametrize("op", ADJUSTABLE.values(), ids=ADJUSTABLE)
def test_an_option_there_is_not_is_refused_with_those_there_are(op):
    wanted = f"{op.name} is called as {op.name}{op.__signature__}; got "
    too_many = [0.5] * (op.most + 1)
    for call, got in (
        (lambda: op(0.5, colour=1.0), "colour="),
        (lambda: op(), "0 arguments"),
        (lambda: op(*too_many), f"{op.most + 1} arguments"),
        (lambda: op(0.5, x=1.0), "x="),
    ):
        with pytest.raises(OperandError) as refused:
            call()
        assert str(refused.value) == wanted + got


def test_formulas_have_options_by_place():
    assert parse("round(x, 1)", x=2.66).item() == 2.7
    (claim,) = check("x in (0.1, 0.9)\ny = x + round(x, 1)\ndy/dx = 1").claims
    assert claim.status == "proved"
    claim, _ = check("y = round(x, 1, 2)\ndy/dx = 0").claims
    assert "round takes 2 arguments; got 3" in str(claim)
