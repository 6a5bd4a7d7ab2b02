"""An array operation is one edit: the entry that CONTRIBUTING shows, in a copy of the package."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def entry() -> str:
    """The example of the section on array operations."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.partition("## Adding an array operation: one edit")[2]
    shown = re.search(r"^```py\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    assert shown is not None
    return shown[1]


def answer(folder: Path, entry: str) -> str:
    """What tests/one_edit.py says of a copy of the package with the entry."""
    copy = shutil.copytree(ROOT / "autograd", folder / "autograd")
    for module in [*copy.rglob("*.py"), *copy.rglob("*.pyi")]:  # which has a flip, made of others
        text = module.read_text(encoding="utf-8")
        module.write_text(re.sub(r"\bflip\b", "other_flip", text), encoding="utf-8")
    with (copy / "ops" / "sums.py").open("a", encoding="utf-8") as sums:
        sums.write(f"\n\n{entry}")
    shutil.copytree(ROOT / "tests", folder / "tests")  # which look for the package beside them
    places = [folder, folder / "tests", *(folder / "tests" / each for each in ("ops", "codegen"))]
    command = [sys.executable, str(folder / "tests" / "one_edit.py"), "flip"]
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, places))},
        capture_output=True,
        text=True,
        check=False,
    )
    return (done.stdout + done.stderr).strip()


def test_an_array_operation_is_one_edit(tmp_path, entry):
    assert answer(tmp_path, entry) == "everywhere"


@pytest.mark.full
def test_the_laws_find_a_wrong_entry_by_themselves(tmp_path, entry):
    wrong = entry.replace("[flip(g, axis), None]", "[g, None]")
    assert wrong != entry
    assert "test_the_vjp_is_the_slope" in answer(tmp_path, wrong)
