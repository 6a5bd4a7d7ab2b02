"""The LaTeX reader: every formula is read as it is set, or refused with a place and a reason."""
# ruff: noqa: RUF001 -- the strings are what people paste, look-alikes included

import contextlib
import json
import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import autograd
from autograd.errors import ExpressionError
from autograd.formulas.latex import read_latex
from autograd.formulas.trees.tree import mapped, names
from autograd.formulas.writing import formula
from effort import at_most

DATA = Path(__file__).parents[1] / "data" / "latex.jsonl"
CASES = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]


def with_its_names(case: dict[str, str]) -> str:
    names, functions = case["names"].split(), case.get("functions", "").split()
    return str(read_latex(case["latex"], names, functions))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_open_strings_with_the_names_of_the_graph(case):
    if "refuse" in case:
        with pytest.raises(ExpressionError, match=re.escape(case["refuse"])):
            with_its_names(case)
    else:
        assert with_its_names(case) == case["reads"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_open_strings_without_a_graph(case):
    if "refuse" in case or "names_decide" in case:
        with pytest.raises(ExpressionError):
            read_latex(case["latex"])
    else:
        assert str(read_latex(case["latex"])) == case["reads"]


NAMES = [
    "L", "C", "E", "a1", "a2", "z1", "z2", "w1", "w2", "b1", "b2", "x", "y", "t", "k", "n",
    "alpha", "beta", "eta", "theta_h", "yhat", "loss", "w_out", "x_1", "x_2", "h_2", "mu",
]  # fmt: skip

READ = [
    (r"\frac{dL}{db_1}", "dL/db1"),
    (r"\frac{\mathrm{d} L}{\mathrm{d} b_1}", "dL/db1"),
    (r"\dfrac{\partial L}{\partial b_{1}}", "dL/db1"),
    (r"\partial L/\partial b_1 = a_2 - y", "dL/db1 = a2 - y"),
    (r"∂L/∂b₁ = a₂ − y", "dL/db1 = a2 - y"),
    (r"dL/db_1 = x", "dL/db1 = x"),
    (r"\frac{\partial^2 L}{\partial x^2}", "d2L/dx2"),
    (r"\frac{\partial^2 L}{\partial x \partial y}", "d2L/(dx dy)"),
    (r"\frac{d^2 L}{dx^2}", "d2L/dx2"),
    (r"\frac{\partial L}{\partial \mathrm{loss}}", "dL/dloss"),
    (r"\frac{\partial \sigma(z_1)}{\partial z_1}", "d/dz1(sigma(z1))"),
    (r"\frac{\partial}{\partial x}\left[x^2 + 1\right]", "d/dx(x^2 + 1)"),
    (r"\frac{\partial L}{\partial a_2}\frac{\partial a_2}{\partial z_2}", "dL/da2*da2/dz2"),
    (r"σ′(z₁)", "sigma'(z1)"),
    (r"\sigma''(z_1)", "sigma''(z1)"),
    (r"\sigma^{\prime\prime}(z_1)", "sigma''(z1)"),
    (r"\sigma^\prime\left(z_1\right)", "sigma'(z1)"),
    (r"\tanh'(x)", "tanh'(x)"),
    (r"\operatorname{ReLU}'(x)", "ReLU'(x)"),
    (r"a_2(1-a_2)", "a2*(1 - a2)"),
    (r"a_{2}\left( 1 - a_{2} \right)", "a2*(1 - a2)"),
    (r"(1-a_2)a_2", "(1 - a2)*a2"),
    (r"\frac12(a_2-y)^2", "1/2*(a2 - y)^2"),
    (r"\frac1{2}x", "1/2*x"),
    (r"\tfrac{1}{2}x^2", "1/2*x^2"),
    (r"\tanh^2 x", "tanh(x)^2"),
    (r"1-\tanh^{2}\left(x\right)", "1 - tanh(x)^2"),
    (r"\sin x \cos x", "sin(x)*cos(x)"),
    (r"\sin(x)\cos(y)", "sin(x)*cos(y)"),
    (r"2\sin(x)", "2*sin(x)"),
    (r"\log_2(x)", "log2(x)"),
    (r"\log_{10} x", "log10(x)"),
    (r"\sqrt[3]{x}", "cbrt(x)"),
    (r"\sqrt2", "sqrt(2)"),
    (r"|x|", "abs(x)"),
    (r"\lvert x - y\rvert", "abs(x - y)"),
    (r"\max\{0, x\}", "max(0, x)"),
    (r"e^{-x^2/2}", "exp(-x^2/2)"),
    (r"\mathrm{e}^{x}", "exp(x)"),
    (r"2\pi x", "2*pi*x"),
    (r"x^2y", "x^2*y"),
    (r"a_2^2", "a2^2"),
    (r"a_2^{-1}", "a2^(-1)"),
    (r"x^{2k}", "x^(2*k)"),
    (r"a^{(2)} - y", "a2 - y"),
    (r"a^{[2]}", "a2"),
    (r"\hat{y} - y", "yhat - y"),
    (r"ŷ - y", "yhat - y"),
    (r"\hat{y} (1 - \hat{y})", "yhat*(1 - yhat)"),
    (r"\theta_{h}", "theta_h"),
    (r"\mathcal{L} - y", "L - y"),
    (r"\text{loss} + 1", "loss + 1"),
    (r"loss + 1", "loss + 1"),
    (r"w_{\text{out}} x", "w_out*x"),
    (r"w_{\mathrm{out}}x", "w_out*x"),
    (r"xy", "x*y"),
    (r"-x^2", "-x^2"),
    (r"-xy + 1", "-x*y + 1"),
    (r"(-x)^2", "(-x)^2"),
    (r"x - (y - k)", "x - (y - k)"),
    (r"x/y/k", "x/y/k"),
    (r"x/(yk)", "x/(y*k)"),
    (r"\{x + y\}k", "(x + y)*k"),
    (r"x\,y\;k", "x*y*k"),
    (r"x \times y * k", "x*y*k"),
    ("x \N{MULTIPLICATION SIGN} y \N{DOT OPERATOR} k", "x*y*k"),
    (r"$$x + y$$", "x + y"),
    (r"\[ x + y \]", "x + y"),
    (r"x = y \tag{3.1}", "x = y"),
    (r"x = y.", "x = y"),
    (r"0.5x", "0.5*x"),
    (r"2E", "2*E"),
    (r".5x", "0.5*x"),
    (r"w_1 \leftarrow w_1 - \eta \frac{\partial L}{\partial w_1}", "w1 <- w1 - eta*dL/dw1"),
    (r"w_1 := x", "w1 = x"),
    (r"\sum_{i=1}^{2} w_i x_i", "w1*x_1 + w2*x_2"),
    (r"\sum_{i=1}^2 i x", "sum(i=1..2: i*x)"),
    (r"\begin{aligned} x &= y \\ &= k \end{aligned}", "x = y = k"),
    (r"\begin{align*} x &= y \\ k &= n \end{align*}", "x = y\nk = n"),
    (r"\begin{aligned} x &= y \\ &\quad + k \\ &= n \end{aligned}", "x = y + k = n"),
    (r"\begin{aligned} x &= y \\ & - k + t \end{aligned}", "x = y - k + t"),
    (
        r"\begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}",
        "where(x > 0, x, 0)",
    ),
    (r"\begin{cases} x, & x \ge 0 \\ \alpha x, & x < 0 \end{cases}", "where(x >= 0, x, alpha*x)"),
    (r"L=x2y L = x^2 y L=x2y", "L = x^2*y"),
    (
        (
            "∂L∂b1=(a2−y)w2σ′(z1)"
            r"\frac{\partial L}{\partial b_1} = (a_2 - y) w_2 \sigma'(z_1)"
            "∂b1\u200b∂L\u200b=(a2\u200b−y)w2\u200bσ′(z1\u200b)"
        ),
        "dL/db1 = (a2 - y)*w2*sigma'(z1)",
    ),
]


def reading(latex: str) -> str:
    return str(read_latex(latex, NAMES))


@pytest.mark.parametrize(("latex", "said"), READ)
def test_read(latex, said):
    assert reading(latex) == said


REFUSED = [
    (r"x'", r"its prime would be dropped; write \frac{dy}{dx}"),
    (r"a_2'", "its prime would be dropped"),
    (r"\sigma' z_1", "is a function"),
    (r"\sigma'", "is a function"),
    (r"(x+y)'", "derivative of a function"),
    (r"x \bmod y", "a remainder is not read"),
    (r"q + 1", "q is no name of the graph; a line such as q in R makes it one"),
    (r"\dot{x} + 1", r"dot_x is no name of the graph; write \frac{d x}{d t} for a derivative"),
    (r"\ddot{x}", r"write \frac{d^2 x}{d t^2} for a derivative"),
    (r"a_3 + 1", "a_3 is no name of the graph; is a2 meant"),
    (r"\gamma x", "gamma is no name"),
    (r"e + 1", "e is no name"),
    (r"lossx", "no name of the graph, nor a product"),
    (r"\mathrm{foo}(x)", "foo is no name"),
    (r"L(x)", "product or a function"),
    (r"L(x)^2", "product or a function"),
    (r"L(x, y)", "comma"),
    (r"\sigma^2(z_1)", "power, a derivative or a layer"),
    (r"\sigma_2(z_1)", "sigma_2 is no name"),
    (r"\tanh^{-1}(x)", "power or an inverse"),
    (r"\sin x^2", "brackets"),
    (r"\log a_2 x", "brackets"),
    (r"\log a_2 \cdot x", "brackets"),
    (r"\log(x)^2", "inside the function"),
    (r"\log{x+y}", "brackets"),
    (r"\sin 2x y", "brackets"),
    (r"\frac{d}{dx} x y", "brackets"),
    (r"\frac{d}{dx} x + y", "how much is differentiated"),
    (r"\frac{d}{dx}(x)(y)", "brackets"),
    (r"\frac{\partial L}{d x}", "d and ∂"),
    (r"\frac{\partial L}{x}", "∂ stands above and below"),
    (r"\frac{\partial L y}{\partial x}", "wanted an operator or the end"),
    (r"\frac{\partial^2 L}{\partial x}", "wanted"),
    (r"\partial L", "only in a derivative"),
    (r"\partial L/\partial x y", "above or below"),
    (r"\frac{\partial L}{\partial b_1}\Big|_{x=0}", "found |"),
    (r"\left.x\right|_{0}", "leaves a bracket out"),
    (r"x/yk", "above or below"),
    (r"x \cdot y k", "was a + lost"),
    (r"x y \cdot k", "was a + lost"),
    (r"x_1 \cdot w_1 x_2", "was a + lost"),
    (r"(a_2-y) w_2 \cdot x", "was a + lost"),
    (r"x 2", "a number behind a factor"),
    (r"x2", "a number behind a factor"),
    (r"(x+y)2", "a number behind a factor"),
    (r"0,5 x", "comma"),
    (r"0{,}5 x", "comma"),
    (r"1\,000", "a number behind"),
    (r"1e-3", "e is no name"),
    (r"2E-3", "write 10^{-3}"),
    (r"2\frac12", "mixed number"),
    (r"\frac123", "a number behind"),
    (r"x^23", "only the first character"),
    (r"x_12", "only the first character"),
    (r"x^ky", "only the first character"),
    (r"e^-x", "write {…}"),
    (r"x^2^3", "two superscripts"),
    (r"x_1_2", "two subscripts"),
    (r"x^{(2)}", "no name of the graph has this layer"),
    (r"x^*", "wanted an index or exponent"),
    (r"x \pm y", "two formulas in one"),
    (r"x - - y", "two signs"),
    (r"x \cdot -y", "two signs"),
    (r"x! ", "factorials"),
    (r"50\% x", "number|unknown|%"),
    (r"x + \cdots + y", "dots"),
    (r"\sum_j x_j", "x_j is no name"),
    (r"\sum x", "which index"),
    (r"\sum_{i=1}^{99} x_i", "terms is written out"),
    (r"\begin{matrix} x \end{matrix}", "unknown command"),
    (r"\begin{aligned} x &= y", "unexpected end"),
    (r"\frac{x}", "unexpected end"),
    (r"(x + y", "unexpected end"),
    (r"[x + y)", "wanted ]"),
    (r"x + y)", "never opened"),
    (r"x = y, k = n", "one formula at a time"),
    (r"x \approx y", "about equal"),
    (r"\mathcal{L} - L", "two fonts"),
    (r"\mathbf{x} - x", "two fonts"),
    (r"\nabla L", "with regard to what"),
    ("x\u0338y", "means nothing"),
    ("ｘ + y", "means nothing"),
    (r"x + ", "unexpected end"),
    (r"", "unexpected end"),
    (r"$x$ and $y$", "in the middle|means"),
    (r"x \quad y", "side by side"),
    (r"x \text{ and } y", "talk between"),
    (r"\Delta w_1", "is this a difference"),
    (r"\mathrm{d} x", "is this a difference"),
    (r"x \\ y", "a row by itself"),
    (r"x^{}", "nothing stands"),
    (r"\hat{\hat{y}}", "two accents"),
    (r"\def\x{1}", r"unknown command \def"),
    (r"\input{secret}", r"unknown command \input"),
]


@pytest.mark.parametrize(("latex", "why"), REFUSED)
def test_refused(latex, why):
    with pytest.raises(ExpressionError, match=why if "|" in why[1:] else re.escape(why)) as caught:
        reading(latex)
    assert 1 <= caught.value.column <= len(latex) + 1


@pytest.mark.parametrize(
    ("latex", "said"),
    [
        ("p(1-p)", "p*(1 - p)"),
        (r"\hat{y_j} - y_j", "hat_y_j - y_j"),
        (r"x^{(n-1)/2}", "x^((n - 1)/2)"),
        (r"\phi(x + 1)", None),
        ("dx + 1", None),
        ("exp(-x)", "exp(-x)"),
        ("abc", None),
        (r"\sigma z_1", None),
        (r"\sigma{(z_1)}", "sigma(z_1)"),
        (r"\Delta w", None),
        (r"x \text{ if } y", None),
        ("d + 1", None),
    ],
)
def test_without_a_graph(latex, said):
    if said is None:
        with pytest.raises(ExpressionError):
            read_latex(latex)
    else:
        assert str(read_latex(latex)) == said


def test_a_refusal_shows_the_place():
    with pytest.raises(ExpressionError) as caught:
        reading(r"x^2 + y \foo")
    assert str(caught.value).splitlines()[1:] == [r"    x^2 + y \foo", "            ^"]


@pytest.mark.parametrize(
    ("latex", "known", "why"),
    [
        ("xy", ["x", "y", "xy"], "one name or a product"),
        ("w_{12}", ["w12", "w_1_2"], "w12 or w_1_2"),
        ("e^{x}", ["e", "x"], "e is a name here"),
        ("x^T", ["x", "T"], "T is a name here"),
        (r"\frac{dL}{dx}", ["dL", "x"], "is a name here"),
        (r"\frac{dL}{dx}", ["d", "L", "x"], "is a name here"),
        ("z^l", ["z", "l", "z^l"], "may be a power"),
        (r"\sigma'(x)", ["sigma", "x"], "prime would be dropped"),
    ],
)
def test_what_the_names_make_doubtful_is_refused(latex, known, why):
    with pytest.raises(ExpressionError, match=why):
        read_latex(latex, known)


@pytest.mark.parametrize(
    ("latex", "known", "said"),
    [
        ("xy", ["xy"], "xy"),
        ("dx + 1", ["dx"], "dx + 1"),
        ("e^2", ["e"], "e^2"),
        (r"\sigma(x - 1)", ["sigma", "x"], "sigma*(x - 1)"),
        (r"\sigma^2", ["sigma"], "sigma^2"),
        (r"\sigma^2(x - \mu)", ["sigma", "x", "mu"], "sigma^2*(x - mu)"),
        (r"e_2 (1-h_2)", ["e_2", "h2"], "e_2*(1 - h2)"),
        ("z^{l}", ["z", "l"], "z^l"),
        (r"\frac{d_1}{d_2}", ["d1", "d2"], "d1/d2"),
    ],
)
def test_the_names_decide(latex, known, said):
    assert str(read_latex(latex, known)) == said


def test_functions_of_the_page():
    assert str(read_latex("f(x)(1 - f(x))", ["x"], ["f"])) == "f(x)*(1 - f(x))"
    assert str(read_latex("f'(x)", ["x"], ["f"])) == "f'(x)"
    with pytest.raises(ExpressionError, match="f is no name"):
        read_latex("f(x)", ["x"])


def test_arrays_have_elements():
    arrays = {"W": 2, "d": 1}
    said = read_latex(r"\sum_{j} W_{hj} d_j", ["x"], arrays=arrays)
    assert str(said) == "sum(j: W[h,j]*d[j])"
    with pytest.raises(ExpressionError, match="takes 2 indices"):
        read_latex("W_j", ["x"], arrays=arrays)


ARRAYS = {"W": 2, "x": 1, "d": 1, "A": 2}


@pytest.mark.parametrize(
    ("latex", "said"),
    [
        ("W x + d", "W @ x + d"),
        (r"W^\top d", "W.T @ d"),
        (r"(W)^T d \cdot k", None),
        (r"((W)^T d) \odot \sigma'(x)", "(W.T @ d)*sigma'(x)"),
        (r"k W x", "(k*W) @ x"),
        (r"x^\top d", "x.T @ d"),
        (r"\eta x", "eta*x"),
        ("x d", None),
        (r"x \cdot d", None),
        (r"d x^\top", "d @ x.T"),
        ("W^2", None),
        ("x/d", None),
    ],
)
def test_products_of_arrays(latex, said):
    if said is None:
        with pytest.raises(ExpressionError):
            read_latex(latex, ["k", "eta"], arrays=ARRAYS)
    else:
        assert str(read_latex(latex, ["k", "eta"], arrays=ARRAYS)) == said


def test_a_sum_whose_end_is_doubtful_is_refused():
    with pytest.raises(ExpressionError, match="belong to the sum"):
        read_latex(r"\sum_{j=1}^n a_j + b_j")
    assert str(read_latex(r"\sum_{j=1}^n a_j + b")) == "sum(j=1..n: a_j) + b"


# ---- Laws ---------------------------------------------------------------------------------------


x, y, w1 = autograd.variables("x y w1", 0.5, 0.25, 2.0)


@pytest.mark.parametrize(
    "node",
    [
        x + y * 2.0,
        (x + y) * 2.0,
        x - (y - x),
        (-x) ** 2,
        x / (y + 1.0),
        (x / y) ** 2,
        autograd.sin(x) ** 2,
        autograd.exp(-(x**2)),
        autograd.log10(x),
        w1 * x,
        autograd.max([x, y]),
        autograd.sigmoid(w1 * x + y) * x,
        autograd.sqrt(x * y) - abs(x),
        x * -1.5,
    ],
)
def test_our_own_formulas_are_read(node):
    names_of = {"w1": w1, "x": x, "y": y}
    said = str(read_latex(formula(node), names_of))
    (side,) = read_latex(formula(node), names_of).sides
    values = {name: names_of[name].data for name in names(side)}
    value = autograd.parse(said.replace("sigma(", "sigmoid("), **values)
    assert value.data == pytest.approx(node.data, rel=1e-12)


PIECES = [
    r"\frac", "{", "}", "(", ")", "[", "]", "^", "_", "'", "x", "y", "a_2", "1", "2", "12", ",",
    ".", "+", "-", "=", r"\cdot", "/", r"\partial", "d", r"\sum", "_{i=1}^{2}", r"\sigma",
    r"\tanh", r"\left", r"\right", "|", "&", r"\\", r"\begin{aligned}", r"\end{aligned}",
    r"\begin{cases}", r"\end{cases}", r"\text", r"\mathrm", r"\hat", "e^", r"\foo", "$", "%",
    r"\sqrt", r"\log", r"\nabla", r"\tag{", "∂", "σ", "′", "₁", "²", "−", "·", "ŷ", r"\lvert",
    r"\rvert", r"\max", r"\{", r"\}",
]  # fmt: skip


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join) | st.text(max_size=40))
@example("\\")
@example("_")
@example("{")
@example("\\sqrt[")
def test_garbage_is_read_or_refused(latex):
    for known in (NAMES, None):
        try:
            found = read_latex(latex, known)
        except ExpressionError as refused:
            found = refused
        assert str(found)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_glued_garbage_is_read_or_refused(latex):
    with contextlib.suppress(ExpressionError):
        assert str(read_latex(latex, NAMES))


@pytest.mark.parametrize(
    "latex",
    [
        "(" * 4000,
        "{" * 4000,
        r"\frac{" * 600,
        "x^{" * 1300,
        r"\sum_{i=1}^{9}" * 280,
        r"\sqrt" * 780,
        "+" * 4000,
        "x+" * 1999 + "x",
        "x" * 4000,
        "xy " * 1300,
        "x" * 1_000_000,
        "'" * 4000,
        "dL/" * 1300,
        "d" * 4000,
        r"\log " * 800,
    ],
)
def test_long_input_ends_soon(latex):
    with at_most(600_000):
        try:
            found = read_latex(latex, NAMES)
        except ExpressionError as refused:
            found = refused
    assert str(found)


def test_mapping_keeps_every_name():
    (side,) = read_latex("xy + a_2", NAMES).sides
    assert names(mapped(side, lambda part: None)) == {"x", "y", "a2"}


# ---- What a browser copies ----------------------------------------------------------------------

COPIED = [
    ("L=logx", r"L = \log x", "L = log(x)"),
    ("y=tanh(z1)", r"y = \tanh(z_1)", "y = tanh(z1)"),
    ("y=max(0,x)", r"y = \max(0, x)", "y = max(0, x)"),
    ("y=ReLU(x)", r"y = \operatorname{ReLU}(x)", "y = ReLU(x)"),
    ("y=2sinhx", r"y = 2 \sinh x", "y = 2*sinh(x)"),
    ("x≤y=k", r"x \le y = k", "x <= y = k"),
    ("x≤y=k", r"x \leqslant y = k", "x <= y = k"),
    ("x≠y=k", r"x \ne y = k", "x != y = k"),
    ("x←x=k", r"x \gets x = k", "x <- x = k"),
    ("y=∣x∣", r"y = \lvert x \rvert", "y = abs(x)"),
    ("y=∣x∣", r"y = \left|x\right|", "y = abs(x)"),
    ("y=α⋅x", r"y = \alpha \cdot x", "y = alpha*x"),
    ("y=⌊x⌋", r"y = \lfloor x \rfloor", "y = floor(x)"),
]


@pytest.mark.parametrize(("shown", "latex", "said"), COPIED)
@pytest.mark.parametrize("gap", ["", " ", "\u200b"], ids=["", "space", "no-width"])
def test_of_a_formula_copied_from_a_page_its_latex_is_read(shown, latex, said, gap):
    behind = gap or (" " if re.search(r"\\[a-z]+$", latex) else "")
    assert reading(f"{shown}{gap}{latex}{behind}{shown}") == said


@pytest.mark.parametrize("formula", ["y=∣x∣", "y = kx", "y=max(0,x)"])
def test_a_formula_that_stands_there_more_than_once_is_no_product(formula):
    with pytest.raises(ExpressionError, match="three times: keep one"):
        reading(f"{formula} {formula} {formula}")
    with pytest.raises(ExpressionError, match="twice: keep one"):
        reading(f"{formula} {formula}")
