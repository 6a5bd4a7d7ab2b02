"""`Foreign`: a compiled function that another library runs, on its own arrays."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from ..errors import OperandError
from .compiled import Compiled
from .loading import loaded


class Foreign(Compiled):
    """A compiled function in the dialect of an array library: its arrays in, its arrays out.

    It is pure: the library may compile it, map it over a batch, and differentiate it again.
    """

    def __call__(self, *args: Any, **named: Any) -> Any:
        """The answer at arrays of the library."""
        return self.function(*self._given(args, named))

    @cached_property
    def function(self) -> Callable[..., Any]:
        """The function that the source defines."""
        try:
            return loaded(self.written(self.target), {}, self)
        except ImportError:
            raise OperandError(
                f"the target {self.target} takes {self.target}, which is not installed: "
                f"pip install {self.target}"
            ) from None
