"""Writes what type checkers and editors see of the entries of operations.

    python tests/signatures.py            write it again, after an operation was added

That is `autograd/values/signatures.pyi`, the methods, and in `autograd/__init__.py` the
lines that import each operation. `tests/project/test_typing.py` fails where they are stale.
"""

import re
import sys
from collections.abc import Iterator
from inspect import Parameter, signature
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # so the imports below find this checkout, and stand after this line

from autograd.engine.adjustable import Adjustable  # noqa: E402
from autograd.engine.array_names import FUNCTIONS, METHODS  # noqa: E402
from autograd.engine.elementwise import Elementwise  # noqa: E402
from autograd.engine.node import Node  # noqa: E402
from autograd.engine.primitive import PUBLIC  # noqa: E402
from autograd.values.array_methods import ArrayMethods  # noqa: E402
from autograd.values.operators import COMPARISONS, DUNDERS, OPERATORS  # noqa: E402
from autograd.values.symbol import Symbol  # noqa: E402
from autograd.values.tensor import Tensor  # noqa: E402
from autograd.values.value import Value  # noqa: E402

TARGET = ROOT / "autograd" / "values" / "signatures.pyi"
NAMESPACE = ROOT / "autograd" / "__init__.py"

HEAD = """\
# The operators and methods that `operators.install` makes from the registry, for type checkers.
# Written by `python tests/signatures.py`; nothing imports this file when a program runs.

from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..engine.node import Node
from .symbol import Symbol
from .tensor import Tensor
from .value import Value

Number: TypeAlias = float | Fraction | np.integer[Any] | np.floating[Any]
ValueOperand: TypeAlias = Value | Number
TensorOperand: TypeAlias = Tensor | Value | Number | NDArray[Any]
SymbolOperand: TypeAlias = Symbol | Number
"""

# What comparing nodes of each class gives.
VERDICTS: dict[type[Node], str] = {Value: "bool", Tensor: "Any", Symbol: "Symbol"}


def written() -> str:
    """The whole file, from the registry as it is."""
    return "\n".join([HEAD, *(line for cls in VERDICTS for line in class_lines(cls))])


def class_lines(cls: type[Node]) -> Iterator[str]:
    """One class of signatures."""
    name = cls.__name__
    operand, verdict = f"{name}Operand", VERDICTS[cls]
    yield f"class {name}Methods(Node):"
    yield "    def __hash__(self) -> int: ..."
    for primitive, dunder in OPERATORS.items():
        op = PUBLIC[primitive]
        other = f", other: {operand}" if op.arity == 2 else ""
        yield f"    def __{dunder}__(self{other}) -> {name}: ..."
        if op.arity == 2:
            yield f"    def __r{dunder}__(self{other}) -> {name}: ..."
    for comparison in COMPARISONS:
        yield from comparison_lines(DUNDERS[comparison], operand, verdict)
    for method, op in sorted(PUBLIC.items()):
        if isinstance(op, Elementwise) and method not in vars(Node) and is_installed(cls, method):
            yield f"    def {method}({parameters(op, operand)}) -> {name}: ..."
    if cls is Tensor:
        yield from map(array_method, sorted(filter(is_read_off, METHODS)))
    yield ""


def is_read_off(method: str) -> bool:
    """Whether a method of arrays is read off its entry, not written out."""
    return getattr(vars(ArrayMethods)[method], "__wrapped__", None) is METHODS[method]


def array_method(name: str) -> str:
    """A method of arrays: what its entry says that it takes beside the array."""
    rest = list(signature(METHODS[name]).parameters.values())[1:]
    return f"    def {name}({', '.join(['self', *map(parameter, rest)])}) -> Tensor: ..."


def parameter(x: Parameter) -> str:
    """A parameter with its type, if it says one, and its default."""
    kind = x.annotation if isinstance(x.annotation, str) else "Any"
    kind = "bool" if isinstance(x.default, bool) else kind
    return f"{x.name}: {kind}" + ("" if x.default is x.empty else f" = {x.default}")


def comparison_lines(dunder: str, operand: str, verdict: str) -> Iterator[str]:
    """A comparison; object's own `==` takes anything and gives a bool."""
    if dunder in ("__eq__", "__ne__"):
        operand = "object"
    recorded = operand == "object" and verdict == "Symbol"
    why = "  # type: ignore[override]  # recorded, not a bool" if recorded else ""
    yield f"    def {dunder}(self, other: {operand}) -> {verdict}: ...{why}"


def is_installed(cls: type[Node], method: str) -> bool:
    """Whether the class has the method from the registry, not from its own body."""
    return getattr(vars(cls).get(method), "__qualname__", "") == method


def parameters(op: Elementwise, operand: str) -> str:
    """`self, y: … = 0.01`: the arguments after the first, with the defaults of the operation."""
    if isinstance(op, Adjustable):
        options = [x for x in op.parameters() if x.default is not x.empty]
        return ", ".join(["self", *map(parameter, options)])
    names = ("y", "z", "w")[: op.arity - 1]
    defaults = ("",) * (len(names) - len(op.defaults)) + tuple(f" = {d}" for d in op.defaults)
    rest = (f"{name}: {operand}{default}" for name, default in zip(names, defaults, strict=True))
    return ", ".join(["self", *rest])


IMPORT = re.compile(r"^from \.ops\.\w+ import \w+ as \w+\n", re.MULTILINE)


def namespace() -> str:
    """`autograd/__init__.py` with a line for each operation and each function made of some."""
    text = NAMESPACE.read_text(encoding="utf-8")
    first = IMPORT.search(text)
    assert first is not None
    names = {op.name for op in PUBLIC.values()} | FUNCTIONS.keys()
    lines = [f"from .ops.{home(name)} import {name} as {name}\n" for name in names]
    rest = IMPORT.sub("", text)
    return rest[: first.start()] + "".join(sorted(lines, key=by_number)) + rest[first.start() :]


def home(name: str) -> str:
    """The module of `autograd.ops` that has the entry."""
    entry = re.compile(rf"^(?:def {name}\(|{name} = )", re.MULTILINE)
    files = sorted((ROOT / "autograd" / "ops").glob("*.py"))
    return next(path.stem for path in files if entry.search(path.read_text(encoding="utf-8")))


def by_number(line: str) -> str:
    """log2 before log10, as the linter sorts."""
    return re.sub(r"\d+", lambda digits: digits[0].zfill(3), line)


if __name__ == "__main__":
    TARGET.write_text(written(), encoding="utf-8")
    NAMESPACE.write_text(namespace(), encoding="utf-8")
    print(f"wrote {TARGET.relative_to(ROOT)} and the imports of {NAMESPACE.relative_to(ROOT)}")
