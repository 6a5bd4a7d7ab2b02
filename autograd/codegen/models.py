"""Models among the arguments of a function: a dict of the numbers of their named parameters."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from inspect import Parameter, Signature, signature
from typing import Any

from ..engine.node import Node


def is_model(x: Any) -> bool:
    """Whether something has parameters with names, as the modules of `nn` have."""
    return hasattr(x, "named_parameters") and not isinstance(x, type)


def numbers_of(model: Any) -> dict[str, Any]:
    """The numbers of each parameter, by its dotted name."""
    return {name: parameter.data for name, parameter in model.named_parameters()}


def filled(example: Any, tree: Any) -> Any:
    """What stands for an example in a call: for a model a copy that has others for parameters."""
    if not is_model(example):
        return tree
    return copy.deepcopy(example, {id(p): tree[name] for name, p in example.named_parameters()})


def with_numbers(
    f: Callable[..., Any], examples: Sequence[Any]
) -> tuple[Callable[..., Any], tuple[Any, ...]]:
    """`f` with a dict of numbers in the place of each model, and examples for it."""

    def call(*args: Any) -> Any:
        return f(*map(filled, examples, args))

    setattr(call, "__signature__", signature(f))  # noqa: B010  # functions have none to mypy
    call.__name__ = getattr(f, "__name__", "f")
    return call, tuple(numbers_of(x) if is_model(x) else x for x in examples)


def as_function(model: Any) -> Callable[..., Any]:
    """A model as a function of itself, and of what it is called with."""

    def forward(*args: Any) -> Any:
        return args[0](*args[1:])

    kind = Parameter.POSITIONAL_OR_KEYWORD
    own = signature(model.forward if hasattr(model, "forward") else model).parameters.values()
    rest = [p.replace(kind=kind) for p in own if p.kind in (p.POSITIONAL_ONLY, kind)]
    first = Parameter("model" if all(p.name != "model" for p in rest) else "parameters", kind)
    setattr(forward, "__signature__", Signature([first, *rest]))  # noqa: B010  # functions have none to mypy
    forward.__name__ = type(model).__name__.lower()
    return forward


def has_arrays(example: Any) -> bool:
    """Whether an example is an array, or has some inside."""
    if is_model(example):
        return any(has_arrays(x) for x in numbers_of(example).values())
    if isinstance(example, dict):
        return any(map(has_arrays, example.values()))
    if isinstance(example, (list, tuple)):
        return any(map(has_arrays, example))
    return bool(getattr(example, "shape", ())) or (isinstance(example, Node) and example.on_arrays)
