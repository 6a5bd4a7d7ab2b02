"""x[n] where x is in R^n: an index that takes all values, or the last entry.

It is read as an index. What is wrong of the index and right of the last entry stays open.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..meaning.components import Component
from .sizes import Sizes

LAST_ENTRY = (
    "{names} may be an index here, or the size: of the last entry this is right, of others it is "
    "not; write another letter for an index"
)


def indices_that_are_sizes(sizes: Sizes, parts: Sequence[Component]) -> list[str]:
    """The free indices of a claim that are called like a size."""
    return [name for name in parts[0].indices if name in sizes]


def last_entries(sizes: Sizes, parts: Sequence[Component]) -> list[Component]:
    """The components in which these indices have the size for their value."""
    names = indices_that_are_sizes(sizes, parts)
    return [part for part in parts if all(part.indices[name] == sizes[name] for name in names)]
