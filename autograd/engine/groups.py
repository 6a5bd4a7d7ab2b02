"""Which part of a program computed what: modules, and blocks that were given a name.

    with group("attention"):
        ...                     # what is computed here is drawn as one card, if need be

A node's serial is the moment at which it came to be, so what ran from one moment to another made
the nodes with serials in between. That is all that is kept of a call: nothing is written on a node
and nothing is kept alive, and of very many calls the latest are remembered.

`nn.Module` remembers its calls this way; so may any class of yours:

    start = now()
    result = self.forward(x)
    remember((start, now(), part))      # with one `Part` for each object
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from typing import Any, NamedTuple
from weakref import ref

from ..errors import OperandError
from .node import tick

MOST = 16_384


class Part:
    """What made a run of nodes: a name, and the module that it was, as long as that lives."""

    __slots__ = ("_module", "name")

    def __init__(self, name: str, module: Any = None) -> None:
        self.name = name
        self._module = None if module is None else ref(module)

    @property
    def module(self) -> Any:
        """The module; None for a block, and once nobody uses the module any more."""
        return None if self._module is None else self._module()

    @property
    def forgotten(self) -> bool:
        """Whether this was a module that is no more."""
        return self._module is not None and self._module() is None

    @property
    def kind(self) -> str:
        """`module` or `group`."""
        return "group" if self._module is None else "module"


class Span(NamedTuple):
    """A call: the nodes with serials from `start` up to `stop` are what `part` computed."""

    start: int
    stop: int
    part: Part


_latest: deque[tuple[int, int, Part]] = deque(maxlen=MOST)

# Bare functions of C, because every call of a module pays for them.
now = tick
remember = _latest.append


def remembered(low: float = -inf, high: float = inf) -> list[Span]:
    """The latest calls that ran while serials went from `low` to `high`, the first to end first."""
    # Compared as bare tuples: a small drawing must not pay for a Span of each call ever made.
    return [Span(*call) for call in _latest.copy() if call[0] <= high and call[1] > low]


@contextmanager
def group(name: str) -> Iterator[None]:
    """A block, or as a decorator a function, whose computation drawings may fold into one card.

    Groups nest; `depth=` of a drawing chooses how many of them are opened. Raises `OperandError`
    for a name that is no text.

    >>> from autograd import Value, draw
    >>> x = Value(0.5, "x")
    >>> with group("wave"):
    ...     y = (x * 3.0).sin() * 0.5 + 1.0
    >>> [card.label for card in draw(y, depth=0).graph.cards]
    ['x', 'wave']
    """
    if not isinstance(name, str):
        raise OperandError(f"a group is named by a text; got the {type(name).__name__} {name!r}")
    start = now()
    yield
    remember((start, now(), Part(name)))
