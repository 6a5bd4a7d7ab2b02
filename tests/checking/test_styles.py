r"""A styled letter, \mathcal{L}, is the name L of a page only where it can be nothing else."""

import pytest

from autograd import check

PAGE = "```derivation\nE = x*y\nP, V, Var, N, L in R\nf(t) = t^2\nW in R^(2x2)\nv in R^2\n```\n"


def claims(*formulas):
    return check(PAGE + "".join(f"$$ {formula} $$\n" for formula in formulas)).claims


@pytest.mark.parametrize(
    ("formula", "what"),
    [
        (r"\mathbb{E}[x^2]", "an expectation"),
        (r"\mathbb E x^2", "an expectation"),
        (r"\mathbb{E}_{x}[x^2]", "an expectation"),
        ("\U0001d53c[x^2]", "an expectation"),
        (r"\mathrm{E}[x^2]", "an expectation"),
        (r"\operatorname{E}(x^2)", "an expectation"),
        (r"\mathsf{E}\left(x^2\right)", "an expectation"),
        (r"\mathbf{E}[x^2]", "an expectation"),
        ("\U0001d404[x^2]", "an expectation"),
        (r"E[x^2]", "an expectation"),
        (r"{\rm E}[x^2]", "an expectation"),
        (r"\mathbb{P}(x)", "an expectation or a set"),
        (r"\mathrm{P}(x)", "a probability"),
        (r"\Pr(x)", "a probability"),
        (r"\Pr[x]", "a probability"),
        (r"\operatorname{Pr}(x)", "a probability"),
        (r"\mathbb{V}[x]", "an expectation or a set"),
        (r"\operatorname{Var}(x)", "a variance"),
        (r"\text{Var}[x]", "a variance"),
        (r"\mathrm{Cov}(x, y)", "a covariance"),
        (r"\mathcal{N}(x)", "a function or a product?"),
        ("\U0001d4a9(x)", "a function or a product?"),
        (r"\mathcal{L}(x)", "a function or a product?"),
        (r"\mathfrak{L}[x]", "a function or a product?"),
        (r"\mathrm{N}(x)", "a function or a product?"),
    ],
)
def test_an_operator_is_refused_by_name(formula, what):
    (claim,) = claims(f"{formula} = x^3 y")
    assert claim.status == "unreadable"
    assert claim.note.startswith(what), claim.note


@pytest.mark.parametrize(
    "style",
    [
        r"\mathcal{E}",
        r"\mathscr{E}",
        r"\mathfrak{E}",
        r"\mathsf{E}",
        r"\mathrm{E}",
        r"\text{E}",
        r"\mathbf{E}",
        r"\boldsymbol{E}",
        r"{\cal E}",
        "\u2130",
        "\U0001d404",
        "\U0001d5d8",
    ],
)
def test_a_letter_in_one_style_is_the_name_and_in_two_neither(style):
    right, twice = f"{style} = y x", f"{style} + E = 2 x y"
    assert [claim.status for claim in claims(right)] == ["proved"]
    assert "two fonts" in claims(twice)[0].note
    for page in ((right, "E = y x"), ("E = y x", right)):
        found = {claim.claim: claim for claim in claims(*page)}
        assert found["E = y*x"].status == "proved"
        assert "two fonts on this page" in found[right].note


@pytest.mark.parametrize("italic", [r"\mathit{E}", r"\mathnormal{E}", "\U0001d438"])
def test_italics_are_no_style(italic):
    assert [claim.status for claim in claims(f"{italic} = y x", "E = y x")] == ["proved"] * 2


def test_an_array_may_be_bold_and_its_elements_thin():
    bold, thin = r"(\mathbf{W} v)_i = \sum_j W_{ij} v_j", r"\mathcal{W}_{11} = W_{11}"
    assert [claim.status for claim in claims(bold)] == ["proved"]
    assert "two fonts" in claims(thin)[0].note
    assert [claim.status for claim in claims(r"\mathbf{W}(v + v) = 2 \mathbf{W} v")] == ["proved"]


def test_shapes_of_a_greek_letter_are_styles():
    page = "```derivation\nphi in R\n```\n$$ 2 \\varphi = \\varphi + \\varphi $$\n"
    assert check(page).claims[0].status == "proved"
    assert check(f"{page}$$ 2 \\phi = \\phi + \\phi $$\n").claims[0].status == "unreadable"


def test_a_function_of_the_page_may_be_called_in_any_style():
    assert [claim.status for claim in claims(r"\mathrm{f}(x) = x^2")] == ["proved"]


@pytest.mark.parametrize("letter", ["\u24ba", "\u1d2e", "\uff25", "\u1d31"])
def test_an_encircled_a_raised_and_a_wide_letter_are_no_names(letter):
    assert claims(f"{letter} = x y")[0].status == "unreadable"
