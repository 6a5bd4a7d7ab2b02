"""Arguments with structure: numbers and arrays inside lists, tuples and dicts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any


def tree_map(function: Callable[[Any], Any], tree: Any) -> Any:
    """`function` of every leaf of nested lists, tuples, named tuples and dicts.

    >>> tree_map(abs, {"a": [-1, 2], "b": (-3,)})
    {'a': [1, 2], 'b': (3,)}
    """
    if isinstance(tree, dict):
        return {key: tree_map(function, branch) for key, branch in tree.items()}
    if isinstance(tree, (list, tuple)):
        branches = [tree_map(function, branch) for branch in tree]
        return type(tree)(*branches) if hasattr(tree, "_fields") else type(tree)(branches)
    return function(tree)


def leaves_of(tree: Any) -> list[Any]:
    """The leaves in the order `tree_map` visits them.

    >>> leaves_of({"a": [1, 2], "b": (3,)})
    [1, 2, 3]
    """
    found: list[Any] = []
    tree_map(found.append, tree)
    return found


def like(tree: Any, leaves: list[Any]) -> Any:
    """A tree of the same structure with other leaves.

    >>> like({"a": [0, 0], "b": (0,)}, [1, 2, 3])
    {'a': [1, 2], 'b': (3,)}
    """
    supply: Iterator[Any] = iter(leaves)
    return tree_map(lambda _: next(supply), tree)
