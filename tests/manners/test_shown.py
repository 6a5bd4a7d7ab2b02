"""Whatever text a name holds, what is said of it can be read: bounded, and nothing in command."""

from unicodedata import category

import numpy as np
import pytest

import autograd
import nn
from autograd import Symbol, Tensor, Value, anomaly, check, gradients, parse, primitive
from autograd.errors import AutogradError
from autograd.shell.cli import main

NAMES = {
    "in command": "a\x1b[2Jb\u202ec\x00d\ud800e\x9bf\u200bg",
    "a million characters": "n" * 1_000_000,
    "a million words": "n " * 500_000,
    "a pile of marks": "e" + "\u0301" * 100_000,
}


def raising(error):
    raise error


def stale(name):
    x = Value(1.0, name=name)
    y = x * x
    x.data = 2.0
    y.backward()


def born(name):
    with anomaly():
        (autograd.sqrt(Value(0.0, name=name)) ** 2).backward()


class Holder(nn.Module):
    def __init__(self, name, held=None):
        setattr(self, name, held or Value(1.0))

    def forward(self, x):
        return x


# What a text shows up in: what it gives is shown, or the error that it raises.
SHOWN = {
    "repr": lambda name: repr(Value(1.0, name=name)),
    "repr of a result": lambda name: repr(Value(1.0, name=name) * 2.0),
    "repr of a Tensor": lambda name: repr(Tensor([1.0], name=name)),
    "repr of a symbol": lambda name: repr(Symbol(name) * 2.0),
    "format": lambda name: f"{Value(1.0, name=name)}",
    "tree": lambda name: (Value(1.0, name=name) * 2.0).tree(),
    "formula": lambda name: (Value(1.0, name=name) * 2.0).formula(),
    "explain": lambda name: str(autograd.explain((x := Value(1.0, name=name)) * 2.0, x)),
    "report": lambda name: str(check(f"y = x^2\ndy/dx = 3*x*{name}")),
    "repr of a module": lambda name: repr(Holder(name, nn.Linear(1, 1))),
    "page": lambda name: str(check(name.replace(" ", "_"))),
    "claim": lambda name: str(check(f"y = x^2\ndy/dx = 3*x*{name[:200_000]}")),
}
RAISED = {
    "domain": lambda name: autograd.log(Value(-1.0, name=name)),
    "division": lambda name: 1.0 / Value(0.0, name=name),
    "stale": stale,
    "unreachable": lambda name: gradients(Value(1.0) * 2.0, [Value(1.0, name=name)]),
    "anomaly": born,
    "float": lambda name: float(Value(1.0, name=name)),
    "index": lambda name: [1.0][Value(1.0, name=name)],
    "array": lambda name: np.asarray(Tensor([1.0], name=name)),
    "nested": lambda name: Value(Value(1.0, name=name)),
    "slot": lambda name: setattr(Value(1.0, name=name), "primal", 2.0),
    "data of a result": lambda name: setattr(Value(1.0, name=name) * 2.0, "data", 2.0),
    "no text for a name": lambda name: Value(1.0, name=[name]),
    "number in a text": lambda name: Value(name),
    "operand": lambda name: Value(1.0) + name,
    "group": lambda name: autograd.group([name]).__enter__(),
    "variables": lambda name: autograd.variables(f"{name} b", 1.0, 2.0, 3.0),
    "function": lambda name: parse(f"{name}(x)", x=1.0),
    "value of a name": lambda name: parse("x", x=1.0, **{name: 1.0}),
    "own operation": lambda name: primitive(lambda x, y: 1.0, name=f"{name}!")(lambda x: x),
    "long operation": lambda name: primitive(lambda x, y: 1.0, name="n" * max(61, len(name)))(
        lambda x: x
    ),
    "raised by a function": lambda name: primitive(lambda x, y: 1.0, name="own")(
        lambda x: raising(ValueError(name))
    )(1.0),
    "raised by a rule": lambda name: primitive(lambda x, y: raising(ValueError(name)), name="own")(
        lambda x: x
    )(Value(1.0)).backward(),
    "returned by a rule": lambda name: primitive(lambda x, y: name, name="own")(lambda x: x)(
        Value(1.0)
    ).backward(),
    "compiled": lambda name: autograd.compile(lambda x: x)(**{name: 1.0}),
    "path to load": lambda name: nn.load(nn.Linear(1, 1), f"/none/{name}"),
    "path to save": lambda name: nn.save(nn.Linear(1, 1), f"/none/{name}"),
    "state": lambda name: nn.Linear(1, 1).load_state_dict({name: np.zeros(1)}),
    "parameter": lambda name: Holder(name).load_state_dict({}),
    "width": lambda name: nn.Linear(name, 1),
    "rate": lambda name: nn.SGD([Value(1.0)], lr=name),
    "labels": lambda name: nn.cross_entropy([0.0, 1.0], name),
}
COMMANDS = [
    ["grad", "@"],
    ["grad", "x*@", "x=1"],
    ["grad", "x", "x=@"],
    ["grad", "x", "@=1"],
    ["grad", "--@"],
    ["ops", "@"],
    ["check", "@"],
    ["explain", "x*y", "x=1", "y=1", "--wrt", "@"],
    ["compile", "@"],
    ["draw", "x", "x=1", "-o", "/none/@.svg"],
    ["@"],
]


def is_readable(text: str) -> bool:
    """Whether a terminal shows the text as it stands, in a few lines."""
    hidden = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    return len(text) < 3000 and not any(category(c) in hidden for c in text if c != "\n")


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("show", SHOWN.values(), ids=SHOWN)
def test_what_shows_a_name_can_be_read(show, name):
    assert is_readable(show(name))


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("call", RAISED.values(), ids=RAISED)
def test_an_error_that_quotes_a_text_can_be_read(call, name):
    with pytest.raises(AutogradError) as caught:
        call(name)
    assert is_readable(str(caught.value))


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_what_a_shell_is_answered_can_be_read(command, name, capsys):
    main([word.replace("@", name) for word in command])
    out, err = capsys.readouterr()
    assert is_readable(out + err)


def test_a_name_of_usual_length_is_shown_as_it_is_and_reads_back():
    x = Value(3.0, name="the weight of layer 2 (old)")
    again = eval(repr(x))  # noqa: S307  # what a repr is for
    assert (again.data, again.name) == (x.data, x.name)
    assert len(repr(Value(3.0, name="n" * 1_000_000))) < 80


def test_the_sentence_around_a_long_word_stays_whole():
    with pytest.raises(AutogradError) as caught:
        float(Value(1.0, name="n" * 1_000_000))
    assert str(caught.value).endswith("n….data (or .item()) for the number")
