"""The notebooks, run from top to bottom in a fresh kernel.

python tests/notebook_runs.py    runs them and keeps each with what its cells put out now
"""

import os
import re
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

_DIGITS = re.compile(r"-?\d+\.\d{6,}(?:e-?\d+)?")


def read(path: Path) -> Any:
    """A notebook as it is kept."""
    import nbformat

    return nbformat.read(path, as_version=4)


def run(path: Path, folder: Path) -> Any:
    """A notebook as it is when its cells have run, in a folder to write to."""
    import nbclient

    notebook = read(path)
    client = nbclient.NotebookClient(
        notebook,
        timeout=60,
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute(env=_environment(folder))
    notebook.metadata.pop("language_info", None)  # the version of the Python that ran it
    return notebook


def _environment(folder: Path) -> dict[str, str]:
    """A kernel that finds this checkout, and keeps its own files out of the home folder."""
    places = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    private = {"PYTHONPATH": os.pathsep.join(places), "IPYTHONDIR": str(folder / "ipython")}
    return os.environ | private


def outputs(notebook: Any) -> list[str]:
    """What the cells put out, one text each: numbers as far as every machine has the same."""
    return [_DIGITS.sub(_rounded, text) for text in _texts(notebook)]


def _rounded(digits: re.Match[str]) -> str:
    return f"{float(digits[0]):.9g}"


def _texts(notebook: Any) -> list[str]:
    found = [o for cell in notebook.cells for o in cell.get("outputs", [])]
    return [text for o in found for text in _of_output(o)]


def _of_output(output: Any) -> list[str]:
    if "data" in output:
        return [str(output["data"][kind]) for kind in sorted(output["data"])]
    return [output.get("text", "")]


def main() -> None:
    """Write every notebook anew."""
    import nbformat

    for path in NOTEBOOKS:
        with tempfile.TemporaryDirectory() as folder:
            nbformat.write(run(path, Path(folder)), path)
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
