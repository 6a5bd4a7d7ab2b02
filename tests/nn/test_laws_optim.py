"""What holds of every optimizer: those that there are, and the one that CONTRIBUTING shows."""

import copy
import inspect
import math
import pickle
from typing import Any

import pytest

import nn
from autograd import Tensor, Value
from autograd.errors import DomainError, GraphError, OperandError
from nn import optim
from nn.optim import OPTIMIZERS
from one_entry import entered, example


def walk(optimizer: Any, parameters: list[Any], steps: int) -> list[Any]:
    """Where parameters come when the squares of their distances from 1 are minimised."""
    for _ in range(steps):
        optimizer.zero_grad()
        for p in parameters:
            loss = (p - 1.0) ** 2.0
            (loss.sum() if isinstance(p, Tensor) else loss).backward()
        optimizer.step()
    return [p.data if isinstance(p, Value) else p.data.tolist() for p in parameters]


def check_bowl(name: str) -> None:
    """From either side it comes down to the least value, and stays there."""
    low, high = Value(-2.0), Value(3.0)
    walk(OPTIMIZERS[name]([low, high], lr=0.05), [low, high], 400)
    assert [low.data, high.data] == pytest.approx([1.0, 1.0], abs=0.06)


def check_kinds(name: str) -> None:
    """A Tensor moves as Values do, and each parameter as if it were alone."""
    x, y, t = Value(-2.0), Value(3.0), Tensor([-2.0, 3.0])
    together = walk(OPTIMIZERS[name]([x, y, t], lr=0.1), [x, y, t], 12)
    assert together[2] == together[:2]
    alone = Value(3.0)
    assert walk(OPTIMIZERS[name]([alone], lr=0.1), [alone], 12) == together[1:2]


def check_rest(name: str) -> None:
    """A parameter without a gradient stays, and its later steps are those of a fresh one."""
    moving, resting = Value(2.0), Value(2.0)
    optimizer = OPTIMIZERS[name]([moving, resting], lr=0.1)
    first = walk(optimizer, [moving], 5)
    assert resting.data == 2.0
    moving.zero_grad()
    assert walk(optimizer, [resting], 5) == first
    with pytest.raises(GraphError) as caught:
        OPTIMIZERS[name]([Value(1.0)]).step()
    said = "no parameter has a gradient: call loss.backward() before step()"
    assert str(caught.value) == said


def check_resumed(name: str) -> None:
    """A copy or a pickle goes on as the optimizer itself does, which is left alone by it."""
    parameters = [Value(-2.0), Tensor([3.0, 0.5])]
    optimizer = OPTIMIZERS[name](parameters, lr=0.1)
    walk(optimizer, parameters, 3)
    copies = [copy.deepcopy((optimizer, parameters))]
    copies.append(pickle.loads(pickle.dumps((optimizer, parameters))))  # noqa: S301  # its own
    onwards = [walk(*each, 4) for each in [*copies, (optimizer, parameters)]]
    assert onwards[0] == onwards[1] == onwards[2]


def check_decay(name: str) -> None:
    """Weight decay is a gradient towards 0, as large as the parameter is."""
    pulled, plain = Value(3.0), Value(3.0)
    decayed = OPTIMIZERS[name]([pulled], lr=0.1, weight_decay=0.5)
    (0.0 * pulled).backward()
    decayed.step()
    own = OPTIMIZERS[name]([plain], lr=0.1)
    (0.5 * plain * plain.data).backward()
    own.step()
    assert pulled.data == plain.data < 3.0


def check_settings(name: str) -> None:
    """Every setting has a default, can be read, and is refused in words where it is no number."""
    made = OPTIMIZERS[name]([Value(1.0)])
    settings = list(inspect.signature(OPTIMIZERS[name]).parameters.values())[1:]
    assert {"lr", "weight_decay"} <= {setting.name for setting in settings}
    for setting in settings:
        assert getattr(made, setting.name) == setting.default
        number = isinstance(setting.default, float)
        for wrong in (math.nan, math.inf, -1.0, "fast") if number else (0.5,):
            with pytest.raises((DomainError, OperandError), match=f"^{name} wants .*; got "):
                OPTIMIZERS[name]([Value(1.0)], **{setting.name: wrong})


LAWS = [check_bowl, check_kinds, check_rest, check_resumed, check_decay, check_settings]


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_an_optimizer(name, law):
    law(name)


def test_every_optimizer_is_entered_and_those_of_others_are_not():
    class Own(nn.Optimizer):
        pass

    kinds = {
        n for n, k in vars(optim).items() if isinstance(k, type) and k.__module__ == "nn.optim"
    }
    assert kinds - {"Optimizer"} == set(OPTIMIZERS)


@pytest.mark.parametrize("law", LAWS)
def test_an_optimizer_is_one_edit(law):
    with entered(example("Adding an optimizer"), optim, OPTIMIZERS) as name:
        assert getattr(nn, name) is OPTIMIZERS[name]
        law(name)


WRONG: dict[str, tuple[Any, dict[str, str]]] = {
    "uphill": (check_bowl, {"return self.lr * g": "return -self.lr * g"}),
    "one memory for all": (check_kinds, {"_squares.get(i,": "_squares.get(0,"}),
    "others' steps remembered": (check_rest, {"get(i,": "get(0,", "_squares[i]": "_squares[0]"}),
    "another decay than was asked for": (check_settings, {'"in [0, 1)")': '"in [0, 1)") / 2.0'}),
}


@pytest.mark.parametrize("mistake", WRONG)
def test_the_laws_find_a_wrong_optimizer(mistake):
    law, changes = WRONG[mistake]
    code = example("Adding an optimizer")
    for right, wrong in changes.items():
        assert right in code
        code = code.replace(right, wrong)
    with entered(code, optim, OPTIMIZERS) as name, pytest.raises(AssertionError):
        law(name)
