"""Every operation on every machine: what eager code gives, to 4 ulp, and its NaN and infinities."""

import math
import random

import pytest

import autograd
from autograd.codegen.processor import PARTS
from autograd.engine.elementwise import Elementwise
from autograd.engine.nary import Nary
from autograd.engine.primitive import REGISTRY
from autograd.errors import OperandError
from autograd.kernels import fast, floats
from machines import MACHINES, ulps

LIMIT = 4.0
SPECIAL = [
    0.0, -0.0, 1.0, -1.0, 0.5, 2.0, -3.0, 5e-324, -1e-310, 1e-160, 1e160, -1e308, 710.0, -745.5,
    math.inf, -math.inf, math.nan,
]  # fmt: skip
# Their digits come from loops on numbers, which only Python runs.
LOOPS = {"i0e", "i0e_derivative", "polygamma", "sinc_derivative"}
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
    ops = [op for op in every if op.name not in LOOPS]
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
    for name in LOOPS:
        op = REGISTRY[name]
        compiled = autograd.compile(lambda *xs, op=op: op(*xs), *[1.0] * op.arity, target=machine)
        with pytest.raises(OperandError, match=f"{name} cannot be compiled to {machine}"):
            assert not compiled.source


class Processor:
    """The backend on which recipes of fast functions run in Python."""

    def __getattr__(self, name):
        return PARTS[name].on_floats if name in PARTS else getattr(floats, name)


@pytest.mark.parametrize("name", ["exp", "expm1", "log", "log1p", "sech2", "tanh"])
def test_a_fast_function_is_the_library_s_to_4_ulp(name):
    draw, recipe, right = random.Random(name), getattr(fast, name), autograd.compile(REGISTRY[name])
    for _ in range(1500):
        x = draw.choice([draw.uniform(-745.0, 709.0), draw.uniform(-1.0, 1.0), draw.gauss(0, 1e-4)])
        x = draw.choice([x, 1.0 + x, math.exp(min(x, 700.0))])
        assert ulps(recipe(x, Processor()), right(x)) <= LIMIT, x
    for x in SPECIAL:
        y, truth = recipe(x, Processor()), right(x)
        assert ulps(y, truth) <= LIMIT, (x, y)
        assert math.copysign(1.0, y) == math.copysign(1.0, truth) or y != y
