"""Definitions that a page makes somewhere, whichever line comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ...formulas.trees.tree import Call, Family, Indexed, Name, Number, Sum, Tree, text, walk


@dataclass(frozen=True)
class Function:
    """A function declared on the page: `f(t) = …`."""

    params: tuple[str, ...]
    body: Tree


class _Walk:
    """A walk from definition to definition; `order` has those that are free of circles."""

    def __init__(self, circular: set[str]) -> None:
        self.circular = circular  # in a circle, or hanging on one
        self.order: list[str] = []
        self.way: list[tuple[str, Iterator[str]]] = []
        self.met: set[str] = set()
        self.unclear: set[str] = set()  # still open, or circular

    def open(self, name: str, mentioned: Iterator[str]) -> None:
        """Go on to a definition."""
        self.way.append((name, mentioned))
        self.met.add(name)
        self.unclear.add(name)

    def next(self, waits: Callable[[str], bool]) -> str | None:
        """A definition that was not met yet and that the one at hand hangs on."""
        name, mentioned = self.way[-1]
        for each in filter(waits, mentioned):
            if each in self.unclear or each in self.circular:
                self.circular.add(name)
            elif each not in self.met:
                return each
        return None

    def close(self) -> None:
        """Finish the definition at hand."""
        name, _ = self.way.pop()
        if name not in self.circular:
            self.unclear.discard(name)
            self.order.append(name)
        elif self.way:
            self.circular.add(self.way[-1][0])


class Awaited(dict[str, "Tree"]):
    """What each name is defined as; an entry that is defined by itself is a name, "z[1]"."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: dict[str, list[str]] = {}
        self._circular: set[str] = set()

    def enter(self, name: str, tree: Tree) -> None:
        """Note a definition; the first of a name counts."""
        if name not in self:
            self[name] = tree
            base, bracket, _ = name.partition("[")
            if bracket:
                self._pieces.setdefault(base, []).append(name)

    def pieces(self, name: str) -> list[str]:
        """The entries of an array that are defined by themselves."""
        return self._pieces.get(name, [])

    def before(
        self,
        name: str,
        functions: Mapping[str, Function],
        waits: Callable[[str], bool],
    ) -> list[str]:
        """The definitions that wait and that this one hangs on, each behind those it hangs on.

        So each can be made without waiting for another. Those that go round in a circle, or hang on
        one that does, are left out.

        >>> from ...formulas.trees.tree import Op
        >>> awaited = Awaited()
        >>> for name, tree in {"a": Op("neg", (Name("b"),)), "b": Op("neg", (Name("c"),))}.items():
        ...     awaited.enter(name, tree)
        >>> awaited.before("a", {}, awaited.__contains__)
        ['b']
        """
        steps = _Walk(self._circular)
        steps.open(name, self._mentioned(self[name], functions))
        while steps.way:
            new = steps.next(waits)
            if new is None:
                steps.close()
            else:
                steps.open(new, self._mentioned(self[new], functions))
        return [each for each in steps.order if each != name]

    def _mentioned(self, tree: Tree, functions: Mapping[str, Function]) -> Iterator[str]:
        """The definitions that a formula mentions, itself or in the functions that it calls."""
        met: set[str] = set()
        bodies = [tree]
        for body in bodies:
            parts = list(walk(body))
            yield from self._named(parts)
            for call in parts:
                if isinstance(call, Call) and call.function in functions.keys() - met:
                    met.add(call.function)
                    bodies.append(functions[call.function].body)

    def _named(self, parts: list[Tree]) -> Iterator[str]:
        bound = {part.index for part in parts if isinstance(part, Sum)}
        bound.update(x for part in parts if isinstance(part, Family) for x in part.indices)
        entries = [part for part in parts if isinstance(part, Indexed) and self._is_entry(part)]
        bases = {id(part.base) for part in entries}
        yield from map(text, entries)
        for part in parts:
            if isinstance(part, Name) and id(part) not in bases and part.name not in bound:
                yield from [part.name] if part.name in self else self.pieces(part.name)

    def _is_entry(self, tree: Indexed) -> bool:
        plain = isinstance(tree.base, Name) and all(isinstance(i, Number) for i in tree.indices)
        return plain and text(tree) in self
