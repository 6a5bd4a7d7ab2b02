r"""What the names of a page are called for the checker: z^{(2)} is z2 there, \\hat{y} is hat_y."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ...formulas.text.builtins import reserved
from ...formulas.trees.tree import Name

_RESERVED = frozenset({"in", "at", "reset", "assume", "where", "sum", "prod", "grad", "pi", "e"})
TIME = "t"
LENGTH = "#"  # begins what no page calls anything
Key = tuple[str, tuple[int, ...]]  # a name, and the numbers of its layer, time or sample


def squeezed(name: str) -> str:
    """A name without the strokes between its parts: x1 for x_1."""
    return name.replace("_", "")


@dataclass
class Naming:
    """Names, each with one key; new ones are made when they are asked for."""

    names: dict[Key, str] = field(default_factory=dict)
    taken: dict[str, Key] = field(default_factory=dict)
    spelled: Mapping[str, str] = field(default_factory=dict)  # by the name without strokes
    functions: frozenset[str] = frozenset()  # that the page defines, whatever the registry has
    lengths: int = 0  # that were asked for

    def name(self, base: str, family: tuple[int, ...] = ()) -> str:
        """What a name is called."""
        key = base, family
        if key not in self.names:
            wanted = self._plain(base) + "_".join(map(str, family))
            if "." in base:
                wanted += "_"  # the plain name is left to what is no parameter
            else:
                wanted = self.spelled.get(squeezed(wanted), wanted)
            if base in self.functions and reserved(wanted) is not None:
                wanted = f"own_{wanted}"  # sigma(u) = tanh(u)
            while wanted in self.taken or wanted in _RESERVED:
                wanted += "_"
            self.names[key] = wanted
            self.taken[wanted] = key
        return self.names[key]

    def length(self) -> Name:
        """A new name for how long a column is, which only the sizes of others say."""
        self.lengths += 1
        return Name(f"{LENGTH}{self.lengths}")

    def key(self, name: str) -> Key | None:
        """The key of a name."""
        return self.taken.get(name)

    @staticmethod
    def _plain(base: str) -> str:
        last = base.rpartition(".")[2]
        return re.sub(r"\W", "_", last, flags=re.ASCII) or "x"


def sort_of(key: Key) -> str:
    """What has one kind, of a key: z(2) for one layer alone, z[] for what is of all."""
    return f"{key[0]}({','.join(map(str, key[1]))})" if key[1] else f"{key[0]}[]"
