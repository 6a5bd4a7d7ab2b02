"""What works on whole arrays, by the names that people call it by.

The entries of operations and functions fill these tables, and nothing else does: the methods of
Tensor, NumPy's protocol, the export, `autograd ops` and the laws read them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])
FUNCTIONS: dict[str, Callable[..., Any]] = {}  # of arrays, made of operations, by name
METHODS: dict[str, Callable[..., Any]] = {}  # what arrays have as methods: operations and functions


def array_function(*, method: bool = False, called: str = "") -> Callable[[Function], Function]:
    """Enter a function of arrays that is made of operations, under its own name and signature.

    Like a public operation it is exported, found by NumPy (`np.var(t)`), listed by `autograd ops`
    and put under the laws, which read its signature and the example in its docstring. A method is
    `called` otherwise where NumPy has a name for it that the package uses for something else.
    """

    def entered(function: Function) -> Function:
        FUNCTIONS[function.__name__] = function
        if method:
            METHODS[called or function.__name__] = function
        return function

    return entered
