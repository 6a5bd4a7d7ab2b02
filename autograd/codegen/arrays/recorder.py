"""`Recorder`: an array that computes nothing and notes what NumPy is asked to do with it.

The forward of an operation is written in NumPy, so run on these it is its own text: there is no
second list of what an operation is made of.

>>> import numpy as np
>>> tape = Tape()
>>> x = tape.input("x", (3,))
>>> _ = np.flip(x * 2.0)
>>> [call.function for call in tape.calls]
['multiply', 'flip']
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from ...support.arrays import ieee_arithmetic
from ...support.containers import tree_map
from ..recording import Unrecorded
from .keyed import added, apart, item, placed
from .program import Call, Input, Ref
from .shortening import NEUTRAL, SAME_WHERE, unchanged, unstretched


class Tape:
    """The calls noted so far, each once: what is asked for again is the same register."""

    def __init__(self) -> None:
        self.inputs: list[Input] = []
        self.calls: list[Call] = []
        self.note = ""
        self._known: dict[Any, tuple[int, Any]] = {}

    def input(self, name: str, shape: tuple[int, ...], dtype: Any = float) -> Recorder:
        """An argument of the program; they come before all calls."""
        self.inputs.append(Input(name, shape, np.dtype(dtype)))
        return Recorder(self, len(self.inputs) - 1, np.zeros(shape, dtype))

    def call(
        self,
        name: str,
        function: Callable[..., Any],
        args: tuple[Any, ...],
        options: dict[str, Any],
        outside: Callable[..., Any] | None = None,
    ) -> Recorder:
        """Note a call, whose result has the shape that the function gives it."""
        options = {key: x for key, x in options.items() if x is not np._NoValue}
        noted, given = tree_map(_reference, (args, tuple(options.items())))
        key = (name, _key(noted), _key(given))
        if key not in self._known:
            with ieee_arithmetic():
                like = np.asarray(function(*tree_map(_like, args), **tree_map(_like, options)))
            first = np.shape(_like(args[0])) if not isinstance(args[0], (tuple, list)) else ()
            self.calls.append(
                Call(name, noted, given, like.shape, like.dtype, first, self.note, outside)
            )
            self._known[key] = len(self.inputs) + len(self.calls) - 1, like
        return Recorder(self, *self._known[key])

    def added(self, a: Any, b: Any) -> Recorder | None:
        """A sum, if one array is zeros with something added at a key: it is added to the other."""
        for whole, other in ((a, b), (b, a)):
            call = self._made(other)
            if call and call.function == "placed" and np.shape(_like(whole)) == call.shape:
                x, key = (tree_map(self._recorder, arg) for arg in call.args[:2])
                if apart(call.args[1], call.shape):
                    return self.call("added", added, (whole, x, key), {})
        return None

    def _made(self, x: Any) -> Call | None:
        """The call that made an array."""
        n = len(self.inputs)
        return self.calls[x.register - n] if isinstance(x, Recorder) and x.register >= n else None

    def _recorder(self, x: Any) -> Any:
        if not isinstance(x, Ref):
            return x
        known: Any = [*self.inputs, *self.calls][x.register]
        return self.at(x.register, np.zeros(known.shape, known.dtype))

    def at(self, register: int, like: Any) -> Recorder:
        """What stands in a register."""
        return Recorder(self, register, like)

    def undo(self, calls: int) -> None:
        """Forget all but so many calls."""
        del self.calls[calls:]
        last = len(self.inputs) + calls
        self._known = {key: x for key, x in self._known.items() if x[0] < last}


class Recorder(NDArrayOperatorsMixin):
    """An array of a known shape: what NumPy does with it is noted on its tape."""

    def __init__(self, tape: Tape, register: int, like: Any) -> None:
        self.tape, self.register, self.like = tape, register, like
        self.shape, self.ndim, self.size = like.shape, like.ndim, like.size
        self.dtype = like.dtype

    def __array_ufunc__(self, ufunc: np.ufunc, how: str, *inputs: Any, **options: Any) -> Any:
        target = options.pop("out", None)
        if how != "__call__" or options or vars(np).get(ufunc.__name__) is not ufunc:
            raise Unrecorded(f"no {ufunc.__name__}")
        inputs = tuple(map(_plain, inputs))
        if ufunc in NEUTRAL and (same := unchanged(ufunc, *inputs)) is not None:
            return same
        if ufunc is np.add and (more := self.tape.added(*inputs)) is not None:
            return more
        if ufunc.signature is None:
            inputs = unstretched(inputs)
        y = self.tape.call(ufunc.__name__, ufunc, inputs, {})
        return target[0].become(y) if target else y

    def become(self, other: Recorder) -> Recorder:
        """What is changed in place: another result stands here from now on."""
        self.register, self.like = other.register, other.like
        return self

    def __array_function__(self, function: Any, kinds: Any, args: Any, options: Any) -> Any:
        name = function.__name__
        if name in SAME_WHERE and SAME_WHERE[name](*args, **options):
            return args[0]
        if name == "put_along_axis":
            return _put_along(*args, **options)
        if name == "where" and len(args) == 3:
            args = unstretched(args)
        return self.tape.call(name, function, args, options)

    def __getitem__(self, key: Any) -> Any:
        return (
            self
            if key.__class__ is tuple and not key
            else self.tape.call("getitem", item, (self, key), {})
        )

    def placed(self, x: Any, key: Any, shape: tuple[int, ...]) -> Any:
        """Zeros of a shape, with x added at a key; one of both is noted."""
        return self.tape.call("placed", placed, (x, key, shape), {})

    def __bool__(self) -> bool:
        call = self.tape.calls[self.register - len(self.tape.inputs)]
        if call.function != "any":  # rarely needed work is right everywhere, so it is done always
            raise Unrecorded("no such function, and its recipe decides by numbers")
        return True

    def __array__(self, *_: Any, **__: Any) -> Any:
        raise Unrecorded("no such function, and its recipe goes through numbers one by one")

    __float__ = __int__ = __index__ = __complex__ = __array__

    def astype(self, dtype: Any) -> Any:
        """The same numbers of another kind."""
        return self.tape.call("asarray", np.asarray, (self,), {"dtype": np.dtype(dtype).name})

    @property
    def T(self) -> Any:  # noqa: N802  # NumPy calls it so
        """The axes reversed."""
        return np.transpose(self)


def _method(name: str) -> Callable[..., Any]:
    def method(self: Recorder, *args: Any, **options: Any) -> Any:
        return getattr(np, name)(self, *args, **options)

    method.__doc__ = f"`np.{name}` of it."
    return method


for _name in ("sum", "max", "min", "mean", "prod", "any", "all", "argmax", "argmin", "squeeze"):
    setattr(Recorder, _name, _method(_name))
for _name in ("cumsum", "ravel", "repeat", "swapaxes", "trace", "take", "clip", "round"):
    setattr(Recorder, _name, _method(_name))


def _reshape(self: Recorder, *shape: Any) -> Any:
    """`np.reshape` of it."""
    return np.reshape(self, shape[0] if len(shape) == 1 else shape)


def _transpose(self: Recorder, *axes: Any) -> Any:
    """`np.transpose` of it."""
    return np.transpose(self, axes[0] if len(axes) == 1 else axes or None)


setattr(Recorder, "reshape", _reshape)  # noqa: B010  # read off, as the others
setattr(Recorder, "transpose", _transpose)  # noqa: B010


def _put_along(x: Recorder, at: Any, value: Any, axis: int) -> None:
    """`x` with a value at a place along an axis: x itself stands for it from now on."""
    shape = [1] * x.ndim
    shape[axis] = x.shape[axis]
    here = np.arange(x.shape[axis]).reshape(shape) == at
    changed: Any = np.where(here, value, x)
    x.become(changed)


def _like(x: Any) -> Any:
    return x.like if isinstance(x, Recorder) else x


def _reference(x: Any) -> Any:
    return Ref(x.register) if isinstance(x, Recorder) else x


def _plain(x: Any) -> Any:
    """A number as Python writes it."""
    return float(x) if isinstance(x, np.floating) else x


def _key(x: Any) -> Any:
    """What tells arguments apart: numbers by their bits, arrays by their bytes."""
    if isinstance(x, (tuple, list)):
        return (type(x), *map(_key, x))
    if isinstance(x, np.ndarray):
        return (x.shape, x.dtype.str, x.tobytes())
    return (type(x), repr(x)) if not isinstance(x, Ref) else x
