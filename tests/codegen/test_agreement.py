"""Random programs of all operations: what every target gives, beside eager code.

Python and machine code in the manner `exact` have eager code's bits, with two exceptions. An eager
`where` is the branch that it takes, so slopes that come together there are added one by one to what
else comes to the branch; in a program they are summed at the `where` first: other last places. And
where eager code meets a NaN on a path that leads nowhere, it looks again without what choices left
out, and a slope of -0.0 becomes 0.0.
"""

import math
import random
from collections import Counter

import pytest

import autograd
from autograd import Value, where
from autograd.engine.modes import ieee
from autograd.engine.primitive import REGISTRY
from machines import MACHINES, ulps
from random_programs import (
    ONLY_PYTHON,
    Steps,
    random_point,
    random_steps,
    result_and_slopes,
    shown,
    values_of,
)

BATCH = 50  # programs for one call of a compiler
# Others than Python's own have functions of their own, whose last places the slopes magnify.
SAME_LIBRARY = ("c", "native")


def eager(steps: Steps, point: list[float]) -> list[float]:
    xs = [Value(x) for x in point]
    with ieee():
        y = values_of(steps, xs)[-1]
        if not isinstance(y, Value):
            return [float(y), 0.0, 0.0, 0.0]
        y.backward()
    return [y.data, *(0.0 if x.grad is None else x.grad for x in xs)]


def same(a: float, b: float) -> bool:
    return ulps(a, b) == 0.0 and (a != a or math.copysign(1.0, a) == math.copysign(1.0, b))


def chooses(steps: Steps) -> bool:
    """Whether a program leaves something out somewhere."""
    ops = [REGISTRY.get(s.name) for s in steps]
    return any(op is None or op.chooses or not any(getattr(op, "rules", [0])) for op in ops)


def assert_explained(steps: Steps, point: list[float], got: list[float], truth: list[float]):
    said = f"{shown(steps)} at {point}: {got}, not {truth}"
    assert same(got[0], truth[0]), said
    for x, y in zip(got, truth, strict=True):
        if x == y or x != x:
            assert same(x, y) or (chooses(steps) and x == y), said
        else:
            assert any(s.name.startswith("where") for s in steps), said
            assert abs(x - y) <= 1e-13 * abs(y), said


def check_python(seeds: range) -> Counter:
    seen: Counter = Counter()
    for seed in seeds:
        draw = random.Random(seed)
        steps = random_steps(draw)
        compiled = autograd.compile(lambda a, b, c, s=steps: values_of(s, [a, b, c])[-1], grad=True)
        for _ in range(3):
            point = random_point(draw)
            value, slopes = compiled(*point)
            got, truth = [value, *slopes], eager(steps, point)
            exact = all(map(same, got, truth))
            seen["exact" if exact else "not"] += 1
            if not exact:
                assert_explained(steps, point, got, truth)
    return seen


def check_machine(machine: str, batches: range, folder) -> Counter:
    """Batches of programs with their slopes, beside the same program in Python."""
    seen: Counter = Counter()
    for batch in batches:
        draw = random.Random(batch)
        programs = [random_steps(draw, ONLY_PYTHON) for _ in range(BATCH)]
        points = [random_point(draw) for _ in range(6)]
        into = folder / str(batch)
        into.mkdir()
        got = MACHINES[machine](
            lambda *xs, p=programs: [y for s in p for y in result_and_slopes(s, xs)], points, into
        )
        for k, steps in enumerate(programs):
            alone = autograd.compile(lambda *xs, s=steps: result_and_slopes(s, xs), *points[0])
            for point, row in zip(points, got, strict=True):
                for y, truth in zip(row[4 * k : 4 * k + 4], alone(*point), strict=True):
                    said = f"{shown(steps)} at {point}: {y}, not {truth}"
                    assert (y != y) == (truth != truth), said
                    seen[kind(y, truth)] += 1
    return seen


def kind(y: float, truth: float) -> str:
    if ulps(y, truth) == 0.0:
        return "same"
    if ulps(y, truth) <= 4.0:
        return "4 ulp"
    return "close" if abs(y - truth) <= 1e-12 * abs(truth) else "far"


def share(seen: Counter, *kinds: str) -> float:
    return sum(seen[each] for each in kinds) / seen.total()


def test_python_has_the_bits_of_eager_code():
    assert share(check_python(range(200)), "exact") > 0.98


@pytest.mark.parametrize("machine", ["native", "js"])
def test_a_machine_has_the_numbers_of_python(machine, tmp_path, monkeypatch):
    monkeypatch.setenv("AUTOGRAD_CACHE", str(tmp_path / "cache"))
    seen = check_machine(machine, range(1), tmp_path)
    assert share(seen, "same", "4 ulp") >= 0.99
    assert share(seen, "far") < 0.003


@pytest.mark.full
def test_ten_thousand_programs_in_python():
    assert share(check_python(range(10_000)), "exact") > 0.999


@pytest.mark.full
@pytest.mark.parametrize("machine", ["c", "js", "native", "native rows"])
def test_ten_thousand_programs_on_a_machine(machine, tmp_path, monkeypatch):
    monkeypatch.setenv("AUTOGRAD_CACHE", str(tmp_path / "cache"))
    seen = check_machine(machine, range(10_000 // BATCH), tmp_path)
    assert share(seen, "same", "4 ulp") >= 0.99
    assert share(seen, "far") < 0.002
    if machine in SAME_LIBRARY:
        assert share(seen, "same") > 0.99


# What the programs found, each once by itself.


def test_equal_infinities_share_the_slope_of_logsumexp():
    f = autograd.compile(lambda x, y: autograd.logsumexp([x, y, 1.0]), grad=True)
    assert f(math.inf, math.inf) == (math.inf, (0.5, 0.5))


def test_what_two_choices_leave_out_has_no_slope():
    f = autograd.compile(lambda x, y: autograd.minimum(autograd.relu(x), y), grad=True)
    assert f(-1.0, math.nan)[1][0] == 0.0


@pytest.mark.parametrize("machine", ["c", "js", "native", "native rows", "jax", "torch"])
def test_conditions_beside_numbers(machine, tmp_path):
    def f(x, y):
        return [
            where((x > y) == True, 1.0, 0.0),  # noqa: E712  # a bool, as kernels have it
            where((x > y) > False, 1.0, 0.0),
            where((x > y) != 1.0, 1.0, 0.0),
            where((x > y) > 0.5, 1.0, 0.0),
            where((x > y) == 2.0, 1.0, 0.0),
            where((x > y) == x, 1.0, 0.0),
            where((x > y) == (y > 0.0), 1.0, 0.0),
        ]

    points = [[1.0, 0.5], [0.0, 0.5], [2.0, -1.0], [-1.0, -0.5]]
    wanted = [list(map(float, f(*point))) for point in points]
    assert MACHINES[machine](f, points, tmp_path) == wanted


@pytest.mark.parametrize("machine", ["c", "js", "native"])
def test_a_constant_result_is_no_register_of_that_number(machine, tmp_path):
    f = lambda x: [x * x, x + x, 3.0, 1.0, 2.0]  # noqa: E731
    assert MACHINES[machine](f, [[5.0]], tmp_path) == [[25.0, 10.0, 3.0, 1.0, 2.0]]
