"""Pages that are long or deep, and graphs that share: no stack overflows and no path is counted."""

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
from autograd.checking.claims import checker
from autograd.checking.claims.checker import PAGE, STATEMENT, Budget
from autograd.checking.decision.gates import gates
from autograd.engine.node import Node
from autograd.engine.walks import between
from autograd.support.deadlines import OutOfWork, done, left, work
from autograd.values.symbol import Symbol


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


def backwards(page: str) -> str:
    """The definitions of a page from the last to the first, then its claim."""
    *definitions, claim = page.splitlines()
    return "\n".join([*reversed(definitions), claim])


def entries(length: int) -> str:
    """An array whose entries are defined by those before them, the last one first."""
    steps = (f"z[{k}] = z[{k - 1}] + 1" for k in range(length, 1, -1))
    return "\n".join([*steps, "z[1] = x", f"dz[{length}]/dx = 1"])


def squares(length: int) -> str:
    """A sum over so many variables, term by term."""
    steps = (f"s{k} = s{k - 1} + x{k}^2*x0" for k in range(1, length + 1))
    return "\n".join(["s0 = x0^2", *steps, f"ds{length}/dx5 = 2*x5"])


FACTORED = "\n".join(
    [
        chain(300, "{new} = sin({old})", "L = a300^2"),
        "dL/dx = dL/da300*" + "*".join(f"da{k}/da{k - 1}" for k in range(300, 0, -1)) + "*da0/dx",
    ]
)


@pytest.mark.parametrize(
    ("page", "status"),
    [
        (chain(300, "{new} = {old} + 1", "da300/dx = 1"), "proved"),
        (chain(60, "{new} = {old} + {old}", f"da60/dx = {2**60}"), "proved"),
        (backwards(chain(300, "{new} = {old} + 1", "da300/dx = 1")), "proved"),
        (chain(20, "{new} = {old} + 1", "da20/dx = 1").replace("= x", "= a20"), "unreadable"),
        (chain(300, "{new} = {old} + 1", "da300/dx = 1").replace("= x", "= a300"), "unreadable"),
        (entries(300), "proved"),
        ("y = " + "+".join("x" * 401) + "\ndy/dx = 401", "proved"),
        (FACTORED, "proved"),
    ],
    ids=[
        "chain",
        "doubling",
        "from the result to the data",
        "circle",
        "large circle",
        "entries of one array",
        "long sum",
        "long product",
    ],
)
def test_a_deep_page_is_checked_with_little_stack(page: str, status: str) -> None:
    with effort.at_most(4_000_000), little_stack(550):
        report = check(page)
    assert status in {claim.status for claim in report.claims}


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("y = " + "(" * 900 + "x" + ")" * 900, "parentheses are nested more than 60 deep"),
        ("y = " + "-" * 900 + "x", "more than 60 signs stand one before the other"),
        ("y = x" + ".T" * 900, "more than 60 indices and transposes follow one another"),
        ("y = " + "^".join("x" * 900), "powers are nested more than 60 deep"),
        ("y = " + "+".join("x" * 900), "a sum or product has more than 400 signs"),
        ("y = " + "*".join("x" * 900), "a sum or product has more than 400 signs"),
        ("y = " + "sin(" * 900 + "x" + ")" * 900, "parentheses are nested more than 60 deep"),
        (
            "f0(t) = t\n"
            + "\n".join(f"f{k}(t) = f{k - 1}(t) + 1" for k in range(1, 300))
            + "\ny = f299(x)",
            "functions call one another more than 60 deep",
        ),
    ],
    ids=lambda text: text[:24],
)
def test_a_formula_that_is_too_deep_is_refused_in_a_sentence(page: str, why: str) -> None:
    with little_stack(550):
        report = check(f"{page}\ndy/dx = 1")
    assert why in str(report).replace("\n      ", " ")
    assert report.status == 2


@pytest.mark.full
def test_pages_of_ten_thousand_lines() -> None:
    """Each a chain or as many claims; nothing in reading them is quadratic."""
    steps = chain(9_990, "{new} = {old} + 1", "da9990/dx = 1")
    for page in (steps, backwards(steps), "y = x^3\n" + "dy/dx = 3*x^2\n" * 9_000):
        with effort.at_most(60_000_000):
            report = check(page)
        assert {claim.status for claim in report.claims} == {"proved"}


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


def test_a_page_of_very_many_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checker, "PAGE", 100_000)
    with little_stack(550):
        (claim,) = check(squares(600)).claims
    assert claim.status == "wrong"
    assert claim.counterexample is not None
    assert claim.true_value != claim.claimed_value


@pytest.mark.parametrize("name", BOMBS)
def test_a_smaller_allowance_is_kept_as_well(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where what is looked for is far from found."""
    page, _ = BOMBS[name]
    monkeypatch.setattr(checker, "PAGE", 60_000)
    monkeypatch.setattr(checker, "STATEMENT", 500)
    before = done()
    report = check(page)
    assert done() - before <= 2 * (60_000 + 500 * len(page.splitlines()))
    assert report.status in (1, 3)


def test_what_is_left_undone_is_said_and_is_the_same_every_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checker, "PAGE", 12_000)
    monkeypatch.setattr(checker, "STATEMENT", 100)
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
    with Budget(statements=1000).share():
        assert left() == PAGE


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


@pytest.mark.parametrize("frames", range(150, 400, 50))
def test_a_stack_that_is_nearly_used_up_loses_no_page(frames: int) -> None:
    """Each claim has a verdict or a sentence, and none is called wrong that is right."""
    nested = "sin(" * 40 + "x" + ")" * 40
    page = f"y = {nested}\ndy/dx = dy/dx + 0*x\ny = {nested} + 1\nz = x^2\ndz/dx = 2*x"
    with little_stack(frames):
        report = check(page)
    statuses = [claim.status for claim in report.claims]
    assert statuses[-1] == "proved"
    assert statuses[0] != "wrong"
    assert all(claim.evidence for claim in report.claims if claim.status == "unreadable")
