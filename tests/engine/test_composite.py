"""Operations of many numbers and of arrays by themselves: calls, sentences, edges and slopes."""

import inspect
import math

import numpy as np
import pytest

from autograd import Tensor, Value, ieee, where
from autograd.engine.forward import push
from autograd.engine.masks import masked
from autograd.engine.nary import Nary, listed, nary
from autograd.engine.primitive import register
from autograd.engine.structural import Structural, structural
from autograd.engine.walks import ancestors
from autograd.errors import DomainError, OperandError
from autograd.values.symbol import Symbol


def said(call):
    """The sentence of the error that a call ends with."""
    with pytest.raises(OperandError) as caught:
        call()
    return str(caught.value)


def along(x, axis: int | None = None, keepdims: bool = False):
    return "along", x.shape, axis, keepdims


def rule(xs, y):
    return [1.0 / x for x in xs]


def logs(name="logs", **entry):
    """The sum of logarithms."""
    return Nary(name, rule, lambda xs: sum(math.log(x) if x else -math.inf for x in xs), **entry)


PAIRS = Nary("pairs", lambda xs, y: list(xs), lambda xs: sum(xs), columns=2)


# ---- Of many numbers ----------------------------------------------------------------------------


def test_what_is_no_sequence_is_a_sentence_with_an_example():
    many = logs(doc="Logs.")
    for wrong in ((1.0,), ([1.0], [2.0]), (), ("ab",), (b"ab",)):
        assert (
            said(lambda w=wrong: many(*w)) == "logs takes one sequence of numbers: logs([x, y, …])"
        )
    for wrong in (([1.0],), (1.0, [2.0]), ([1.0], 2.0), ([1.0], [1.0], [1.0]), ("ab", "ab")):
        text = "pairs takes 2 sequences of numbers: pairs([x, y, …], [x, y, …])"
        assert said(lambda w=wrong: PAIRS(*w)) == text
    assert said(lambda: listed("all", 3)) == "all takes one sequence of numbers: all([x, y, …])"
    assert (
        said(lambda: listed("all", 3, "rows")) == "all takes one sequence of rows: all([x, y, …])"
    )
    assert listed("all", (x for x in (1, "a"))) == [1, "a"]
    assert many.summary == "Logs."


def test_sequences_are_of_equal_length_and_long_enough():
    text = "pairs takes sequences of equal length; got 2 and 3"
    assert said(lambda: PAIRS([1.0] * 2, [1.0] * 3)) == text
    assert PAIRS([1.0, 2.0], [3.0, 4.0]) == 10.0
    assert PAIRS([], []) == logs()([]) == 0.0
    with pytest.raises(DomainError, match=r"^logs takes at least one number; got none$"):
        logs(least=1)([])
    assert logs(least=1)([1.0]) == 0.0


def test_an_array_goes_along_its_axis_and_numbers_do_not():
    many = logs(along=along)
    assert many.method is True
    assert logs().method is False
    assert many(np.ones((2, 3)), axis=1, keepdims=True) == ("along", (2, 3), 1, True)
    assert many([1.0, 1.0]) == logs()([1.0, 1.0]) == logs()(np.ones(3)) == 0.0


def test_a_signature_has_the_sequences_and_what_an_array_takes_beside_them():
    assert str(inspect.signature(logs())) == "(xs)"
    assert str(inspect.signature(PAIRS)) == "(xs, ys)"
    assert str(inspect.signature(logs(along=along))) == "(xs, axis=None, keepdims=False)"
    found = inspect.signature(logs(along=along)).parameters.values()
    assert all(each.kind is each.POSITIONAL_OR_KEYWORD for each in found)

    def beside(x, y, axis=0):
        return None

    assert str(inspect.signature(logs(along=beside))) == "(xs, axis=0)"


def test_at_an_edge_partials_are_what_ieee_says():
    many, xs = logs(), [Value(0.0), 2.0, Value(-0.0)]
    with ieee():
        node = many(xs)
        assert many.partials(node) == [math.inf, 0.5, -math.inf]
        assert many.partials(many([Value(4.0), 2.0])) == [0.25, 0.5]
        assert [float(d.data) for d in many.partials(many([Value(4.0), Value(2.0)]), True)] == [
            0.25,
            0.5,
        ]
        assert node.data == -math.inf

    def sentinel(xs, y):
        return [x / (y - 1.0) for x in xs]

    op = Nary("op", sentinel, lambda xs: 1.0)
    assert op.partials(op([Value(2.0), -3.0, Value(5.0)])) == [math.inf, -math.inf, math.inf]


# ---- Of arrays ----------------------------------------------------------------------------------


def scaled(x, by=2.0, *, plus=0.0):
    return x * by + plus


def shared(g, y, x, *rest):
    return [g * 2.0, *(None for _ in rest)]


def test_a_call_that_does_not_fit_says_how_it_is_made():
    op = Structural("scaled", lambda x, by=2.0: x * by, shared, title="scale")
    assert op(np.ones(2)).tolist() == op(np.ones(2), by=2.0).tolist() == [2.0, 2.0]
    assert op(np.ones(2), 3.0).tolist() == [3.0, 3.0]
    assert op.arguments(1.0) == (1.0, 2.0)
    for call in (
        lambda: op(),
        lambda: op(1.0, 2.0, 3.0),
        lambda: op(1.0, to=2.0),
        lambda: op(1.0, 2.0, by=3.0),
        lambda: op.arguments(1.0, 2.0, by=3.0),
    ):
        assert said(call).startswith("the operation is called as scaled(x, by=2.0); ")
    assert said(lambda: op(Symbol("x"))) == "scale works on arrays; a Symbol is a single number"
    assert op(Value(1.0)).data == 2.0
    assert [each.name for each in op.parameters()] == ["x", "by"]


def test_any_number_of_arrays_may_be_taken():
    op = Structural("all", lambda first, *xs: first + sum(xs), lambda g, y, *xs: [g for _ in xs])
    assert [op(*map(np.float64, range(n))) for n in (1, 2, 3, 4)] == [0.0, 1.0, 3.0, 6.0]
    assert said(lambda: op()).startswith("the operation is called as all(first, *xs); ")


def test_the_graph_keeps_what_the_signature_returns():
    op = Structural(
        "turned", lambda x, axes: x, shared, signature=lambda x, axis=1: (x, (axis, axis + 1))
    )
    assert op.arguments("x") == ("x", (1, 2))
    assert op.arguments("x", axis=3) == op.arguments("x", 3) == ("x", (3, 4))
    assert str(inspect.signature(op)) == "(x, axis=1)"
    assert op(Tensor([1.0])).args[1] == (1, 2)
    assert op(Tensor([1.0]), 3).args[1] == (3, 4)


def test_an_entry_says_no_more_than_it_was_given():
    plain = Structural("plain", scaled, shared)
    assert (plain.back, plain.title, plain.setting) == ("", "plain", "")
    assert (plain.method, plain.read, plain.jvp) == (False, None, None)
    assert plain.on_entries is scaled
    full = Structural("full", scaled, shared, entries=along, title="t", doc="What.", setting="by")
    assert (full.on_entries, full.title, full.summary, full.setting) == (along, "t", "What.", "by")
    assert [m.tolist() for m in plain.reach(np.array([True, False]), np.ones(2))] == [[2.0, 0.0]]


@pytest.mark.parametrize("enter", [nary, structural])
def test_what_is_public_and_a_method_is_called_by_arrays(enter, monkeypatch):
    methods = {}
    monkeypatch.setitem(register.__globals__, "METHODS", methods)
    monkeypatch.setitem(register.__globals__, "REGISTRY", {})
    monkeypatch.setitem(register.__globals__, "PUBLIC", {})

    def entered(name, method, public):
        entry = {"along": along if method else None} if enter is nary else {"method": method}
        return enter(name, rule, scaled, **entry, aliases=[f"{name}_too"], public=public)

    op = entered("a", method=True, public=True)
    entered("b", method=True, public=False)
    entered("c", method=False, public=True)
    assert methods == {"a": op, "a_too": op}


def test_arrays_compute_without_a_warning():
    op = Structural("inverse", lambda x: 1.0 / x, lambda g, y, x: [-g / x / x])
    with np.errstate(all="raise"):
        node = op(Tensor([0.0, 1.0]))
        (term,) = op.follow(node, Tensor([2.0, 3.0]), record=True)
    assert node.data.tolist() == [math.inf, 1.0]
    assert term.data.tolist() == [-math.inf, -3.0]


def test_an_argument_is_read_in_part_only_where_something_is_left_out():
    """An argument is replaced by one with zeros, which would be one more node of the gradient."""
    op = Structural(
        "square",
        lambda x: x * x,
        lambda g, y, x: [2.0 * g * x],
        reach=lambda on, x: [on],
        read=lambda on, x: [where(on, x, 0.0)],
    )
    node = op(Tensor([math.inf, 3.0]))
    (term,) = op.follow(node, masked(np.ones(2), np.array([False, True])), record=False)
    assert term.settled.tolist() == [0.0, 6.0]
    (term,) = op.follow(node, Tensor([1.0, 1.0]), record=True)
    assert "where" not in {each.op.name for each in ancestors(term).values() if each.op}


def test_forward_mode_adds_what_each_array_contributes_or_asks_the_rule():
    linear = Structural("times", lambda a, b: a * b, lambda g, y, a, b: [g * b, g * a])
    a, b = Tensor([2.0, 3.0]), Tensor([5.0, 7.0])
    node = linear(a, b)
    assert push(node, {a: np.ones(2)}).tolist() == [5.0, 7.0]
    assert push(node, {b: np.ones(2)}).tolist() == [2.0, 3.0]
    assert push(node, {a: np.ones(2), b: np.ones(2)}).tolist() == [7.0, 10.0]
    assert push(node, {}) is None
    x = Value(3.0)
    assert type(push(x * x, {x: 1.0})) is float
    assert type(push(x * x, {x: 1.0}, record=True)) is Value
    asked = Structural("ask", lambda a: a, shared, jvp=lambda y, args, rates: (y, args, rates))
    y, args, rates = asked.push(asked(a), ["da"], record=False)
    assert (y.tolist(), args[0].tolist(), rates) == ([2.0, 3.0], [2.0, 3.0], ["da"])
