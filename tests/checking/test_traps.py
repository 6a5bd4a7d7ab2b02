"""Places where derivatives go wrong: 99 of them, and what autograd answers.

`data/traps.csv` holds the right answers: to 50 digits, or by convention (the subgradient of least
norm; NaN where there is no derivative); what is asked, as a user writes it, with the primitive that
is meant for it where there is one; and of those that are not answered right, why they are missed.

    python -m pytest tests/checking/test_traps.py -s        prints the score
"""

import csv
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mpmath import mp, mpf

import autograd as ag

mp.dps = 50
TRAPS = Path(__file__).parents[1] / "data" / "traps.csv"
ROWS = list(csv.DictReader(TRAPS.read_text(encoding="utf-8").splitlines()))
ULP = 4.0


def first(f: Callable[..., Any]) -> Callable[..., float]:
    return ag.grad(f)


def second(f: Callable[..., Any]) -> Callable[..., float]:
    return ag.grad(ag.grad(f))


def by_last(f: Callable[..., Any]) -> Callable[..., float]:
    return lambda *xs: ag.grad(f, len(xs) - 1)(*xs)


def cross_entropy(x: Any, y: Any) -> Any:
    return -ag.log_softmax([x, y])[0]


def huber(x: Any) -> Any:
    return ag.where(ag.abs(x) <= 1.0, 0.5 * x * x, ag.abs(x) - 0.5)


def answer(row: dict[str, str]) -> float:
    """What a user gets: floats in, a float out, with IEEE's inf and NaN."""
    with ag.ieee():
        slope = eval(row["asked"])  # noqa: S307  # a row of ours
        return slope(*map(float, row["point"].split(" ; ")))


def is_right(row: dict[str, str]) -> bool:
    """Whether the answer is within 4 ulp of the exact one, or is the convention itself."""
    if not row["asked"]:
        return False
    got, right = answer(row), mpf(row["right"])
    if mp.isnan(right) or mp.isinf(right):
        return math.isnan(got) if mp.isnan(right) else got == right
    if row["answer"] == "convention":
        return got == float(right)
    return math.isfinite(got) and abs(got - right) <= ULP * math.ulp(float(right))


@pytest.mark.parametrize("row", [r for r in ROWS if not r["missed"]], ids=lambda r: r["id"])
def test_the_slope_is_right(row):
    assert is_right(row), (
        f"{row['expression']} at {row['point']}: {answer(row)}, not {row['right']}"
    )


def test_what_is_missed_is_said_and_still_missed():
    assert {row["id"] for row in ROWS if not is_right(row)} == {
        row["id"] for row in ROWS if row["missed"]
    }


def test_what_is_missed_is_no_wrong_number_from_a_single_primitive():
    missed = [row["missed"] for row in ROWS if row["missed"] and row["asked"]]
    assert all(why.startswith("composed") for why in missed)


def test_the_score():
    right = sum(map(is_right, ROWS))
    print(
        f"\n{right} of {len(ROWS)} traps are answered right ({right / len(ROWS):.0%}); not these:"
    )
    for row in ROWS:
        if not is_right(row):
            print(f"  {row['id']}  {row['expression']} at {row['point']}: {row['missed']}")
    assert right == 89
