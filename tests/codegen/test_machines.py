"""Every operation on every machine: what eager code gives, to 4 ulp, and its NaN and infinities."""

import math
import random
from importlib.util import find_spec

import pytest

import autograd
from autograd import cos, sin
from autograd.codegen.processor import PARTS
from autograd.engine.elementwise import Elementwise
from autograd.engine.nary import Nary
from autograd.engine.primitive import REGISTRY
from autograd.errors import OperandError
from autograd.kernels import fast, fast_angles, floats
from machines import MACHINES, ulps, wanted
from registry import ONLY_PYTHON

LIMIT = 4.0
SPECIAL = [
    0.0, -0.0, 1.0, -1.0, 0.5, 2.0, -3.0, 5e-324, -1e-310, 1e-160, 1e160, -1e308, 710.0, -745.5,
    math.inf, -math.inf, math.nan,
]  # fmt: skip
# Differences of products that cancel: a unit in the last place of a factor counts for more.
LOOSE = {"gelu_tanh_prime": 16.0, "mish_prime": 16.0, "silu_prime": 16.0, "gelu_prime": 16.0}
# Other libraries have functions of their own, flush what is below the normal range to 0, and decide
# themselves at the edges: they are held to ordinary numbers.
LIBRARIES = {"jax": 1e-12, "torch": 1e-12}


def unique(kind):
    return [op for name, op in REGISTRY.items() if isinstance(op, kind) and op.name == name]


ONE, TWO, THREE = (
    [op for op in unique(Elementwise) if op.arity == k and op.name != "where"] for k in (1, 2, 3)
)
NARY = [op for op in unique(Nary) if op.columns == 1]


def points(arity: int) -> list[list[float]]:
    draw = random.Random(arity)
    ordinary = [[draw.uniform(-4.0, 4.0) for _ in range(arity)] for _ in range(60)]
    if arity == 1:
        return [[x] for x in SPECIAL] + ordinary
    return [[draw.choice(SPECIAL) for _ in range(arity)] for _ in range(80)] + ordinary


def of_list(op):
    return (lambda xs: op([1.0, *xs])) if op.name.endswith("_at") else op


GROUPS = {
    "one": (ONE, 1, lambda op, xs: op(*xs)),
    "two": (TWO, 2, lambda op, xs: op(*xs)),
    "three": (THREE, 3, lambda op, xs: op(*xs)),
    "many": (NARY, 4, lambda op, xs: of_list(op)(list(xs))),
}


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("machine", MACHINES)
def test_operations_on_a_machine(machine, group, tmp_path):
    every, arity, call = GROUPS[group]
    ops = [op for op in every if op.name not in ONLY_PYTHON]
    table = [p for p in points(arity) if machine not in LIBRARIES or not set(p) & set(SPECIAL)]
    got = MACHINES[machine](lambda *xs: [call(op, xs) for op in ops], table, tmp_path)
    eager = autograd.compile(lambda *xs: [call(op, xs) for op in ops], *table[0])
    for point, row in zip(table, got, strict=True):
        for op, y, truth in zip(ops, row, eager(*point), strict=True):
            error = ulps(y, truth)
            if machine in LIBRARIES and abs(y - truth) <= LIBRARIES[machine] * abs(truth):
                continue
            assert error <= LOOSE.get(op.name, LIMIT), (
                f"{op.name}{tuple(point)}: {y!r}, not {truth!r}: {error:g} ulp"
            )


@pytest.mark.parametrize("machine", ["c", "js", "native", "jax", "torch"])
def test_what_a_machine_lacks_is_refused_by_name(machine):
    for name in ONLY_PYTHON:
        op = REGISTRY[name]
        compiled = autograd.compile(lambda *xs, op=op: op(*xs), *[1.0] * op.arity, target=machine)
        with pytest.raises(OperandError, match=f"{name} cannot be compiled to {machine}"):
            assert not compiled.source


class Processor:
    """The backend on which recipes of fast functions run in Python."""

    def __getattr__(self, name):
        if name == "floor":
            return lambda x: float(math.floor(x)) if math.isfinite(x) else x
        return PARTS[name].on_floats if name in PARTS else getattr(floats, name)


def anywhere(draw):
    x = draw.choice([draw.uniform(-745.0, 709.0), draw.uniform(-1.0, 1.0), draw.gauss(0, 1e-4)])
    return draw.choice([x, 1.0 + x, math.exp(min(x, 700.0))])


def angles(draw):
    """Also where one digit after the other cancels, and beyond the recipe."""
    near = draw.randrange(-660_000, 660_000) * (math.pi / 2)
    return draw.choice([near, math.nextafter(near, 0.0), draw.uniform(-9.0, 9.0), anywhere(draw)])


FAST = {
    **dict.fromkeys(["exp", "expm1", "log", "log1p", "sech2", "tanh"], (fast, anywhere)),
    **dict.fromkeys(["sin", "cos"], (fast_angles, angles)),
}


@pytest.mark.parametrize("name", FAST)
def test_a_fast_function_is_the_library_s_to_4_ulp(name):
    module, numbers = FAST[name]
    draw, recipe, right = random.Random(name), getattr(module, name), compiled_op(name)
    for _ in range(1500):
        x = numbers(draw)
        assert ulps(recipe(x, Processor()), right(x)) <= LIMIT, x
    for x in [*SPECIAL, fast_angles.FAR, math.nextafter(fast_angles.FAR, math.inf)]:
        y, truth = recipe(x, Processor()), right(x)
        assert ulps(y, truth) <= LIMIT, (x, y)
        assert abs(x) < 1e300 or ulps(y, truth) == 0.0, (x, y)  # at infinity nothing is rounded
        assert math.copysign(1.0, y) == math.copysign(1.0, truth) or y != y


def compiled_op(name):
    return autograd.compile(REGISTRY[name])


def test_numbers_beyond_a_recipe_are_the_library_s():
    draw = random.Random(4)
    points = [draw.choice([1.0, 1e5, 1e9, 1e300]) * draw.gauss(0.0, 1.0) for _ in range(203)]
    f = autograd.compile(lambda x: sin(x) * cos(x), grad=True, target="python")
    rows = autograd.compile(lambda x: sin(x) * cos(x), grad=True, target="native")
    wanted(find_spec("llvmlite"), "llvmlite")
    values, slopes = rows.rows([[x] for x in points])
    for x, y, d in zip(points, values, slopes[:, 0], strict=True):
        value, (slope,) = f(x)
        assert abs(y - value) < 1e-15, x
        assert abs(d - slope) < 1e-15, x
        if abs(x) > fast_angles.FAR:
            assert y == value
