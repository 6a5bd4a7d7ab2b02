"""One operation by itself: what it says, what it does beyond its domain, how it is entered."""

import inspect
import math
from itertools import permutations

import numpy as np
import pytest

from autograd import Tensor, Value, ieee, where
from autograd.engine.primitive import REGISTRY, Primitive, added, find, kind_of, register, seen
from autograd.errors import DivisionError, DomainError, OperandError, RangeError
from autograd.support.domain import NONNEGATIVE, POSITIVE
from autograd.values.symbol import Symbol

inf, nan = math.inf, math.nan


class Given(Primitive):
    """An operation whose value and whose partials are given."""

    arity = 3
    defaults = (7.0,)

    def __init__(self, name, value=0.0, partials=(), **entry):
        super().__init__(name, **entry)
        self.value, self.given = value, partials

    def on_floats(self, *xs):
        if isinstance(self.value, Exception):
            raise self.value
        return self.value

    def on_arrays(self, *xs):
        assert all(isinstance(x, np.generic | np.ndarray) for x in xs)
        return np.float64(42.0)

    def partials(self, node, record=False):
        assert node == "node"
        assert record in (True, False)
        return list(self.given)


# ---- Entries ------------------------------------------------------------------------------------


def test_an_entry_says_no_more_than_it_was_given():
    plain = Primitive("plain")
    assert (plain.name, plain.title, plain.__name__, plain.summary) == ("plain",) * 4
    assert plain.aliases == plain.rules == plain.defaults == ()
    assert plain.latex == plain.symbol == plain.setting == plain.example == plain.confused == ""
    assert plain.public is True
    assert plain.chooses is plain.total is False
    assert plain.arity == plain.lane == 0
    assert plain.domain is plain.kink is plain.definition is plain.ball is plain.slopes is None
    full = Given("full", aliases=["f"], doc="What it is.", latex="F", domain=POSITIVE)
    assert (full.aliases, full.latex) == (("f",), "F")
    assert full.summary == full.__doc__ == "What it is."
    assert full.domain.contains(1.0)
    assert not full.domain.contains(0.0)
    assert repr(full) == "autograd.full"
    assert Given.__doc__ == "An operation whose value and whose partials are given."
    assert "cos(x)" in REGISTRY["sin"].__doc__


def test_a_signature_has_a_letter_for_each_argument_and_defaults_for_the_last():
    signature = inspect.signature(Given("given"))
    assert str(signature) == "(x, y, z=7.0)"
    assert all(p.kind is p.POSITIONAL_OR_KEYWORD for p in signature.parameters.values())
    assert inspect.signature(Primitive("plain")).parameters == {}


def test_a_name_is_taken_once_and_what_is_not_public_is_entered_apart(monkeypatch):
    names, public = {}, {}
    monkeypatch.setitem(register.__globals__, "REGISTRY", names)
    monkeypatch.setitem(register.__globals__, "PUBLIC", public)
    first, inner = Primitive("first", aliases=["one"]), Primitive("inner", public=False)
    assert [register(first), register(inner)] == [first, inner]
    assert names == {"first": first, "one": first, "inner": inner}
    assert public == {"first": first, "one": first}
    for taken in (Primitive("one"), Primitive("other", aliases=["inner"])):
        with pytest.raises(OperandError, match=r"^there is a primitive called (one|inner) already"):
            register(taken)
    assert find("one") is first


# ---- Sentences ----------------------------------------------------------------------------------

SKETCHES = [
    ("-", "", ("a", "b"), "a - b"),
    ("-", "", ("a",), "-a"),
    ("-", "{x}", ("a",), "-a"),
    ("-", "", ("a", "b", "c"), "op(a, b, c)"),
    ("", "", ("a",), "op(a)"),
    ("", "", ("a", "b"), "op(a, b)"),
    ("", "{x}", ("a",), "a"),
    ("", "{x}", ("a", "b"), "op(a, b)"),
    ("", "f", ("a",), "op(a)"),
]


@pytest.mark.parametrize(("symbol", "latex", "labels", "text"), SKETCHES)
def test_an_operation_is_sketched_as_a_person_writes_it(symbol, latex, labels, text):
    op = Primitive("op", latex=latex)
    op.symbol = symbol
    assert op.sketch(*labels) == text


COMPLAINTS = [
    ("log", (-2.0,), DomainError, "log is defined for x > 0; got -2"),
    ("log", (-999999.4,), DomainError, "log is defined for x > 0; got -999999"),
    ("log", (-1000000.5,), DomainError, "log is defined for x > 0; got -1000000.5"),
    ("div", (1.0, 0.0), DivisionError, "x / y is defined for y != 0; got 1 / 0"),
    ("sin", (inf,), DomainError, "sin is defined for finite numbers; got inf"),
    ("hypot", (1.0, -inf), DomainError, "hypot is defined for finite numbers; got 1, -inf"),
    ("exp", (1e3,), RangeError, "exp(1000) is too large for a float"),
    ("mul", (1e200, 1e201), RangeError, "1e+200 * 1e+201 is too large for a float"),
    ("hypot", (1e308, 1e308), RangeError, "hypot(1e+308, 1e+308) is too large for a float"),
]


@pytest.mark.parametrize(("name", "xs", "kind", "text"), COMPLAINTS)
@pytest.mark.parametrize(("source", "origin"), [("", ""), ("a = b", ", from a = b")])
def test_a_complaint_says_what_was_wanted_and_what_came(name, xs, kind, text, source, origin):
    error = REGISTRY[name].complaint(xs, source)
    assert type(error) is kind
    assert str(error) == text + origin


@pytest.mark.parametrize(
    ("xs", "kind"),
    [((0.0, -1.0), DivisionError), ((-2.0, 0.5), DomainError), ((-2.0, 0.0001), DomainError)],
)
def test_a_power_of_0_that_has_none_is_a_division(xs, kind):
    error = REGISTRY["pow"].complaint(xs, "")
    assert type(error) is kind
    assert str(error).startswith("x ** y is defined for x > 0, x = 0 with y >= 0, or x < 0 with y")
    assert str(error).endswith(f"; got {xs[0]:g} ** {xs[1]:g}")


def test_what_is_called_in_the_wrong_way_is_a_sentence():
    op = Primitive("op")
    for call, text in {
        lambda: op(1.0): "op works on arrays: call it on a Tensor",
        lambda: op(np.ones(2)): "op works on numbers: call it on Values",
        lambda: op.partials(None): "op moves array elements: its edges carry no single number",
        lambda: op(1.0, "a"): "op takes numbers, arrays or nodes; got a str",
        lambda: op([], 1.0): "op takes numbers, arrays or nodes; got a list",
    }.items():
        with pytest.raises(OperandError) as caught:
            call()
        assert str(caught.value) == text


# ---- Values -------------------------------------------------------------------------------------


@pytest.mark.parametrize("total", [False, True])
@pytest.mark.parametrize("value", [1.5, 0.0, -0.0])
def test_a_finite_result_is_the_result(value, total):
    assert str(Given("op", value, total=total)(inf, nan, 1.0)) == str(value)


@pytest.mark.parametrize("value", [inf, -inf, nan])
def test_what_is_total_lets_every_answer_stand(value):
    assert str(Given("op", value, total=True)(1.0, 2.0, 3.0)) == str(value)


@pytest.mark.parametrize("value", [inf, -inf, nan, ValueError(), OverflowError()])
@pytest.mark.parametrize("xs", [(1.0, 2.0), (inf, 2.0), (inf, nan), (1.0, nan), (nan, nan)])
def test_beyond_the_domain_is_an_error_or_what_ieee_says(value, xs):
    """Infinity of infinity and NaN of NaN stand; NaN of numbers does not."""
    op, unknown = Given("op", value), any(map(math.isnan, xs))
    stands = isinstance(value, float) and (
        (not math.isnan(value) and not all(map(math.isfinite, xs))) or unknown
    )
    with ieee():
        assert str(op(*xs)) == str(value if stands else 42.0)
    if stands:
        assert str(op(*xs)) == str(value)
    elif unknown:
        assert math.isnan(op(*xs))
    else:
        with pytest.raises(DomainError) as caught:
            op(*xs)
        assert str(caught.value).startswith(str(op.complaint(xs, "")))
        assert caught.value.__cause__ is None


def test_beyond_the_domain_where_says_what_to_do_instead():
    op = Given("op", nan, domain=NONNEGATIVE)
    with pytest.raises(DomainError) as caught:
        where(False, op(-1.0), 0.0)
    sentence = "op is defined for x >= 0; got -1; Python computes both branches of where(…) before"
    assert str(caught.value).startswith(sentence)


# ---- Slopes -------------------------------------------------------------------------------------


def test_partials_meet_adjoints_and_tangents_and_no_path_is_none():
    op = Given("op", partials=(2.0, None, 5.0))
    assert op.pull("node", 3.0, record=False) == [6.0, None, 15.0]
    assert op.follow("node", 3.0, record=True) == [6.0, None, 15.0]
    assert op.push("node", [3.0, 1.0, 0.5], record=False) == 8.5
    assert op.push("node", [None, 1.0, 0.5], record=False) == 2.5
    assert op.push("node", [3.0, None, None], record=True) == 6.0
    assert op.push("node", [None, 1.0, None], record=False) is None


def test_terms_are_added_from_left_to_right():
    assert added([]) is None
    assert added(["a", "b", "c"]) == "abc"


def test_the_kind_that_records_is_the_highest_among_the_arguments():
    v, t, s = Value(1.0), Tensor([1.0]), Symbol("s")
    ranked = sorted((v, t, s), key=lambda node: node.rank)
    assert len({node.rank for node in ranked}) == 3
    assert kind_of([]) is kind_of([1.0, "a", None]) is None
    for n in (1, 2, 3):
        for args in permutations(ranked, n):
            highest = type(max(args, key=lambda node: node.rank))
            assert kind_of((1.0, *args)) is kind_of((*args, 2)) is highest


def test_a_rule_sees_nodes_only_when_it_is_recorded():
    v = Value(2.0)
    assert (seen(v, True), seen(v, False), seen(3.0, True), seen(3.0, False)) == (v, 2.0, 3.0, 3.0)
