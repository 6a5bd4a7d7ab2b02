r"""Jupyter notebooks: their Markdown cells, with the index of the cell at each formula."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from ..markdown.reader import passages
from ..passages import LOCATED, Declared, Gap, PageError, Passage
from ..registry import format

_NAME = "derivation"


EXAMPLE = json.dumps(
    {
        "cells": [
            {"cell_type": "code", "source": ["x = '$y = 3$'"]},
            {
                "cell_type": "markdown",
                "source": [
                    "# Cost\n",
                    "\n",
                    "With $w > 0$ it is\n",
                    "$$\n",
                    "\n",
                    "J = w^2\n",
                    "$$",
                ],
            },
        ]
    }
)


def _looks(text: str) -> bool:
    return text.lstrip()[:1] == "{" and '"cells"' in text


def hidden(lines: Sequence[str]) -> list[str]:
    """Lines for the checker as a cell of code."""
    return ["%%derivation", *lines]


@format(
    "ipynb", ".ipynb", looks=_looks, example=EXAMPLE, hidden=hidden, longest=8_000_000
)  # it has pictures
def notebook(text: str) -> Iterator[Passage]:
    """What stands in the Markdown cells, in order."""
    for index, cell in enumerate(_cells(text)):
        source = cell.get("source", cell.get("input", ""))
        pieces = source if isinstance(source, list) else [source]
        lines = "".join(piece for piece in pieces if isinstance(piece, str))
        if declared := _in_metadata(cell):
            yield Declared(declared, 1, index)
        if _is_declared(cell, lines):
            first, _, rest = lines.partition("\n")
            marked = first.startswith("%%")
            yield Declared(rest if marked else lines, 1 + marked, index)
        elif cell.get("cell_type") == "markdown":
            for each in passages(lines.split("\n")):
                yield replace(each, cell=index) if isinstance(each, LOCATED) else each
            yield Gap()


def _cells(text: str) -> list[dict[str, Any]]:
    """The cells of a notebook. Raises `PageError` if it is none."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        where = (
            f"line {error.lineno}: {error.msg}"
            if isinstance(error, json.JSONDecodeError)
            else "it is nested too deeply"
        )
        raise PageError(
            f"this is no notebook, for it is no JSON ({where}): save it anew in Jupyter"
        ) from None
    sheets = data.get("worksheets", [data]) if isinstance(data, dict) else []
    cells = [cell for sheet in sheets if isinstance(sheet, dict) for cell in _listed(sheet)]
    if not isinstance(data, dict) or not isinstance(
        data.get("cells", data.get("worksheets")), list
    ):
        raise PageError("this is no notebook: it has no list of cells")
    return [cell if isinstance(cell, dict) else {} for cell in cells]


def _listed(sheet: dict[str, Any]) -> list[Any]:
    cells = sheet.get("cells", [])
    return cells if isinstance(cells, list) else []


def _in_metadata(cell: dict[str, Any]) -> str:
    """What the metadata of a cell has for the checker, as text or as lines."""
    metadata = cell.get("metadata")
    said = metadata.get(_NAME, "") if isinstance(metadata, dict) else ""
    lines = said if isinstance(said, list) else [said]
    return "\n".join(each.rstrip("\n") for each in lines if isinstance(each, str))


def _is_declared(cell: dict[str, Any], source: str) -> bool:
    """Whether a cell is for the checker: by its tags, or by its first line."""
    metadata = cell.get("metadata")
    tags = metadata.get("tags", []) if isinstance(metadata, dict) else []
    return (isinstance(tags, list) and _NAME in tags) or source.startswith(f"%%{_NAME}")
