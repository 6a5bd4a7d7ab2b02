"""The text of a program over arrays, in the dialect of a library."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import numpy as np

from ...errors import OperandError
from ...support.containers import tree_map
from ..folding import folded
from ..names import distinct, identifier
from ..targets.target import bracketed, nested
from .buffers import overwritten, views
from .program import KEYED, ArrayProgram, Call, Ref

INDENT = "    "
LONG = 3  # calls of an operation that a comment names
INFIX = {
    "add": "+", "subtract": "-", "multiply": "*", "divide": "/", "matmul": "@", "less": "<",
    "less_equal": "<=", "greater": ">", "greater_equal": ">=", "equal": "==", "not_equal": "!=",
    "bitwise_and": "&", "bitwise_or": "|",
}  # fmt: skip
PREFIX = {"negative": "-", "invert": "~", "bitwise_not": "~"}

Spelled = Callable[
    ..., str
]  # the text of a call: of the texts of its arguments, and `call=` itself


@dataclass(frozen=True)
class Dialect:
    """How a library of arrays spells calls of NumPy.

    Errors call it by its `name`. `functions` are those that it has otherwise, and `otherwise`
    spells the rest.
    `constant` is an array, `number` a float, `answer` what a result becomes, `over` whether results
    may be written over arrays that nobody reads any more.
    """

    name: str
    prefix: str
    imports: Sequence[str]
    functions: Mapping[str, Spelled]
    otherwise: Callable[[Call, Sequence[str], Mapping[str, str]], str]
    constant: Callable[[Any], str]
    number: Callable[[float], str]
    answer: Callable[[str, tuple[int, ...], bool], str] = lambda text, shape, shared: text
    over: bool = False
    outside: bool = False  # whether it can call what is no function of a library
    inside: bool = False  # whether constants are made within the function, at each call
    helpers: Mapping[str, str] = field(default_factory=dict)  # functions that a text may need
    reserved: tuple[str, ...] = ()


@dataclass(frozen=True)
class ArrayText:
    """Source that defines a function `entry`; `outside` are the functions that it calls."""

    source: str
    entry: str
    outside: dict[str, Callable[..., Any]]


def written(
    name: str, arguments: Mapping[str, Any], answer: Any, program: ArrayProgram, dialect: Dialect
) -> ArrayText:
    """The text of a program: its `arguments` are trees of registers, its `answer` one of places."""
    return _Writer(name, arguments, answer, program, dialect).text()


@dataclass
class _Writer:
    name: str
    arguments: Mapping[str, Any]
    answer: Any
    program: ArrayProgram
    dialect: Dialect
    outside: dict[str, Callable[..., Any]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.taken = {self.dialect.prefix, "float", *self.dialect.reserved}
        self.entry = distinct(identifier(self.name, "f"), self.taken)
        self.parameters = [distinct(name, self.taken) for name in self.arguments]
        self.over = overwritten(self.program) if self.dialect.over else {}
        self.shared = views(self.program)
        self.names: list[str] = []

    def text(self) -> ArrayText:
        unpacked = list(self._unpacked())
        self._name_calls()
        body = [*unpacked, *self._body()]
        answers = [self._answer(x) for x in self.program.results]
        body.append(folded(f"return {nested(tree_map(lambda k: answers[k], self.answer))}"))
        head = folded(f"def {self.entry}({', '.join(self.parameters)}):", "")
        above = [f"{name} = {text}" for text, name in self.constants.items()]
        if self.dialect.inside:
            body, above = [*above, *body], []
        function = "\n".join([head, *(INDENT + line for line in body)])
        helpers = [
            h.strip("\n") for name, h in self.dialect.helpers.items() if f"{name}(" in function
        ]
        parts = ["\n".join(self.dialect.imports), *(["\n".join(above)] if above else []), *helpers]
        return ArrayText("\n\n".join([*parts, function]) + "\n", self.entry, self.outside)

    def _unpacked(self) -> Iterator[str]:
        """A name for each array among the arguments."""
        self.names = [""] * len(self.program.inputs)
        for name, tree in zip(self.parameters, self.arguments.values(), strict=True):
            if isinstance(tree, int):
                self.names[tree] = name
                continue
            for path, register in _paths(name, tree):
                short = identifier(self.program.inputs[register].name, "t")
                self.names[register] = distinct(short, self.taken)
                yield f"{self.names[register]} = {path}"

    def _name_calls(self) -> None:
        n, labels = len(self.program.inputs), self.program.labels
        numbers = (f"t{i}" for i in count(1) if f"t{i}" not in self.taken)
        for i in range(n, n + len(self.program.calls)):
            wanted = identifier(labels.get(i, ""), "")
            self.names.append(distinct(wanted, self.taken) if wanted else next(numbers))

    def _body(self) -> Iterator[str]:
        calls = self.program.calls
        for k, call in enumerate(calls):
            ahead = calls[k : k + LONG]
            new = not k or calls[k - 1].note != call.note
            if new and len(ahead) == LONG and all(c.note == call.note for c in ahead):
                yield f"# {call.note}"
            yield from self._lines(k, call)

    def _lines(self, k: int, call: Call) -> Iterator[str]:
        name = self.names[len(self.program.inputs) + k]
        args = [self._operand(x) for x in call.args]
        if call.function in KEYED:
            place = KEYED[call.function]
            args[place] = self._key(call.args[place])
        options = {key: self._operand(x) for key, x in call.options}
        if k in self.over:
            options["out"] = self.names[self.over[k]]
        yield folded(f"{name} = {self._spelled(call, args, options)}")

    def _spelled(self, call: Call, args: list[str], options: dict[str, str]) -> str:
        if call.outside is not None:
            if not self.dialect.outside:
                raise OperandError(
                    f"{call.function} cannot be compiled to {self.dialect.name}: it is computed "
                    "one number at a time"
                )
            name = distinct(identifier(call.function, "function"), self.taken)
            self.outside[name] = call.outside
            return f"{name}({', '.join(args)})"
        spelled = self.dialect.functions.get(call.function)
        if spelled is not None:
            return spelled(*args, call=call, **options)
        if call.function == "getitem":
            return f"{args[0]}[{args[1]}]"
        if call.function in INFIX and "out" not in options:
            return f"{args[0]} {INFIX[call.function]} {args[1]}"
        if call.function in PREFIX and "out" not in options:
            return f"{PREFIX[call.function]}{args[0]}"
        return self.dialect.otherwise(call, args, options)

    def _operand(self, x: Any) -> str:
        if isinstance(x, Ref):
            return self.names[x.register]
        if isinstance(x, (tuple, list)):
            inner = [self._operand(y) for y in x]
            if isinstance(x, list):
                return bracketed(inner)
            return f"({', '.join(inner)}{',' if len(inner) == 1 else ''})"
        if isinstance(x, (np.ndarray, np.generic)) and getattr(x, "shape", ()) != ():
            return self._constant(x)
        if isinstance(x, np.generic) or getattr(x, "shape", None) == ():
            x = x.item()
        if isinstance(x, slice) or x is Ellipsis:
            return self._key(x)
        return self.dialect.number(x) if isinstance(x, float) else repr(x)

    def _key(self, key: Any) -> str:
        """What stands in the brackets of an index."""
        if isinstance(key, tuple):
            return ", ".join(map(self._key, key)) + ("," if len(key) == 1 else "")
        if key is Ellipsis:
            return "..."
        if isinstance(key, slice):
            ends = ["" if x is None else repr(x) for x in (key.start, key.stop)]
            return ":".join(ends) + ("" if key.step is None else f":{key.step}")
        if isinstance(key, list):
            key = np.asarray(key)
        return self._operand(key)

    def _constant(self, array: Any) -> str:
        text = self.dialect.constant(array)
        if text not in self.constants:
            self.constants[text] = next(x for i in count(1) if (x := f"c{i}") not in self.taken)
            self.taken.add(self.constants[text])
        return self.constants[text]

    def _answer(self, x: Any) -> str:
        if isinstance(x, Ref):
            shape = self.program.shape(x.register)
            return self.dialect.answer(self.names[x.register], shape, x.register in self.shared)
        return self.dialect.answer(self._operand(x), np.shape(x), True)


def _paths(path: str, tree: Any) -> Iterator[tuple[str, int]]:
    """Where each register of a tree is found."""
    if isinstance(tree, int):
        yield path, tree
        return
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, branch in pairs:
        yield from _paths(f"{path}[{key!r}]", branch)


def called(prefix: str) -> Callable[[Call, Sequence[str], Mapping[str, str]], str]:
    """A function of a library by NumPy's name."""

    def otherwise(call: Call, args: Sequence[str], options: Mapping[str, str]) -> str:
        given = [*args, *(f"{key}={x}" for key, x in options.items())]
        return f"{prefix}.{call.function}({', '.join(given)})"

    return otherwise
