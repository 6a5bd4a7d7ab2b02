"""Equalities within a page: found for nets of any size, and never for numbers that differ."""

import random
from itertools import combinations

import pytest

import autograd
from autograd.checking import check
from autograd.checking.proof.equalities import Equalities
from autograd.checking.proof.ground import common_ground
from autograd.engine.walks import between
from autograd.values.symbol import Symbol
from benchmarks.checking import layer
from effort import at_most


def equalities(slopes=True):
    """Those of a page whose variables may be any positive number."""
    return Equalities({}, lambda leaf, share: 1 + share, slopes)


@pytest.fixture
def x():
    return Symbol("x")


# ---- What is found ------------------------------------------------------------------------------


def test_parts_that_are_equal_are_one_unknown_for_what_is_made_of_them(x):
    found = equalities()
    a = autograd.sigmoid(x)
    slope, product = autograd.sigmoid(x) * autograd.sigmoid(-x), a * (1.0 - a)
    assert found.same(slope, product)
    before = found.proofs
    assert found.same(autograd.erf(slope) * x, autograd.erf(product) * x)
    assert found.proofs == before  # by what they are made of, without a proof


def test_a_node_stands_for_a_later_one_that_uses_what_came_before():
    x, y = Symbol("x"), Symbol("y")
    left = (x + y) * (x - y)
    right = x * x - y * y
    found = equalities()
    assert found.same(right, left)
    assert found.same(autograd.exp(left) + left, autograd.exp(right) + right)


def test_the_ground_is_what_both_sides_use_and_not_what_lies_below():
    w, x, y = Symbol("w"), Symbol("x"), Symbol("y")
    z = w * x
    a = autograd.sigmoid(z)
    ground = common_ground((a * y, y * a), lambda serial: False, lambda node: node)
    assert [node.serial for node in ground] == sorted([y.serial, a.serial])
    opened = common_ground(
        (autograd.sigmoid(z) * y, a * a * y), lambda serial: False, lambda node: node
    )
    assert [node.serial for node in opened] == sorted([y.serial, z.serial])


# ---- What is not --------------------------------------------------------------------------------


def test_an_equality_that_needs_a_domain_is_not_handed_on(x):
    """sqrt(x)^2 is x where it has a value, and |x| there; that does not make x the same as |x|."""
    found = equalities()
    root, size = autograd.sqrt(x) * autograd.sqrt(x), abs(x)
    found.same(root, x)
    found.same(root, size)
    assert not found.same(x, size)


@pytest.mark.parametrize("seed", range(6))
def test_formulas_that_differ_somewhere_are_never_the_same(seed):
    rng = random.Random(seed)
    x, y = Symbol("x"), Symbol("y")
    found, made = equalities(), [x, y, x * 1.0, y + 0.0]
    for _ in range(40):
        made.append(_grown(rng, made))
    points = [(0.3, 1.7), (-1.1, 0.4), (2.3, -0.6)]
    values = [[_value(node, {x.serial: a, y.serial: b}) for a, b in points] for node in made]
    equal = 0
    for (f, fs), (g, gs) in combinations(zip(made, values, strict=True), 2):
        if found.same(f, g):
            pairs = [(p, q) for p, q in zip(fs, gs, strict=True) if None not in (p, q)]
            assert all(p == pytest.approx(q, rel=1e-6, abs=1e-9) for p, q in pairs)
            equal += 1
    assert equal > 0


def _grown(rng, made):
    """One more formula: of those that there are, or one of them in another form."""
    f, g = rng.choice(made), rng.choice(made)
    forms = (
        lambda: f + g,
        lambda: g + f,
        lambda: f * g,
        lambda: f - g,
        lambda: autograd.tanh(f),
        lambda: autograd.sqrt(f * f),
        lambda: abs(f),
        lambda: autograd.exp(autograd.log(f)),
        lambda: f / (1.0 + g * g),
        lambda: autograd.maximum(f, g),
    )
    return rng.choice(forms)()


def _value(root, leaves):
    """A formula in floats; None where it has no value."""
    known = dict(leaves)
    for serial, node in between([root]).items():
        if serial not in known:
            args = [known[x.serial] if isinstance(x, Symbol) else x for x in node.args]
            try:
                known[serial] = None if None in args else node.op.on_floats(*args)
            except (ArithmeticError, ValueError):
                known[serial] = None
    return known[root.serial]


def test_kinks_count_where_no_slope_is_compared(x):
    step = autograd.where(x > 0.0, 1.0, 0.0)
    half = (1.0 + autograd.sign(x)) / 2.0
    assert equalities(slopes=True).same(step, half)
    assert not equalities(slopes=False).same(step, half)  # at 0 they are 0 and 1/2


# ---- Pages --------------------------------------------------------------------------------------


@pytest.mark.parametrize("neurons", [8, 20])
def test_a_layer_of_any_width_is_proved(neurons):
    with at_most(60_000 * neurons):
        report = check(layer(neurons))
    assert [claim.status for claim in report.claims] == ["proved"] * neurons


def test_a_slip_in_one_neuron_is_found_among_many():
    page = layer(8).replace(
        "dL/dw5 = (o - y)*v5*a5*(1 - a5)*x", "dL/dw5 = (o - y)*v5*a5*(1 - a4)*x"
    )
    claims = check(page).claims
    assert [claim.status for claim in claims].count("wrong") == 1
    assert claims[4].note == "a4 should be a5"
