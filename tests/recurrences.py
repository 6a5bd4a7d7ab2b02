"""Loops for tests: each a function of two numbers, by `scan` or by what it means."""

from math import prod

from autograd import cos, exp, grad, maximum, sin, tanh, where


def unrolled(step, carry, xs):
    """What `scan` means."""
    rows = []
    for x in xs:
        carry, y = step(carry, x)
        rows.append(y)
    return carry, rows


FORCES = [0.3, -0.2, 0.5, 0.1, -0.4, 0.7, 0.2]


def by_a_computed_node(loop, p, r):
    return loop(lambda c, x: (c * r + x, None), p, FORCES)[0] * r


def chosen(answer):
    """A number made of the carry and some of the outputs."""
    carry, ys = answer
    return carry * ys[5] + ys[2] * ys[6]


# A function of two numbers p and q by a loop, which stands for `scan` or what it means.
LOOPS = {
    "captured": lambda loop, p, q: loop(lambda c, x: (tanh(p * c + x) * q, None), 1.0, FORCES)[0],
    "carried": lambda loop, p, q: loop(lambda c, x: (sin(c) + x, None), p * q, FORCES)[0],
    "both": lambda loop, p, q: loop(lambda c, x: (p * sin(c) + x, None), p * q, FORCES)[0],
    "read": lambda loop, p, q: loop(lambda c, x: (c * 0.5 + x * x, None), q, [p, p * q, q, p])[0],
    "a computed node": lambda loop, p, q: by_a_computed_node(loop, p, exp(p * q)),
    "a tuple": lambda loop, p, q: prod(
        loop(lambda s, x: ((s[1], s[0] * p + x), None), (p, q), FORCES)[0]
    ),
    "a dict": lambda loop, p, q: prod(
        loop(lambda s, x: ({"a": s["b"] * x, "b": cos(s["a"])}, None), {"a": p, "b": q}, FORCES)[
            0
        ].values()
    ),
    "outputs": lambda loop, p, q: chosen(loop(lambda c, x: (p * c + x, c * c * q), 0.5, FORCES)),
    "carry and outputs": lambda loop, p, q: chosen(
        loop(lambda c, x: (p * c + x, sin(c * q)), q, FORCES)
    ),
    "a kink": lambda loop, p, q: loop(lambda c, x: (maximum(c * p, x) + q, None), 0.0, FORCES)[0],
    "a trap": lambda loop, p, q: loop(
        lambda c, x: (where(c > 0, c, c + p) * q, None), p - p, FORCES
    )[0],
    "an unused one": lambda loop, p, q: loop(lambda c, x: (c * p, q * x), 1.0, FORCES)[0],
    "one step": lambda loop, p, q: loop(lambda c, x: (c * p + x * q, None), p, [2.0])[0],
    "a step of its own": lambda loop, p, q: loop(
        lambda c, x: (c + x * grad(lambda z: sin(z * p))(c), None), q, FORCES
    )[0],
    "loops in loops": lambda loop, p, q: loop(
        lambda c, x: (loop(lambda d, u: (d * p + u * x, None), c, [1.0, q])[0], None), q, FORCES[:3]
    )[0],
}
POINT = (0.7, -0.4)
