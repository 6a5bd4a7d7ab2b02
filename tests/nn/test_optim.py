"""Optimizers take the published steps, on Values and Tensors alike, and refuse bad settings."""

from fractions import Fraction
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import autograd
import nn
from autograd import Tensor, Value

LR, MU, DECAY = 0.125, 0.5, 0.25  # powers of 2: every step below is exact in float64


def slopes_of(optimizer, p, target, steps):
    """Minimise sum((p - target)**2 / 2), whose slope is p - target."""
    seen = []
    for _ in range(steps):
        optimizer.zero_grad()
        error = p - target
        loss = error * error / 2.0
        (loss.sum() if isinstance(p, Tensor) else loss).backward()
        optimizer.step()
        seen.append(p.data if isinstance(p, Value) else p.data.tolist())
    return seen


def sgd_by_hand(p, target, steps, lr, mu=0, decay=0):
    p, v, seen = Fraction(p), Fraction(0), []
    for _ in range(steps):
        v = Fraction(mu) * v + (p - Fraction(target)) + Fraction(decay) * p
        p -= Fraction(lr) * v
        seen.append(float(p))
    return seen


@pytest.mark.parametrize("options", [{}, {"momentum": MU}, {"momentum": MU, "weight_decay": DECAY}])
def test_sgd_takes_exactly_the_steps_of_its_formula(options):
    value, tensor = Value(2.0), Tensor([2.0, -1.0])
    hand = [
        sgd_by_hand(p, 0.5, 5, LR, options.get("momentum", 0), options.get("weight_decay", 0))
        for p in (2.0, -1.0)
    ]
    assert slopes_of(nn.SGD([value], lr=LR, **options), value, 0.5, 5) == hand[0]
    stepped = slopes_of(nn.SGD([tensor], lr=LR, **options), tensor, 0.5, 5)
    assert stepped == [list(pair) for pair in zip(*hand, strict=True)]


def adam_by_hand(p, target, steps, lr, b1, b2, eps):
    from mpmath import mp, mpf

    with mp.workdps(40):
        p, m, v, seen = mpf(p), mpf(0), mpf(0), []
        for t in range(1, steps + 1):
            g = p - target
            m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g
            p -= lr * (m / (1 - b1**t)) / (mp.sqrt(v / (1 - b2**t)) + eps)
            seen.append(float(p))
    return seen


def test_adam_takes_the_steps_of_its_paper():
    from mpmath import mpf

    options = {"lr": 0.1, "betas": (0.9, 0.999), "eps": 1e-8}
    exact = [mpf(0.1), mpf(0.9), mpf(0.999), mpf(1e-8)]
    value, tensor = Value(2.0), Tensor([2.0, -1.0])
    hand = [adam_by_hand(p, mpf(0.5), 20, *exact) for p in (2.0, -1.0)]
    assert slopes_of(nn.Adam([value], **options), value, 0.5, 20) == pytest.approx(
        hand[0], rel=1e-13
    )
    stepped = np.array(slopes_of(nn.Adam([tensor], **options), tensor, 0.5, 20))
    assert stepped == pytest.approx(np.array(hand).T, rel=1e-13)


def test_the_first_step_of_adam_is_the_learning_rate():
    value = Value(5.0)
    (first,) = slopes_of(nn.Adam([value], lr=0.1, eps=1e-300), value, 1.0, 1)
    assert first == pytest.approx(4.9, rel=1e-15)


OPTIMIZERS = {
    "SGD": nn.SGD,
    "SGD with momentum": partial(nn.SGD, momentum=MU),
    "SGD with decay": partial(nn.SGD, momentum=MU, weight_decay=DECAY),
    "Adam": partial(nn.Adam, betas=(0.75, 0.5)),
    "Adam with decay": partial(nn.Adam, weight_decay=DECAY),
}
SLOPES = st.none() | st.sampled_from([-3.0, -0.5, 0.0, 1.0, 2.5])  # None: no gradient in this step


@pytest.mark.parametrize("name", OPTIMIZERS)
@settings(max_examples=20)
@given(
    starts=st.lists(st.sampled_from([-1.0, 0.5, 2.0]), min_size=2, max_size=3),
    steps=st.lists(st.tuples(st.sampled_from([0.5, 0.125]), *3 * [SLOPES]), max_size=6),
)
def test_each_parameter_moves_as_if_it_were_alone(name, starts, steps):
    """Its momentum and the count of its steps are its own; without a gradient it is left alone."""
    together = [Value(x) if i else Tensor([x, x]) for i, x in enumerate(starts)]
    alone = [type(p)(p.data) for p in together]
    optimizer, own = OPTIMIZERS[name](together), [OPTIMIZERS[name]([p]) for p in alone]
    for lr, *slopes in steps:
        optimizer.zero_grad()
        asked = [(i, g) for i, g in enumerate(slopes[: len(starts)]) if g is not None]
        for i, g in asked:
            own[i].zero_grad()
            give_gradient(together[i], g)
            give_gradient(alone[i], g)
            own[i].lr = optimizer.lr = lr
            own[i].step()
        if asked:
            optimizer.step()
        assert all(map(np.array_equal, *([p.data for p in ps] for ps in (together, alone))))


def give_gradient(p, g):
    loss = g * p
    (loss.sum() if isinstance(p, Tensor) else loss).backward()


def test_the_rate_may_change_between_steps():
    w = Value(8.0)
    optimizer = nn.SGD([w], lr=0.25)
    assert slopes_of(optimizer, w, 0.0, 1) == [6.0]
    optimizer.lr = 0.5
    assert slopes_of(optimizer, w, 0.0, 2) == [3.0, 1.5]


def test_the_settings_are_those_of_the_papers_unless_others_are_asked_for():
    sgd, adam = nn.SGD([W]), nn.Adam([W])
    assert (sgd.lr, sgd.momentum, sgd.weight_decay) == (0.01, 0.0, 0.0)
    assert (adam.lr, adam.betas, adam.eps, adam.weight_decay) == (0.001, (0.9, 0.999), 1e-8, 0.0)


def test_the_base_class_says_what_a_subclass_owes():
    class Lazy(nn.Optimizer):
        pass

    w = Value(1.0)
    (w * w).backward()
    with pytest.raises(NotImplementedError, match=r"^Lazy defines no change\(i, g\)$"):
        Lazy([w], 0.1, 0.0).step()


W, COMPUTED = Value(1.0, name="w"), Value(1.0, name="w") * 2.0


XOR = [([0.0, 0.0], 0.0), ([0.0, 1.0], 1.0), ([1.0, 0.0], 1.0), ([1.0, 1.0], 0.0)]


@pytest.mark.parametrize("optimizer", ["SGD", "Adam"])
@pytest.mark.parametrize("expanded", [False, True])
def test_an_mlp_of_values_learns_xor(optimizer, expanded):
    model = nn.MLP(2, [4, 1], activation=autograd.tanh, expanded=expanded, seed=1)
    steps = {"SGD": lambda p: nn.SGD(p, lr=0.3, momentum=0.9), "Adam": lambda p: nn.Adam(p, lr=0.1)}
    step = steps[optimizer](model.parameters())
    for _ in range(100):
        step.zero_grad()
        loss = nn.binary_cross_entropy_with_logits([model(x) for x, _ in XOR], [y for _, y in XOR])
        loss.backward()
        step.step()
    assert loss.data < 0.1
    assert [float(model(x).data > 0.0) for x, _ in XOR] == [y for _, y in XOR]


def test_layers_of_tensors_learn_two_moons():
    from sklearn.datasets import make_moons

    x, y = make_moons(200, noise=0.1, random_state=0)
    model = nn.Sequential(
        nn.Linear(2, 16, seed=0, initial=nn.he), nn.ReLU(), nn.Linear(16, 2, seed=1)
    )
    optimizer = nn.Adam(model.parameters(), lr=0.02)
    for _ in range(200):
        optimizer.zero_grad()
        nn.cross_entropy(model(x), y).backward()
        optimizer.step()
    assert (model(x).data.argmax(axis=1) == y).mean() > 0.98
