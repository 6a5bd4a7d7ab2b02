"""HIPS autograd and ours, installed over each other in either order: one sentence names both."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SENTENCE = (
    "autograd installs a package called autograd too, in the same folder as autograd-scalar: files "
    "of both are mixed. Put it right, in the folder of this project's source, with\n"
    "pip uninstall autograd autograd-scalar\npip install ."
)
# The files of HIPS autograd that matter here, as far as they matter.
THEIRS = {
    "core.py": "",
    "tracer.py": "",
    "numpy/__init__.py": "",
    "__init__.py": "from .core import *\ngrad = None\n",
}


@pytest.fixture
def site(tmp_path):
    """A folder of packages: ours, by links."""
    for package in ("autograd", "nn"):
        (tmp_path / package).mkdir()
        for found in (ROOT / package).iterdir():
            if found.name != "__pycache__":
                (tmp_path / package / found.name).symlink_to(found)
    return tmp_path


def overlay(site, names):
    """Install files of theirs over ours."""
    for name in names:
        path = site / "autograd" / name
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_text(THEIRS[name], encoding="utf-8")


def python(site, program):
    command = [sys.executable, "-B", "-W", "always", "-c", program]
    done = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def test_alone_nothing_is_said(site):
    assert python(site, "import autograd, nn; autograd.Value(1.0)") == (0, "")


def test_theirs_first_and_ours_over_it_is_a_warning(site):
    overlay(site, ["core.py", "tracer.py", "numpy/__init__.py"])
    status, said = python(site, "import autograd; autograd.Value(1.0)")
    assert status == 0
    assert said.count(SENTENCE) == 1


@pytest.mark.parametrize(
    "program", ["import nn", "import autograd.values.value", "from autograd.shell.cli import main"]
)
def test_ours_first_and_theirs_over_it_is_refused_by_whatever_is_ours(site, program):
    overlay(site, THEIRS)
    status, said = python(site, program)
    assert status == 1
    assert said.endswith(f"ImportError: {SENTENCE}\n")


def test_no_file_of_ours_is_taken_for_theirs():
    assert not any((ROOT / "autograd" / name).exists() for name in ("core.py", "tracer.py"))
