"""Human derivations from many fields: none accused, no slip missed, and the culprit named.

Every sixth claim of `data/fields.txt` is checked each time, with --full all of them. With -s the
figures are printed.
"""

import random
import statistics
from collections import Counter

import pytest
import sympy

from autograd.checking import DerivationError, check
from autograd.formulas.trees.tree import Call, Name, Number, Op, Slope
from autograd.support.deadlines import spent
from derivations import OPERATORS, parsed
from fields import written

pytestmark = pytest.mark.board
RIGHT = ("proved", "agrees")
CLAIMS = [claim for claim in written() if not claim.culprits]
SLIPS = [claim for claim in written() if claim.culprits]
PARTS = [slice(0, None, 6), pytest.param(slice(None), marks=pytest.mark.full)]


def judged(claims):
    """Each claim with what the checker says of it, and the seconds that took."""
    for each in claims:
        start = spent()
        claim = check(each.text).claims[-1]
        yield each, claim, spent() - start


def shown(title, counts, times):
    """The figures of a board on one line."""
    ordered = sorted(times)
    found = ", ".join(f"{count} {word}" for word, count in counts.most_common())
    print(
        f"\n{title}: {found}; ms a page: median {1e3 * statistics.median(ordered):.0f}, "
        f"p95 {1e3 * ordered[int(0.95 * len(ordered))]:.0f}, most {1e3 * ordered[-1]:.0f}"
    )


def test_the_source_is_large_and_from_many_fields():
    assert len(CLAIMS) >= 200
    assert len(SLIPS) >= 500
    assert len({each.field for each in SLIPS}) >= 40
    assert all(each.right != each.true for each in SLIPS)


@pytest.mark.parametrize("part", PARTS)
def test_no_right_claim_is_accused(part):
    counts, times = Counter(), []
    for each, claim, seconds in judged(CLAIMS[part]):
        assert claim.status in RIGHT, f"{each.field}: {claim}"
        counts[claim.status] += 1
        times.append(seconds)
    shown("right claims", counts, times)
    assert counts["proved"] >= 0.9 * counts.total()


@pytest.mark.parametrize("part", PARTS)
def test_every_slip_is_found_and_its_culprit_named(part):
    counts, times, unnamed = Counter(), [], []
    for each, claim, seconds in judged(SLIPS[part]):
        assert claim.status in ("wrong", "inconclusive"), f"{each.field}: {claim}"
        counts[claim.status] += 1
        times.append(seconds)
        if claim.status == "wrong":
            assert claim.suggestion is not None, f"{each.field}: {claim}"
            again = check(f"{each.page}\n{claim.suggestion}").claims[-1]
            assert again.status in RIGHT, f"{each.field}: {claim}"
        if not each.names(" ".join([claim.culprit or "", *claim.evidence[2:]])):
            unnamed.append(f"{each.field}: {claim}")
    counts["culprit named"] = len(times) - len(unnamed)
    shown("slips", counts, times)
    assert counts["inconclusive"] <= 0.02 * len(times)
    assert len(unnamed) <= 0.05 * len(times), "\n".join(unnamed)


# ---- Another reader of the same claims ----------------------------------------------------------

_READ = {
    "sigmoid": lambda x: 1 / (1 + sympy.exp(-x)),
    "softplus": lambda x: sympy.log(1 + sympy.exp(x)),
    "normal_cdf": lambda x: (1 + sympy.erf(x / sympy.sqrt(2))) / 2,
    "normal_pdf": lambda x: sympy.exp(-(x**2) / 2) / sympy.sqrt(2 * sympy.pi),
    "lgamma": sympy.loggamma,
    "log10": lambda x: sympy.log(x, 10),
    "log2": lambda x: sympy.log(x, 2),
    "step": sympy.Heaviside,
    "abs": sympy.Abs,
    "max": sympy.Max,
    "min": sympy.Min,
}


class Sympy:
    """The page of a claim, read by sympy: derivatives are sympy's own."""

    def __init__(self, page):
        lines = [line.partition(" = ") for line in page.splitlines() if " = " in line]
        self.defined = {left: parsed(right) for left, _, right in lines}

    def of(self, tree, kept=frozenset()):
        """A tree with every name replaced by its definition, except those that are kept."""
        match tree:
            case Number(value=value):
                return sympy.Rational(value.numerator, value.denominator)
            case Name(name="pi"):
                return sympy.pi
            case Name(name=name) if name in self.defined and name not in kept:
                return self.of(self.defined[name], kept)
            case Name(name=name):
                return sympy.Symbol(name, real=True)
            case Op(symbol="neg", args=(x,)):
                return -self.of(x, kept)
            case Op(symbol=symbol, args=(x, y)):
                return OPERATORS[symbol](self.of(x, kept), self.of(y, kept))
            case Call(function=function, args=args, primes=0):
                f = _READ.get(function) or getattr(sympy, function)
                return f(*(self.of(x, kept) for x in args))
            case Slope(of=y, wrt=wrt):
                names = {x.name for x in wrt}
                slope = sympy.diff(
                    self.of(y, kept | names), *(sympy.Symbol(x.name, real=True) for x in wrt)
                )
                inner = names & self.defined.keys()
                return slope.subs({sympy.Symbol(x, real=True): self.of(Name(x)) for x in inner})
        raise TypeError(f"sympy is not asked about {tree}")


def gap(left, right, seed):
    """How far two formulas of sympy are apart at a point; None if one has no value there."""
    rng = random.Random(seed)
    symbols = sorted((left - right).free_symbols, key=str)
    point = {x: sympy.Rational(rng.randint(110, 240), 400) for x in symbols}
    a, b = (sympy.N(side.subs(point), 30) for side in (left, right))
    if not (a.is_Float and b.is_Float) or not (a.is_finite and b.is_finite):
        return None
    return abs(a - b) / (1 + abs(a))


@pytest.mark.full
def test_sympy_finds_the_right_claims_right():
    compared = 0
    for each in CLAIMS:
        reader = Sympy(each.page)
        try:
            left, right = (reader.of(parsed(side)) for side in (each.left, each.right))
            gaps = [gap(left, right, seed) for seed in range(3)]
        except (TypeError, AttributeError, DerivationError):
            continue  # where(...), primes and the like are no functions of sympy
        found = [x for x in gaps if x is not None]
        assert all(x < 1e-20 for x in found), f"{each.field}: {each.left} = {each.right}"
        compared += bool(found)
    assert compared >= 120
