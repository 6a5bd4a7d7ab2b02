"""A call in as few steps as Python can take: a function written for the arguments of a program.

It puts floats and arrays of doubles straight to where machine code reads them, and answers None
for anything else, which the long way then converts, or says what is wrong with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from struct import Struct
from typing import Any

from ...support.arrays import numpy
from ...support.containers import leaves_of
from ..numbers import reader
from ..over_rows import Engine
from ..trace import Trace
from .work import NARROW, Runner, Work

Call = Callable[..., Any]


def caller(traced: Trace, runner: Runner, over: Sequence[str] = (), reduce: str = "sum") -> Call:
    """A function of the arguments, of which those in `over` have a row for each point."""
    writing = _Call(traced, runner, over, reduce)
    writing.arguments()
    writing.lines.append(f"run(frame, {'n' if over else 0})")
    if reduce == "mean":
        writing.lines.append("found /= n")
    answer = writing.answer()
    return _loaded(writing, runner, answer)


def _loaded(writing: _Call, runner: Runner, answer: str) -> Call:
    """The function as Python has it, with memory of its own for each call at a time."""
    held = list(writing.held)
    unpacked = ["u = unpack(found)"] if "u[" in answer else []
    text = [
        f"def call({', '.join(writing.names)}):",
        *writing.before,
        f"if not ({' and '.join(writing.checks) or 'True'}): return None",
        "try: memory = idle.pop()",
        "except IndexError: memory = make()",
        f"{', '.join(held)}, = memory",
        *writing.lines,
        *unpacked,
        f"answer = {answer}",
        "idle.append(memory)",
        "return answer",
    ]
    built = runner.built

    def make() -> list[Any]:
        work = Work(built)
        work.narrow()
        return [part(work) for part in writing.held.values()]

    np = numpy()
    meaning: dict[str, Any] = {
        **writing.meaning, "ndarray": np.ndarray, "double": np.dtype(float), "idle": [],
        "make": make, "run": built.loaded.run, "full": np.full, "stack": np.stack,
        "unpack": Struct(f"{len(built.results.where)}d").unpack, "FLOATS": {float},
    }  # fmt: skip
    # The text is this module's own, and has no word of the caller's.
    exec("\n    ".join(text), meaning)  # noqa: S102
    return meaning["call"]  # type: ignore[no-any-return]


class RowsRunner(Engine):
    """What runs a program over rows: see `codegen.over_rows`."""

    def __init__(self, runner: Runner) -> None:
        self.runner = runner

    def __call__(self, shared: Any, columns: Sequence[Any], n: int) -> tuple[Any, list[Any]]:
        return self.runner(shared, columns, n)

    def quick(self, traced: Trace, over: Sequence[str], reduce: str) -> Call:
        return caller(traced, self.runner, over, reduce)


class _Call:
    """The parts of the text, gathered argument by argument.

    `before` are lines that may only look, `lines` those that write; `held` says for each name what
    part of a `Work` it is, and `meaning` what the other names are.
    """

    def __init__(self, traced: Trace, runner: Runner, over: Sequence[str], reduce: str) -> None:
        self.trace, self.over = traced, over
        self.apart = runner.built.results.apart if over else {}
        self.shares = " / n" if reduce == "mean" else ""
        self.names = [f"x{i}" for i in range(len(traced.arguments))]
        self.meaning: dict[str, Any] = {}
        self.checks: list[str] = []
        self.before: list[str] = []
        self.lines: list[str] = []
        self.held: dict[str, Callable[[Work], Any]] = {
            "found": lambda work: work.found, "frame": lambda work: work.frame,
            "shared": lambda work: work.shared, "outs": lambda work: work.outs,
            "work": lambda work: work,
        }  # fmt: skip

    def arguments(self) -> None:
        """Check every argument, and copy it to its place."""
        column = place = 0
        for x, (name, tree) in zip(self.names, self.trace.arguments.items(), strict=True):
            count = len(leaves_of(tree))
            if name in self.over:
                self._column(x, column, None if isinstance(tree, int) else count)
                column += count
            elif name in self.trace.shapes:
                self._array(x, place, count, self.trace.shapes[name])
                place += count
            else:
                self._numbers(x, place, count, name, tree)
                place += count

    def _column(self, x: str, first: int, width: int | None) -> None:
        if not first:
            self.before.append(f"n = {x}.shape[0] if {x}.__class__ is ndarray and {x}.ndim else 0")
            self.checks.append(f"0 < n <= {NARROW}")
        shape = "(n,)" if width is None else f"(n, {width})"
        self.checks.append(_is_array(x, shape))
        self.held[f"to_{x}"] = lambda work: (
            work.columns[first] if width is None else work.columns[first : first + width].T
        )
        self.lines.append(f"to_{x}[:n] = {x}")

    def _array(self, x: str, first: int, count: int, shape: tuple[int, ...]) -> None:
        self.checks.append(_is_array(x, repr(shape)))
        self.held[f"to_{x}"] = lambda work: work.shared[first : first + count].reshape(shape)
        self.lines.append(f"to_{x}[...] = {x}")

    def _numbers(self, x: str, first: int, count: int, name: str, tree: Any) -> None:
        self.meaning[f"pack_{x}"] = Struct(f"{count}d").pack_into
        if isinstance(tree, int):
            self.checks.append(f"{x}.__class__ is float")
            self.lines.append(f"pack_{x}(shared, {8 * first}, {x})")
            return

        read = reader(tree, name)

        def numbers_of(arg: Any) -> list[Any]:
            found: list[Any] = []
            read(arg, found)
            return found

        self.meaning[f"of_{x}"] = numbers_of
        self.before.append(f"{x} = of_{x}({x})")
        self.checks.append(f"FLOATS.issuperset(map(type, {x}))")
        self.lines.append(f"pack_{x}(shared, {8 * first}, *{x})")

    def answer(self) -> str:
        """An expression of the answer."""
        if not self.trace.order:
            return self._tree(self.trace.answer)
        value, gradient, *hessian = self.trace.answer
        slopes = [
            self._slopes(name, part) for name, part in zip(self.trace.by, gradient, strict=True)
        ]
        bends = map(self._table if self.trace.shapes else self._tree, hessian)
        texts = [self._tree(value), f"({', '.join(slopes)},)", *bends]
        return f"({', '.join(texts)})"

    def _slopes(self, name: str, part: Any) -> str:
        leaves = leaves_of(part)
        if name in self.over and not isinstance(part, int):
            return self._beside(leaves)
        shape = self.trace.shapes.get(name)
        if shape is None or name in self.over:
            return self._tree(part)
        return self._block(leaves, shape)

    def _table(self, rows: Any) -> str:
        """The Hessian as an array."""
        return self._block(leaves_of(rows), (len(rows), len(rows)))

    def _block(self, leaves: Sequence[int], shape: tuple[int, ...]) -> str:
        """Results as an array: they are numbered in the order of leaves."""
        by = f"by{len(self.held)}"
        self.held[by] = lambda work: work.found[leaves[0] : leaves[-1] + 1].reshape(shape)
        return f"{by}.copy()"

    def _beside(self, leaves: Sequence[int]) -> str:
        """Columns side by side."""
        outs = [self.apart[i] for i in leaves]
        if None not in outs and outs == list(range(outs[0], outs[0] + len(outs))):  # type: ignore[arg-type,operator]
            return f"outs[{outs[0]}:{outs[-1] + 1}, :n].T.copy(){self.shares}"  # type: ignore[operator]
        return f"stack([{', '.join(map(self._number, leaves))}], axis=-1)"

    def _tree(self, tree: Any) -> str:
        if isinstance(tree, int):
            return self._number(tree)
        if isinstance(tree, dict):
            pairs = [f"{self._means(key)}: {self._tree(x)}" for key, x in tree.items()]
            return f"{{{', '.join(pairs)}}}"
        if len(tree) > 1 and not self.apart and all(isinstance(x, int) for x in tree):
            numbers = f"u[{tree[0]}:{tree[-1] + 1}]"  # results are numbered in the order of leaves
        else:
            numbers = f"[{', '.join(map(self._tree, tree))}]"
        star = "*" if hasattr(tree, "_fields") else ""
        return f"{self._means(type(tree))}({star}{numbers})"

    def _means(self, what: Any) -> str:
        """A name for something in the text."""
        name = f"m{len(self.meaning)}"
        self.meaning[name] = what
        return name

    def _number(self, i: int) -> str:
        if i not in self.apart:
            return f"found.item({i})"
        out = self.apart[i]
        if out is None:
            return f"full(n, found.item({i}))"
        return f"outs[{out}, :n].copy(){self.shares}"


def _is_array(x: str, shape: str) -> str:
    return f"{x}.__class__ is ndarray and {x}.dtype is double and {x}.shape == {shape}"
