"""What a type checker is told is true, and it is told of every method."""

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import signatures
from autograd import Tensor, Value
from autograd.values.symbol import Symbol

HERE = Path(__file__).resolve().parents[1]
SAMPLE = HERE / "typing" / "sample.py"

WRONG = {
    "x + None": "operator",
    "x + 'a'": "operator",
    "[x] * x": "operator",
    "float(x)": "arg-type",
    "range(x)": "call-overload",
    "x[0]": "index",
    "len(x)": "arg-type",
    "x.sin(1)": "call-arg",
    "x.sine()": "attr-defined",
    "x.gard": "attr-defined",
    "x < 'a'": "operator",
}


def mypy(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary"]
    command += ["--follow-imports=silent", *arguments]
    return subprocess.run(command, cwd=HERE.parent, capture_output=True, text=True, check=False)


def test_the_signatures_are_those_of_the_registry():
    written = signatures.TARGET.read_text(encoding="utf-8")
    assert written == signatures.written(), "stale: run `python tests/signatures.py`"
    imported = signatures.NAMESPACE.read_text(encoding="utf-8")
    assert imported == signatures.namespace(), "stale: run `python tests/signatures.py`"


@pytest.mark.parametrize("cls", [Value, Tensor, Symbol])
def test_every_method_has_its_signature(cls):
    declared = signatures.TARGET.read_text(encoding="utf-8").split(f"class {cls.__name__}Methods")
    body = declared[1].split("\nclass ")[0]
    for name in vars(cls):
        if signatures.is_installed(cls, name) and not name.startswith("_"):
            assert f"    def {name}(self" in body


def test_methods_take_what_their_signatures_say():
    x = Value(0.5)
    assert x.leaky_relu() == x.leaky_relu(0.01)
    assert x.clip(0, 1) == 0.5
    assert inspect.getdoc(Value.sin)


def test_a_program_and_its_mistakes_as_mypy_sees_them(tmp_path):
    """One run for both, since most of its time is spent in reading the package."""
    wrong = tmp_path / "wrong.py"
    lines = ["from autograd import Value", 'x = Value(1.0, name="x")', *WRONG]
    wrong.write_text("\n".join(lines) + "\n")
    done = mypy(str(SAMPLE), str(wrong))
    assert not done.stderr
    found = [line for line in done.stdout.splitlines() if ": error: " in line]
    assert not [line for line in found if "wrong.py" not in line], done.stdout
    for number, (line, code) in enumerate(WRONG.items(), start=3):
        assert any(f"wrong.py:{number}:" in each and f"[{code}]" in each for each in found), line
