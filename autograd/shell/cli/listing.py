r"""What was found on a page: place, number and formula, one row each.

>>> from ...documents import document
>>> print(listed(document("Let $x$ be\n\n$$a = b$$ (3.1)\n\n<!-- derivation: x in R -->", "t.md")))
t.md: 2 formulas, 1 of them a mention without a relation
  line 3 (3.1)  a = b
  line 5        for the checker: x in R
"""

import textwrap
from collections.abc import Iterator
from typing import Any

from ...documents import Document, Place
from ...engine.labels import visible
from ...support.visible import in_short
from .writing import WIDTH

LONGEST = 2_000  # characters of a formula that are shown

Row = tuple[Place, str, str]


def listed(page: Document) -> str:
    """The rows of a page under a line that counts them, as wide as a terminal."""
    rows = sorted(_rows(page), key=lambda row: (row[0].cell or 0, row[0].line))
    heads = [" ".join(filter(None, (str(place), number))) for place, number, _ in rows]
    margin = max(map(len, heads), default=0) + 4
    lines = [f"{in_short(visible(page.name, 300), 60) or 'the page'}: {counted(page)}"]
    for head, (_, _, said) in zip(heads, rows, strict=True):
        lines += textwrap.wrap(
            visible(" ".join(said.split()), LONGEST) or "(nothing)",
            width=WIDTH,
            initial_indent=f"  {head:<{margin - 2}}",
            subsequent_indent=" " * margin,
            break_on_hyphens=False,
        )
    return "\n".join(lines)


def counted(page: Document) -> str:
    """How many formulas a page has, and how many are only mentions."""
    count = len(page.formulas)
    if not count and not page.blocks and not page.unread:
        return "there is no formula on this page"
    mentions = sum(not found.has_relation for found in page.formulas)
    said = f"{count} formula{'s' * (count != 1)}"
    if mentions:
        noun = "a mention" if mentions == 1 else "mentions"
        said += f", {mentions} of them {noun} without a relation"
    return said


def as_data(page: Document) -> dict[str, Any]:
    """The same for another program."""
    return {
        "file": page.name,
        "format": page.format,
        "formulas": [
            {
                **_located(found.place),
                "latex": found.latex,
                "printed": found.printed,
                "inline": found.inline,
                "number": found.number,
                "conditions": list(found.conditions),
                "remarks": list(found.remarks),
            }
            for found in page.formulas
        ],
        "blocks": [{**_located(block.place), "text": block.text} for block in page.blocks],
        "not_read": [{**_located(left.place), "reason": left.reason} for left in page.unread],
    }


def _located(place: Place) -> dict[str, Any]:
    cell = {} if place.cell is None else {"cell": place.cell}
    return {**cell, "line": place.line, "end": place.end, "block": place.block}


def _rows(page: Document) -> Iterator[Row]:
    for found in page.formulas:
        if found.has_relation:
            number = f"({found.number})" if found.number else ""
            lost = f"   [{found.damage}]" if found.damage else ""
            yield found.place, number, found.printed + lost
        elif found.damage:
            yield found.place, "", f"{found.printed}   [{found.damage}]"
    for block in page.blocks:
        yield block.place, "", f"for the checker: {block.text}"
    for left in page.unread:
        yield left.place, "", f"not read: {left.reason}"
