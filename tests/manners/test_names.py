"""Which names are whose: the public operations everywhere, the internal ones nowhere."""

import builtins
from types import ModuleType

import numpy as np
import pytest

import autograd
from autograd import Symbol, Tensor, Value, parse
from autograd.engine.elementwise import Elementwise
from autograd.engine.primitive import PUBLIC, REGISTRY
from autograd.errors import ExpressionError
from autograd.expression import Expression
from autograd.expression.names import function
from autograd.formulas.text.builtins import builtin, closest
from autograd.shell.cli import main

INTERNAL = sorted(REGISTRY.keys() - PUBLIC.keys())
PYTHONS = sorted(PUBLIC.keys() & vars(builtins).keys())


def test_the_field_tells_public_and_internal_apart():
    assert {name for name, op in REGISTRY.items() if op.public} == PUBLIC.keys()
    assert {"softmax_at", "atan2_dy", "join", "sum_along", "exceeds"} <= set(INTERNAL)


@pytest.mark.parametrize("name", INTERNAL)
def test_an_internal_operation_has_no_name_that_a_user_meets(name, capsys):
    with pytest.raises(AttributeError, match=f"autograd has no '{name}'"):
        getattr(autograd, name)
    assert name not in {*dir(autograd), *autograd.__all__, *dir(Value), *dir(Tensor), *dir(Symbol)}
    assert function(name) is None
    assert builtin(name) is None
    assert Expression(f"2*{name}").names == (name,)  # free for a variable
    with pytest.raises(ExpressionError, match=f"there is no function called {name}"):
        parse(f"{name}(x, y)", x=1.0, y=2.0)
    status, (out, err) = main(["ops", name]), capsys.readouterr()
    refused = f"there is no operation called {name}" in err
    assert refused if status else out.startswith(f"operations with {name}\n")


@pytest.mark.parametrize("name", INTERNAL)
def test_nothing_suggests_an_internal_operation(name, capsys):
    near = name[:-1] + "q"
    main(["ops", near])
    said = [closest(near, []), capsys.readouterr().err]
    with pytest.raises(ExpressionError) as caught:
        parse(f"{near}(x)", x=1.0)
    said.append(str(caught.value).splitlines()[0])
    offered = " ".join(text.partition("did you mean")[2] for text in said)
    assert not set(INTERNAL) & set(offered.replace(",", " ").replace("?", " ").split())


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_a_public_operation_is_there_under_each_of_its_names(name):
    op = PUBLIC[name]
    found = getattr(autograd, name)
    assert found is op or getattr(found, "__module__", "") == "autograd.ops.matrices"
    assert name in dir(autograd)
    assert (name in autograd.__all__) is (name not in PYTHONS)
    if isinstance(op, Elementwise):
        assert hasattr(Value, name)
        assert function(name) is op


def test_every_operation_has_its_own_line_in_the_namespace():
    """So that type checkers and editors know it: what comes by `__getattr__` is aliases alone."""
    static = (name for name, op in PUBLIC.items() if name == op.name)
    assert set(static) <= vars(autograd).keys()


def test_a_star_import_serves_and_replaces_no_function_of_python():
    space: dict[str, object] = {}
    exec("from autograd import *", space)  # noqa: S102  # what users write
    for name in ("check", "draw", "compile", "explain", "play", "parse", "Value", "grad", "sin"):
        assert space[name] is getattr(autograd, name)
    assert set(PYTHONS) == {"abs", "max", "min", "pow", "round", "sum"}
    assert not set(PYTHONS) & space.keys()
    assert not [name for name, x in space.items() if isinstance(x, ModuleType)]
    # Python has one of these, too, which hardly a program calls.
    assert set(autograd.__all__) & vars(builtins).keys() == {"compile"}


def test_all_names_in_all_exist_and_are_listed():
    assert set(autograd.__all__) <= set(dir(autograd))
    for name in dir(autograd):
        assert getattr(autograd, name) is not None


def test_a_misspelled_name_is_answered_by_pythons_own_suggestion():
    with pytest.raises(AttributeError) as caught:
        getattr(autograd, "sinn")  # noqa: B009  # a type checker would refuse the attribute
    assert caught.value.name == "sinn"
    assert caught.value.obj is autograd


# ---- NumPy's names ------------------------------------------------------------------------------

POSITIVE = {
    "Tensor": (lambda: Tensor([-1.0, 2.0]), [-1.0, 2.0]),
    "Value": (lambda: Value(-3.0), -3.0),
    "objects": (lambda: np.array([Value(-1.0), Value(2.0)]), [-1.0, 2.0]),
}


@pytest.mark.parametrize(("make", "wanted"), POSITIVE.values(), ids=POSITIVE)
def test_numpys_positive_is_the_number_itself(make, wanted):
    y = np.positive(make())
    got = [each.data for each in y] if isinstance(y, np.ndarray) else np.asarray(y.data).tolist()
    assert got == wanted


def test_numpys_positive_keeps_the_gradient():
    t = Tensor([-1.0, 2.0])
    np.positive(t).sum().backward()
    assert t.grad.tolist() == [1.0, 1.0]


# A public operation under the name of one of NumPy's functions means the same as NumPy's.
SHARED = sorted(
    name
    for name, op in PUBLIC.items()
    if isinstance(op, Elementwise) and isinstance(getattr(np, name, None), np.ufunc)
)


@pytest.mark.parametrize("name", SHARED)
def test_a_name_that_numpy_has_means_what_numpy_means(name):
    ufunc = getattr(np, name)
    rows = [np.array([-2.5, -0.5, 0.0, 0.3, 2.0]), np.array([2.0, -1.5, 3.0, 0.5, 1.0])]
    xs = rows[: ufunc.nin]
    with np.errstate(all="ignore"):
        wanted = ufunc(*xs)
    got = ufunc(Tensor(xs[0]), *xs[1:]).data
    np.testing.assert_allclose(got, wanted, rtol=1e-14, equal_nan=True)
