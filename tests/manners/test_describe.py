"""What a node is called in a sentence."""

import numpy as np
import pytest

import autograd
from autograd import Symbol, Tensor, Value, gradients
from autograd.errors import OperandError, UnreachableError

A, B, C, D, E = (Value(float(i), name=name) for i, name in enumerate("abcde"))
CALLED = {
    "a name": (A, "a"),
    "a name of several lines": (Value(1.0, name="a\nb"), "a␊b"),
    "a name of 60 letters": (Value(1.0, name="a" * 60), "a" * 60),
    "a name of 61 letters": (Value(1.0, name="a" * 61), "a" * 59 + "…"),
    "a number": (Value(1 / 3), "the unnamed leaf Value(0.333333)"),
    "a short array": (Tensor([1.0, 2.0]), "the unnamed leaf Tensor(array([1., 2.]))"),
    "an array of 40 letters": (
        Tensor([1.2345678, 2.2345678, 3.2345678]),
        "the unnamed leaf Tensor(array([1.2345678, 2.2345678, 3.2345678]))",
    ),
    "an array of 41 letters": (
        Tensor([1234567.2345678, 2234567.2345678]),
        "the unnamed leaf Tensor(array([1234567.2345678, 2234567.23456…)",
    ),
    "a long array": (
        Tensor(np.arange(20.0)),
        "the unnamed leaf Tensor(array([ 0.,  1.,  2.,  3.,  4.,  5., …)",
    ),
    "of a leaf and a number": (A * 0.1 * 3, "… * 3"),
    "of numbers": (Value(2.5) * 3, "2.5 * 3"),
    "of one": (autograd.sin(B), "sin(b)"),
    "of four": (autograd.sum([A, B, C, D]), "sum(a, b, c, d)"),
    "of five": (autograd.sum([A, B, C, D, E]), "sum(a, b, c, …, e)"),
    "of an array": (Tensor([1.0, 2.0], name="t").sum(), "sum(t)"),
    "of an array along an axis": (Tensor([1.0, 2.0], name="t").sum(axis=0), "sum(t, 0)"),
    "of an array turned": (Tensor([1.0, 2.0], name="t").T, "transpose(t)"),
    "of many": (autograd.sum([A, B, C, D, *[A * 2] * 9, E]), "sum(a, b, c, …, e)"),
}


@pytest.mark.parametrize("case", CALLED)
def test_what_a_node_is_called_in_a_sentence(case):
    node, called = CALLED[case]
    assert node.describe() == called
    with pytest.raises(UnreachableError, match="from") as caught:
        gradients(D * 2.0, [node])
    assert f"was not computed from {called}, so" in str(caught.value)


def test_a_node_completes_what_it_has_and_nothing_of_other_libraries():
    assert {"args", "backward", "data", "describe", "sin"} <= set(dir(A))


@pytest.mark.parametrize("node", [Value(1.0), Tensor([1.0]), Symbol("x"), A + B])
@pytest.mark.parametrize("name", [5, None, b"a", ["a"]])
def test_a_name_that_is_no_text_is_refused_when_it_is_given(node, name):
    before = node.name
    with pytest.raises(OperandError, match="a name is a text; got the "):
        node.name = name
    assert node.name == before


class Unshown:
    def __repr__(self):
        raise RuntimeError("no text")


def test_a_name_that_cannot_even_be_shown_is_refused_in_the_same_sentence():
    with pytest.raises(OperandError, match="a name is a text; got the Unshown …"):
        Value(1.0).name = Unshown()
