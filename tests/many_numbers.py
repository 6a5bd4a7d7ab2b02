"""Functions of many numbers with their exact values and slopes, and numbers to try them on."""

import random

from mpmath import mp, mpf

import autograd as ag


def spread(rng, n):
    """Numbers of any size that leaves room for products of six."""
    return [rng.choice((-1, 1)) * 10.0 ** rng.uniform(-40, 40) for _ in range(n)]


def similar(rng, n):
    return [rng.uniform(-9.0, 9.0) for _ in range(n)]


def logits(rng, n):
    """Scores: of one size, far apart, and far from 0 together."""
    shift = rng.choice((0.0, 0.0, 300.0, -1e4))
    return [shift + rng.uniform(-1, 1) * rng.choice((1.0, 30.0, 300.0)) for _ in range(n)]


def samples(kind, count):
    rng = random.Random(kind)
    draw = {"logits": [logits], "any": [spread, similar]}[kind]
    return [draw[k % len(draw)](rng, rng.randint(2, 6)) for k in range(count)]


def mean(xs):
    return mp.fsum(xs) / len(xs)


def var(xs):
    return mp.fsum((x - mean(xs)) ** 2 for x in xs) / len(xs)


def norm(xs):
    return mp.sqrt(mp.fsum(x * x for x in xs))


def shares(xs):
    top = max(xs)
    parts = [mp.exp(x - top) for x in xs]
    return [part / mp.fsum(parts) for part in parts]


def logsumexp(xs):
    return max(xs) + mp.log(mp.fsum(mp.exp(x - max(xs)) for x in xs))


def others(xs, i):
    return mp.fprod(x for k, x in enumerate(xs) if k != i)


def rest(xs, i):
    return mp.fsum(s for k, s in enumerate(shares(xs)) if k != i)


def halves(xs):
    n = len(xs) // 2
    return xs[:n], xs[n : 2 * n]


def dot(xs):
    return mp.fsum(a * b for a, b in zip(*halves(xs), strict=True))


def partner(xs, i):
    left, right = halves(xs)
    n = len(left)
    return right[i] if i < n else left[i - n] if i < 2 * n else mpf(0)


# name: (kind of sample, exact value, exact partial in x_i, on Values, on Tensors)
CASES = {
    "sum": ("any", mp.fsum, lambda xs, i: mpf(1), ag.sum, lambda t: t.sum()),
    "mean": ("any", mean, lambda xs, i: mpf(1) / len(xs), ag.mean, lambda t: t.mean()),
    "prod": ("any", mp.fprod, others, ag.prod, None),
    "dot": ("any", dot, partner, lambda xs: ag.dot(*halves(xs)), None),
    "matmul": ("any", dot, partner, None,
               lambda t: t[: t.size // 2] @ t[t.size // 2 : t.size // 2 * 2]),
    "norm": ("any", norm, lambda xs, i: xs[i] / norm(xs), ag.norm, lambda t: t.norm()),
    "max": ("any", max, lambda xs, i: mpf(xs[i] == max(xs)), ag.max, lambda t: t.max()),
    "min": ("any", min, lambda xs, i: mpf(xs[i] == min(xs)), ag.min, lambda t: t.min()),
    "var": ("any", var, lambda xs, i: 2 * (xs[i] - mean(xs)) / len(xs), ag.var,
            lambda t: t.var()),
    "std": ("any", lambda xs: mp.sqrt(var(xs)),
            lambda xs, i: (xs[i] - mean(xs)) / len(xs) / mp.sqrt(var(xs)), ag.std,
            lambda t: t.std()),
    "logsumexp": ("logits", logsumexp, lambda xs, i: shares(xs)[i], ag.logsumexp,
                  lambda t: t.logsumexp()),
    "softmax": ("logits", lambda xs: shares(xs)[0],
                lambda xs, i: shares(xs)[0] * (rest(xs, 0) if i == 0 else -shares(xs)[i]),
                lambda xs: ag.softmax(xs)[0], lambda t: t.softmax()[0]),
    "log_softmax": ("logits", lambda xs: -mp.log1p(mp.fsum(mp.exp(x - xs[0]) for x in xs[1:])),
                    lambda xs, i: rest(xs, 0) if i == 0 else -shares(xs)[i],
                    lambda xs: ag.log_softmax(xs)[0], lambda t: t.log_softmax()[0]),
}  # fmt: skip
