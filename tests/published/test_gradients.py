r"""\nabla f, Hessians, Jacobians and slopes along a direction: in what, the page says."""

import pytest

from .pages import statuses

RIGHT = {"proved", "agrees"}
CUBIC = r"$$f(x, y) = x^2 y + y^3$$"
QUADRATIC = r"$$f(x) = \frac12 x^\top A x - b^\top x$$"
SQUARES = r"$$J(\theta) = \frac12 \|X\theta - y\|^2$$"
MAP = r"$$u = x^2 - y^2, \quad v = 2xy$$"
POLAR = r"$$x = r\cos\theta, \quad y = r\sin\theta$$"
TWO = r"$$f(x, y) = (x^2 y, \sin y)$$"

# The others are other notations of the same.
FEW = {0, 7, 10, 14, 18}
CLAIMS = [
    (CUBIC, r"\nabla f = (2xy, x^2 + 3y^2)", r"\nabla f = (2xy, x^2 + y^2)"),
    (CUBIC, r"\nabla f(x, y) = [2xy, x^2 + 3y^2]^\top", r"\nabla f(x, y) = [xy, x^2 + 3y^2]^\top"),
    (CUBIC, r"\nabla f = \begin{pmatrix} 2xy \\ x^2 + 3y^2 \end{pmatrix}",
     r"\nabla f = \begin{pmatrix} 2xy \\ x^2 + 3y \end{pmatrix}"),
    (CUBIC, r"\nabla f = \langle 2xy, x^2 + 3y^2 \rangle",
     r"\nabla f = \langle 2x, x^2 + 3y^2 \rangle"),
    (CUBIC, r"\nabla f = 2xy\,\mathbf{i} + (x^2 + 3y^2)\,\mathbf{j}",
     r"\nabla f = 2xy\,\mathbf{j} + (x^2 + 3y^2)\,\mathbf{i}"),
    (CUBIC, r"\nabla f(1, 2) = (4, 13)", r"\nabla f(1, 2) = (4, 11)"),
    (CUBIC, r"\operatorname{grad} f = (2xy, x^2 + 3y^2)", r"\operatorname{grad} f = (2xy, x^2)"),
    (CUBIC, r"\nabla^2 f = \begin{pmatrix} 2y & 2x \\ 2x & 6y \end{pmatrix}",
     r"\nabla^2 f = \begin{pmatrix} 2y & 2x \\ 2x & 6 \end{pmatrix}"),
    (CUBIC, r"H_f(x, y) = \begin{bmatrix} 2y & 2x \\ 2x & 6y \end{bmatrix}",
     r"H_f(x, y) = \begin{bmatrix} 2y & 2x \\ 2y & 6y \end{bmatrix}"),
    (CUBIC, r"\nabla f = \begin{bmatrix} 2xy & x^2 + 3y^2 \end{bmatrix}",
     r"\nabla f = \begin{bmatrix} 2xy & x^2 + 3y \end{bmatrix}"),
    (r"$$u(x, y) = x^3 - 3xy^2$$", r"\nabla^2 u = 0", r"\nabla^2 u = 6x"),
    (r"$$f = x^2 + y^2$$", r"\nabla f = (2x, 2y)", r"\nabla f = (2x, y)"),
    (r"$$f(x) = x^3$$", r"\nabla f(x) = 3x^2", r"\nabla f(x) = 2x^2"),
    (r"$$f(x, y) = x^2 + 3xy$$", r"\nabla f \cdot (1, 2) = 8x + 3y", r"\nabla f \cdot (1, 2) = 8x"),
    (QUADRATIC, r"\nabla f(x) = \frac12 (A + A^\top) x - b", r"\nabla f(x) = (A + A^\top) x - b"),
    (QUADRATIC, r"\nabla^2 f = \frac12 (A + A^\top)", r"\nabla^2 f = A + A^\top"),
    (SQUARES, r"\nabla J(\theta) = X^\top (X\theta - y)",
     r"\nabla J(\theta) = X^\top (X\theta + y)"),
    (MAP, r"\frac{\partial(u, v)}{\partial(x, y)} = 4(x^2 + y^2)",
     r"\frac{\partial(u, v)}{\partial(x, y)} = 4(x^2 - y^2)"),
    (MAP,
     r"\frac{\partial(u, v)}{\partial(x, y)} = \begin{pmatrix} 2x & -2y \\ 2y & 2x \end{pmatrix}",
     r"\frac{\partial(u, v)}{\partial(x, y)} = \begin{pmatrix} 2x & 2y \\ 2y & 2x \end{pmatrix}"),
    (POLAR, r"\left|\frac{\partial(x, y)}{\partial(r, \theta)}\right| = r",
     r"\left|\frac{\partial(x, y)}{\partial(r, \theta)}\right| = r^2"),
    (POLAR, r"\left|\frac{\partial(x, y)}{\partial(r, \theta)}\right| = |r|",
     r"\left|\frac{\partial(x, y)}{\partial(r, \theta)}\right| = 2|r|"),
    (TWO, r"J_f = \begin{pmatrix} 2xy & x^2 \\ 0 & \cos y \end{pmatrix}",
     r"J_f = \begin{pmatrix} 2xy & x \\ 0 & \cos y \end{pmatrix}"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "right", "wrong"),
    [
        pytest.param(*each, marks=() if n in FEW else pytest.mark.full)
        for n, each in enumerate(CLAIMS)
    ],
)
def test_what_it_is_taken_in_the_page_says(given, right, wrong):
    first, second = statuses(f"{given} $${right}$$ Some say $${wrong}$$")[-2:]
    assert first in RIGHT
    assert second == "wrong"


def test_what_no_formula_says_is_not_guessed():
    assert statuses(r"$$L = a^2 b$$ $$\nabla L = (2ab, a^2)$$")[-1] == "not read"


@pytest.mark.parametrize("formula", [r"D_u \log x = 2", r"y' = D \sin x", r"\nabla \log x = 1"])
def test_no_operator_breaks_on_functions_without_brackets(formula):
    assert len(statuses(rf"$$f(x, y) = x y$$ ${formula}$")) == 2
