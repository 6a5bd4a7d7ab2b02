"""Formulas: what is written is what was computed, in brackets where they are needed."""

import math
import re
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import autograd
from autograd import Tensor, Value, gradients
from autograd.engine.primitive import REGISTRY
from autograd.errors import UnreachableError
from autograd.formulas.writing import formula, name, number
from autograd.values.symbol import Symbol

TOKEN = re.compile(r"\s*(\\left[(|]|\\right[)|]|\\[a-z]+|\d+(?:\.\d+)?|[a-z]|[-+^{}])")
FUNCTIONS = {r"\sin": math.sin, r"\cos": math.cos, r"\tanh": math.tanh, r"\sinh": math.sinh}


class Reader:
    """Computes a formula by the rules of precedence that a reader of mathematics knows."""

    def __init__(self, text: str, values: dict[str, float]) -> None:
        self.tokens = TOKEN.findall(text)
        assert "".join(self.tokens) == re.sub(r"\s", "", text)
        self.values = values

    def next(self) -> str:
        return self.tokens.pop(0)

    def peek(self) -> str:
        return self.tokens[0] if self.tokens else ""

    def sum(self) -> float:
        total = self.product()
        while self.peek() in ("+", "-"):
            total = total + self.product() if self.next() == "+" else total - self.product()
        return total

    def product(self) -> float:
        if self.peek() == "-":
            self.next()
            return -self.product()
        total = self.power()
        while self.peek() == r"\cdot":
            self.next()
            total *= self.power()
        return total

    def power(self) -> float:
        base = self.atom()
        if self.peek() == "^":
            self.next()
            base **= self.group()
            assert self.peek() != "^"
        return base

    def group(self) -> float:
        assert self.next() == "{"
        inside = self.sum()
        assert self.next() == "}"
        return inside

    def atom(self) -> float:
        token = self.next()
        if token in (r"\left(", r"\left|"):
            inside = self.sum()
            assert self.next() == token.replace("left", "right").replace("(", ")")
            return inside if token == r"\left(" else abs(inside)
        if token == r"\frac":
            return self.group() / self.group()
        if token == r"\sqrt":
            return math.sqrt(self.group())
        if token in FUNCTIONS:
            assert self.peek() == r"\left("
            return FUNCTIONS[token](self.atom())
        return self.values[token] if token in self.values else float(token)


def value_of(text: str, values: dict[str, float]) -> float:
    reader = Reader(text, values)
    total = reader.sum()
    assert not reader.tokens
    return total


STEPS = [
    lambda a, b: a + b,
    lambda a, b: a - b,
    lambda a, b: a * b,
    lambda a, b: a / (b * b + 1.5),
    lambda a, b: -a,
    lambda a, b: a**2,
    lambda a, b: a**3.0,
    lambda a, b: autograd.sin(a),
    lambda a, b: autograd.cos(a - b),
    lambda a, b: abs(a),
    lambda a, b: autograd.square(a),
    lambda a, b: autograd.sqrt(a * a + 0.25),
    lambda a, b: autograd.sum([a, b, -a]),
    lambda a, b: autograd.dot([a, -b], [b, 2.5]),
    lambda a, b: autograd.prod([a, -b, a - b]),
    lambda a, b: autograd.mean([a, b]),
    lambda a, b: a * -2.0,
    lambda a, b: 1.5 - a,
    lambda a, b: a + (-0.5),
]


@st.composite
def expressions(draw: st.DrawFn) -> Value:
    pool = [Value(draw(st.floats(-1.5, 1.5)).__round__(3), name) for name in "xy"]
    for _ in range(draw(st.integers(1, 7))):
        a, b = (pool[draw(st.integers(0, len(pool) - 1))] for _ in range(2))
        pool.append(draw(st.sampled_from(STEPS))(a, b))
    return pool[-1]


def leaves(y: Value) -> list[Value]:
    from autograd.engine.walks import ancestors

    return [node for node in ancestors(y).values() if node.op is None]


@given(expressions())
def test_a_formula_read_by_precedence_gives_the_value(y: Value) -> None:
    text = formula(y)
    if "aligned" not in text:
        values = {leaf.name: leaf.data for leaf in leaves(y)}
        assert value_of(text, values) == pytest.approx(y.data, rel=1e-9, abs=1e-9)


@given(expressions())
def test_a_derivative_read_by_precedence_gives_the_gradient(y: Value) -> None:
    values = {leaf.name: leaf.data for leaf in leaves(y)}
    for leaf in leaves(y):
        text = formula(y, wrt=leaf)
        if r"\operatorname" in text or r"\left[" in text or "aligned" in text:
            continue
        (slope,) = gradients(y, [leaf])
        assert value_of(text, values) == pytest.approx(slope, rel=1e-9, abs=1e-9)


x, y, w1 = autograd.variables("x y w1", 0.5, 0.25, 2.0)


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (x + y * 2.0, r"x + y \cdot 2"),
        ((x + y) * 2.0, r"\left(x + y\right) \cdot 2"),
        (x - (y - x), r"x - \left(y - x\right)"),
        (x - (-y), r"x - \left(-y\right)"),
        (x + (-y), r"x - y"),
        ((-x) ** 2, r"\left(-x\right)^{2}"),
        ((x**2) ** 3, r"\left(x^{2}\right)^{3}"),
        (-(x**2), r"-x^{2}"),
        (x / (y + 1.0), r"\frac{x}{y + 1}"),
        ((x / y) ** 2, r"\left(\frac{x}{y}\right)^{2}"),
        (autograd.sin(x) ** 2, r"\left(\sin\left(x\right)\right)^{2}"),
        (autograd.exp(-(x**2)), r"e^{-x^{2}}"),
        (autograd.log10(x), r"\log_{10}\left(x\right)"),
        (x % y * 2.0, r"\left(x \bmod y\right) \cdot 2"),
        (w1 * x, r"w_{1} \cdot x"),
        (x * 1e-7, r"x \cdot 10^{-7}"),
        (x * -1.5e-7, r"x \cdot \left(-1.5 \cdot 10^{-7}\right)"),
        (autograd.sum([x, -y, x - y]), r"x - y + x - y"),
        (autograd.dot([x, y], [y - x, x]), r"x \cdot \left(y - x\right) + y \cdot x"),
        (autograd.mean([x, y]), r"\frac{x + y}{2}"),
        (autograd.max([x, y]), r"\max\left(x, y\right)"),
        (autograd.logsumexp([x, y]), r"\ln\left(e^{x} + e^{y}\right)"),
        (autograd.leaky_relu(x, 0.1), r"\operatorname{leaky\_relu}\left(x, 0.1\right)"),
    ],
)
def test_brackets(node: Value, text: str) -> None:
    assert formula(node) == text


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (x * 3.0, "3"),
        (x + y, "1"),
        (-x, "-1"),
        (x * x, r"2 \cdot x"),
        (x**2, r"2 \cdot x"),
        (x**3, r"3 \cdot x^{2}"),
        (5.0 * x**2, r"10 \cdot x"),
        (autograd.sin(3.0 * x), r"3 \cdot \cos\left(3 \cdot x\right)"),
        (autograd.cos(x), r"-\sin\left(x\right)"),
        (
            autograd.tanh(w1 * x + y),
            r"\operatorname{sech}^{2}\left(w_{1} \cdot x + y\right) \cdot w_{1}",
        ),
    ],
)
def test_derivatives_are_tidy(node: Value, text: str) -> None:
    assert formula(node, wrt=x) == text


def test_writing_a_derivative_changes_no_gradient() -> None:
    a = Value(2.0, "a")
    formula(a * a, wrt=a)
    assert a.grad is None


def test_a_derivative_along_no_path_is_refused() -> None:
    with pytest.raises(UnreachableError, match="x was not computed from y"):
        formula(x, wrt=y)


def test_shared_parts_do_not_blow_the_text_up() -> None:
    h = x
    for _ in range(60):
        h = autograd.tanh(h * h + y)
    text = formula(h)
    assert len(text) < 20_000
    assert text.startswith(r"\begin{aligned}")
    assert text.endswith("\\end{aligned}")
    assert r"y &= " in text


def test_a_long_chain_is_written_without_recursion() -> None:
    h = x
    for _ in range(5_000):
        h = h * 0.5 + 0.25
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(120)
    try:
        assert len(formula(h)) < 2_000_000
    finally:
        sys.setrecursionlimit(limit)


def test_many_terms_are_abbreviated() -> None:
    terms = [Value(1.0, f"a{i}") for i in range(100)]
    assert formula(autograd.sum(terms)) == r"a_{0} + a_{1} + a_{2} + \cdots + a_{99}"


def test_names() -> None:
    given = ["x", "w1", "w_1", "alpha", "beta2", "loss", "x_hid", "ŷ", "layer0.1", "", "a b"]
    assert [name(text) for text in given] == [
        "x",
        "w_{1}",
        "w_{1}",
        r"\alpha",
        r"\beta_{2}",
        r"\mathrm{loss}",
        r"x_{\mathrm{hid}}",
        "ŷ",
        r"\text{layer0.1}",
        r"\text{}",
        r"\text{a b}",
    ]


def test_an_array_that_is_constant_stands_where_it_is_multiplied() -> None:
    x, turn = Tensor([[1.0, 2.0], [3.0, 4.0]], "X"), np.array([[0.0, 1.0], [1.0, 0.0]])
    assert formula(x @ turn) == r"X \text{[[0.0, 1.0], [1.0, 0.0]]}"
    assert formula(turn @ x) == r"\text{[[0.0, 1.0], [1.0, 0.0]]} X"
    assert formula((x @ x).sum(axis=1)) == r"\operatorname{sum}_{\text{axis 1}}\left(X X\right)"


def test_of_several_with_one_name_each_has_a_number() -> None:
    p, q, w = Value(1.5, "p1"), Value(2.0, "p1"), Value(3.0, "w")
    assert formula(w * p**2 + q) == r"w \cdot \left(p_{1}^{(1)}\right)^{2} + p_{1}^{(2)}"
    assert formula(w * p * q, wrt=q) == r"w \cdot p_{1}^{(1)}"
    h = p
    for _ in range(60):
        h = autograd.tanh(h * h + q)
        h.name = "h"
    left = re.findall(r"^(.*) &= ", formula(h, wrt=q), flags=re.MULTILINE)
    assert left[-1] == r"\frac{\partial h^{(60)}}{\partial p_{1}^{(2)}}"
    assert len(left) == len({*left})
    assert any(re.fullmatch(r"h\^\{\(\d+\)\}", one) for one in left)


def test_numbers_that_are_none() -> None:
    texts = [number(value).text for value in (math.inf, -math.inf, math.nan, 1e300, 0.0)]
    assert texts == [r"\infty", r"-\infty", r"\mathrm{NaN}", "10^{300}", "0"]


@pytest.mark.parametrize("op", {id(op): op for op in REGISTRY.values()}.values(), ids=str)
def test_every_primitive_is_written_with_matching_braces(op: object) -> None:
    arity = getattr(op, "arity", 0)
    if not arity:
        return
    text = formula(op(*map(Symbol, ["a", "b", "c"][:arity])))  # type: ignore[operator]
    assert text.count("{") - text.count(r"\{") == text.count("}") - text.count(r"\}")
    assert text.count(r"\left") - text.count(r"\leftr") == text.count(r"\right")
    assert all(re.search(rf"\b{letter}\b", text) for letter in "abc"[:arity])


def test_symbols_tensors_and_conditions() -> None:
    a, b = Symbol("a"), Symbol("b")
    assert formula(autograd.where(a > b, a, -b)).startswith(r"\begin{cases} a & a > b")
    assert formula(a * b, wrt=a) == "b"
    assert formula(a + 1.0, wrt=a) == "1"
    w = Tensor([[1.0, 2.0]], name="W")
    assert formula(w @ Tensor([[1.0], [2.0]], name="x")) == "W x"
