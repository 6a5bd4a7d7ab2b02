"""Source text: a `Program` as straight-line code in some language, one assignment for each step."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from ..engine.nary import Nary
from ..engine.primitive import Primitive
from ..values.symbol import Condition
from .parts import crossings, divided, results_made
from .program import Operand
from .targets import Print, Target, infix
from .trace import Trace, distinct, identifier

WIDTH = 100
INDENT = "    "


@dataclass(frozen=True)
class Text:
    """Source that defines a function `entry`; `functions` names the primitives it calls."""

    source: str
    entry: str
    functions: dict[str, Primitive]


def written(trace: Trace, target: Target) -> Text:
    """The text of a traced program in a language."""
    return _Writer(trace, target).text()


class _Writer:
    """Names every register, then writes the program in functions of bounded length."""

    def __init__(self, trace: Trace, target: Target) -> None:
        self.trace, self.program, self.target = trace, trace.program, target
        self.templates = dict(target.operations)
        self.taken = set(target.reserved)
        self.parameters = [distinct(name, self.taken) for name in trace.arguments]
        self.names = self._input_names()
        self.entry = distinct(trace.name, self.taken)
        self.functions: dict[str, Primitive] = {}
        for op in dict.fromkeys(op for op, _ in self.program.steps):
            if op not in self.templates:
                self.templates[op] = self._template(op)
        self.names += self._step_names()

    def _input_names(self) -> list[str]:
        """A number is called like its parameter; one in a list is called after its place."""
        alone = {
            tree: parameter
            for parameter, tree in zip(self.parameters, self.trace.arguments.values(), strict=True)
            if isinstance(tree, int)
        }
        inputs = enumerate(self.program.inputs)
        return [alone[i] if i in alone else distinct(name, self.taken) for i, name in inputs]

    def _template(self, op: Primitive) -> Print:
        target = self.target
        if isinstance(op, Condition) or op.symbol in target.operators:
            symbol = target.operators.get(op.symbol, op.symbol)
            return (lambda a: f"{symbol}{a}") if op.arity == 1 else infix(symbol)
        name = self._function_name(op)
        self.functions[name] = op
        if isinstance(op, Nary):
            return lambda *xs: target.call(name, [target.vector(xs)])
        return lambda *xs: target.call(name, xs)

    def _function_name(self, op: Primitive) -> str:
        """A name that is free, behind what the target puts before it, such as a module."""
        prefix, dot, name = self.target.name(op).rpartition(".")
        return prefix + dot + distinct(identifier(name, otherwise="function"), self.taken)

    def _step_names(self) -> list[str]:
        n, labels = len(self.program.inputs), self.program.labels
        numbers = (f"t{i}" for i in count(1) if f"t{i}" not in self.taken)
        return [
            distinct(identifier(labels[i], "t"), self.taken) if i in labels else next(numbers)
            for i in range(n, n + len(self.program.steps))
        ]

    def text(self) -> Text:
        """The whole text: one function, or several where one would be too long."""
        parts = list(divided(self.program))
        if len(parts) == 1:
            blocks = [
                self._function(self._entry_head(), [*self._unpacking(), *self._body(parts[0])])
            ]
        else:
            blocks = self._in_parts(parts)
        return Text("\n\n".join(blocks) + "\n", self.entry, self.functions)

    def _entry_head(self) -> str:
        return _folded(self.target.head(self.entry, self.parameters), "")

    def _function(self, head: str, lines: list[str], answer: bool = True) -> str:
        if answer:
            lines.append(_folded(self.target.answer(self._tree(self.trace.answer))))
        end = [self.target.end] if self.target.end else []
        return "\n".join([head, *(INDENT + line for line in lines), *end])

    def _unpacking(self) -> Iterator[str]:
        """Lines that take lists, tuples and dicts apart."""
        waiting = list(zip(self.parameters, self.trace.arguments.values(), strict=True))
        for whole, tree in waiting:
            if isinstance(tree, dict):
                for key, branch in tree.items():
                    name = self._branch_name(branch, whole)
                    yield self.target.assign(name, self.target.item(whole, key))
                    waiting.append((name, branch))
            elif isinstance(tree, (list, tuple)):
                names = [self._branch_name(branch, whole) for branch in tree]
                yield _folded(self.target.unpack(names, whole))
                waiting.extend(zip(names, tree, strict=True))

    def _branch_name(self, branch: Any, whole: str) -> str:
        return self.names[branch] if isinstance(branch, int) else distinct(f"{whole}_", self.taken)

    def _body(self, part: range) -> Iterator[str]:
        n, assign = len(self.program.inputs), self.target.assign
        for k in part:
            op, args = self.program.steps[k]
            line = assign(self.names[n + k], self.templates[op](*map(self._operand, args)))
            yield line if len(args) < 4 else _folded(line)

    def _tree(self, tree: Any) -> str:
        """The answer."""
        if isinstance(tree, dict):
            return self.target.table((key, self._tree(x)) for key, x in tree.items())
        if isinstance(tree, (list, tuple)):
            inner = [self._tree(x) for x in tree]
            return self.target.vector(inner) if isinstance(tree, list) else self.target.row(inner)
        return self._operand(self.program.results[tree])

    def _operand(self, x: Operand) -> str:
        return self.names[x] if x.__class__ is int else self.target.number(x)

    def _in_parts(self, parts: list[range]) -> list[str]:
        """Functions one after the other; what crosses from one to another waits in a list."""
        shared, target = distinct("shared", self.taken), self.target
        loads, slots = crossings(self.program, parts)
        blocks, calls = [], []
        n = len(self.program.inputs)
        for part, read in zip(parts, loads, strict=True):
            name = distinct(f"{self.entry}_part", self.taken)
            written = [n + k for k in part if n + k in slots]
            lines = [
                *(target.assign(self.names[x], target.item(shared, slots[x])) for x in read),
                *self._body(part),
                *(target.assign(target.item(shared, slots[x]), self.names[x]) for x in written),
            ]
            blocks.append(self._function(target.head(name, [shared]), lines, answer=False))
            calls.append(target.call(name, [shared]))
        given = [x for x in slots if x < n]
        lines = [
            *self._unpacking(),
            target.assign(shared, target.cells(len(slots))),
            *(target.assign(target.item(shared, slots[x]), self.names[x]) for x in given),
            *calls,
            *(
                target.assign(self.names[x], target.item(shared, slots[x]))
                for x in results_made(self.program)
            ),
        ]
        return [*blocks, self._function(self._entry_head(), lines)]


def _folded(line: str, indent: str = INDENT) -> str:
    """A line broken at the spaces after commas where it is too long, which brackets allow."""
    if len(indent) + len(line) <= WIDTH:
        return line
    pieces = textwrap.wrap(
        line.replace(" ", "\0").replace(",\0", ", "),
        WIDTH - 2 * len(INDENT),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return f"\n{indent}{INDENT}".join(pieces).replace("\0", " ")
