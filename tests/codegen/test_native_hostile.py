"""Machine code in a hostile world: no file and no argument ends the process, or comes out wrong."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

import autograd
from autograd import Value, exp, sin, tanh
from autograd.codegen.native import cache, machine
from autograd.errors import AutogradError, OperandError

pytestmark = pytest.mark.skipif(not find_spec("llvmlite"), reason="needs llvmlite")
ANSWER = (2.607572347908534, (3.4038863944808737, 0.479425538604203))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("AUTOGRAD_CACHE", str(tmp_path))
    return tmp_path


def made(**options):
    f = autograd.compile(lambda x, y: sin(x) * y + exp(x), grad=True, target="native", **options)
    return f(0.5, 2.0)


DAMAGE = {
    "empty": lambda data: b"",
    "half": lambda data: data[: len(data) // 2],
    "a byte": lambda data: data[:200] + bytes([data[200] ^ 1]) + data[201:],
    "another file": lambda data: b"#!/bin/sh" * 100,
    "longer": lambda data: data + b"\0",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_compiled_anew(folder, damage):
    assert made() == ANSWER
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    file.write_bytes(DAMAGE[damage](whole))
    assert made() == ANSWER
    assert cache.read(file) == cache.read(file) != None  # noqa: E711  # whole again
    assert [each.name for each in folder.iterdir()] == [file.name]


def test_a_folder_in_the_way_and_one_that_cannot_be_made(folder, monkeypatch):
    made()
    (file,) = folder.iterdir()
    file.unlink()
    file.mkdir()
    assert made() == ANSWER
    monkeypatch.setenv("AUTOGRAD_CACHE", "/proc/nothing/here")
    assert made() == ANSWER


def test_compiling_that_is_interrupted_leaves_nothing_behind(folder, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", interrupt)
        with pytest.raises(KeyboardInterrupt):
            made()
    assert not list(folder.iterdir())
    f = autograd.compile(lambda x, y: sin(x) * y + exp(x), grad=True, target="native")
    with monkeypatch.context() as patch:
        patch.setattr(machine.Loaded, "_object", interrupt)
        with pytest.raises(KeyboardInterrupt):
            f(0.5, 2.0)
    assert f(0.5, 2.0) == ANSWER


def test_two_processes_compile_the_same_into_one_folder(folder):
    code = (
        "import autograd as a; f = a.compile(lambda x, y: a.sin(x)*y + a.exp(x), grad=True, "
        "target='native'); print(f(0.5, 2.0))"
    )
    root = Path(__file__).parent.parent.parent
    both = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=root)
        for _ in range(2)
    ]
    assert [each.communicate()[0].strip() for each in both] == [str(ANSWER)] * 2
    assert len(list(folder.iterdir())) == 1


HOSTILE = [
    None, "1", b"x", [], [1.0], {}, object(), 1j, 10**400, np.array(["a"]), np.array([1j]),
    np.array([None]), Value(2.0), float, np.zeros((2, 2, 2)), np.array([[1.0], [2.0]]),
]  # fmt: skip


@pytest.mark.parametrize("target", ["python", "native"])
def test_hostile_arguments_get_sentences(target):
    point = autograd.compile(lambda x, y: sin(x) * y, grad=True, target=target)
    rows = autograd.compile(
        lambda w, x, t: (tanh(w[0] * x + w[1]) - t) ** 2,
        *([0.0, 0.0], 0.0, 0.0),
        grad=True,
        target=target,
        rows=("x", "t"),
    )
    t = np.ones(3)
    for hostile in HOSTILE:
        for call in (
            lambda: rows([1.0, 2.0], hostile, t),  # noqa: B023
            lambda: rows(hostile, t, t),  # noqa: B023
        ):
            with pytest.raises(AutogradError):
                call()
        try:
            point(hostile, 2.0)
            point.rows(hostile)
        except AutogradError:
            pass


@pytest.mark.parametrize("target", ["python", "native"])
def test_arrays_of_any_make_are_taken(target):
    f = autograd.compile(lambda w, x: tanh(w * x), target=target, rows="x")
    wanted = f(0.5, np.arange(1.0, 8.0))
    read_only = np.arange(1.0, 8.0)
    read_only.setflags(write=False)
    unaligned = np.frombuffer(b"\0" + np.arange(1.0, 8.0).tobytes(), dtype="u1")[1:].view("f8")
    for x in [
        list(range(1, 8)), np.arange(1, 8), np.arange(1.0, 8.0, dtype="f4"), read_only, unaligned,
        np.arange(1.0, 8.0).astype(">f8"), np.repeat(np.arange(1.0, 8.0), 3)[::3],
        np.ones((7, 5))[:, 2] * range(1, 8),
    ]:  # fmt: skip
        assert f(0.5, x) == wanted
    assert f(0.5, np.arange(1.0, 8.0)[::-1]) == pytest.approx(wanted, rel=1e-15)
    assert f(0.5, []) == 0.0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"rate": "a"}, "wanted a real number"),
        ({"rate": 0.1, "steps": -1}, "steps is a whole number, 0 or more; got -1"),
        ({"rate": 0.1, "steps": 1.5}, "steps is a whole number, 0 or more; got 1.5"),
    ],
)
def test_a_descent_by_what_is_no_number_is_refused(options, said):
    f = autograd.compile(lambda x: x * x, grad=True, target="native")
    with pytest.raises(OperandError, match=said):
        f.descend(1.0, **options)
