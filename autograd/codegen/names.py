"""Names in programs: free ones, and those that a language can hold."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from ..errors import OperandError


def place_in(name: str, key: Any) -> str:
    """What to call the entry of a dict."""
    if not isinstance(key, (str, int)):
        raise OperandError(f"the keys of {name} are texts or integers; got {key!r}")
    return identifier(re.sub(r"\W", "_", f"{name}_{key}"), otherwise=f"{name}_")


def distinct(name: str, taken: set[str]) -> str:
    """`name`, or `name_2` and so on where it is taken; the answer is taken from now on."""
    free, count = name, 1
    while free in taken:
        count += 1
        free = f"{name}_{count}"
    taken.add(free)
    return free


def identifier(name: Any, otherwise: str) -> str:
    """`name` where Python can use it for a variable."""
    return name if _is_identifier(name) else otherwise


def checked(name: Any) -> str:
    """An argument's name, which is printed into the program: an identifier and nothing else."""
    if not _is_identifier(name):
        raise OperandError(
            f"an argument's name has to be a Python identifier that is no keyword; got {name!r:.60}"
        )
    return str(name)


def _is_identifier(name: Any) -> bool:
    return (
        isinstance(name, str)
        and name.isidentifier()
        and not keyword.iskeyword(name)
        and not name.startswith("__")
        and unicodedata.normalize("NFKC", name) == name
    )


def refuse_repeated(names: Iterable[str]) -> None:
    """Refuse two arguments of one name."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise OperandError(f"two arguments are called {name}")
        seen.add(name)
