"""Every notebook runs in a fresh kernel, and is kept with just what its cells put out."""

import pytest

from notebook_runs import NOTEBOOKS, ROOT, outputs, read, run

nbformat = pytest.importorskip("nbformat", reason="notebooks need the extra [test]")
pytest.importorskip("nbclient", reason="notebooks need the extra [test]")

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
def test_it_is_valid_and_its_cells_were_run_in_order(path):
    notebook = read(path)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert str(ROOT) not in path.read_text(encoding="utf-8")


# The warnings belong to the packages that run the notebook, and depend on their versions.
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_kept_with_what_it_puts_out_and_shows_what_it_promises(path, tmp_path):
    found = outputs(run(path, tmp_path))
    assert found == outputs(read(path)), "run python tests/notebook_runs.py and look"
    said = "\n".join(found)
    for promise in PROMISES.get(path.stem, []):
        assert promise in said
