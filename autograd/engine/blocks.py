"""Blocks that turn a mode on and cannot leave it on, whatever ends them.

A mode is on while the lock of a block is held: `with` takes and releases it by bare functions of C,
which no signal handler can divide. The lock belongs to the running block alone, so where Ctrl-C
comes between two steps of `with`, it is gone with the block. A lock that is released is released
for everybody: for a generator that is closed in another context, and for a task that the block
started and that outlives it.
"""

from __future__ import annotations

from _thread import allocate_lock, get_ident
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast
from weakref import ref

from ..errors import OperandError

F = TypeVar("F", bound=Callable[..., Any])


class Turn(ref[Any]):
    """One run of a block, by its lock, and the run that it is inside of."""

    __slots__ = ("outer",)
    __eq__, __hash__ = object.__eq__, object.__hash__
    outer: Turn | None


class Mode:
    """A switch that is on in the contexts of its blocks.

    `turns` is a set that is not empty while any block is open, in whatever thread: what runs often
    looks there first, since reading a ContextVar costs as much as a multiplication.
    """

    def __init__(self, name: str, turns: set[Turn]) -> None:
        self.name, self.turns = name, turns
        self._latest: ContextVar[Turn | None] = ContextVar(name, default=None)

    def innermost(self) -> Turn | None:
        """The innermost run that lasts, of those in this context."""
        turn = self._latest.get()
        while turn is not None:
            lock = turn()
            if lock is not None and lock.locked():
                return turn
            turn = turn.outer
        return None

    def begin(self) -> Any:
        """The lock of a run that begins here once the lock is taken."""
        lock = allocate_lock()
        turn = Turn(lock, self.turns.discard)  # called when the lock is gone
        turn.outer = self.innermost()
        self.turns.add(turn)
        self._latest.set(turn)
        return lock


class Half:
    """`__enter__` or `__exit__` of a block, as `with` looks it up: that of the lock of a run."""

    def __init__(self, name: str, by_hand: Callable[..., Any]) -> None:
        self.name, self.by_hand = name, by_hand

    def __get__(self, block: Block | None, _: type[Block]) -> Callable[..., Any]:
        if block is None:  # so asks `ExitStack`, which calls the other half when it pleases
            return self.by_hand
        return cast("Callable[..., Any]", getattr(block.lock_for(self.name), self.name))


def _enter(block: Block) -> None:
    lock = block.mode.begin()
    lock.acquire()
    block.held.append(lock)


def _exit(block: Block, *_: object) -> None:
    block.held.pop().release()


class Block:
    """A `with` block, or a decorator, in which a mode is on."""

    def __init__(self, mode: Mode) -> None:
        self.mode = mode
        self.held: list[Any] = []
        self._waiting: dict[int, tuple[str, Any]] = {}

    if TYPE_CHECKING:

        def __enter__(self) -> Any: ...
        def __exit__(self, *_: object) -> None: ...
    else:
        __enter__, __exit__ = Half("__enter__", _enter), Half("__exit__", _exit)

    def lock_for(self, half: str) -> Any:
        """The lock whose other half this thread has just looked up, or that of a new run."""
        thread = get_ident()
        found = self._waiting.pop(thread, None)
        if found is not None and found[0] is not half:
            return found[1]
        lock = self.mode.begin()
        self._waiting[thread] = half, lock
        return lock

    def __call__(self, function: F) -> F:
        """`function`, each call of which is such a block."""
        from inspect import isasyncgenfunction, iscoroutinefunction, isgeneratorfunction

        name = f"{self.mode.name}()"
        if isinstance(function, type):
            raise OperandError(f"{name} wraps a function; open the block in the methods of a class")
        if isgeneratorfunction(function) or isasyncgenfunction(function):
            raise OperandError(
                f"{name} cannot wrap the generator {function.__name__}: its body runs "
                "in whatever block its user is in; open the block inside it"
            )

        @wraps(function)
        def within(*args: Any, **options: Any) -> Any:
            with Block(self.mode):
                return function(*args, **options)

        @wraps(function)
        async def within_task(*args: Any, **options: Any) -> Any:
            with Block(self.mode):
                return await function(*args, **options)

        return cast("F", within_task if iscoroutinefunction(function) else within)
