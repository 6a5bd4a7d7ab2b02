"""Wrong uses and the sentences that answer them: rows of `call :: error :: sentence` in `data`."""

from pathlib import Path
from typing import Any

import pytest

from autograd.errors import AutogradError

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[Any]:
    """The rows of a file, as the parameters `call`, `error` and `sentence`."""
    lines = (DATA / name).read_text("utf-8").splitlines()
    found = [line.split(" :: ") for line in lines if not line.startswith(("#", "=="))]
    return [pytest.param(*row, id=row[0]) for row in found]


def answer(call: str, names: dict[str, Any]) -> tuple[str, str]:
    """The kind of the error that a call ends with, and its sentence."""
    with pytest.raises(AutogradError) as caught:
        eval(call, dict(names))  # noqa: S307  # a row of ours
    return type(caught.value).__name__, str(caught.value)
