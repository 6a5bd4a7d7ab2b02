"""Handwritten digits: a small classifier for scikit-learn's 1 797 images of 8 by 8 pixels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from time import perf_counter
from typing import Any

from ...engine.modes import no_grad
from ...support.arrays import numpy
from .page import Page, tick

EPOCHS, BATCH, GOAL = 40, 64, 0.95


def train_on_digits(page: Page) -> bool:
    """The section that trains; whether 95 % of the unseen images are read right."""
    page.section("Train a classifier: handwritten digits, 8 by 8 pixels")
    try:
        train, test = _images()
    except ImportError:
        page.text("scikit-learn brings the images: pip install scikit-learn")
        return True
    began = perf_counter()
    model = _trained(page, *train)
    took = perf_counter() - began
    images, labels = test
    with no_grad():
        read = model(images).data.argmax(axis=1)
    share = float((read == labels).mean())
    page.block(repr(model))
    page.gap()
    page.text(
        f"{tick(share >= GOAL)} {share:.1%} of {len(labels)} unseen images read right (goal "
        f"{GOAL:.0%}), after {took:.1f} s of training on {len(train[1])} others"
    )
    page.text(f"misread: {_misread(labels, read)}")
    return share >= GOAL


def _images() -> tuple[Any, Any]:
    """(images, labels) to train on and to test with, pixels from 0 to 1."""
    from sklearn.datasets import load_digits
    from sklearn.model_selection import train_test_split

    pixels, labels = load_digits(return_X_y=True)
    parts = train_test_split(pixels / 16.0, labels, stratify=labels, random_state=0)
    return (parts[0], parts[2]), (parts[1], parts[3])


def _trained(page: Page, images: Any, labels: Any) -> Any:
    import nn

    rng = numpy().random.default_rng(0)
    model = nn.Sequential(
        nn.Linear(64, 64, initial=nn.he, seed=rng), nn.ReLU(), nn.Linear(64, 10, seed=rng)
    )
    optimizer = nn.Adam(model.parameters(), lr=0.003)
    for _ in _with_progress(page, range(EPOCHS)):
        order = rng.permutation(len(labels))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            optimizer.zero_grad()
            nn.cross_entropy(model(images[batch]), labels[batch]).backward()
            optimizer.step()
    return model


def _with_progress(page: Page, epochs: Iterable[int]) -> Iterable[int]:
    try:
        from tqdm import tqdm
    except ImportError:
        page.text("(tqdm would show the progress: pip install tqdm)")
        return epochs
    # Into a file or a pipe goes one finished bar instead of one for every refresh. The size is
    # given because a terminal that does not know its own would get no bar at all.
    calm = {} if page.out.isatty() else {"mininterval": 3600.0, "delay": 1e-9}
    size = {"ncols": 72, "nrows": 24}
    return tqdm(epochs, "   epochs", file=page.out, **size, **calm)  # type: ignore[no-any-return]


def _misread(labels: Any, read: Any) -> str:
    """Which digits were taken for which, the most frequent first."""
    pairs = Counter((int(k), int(r)) for k, r in zip(labels, read, strict=True) if k != r)
    return ", ".join(
        f"{k} as {r}" + (f" ({n} times)" if n > 1 else "")
        for (k, r), n in sorted(pairs.items(), key=_rank)
    )


def _rank(entry: tuple[tuple[int, int], int]) -> tuple[int, tuple[int, int]]:
    pair, count = entry
    return (-count, pair)
