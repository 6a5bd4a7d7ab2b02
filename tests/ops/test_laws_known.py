"""What an entry says of its function beside the derivative is true, and forgotten nowhere."""

import math
import struct

import numpy as np
import pytest

from autograd import grad, ieee
from autograd.checking import check
from autograd.checking.meaning.array_functions import ON_ARRAYS
from autograd.codegen.simplify import simplified
from autograd.codegen.trace import trace
from autograd.engine.elementwise import Elementwise
from autograd.engine.primitive import REGISTRY
from autograd.formulas.text.builtins import builtin, confused
from registry import ELEMENTWISE, NUMERIC

UNARY = {name: op for name, op in NUMERIC.items() if op.arity == 1}
BINARY = {name: op for name, op in NUMERIC.items() if op.arity == 2}
INVERTED = {name: op for name, op in UNARY.items() if op.inverse}
SIZES = [1e-9, 0.1, 0.3, 0.5, 0.77, 0.93, 1.0, 1.4, 2.0, 2.5, 3.0, 7.3, 12.0, 1e3, 1e200]


def value(op: Elementwise, *xs: float) -> float:
    with ieee():
        return float(op(*xs))


def domain(op: Elementwise) -> list[float]:
    """Points inside the domain, of either sign."""
    points = [sign * x for x in SIZES for sign in (1.0, -1.0)]
    return [x for x in points if op.domain is None or op.domain.contains(x)]


@pytest.mark.parametrize("op", INVERTED.values(), ids=INVERTED)
def test_the_inverse_of_the_value_is_the_argument(op):
    assert op.inverse is not None
    tried = 0
    for x in domain(op):
        y = value(op, x)
        near = value(op, x * (1.0 + 1e-6))
        # Where rounding y moves x by more than the tolerance, nothing can be read off y.
        if not math.isfinite(y) or abs(near - y) < 1e-12 * abs(y) or abs(y) < 1e-300:
            continue
        assert op.inverse(y) == pytest.approx(x, rel=1e-8), x
        tried += 1
    assert tried >= 4


def test_functions_whose_inverse_is_in_the_registry_say_so():
    """Of two that undo each other, each has the other."""
    for f in INVERTED.values():
        for g in UNARY.values():
            points = [x for x in domain(g) if 0.05 < abs(x) < 3.0]
            pairs = [(x, value(g, x)) for x in points]
            inside = [(x, y) for x, y in pairs if f.domain is None or f.domain.contains(y)]
            undone = all(math.isclose(value(f, y), x, rel_tol=1e-9) for x, y in inside)
            if len(inside) > 4 and len(inside) == len(points) and undone:
                assert g.inverse is not None, f"{g.name} is undone by {f.name}"


@pytest.mark.parametrize("op", UNARY.values(), ids=UNARY)
def test_a_function_is_odd_if_and_only_if_it_says_so(op):
    mirrored = [x for x in domain(op) if op.domain is None or op.domain.contains(-x)]
    pairs = [(value(op, x), value(op, -x)) for x in mirrored]
    known = [(y, mirror) for y, mirror in pairs if not (math.isnan(y) or math.isnan(mirror))]
    assert op.odd is (len(known) > 5 and all(mirror == -y for y, mirror in known))


NUMBERS = [0.0, 1.0, 0.5, 0.3, 0.7, 2.0, 3.0, 1e8, 1e300, 5e-324, 0.1, 1 / 3, math.inf, math.nan]
ROWS = np.random.default_rng(3).normal(size=(400, 2)) * 10.0 ** np.arange(-4.0, 4.0, 0.02)[:, None]
PAIRS = [(s * a, t * b) for a in NUMBERS for b in NUMBERS for s in (1, -1) for t in (1, -1)]
PAIRS += [(float(a), float(b)) for a, b in ROWS]


def bits(x: float) -> bytes:
    return b"nan" if math.isnan(x) else struct.pack("d", x)


@pytest.mark.parametrize("op", BINARY.values(), ids=BINARY)
def test_a_function_is_symmetric_if_and_only_if_it_says_so(op):
    on_floats = all(bits(value(op, a, b)) == bits(value(op, b, a)) for a, b in PAIRS)
    with ieee():
        a, b = np.array(PAIRS).T
        there, back = op(a, b), op(b, a)
    on_arrays = all(map(lambda x, y: bits(x) == bits(y), there, back))
    assert op.symmetric is (on_floats and on_arrays)


def test_only_functions_of_one_argument_are_odd_and_of_two_symmetric():
    for op in ELEMENTWISE.values():
        assert op.arity == 1 or not (op.odd or op.inverse), op.name
        assert op.arity == 2 or not op.symmetric, op.name


@pytest.mark.parametrize("name", [name for name, op in BINARY.items() if op.symmetric])
def test_compiled_code_computes_a_symmetric_function_once(name):
    op = BINARY[name]
    program = simplified(trace(lambda x, y: op(x, y) / op(y, x), (), 0).program)
    assert [step[0].name for step in program.steps] == [name, "div"]


SMOOTH = [name for name, op in UNARY.items() if op.odd and builtin(name) and op.rules != (None,)]


@pytest.mark.parametrize("name", SMOOTH)
def test_a_claim_that_an_odd_function_is_odd_is_proved(name):
    (claim,) = check(f"x in (0.1, 0.9)\ny = {name}(-x)\ny = -{name}(x)").claims
    assert claim.status == "proved"


def test_what_people_confuse_can_be_written_on_a_page():
    assert {"sin", "sigmoid", "softmax"} <= {*confused("numbers", "arrays")}
    assert {"sigmoid", "softmax", "log_softmax"} <= {*confused("arrays")}
    for name in confused("numbers", "arrays"):
        assert builtin(name) is not None or name in ON_ARRAYS
    assert {op.confused for op in REGISTRY.values()} == {"", "numbers", "arrays"}


SLOPES = [name for name, op in NUMERIC.items() if op.slope_of]


@pytest.mark.parametrize("name", SLOPES)
def test_a_slope_is_that_of_the_function_it_names(name):
    slope = NUMERIC[name]
    f = NUMERIC[slope.slope_of]
    assert builtin(f.name) is f  # so that a page can write it
    inside = [
        x for x in (-2.3, -0.4, 0.3, 0.7, 1.9) if not f.domain or f.domain.contains(x, *f.defaults)
    ]
    assert len(inside) >= 2
    for x in inside:
        assert slope(x, *f.defaults) == grad(lambda x: f(x, *f.defaults))(x)


MANY_SLOPES = [name for name, op in NUMERIC.items() if op.slopes_of]


@pytest.mark.parametrize("name", MANY_SLOPES)
def test_the_slopes_of_each_order_are_those_of_the_function_they_name(name):
    f = g = NUMERIC[NUMERIC[name].slopes_of]
    inside = [x for x in (-2.3, 0.7, 1.9) if f.domain is None or f.domain.contains(x, *f.defaults)]
    assert inside
    for order in range(3):
        assert [NUMERIC[name](float(order), x) for x in inside] == pytest.approx(
            [g(x) for x in inside], rel=1e-14
        )
        g = grad(g)
    assert builtin(f.name) is f
