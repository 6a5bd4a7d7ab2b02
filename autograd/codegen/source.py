"""Source text: a `Program` printed as straight-line Python, one assignment for each step.

Two dialects of one text: for floats, with Python's operators throughout, and for arrays, where
choices and connectives are functions, since `a if c else b` wants a single condition.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from ..engine.nary import Nary
from ..engine.primitive import Primitive
from ..ops.choice import abs as absolute
from ..ops.choice import where
from ..ops.products import dot
from ..ops.reductions import mean, sum
from ..values.symbol import AND, NOT, OR, Condition
from .program import Operand, Program
from .trace import Trace, distinct, identifier

WIDTH = 100
LINES = 2000  # of one function: Python's compiler needs more than twice the time for twice as many
INDENT = "    "

Print = Callable[..., str]


@dataclass(frozen=True)
class Text:
    """Python source that defines a function `entry`; `functions` names the primitives it calls."""

    source: str
    entry: str
    functions: dict[str, Primitive]


def python(trace: Trace, *, arrays: bool = False) -> Text:
    """The text of a traced program, for floats or for arrays."""
    return _Writer(trace, ARRAY_TEMPLATES if arrays else FLOAT_TEMPLATES).text()


def _infix(symbol: str) -> Print:
    return lambda a, b: f"{a} {symbol} {b}"


def _bracketed(*items: str) -> str:
    return f"[{', '.join(items)}]"


def _products(*items: str) -> str:
    half = len(items) // 2
    pairs = zip(items[:half], items[half:], strict=True)
    return f"[{', '.join(f'{a} * {b}' for a, b in pairs)}]"


# The sums of eager code are `math.fsum`; where it raises, the text is run again with care.
FLOAT_TEMPLATES: dict[Primitive, Print] = {
    NOT: lambda a: f"not {a}",
    AND: _infix("and"),
    OR: _infix("or"),
    where: lambda c, a, b: f"{a} if {c} else {b}",
    absolute: lambda a: f"abs({a})",
    sum: lambda *xs: f"fsum({_bracketed(*xs)})",
    dot: lambda *xs: f"fsum({_products(*xs)})",
}
ARRAY_TEMPLATES: dict[Primitive, Print] = {
    **FLOAT_TEMPLATES,
    NOT: lambda a: f"logical_not({a})",
    AND: lambda a, b: f"logical_and({a}, {b})",
    OR: lambda a, b: f"logical_or({a}, {b})",
    where: lambda c, a, b: f"where({c}, {a}, {b})",
}
# A mean is a float where the sum may be none, which only the careful text has to know.
FLOAT_TEMPLATES[mean] = lambda *xs: f"fsum({_bracketed(*xs)}) / {len(xs)}"
# Names the templates use: an argument that is called like one of them gets a number.
HELPERS = ("abs", "fsum", "inf", "logical_and", "logical_not", "logical_or", "nan", "where")


class _Writer:
    """Names every register, then writes the program in functions of bounded length."""

    def __init__(self, trace: Trace, templates: dict[Primitive, Print]) -> None:
        self.trace, self.program, self.templates = trace, trace.program, dict(templates)
        self.taken = set(HELPERS)
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
        if isinstance(op, Condition) or op.symbol in {"+", "-", "*", "/", "%", "//"}:
            return (lambda a: f"{op.symbol}{a}") if op.arity == 1 else _infix(op.symbol)
        name = distinct(identifier(op.name, otherwise="function"), self.taken)
        self.functions[name] = op
        if isinstance(op, Nary):
            return lambda *xs: f"{name}({_bracketed(*xs)})"
        return lambda *xs: f"{name}({', '.join(xs)})"

    def _step_names(self) -> list[str]:
        n, labels = len(self.program.inputs), self.program.labels
        numbers = (f"t{i}" for i in count(1) if f"t{i}" not in self.taken)
        return [
            distinct(identifier(labels[i], "t"), self.taken) if i in labels else next(numbers)
            for i in range(n, n + len(self.program.steps))
        ]

    def text(self) -> Text:
        """The whole text: one function, or several where one would be too long."""
        parts = list(_divided(self.program))
        if len(parts) == 1:
            blocks = [
                self._function(self._entry_head(), [*self._unpacking(), *self._body(parts[0])])
            ]
        else:
            blocks = self._in_parts(parts)
        return Text("\n\n".join(blocks) + "\n", self.entry, self.functions)

    def _entry_head(self) -> str:
        return _folded(f"def {self.entry}({', '.join(self.parameters)}):", "")

    def _function(self, head: str, lines: list[str], answer: bool = True) -> str:
        if answer:
            lines.append(_folded(f"return {self._tree(self.trace.answer)}"))
        return "\n".join([head, *(INDENT + line for line in lines)])

    def _unpacking(self) -> Iterator[str]:
        """Lines that take lists, tuples and dicts apart."""
        waiting = list(zip(self.parameters, self.trace.arguments.values(), strict=True))
        for whole, tree in waiting:
            if isinstance(tree, dict):
                for key, branch in tree.items():
                    name = self._branch_name(branch, whole)
                    yield f"{name} = {whole}[{key!r}]"
                    waiting.append((name, branch))
            elif isinstance(tree, (list, tuple)):
                names = [self._branch_name(branch, whole) for branch in tree]
                yield _folded(f"{_bracketed(*names)} = {whole}")
                waiting.extend(zip(names, tree, strict=True))

    def _branch_name(self, branch: Any, whole: str) -> str:
        return self.names[branch] if isinstance(branch, int) else distinct(f"{whole}_", self.taken)

    def _body(self, part: range) -> Iterator[str]:
        n, names, templates, steps = (
            len(self.program.inputs), self.names, self.templates, self.program.steps,
        )  # fmt: skip
        for k in part:
            op, args = steps[k]
            texts = [repr(x) if x.__class__ is float else names[x] for x in args]  # type: ignore[index]
            line = f"{names[n + k]} = {templates[op](*texts)}"
            yield line if len(args) < 4 else _folded(line)

    def _tree(self, tree: Any, outermost: bool = True) -> str:
        """The answer, as Python writes it."""
        if isinstance(tree, dict):
            pairs = (f"{key!r}: {self._tree(x, False)}" for key, x in tree.items())
            return f"{{{', '.join(pairs)}}}"
        if isinstance(tree, (list, tuple)):
            inner = ", ".join(self._tree(x, False) for x in tree)
            if isinstance(tree, list):
                return f"[{inner}]"
            return f"({inner},)" if len(tree) == 1 else f"({inner})"
        return self._operand(self.program.results[tree])

    def _operand(self, x: Operand) -> str:
        return self.names[x] if isinstance(x, int) else repr(x)

    def _in_parts(self, parts: list[range]) -> list[str]:
        """Functions one after the other; what crosses from one to another waits in a list."""
        shared = distinct("shared", self.taken)
        loads, slots = _crossings(self.program, parts)
        blocks, calls = [], []
        n = len(self.program.inputs)
        for part, read in zip(parts, loads, strict=True):
            name = distinct(f"{self.entry}_part", self.taken)
            written = [n + k for k in part if n + k in slots]
            lines = [
                *(f"{self.names[x]} = {shared}[{slots[x]}]" for x in read),
                *self._body(part),
                *(f"{shared}[{slots[x]}] = {self.names[x]}" for x in written),
            ]
            blocks.append(self._function(f"def {name}({shared}):", lines, answer=False))
            calls.append(f"{name}({shared})")
        given = [x for x in slots if x < n]
        lines = [
            *self._unpacking(),
            f"{shared} = [None] * {len(slots)}",
            *(f"{shared}[{slots[x]}] = {self.names[x]}" for x in given),
            *calls,
            *(f"{self.names[x]} = {shared}[{slots[x]}]" for x in _results_made(self.program)),
        ]
        return [*blocks, self._function(self._entry_head(), lines)]


def _divided(program: Program) -> Iterator[range]:
    """Runs of steps of at most LINES lines; a step with many operands counts for several."""
    start, weight = 0, 0
    for k, (_, args) in enumerate(program.steps):
        weight += 1 + len(args) // 16
        if weight >= LINES:
            yield range(start, k + 1)
            start, weight = k + 1, 0
    if start < len(program.steps) or not start:
        yield range(start, len(program.steps))


def _results_made(program: Program) -> list[int]:
    n = len(program.inputs)
    return list(dict.fromkeys(x for x in program.results if isinstance(x, int) and x >= n))


def _crossings(program: Program, parts: list[range]) -> tuple[list[list[int]], dict[int, int]]:
    """For each part the registers it reads from outside; and a slot for each that crosses."""
    n, loads = len(program.inputs), []
    for part in parts:
        read = (x for k in part for x in program.steps[k][1] if isinstance(x, int))
        loads.append(list(dict.fromkeys(x for x in read if x < n + part.start)))
    crossing = dict.fromkeys(x for read in [*loads, _results_made(program)] for x in read)
    return loads, {register: slot for slot, register in enumerate(crossing)}


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
