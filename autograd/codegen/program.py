"""`Program`: a list of operations in the order to run them, the form every pass and target reads.

An operand is a register number (the inputs come first, then one register for each step) or a float.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from ..engine.node import Node
from ..engine.primitive import Primitive

Operand: TypeAlias = int | float
Step: TypeAlias = tuple[Primitive, tuple[Operand, ...]]


@dataclass(frozen=True)
class Program:
    """`inputs` are names, `steps` the operations, `results` what to hand back.

    Register i is input i, and register len(inputs) + k the result of step k; a step reads only
    registers before its own. `labels` suggests names for some registers.
    """

    inputs: tuple[str, ...]
    steps: list[Step]
    results: tuple[Operand, ...]
    labels: dict[int, str]


def program_of(inputs: Sequence[Node], results: Sequence[Any]) -> Program:
    """The operations that lead from nodes, symbols as a rule, to those computed from them."""
    registers = {node.serial: i for i, node in enumerate(inputs)}
    nodes = [node for node in _in_order(results, registers) if node.serial not in registers]
    registers.update((node.serial, i) for i, node in enumerate(nodes, start=len(inputs)))

    def operand(arg: Any) -> Operand:
        return registers[arg.serial] if isinstance(arg, Node) else float(arg)

    steps: list[Step] = []
    for node in nodes:
        assert node.op is not None, f"{node.describe()} is no input"
        steps.append((node.op, tuple(map(operand, node.args))))
    labels = {registers[node.serial]: node.name for node in nodes if node.name}
    return Program(tuple(node.name for node in inputs), steps, tuple(map(operand, results)), labels)


def _in_order(roots: Iterable[Any], cut: Container[int]) -> list[Node]:
    """Every node that the roots were computed from, arguments first, up to the cut."""
    waiting = [root for root in roots if isinstance(root, Node)]
    found = {root.serial: root for root in waiting}
    for node in waiting:
        for arg in node.args:
            if isinstance(arg, Node) and arg.serial not in found and arg.serial not in cut:
                found[arg.serial] = arg
                waiting.append(arg)
    return [found[serial] for serial in sorted(found)]
