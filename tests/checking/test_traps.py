"""Places where derivatives go wrong: 99 of them, and what autograd answers.

`data/traps.csv` holds the right answers: to 50 digits, or by convention (the subgradient of least
norm; NaN where there is no derivative). Below is each expression as a user writes it, with the
primitive that is meant for it where there is one. `MISSED` are those not answered right, and why.

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


SLOPES: dict[str, Callable[..., float]] = {
    # at the edge of a domain, and on kinks
    "T001": first(ag.sqrt),
    "T003": first(lambda x: ag.sqrt(x) ** 2),
    "T005": first(lambda x: ag.sqrt(x**2)),
    "T007": first(ag.hypot),
    "T009": first(ag.atan2),
    "T011": first(ag.abs),
    "T013": first(lambda x: ag.maximum(x, 0.0)),
    "T015": first(lambda x, y, z: ag.max([x, y, z])),
    "T017": first(lambda x: ag.clip(x, 0.0, 1.0)),
    "T019": first(lambda x: ag.clip(x, 0.0, 6.0)),
    "T021": first(ag.hardtanh),
    "T023": first(ag.log),
    "T025": first(ag.acos),
    "T027": first(ag.acos),
    "T029": first(ag.acosh),
    "T031": first(ag.cbrt),
    "T033": first(ag.floor),
    "T035": by_last(lambda x, y: x % y),
    "T037": first(lambda x, y: ag.std([x, y])),
    # powers and products
    "T039": first(lambda x, y: x**y),
    "T041": first(lambda x: x**1.0),
    "T043": by_last(lambda x, y: x**y),
    "T045": first(lambda x, y: x**y),
    "T047": first(lambda x, y: x**y),
    "T049": by_last(lambda x, y: x**y),
    "T051": first(lambda x: x**3),
    "T053": first(lambda x, y, z: ag.prod([x, y, z])),
    # masks
    "T055": first(lambda x: ag.where(x != 0, ag.sin(x) / x, 1.0)),
    "T057": first(lambda x: ag.where(x < 0, ag.exp(x), x + 1.0)),
    # exponentials and logarithms
    "T059": first(ag.sigmoid),
    "T061": first(ag.sigmoid),
    "T063": first(ag.sigmoid),
    "T065": first(lambda x: 1.0 / (1.0 + ag.exp(-x))),
    "T067": first(lambda x: ag.log(ag.sigmoid(x))),
    "T069": first(ag.log_sigmoid),
    "T071": first(ag.log_sigmoid),
    "T073": first(ag.softplus),
    "T075": first(ag.softplus),
    "T077": first(lambda x: ag.log(1.0 + ag.exp(x))),
    "T079": first(ag.tanh),
    "T081": first(ag.tanh),
    "T083": first(lambda x: 1.0 / ag.cosh(x)),
    "T085": first(ag.expm1),
    "T087": first(ag.expm1),
    "T089": first(ag.log1p),
    "T091": first(lambda x: ag.log(1.0 - ag.exp(-x))),
    "T093": first(lambda p: -ag.xlogy(p, p)),
    "T095": by_last(ag.xlogy),
    "T097": first(ag.logaddexp),
    "T099": first(ag.logaddexp),
    "T101": first(lambda x, y: ag.logsumexp([x, y])),
    "T103": first(lambda x, y: ag.logsumexp([x, y])),
    "T105": first(lambda x, y: ag.softmax([x, y])[0]),
    "T107": first(lambda x, y: ag.softmax([x, y])[0]),
    # losses
    "T109": first(cross_entropy),
    "T111": first(lambda p: -ag.log1p(-p)),
    "T113": first(lambda p: -ag.log(p)),
    "T115": first(lambda z: -ag.log_sigmoid(z)),
    "T117": first(huber),
    # very large and very small
    "T119": by_last(lambda x, y: x / y),
    "T121": first(ag.atan2),
    "T123": first(ag.hypot),
    "T125": first(lambda x, y: ag.norm([x, y])),
    "T127": first(ag.asinh),
    "T129": first(ag.acosh),
    "T131": first(ag.acos),
    "T133": first(ag.atanh),
    "T135": first(lambda x: x * 1e-310),
    "T137": first(ag.sqrt),
    "T139": first(ag.rsqrt),
    # special functions
    "T141": first(ag.sin),
    "T143": first(ag.tan),
    "T145": first(ag.sinc),
    "T147": first(ag.sinc),
    "T149": first(ag.erf),
    "T151": first(lambda x: ag.log(ag.erfc(x))),
    "T153": first(ag.log_normal_cdf),
    "T155": first(ag.erfinv),
    "T157": first(ag.lgamma),
    "T159": first(ag.lgamma),
    "T161": first(ag.lgamma),
    "T163": first(ag.digamma),
    "T165": first(ag.digamma),
    "T167": first(ag.i0e),
    "T169": first(ag.logit),
    "T171": first(ag.sigmoid),
    # activations
    "T173": first(ag.silu),
    "T175": first(ag.gelu),
    "T177": first(ag.elu),
    "T179": first(ag.mish),
    "T181": first(ag.tanhshrink),
    # cancellation, and second derivatives
    "T183": first(lambda x: (1.0 - ag.cos(x)) / x**2),
    "T185": first(lambda x: x - ag.sin(x)),
    "T187": second(ag.tanh),
    "T189": second(ag.softplus),
    "T191": second(ag.abs),
    "T193": second(lambda x: x**1),
    "T195": second(lambda x: x * x * x),
    "T197": second(ag.sinc),
}

COMPOSED = "composed: the factors are 0 and inf; {} has no such hole"
CANCELS = "composed: {} cancels before there is a derivative"

MISSED = {
    "T003": COMPOSED.format("x itself"),
    "T005": COMPOSED.format("abs(x)"),
    "T065": COMPOSED.format("sigmoid(x)"),
    "T067": COMPOSED.format("log_sigmoid(x)"),
    "T077": COMPOSED.format("softplus(x)"),
    "T083": COMPOSED.format("sqrt(sech2(x))"),
    "T091": CANCELS.format("1 - exp(-x)") + "; log(-expm1(-x)) does not",
    "T151": "composed: erfc(30) is 0 as a float; log_normal_cdf(-sqrt(2) x) + log(2) is right",
    "T183": CANCELS.format("1 - cos(x)") + "; 2 (sin(x/2)/x)**2 does not",
    "T185": CANCELS.format("1 - cos(x)"),
}


def answer(row: dict[str, str]) -> float:
    """What a user gets: floats in, a float out, with IEEE's inf and NaN."""
    with ag.ieee():
        return SLOPES[row["id"]](*map(float, row["point"].split(" ; ")))


def is_right(row: dict[str, str]) -> bool:
    """Whether the answer is within 4 ulp of the exact one, or is the convention itself."""
    if row["id"] not in SLOPES:
        return False
    got, right = answer(row), mpf(row["right"])
    if mp.isnan(right) or mp.isinf(right):
        return math.isnan(got) if mp.isnan(right) else got == right
    if row["answer"] == "convention":
        return got == float(right)
    return math.isfinite(got) and abs(got - right) <= ULP * math.ulp(float(right))


@pytest.mark.parametrize("row", [r for r in ROWS if r["id"] not in MISSED], ids=lambda r: r["id"])
def test_the_slope_is_right(row):
    assert is_right(row), (
        f"{row['expression']} at {row['point']}: {answer(row)}, not {row['right']}"
    )


def test_what_is_missed_is_said_and_still_missed():
    assert {row["id"] for row in ROWS if not is_right(row)} == set(MISSED)


@pytest.mark.parametrize("name", sorted(set(MISSED) & set(SLOPES)))
def test_what_is_missed_is_no_wrong_number_from_a_single_primitive(name):
    assert MISSED[name].startswith("composed")


def test_the_score():
    right = sum(map(is_right, ROWS))
    print(
        f"\n{right} of {len(ROWS)} traps are answered right ({right / len(ROWS):.0%}); not these:"
    )
    for row in ROWS:
        if not is_right(row):
            print(f"  {row['id']}  {row['expression']} at {row['point']}: {MISSED[row['id']]}")
    assert right == 89
