"""What a wrong use is answered with: bad input on the left, the exact sentence on the right.

A sentence says what was wanted, what came, where it came from, and what to do.
"""

import math
import statistics
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np
import pytest

import autograd
from autograd import Tensor, Value, primitive, variables
from autograd import math as recorded
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

x = Value(3.0, name="x")
floats = np.zeros(3)
NO_FLOAT = (
    "a Value is no float: write autograd.sin(x) instead of math.sin(x) to keep the gradient, or "
    "x.data (or .item()) for the number"
)
NO_INTEGER = (
    "a Value is no integer: write int(x.data) for an index or a count, x.data for the number"
)
NO_STATISTICS = (
    "a Value is no float: write autograd.mean(xs), autograd.var(xs) or autograd.std(xs) instead of "
    "statistics' to keep the gradient, or take [x.data for x in xs] for the numbers"
)
NO_FORMAT = 'a Value is no float: write f"{x:.2f}" instead of "%.2f" % x, or "%.2f" % x.data'
A_SEQUENCE = "use Tensor(xs) for an array, or a comprehension for one operation per element"
TOO_BIG = "an integer of 401 digits is no float"


class Case(NamedTuple):
    call: Callable[[], Any]
    error: type[AutogradError]
    sentence: str


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


CASES: dict[str, Case] = {
    # What may become a Value
    "F01-text": Case(
        lambda: Value("1.5"),
        OperandError,
        "wanted a real number; got the text '1.5': write float(...) around it if it holds a number",
    ),
    "F02-None": Case(lambda: Value(None), OperandError, "wanted a real number; got None"),
    "F03-list": Case(
        lambda: Value([1, 2]),
        OperandError,
        "wanted a real number; got a list: use [Value(x) for x in xs] for one Value each, or "
        "Tensor(xs) for an array",
    ),
    "F04-array": Case(
        lambda: Value(np.array([1.0, 2.0])),
        OperandError,
        "wanted a real number; got a ndarray: use [Value(x) for x in xs] for one Value each, or "
        "Tensor(xs) for an array",
    ),
    "F06-complex": Case(
        lambda: Value(1 + 2j),
        OperandError,
        "wanted a real number; got the complex (1+2j): real numbers only",
    ),
    "F06-complex-operand": Case(
        lambda: 1j * x, OperandError, "wanted a real number; got the complex 1j: real numbers only"
    ),
    "F06-Decimal": Case(
        lambda: Value(Decimal(1)), OperandError, "wanted a real number; got a Decimal"
    ),
    "F07-huge-integer": Case(lambda: Value(10**400), RangeError, TOO_BIG),
    "F07-huge-integer-operand": Case(lambda: x + 10**400, RangeError, TOO_BIG),
    "F08-Value": Case(
        lambda: Value(x),
        OperandError,
        "wanted a real number; got a Value; use x.data for its number",
    ),
    "name-not-text": Case(
        lambda: Value(1.0, name=3), OperandError, "a name is a text; got the int 3"
    ),
    "variables-count": Case(
        lambda: variables("x y", 1), OperandError, "2 names ('x y') came with 1 numbers"
    ),
    "variables of a number": Case(
        lambda: variables(5),
        OperandError,
        "variables takes names in one text, as variables('x y', 2, 3); got 5",
    ),
    "variables of a list": Case(
        lambda: variables(["x", "y"]),
        OperandError,
        "variables takes names in one text, as variables('x y', 2, 3); got ['x', 'y']",
    ),
    "a weight that is a text": Case(
        lambda: Tensor([1.0]).backward("a"),
        OperandError,
        "Tensor() wants real numbers; got <U1 elements",
    ),
    "a caret between numbers": Case(
        lambda: x ^ 2, OperandError, "^ is no power in Python: write ** instead"
    ),
    "a caret after a number": Case(
        lambda: 2 ^ x, OperandError, "^ is no power in Python: write ** instead"
    ),
    "a caret between arrays": Case(
        lambda: Tensor([1.0]) ^ 2, OperandError, "^ is no power in Python: write ** instead"
    ),
    # Where a Value is no float
    "F10-list-operand": Case(
        lambda: x * [1], OperandError, f"x * y takes numbers; got a Value and a list: {A_SEQUENCE}"
    ),
    "F10-text-operand": Case(
        lambda: "a" * x,
        OperandError,
        "x * y takes numbers; got a Value and a str: use float(text) for the number in a text, or "
        "int(x.data) to repeat it",
    ),
    "F11-math.sin": Case(lambda: math.sin(x), OperandError, NO_FLOAT),
    "F11-math.hypot": Case(lambda: math.hypot(x, 1.0), OperandError, NO_FLOAT),
    "F12-float": Case(lambda: float(x), OperandError, NO_FLOAT),
    "F12-complex": Case(lambda: complex(x), OperandError, NO_FLOAT),
    "F13-percent-f": Case(lambda: "%f" % x, OperandError, NO_FORMAT),  # noqa: UP031
    "F14-float-array": Case(lambda: floats.__setitem__(0, x), OperandError, NO_FLOAT),
    "F15-np.array": Case(lambda: np.array([x], float), OperandError, NO_FLOAT),
    "F15-astype": Case(lambda: np.array([x]).astype(float), OperandError, NO_FLOAT),
    "F16-math.isclose": Case(lambda: math.isclose(x, 1), OperandError, NO_FLOAT),
    "F16-math.fsum": Case(lambda: math.fsum([x]), OperandError, NO_FLOAT),
    "F16-fmean": Case(lambda: statistics.fmean([x]), OperandError, NO_STATISTICS),
    "F16-statistics.mean": Case(lambda: statistics.mean([x]), OperandError, NO_STATISTICS),
    "F16-np.random": Case(lambda: np.random.default_rng(0).normal(x), OperandError, NO_FLOAT),
    "F17-index": Case(lambda: [1, 2, 3, 4][x], OperandError, NO_INTEGER),
    "F17-range": Case(lambda: range(x), OperandError, NO_INTEGER),
    "F17-int": Case(lambda: int(x), OperandError, NO_INTEGER),
    "F17-hex": Case(lambda: hex(x), OperandError, NO_INTEGER),
    # Domains
    "F18-division": Case(
        lambda: x / 0, DivisionError, "x / y is defined for y != 0; got 3 / 0, from x"
    ),
    "F18-reflected-division": Case(
        lambda: 1 / (x - 3), DivisionError, "x / y is defined for y != 0; got 1 / 0, from x - 3"
    ),
    "F18-power": Case(
        lambda: (x - 3) ** -1,
        DivisionError,
        "x ** y is defined for x > 0, x = 0 with y >= 0, or x < 0 with y an integer; "
        "got 0 ** -1, from x - 3",
    ),
    "F18-mod": Case(lambda: x % 0, DivisionError, "x % y is defined for y != 0; got 3 % 0, from x"),
    "F18-floor": Case(
        lambda: x // 0, DivisionError, "x // y is defined for y != 0; got 3 // 0, from x"
    ),
    "F19-log-0": Case(
        lambda: autograd.log(x - 3), DomainError, "log is defined for x > 0; got 0, from x - 3"
    ),
    "F19-log-negative": Case(
        lambda: autograd.log(x - 4), DomainError, "log is defined for x > 0; got -1, from x - 4"
    ),
    "F19-sqrt": Case(
        lambda: autograd.sqrt(-1.0), DomainError, "sqrt is defined for x >= 0; got -1"
    ),
    "F19-asin": Case(
        lambda: x.asin(), DomainError, "asin is defined for -1 <= x <= 1; got 3, from x"
    ),
    "F20-exp": Case(
        lambda: autograd.exp(Value(1000.0)), RangeError, "exp(1000) is too large for a float"
    ),
    "F20-power": Case(
        lambda: 10.0 ** Value(400.0), RangeError, "10 ** 400 is too large for a float"
    ),
    "F22-root": Case(
        lambda: Value(-8.0) ** (1 / 3),
        DomainError,
        "x ** y is defined for x > 0, x = 0 with y >= 0, or x < 0 with y an integer; "
        "got -8 ** 0.333333",
    ),
    "mean-of-nothing": Case(
        lambda: autograd.mean([]), DomainError, "mean takes at least one number; got none"
    ),
    "max-of-nothing": Case(
        lambda: autograd.max([]), DomainError, "max takes at least one number; got none"
    ),
    # Calls
    "too-few-arguments": Case(
        lambda: autograd.maximum(x), OperandError, "maximum takes two arguments; got 1"
    ),
    "no-sequence": Case(
        lambda: autograd.sum(x), OperandError, "sum takes one sequence of numbers: sum([x, y, …])"
    ),
    "unequal-lengths": Case(
        lambda: autograd.dot([x], [x, x]),
        OperandError,
        "dot takes sequences of equal length; got 1 and 2",
    ),
    "function-of-text": Case(
        lambda: autograd.sin("a"), OperandError, "sin takes numbers, arrays or nodes; got a str"
    ),
    "numpy-without-rule": Case(
        lambda: np.nextafter(x, 1.0),
        OperandError,
        "np.nextafter has no derivative here: build it from the primitives that `autograd ops` "
        "lists, or call np.nextafter on .data to leave the graph",
    ),
    "numpy-in-place": Case(
        lambda: np.add(x, 1.0, out=floats),
        OperandError,
        "np.add(…, out=…) would lose the gradient: write y = a + b instead of an operation in "
        "place, and .data for plain arrays",
    ),
    "numpy-sum-of-one": Case(
        lambda: np.sum(x),
        OperandError,
        "np.add.reduce, which np.sum calls, takes arrays of plain numbers: write "
        "autograd.sum([x, y, …])",
    ),
    "math-of-integers": Case(
        lambda: recorded.gcd(x, 3),
        OperandError,
        "gcd has no derivative: it is defined for integers only; call math.gcd on .data",
    ),
    # Graphs
    "F32-not-in-the-graph": Case(
        lambda: autograd.gradients(x * 2, [Value(1.0, name="w")]),
        UnreachableError,
        "x * 2 was not computed from w, so no path of derivatives leads there; pass "
        "allow_unused=True to get 0",
    ),
    "F33-cycle": Case(
        cycle,
        GraphError,
        "b uses b + 1, which is newer than itself: a cycle; args are set by operations and must "
        "not be edited",
    ),
    "F34-interior-data": Case(
        lambda: setattr(x * 1, "data", 3.0),
        GraphError,
        "the data of x * 1 is computed from its args; assign to a leaf instead, or make one with "
        ".detach()",
    ),
    "F35-stale": Case(
        stale,
        StaleDataError,
        "the data of a changed after a * a was computed from it; run the forward pass again "
        "before calling backward",
    ),
    # Operations of one's own
    "F40-forward-None": Case(
        lambda: primitive(None)(nothing)(x),
        RuleError,
        "nothing(3.0) returned None: a primitive takes floats and returns a float",
    ),
    "F41-rule-None": Case(
        lambda: broken_rule(None),
        RuleError,
        "rule 1 of broken(3.0) returned None: a rule returns one number, the derivative with "
        "respect to its argument",
    ),
    "F41-rule-nan": Case(
        lambda: broken_rule(math.nan), RuleError, "rule 1 of broken(3.0) returned nan"
    ),
    "F41-rule-two": Case(
        lambda: broken_rule((1.0, 2.0)),
        RuleError,
        "rule 1 of broken(3.0) returned the tuple (1.0, 2.0): a rule returns one number, the "
        "derivative with respect to its argument",
    ),
    "F41-rules-count": Case(
        lambda: primitive(None, None)(cube),
        RuleError,
        "cube(x) wants one rule per argument, 1 in all; got 2: @primitive(rule, …), None where no "
        "path leads",
    ),
    "F41-rule-arity": Case(
        lambda: primitive(lambda x: 1.0)(cube),
        RuleError,
        "rule 1 of cube must take the arguments and the result: lambda x, result: …",
    ),
    "name-taken": Case(
        lambda: primitive(None, name="sin")(cube),
        OperandError,
        "sin is built in: give the operation another name",
    ),
    "no-rules": Case(
        lambda: primitive(cube)(3.0),
        RuleError,
        "primitive wants its rules before the function: @primitive(lambda x, y: …)",
    ),
    # Tensors
    "tensor-text": Case(
        lambda: Tensor("a"), OperandError, "Tensor() wants real numbers; got <U1 elements"
    ),
    "tensor-of-values": Case(
        lambda: Tensor([x]),
        OperandError,
        "Tensor() wants real numbers; got object elements; use autograd.stack to join Values",
    ),
    "tensor-shapes": Case(
        lambda: Tensor([1.0, 2.0]) + Tensor([1.0, 2.0, 3.0]),
        ShapeError,
        "add cannot broadcast shapes (2,) and (3,) together",
    ),
    "tensor-list": Case(
        lambda: Tensor([1.0]) + [1.0],
        OperandError,
        f"x + y takes numbers; got a Tensor and a list: {A_SEQUENCE}",
    ),
    "tensor-truth": Case(
        lambda: bool(Tensor([1.0, 2.0])),
        ShapeError,
        "a Tensor of shape (2,) is neither true nor false: compare its data, and ask (…).any() or "
        "(…).all() of the result",
    ),
    "tensor-float": Case(
        lambda: float(Tensor([1.0])),
        OperandError,
        "a Tensor is no plain array or number: t.data gives the array without its gradient, "
        ".item() the number in a Tensor of one element",
    ),
    "tensor-item": Case(
        lambda: Tensor([1.0, 2.0]).item(), ShapeError, "item() wants one element; got shape (2,)"
    ),
    "tensor-backward": Case(
        lambda: Tensor([1.0, 2.0], name="t").backward(),
        ShapeError,
        "backward from t with shape (2,) needs one weight for each element: reduce it with .sum() "
        "or .mean(), or pass gradient=…",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_sentence(case: Case) -> None:
    with pytest.raises(AutogradError) as caught:
        case.call()
    assert type(caught.value) is case.error
    assert str(caught.value) == case.sentence
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
