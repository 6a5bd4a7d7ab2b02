"""No right formula accused, no slip missed: measured on derivations that are made here.

`derivations.py` rewrites right claims in awkward ways and plants single slips; mpmath says which of
them matter. Every second claim of the source is tried each time, with --full all of them, from ten
seeds.
"""

import random

import pytest

from autograd.checking import check
from autograd.checking.claims import deciding
from derivations import awkward, differ, page_names, slips, text, tiny
from derivations import cases as every_case
from verdicts import last

pytestmark = pytest.mark.board
CASES = list(every_case())
BOARDS = [
    pytest.param(1, CASES[::2], id="half"),
    *(pytest.param(seed, CASES, marks=pytest.mark.full, id=str(seed)) for seed in range(1, 11)),
]
RIGHT = ("proved", "agrees")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.left}={text(case.right)}"[:50])
def test_every_derivation_of_the_source_is_right(case):
    claim = last(case.text())
    assert claim.status in RIGHT, str(claim)


@pytest.mark.parametrize(("seed", "cases"), BOARDS)
def test_no_awkward_form_is_accused(seed, cases):
    rng = random.Random(seed)
    found = []
    for case in cases:
        for steps in (1, 4, 8):
            claim = last(case.text(awkward(case.right, rng, steps)))
            assert claim.status != "wrong", f"{case.page}\n{claim}"
            found.append(claim.status)
    undecided = sum(status not in RIGHT for status in found)
    assert len(found) == 3 * len(cases) >= 150
    assert undecided <= 0.02 * len(found)


def planted(case, rng, count, forms=False):
    """Formulas with a single slip that matters, `count` of them or a few fewer."""
    known, seen = page_names(case), set()
    human = slips(case.right, known, rng)
    for attempt in range(6 * count):
        kind = (attempt % 3) if forms else 0
        if kind == 1:
            tree = tiny(case.right, rng)
        elif kind == 2:
            _, tree = next(slips(awkward(case.right, rng, 3), known, rng))
        else:
            _, tree = next(human)
        written = text(tree)
        if written not in seen and differ(case, tree):
            seen.add(written)
            yield tree
        if len(seen) == count:
            return


@pytest.mark.parametrize(("seed", "cases"), BOARDS)
def test_no_slip_is_missed(seed, cases, monkeypatch):
    monkeypatch.setattr(deciding, "explained", lambda section, above, claim, *rest: claim)
    rng = random.Random(seed)
    found = []
    for case in cases:
        for tree in planted(case, rng, 10, forms=True):
            claim = last(case.text(tree))
            assert claim.status not in RIGHT, f"{case.page}\n{claim}"
            found.append(claim.status)
    assert len(found) >= 9 * len(cases)
    assert found.count("wrong") >= 0.98 * len(found)


@pytest.mark.parametrize(("seed", "cases"), BOARDS)
def test_the_culprit_of_a_bare_formula_is_named(seed, cases):
    rng = random.Random(seed)
    named = []
    for case in cases:
        for tree in planted(case, rng, 2):
            claim = last(case.text(tree))
            assert claim.suggestion is not None
            named.append(claim.note is not None)
            again = last(f"{case.page}\n{claim.suggestion}")
            assert again.status in RIGHT, f"{case.page}\n{again}"
    assert sum(named) >= 0.95 * len(named)


def test_the_counterexample_is_the_same_on_every_run():
    rng = random.Random(5)
    for case in CASES[::6]:
        for tree in planted(case, rng, 1):
            page = case.text(tree)
            assert check(page).to_dict() == check(page).to_dict()


CHAIN = """
z1 = w1*x + b1
a1 = tanh(z1)
z2 = w2*a1 + b2
a2 = sigmoid(z2)
L = (a2 - y)^2/2
"""
FACTORS = {
    "dL/da2": ("a2 - y", "y - a2"),
    "da2/dz2": ("a2*(1 - a2)", "a2*(1 + a2)"),
    "dz2/da1": ("w2", "w1"),
    "da1/dz1": ("1 - a1^2", "1 - a1"),
    "dz1/db1": ("1", "x"),
}


@pytest.mark.parametrize("slip", FACTORS)
def test_the_culprit_of_a_chain_is_the_factor_that_was_stated_wrongly(slip):
    lines = [f"{name} = {pair[name == slip]}" for name, pair in FACTORS.items()]
    product = " * ".join(FACTORS)
    *factors, chain = check("\n".join([CHAIN, *lines, f"dL/db1 = {product}"])).claims
    assert [claim.status == "wrong" for claim in factors] == [name == slip for name in FACTORS]
    assert chain.status == "wrong"
    assert chain.culprit == slip
