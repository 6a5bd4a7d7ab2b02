"""Every way autograd says no.

Catch `AutogradError` for anything this package raises on purpose, or the built-in exception that
fits (`ValueError`, `TypeError`, …): each class below is both.

    AutogradError
    ├── DomainError          ValueError          an operation left its domain
    │   ├── DivisionError    ZeroDivisionError   … by dividing by zero
    │   └── RangeError       OverflowError       … by growing past the largest float
    ├── OperandError         TypeError           a value of the wrong type came in
    ├── ShapeError           ValueError          two shapes do not fit
    ├── GraphError           RuntimeError        a graph that cannot be swept
    │   ├── StaleDataError                       … its data changed since it was built
    │   ├── UnreachableError                     … no path leads to what was asked for
    │   └── ReadOnlyError    AttributeError      … since what was recorded would be changed
    ├── AnomalyError         ArithmeticError     a NaN or infinity was born (see `anomaly`)
    ├── RuleError            TypeError           a primitive's own rule broke its promise
    ├── ExpressionError      ValueError          a text that is no expression
    ├── CheckpointError      ValueError          a file that does not hold this model
    ├── OutputError          OSError             a file that cannot be written
    └── MissingDependency    ImportError         an optional package is needed and absent
"""

from __future__ import annotations

from typing import Any

from .support.consoles import printed
from .support.visible import told


class AutogradError(Exception):
    """The root of everything autograd raises on purpose; what it quotes is made safe to show."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*(told(x) if isinstance(x, str) else x for x in args), **options)

    def __str__(self) -> str:
        return printed(super().__str__())


class DomainError(AutogradError, ValueError):
    """An operation was asked for outside its domain."""


class DivisionError(DomainError, ZeroDivisionError):
    """A division by zero."""


class RangeError(DomainError, OverflowError):
    """A result too large for a float."""


class OperandError(AutogradError, TypeError):
    """A value of a type the operation does not take."""


class ShapeError(AutogradError, ValueError):
    """Shapes that do not fit together."""


class GraphError(AutogradError, RuntimeError):
    """A graph that cannot be swept."""


class StaleDataError(GraphError):
    """A node's data changed after the graph that uses it was built."""


class UnreachableError(GraphError):
    """A gradient was asked for along a path that does not exist."""


class ReadOnlyError(GraphError, AttributeError):
    """What an operation recorded cannot be assigned to."""


class AnomalyError(AutogradError, ArithmeticError):
    """A NaN or an infinity was born while `anomaly()` was watching."""


class RuleError(AutogradError, TypeError):
    """A primitive's rule returned something that is no derivative."""


class ExpressionError(AutogradError, ValueError):
    """A text that cannot be read as an expression; `column` counts from 1, 0 for no one place."""

    column = 0


class CheckpointError(AutogradError, ValueError):
    """A file that does not hold what was expected of it."""


class OutputError(AutogradError, OSError):
    """A file that cannot be written."""


class MissingDependency(AutogradError, ImportError):
    """An optional package is needed for this and is not installed."""
