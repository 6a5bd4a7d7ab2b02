"""Calls of the operations and functions on arrays, read off their entries, for the laws.

A method that wants nothing beside the array is called so, and along each axis if it takes one; and
everything as its example is, with other numbers in the place of the example's.
"""

import ast
import re
from collections.abc import Callable, Iterator
from inspect import getdoc, signature
from typing import Any, cast

import numpy as np

import autograd
from autograd.engine.array_names import FUNCTIONS, METHODS
from autograd.engine.nary import Nary
from autograd.engine.primitive import PUBLIC
from autograd.engine.structural import Structural

Call = tuple[Callable[..., Any], list[tuple[int, ...]]]  # a function of arrays, and their shapes

SHAPE = (2, 3, 2)
KEPT: dict[str, Any] = {"keepdims": True}


def operations() -> dict[str, Any]:
    """What is public and works on arrays as wholes, by name, aliases left out."""
    ops = {op.name: op for op in PUBLIC.values() if isinstance(op, Structural)}
    reductions = {n: f for n, f in METHODS.items() if isinstance(f, Nary) and n == f.name}
    return ops | reductions | FUNCTIONS


def calls() -> dict[str, Call]:
    """The calls of every operation, by what the test is to be called."""
    return {text: call for name in operations() for text, call in calls_of(name)}


def calls_of(name: str, other: Any = None) -> Iterator[tuple[str, Call]]:
    """The calls of one operation, or of another function, called in its place."""
    function = operations()[name]
    rest = list(signature(function).parameters.values())[1:]
    if name in METHODS and not any(x.default is x.empty for x in rest):
        yield from along_axes(name, other or function, {x.name: x.default for x in rest})
    if (call := example(name, other or getattr(autograd, name)))[1]:
        yield f"{name}, its example", call


def along_axes(name: str, function: Any, defaults: dict[str, Any]) -> Iterator[tuple[str, Call]]:
    """Calls with an array alone, and along its axes."""
    ways: dict[str, dict[str, Any]] = {"": {}}
    if "axis" in defaults and name != "squeeze":  # whose axes have length 1
        ways |= {", axis 0": {"axis": 0}, ", axis -1": {"axis": -1}}
    if "keepdims" in defaults:
        ways |= {", axis 1, kept": {"axis": 1, **KEPT}, ", kept": KEPT}
    if "keepdims" in defaults and defaults["axis"] is None:
        ways |= {", axes 0 and 2": {"axis": (0, 2)}, ", axes, kept": {"axis": (1, 2), **KEPT}}
    for text, options in ways.items():
        yield f"{name}{text}", (lambda x, o=options: function(x, **o), [SHAPE])


def called(name: str, line: str) -> ast.expr:
    """Of outer(…).shape the call; of split(…)[1] that one of its results."""
    for x in ast.walk(ast.parse(line, mode="eval")):
        call = x.value if isinstance(x, ast.Subscript) else x
        if isinstance(call, ast.Call) and ast.unparse(call.func) == name:
            return cast(ast.expr, x)
    raise AssertionError(f"{line} does not call {name}")


def example(name: str, function: Any) -> Call:
    """The example that the documentation gives, as a function of its arrays."""
    said = getdoc(operations()[name]) or ""
    line = re.search(rf"^>>> ({name}\(.*)$", said, re.MULTILINE)
    assert line is not None, f"{name} has no example that calls it"
    found = called(name, line[1])
    shapes: list[tuple[int, ...]] = []

    class Lifted(ast.NodeTransformer):
        """Tensors of numbers become arguments."""

        def visit_Call(self, node: ast.Call) -> ast.expr:
            if ast.unparse(node.func) != "Tensor":
                return self.generic_visit(node)  # type: ignore[return-value]  # of an expression
            shapes.append(np.shape(ast.literal_eval(node.args[0])))
            return ast.Name(f"x{len(shapes) - 1}", ast.Load())

    body = ast.fix_missing_locations(Lifted().visit(found))
    names = ", ".join(f"x{k}" for k in range(len(shapes)))
    return eval(f"lambda {names}: {ast.unparse(body)}", {name: function}), shapes  # noqa: S307  # from our docstring
