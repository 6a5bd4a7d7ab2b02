"""A network that many have worked by hand: two inputs, two hidden units, two outputs.

The example is Matt Mazur's, retold in many places. Its numbers are compared with the same run in
40-digit arithmetic on the exact decimal constants.
"""

from __future__ import annotations

from decimal import Context, Decimal
from pathlib import Path
from tempfile import gettempdir
from time import perf_counter
from typing import Any

from ...ops.activation import sigmoid
from ...ops.arithmetic import square
from ...values.value import variables
from .page import Page, tick

DIGITS = 14  # what float64 keeps through some twenty roundings

# The run in 40-digit arithmetic, to 20 digits: the data of nodes, then dE/d(node), before training.
EXACT_DATA = {
    "h1": "0.59326999210718725517",
    "h2": "0.59688437825976705620",
    "O1": "0.75136506955231570796",
    "O2": "0.77292846532146258852",
    "E": "0.29837110876000268861",
}
EXACT_SLOPES = {
    "z_O1": "0.13849856162855696598",
    "z_O2": "-0.038098236516556216532",
    "w5": "0.082167040564230778846",
    "w6": "0.082667627847533255320",
    "w7": "-0.022602540477475059848",
    "w8": "-0.022740242215978210753",
    "k2": "0.10040032511200074945",
    "z_h1": "0.0087713546894869345410",
    "z_h2": "0.0099542547052172014312",
    "w1": "0.00043856773447434672705",
    "w2": "0.00087713546894869345410",
    "w3": "0.00049771273526086007156",
    "w4": "0.00099542547052172014312",
    "k1": "0.018725609394704135972",
}
# The loss after so many updates with step 0.5, biases fixed, to 20 digits; and how many digits a
# run in float64 keeps: its roundings feed the next 10 000 updates.
EXACT_LOSSES = {
    1: ("0.29102777369359935087", 14),
    1_000: ("0.0011143494537337394486", 13),
    10_000: ("0.000035101877829788458742", 12),
}
GIVEN = (0.05, 0.10, 0.35, 0.60)  # x1, x2, and the biases k1, k2
UPDATES, TIMED = 10_000, 5_000
BETWEEN = ["z_h1", "z_h2", "h1", "h2", "z_O1", "z_O2", "O1", "O2", "E"]


def signals(weights: Any, x1: Any, x2: Any, k1: Any, k2: Any) -> tuple[Any, ...]:
    """What is computed for one sample, in the order of `BETWEEN`; the last is the loss E."""
    w1, w2, w3, w4, w5, w6, w7, w8 = weights
    z_h1, z_h2 = w1 * x1 + w2 * x2 + k1, w3 * x1 + w4 * x2 + k1
    h1, h2 = sigmoid(z_h1), sigmoid(z_h2)
    z_O1, z_O2 = w5 * h1 + w6 * h2 + k2, w7 * h1 + w8 * h2 + k2  # noqa: N806 (the source's names)
    O1, O2 = sigmoid(z_O1), sigmoid(z_O2)  # noqa: N806
    E = (square(0.01 - O1) + square(0.99 - O2)) / 2  # noqa: N806
    return z_h1, z_h2, h1, h2, z_O1, z_O2, O1, O2, E


def starting_weights() -> tuple[Any, ...]:
    """w1 … w8 as published."""
    return variables("w1 w2 w3 w4 w5 w6 w7 w8", 0.15, 0.20, 0.25, 0.30, 0.40, 0.45, 0.50, 0.55)


def forward(weights: tuple[Any, ...]) -> dict[str, Any]:
    """Every node by name, from the weights to the loss E of the one published sample."""
    given = variables("x1 x2 k1 k2", *GIVEN)
    between = signals(weights, *given)
    for name, node in zip(BETWEEN, between, strict=True):
        node.name = name
    return {node.name: node for node in (*weights, *given, *between)}


def build_and_compare(page: Page) -> tuple[dict[str, Any], bool]:
    """Section 1: the network, with backward done, and whether every number agrees."""
    page.section("Build: a 2-2-2 network of sigmoid units, every number with a name")
    named = forward(starting_weights())
    named["E"].backward()
    data = [(name, named[name].data, exact) for name, exact in EXACT_DATA.items()]
    slopes = [(f"dE/d{name}", named[name].grad, exact) for name, exact in EXACT_SLOPES.items()]
    page.table(
        ("", " computed", " exact (40-digit arithmetic)", ""), list(map(_row, data + slopes))
    )
    count = sum(_agree(x, exact) for _, x, exact in data + slopes)
    page.gap()
    page.text(f"{count} of {len(data + slopes)} agree in all {DIGITS} digits shown.")
    return named, count == len(data + slopes)


def _row(entry: tuple[str, float, str]) -> tuple[str, ...]:
    name, x, exact = entry
    agreed = _agree(x, exact)
    return (name, _digits(x), _digits(Decimal(exact)), tick(agreed))


def _agree(x: float, exact: str, digits: int = DIGITS) -> bool:
    return _digits(x, digits) == _digits(Decimal(exact), digits)


def _digits(number: float | Decimal, digits: int = DIGITS) -> str:
    """A number rounded to so many significant digits, without an exponent."""
    rounded = Context(prec=digits).create_decimal(number)
    places = max(0, digits - 1 - rounded.adjusted())
    return f"{rounded: .{places}f}"


def draw_it(page: Page, named: dict[str, Any], path: str) -> None:
    """Section 2: the graph as a picture, among temporary files if `path` cannot be written."""
    from ...drawing import draw

    page.section("Look into it: values, gradients, and the local derivative on every edge")
    learnt = [node for name, node in named.items() if name[0] in "wk"]
    picture, target = draw(named["E"], parameters=learnt), Path(path)
    try:
        picture.save(target)
    except OSError:
        target = Path(gettempdir()) / target.name
        picture.save(target)
    stepping = target.with_suffix(".html")
    picture.save(stepping)
    page.text(f"Drawn to {target} ({target.stat().st_size // 1024} kB): open it in a browser.")
    page.text(f"Step through its chain rule in {stepping}: arrow keys, or click a card.")


def train_it(page: Page) -> bool:
    """Section 3: the source's training loop, eager and compiled; whether the losses agree."""
    page.section(f"Train it: {_spaced(UPDATES)} updates with step 0.5, scalar by scalar")
    weights, losses, began = starting_weights(), {}, perf_counter()
    for update in range(1, UPDATES + 1):
        _update(weights)
        if update in EXACT_LOSSES:
            losses[update] = forward(weights)["E"].data
        if update == TIMED:
            eager, reached = perf_counter() - began, [w.data for w in weights]
    rows = [_loss_row(update, losses[update], *EXACT_LOSSES[update]) for update in losses]
    page.table(("updates", " loss", " exact", ""), rows)
    page.gap()
    compiled, same = _compiled(TIMED)
    page.text(
        f"{tick(same == reached)} {_spaced(TIMED)} updates: eager {eager:.2f} s; compiled to "
        f"straight-line Python {compiled:.3f} s, with the same bits"
    )
    return same == reached and all(row[-1] == tick(True) for row in rows)


def _compiled(updates: int) -> tuple[float, list[float]]:
    """The seconds that tracing, printing and so many compiled updates take; the weights then."""
    from ...codegen import compile

    weights, began = [w.data for w in starting_weights()], perf_counter()
    step = compile(lambda weights: signals(weights, *GIVEN)[-1], weights, grad=True)
    for _ in range(updates):
        _, (slopes,) = step(weights)
        weights = [w - 0.5 * slope for w, slope in zip(weights, slopes, strict=True)]
    return perf_counter() - began, weights


def _loss_row(update: int, loss: float, exact: str, digits: int) -> tuple[str, ...]:
    texts = _digits(loss, digits), _digits(Decimal(exact), digits)
    return (_spaced(update), *texts, tick(_agree(loss, exact, digits)))


def _spaced(count: int) -> str:
    return f"{count:,}".replace(",", " ")


def _update(weights: tuple[Any, ...]) -> None:
    for w in weights:
        w.zero_grad()
    forward(weights)["E"].backward()
    for w in weights:
        w.data = w.data - 0.5 * w.grad
