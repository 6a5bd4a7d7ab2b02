"""Expectations, limits, about equal, dots: named in a line, and never read as something else."""

import pytest

from autograd.checking import check

EXPECTATION, PROBABILITY = "an expectation", "a probability"
FORMULAS = {
    r"\mathbb{E}[x] = m": EXPECTATION,
    r"\mathbb{E}[x^2] = x^2 E": EXPECTATION,
    r"\mathbb{E}_{x \sim p}[x] = m": EXPECTATION,
    r"m = \mathbb{E} x": EXPECTATION,
    r"\hat{\mathbb{E}}[x] = m": EXPECTATION,
    r"\operatorname{E}[x] = m": EXPECTATION,
    r"\mathrm{E}x = m": EXPECTATION,
    r"\mathrm{E}[x^2] = x^2 E": EXPECTATION,
    r"\text{E}[x] = m": EXPECTATION,
    r"\mathbf{E}[x] = m": EXPECTATION,
    r"E[x] = m": EXPECTATION,
    r"E\left[x\right] = m": EXPECTATION,
    r"E\{x\} = m": EXPECTATION,
    r"\mathrm{Var}(x) = s": "a variance",
    r"\operatorname{Var}[x] = s": "a variance",
    r"V[x] = s": "a variance",
    r"\operatorname{Cov}(x, m) = s": "a covariance",
    r"\Pr(x) = s": PROBABILITY,
    r"p(x \mid m) = s": PROBABILITY,
    r"\lim_{x \to 0} s = m": "a limit",
    r"\int x\,dx = m": "an integral",
    r"\iint x = m": "an integral",
    r"m \approx s": "about equal",
    r"m = 2 s \approx x": "about equal",
    r"m \simeq s": "about equal",
    r"m \propto s": "proportional",
    r"x \sim \mathcal{N}(m, s)": "a distribution",
    r"m \gg s": "much larger",
    r"m = s + \ldots + x": "dots",
    r"m = s + \cdots": "dots",
    r"m = \arg\max_x s": "where a function is largest",
    r"\sup_x s = m": "a bound of many values",
}


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("names", ["s, m, x in R", "s, m, x, E, V, P, p in R"])
def test_a_formula_that_cannot_be_checked_says_what_it_has(formula, names):
    (claim,) = check(f"```derivation\n{names}\n```\n$$ {formula} $$\n").claims
    assert claim.status == "unreadable"
    if FORMULAS[formula].partition(" ")[2] not in claim.note:  # where a name is missing before it
        assert "is no name of the graph" in claim.note
        assert names.startswith("s, m, x in")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("m ≈ s", "about equal cannot be checked"),
        ("m ∝ s", "proportional cannot be checked"),
        ("m = ∫ x", "an integral is not read"),
        ("m = s + … + x", "dots leave out"),
        ("E[x] = m", "nothing says how far x counts"),
    ],
)
def test_the_same_in_plain_text(line, words):
    assert words in check(f"E, x, s, m in R\n{line}").claims[-1].note
