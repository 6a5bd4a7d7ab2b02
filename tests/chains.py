"""Chains of derivatives on nets of one to three layers, each factor exchanged, dropped, doubled."""

from collections.abc import Iterator
from itertools import pairwise

ACTIVATIONS = ("tanh", "sigmoid", "sin")


def page(layers: int) -> str:
    """A net with one unit a layer."""
    lines = []
    for k in range(1, layers + 1):
        before = "x" if k == 1 else f"a{k - 1}"
        lines += [f"z{k} = w{k}*{before} + b{k}", f"a{k} = {ACTIVATIONS[k - 1]}(z{k})"]
    return "\n".join([*lines, f"L = (a{layers} - y)^2/2"])


def links(layers: int) -> Iterator[tuple[str, list[str]]]:
    """Each derivative of the loss with the links from the loss to it."""
    way = ["L"]
    for k in range(layers, 0, -1):
        way += [f"a{k}", f"z{k}"]
        for leaf in (f"w{k}", f"b{k}", "x" if k == 1 else f"a{k - 1}"):
            yield f"dL/d{leaf}", [*way, leaf]


def slopes(way: list[str]) -> list[str]:
    return [f"d{y}/d{x}" for y, x in pairwise(way)]


def neighbours(way: list[str], place: int, layers: int) -> list[str]:
    """What stands for a factor by mistake: the derivative of another end, or in another name."""
    y, x = way[place], way[place + 1]
    names = [f"{letter}{k}" for k in range(1, layers + 1) for letter in "wbza"]
    others = [f"d{y}/d{name}" for name in names if name not in (x, y)]
    before = [f"d{name}/d{x}" for name in ["L", *names] if name not in (x, y)]
    return [*others, *before]


def slips(layers: int) -> Iterator[tuple[str, str, str]]:
    """The derivative asked, a chain for it with one slip, and the factor that is the culprit."""
    for asked, way in links(layers):
        factors = slopes(way)
        for place, factor in enumerate(factors):
            rest = [*factors[:place], *factors[place + 1 :]]
            yield asked, "*".join(rest), factor
            yield asked, "*".join([*factors[:place], factor, *factors[place:]]), factor
            for other in neighbours(way, place, layers):
                yield asked, "*".join([*factors[:place], other, *factors[place + 1 :]]), other


def sums() -> Iterator[tuple[str, str]]:
    """dL/dw by two paths, the way back to `a` in brackets or not, with one factor exchanged."""
    for form in ("{}*{}*{}*{} + {}*{}*{}*{}", "({}*{} + {}*{})*{}*{}"):
        p, q, back = ["dL/dp", "dp/da"], ["dL/dq", "dq/da"], ["da/dz", "dz/dw"]
        right = [*p, *back, *q, *back] if form.count("{}") == 8 else [*p, *q, *back]
        for place, factor in enumerate(right):
            y, x = (name[1:] for name in factor.split("/"))
            for other in (f"d{y}/du", f"d{y}/db", f"dL/d{x}", f"dp/d{x}", f"d{y}/dv"):
                if other != factor and not other.startswith(f"d{other[-1]}/"):
                    written = [*right[:place], other, *right[place + 1 :]]
                    yield form.format(*written), other
