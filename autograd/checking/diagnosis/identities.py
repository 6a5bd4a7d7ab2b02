"""What a wrong claim is instead: 0, another derivative of the same node, a rounded constant."""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import replace

from ...errors import AutogradError
from ...formulas.trees.tree import Call, Name, Slope, text
from ..meaning.calculus import gradient
from .case import Case
from .lookup import close


def constant(case: Case) -> str:
    """Say what is 0 everywhere, and in words if it is a derivative."""
    asked = case.asked
    if isinstance(asked, Slope):
        wrt = " and ".join(dict.fromkeys(map(text, asked.wrt)))
        if len(asked.wrt) == 1:
            return f"{text(asked.of)} does not depend on {wrt}"
    return f"{text(asked)} is 0 everywhere"


def identity(case: Case) -> str | None:
    """Say "a2 - y is dL/dz2", if the claim is another derivative of the same node."""
    asked, known = case.asked, case.quantities
    if not any(case.has):
        return None  # of what comes to nothing it says nothing that many derivatives are 0
    if isinstance(asked, Call):
        return _other_order(case, asked)
    if not isinstance(asked, Slope) or len(asked.wrt) != 1:
        return None
    y = case.scope.meaning(asked.of)
    every = {**known.named, **known.variables}
    slopes = {name: gradient(case.scope, y, x) for name, x in every.items() if x is not y}
    rows = known.of(list(slopes.values()))
    for (name, slope), values in zip(slopes.items(), rows, strict=True):
        if close(values, case.has) and not close(values, case.wanted) and case.is_claimed(slope):
            other = text(Slope(asked.of, (Name(name),)))
            return f"{text(case.claim)} is {other}, not {text(asked)}"
    return None


def _other_order(case: Case, asked: Call) -> str | None:
    """Say "… is f'(x)" where f(x) is asked, and the reverse."""
    for primes in (asked.primes + 1, asked.primes - 1):
        other = replace(asked, primes=primes)
        with suppress(AutogradError):
            if primes < 0 or len(asked.args) != 1:
                continue
            if case.is_claimed(case.scope.meaning(other)):
                return f"{text(case.claim)} is {text(other)}, not {text(asked)}"
    return None


def rounded(case: Case) -> str | None:
    """Say so, if the claim is wrong by the same small share everywhere."""
    if not all(case.wanted):
        return None
    shares = [has / wanted - 1.0 for has, wanted in zip(case.has, case.wanted, strict=True)]
    first = shares[0]
    same = all(math.isclose(share, first, rel_tol=1e-3) for share in shares)
    if not same or not 1e-10 < abs(first) < 1e-3:
        return None
    return f"wrong by {abs(first):.2g} of its value everywhere: a rounded constant?"
