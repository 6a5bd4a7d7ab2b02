"""Pages that are long or deep, and graphs that share: no stack overflows and no path is counted."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import effort
from autograd import sin
from autograd.checking import check
from autograd.checking.decision.gates import gates
from autograd.node import Node, between
from autograd.symbol import Symbol


@contextmanager
def little_stack(frames: int) -> Iterator[None]:
    """A block in which so many more calls may be open at once."""
    depth, frame = 0, sys._getframe()
    while frame.f_back is not None:
        depth, frame = depth + 1, frame.f_back
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(depth + frames)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def chain(length: int, step: str, claim: str) -> str:
    """a0 = x, then so many definitions, each of the one before it."""
    steps = (step.format(new=f"a{k}", old=f"a{k - 1}") for k in range(1, length + 1))
    return "\n".join(["a0 = x", *steps, claim])


@pytest.mark.parametrize(
    ("page", "status"),
    [
        (chain(300, "{new} = {old} + 1", "da300/dx = 1"), "proved"),
        (chain(60, "{new} = {old} + {old}", f"da60/dx = {2**60}"), "proved"),
    ],
    ids=["chain", "doubling"],
)
def test_a_deep_page_is_checked_with_little_stack(page: str, status: str) -> None:
    with effort.at_most(1_000_000), little_stack(250):
        (claim,) = check(page).claims
    assert claim.status == status


# ---- Nodes that hide what they are computed from ------------------------------------------------


@given(st.data())
def test_a_gate_is_passed_on_every_way_to_the_leaves_above_it(data: st.DataObject) -> None:
    pool: list[Any] = [Symbol(name) for name in "uvw"]
    for _ in range(data.draw(st.integers(1, 8))):
        a, b = data.draw(st.sampled_from(pool)), data.draw(st.sampled_from(pool))
        pool.append(data.draw(st.sampled_from([a + b, a * b, sin(a)])))
    roots = data.draw(st.lists(st.sampled_from(pool), min_size=1, max_size=2))
    graph = between(roots)
    inner = [node for node in graph.values() if node.op is not None]
    found = list(gates(graph, roots, {node.serial for node in inner}))
    alone = [node for node in inner if is_gate(node, roots)]
    assert {x.serial for x in found} == {
        x.serial for x in alone if not any(x is not y and is_above(x, y) for y in alone)
    }


def is_gate(node: Node, roots: list[Node]) -> bool:
    """Whether no leaf above the node is reached when ways may not lead through it."""
    past = between(roots, {node.serial}).keys() - {node.serial}
    return not any(x.op is None and serial in past for serial, x in between([node]).items())


def is_above(node: Node, gate: Node) -> bool:
    return node.serial in between([gate])
