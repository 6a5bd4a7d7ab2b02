"""What the page offers to begin with: a text, the numbers it starts from, a claim to check."""

from __future__ import annotations

from typing import Any, NamedTuple


class Example(NamedTuple):
    """A title, the lines, a number for each free name, and derivatives as somebody wrote them."""

    title: str
    text: str
    values: dict[str, float]
    claims: dict[str, str]


NETWORK = """\
z_h1 = w1*x1 + w2*x2 + k1
z_h2 = w3*x1 + w4*x2 + k1
h1 = sigmoid(z_h1)
h2 = sigmoid(z_h2)
z_O1 = w5*h1 + w6*h2 + k2
z_O2 = w7*h1 + w8*h2 + k2
O1 = sigmoid(z_O1)
O2 = sigmoid(z_O2)
E = ((0.01 - O1)^2 + (0.99 - O2)^2)/2"""

PUBLISHED = {"x1": 0.05, "x2": 0.1, "k1": 0.35, "k2": 0.6} | {
    f"w{i}": w for i, w in enumerate((0.15, 0.2, 0.25, 0.3, 0.4, 0.45, 0.5, 0.55), 1)
}

BLACK_SCHOLES = """\
d1 = (log(S/K) + (r + v^2/2)*T)/(v*sqrt(T))
d2 = d1 - v*sqrt(T)
C = S*normal_cdf(d1) - K*exp(-r*T)*normal_cdf(d2)"""

EXAMPLES = (
    Example(
        "a neuron",
        "L = (tanh(w*x + b) - t)^2 + 0.1*w*w",
        {"w": 1.3, "x": 1.5, "b": 0.6, "t": 1.0},
        {},
    ),
    Example(
        "the logistic loss",
        "z = w*x + b\na = sigmoid(z)\nL = -(y*log(a) + (1 - y)*log(1 - a))",
        {"w": 0.8, "x": 1.5, "b": -0.4, "y": 1.0},
        {"w": "(a - y)*x", "b": "a - y"},
    ),
    Example(
        "softmax of two",
        "p = exp(u)/(exp(u) + exp(v))\nL = -log(p)",
        {"u": 0.5, "v": 1.2},
        {"u": "p - 1", "v": "1 - p"},
    ),
    Example(
        "the Gaussian density",
        "t = (x - m)/s\ng = exp(-t^2/2)/(s*sqrt(2*pi))",
        {"x": 1.2, "m": 0.5, "s": 0.8},
        {"m": "g*(x - m)/s^2", "s": "g*(x - m)^2/s^3"},  # the second is wrong: see what is said,
    ),
    Example(
        "an option's price",
        BLACK_SCHOLES,
        {"S": 100.0, "K": 95.0, "r": 0.03, "v": 0.2, "T": 0.5},
        {"S": "normal_cdf(d1)"},
    ),
    Example("x used three times", "y = x*x + x", {"x": 3.0}, {"x": "2*x + 1"}),
    Example("a 2-2-2 network", NETWORK, PUBLISHED, {}),
)


def as_data() -> list[dict[str, Any]]:
    """The examples for the page's script."""
    return [example._asdict() for example in EXAMPLES]
