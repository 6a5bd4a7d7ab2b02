r"""An index letter that a page also uses for a size is an index, or it is refused: x_n, Y_{ic}."""

import pytest

from autograd import check

PAGE = """```derivation
Y in R^(2 x c)
x in R^n
W in R^(m x n)
L = sum(i, j: Y[i,j]^2)/2
z = W @ x
g = x[1]^2 + sum(j: x[j])
{}
```
{}
"""
BOUND = "an index here, and a size"
UNBOUND = "is a size, and no entry of its own"


def last(claim):
    latex = claim.startswith("$$")
    return check(PAGE.format(*(("", claim) if latex else (claim, "")))).claims[-1]


@pytest.mark.parametrize(
    "claim",
    [
        "dL/dY[i,c] = Y[i,c]",
        "sum(c: Y[1,c]) = sum(j: Y[1,j])",
        "sum(c=1..c: Y[1,c]) = sum(j: Y[1,j])",
        "dz[m]/dW[m,n] = x[n]",
        "z[m] = sum(n: W[m,n]*x[n])",
        "sum(n: x[n]/n) = x[1] + sum(j=2..n: x[j]/j)",
        "dx[i]/dx[n] = delta(i, n)",
        r"$$ \frac{\partial L}{\partial Y_{ic}} = Y_{ic} $$",
        r"$$ \sum_c Y_{1c} = \sum_j Y_{1j} $$",
        r"$$ z_m = \sum_n W_{mn} x_n $$",
        r"$$ \frac{\partial x_i}{\partial x_n} = \delta_{in} $$",
    ],
)
def test_a_letter_of_a_size_is_an_index_like_any_other(claim):
    assert last(claim).status == "agrees"


@pytest.mark.parametrize(
    "claim", ["dL/dY[i,c] = 2*Y[i,c]", r"$$ \frac{\partial L}{\partial Y_{ic}} = 2 Y_{ic} $$"]
)
def test_what_is_wrong_of_all_entries_is_wrong(claim):
    assert last(claim).status == "wrong"


def test_what_is_right_of_the_last_entry_alone_stays_open():
    claim = last("dg/dx[n] = 1")
    assert (claim.status, claim.note.partition(",")[0]) == (
        "inconclusive",
        "n may be an index here",
    )
    assert claim.counterexample is None


@pytest.mark.parametrize(
    ("claim", "column", "why"),
    [
        ("dL/dY[i,c] = Y[i,c]/c", 21, BOUND),
        ("sum(i=1..n-1: x[i+1] - x[i]) = x[n] - x[1]", 10, BOUND),
        ("V[i,c] = Y[i,c]/c", 17, BOUND),
        ("s[i] = Y[i,c]", 12, UNBOUND),
        ("h = x[1] + x[n]", 14, UNBOUND),
    ],
)
def test_an_index_that_may_be_the_size_is_refused(claim, column, why):
    found = last(claim)
    assert found.status == "unreadable"
    assert why in found.note
    assert found.evidence[0].startswith(f"column {column}:")
    assert found.suggestion is None
