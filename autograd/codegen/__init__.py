"""Turning a function into fast, readable code: trace on symbols, simplify, print, run.

`compile(f, grad=True)` runs `f` once on symbols, records the sweep that backward runs, removes
what is repeated or unused, and prints the rest as straight-line Python, for floats and for rows.
"""

from __future__ import annotations

from .compiled import Compiled as Compiled
from .compiled import compile as compile

__all__ = ["Compiled", "compile"]
