"""What to type after the demo: the commands that work where it was started."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

CHECKOUT = Path(__file__).parents[3]


def next_commands() -> list[tuple[str, str]]:
    """Commands a person can go on with, each with what it does."""
    autograd = launcher()
    lines = [
        (f'{autograd} play "(tanh(w*x + b) - t)^2"', "drag its numbers, in a browser"),
        (f"{autograd} check FILE", "check a derivation of yours"),
    ]
    return lines + ([(activation(), "makes `autograd` a command")] if "run.py" in autograd else [])


def launcher() -> str:
    """How `autograd` is called here: through uv or run.py, by its name, or by its Python."""
    if os.environ.get("UV_RUN_RECURSION_DEPTH"):
        return "uv run autograd"
    found = shutil.which("autograd")
    if found and Path(found).parent == Path(sys.executable).parent:
        return "autograd"
    if (CHECKOUT / "run.py").exists():
        return f"python3 {_from_here(CHECKOUT / 'run.py')}"
    return f"{_from_here(Path(sys.executable))} -m autograd"


def activation() -> str:
    """The line that puts the commands of this Python's environment on the shell's path."""
    folder = _from_here(Path(sys.executable).parent)
    return rf"{folder}\activate" if os.name == "nt" else f". {folder}/activate"


def _from_here(path: Path) -> str:
    """A path as it would be typed: from the working folder where it is below that."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
