"""Every notebook runs from top to bottom in a fresh kernel, and is kept without its output."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat", reason="notebooks need the extra [test]")
nbclient = pytest.importorskip("nbclient", reason="notebooks need the extra [test]")

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

# What the prose of a notebook promises of its output.
PROMISES = {
    "01-build-an-expression": [
        "before: None",
        "<svg",
        "sum = 3.0",
        "slope of |u| at 0: 0.0",
        "gradients: [0.   0.5  0.25]",
        "log is defined for x > 0; got -1, from v - 3",
        "StaleDataError: the data of v changed after square was computed from it",
        "[1.0, 1.0] wanted 1.0 got  1.000",
    ],
    "02-checking-a-derivation": [
        "✗ wrong        line 7: dL/dw = (a - y)*x",
        "the factor a*(1 - a) is missing in (a - y)*x",
        '<table class="autograd-report">',
        "Red: ∂a/∂z = 0.25 is left out. Blue: the rest of the way from w to L.",
        "a - y is dL/dz, not dL/da",
        "the factor dL/da is wrong as stated on line 7",
        "✓ proved       line 11: dL/dw = (a - y)*x",
        "Red: the path through h2 is left out.",
        "L = 0.0361: cut off, not rounded",
        "dL/dw = -0.1056: the value is -0.10575419",
        "Ada   proved",
        "Ben   wrong   1/softplus(x) is dq/dp, not dq/dx",
    ],
}


def test_there_are_notebooks():
    assert [path.stem for path in NOTEBOOKS if path.stem in PROMISES] == list(PROMISES)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_kept_without_output(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None for cell in code)


# The warnings belong to the packages that run the notebook, and depend on their versions.
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_and_shows_what_it_promises(path, tmp_path):
    notebook = nbformat.read(path, as_version=4)
    client = nbclient.NotebookClient(
        notebook, timeout=30, resources={"metadata": {"path": str(tmp_path)}}
    )
    client.execute(env=environment(tmp_path))
    said = text_of(notebook)
    for promise in PROMISES.get(path.stem, []):
        assert promise in said


def environment(folder):
    """A kernel that finds this checkout, and keeps its own files out of the home folder."""
    places = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    private = {"PYTHONPATH": os.pathsep.join(places), "IPYTHONDIR": str(folder / "ipython")}
    return os.environ | private


def text_of(notebook):
    """All that the cells put out, as text."""
    outputs = [o for cell in notebook.cells for o in cell.get("outputs", [])]
    data = [str(value) for o in outputs for value in o.get("data", {}).values()]
    return "\n".join(["".join(o.get("text", "") for o in outputs), *data])
