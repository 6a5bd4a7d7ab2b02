"""Formulas as people type them in prose: read where a line or a stretch is one, and only there."""

import pytest

from autograd.documents import document
from autograd.documents.plain.reader import IN_WORDS
from autograd.documents.plain.typed import latex
from autograd.published import check_text

ENGLISH = """A small network by hand

The first layer is linear, and we squash it.
z = w*x + b, a = sigmoid(z)
The loss compares it with the label.
* L = (a - y)**2/2
Now we go back step by step.
1. dL/da = a - y
2. dL/dw = (a - y)*a*(1 - a)*x
3. dL/db = (a - y)*a*(1 + a)
The derivative of tanh is 1 minus tanh squared.
"""
CHINESE = """一个神经元的推导

输入是x,于是加权和z1=w1*x+b1,激活值a1=tanh(z1)。
损失函数取平方误差:L=(a1-t)^2。
• ∂a1/∂z1 = 1-a1^2
• ∂L/∂w1 = 2*(a1-t)*(1-a1)*x
a1对z1的导数:1减去a1的平方
L对b1的偏导:2×(a1-t)×(1-a1²)
注意x=[x1,x2,…]也可以是向量。
"""
SPANISH = """Un resorte sobre una mesa

La energía del resorte que se estira es la siguiente.
E = k*s²/2
Entonces se cumple lo que todos saben.
dE/ds = k*s
dE/dk = s^2
La derivada de E respecto a s es k por s.
"""


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("z1 = w1*x + b1", r"z_{1} = w_{1} \cdot x + b_{1}"),
        ("E=(y-t)**(n+1)/2", r"E = (y - t)^{(n + 1)} / 2"),
        ("delta = a*\u03c6'(z)", "\\delta = a \\cdot \u03c6'(z)"),
        ("∂E/∂w_1 = x²", r"\frac{\partial E}{\partial w_{1}} = x^{2}"),
        ("p := softmax(2×s)", r"p := \operatorname{softmax}(2 \cdot s)"),
        ("w <- w - 0.5*dE/dw", r"w \leftarrow w - 0.5 \cdot \frac{dE}{dw}"),
        ("s = x^-2 + exp(-t)^f(2)", r"s = x^{ - 2} + \exp(- t)^{f(2)}"),
        ("loss = y*log(out)", r"\mathit{loss} = y \cdot \log(\mathit{out})"),
        ("x=[x1,x2,…]", ""),
        ("we set z = 3", ""),
        ("y = ", ""),
        ("y == 3", ""),
        ("f(x = 2", ""),
        ("print('y = 3')", ""),
        ("28*28", ""),
    ],
)
def test_a_typed_formula_is_latex_and_anything_else_is_not(typed, printed):
    assert latex(typed) == printed


@pytest.mark.parametrize(
    ("page", "found", "in_words"),
    [
        (ENGLISH, ["definition", "definition", "definition", "proved", "proved", "wrong"], [11]),
        (CHINESE, ["definition", "definition", "definition", "proved", "wrong"], [7, 8]),
        (SPANISH, ["definition", "proved", "wrong"], [8]),
    ],
)
def test_typed_formulas_of_prose_are_judged_and_derivatives_in_words_are_named(
    page, found, in_words
):
    report = check_text(page, "page.txt")
    assert [each.status for each in report.formulas] == found
    assert [each.place.line for each in report.unread] == in_words
    assert {each.reason for each in report.unread} == {IN_WORDS}
    assert report.text.count(IN_WORDS) == 1


@pytest.mark.parametrize(
    "page",
    [
        "# a derivation\nz = w*x\n# the slope is the input, as is well known\ndz/dw = x\n",
        "z = w*x\ndz/dw = x\nthis line is no formula at all\n",
        "Just a few words here and there\nwithout any formula in them\nnor any claim at all\n",
    ],
)
def test_a_derivation_line_by_line_stays_one(page):
    assert not document(page, "page.txt").formulas
