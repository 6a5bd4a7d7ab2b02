"""Plain text: pasted from a browser, typed, or Markdown without the name of it."""

from collections.abc import Iterable

from ..markdown import reader as markdown
from ..passages import Passage
from ..pasted import reader as pasted
from ..plain import reader as plain
from ..registry import format

EXAMPLE = r"""Cost

With w>0w \gt 0w>0 it is


J=w2J = w^{2}J=w2

print(y = 3)
"""


@format("txt", ".txt", ".text", looks=pasted.is_pasted, example=EXAMPLE)
def text(page: str) -> Iterable[Passage]:
    """What stands in a text: a formula that stands three times is one, or is typed in prose."""
    if pasted.is_pasted(page):
        return pasted.passages(page)
    if plain.is_prose(page):
        return plain.passages(page)
    return markdown.passages(page.split("\n"))
