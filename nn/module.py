"""`Module`: what holds parameters. Subclass it, keep parameters as attributes, write `forward`.

>>> from autograd import Value
>>> class Line(Module):
...     def __init__(self):
...         self.slope, self.offset = Value(2.0), Value(1.0)
...     def forward(self, x):
...         return self.slope * x + self.offset
>>> line = Line()
>>> line(3.0).data, [name for name, _ in line.named_parameters()]
(7.0, ['slope', 'offset'])
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import groupby
from typing import Any

from autograd import Tensor, Value
from autograd.engine.groups import Part, now, remember
from autograd.errors import OperandError
from autograd.support.visible import visible

from .state import State, array_of, refuse_differences, unpack

Parameter = Value | Tensor


class Module:
    """A function with parameters: every leaf Value or Tensor among its attributes.

    Parameters are found in attributes, in the modules among them, and in lists, tuples and dicts
    of both, in the order in which the attributes were first assigned. An attribute whose name
    begins with an underscore is private to the module: nothing in it is a parameter. A parameter
    that is held in two places counts once, under its first name.
    """

    def forward(self, *args: Any) -> Any:
        """The result at `args`; `module(*args)` calls it. Subclasses define it."""
        raise NotImplementedError(f"{type(self).__name__} defines no forward(self, x)")

    def __call__(self, *args: Any) -> Any:
        start = now()
        result = self.forward(*args)
        remember((start, now(), self._part))  # so that a drawing can fold what this call computed
        return result

    @cached_property
    def _part(self) -> Part:
        return Part(type(self).__name__, self)

    def __getstate__(self) -> dict[str, Any]:
        # A copy is a part of its own.
        return {name: held for name, held in vars(self).items() if name != "_part"}

    def parameters(self) -> list[Parameter]:
        """Every parameter once, always in the same order."""
        return [parameter for _, parameter in self.named_parameters()]

    def named_parameters(self) -> Iterator[tuple[str, Parameter]]:
        """Pairs of a dotted name and a parameter: `layers.0.weight`."""
        for name, held in _held(self, "", set()):
            if isinstance(held, list):
                yield from ((f"{name}.{i}", parameter) for i, parameter in enumerate(held))
            else:
                yield name, held

    def named_modules(self) -> Iterator[tuple[str, Module]]:
        """Pairs of a dotted name and a module, itself first, under the empty name.

        >>> from nn import MLP
        >>> [name for name, _ in MLP(2, [1], seed=0).named_modules()]
        ['', 'layers.0', 'layers.0.neurons.0']
        """
        yield from _modules_in(self, "", set())

    def zero_grad(self) -> None:
        """Forget every gradient: each is None until the next `backward()`."""
        for parameter in self.parameters():
            parameter.zero_grad()

    def state_dict(self) -> State:
        """The numbers of every parameter, copied, by name; a list of Values is one array.

        Raises `OperandError` where two have one name, as those at the keys 1 and "1" of a dict.

        >>> from nn import MLP
        >>> MLP(2, [1], seed=0).state_dict().keys()
        dict_keys(['layers.0.neurons.0.weights', 'layers.0.neurons.0.bias'])
        """
        state: State = {}
        for name, held in _held(self, "", set()):
            if name in state:
                raise OperandError(
                    f"two parameters are called {name}: rename the attribute or key of one of them"
                )
            state[name] = array_of(held)
        return state

    def load_state_dict(self, state: Mapping[str, Any]) -> None:
        """Take over the numbers of `state`, bit for bit.

        Names and shapes must be those of `state_dict()`. Raises `CheckpointError` with every
        difference in one message, before anything has changed.
        """
        refuse_differences(self.state_dict(), state, "the state")
        for name, held in _held(self, "", set()):
            unpack(held, state[name])

    def describe(self) -> str:
        """The module in one line, without the modules inside: `Linear(64 → 32)`."""
        return type(self).__name__

    def children(self) -> list[tuple[str, Any]]:
        """What `repr` shows inside: pairs of a name and a module, or a function used as one."""
        return [pair for name, held in vars(self).items() for pair in _modules(name, held)]

    def __repr__(self) -> str:
        return "\n".join(_tree(self, "", ()))


def _held(thing: Any, name: str, seen: set[int]) -> Iterator[tuple[str, Any]]:
    """Every parameter, or list of Values, inside `thing`, under its dotted name."""
    if isinstance(thing, Value | Tensor):
        if thing.op is None and _first_time(thing, seen):
            yield name, thing
    elif isinstance(thing, list | tuple) and thing and all(map(_is_free_value, thing)):
        fresh = [value for value in thing if _first_time(value, seen)]
        if fresh:
            yield name, fresh
    elif isinstance(thing, Module | list | tuple | dict) and _first_time(thing, seen):
        for key, part in _parts(thing):
            yield from _held(part, f"{name}.{key}" if name else key, seen)


def _modules_in(thing: Any, name: str, seen: set[int]) -> Iterator[tuple[str, Module]]:
    """Every module inside `thing`, and itself if it is one, under its dotted name."""
    if not _first_time(thing, seen):
        return
    if isinstance(thing, Module):
        yield name, thing
    for key, part in _parts(thing):
        if isinstance(part, Module | list | tuple | dict):
            yield from _modules_in(part, f"{name}.{key}" if name else key, seen)


def _is_free_value(thing: Any) -> bool:
    return isinstance(thing, Value) and thing.op is None


def _first_time(thing: object, seen: set[int]) -> bool:
    """Whether `thing` was not met before; ids are safe here, since the tree keeps all alive."""
    new = id(thing) not in seen
    seen.add(id(thing))
    return new


def _parts(thing: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(thing, Module):
        return ((k, part) for k, part in vars(thing).items() if not k.startswith("_"))
    pairs = thing.items() if isinstance(thing, dict) else enumerate(thing)
    return ((str(key), part) for key, part in pairs)


def _modules(name: str, held: Any) -> Iterator[tuple[str, Module]]:
    if isinstance(held, Module):
        yield name, held
    elif isinstance(held, list | tuple | dict):
        yield from ((key, part) for key, part in _parts(held) if isinstance(part, Module))


def _tree(module: Any, indent: str, above: tuple[Module, ...]) -> list[str]:
    """The lines of the repr: children that read alike share one line."""
    if not isinstance(module, Module):
        return [repr(module)]
    if any(module is outer for outer in above):
        return [f"{module.describe()}, the same as above"]
    lines = [module.describe()]
    named = [
        (name, _tree(child, indent + "  ", (*above, module))) for name, child in module.children()
    ]
    for texts, run in groupby(named, key=lambda pair: pair[1]):
        names = [name for name, _ in run]
        label = names[0] if len(names) == 1 else f"{names[0]}-{names[-1]}"
        count = "" if len(names) == 1 else f"{len(names)} of "
        lines.append(f"{indent}  {visible(label)}: {count}{texts[0]}")
        lines += texts[1:]
    return lines
