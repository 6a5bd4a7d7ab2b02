"""The checker: pages of claims, how soon a wrong claim is refuted, and a board of identities."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from autograd.checking import check
from autograd.checking.report.claims import Claim

from .measure import ROOT, Effort
from .report import Goal, Table

DERIVATIONS = ROOT / "docs" / "derivations"
RIGHT = ("proved", "agrees")

NEURON = """
z1 = w1*x + b1
a1 = sigmoid(z1)
z2 = w2*a1 + b2
a2 = sigmoid(z2)
L  = -(y*log(a2) + (1 - y)*log(1 - a2))
y in [0, 1]
dL/da2  = a2 - y
da2/dz2 = a2*(1 - a2)
dL/db1  = dL/da2 * da2/dz2 * dz2/da1 * da1/dz1 * dz1/db1 = (a2 - y)*w2*sigmoid'(z1)
"""

TWO_TWO_TWO = """
h1 = sigmoid(w1*x1 + w2*x2 + b_h1)
h2 = sigmoid(w3*x1 + w4*x2 + b_h2)
o1 = sigmoid(w5*h1 + w6*h2 + b_o1)
o2 = sigmoid(w7*h1 + w8*h2 + b_o2)
E = (T1 - o1)^2/2 + (T2 - o2)^2/2
"""

NETWORK = f"""{TWO_TWO_TWO}
dE/do1 = o1 - T1
dE/dw5 = (o1 - T1)*o1*(1 - o1)*h1
dE/dw8 = (o2 - T2)*o2*(1 - o2)*h2
dE/dh1 = (o1 - T1)*o1*(1 - o1)*w5 + (o2 - T2)*o2*(1 - o2)*w7
dE/dw1 = dE/dh1*h1*(1 - h1)*x1
"""

TRAINING = f"""{TWO_TWO_TWO}
w5 <- w5 - eta*dE/dw5
w6 <- w6 - eta*dE/dw6
w7 <- w7 - eta*dE/dw7
w8 <- w8 - eta*dE/dw8
w1 <- w1 - eta*dE/dw1
w2 <- w2 - eta*dE/dw2
w3 <- w3 - eta*dE/dw3
w4 <- w4 - eta*dE/dw4
at x1=0.05, x2=0.10, w1=0.15, w2=0.20, w3=0.25, w4=0.30, b_h1=0.35, b_h2=0.35, w5=0.40, w6=0.45,
   w7=0.50, w8=0.55, b_o1=0.60, b_o2=0.60, T1=0.01, T2=0.99, eta=0.5, after {{count}} updates:
   {{shown}}
"""
# Wrong numbers after 10 000 updates: nothing explains the first; the second comes out when the new
# weights of the last layer are used in the derivatives of the same round.
WRONG_NUMBERS = ("w1 = 0.35", "o1 = 0.015912196")

# Each holds wherever both sides are defined.
IDENTITIES = """
sin(x)^2 + cos(x)^2 = 1
sin(2*x) = 2*sin(x)*cos(x)
cos(2*x) = 1 - 2*sin(x)^2
sin(x + y) = sin(x)*cos(y) + cos(x)*sin(y)
cos(x - y) = cos(x)*cos(y) + sin(x)*sin(y)
tan(x) = sin(x)/cos(x)
tan(x)^2 + 1 = 1/cos(x)^2
cosh(x)^2 - sinh(x)^2 = 1
sinh(2*x) = 2*sinh(x)*cosh(x)
cosh(2*x) = 2*cosh(x)^2 - 1
tanh(x) = (exp(x) - exp(-x))/(exp(x) + exp(-x))
tanh(2*x) = 2*tanh(x)/(1 + tanh(x)^2)
tanh(x/2) = 2*sigmoid(x) - 1
sigmoid(-x) = 1 - sigmoid(x)
sigmoid(x) = 1/(1 + exp(-x))
sigmoid'(x) = sigmoid(x)*(1 - sigmoid(x))
tanh'(x) = 1 - tanh(x)^2
softplus'(x) = sigmoid(x)
softplus(x) - softplus(-x) = x
softplus(x) = log(1 + exp(x))
exp(x + y) = exp(x)*exp(y)
exp(x - y) = exp(x)/exp(y)
exp(x)^3 = exp(3*x)
log(exp(x)) = x
exp(log(x)) = x
log(x*x) = 2*log(x)
log(1/x) = -log(x)
sqrt(x)^2 = x
sqrt(x*x) = abs(x)
abs(x)^2 = x^2
(x + y)^2 = x^2 + 2*x*y + y^2
(x - y)*(x + y) = x^2 - y^2
(x + y)^3 = x^3 + 3*x^2*y + 3*x*y^2 + y^3
x^3 - y^3 = (x - y)*(x^2 + x*y + y^2)
1/x - 1/y = (y - x)/(x*y)
x/(1 + x) = 1 - 1/(1 + x)
sin'(x) = cos(x)
cos'(x) = -sin(x)
log'(x) = 1/x
exp'(x) = exp(x)
sqrt'(x) = 1/(2*sqrt(x))
atan'(x) = 1/(1 + x^2)
"""

# What a slip does to the right side; each changes the value somewhere.
SLIPS = {
    "sign": "-({})",
    "a factor of 2": "2*({})",
    "a term of 1e-9": "({}) + 1/10^9",
    "1 + 1e-14 times": "({})*(1 + 1/10^14)",
    "1e9 times": "10^9*({})",
    "x^2 1e-6 too much": "({}) + x^2/10^6",
}


def layer(neurons: int) -> str:
    """One hidden layer, neuron by neuron, with the derivative by each weight."""
    lines = [
        line
        for i in range(1, neurons + 1)
        for line in (f"z{i} = w{i}*x + b{i}", f"a{i} = sigmoid(z{i})")
    ]
    total = " + ".join(f"v{i}*a{i}" for i in range(1, neurons + 1))
    claims = [f"dL/dw{i} = (o - y)*v{i}*a{i}*(1 - a{i})*x" for i in range(1, neurons + 1)]
    return "\n".join([*lines, f"o = {total}", "L = (o - y)^2/2", *claims])


def square(size: int, form: str = "((a - t)*a*(1 - a)) @ x.T") -> str:
    """A layer with as many outputs as inputs, with its gradients by weights and inputs."""
    return f"""
x, t in R^{size}
W in R^({size}x{size})
z = W @ x
a = sigmoid(z)
C = sum((a - t)^2)/2
grad(C, W) = {form}
grad(C, x) = W.T @ ((a - t)*a*(1 - a))
"""


# The product of the first gradient, transposed.
TRANSPOSED = "x @ ((a - t)*a*(1 - a)).T"

CLASSIFIER = """
x in R^5
y, b2 in R^3
b1 in R^7
W1 in R^(7x5)
W2 in R^(3x7)
z1 = W1 @ x + b1
a1 = tanh(z1)
z2 = W2 @ a1 + b2
p = softmax(z2)
L = -sum(y*log(p))
grad(L, z2) = sum(y)*p - y
grad(L, W2) = (sum(y)*p - y) @ a1.T
grad(L, z1) = (W2.T @ (sum(y)*p - y))*(1 - a1^2)
grad(L, W1) = ((W2.T @ (sum(y)*p - y))*(1 - a1^2)) @ x.T
"""


def identities() -> list[tuple[str, str]]:
    """The two sides of each identity."""
    found = [line.partition(" = ") for line in IDENTITIES.strip().splitlines()]
    return [(left, right) for left, _, right in found]


def judged(page: str) -> tuple[Sequence[Claim], float]:
    """The claims of a page and the milliseconds that checking it took."""
    began = perf_counter()
    claims = check(page).claims
    return claims, (perf_counter() - began) * 1e3


def measure_derivations(effort: Effort) -> Table:
    """Whole pages: those that have a goal, and those of the documentation."""
    check(NEURON)  # the first page pays for what is imported
    trained = _trained(effort)
    pages = {"one neuron": NEURON, "the 2-2-2 network": NETWORK} | trained | _documents(effort)
    rows, best = [], {}
    for name, page in pages.items():
        runs = [judged(page) for _ in range(3 if effort.seconds > 0.1 else 1)]
        claims, best[name] = runs[0][0], min(ms for _, ms in runs)
        wrong = sum(claim.status == "wrong" for claim in claims)
        rows.append([name, len(claims), str(wrong), best[name]])
    goals = [
        Goal("one neuron", best["one neuron"], 50.0, "ms"),
        Goal("the 2-2-2 network", best["the 2-2-2 network"], 300.0, "ms"),
        Goal(
            "a wrong number after 10 000 updates", max(map(best.__getitem__, trained)), 300.0, "ms"
        ),
    ]
    return Table("Derivations, a page at a time", ["", "claims", "wrong", "ms"], rows, goals)


def _trained(effort: Effort) -> dict[str, str]:
    count = 10_000 if effort.seconds > 0.1 else 10
    return {
        f"after {count} updates, {shown}": TRAINING.format(count=count, shown=shown)
        for shown in WRONG_NUMBERS
    }


def _documents(effort: Effort) -> dict[str, str]:
    paths: list[Path] = sorted(DERIVATIONS.glob("*.md")) if effort.seconds > 0.1 else []
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


def measure_identities(effort: Effort) -> Table:
    """Right identities, none to be accused, and each with slips, none to be missed."""
    sides = identities() if effort.seconds > 0.1 else identities()[:3]
    rows, accused, missed, times = [], 0, 0, []
    judge = [("as they are", "{}"), *SLIPS.items()]
    for name, form in judge:
        found = [judged(f"{left} = {form.format(right)}") for left, right in sides]
        statuses = [claims[-1].status for claims, _ in found]
        took = sorted(ms for _, ms in found)
        right = sum(status in RIGHT for status in statuses)
        wrong = statuses.count("wrong")
        rows.append([name, str(right), str(wrong), median(took), _p95(took)])
        if form == "{}":
            accused += wrong
        else:
            missed += right
            times += took
    slips = f"{len(times)} slips"
    goals = [
        Goal("right identities that are accused", accused, 0.0),
        Goal(f"{slips}, not noticed", missed, 0.0),
        Goal(f"{slips}, until the verdict, median", median(times), 10.0, "ms"),
    ]
    return Table(
        f"{len(sides)} identities, and each with a slip",
        ["", "right", "wrong", "median ms", "95 of 100"],
        rows,
        goals,
    )


def measure_sizes(effort: Effort) -> Table:
    """How the cost of a claim grows with the size of the net below it; all are to be proved."""
    small = effort.seconds <= 0.1
    check(NEURON)
    rows: list[list[object]] = []
    goals = []
    for neurons in (2,) if small else (8, 32, 100):
        claims, ms = judged(layer(neurons))
        rows.append([f"{neurons} neurons, one claim each", _proved(claims), ms, ms / neurons])
        goals.append(Goal(f"a claim among {neurons} neurons", ms / neurons, 20.0, "ms"))
    for size, most in ((2, 300.0),) if small else ((8, 300.0), (30, 3_000.0)):
        claims, ms = judged(square(size))
        rows.append([f"{size} by {size} weights", _proved(claims), ms, ms / 2])
        slipped, slow = judged(square(size, TRANSPOSED))
        rows.append(["  with a product transposed", _proved(slipped), slow, slow / 2])
        goals.append(Goal(f"{size} by {size} weights", ms, most, "ms"))
        goals.append(Goal("  with a slip, beside that", slow / ms, 3.0))
    claims, ms = judged(CLASSIFIER)
    rows.append(["a 5-7-3 classifier", _proved(claims), ms, ms / 4])
    goals.append(Goal("a 5-7-3 classifier", ms, 1_000.0, "ms"))
    return Table("Claims about larger nets", ["", "proved", "ms", "ms a claim"], rows, goals)


def _proved(claims: Sequence[Claim]) -> str:
    return f"{sum(claim.status == 'proved' for claim in claims)} of {len(claims)}"


def _p95(times: Sequence[float]) -> float:
    return times[int(0.95 * len(times))]
