"""`help`, `inspect` and `autograd ops` tell of every operation what it is, where, and its slope."""

import doctest
import inspect
import io
import pydoc
import re
from contextlib import redirect_stdout, suppress

import pytest

import autograd
from autograd import primitive
from autograd.engine.array_names import FUNCTIONS
from autograd.engine.elementwise import Elementwise
from autograd.engine.primitive import PUBLIC, REGISTRY
from autograd.shell.cli import main
from autograd.shell.documentation import slopes

OPERATIONS = {op.name: getattr(autograd, op.name) for op in PUBLIC.values()} | FUNCTIONS
INTERNAL = REGISTRY.keys() - PUBLIC.keys()


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_the_docstring_has_formula_domain_derivative_and_an_example_that_runs(name):
    doc = inspect.getdoc(OPERATIONS[name])
    for heading in ("formula:", "domain:", "(derivative:|d/d[xyz]:)"):
        assert re.search(rf"^ *{heading} +\S", doc, re.MULTILINE), heading
    assert f">>> {name}(" in doc
    assert not INTERNAL & set(re.findall(r"\w+(?=\()", doc))
    test = doctest.DocTestParser().get_doctest(doc, {name: OPERATIONS[name]}, name, None, None)
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    assert runner.run(test, out=said.append).failed == 0, said


def test_the_docstring_in_full():
    assert inspect.getdoc(autograd.asin).splitlines() == [
        "asin(x)",
        "",
        r"formula:     \arcsin\left(x\right)",
        "domain:      -1 <= x <= 1",
        "derivative:  1/sqrt(1 - x^2)",
        "",
        ">>> from autograd import asin",
        ">>> asin(0.5)",
        "0.5235987755982989",
    ]


SIGNATURES = {
    "tanh": "(x)",
    "atan2": "(x, y)",
    "clip": "(x, y, z)",
    "leaky_relu": "(x, y=0.01)",
    "logsumexp": "(xs, axis=-1, keepdims=False)",
    "sum": "(xs, axis=None, keepdims=False)",
    "dot": "(xs, ys)",
    "reshape": "(x, shape)",
}


@pytest.mark.parametrize("name", SIGNATURES)
def test_the_signature_is_how_it_is_called(name):
    assert str(inspect.signature(getattr(autograd, name))) == SIGNATURES[name]


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_help_shows_the_operation_and_not_its_class(name):
    op = PUBLIC[name]
    page = pydoc.plain(pydoc.render_doc(op))
    assert f"{op.name}{inspect.signature(op)}" in page
    assert "formula:" in page
    assert "Methods defined here" not in page


def test_help_of_an_operation_of_ones_own_is_its_docstring_and_signature():
    @primitive(lambda x, by, y: by, lambda x, by, y: x)
    def scaled(x, by=2.0):
        """x times a number."""
        return x * by

    assert inspect.getdoc(scaled) == "x times a number."
    assert str(inspect.signature(scaled)) == "(x, by=2.0)"
    assert "x times a number." in pydoc.plain(pydoc.render_doc(scaled))


def test_an_operation_stays_itself_as_an_attribute_of_a_class():
    class Layer:
        activation = autograd.tanh

    assert Layer().activation is Layer.activation is autograd.tanh
    assert Layer().activation(0.0) == 0.0
    assert (inspect.getdoc(Elementwise) or "").startswith("A function of numbers")


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_ops_shows_every_function_in_full(name):
    with redirect_stdout(io.StringIO()) as out:
        assert main(["ops", name]) == 0
    head, *rest = out.getvalue().splitlines()
    assert len(rest) > 1
    assert ": " not in head  # no types: they are for type checkers
    assert "->" not in head


def test_ops_shows_no_internal_name():
    with redirect_stdout(io.StringIO()) as out:
        main(["ops"])
    assert not INTERNAL & set(re.findall(r"\w+(?=\()", out.getvalue()))
    assert re.search(r"^softmax +exp\(x_i\) / sum", out.getvalue(), re.MULTILINE)


POINTS = ((0.4, 1.3, 2.2), (1.5, 2.0, 3.0), (1.0, 2.0, 3.0), (2.0, 3.0, 0.4), (1.0, 0.0, 0.5))


def ordinary(op):
    """The arguments of an operation at the first point where it has a value and slopes."""
    for point in POINTS:
        xs = [autograd.Value(x, name) for x, name in zip(point[: op.arity], "xyz", strict=False)]
        with suppress(autograd.DomainError):
            op(*xs)
            return xs
    raise AssertionError(op)


def test_the_derivatives_told_are_those_of_the_rules():
    """Read back as expressions, where they are such, they are what the sweep gives."""
    told = 0
    for op in {id(op): op for op in PUBLIC.values()}.values():
        if not isinstance(op, Elementwise) or op.name == "where":
            continue
        xs = ordinary(op)
        for (name, slope), partial in zip(slopes(op), op(*xs).partials, strict=True):
            text = slope.replace("min(", "minimum(").replace("max(", "maximum(")
            with suppress(autograd.ExpressionError):  # sinc'(x) is no expression
                f = autograd.expression.Expression(text)
                y = f(**{x.name: x for x in xs if x.name in f.names})
                assert y.data == pytest.approx(partial, rel=1e-12), (op.name, name, slope)
                told += 1
    assert told > 80
