"""Long programs make do with few names, and give the same."""

import random

import pytest

import autograd
from autograd import tanh
from autograd.codegen.parts import LEGIBLE, LINES, few_names
from autograd.codegen.simplify import simplified
from autograd.codegen.trace import trace


def tangled(steps, seed):
    """A function that reads anything of its last twenty numbers at any time."""

    def f(x, y):
        draw, made = random.Random(seed), [x, y]
        for _ in range(steps):
            a, b = draw.choices(made[-20:], k=2)
            made.append(draw.choice([a + b, tanh(a * b), a - 0.5 * b]))
        return sum(made[-3:], 0.0)

    return f


@pytest.mark.parametrize("steps", [LEGIBLE + 1, LINES, 2 * LINES])
def test_a_long_program_gives_what_eager_code_does(steps):
    f = tangled(steps, seed=steps)
    compiled = autograd.compile(f, grad=True)
    x, y = autograd.variables("x y", 0.3, -0.7)
    z = f(x, y)
    z.backward()
    assert compiled(0.3, -0.7) == (z.data, (x.grad, y.grad))


def test_no_name_is_taken_while_it_is_read():
    program = simplified(trace(tangled(2000, 1), (), 1).program)
    n = len(program.inputs)
    names = few_names(program, [f"t{k}" for k in range(len(program.steps))])
    assert len(set(names)) < 0.5 * len(names)
    now = {}
    for k, (_, args) in enumerate(program.steps):
        for x in args:
            if isinstance(x, int) and x >= n:
                assert now[names[x - n]] == x
        now[names[k]] = n + k
    for x in program.results:
        assert not isinstance(x, int) or x < n or now[names[x - n]] == x


def test_the_source_keeps_all_names_and_so_does_what_is_short():
    def chain(x, steps):
        for _ in range(steps):
            x = tanh(x)
        return x

    long = autograd.compile(lambda x: chain(x, LEGIBLE + 5))
    assert f"t{LEGIBLE}" in long.source
    assert long._run.__code__.co_nlocals < 10
    short = autograd.compile(lambda x: chain(x, 20))
    assert short._run.__code__.co_nlocals == 21
