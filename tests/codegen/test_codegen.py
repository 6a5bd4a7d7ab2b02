"""Compiled code is eager code, bit for bit; its text is short, stable and safe."""

import builtins
import itertools
import linecache
import math
import pickle
import struct
import subprocess
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import autograd as ag
from autograd import Value, ieee
from autograd.codegen import Compiled, compile
from autograd.codegen.names import checked
from autograd.engine.elementwise import Elementwise
from autograd.engine.nary import Nary
from autograd.engine.primitive import REGISTRY
from autograd.errors import OperandError, ShapeError
from registry import ORDERED

ELEMENTWISE = [
    op
    for name, op in sorted(REGISTRY.items())
    if isinstance(op, Elementwise) and op.name == name and name not in {"where", *ORDERED}
]
NARY = [op for name, op in sorted(REGISTRY.items()) if isinstance(op, Nary) and op.name == name]
LISTS = [op for op in NARY if op.columns == 1 and not op.name.endswith("_at")]
SPECIAL = [
    0.0, -0.0, 1.0, -1.0, 0.5, 2.0, -3.0, 5e-324, -1e-310, 1e-160, 1e160, -1e308, 710.0, -745.5,
    math.inf, -math.inf, math.nan,
]  # fmt: skip
# Rows may differ from floats by 4 ulp. The slope of this one is a difference of products, of which
# NumPy's tanh and `math.tanh` round one differently.
ULP = {"gelu_tanh_prime": 8.0}
numbers = st.sampled_from(SPECIAL) | st.floats(-4.0, 4.0) | st.floats()


def bits(tree: Any) -> Any:
    """A result as text that tells 0.0 from -0.0 and holds NaN equal to NaN."""
    if isinstance(tree, (list, tuple)):
        return [bits(branch) for branch in tree]
    assert type(tree) in (float, bool), tree
    return "nan" if tree != tree else struct.pack("d", tree).hex()


def eager(f: Callable[..., Any], xs: Sequence[float]) -> Any:
    """The value and gradient that Values give under `ieee()`."""
    with ieee():
        nodes = [Value(x) for x in xs]
        y = f(*nodes)
        if not isinstance(y, Value):
            return y, (0.0,) * len(xs)
        return y.data, tuple(ag.gradients(y, nodes, allow_unused=True))


def check_rows(compiled: Compiled, points: Sequence[Sequence[float]], ulp: float = 4.0) -> None:
    """Rows agree with floats to `ulp`, wherever the floats are finite; else they are the same."""
    for k, column in enumerate(_columns(compiled(*map(np.array, zip(*points, strict=True))))):
        for point, got in zip(points, column, strict=True):
            wanted = _columns(compiled(*point))[k]
            if math.isfinite(wanted) and math.isfinite(got):
                assert abs(got - wanted) <= ulp * math.ulp(wanted), (k, point, got, wanted)
            else:
                assert bits(float(got)) == bits(wanted), (k, point, got, wanted)


def _columns(answer: Any) -> list[Any]:
    return [answer[0], *answer[1]]


@pytest.mark.board
@pytest.mark.parametrize("op", ELEMENTWISE, ids=lambda op: op.name)
def test_every_primitive_and_its_slope_keep_their_bits(op: Elementwise) -> None:
    compiled = compile(op, grad=True)
    some = SPECIAL if op.arity == 1 else SPECIAL[::2]
    for xs in itertools.product(some, repeat=op.arity):
        assert bits(compiled(*xs)) == bits(eager(op, xs)), xs


def test_the_slope_of_a_square_is_a_product_with_the_same_bits() -> None:
    def square(x: Any) -> Any:
        return x**2.0

    compiled = compile(square, grad=True)
    assert "d_x = 2.0 * x\n" in compiled.source
    for x in SPECIAL:
        assert bits(compiled(x)) == bits(eager(square, [x])), x


@pytest.mark.board
@pytest.mark.parametrize("op", ELEMENTWISE, ids=lambda op: op.name)
@given(data=st.data())
@settings(max_examples=20)
def test_second_derivatives_keep_their_bits(op: Elementwise, data: st.DataObject) -> None:
    def slopes(*xs: Any) -> Any:
        return ag.gradients(op(*xs), xs, record=True, allow_unused=True)[0] * 1.0

    xs = data.draw(st.tuples(*[numbers] * op.arity))
    with_examples = compile(slopes, *xs, grad=True)
    assert bits(with_examples(*xs)) == bits(eager(slopes, xs))


@pytest.mark.board
@pytest.mark.parametrize("op", LISTS, ids=lambda op: op.name)
@given(xs=st.lists(numbers, min_size=1, max_size=5))
def test_sums_and_their_kin_keep_their_bits(op: Nary, xs: list[float]) -> None:
    # Recorded, its weights are a softmax, which is NaN where Values let equal infinities share.
    assume(op is not ag.logsumexp or all(map(math.isfinite, xs)))

    def f(*args: Any) -> Any:
        return op(list(args))

    assert bits(compile(f, *xs, grad=True)(*xs)) == bits(eager(f, xs))


@st.composite
def recipes(draw: st.DrawFn) -> list[tuple[Any, list[int | float]]]:
    """Random expressions: each step applies an operation to earlier results or constants."""
    steps: list[tuple[Any, list[int | float]]] = []
    for k in range(draw(st.integers(1, 8))):
        op = draw(
            st.sampled_from([*ELEMENTWISE, ag.sum, ag.dot, ag.mean, ag.max, ag.prod, "where"])
        )
        operands = st.integers(0, k + 1) | st.sampled_from([0.0, -0.0, 1.0, -1.0, 2.0, 1e300])
        count = 4 if isinstance(op, Nary) or op == "where" else op.arity
        steps.append((op, draw(st.lists(operands, min_size=count, max_size=count))))
    return steps


def run(steps: list[tuple[Any, list[int | float]]], x: Any, y: Any) -> Any:
    done = [x, y]
    for op, operands in steps:
        args = [done[a] if isinstance(a, int) else a for a in operands]
        if op == "where":
            done.append(ag.where(args[0] > args[1], args[2], args[3]))
        elif isinstance(op, Nary):
            done.append(op(*([args[:2], args[2:]] if op.columns == 2 else [args])))
        else:
            done.append(op(*args))
    return done[-1]


@pytest.mark.parametrize("shift", [0.0, -0.0, 0.3])
@pytest.mark.parametrize("between", [0, 1, 2])
def test_what_uses_a_choice_is_added_up_in_one_order(between: int, shift: float) -> None:
    """Uses of the choice and of its branch take turns, so that sums have an order to get wrong."""

    def f(x: Any, y: Any) -> Any:
        a = x * 0.1 + shift
        chosen = ag.where(x > y, a, y)
        terms = [ag.sin(chosen) * 0.7, ag.exp(a) * 0.3, ag.tanh(chosen) * 1.1, a * a * 0.9]
        terms = terms[between:] + terms[:between]
        return terms[0] + terms[1] + terms[2] + terms[3] + ag.clip(chosen, -0.5, 0.8)

    compiled = compile(f, grad=True)
    for x, y in [(0.7, 0.2), (-0.3, 0.4), (1e-3, -5.0), (-0.0, 0.0), (0.1, 0.1), (3.0, -0.0)]:
        leaves = [Value(x), Value(y)]
        result = f(*leaves)
        value, slopes = compiled(x, y)
        assert bits([value, *slopes]) == bits(
            [result.data, *ag.gradients(result, leaves, allow_unused=True)]
        )


DECISIONS = {
    "if x > 0:": "def f(x):\n    if x > 0:\n        return x\n    return -x\n",
    "return x if x > 0 else -x": "def f(x):\n    return x if x > 0 else -x\n",
    "return max(x, 0.0)": "def f(x):\n    return max(x, 0.0)\n",
    "while x > 1:": "def f(x):\n    while x > 1:\n        x = x / 2\n    return x\n",
    "return x > 0 and x < 1": "def f(x):\n    return x > 0 and x < 1\n",
}


@pytest.mark.parametrize("line", DECISIONS)
@pytest.mark.parametrize("example", [1.0, np.ones(2)], ids=["number", "array"])
def test_a_decision_by_a_number_is_refused_with_its_line(
    line: str, example: Any, tmp_path: Path
) -> None:
    path = tmp_path / "model.py"
    path.write_text(DECISIONS[line], encoding="utf-8")
    names: dict[str, Any] = {"__name__": "model"}
    exec(builtins.compile(DECISIONS[line], str(path), "exec"), names)  # noqa: S102  # text above
    row = 1 + DECISIONS[line].splitlines().index(f"    {line}")
    with pytest.raises(OperandError, match=r"where\(condition, a, b\) instead of if") as refusal:
        compile(names["f"], example, target="numpy")
    assert f"(model.py, line {row}: {line})" in str(refusal.value)


@pytest.mark.board
@given(steps=recipes(), x=numbers, y=numbers)
@settings(max_examples=300)
def test_random_expressions_keep_their_bits(steps: Any, x: float, y: float) -> None:
    def f(x: Any, y: Any) -> Any:
        return run(steps, x, y)

    assert bits(compile(f, grad=True)(x, y)) == bits(eager(f, (x, y)))


@pytest.mark.board
@pytest.mark.parametrize("op", ELEMENTWISE, ids=lambda op: op.name)
def test_rows_are_within_4_ulp_of_floats(op: Elementwise) -> None:
    some = [0.3, 1.7, -0.6, 2.5, 0.0, 20.0, -3.0, 0.99, 1e5, math.inf, math.nan]
    points = list(itertools.product(some if op.arity < 3 else some[:5], repeat=op.arity))
    check_rows(compile(op, grad=True), points, ULP.get(op.name, 4.0))


@pytest.mark.parametrize("op", LISTS, ids=lambda op: op.name)
def test_rows_of_sums_and_their_kin(op: Nary) -> None:
    points = list(itertools.product([0.1, -7.3, 1e17, -1e17, 1e200, math.inf], repeat=3))
    check_rows(compile(lambda x, y, z: op([x, y, z]), grad=True), points)


TRAPS: list[tuple[Callable[[Any], Any], float]] = [
    (lambda x: ag.where(x > 0, ag.log(x), x * x), 0.0),
    (lambda x: ag.where(x > 0, ag.sqrt(x), 0.0), 0.0),
    (lambda x: ag.where(x > 0, 1.0 / x, x), 0.0),
    (lambda x: ag.where(x < 1, ag.where(x > 0, ag.sqrt(x), 0.0), 1.0), 0.0),
    (lambda x: ag.where(x > 1, ag.where(x < 5, ag.log(x), 0.0), x), 0.0),
    (lambda x: ag.where(x != 0, ag.sin(x) / x, 1.0), 0.0),
    (lambda x: ag.where(x > 0, ag.log(x), -0.0 * x) + -0.0 * x, 0.0),
    (lambda x: ag.where(x <= 0, ag.exp(x), ag.exp(-x) * x), 800.0),
]


@pytest.mark.parametrize(("f", "x"), TRAPS)
def test_the_branch_not_taken_leaves_no_trace(f: Callable[[Any], Any], x: float) -> None:
    compiled = compile(f, grad=True)
    for point in (x, -x, 1.0, -2.0, 3.0):
        assert bits(compiled(point)) == bits(eager(f, [point]))
    check_rows(compiled, [[x], [1.0], [-2.0], [3.0]])


def test_the_text_is_one_assignment_for_each_operation() -> None:
    f = compile(lambda w, x: ag.where(x > 0, ag.dot(w, [x, 1.0]), -ag.log(x)), [0.0, 0.0], 0.0)
    assert f.source == (
        "def f(w, x):\n"
        "    [w_0, w_1] = w\n"
        "    t1 = x > 0.0\n"
        "    t2 = fsum([w_0 * x, w_1 * 1.0])\n"
        "    t3 = log(x)\n"
        "    t4 = -t3\n"
        "    t5 = t2 if t1 else t4\n"
        "    return t5\n"
    )


def test_the_text_is_stable_and_survives_pickling() -> None:
    def f(x: Any, y: Any) -> Any:
        return ag.sigmoid(x * y) / y

    first, second = compile(f, grad=True), compile(f, grad=True)
    assert first.source == second.source == pickle.loads(pickle.dumps(first)).source  # noqa: S301


def test_repeated_neutral_and_unused_steps_are_gone() -> None:
    def f(x: Any, y: Any) -> Any:
        ag.exp(y)
        return (x * y + 1.0 * (y * x)) / 1.0 - -y

    lines = compile(f).source.splitlines()[1:]
    assert lines == ["    t1 = x * y", "    t2 = t1 + t1", "    t3 = t2 + y", "    return t3"]


@given(x=st.sampled_from(SPECIAL))
def test_adding_zero_and_multiplying_by_it_are_kept(x: float) -> None:
    for f in (lambda x: x + 0.0, lambda x: x * 0.0, lambda x: 0.0 - x, lambda x: x - 0.0):
        assert bits(compile(f)(x)) == bits(f(x))


def test_results_have_the_structure_of_the_arguments() -> None:
    f = compile(
        lambda w, b, x: w["a"] * w["b"] + b[0] * b[1][0] * x,
        {"a": 1.0, "b": 2.0}, (1.0, [2.0]), 0.5, grad=True,
    )  # fmt: skip
    wanted = (8.0, ({"a": 3.0, "b": 2.0}, (1.0, [0.5]), 2.0))
    assert f({"b": 3, "a": 2}, (0.5, [2.0]), 2) == (8.0, ({"a": 3.0, "b": 2.0}, (4.0, [1.0]), 1.0))
    assert wanted[0] == f(w={"a": 2.0, "b": 3.0}, b=(0.5, [2.0]), x=2.0)[0]


def test_hessian_is_the_hessian() -> None:
    def f(x: Any, y: Any) -> Any:
        return ag.exp(x * y) + x**3

    value, gradient, hessian = compile(f, order=2)(0.5, 1.5)
    wanted = ag.hessian(lambda v: f(*v))([0.5, 1.5])
    assert [list(row) for row in hessian] == wanted
    assert (value, list(gradient)) == ag.value_and_grad(lambda v: f(*v))([0.5, 1.5])


def test_a_whole_update_compiles() -> None:
    def update(w: list[Any]) -> list[Any]:
        loss = (w[0] * 3.0 + w[1] - 1.0) ** 2
        return [p - 0.01 * g for p, g in zip(w, ag.gradients(loss, w, record=True), strict=True)]

    step = compile(update, [0.0, 0.0])
    with ieee():
        wanted = [p.data for p in update([Value(0.5), Value(0.25)])]
    assert step([0.5, 0.25]) == wanted


def test_a_table_of_rows() -> None:
    f = compile(lambda x, y: x * x * y, order=2)
    table = np.array([[1.0, 2.0], [3.0, 4.0], [0.5, -1.0]])
    value, gradient, hessian = f.rows(table)
    assert gradient.shape == (3, 2)
    assert hessian.shape == (3, 2, 2)
    for i, row in enumerate(table.tolist()):
        answer = f(*row)
        assert (value[i], tuple(gradient[i]), tuple(map(tuple, hessian[i]))) == answer


def test_rows_are_fresh_arrays() -> None:
    x = np.array([1.0, 2.0])
    value, (dx, dy) = compile(lambda x, y: x * y, grad=True)(x, 3)
    dy[0] = 99.0
    assert (x.tolist(), value.tolist(), dx.tolist()) == ([1.0, 2.0], [3.0, 6.0], [3.0, 3.0])


def test_compiled_code_never_raises_for_a_domain() -> None:
    f = compile(lambda x: ag.log(x) / x, grad=True)
    assert bits(f(0.0)) == bits((-math.inf, (math.inf,)))
    assert math.isnan(f(-1.0)[0])
    assert compile(lambda x: ag.exp(x))(1000) == math.inf
    assert compile(lambda x: x * ag.log(0.0))(2.0) == -math.inf


def test_long_programs_are_divided(monkeypatch: pytest.MonkeyPatch) -> None:
    def f(x: Any, w: list[Any]) -> Any:
        y = x
        for i in range(60):
            y = ag.sin(y * w[i % 3]) + x
        return y

    whole = compile(f, 0.0, [0.0] * 3, grad=True)
    monkeypatch.setattr("autograd.codegen.parts.LINES", 50)
    parts = compile(f, 0.0, [0.0] * 3, grad=True)
    assert parts.source.count("def ") > 4
    assert bits(_flat(parts(0.3, [0.5, 1.0, 2.0]))) == bits(_flat(whole(0.3, [0.5, 1.0, 2.0])))


def _flat(answer: Any) -> list[Any]:
    value, (x, w) = answer
    return [value, x, *w]


def test_a_long_chain_needs_no_recursion() -> None:
    program = (
        "import sys; sys.setrecursionlimit(160)\n"
        "from autograd import sin\n"
        "from autograd.codegen import compile\n"
        "def f(x):\n"
        "    for _ in range(10_000):\n"
        "        x = sin(x) * 1.01\n"
        "    return x\n"
        "print(compile(f, grad=True)(0.5))\n"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True)

    def f(x: Any) -> Any:
        for _ in range(10_000):
            x = ag.sin(x) * 1.01
        return x

    assert done.stdout.strip() == repr(eager(f, [0.5]))


class Expression:
    names = ("x", "y")

    def __call__(self, **values: Any) -> Any:
        return values["x"] * values["y"]


def test_an_expression_is_called_by_name() -> None:
    assert compile(Expression(), grad=True)(2.0, 3.0) == (6.0, (3.0, 2.0))
    assert compile(Expression())(y=2.0, x=4.0) == 8.0


@pytest.mark.parametrize("hostile", [
    "x y", "x=0):\n import os\ndef f(x", "", "class", "None", "1x", "x.y", "x;y", "__import__",
    "__debug__", "ﬁ", "x\n", "é\u0301" + " ", 7, None,
])  # fmt: skip
def test_hostile_names_are_refused(hostile: Any) -> None:
    with pytest.raises(OperandError, match="Python identifier"):
        checked(hostile)
    expression = Expression()
    expression.names = (hostile,)  # type: ignore[assignment]
    with pytest.raises(OperandError, match="Python identifier"):
        compile(expression)


def test_arguments_called_like_functions() -> None:
    f = compile(
        lambda exp, fsum, t1, shared, f, d_exp: ag.exp(exp) * ag.sum([fsum, t1]) - f, grad=True
    )
    value, gradient = f(0.0, 2.0, 3.0, 0.0, 1.0, 0.0)
    assert (value, gradient) == (4.0, (5.0, 1.0, 1.0, 0.0, -1.0, 0.0))
    assert f.names == ("exp", "fsum", "t1", "shared", "f", "d_exp")


def test_a_traceback_shows_the_generated_line() -> None:
    def burst(x: float) -> float:
        raise RuntimeError("on purpose")

    op = Elementwise("burst", lambda x, y: 1.0, forward=burst)
    compiled = compile(lambda x: op(x * 2.0) + 1.0)
    with pytest.raises(RuntimeError) as caught:
        compiled(1.0)
    text = "".join(traceback.format_exception(caught.value))
    assert "t2 = burst(t1)" in text
    assert "<autograd.compile" in text


def test_the_text_is_forgotten_with_its_owner() -> None:
    def texts() -> set[str]:
        return {name for name in linecache.cache if name.startswith("<autograd.compile")}

    before = texts()  # among them some whose owners the collector has yet to find
    compiled = compile(lambda x: x + 1.0)
    (own,) = texts() - before
    del compiled
    assert own not in texts()


def test_refusals_say_what_to_do() -> None:
    v = Value(1.0, name="v")
    f = compile(lambda x, y: x * y)
    cases: list[tuple[Callable[[], Any], type[Exception], str]] = [
        (lambda: compile(lambda x: x * v), OperandError, "pass it as an argument"),
        (lambda: compile(lambda x: x if x > 0 else -x), OperandError, r"where\(condition, a, b\)"),
        (lambda: compile(lambda x: "text"), OperandError, "returned a str"),
        (lambda: compile(lambda x: [x], grad=True), OperandError, "one number as its result"),
        (lambda: compile(lambda x: x, "a"), OperandError, "example argument is a number"),
        (lambda: compile(lambda x: x, 1.0, 2.0), OperandError, "takes 1 arguments; got 2"),
        (lambda: compile(lambda *xs: xs[0]), OperandError, "give an example of each"),
        (lambda: compile(lambda x, *, k: x), OperandError, "wants k by keyword"),
        (lambda: compile(lambda x: x, order=3), OperandError, "got 3"),
        (lambda: f(1.0), OperandError, r"f\(x, y\) takes 2 arguments; got 1"),
        (lambda: f(1.0, z=2.0), OperandError, "see y, z"),
        (lambda: f(1.0, v), OperandError, "pass its .data"),
        (lambda: f(1.0, "2"), OperandError, "wanted a real number"),
        (lambda: f.rows([[1.0]]), ShapeError, "2 columns"),
        (
            lambda: compile(lambda w: w[0], [0.0, 0.0])([1.0]),
            ShapeError,
            "list of 2; got a list of 1",
        ),
        (lambda: compile(lambda w: w["a"], {"a": 0.0})({"b": 1.0}), ShapeError, "other keys"),
    ]
    for call, error, sentence in cases:
        with pytest.raises(error, match=sentence):
            call()


def test_defaults_stay_constants() -> None:
    assert compile(lambda x, k=3.0: k * x, grad=True)(2.0) == (6.0, (3.0,))
    assert compile(lambda x, k=3.0: k * x, 0.0, 0.0)(2.0, 5.0) == 10.0
