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

TWO_LAYERS = """
z1 = w1*x + b1
a1 = tanh(z1)
z2 = w2*a1 + b2
a2 = sigmoid(z2)
L = (a2 - y)^2/2
"""


@pytest.mark.parametrize(
    ("chain", "said"),
    [
        ("dL/da2*da2/dz2*dz2/dw2*da1/dz1*dz1/dw1", "dz2/dw2 should be dz2/da1"),
        ("dL/dz2*da2/dz2*dz2/da1*da1/dz1*dz1/dw1", "dL/dz2 should be dL/da2"),
        ("dL/da2*da2/dz2*dz2/da1*da1/dz1*dz1/db1", "dz1/db1 should be dz1/dw1"),
        (
            "dL/da2*da2/dz2*da1/dz1*dz1/dw1",
            "the factor dz2/da1 is missing in dL/da2*da2/dz2*da1/dz1*dz1/dw1",
        ),
    ],
)
def test_a_chain_says_which_factor_it_wants(chain, said):
    claim = check(f"{TWO_LAYERS}\ndL/dw1 = {chain}").claims[-1]
    assert claim.note == said
    assert claim.suggestion == "dL/dw1 = dL/da2*da2/dz2*dz2/da1*da1/dz1*dz1/dw1"


def test_what_a_broken_chain_is_instead_is_said_second():
    claim = check(f"{TWO_LAYERS}\ndL/dw1 = dL/da2*da2/dz2*dz2/da1*da1/dz1*dz1/db1").claims[-1]
    assert claim.evidence[3].endswith("is dL/dz1, not dL/dw1")
