"""What is new in a suggestion is written as its author writes: no a/b/c, a/1, x*x, abs'(x)."""

import pytest

from autograd.checking import check

SUGGESTED = [
    ("x > 0\ny = x^(-1/3)", "dy/dx = -1/3*x^(2/3)", "-1/3*x^(-4/3)"),
    ("x > 0\ny = x^0.3*exp(-x)", "dy/dx = 0.3*x^0.7*exp(-x) - y", "0.3*x^(-0.7)*exp(-x) - y"),
    ("y = (x^2 + 4)^(-3/2)", "dy/dx = -3*x*(x^2 + 4)^(-1/2)", "-3*x*(x^2 + 4)^(-5/2)"),
    ("V = exp(-t/(R*C))", "dV/dR = t/(R*C^2)*exp(-t/(R*C))", "t/(R^2*C)*exp(-t/(R*C))"),
    ("x > 1\ny = acos(1/x)", "dy/dx = -1/sqrt(1 - 1/x^2)", "1/(sqrt(1 - 1/x^2)*x^2)"),
    ("x in R^n\nr = sqrt(mean(x^2))", "dr/dx[i] = x[i]/r", "x[i]/(r*n)"),
    ("p > 1\ny = abs(x)^p", "dy/dx = p*abs(x)^(p - 1)", "p*abs(x)^(p - 1)*sign(x)"),
    ("y = x/2/z", "dy/dx = 1/z", "1/(2*z)"),
    ("y = x^3/z/5", "dy/dx = 3*x/z/5", "3*x^2/z/5"),  # its author does write a/b/c
]


@pytest.mark.parametrize(("page", "claim", "right"), SUGGESTED)
def test_a_suggestion_is_written_plainly(page, claim, right):
    suggestion = check(f"{page}\n{claim}").claims[-1].suggestion
    assert suggestion.partition(" = ")[2] == right
    assert check(f"{page}\n{suggestion}").ok
