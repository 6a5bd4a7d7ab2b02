"""A matrix I that nothing defines is the unit, as large as where it stands."""

import pytest

from .pages import statuses

RIDGE = r"With $$J = \frac12 \|X w - y\|^2 + \frac{\lambda}{2} \|w\|^2$$ it is "


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (
            r"\nabla_w J = (X^T X + \lambda I) w - X^T y",
            r"\nabla_w J = (X^T X - \lambda I) w - X^T y",
        ),
        (r"\nabla_w^2 J = X^T X + \lambda I", r"\nabla_w^2 J = X^T X + 2 \lambda I"),
    ],
)
def test_the_unit_matrix_is_no_free_name(right, wrong):
    assert statuses(f"{RIDGE}$${right}$$")[-1] in {"proved", "agrees"}
    assert statuses(f"{RIDGE}$${wrong}$$")[-1] == "wrong"


def test_what_fits_only_where_sizes_are_equal_by_chance_is_not_right():
    page = r"With $$L = \|W x - y\|^2$$ it is $$\frac{\partial L}{\partial x} = 2 W (W x - y).$$"
    assert statuses(page)[-1] in {"wrong", "inconclusive"}
