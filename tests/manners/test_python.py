"""What Python and its library make of a Value: the gradient is kept, or the way out is said."""

import array
import bisect
import decimal
import fractions
import heapq
import itertools
import json
import math
import random
import statistics
import struct
import time
from typing import Any

import numpy as np
import pytest

from autograd import Tensor, Value, gradients
from autograd.errors import OperandError

v = Value(3.0, name="v")
w = Value(2.0, name="w")
t = Tensor([1.0, 2.0], name="t")

# Plain numbers may come of a Value where people look at it, or where its slope is 0.
KEPT = {
    "sum": lambda: sum([v, w]),
    "prod": lambda: math.prod([v, w]),
    "median": lambda: statistics.median([w, v, Value(9.0)]),
    "quantiles": lambda: statistics.quantiles([w, v])[1],
    "max": lambda: max(v, w),
    "sorted": lambda: sorted([v, w])[1],
    "nlargest": lambda: heapq.nlargest(1, [w, v])[0],
    "accumulate": lambda: list(itertools.accumulate([w, v]))[-1],
    "divmod": lambda: divmod(v, 2)[1],
    "fraction": lambda: fractions.Fraction(1, 2) * v,
    "uniform": lambda: random.uniform(1, v),
    "gauss": lambda: random.gauss(0, v),
    "numpy scalar": lambda: np.float64(2.0) * v,
    "mean of a list": lambda: np.mean([v, w]),
    "sum of a list": lambda: np.sum([v, w]),
    "polyval": lambda: np.polyval([1.0, 2.0], v),
    "round": lambda: np.round(v, 2) + v,
}
REFUSED = {
    "statistics.mean": (lambda: statistics.mean([v, w]), r"autograd\.mean\(xs\)"),
    "statistics.fmean": (lambda: statistics.fmean([v, w]), r"autograd\.mean\(xs\)"),
    "statistics.stdev": (lambda: statistics.stdev([v, w]), r"autograd\.std\(xs\)"),
    "statistics.pvariance": (lambda: statistics.pvariance([v, w]), r"autograd\.var\(xs\)"),
    "percent f": (lambda: "%.2f" % v, r'f"\{v:\.2f\}"'),  # noqa: UP031
    "percent e of several": (lambda: "%d: %e" % (1, v), r'"%\.2f" % v\.data'),  # noqa: UP031
    "percent of bytes": (lambda: b"%f" % v, "float"),
    "percent d": (lambda: "%d" % v, "number"),  # noqa: UP031  # Python's own sentence
    "repeated bytes": (lambda: b"a" * v, r"int\(v\.data\) for an index or a count"),
    "bytes on the right": (lambda: v * b"a", r"int\(v\.data\)"),
    "repeated text": (lambda: "a" * v, r"int\(x\.data\) to repeat it"),
    "range": (lambda: range(v), r"int\(v\.data\)"),
    "slice": (lambda: [1, 2][:v], r"int\(v\.data\)"),
    "chr": (lambda: chr(v), r"int\(v\.data\)"),
    "int": (lambda: int(v), r"int\(v\.data\)"),
    "float": (lambda: float(v), r"v\.data"),
    "complex": (lambda: complex(v), r"v\.data"),
    "imaginary": (lambda: complex(1.0, v), r"v\.data"),
    "sin": (lambda: math.sin(v), r"autograd\.sin\(x\)"),
    "factorial": (lambda: math.factorial(v), r"v\.data"),
    "np.float64": (lambda: np.float64(v), r"v\.data"),
    "np.int64": (lambda: np.int64(v), r"v\.data"),
    "array of floats": (lambda: np.array([v], float), r"v\.data"),
    "element of floats": (lambda: np.zeros(2).__setitem__(0, v), r"v\.data"),
    "typed array": (lambda: array.array("d", [v]), r"v\.data"),
    "sleep": (lambda: time.sleep(v), r"v\.data for the number"),
    "randrange": (lambda: random.randrange(v), r"int\(v\.data\)"),
    "Decimal": (lambda: decimal.Decimal(v), "Value"),
    "Fraction": (lambda: fractions.Fraction(v), "Rational|float"),
    "json": (lambda: json.dumps([v]), "Value"),
    "Tensor float": (lambda: float(t), r"t\.data gives the array"),
    "Tensor statistics": (lambda: statistics.fmean(t), r"t\.data|no plain array"),
    "Tensor index": (lambda: np.arange(3)[t], r"t\.data"),
}


@pytest.mark.parametrize("call", KEPT.values(), ids=KEPT)
def test_what_gives_a_number_keeps_its_gradient(call):
    y = call()
    assert isinstance(y, Value)
    assert gradients(y, [v], allow_unused=True) != [0.0]


@pytest.mark.parametrize(("call", "advice"), REFUSED.values(), ids=REFUSED)
def test_what_would_lose_the_gradient_is_refused_with_advice_that_fits(call, advice):
    with pytest.raises(TypeError, match=advice):
        call()


def test_struct_refuses_in_words_of_its_own():
    with pytest.raises(struct.error):
        struct.pack("d", v)


def test_what_people_look_at_is_formatted():
    assert f"{v:.2f} {v:8.3g}|" == "3.00        3|"
    assert "{:.1f} {!r}".format(v, v) == "3.0 Value(3.0, name='v')"  # noqa: UP032
    assert (round(v, 1), math.floor(v), math.ceil(v), math.trunc(v)) == (3.0, 3, 3, 3)
    assert bisect.bisect([1.0, 5.0], v) == 1


class Series:
    """A stand-in for pandas' arrays, which leave an operation to a class of higher priority."""

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        return np.array([1.0, 2.0])

    def _left_to_us(self, other: Any) -> Any:
        assert other.__pandas_priority__ > 4000
        return NotImplemented

    __mul__ = __add__ = __sub__ = __truediv__ = __pow__ = __matmul__ = _left_to_us


@pytest.mark.parametrize(
    "call",
    [
        lambda s: t * s,
        lambda s: s * t,
        lambda s: t - s,
        lambda s: s**t,
        lambda s: t @ s,
        lambda s: s @ t,
        lambda s: np.add(t, s),
    ],
)
def test_an_array_of_another_library_is_named_and_the_gradient_kept(call):
    with pytest.raises(OperandError, match=r"write numpy\.asarray\(…\) around the Series to keep"):
        call(Series())
    assert (t * np.asarray(Series())).data.tolist() == [1.0, 4.0]
