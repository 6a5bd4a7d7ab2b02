"""Pages that are long or deep, and graphs that share: no stack overflows and no path is counted."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import effort
from autograd import sin
from autograd.checking import check
from autograd.checking.claims import budget
from autograd.checking.claims.budget import PAGE, STATEMENT, Budget
from autograd.checking.decision.gates import gates
from autograd.deadlines import OutOfWork, done, left, work
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


# ---- Work is bounded for a page -----------------------------------------------------------------

NETWORK = """
X in R^(n x d)
W1 in R^(d x h)
W2 in R^(h x k)
Y in R^(n x k)
A1 = tanh(X @ W1)
P = sigmoid(A1 @ W2)
C = -sum(Y*log(P) + (1 - Y)*log(1 - P))/n
grad(C, W2) = A1.T @ (P - Y)/n
grad(C, W1) = X.T @ (((P - Y)/n @ W2.T)*(1 - A1^2))
"""
FACTORS = "\n".join(
    [
        chain(90, "{new} = sin({old})", "L = a90^2"),
        "da1/dx = dL/da90*" + "*".join(f"da{k}/da{k - 1}" for k in range(90, 1, -1)),
    ]
)
DOUBLED_CALLS = "\n".join(
    [
        "f0(t) = t + 1",
        *(f"f{k}(t) = f{k - 1}(f{k - 1}(t))" for k in range(1, 40)),
        "y = f39(x)",
        "dy/dx = 1",
        "dy/dx = 2",
    ]
)
PRODUCT = """
A in R^(6x6)
B in R^(6x6)
C = A@B@A@B
s = sum(C)
grad(s, A) = A
"""
BOMBS = {
    "network of open sizes": (NETWORK, "agrees agrees"),
    "chain of factors": (FACTORS, "wrong"),
    "powers of powers": (chain(200, "{new} = {old}*{old} + {old}", "da200/dx = 1"), "wrong"),
    "calls of calls": (DOUBLED_CALLS, "inconclusive inconclusive inconclusive"),
    "product of matrices": (PRODUCT, "wrong"),
}


@pytest.mark.full
@pytest.mark.parametrize("name", BOMBS)
def test_a_page_takes_no_more_work_than_it_is_allowed(name: str) -> None:
    page, statuses = BOMBS[name]
    before = done()
    report = check(page)
    assert done() - before <= 1.2 * (PAGE + STATEMENT * len(page.splitlines()))
    assert " ".join(claim.status for claim in report.claims) == statuses


@pytest.mark.parametrize("name", BOMBS)
def test_a_smaller_allowance_is_kept_as_well(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where what is looked for is far from found."""
    page, _ = BOMBS[name]
    monkeypatch.setattr(budget, "PAGE", 60_000)
    monkeypatch.setattr(budget, "STATEMENT", 500)
    before = done()
    report = check(page)
    assert done() - before <= 2 * (60_000 + 500 * len(page.splitlines()))
    assert report.status in (1, 3)


def test_what_is_left_undone_is_said_and_is_the_same_every_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(budget, "PAGE", 12_000)
    monkeypatch.setattr(budget, "STATEMENT", 100)
    first = check(HARD)
    slow = count(step=1000)
    monkeypatch.setattr(time, "thread_time", lambda: next(slow))
    monkeypatch.setattr(time, "perf_counter", lambda: next(slow))
    assert str(check(HARD)) == str(first)
    open_ = [claim for claim in first.claims if claim.unfinished]
    assert 0 < len(open_) < len(first.claims)
    for claim in open_:
        assert claim.status == "inconclusive"
        assert "not decided: the work allowed ran out" in str(claim)
        assert "put it on a page of its own" in str(claim)
    assert f"the work allowed for a page ran out on {len(open_)} of them" in first.summary()
    assert first.status == 3


HARD = "\n".join(
    [
        "x > 0",
        "y = sin(x)*exp(x)",
        "dy/dx = y + cos(x)*exp(x)",
        *(f"gap{k} = lgamma({k}*x + 1) - lgamma({k}*x) - log({k}*x)" for k in range(2, 9)),
        *(f"dy/dx = (sin(x) + cos(x))*exp(x) + gap{k}" for k in range(2, 9)),
    ]
)


def test_an_easy_claim_leaves_its_share_to_a_hard_one() -> None:
    whole = Budget(statements=10)
    with whole.share():
        first = left()
    for _ in range(8):
        with whole.share():
            work(left() // 100)
    with whole.share():
        assert left() > first
    total = Budget(statements=3)
    used = 0
    for _ in range(3):
        with total.share(), suppress(OutOfWork):
            used += left()
            work(left())
    assert used == PAGE + 3 * STATEMENT


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
