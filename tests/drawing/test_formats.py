"""What holds of every format of a picture: those that there are, and the one CONTRIBUTING shows."""

import os
from pathlib import Path

import pytest

from autograd import Value, draw
from autograd.drawing import picture
from autograd.drawing.picture import FORMATS
from autograd.errors import MissingDependency, OperandError
from drawings import HOSTILE
from one_entry import entered, example


def neuron(name: str = "w") -> Value:
    w, x = Value(0.5, name), Value(2.0, "x")
    return (w * x).tanh()


def made(kind: str, name: str = "w") -> bytes:
    """A picture in a format, where this machine can make one."""
    try:
        return FORMATS[kind](draw(neuron(name)))
    except MissingDependency as missing:
        pytest.skip(str(missing))


def check_equal(kind: str, folder: Path) -> None:
    """Equal graphs give equal bytes, and not none."""
    assert made(kind) == made(kind) != b""


def check_file(kind: str, folder: Path) -> None:
    """A file is what its ending says, in small letters or capitals, and nothing lies beside it."""
    wanted = made(kind)
    for ending in (kind, kind.upper()):
        draw(neuron(), folder / f"graph.{ending}")
        assert (folder / f"graph.{ending}").read_bytes() == wanted
    draw(neuron(), folder / "graph", format=kind)
    assert (folder / "graph").read_bytes() == wanted
    assert set(os.listdir(folder)) == {f"graph.{kind}", f"graph.{kind.upper()}", "graph"}


def check_names(kind: str, folder: Path) -> None:
    """Whatever the names are, there is a file."""
    for name in HOSTILE:
        assert made(kind, name)


def check_listed(kind: str, folder: Path) -> None:
    """A format that there is not is answered with those that there are."""
    with pytest.raises(OperandError, match=rf"^a picture is saved as .*\b{kind}\b.*; got 'gif'$"):
        draw(neuron(), folder / "graph.gif")


LAWS = [check_equal, check_file, check_names, check_listed]
# What Graphviz writes has a date in it, and its letters are its own.
OTHERS = [("png", check_names), ("pdf", check_names), ("pdf", check_equal), ("pdf", check_file)]
ASKED = [(kind, law) for kind in FORMATS for law in LAWS if (kind, law) not in OTHERS]


@pytest.mark.parametrize(("kind", "law"), ASKED)
def test_a_format(kind, law, tmp_path):
    law(kind, tmp_path)


@pytest.mark.parametrize("law", LAWS)
def test_a_format_is_one_edit(law, tmp_path):
    with entered(example("Adding a picture's format"), picture, FORMATS) as kind:
        law(kind, tmp_path)


WRONG = {
    "nothing": ("picture.graph.cards", "()", check_equal),
    "another each time": ("{card.value}", "{card.node.serial}", check_equal),
    "names as they come": ("visible(card.label)", "card.label", check_names),
}


@pytest.mark.parametrize("mistake", WRONG)
def test_the_laws_find_a_wrong_format(mistake, tmp_path):
    right, wrong, law = WRONG[mistake]
    code = example("Adding a picture's format")
    assert right in code
    with (
        entered(code.replace(right, wrong), picture, FORMATS) as kind,
        pytest.raises((AssertionError, UnicodeError)),
    ):
        law(kind, tmp_path)
