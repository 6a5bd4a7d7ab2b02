"""What a wrong claim is instead: 0, another derivative, a rounded constant, a sum of other paths.

In the chain rule's sum a path may be missing, be there twice, or have the wrong sign.
"""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import replace

from ...errors import AutogradError
from ...formulas.trees.tidying import gathered
from ...formulas.trees.tree import Call, Name, Slope, Tree, text
from ..meaning.calculus import gradient
from .case import Case
from .finding import Finding
from .lookup import Values, close
from .paths import groups


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


_SLIPS = ((0, "is missing"), (2, "counts twice"), (-1, "has the wrong sign"))  # times it is there


# ---- The chain rule's sum ----------------------------------------------------------------------


def slip_of_a_path(case: Case) -> Finding | None:
    """The path whose share in a derivative, if it were right, would make the claim right."""
    ends = case.ends()
    if ends is None:
        return None
    for group in groups(case.quantities.partials, *ends):
        values = case.quantities.value(group.product)
        if values is None or not any(values) or close(values, case.wanted):
            continue
        for count, what in _SLIPS:
            expected = _with(case.wanted, values, count - 1)
            if any(expected) and close(expected, case.has):
                mended = _with_path(case, group.product, 1 - count)
                return Finding(
                    group.culprit,
                    mended,
                    f"{group.words} {what}",
                    through=group.through,
                    straight=group.rank == 1,
                )
    return None


def _with(wanted: Values, path: Values, times: int) -> Values:
    return tuple(w + times * v for w, v in zip(wanted, path, strict=True))


def _with_path(case: Case, product: Tree, count: int) -> Tree | None:
    """The claim with the path it lacks, if that is right; else the whole derivative."""
    mended = gathered(case.claim, product)
    return mended if count == 1 and case.passed(mended) != "not" else case.written()


def path_values(case: Case) -> list[Values]:
    """What each path contributes to the derivative at the points, where that is never 0."""
    ends = case.ends()
    if ends is None:
        return []
    found = groups(case.quantities.partials, *ends)
    rows = [case.quantities.value(group.product) for group in found]
    return [row for row in rows if row is not None and all(row)]
