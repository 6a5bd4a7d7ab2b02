"""What is suggested keeps the form its author wrote: only the slip is mended, where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograd import check
from autograd.checking.diagnosis.lookup import evaluate
from autograd.formulas.trees.in_place import with_factor
from autograd.formulas.trees.tree import Name, text
from derivations import parsed


@pytest.mark.parametrize(
    ("written", "factor", "mended"),
    [
        ("a/(b*c)", "c", "a/b"),
        ("a/(b*c)", "1/d", "a/(b*c*d)"),
        ("a/(b*c)", "d/c", "a*d/(b*c^2)"),
        ("-a/b", "2", "-2*a/b"),
        ("-(a - b)/c", "2", "-2*(a - b)/c"),
        ("-1/a", "b^2/a^2", "-b^2/a^3"),
        ("1/a*6*b", "1/(2*a)", "1/a*6*b/(2*a)"),
        ("6*b/7", "1/3", "2*b/7"),
        ("b/7", "1/3", "b/21"),
        ("b*a^2", "1/a", "b*a"),
        ("1", "a", "a"),
        ("a", "-1", "-a"),
    ],
)
def test_a_factor_is_worked_in_where_it_stands(written, factor, mended):
    assert text(with_factor(parsed(written), parsed(factor))) == mended


PRODUCTS = st.recursive(
    st.sampled_from(["a", "b", "c", "(a - b)", "2", "3", "1", "a^2"]),
    lambda inner: st.builds("({}){}({})".format, inner, st.sampled_from("*/"), inner),
    max_leaves=5,
)


@given(PRODUCTS, PRODUCTS)
def test_a_factor_worked_in_is_a_factor(written, factor):
    at = {Name("a"): (1.75, 0.3, -2.0), Name("b"): (0.625, 5.0, 1.5), Name("c"): (-2.375, 2.0, 7.0)}
    tree, other = parsed(written), parsed(factor)
    mended, left, right = (
        evaluate(x, dict(at), lambda _: None) for x in (with_factor(tree, other), tree, other)
    )
    assert mended == pytest.approx([x * y for x, y in zip(left, right, strict=True)], rel=1e-12)


def test_no_entry_of_a_gradient_is_explained_by_another():
    page = "z, y in R^2\np = softmax(z)\nL = -sum(k: y[k]*log(p[k]))\n"
    found = check(f"{page}grad(L, z) = y - p").claims[-1]
    assert found.suggestion
    assert "dL/dz" not in found.suggestion.partition(" = ")[2]
