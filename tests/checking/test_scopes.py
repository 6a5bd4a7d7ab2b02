"""A scope is never set: narrower ones are made within it, and share what the page says."""

from dataclasses import FrozenInstanceError, fields
from fractions import Fraction

import pytest

from autograd.checking.meaning.calculus import gradient
from autograd.checking.meaning.scope import MEANINGS, Scope
from autograd.checking.pages.section import read_section
from autograd.formulas.text.page import statements
from autograd.formulas.trees import tree as trees
from autograd.formulas.trees.tree import Name, Op, Tree

PAGE = "z = w*x\ny = z^2\nv = y + 1"
Y, X = Name("y"), Name("x")


@pytest.fixture
def scope():
    return read_section(statements(PAGE)).scope


@pytest.mark.parametrize("field", [each.name for each in fields(Scope)])
def test_no_field_of_a_scope_can_be_set(scope, field):
    with pytest.raises(FrozenInstanceError):
        setattr(scope, field, None)


def test_names_of_a_narrower_scope_hold_there_alone(scope):
    inside = scope.bound({"x": Fraction(3)})
    assert inside.meaning(X) == 3
    assert inside.bound({"k": Fraction(2)}).meaning(Op("*", (X, Name("k")))) == 6
    assert inside.apart({"k": Fraction(2)}).meaning(X) is scope.meaning(X)
    assert scope.meaning(X) is scope.variables["x"]


def test_a_definition_knows_nothing_of_the_names_where_it_is_needed_first(scope):
    inside = scope.bound({"w": Fraction(0), "z": Fraction(5)})
    assert inside.meaning(Y) is scope.meaning(Y)
    assert {"w", "x"} <= scope.variables.keys()


def test_what_is_differentiated_apart_leaves_no_trace(scope):
    y, x = scope.meaning(Y), scope.meaning(X)
    gradient(scope.apart({}), y, x)
    gradient(scope.within(swept=[]), y, x)
    assert scope.swept == []
    gradient(scope.bound({"k": Fraction(1)}), y, x)
    assert [node is y for node in scope.swept] == [True]


def test_what_claims_have_stated_is_forgotten_where_it_does_not_count(scope):
    asked = trees.Slope(Y, (X,))
    claimed = scope.within(stated={("y", "x"): Fraction(7)})
    assert claimed.meaning(asked) == 7
    assert claimed.unclaimed().meaning(asked) is scope.meaning(asked)


def test_every_kind_of_tree_has_a_meaning():
    assert set(MEANINGS) == set(Tree.__args__)
