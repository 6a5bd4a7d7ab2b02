"""The culprit of a chain of derivatives is the factor that breaks it."""

import pytest

from autograd.checking import check
from chains import page, slips, sums

pytestmark = pytest.mark.board
PARTS = [slice(0, None, 12), pytest.param(slice(None), marks=pytest.mark.full)]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("layers", [1, 2, 3])
def test_the_culprit_is_the_factor_that_does_not_fit(layers, part):
    found = 0
    for asked, chain, culprit in list(slips(layers))[part]:
        claim = check(f"{page(layers)}\n{asked} = {chain}").claims[-1]
        if claim.status != "wrong":
            continue  # a factor that is 1, twice
        assert claim.culprit == culprit, str(claim)
        found += 1
    assert found > 3


def test_the_culprit_is_named_in_one_term_of_a_sum_of_chains():
    found = 0
    for chain, culprit in sums():
        claim = check(f"{TWO_PATHS}\ndL/dw = {chain}").claims[-1]
        if claim.status == "wrong":  # da/db is da/dz
            assert claim.culprit == culprit, str(claim)
            found += 1
    assert found > 30


TWO_PATHS = """
z = w*x + b
a = tanh(z)
p = u*a + c
q = v*a + d
L = (sigmoid(p) - q)^2
"""
