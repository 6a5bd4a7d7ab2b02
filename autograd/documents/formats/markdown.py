"""Markdown, of GitHub, Jekyll, pandoc and notebooks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..markdown.reader import passages
from ..passages import Passage
from ..registry import format

EXAMPLE = """\
# Cost

With $w > 0$ it is

$$
J = w^2
$$

```python
x = "$y = 3$"
```
"""


def hidden(lines: Sequence[str]) -> list[str]:
    """Lines for the checker as a comment."""
    return ["<!-- derivation:", *lines, "-->"]


@format(
    "md", ".md", ".markdown", ".mdown", ".mkd", ".mdx", ".rmd", ".qmd", ".html", ".htm",
    example=EXAMPLE, hidden=hidden,
)  # fmt: skip
def markdown(text: str) -> Iterator[Passage]:
    """What stands on a Markdown page."""
    return passages(text.split("\n"))
