"""The writer of a program: names every register, and spells every step as a target has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any

from ..engine.nary import Nary
from ..engine.primitive import Primitive
from ..loops.symbolic import Column, Final, LoopPart
from ..support.containers import tree_map
from ..values.symbol import Condition
from .folding import INDENT, folded, in_place
from .loops import Read, Repeated, has_loops
from .names import distinct, identifier
from .parts import crossings, divided, few_names, results_made
from .program import Operand
from .targets.looping import LoopText
from .targets.target import NOTHING, Print, Signature, Target, infix
from .trace import Trace


@dataclass(frozen=True)
class Text:
    """Source that defines a function `entry`; `functions` names the primitives it calls."""

    source: str
    entry: str
    functions: dict[str, Primitive]
    signature: Signature = NOTHING


class Writer:
    """Names every register, then writes the program in functions of bounded length."""

    def __init__(
        self,
        trace: Trace,
        target: Target,
        doc: Sequence[str],
        around: Writer | None = None,
        to_run: bool = False,
    ) -> None:
        self.trace, self.program, self.target, self.doc = trace, trace.program, target, doc
        self.templates: dict[Primitive, Print]
        self.templates = around.templates if around else dict(target.operations)
        self.taken: set[str] = around.taken if around else set(target.reserved)
        self.loops: list[str] = around.loops if around else []
        self.loop_names: dict[Primitive, str] = around.loop_names if around else {}
        self.parameters = [distinct(name, self.taken) for name in trace.arguments]
        self.names = self._input_names()
        self.entry = distinct(trace.name, self.taken)
        self.functions: dict[str, Primitive] = around.functions if around else {}
        for op in dict.fromkeys(op for op, _ in self.program.steps):
            if isinstance(op, Repeated):
                self.loop_names[op] = distinct(f"{self.entry}_loop", self.taken)
                self.loops.append(self._loop(op, self.loop_names[op]))
            elif op not in self.templates and not isinstance(op, LoopPart):
                self.templates[op] = self._template(op)
        names = self._step_names()
        self.names += few_names(self.program, names) if to_run else names
        self.signature = Signature(
            tuple(
                (name, tree_map(self._operand, tree))
                for name, tree in zip(self.parameters, trace.arguments.values(), strict=True)
            ),
            tree_map(lambda k: self._operand(self.program.results[k]), trace.answer),
            trace.order,
            tuple(self.names[i] for i in trace.inputs_by()),
        )

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
        if op.name in (target.functions or ()):
            name = (target.functions or {})[op.name]
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

    def blocks(self) -> list[str]:
        """The program as one function, or several where one would be too long."""
        parts = list(divided(self.program))
        if len(parts) == 1 or has_loops(self.program):
            parts = [range(len(self.program.steps))]
            return [*self.loops, self._entry([*self._unpacking(), *self._body(parts[0])])]
        return self._in_parts(parts)

    def helper(self) -> str:
        """The program as a function that another calls."""
        head = self.target.head(self.entry, self.parameters)
        lines = [*self._body(range(len(self.program.steps))), *self.target.answer(self.signature)]
        return self._function(head, lines)

    def text(self, blocks: list[str]) -> Text:
        """The whole text, made of functions."""
        before = self.target.before(self.signature, self.doc)
        return Text(
            "\n\n".join([before.rstrip("\n"), *blocks] if before else blocks) + "\n",
            self.entry,
            self.functions,
            self.signature,
        )

    def _entry(self, lines: list[str]) -> str:
        entry = self.target.entry
        if entry is None:
            head = self.target.head(self.entry, self.parameters)
        else:
            head = entry(self.entry, self.signature)
        return self._function(
            folded(head, ""), [*lines, *map(folded, self.target.answer(self.signature))]
        )

    def _function(self, head: str, lines: list[str]) -> str:
        end = [self.target.end] if self.target.end else []
        return "\n".join([head, *(INDENT + line for line in lines), *end])

    def _unpacking(self) -> Iterator[str]:
        """Lines that take lists, tuples and dicts apart."""
        read = {x for _, args in self.program.steps for x in args if x.__class__ is int}
        used = {self.names[x] for x in read.union(self.program.results) if x.__class__ is int}
        for whole, tree in self.signature.parameters:
            lines = self.target.unpacking(whole, tree, used, partial(self._free, f"{whole}_"))
            yield from map(folded, lines)

    def _free(self, name: str) -> str:
        return distinct(name, self.taken)

    def _body(self, part: range) -> Iterator[str]:
        n, assign = len(self.program.inputs), self.target.assign
        decide = self.target.decide or assign
        for k in part:
            op, args = self.program.steps[k]
            if isinstance(op, LoopPart):
                yield folded(self._loop_part(op, self.names[n + k], list(map(self._operand, args))))
                continue
            let = decide if isinstance(op, Condition) else assign
            line = let(self.names[n + k], self.templates[op](*map(self._operand, args)))
            yield line if len(args) < 4 else folded(line)

    def _loop_part(self, op: LoopPart, name: str, args: list[str]) -> str:
        """The line of a step that is about a loop."""
        spell = self.target.looping
        if isinstance(op, Column):
            return spell.hold(name, args)
        if isinstance(op, Final):
            return self.target.assign(name, f"{args[0]}[{op.i}]")
        if isinstance(op, Read):
            return self.target.assign(name, spell.entry(args[0], op.place, op.t))
        assert isinstance(op, Repeated)
        frame = op.frame
        first = frame.carry + frame.shared
        lanes = [spell.column(args[first + source], place) for source, place in frame.lanes]
        given = [*args[: frame.carry], *lanes, *args[frame.carry : first]]
        return spell.run(name, self.loop_names[op], given, frame.size)

    def _loop(self, op: Repeated, name: str) -> str:
        """The function of a loop."""
        names: set[str] = set()
        inputs = [distinct(identifier(x, "s"), names) for x in op.body.inputs]
        arguments: dict[str, Any] = {x: i for i, x in enumerate(inputs)}
        body = Trace(name, arguments, list(range(len(op.body.results))), op.body)
        inner = Writer(body, self.target, (), around=self)
        results = [inner._operand(x) for x in op.body.results]
        stop = op.frame.carry + len(op.frame.lanes)
        lanes = [(x, self._free(f"{x}_all")) for x in inner.names[op.frame.carry : stop]]
        columns = [(self._free("kept"), y) for y in results[op.frame.carry :]]
        text = LoopText(
            name,
            op.frame.steps,
            op.frame.back,
            inner.names[: op.frame.carry],
            lanes,
            inner.names[stop : len(op.body.inputs)],
            list(inner._body(range(len(op.body.steps)))),
            results[: op.frame.carry],
            columns,
            self._free("i"),
            self._free("all"),
        )
        return "\n".join(map(in_place, self.target.looping.function(text)))

    def _operand(self, x: Operand) -> str:
        return self.names[x] if x.__class__ is int else self.target.number(x)

    def _part_head(self, name: str, cells: str) -> str:
        part = self.target.part
        return part(name, cells) if part else self.target.head(name, [cells])

    def _in_parts(self, parts: list[range]) -> list[str]:
        """Functions one after the other; what crosses from one to another waits in a list."""
        shared, target = distinct("shared", self.taken), self.target
        store = target.store or target.assign
        loads, slots = crossings(self.program, parts)
        blocks, calls = [], []
        n = len(self.program.inputs)
        for part, read in zip(parts, loads, strict=True):
            name = distinct(f"{self.entry}_part", self.taken)
            written = [n + k for k in part if n + k in slots]
            lines = [
                *(target.assign(self.names[x], target.item(shared, slots[x])) for x in read),
                *self._body(part),
                *(store(target.item(shared, slots[x]), self.names[x]) for x in written),
            ]
            blocks.append(self._function(self._part_head(name, shared), lines))
            calls.append((target.run or target.call)(name, [shared]))
        given = [x for x in slots if x < n]
        lines = [
            *self._unpacking(),
            target.cells(shared, len(slots)),
            *(store(target.item(shared, slots[x]), self.names[x]) for x in given),
            *calls,
            *(
                target.assign(self.names[x], target.item(shared, slots[x]))
                for x in results_made(self.program)
            ),
        ]
        return [*blocks, self._entry(lines)]
