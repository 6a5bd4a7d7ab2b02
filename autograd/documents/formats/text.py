"""Plain text: pasted from a browser, or Markdown without the name of it."""

from collections.abc import Iterable

from ..markdown import reader as markdown
from ..passages import Passage
from ..pasted import reader as pasted
from ..registry import format


@format("txt", ".txt", ".text", looks=pasted.is_pasted)
def text(page: str) -> Iterable[Passage]:
    """What stands in a text: a formula that stands three times is one."""
    if pasted.is_pasted(page):
        return pasted.passages(page)
    return markdown.passages(page.split("\n"))
