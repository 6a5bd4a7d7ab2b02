"""The fenced blocks of a Markdown page, its front matter, and what stands between them.

>>> page = ["---", "title: t", "---", "Text", "```python", "x = 1", "```"]
>>> [(part.language, part.first, part.lines) for part in parts(page)][1:3]
[(None, 4, ['Text']), ('python', 6, ['x = 1'])]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

FRONT_MATTER, LIQUID = "front matter", "liquid"

_FENCE = re.compile(r"^\s*(`{3,}|~{3,})\s*(?:\{\s*(?:#[\w-]+\s+)?\.?)?([\w-]*)")
_QUOTE = re.compile(r"^\s*(?:>\s?)+")
_HIGHLIGHT = re.compile(r"^\s*\{%-?\s*(highlight|codeblock)\b")
_KEY = re.compile(r"^[\w-]+\s*[:=]")


@dataclass
class Part:
    """Lines of a page that belong together: a fenced block, or what stands between two."""

    language: str | None  # None for what is not fenced
    first: int
    lines: list[str] = field(default_factory=list)


def parts(lines: Sequence[str]) -> Iterator[Part]:
    """The fenced blocks of a page and what stands between them, marks of quotes left out."""
    matter = front_matter(lines)
    if matter:
        yield Part(FRONT_MATTER, 1, list(lines[:matter]))
    fence, current = "", Part(None, matter + 1)
    for number, line in enumerate(lines[matter:], matter + 1):
        bare = _QUOTE.sub(lambda match: " " * len(match.group()), line)
        opened = _opened(bare) if not fence else None
        if fence and _closes(bare, fence):
            yield current
            fence, current = "", Part(None, number + 1)
        elif opened:
            yield current
            fence, current = opened[0], Part(opened[1].lower(), number + 1)
        else:
            current.lines.append(bare)
    yield current


def front_matter(lines: Sequence[str]) -> int:
    """How many lines at the top of a page are data about it, between `---` or `+++`."""
    mark = lines[0].rstrip() if lines else ""
    if mark not in ("---", "+++"):
        return 0
    ends = ("---", "...") if mark == "---" else ("+++",)
    stop = next((k for k, line in enumerate(lines[1:200], 1) if line.rstrip() in ends), 0)
    return stop + 1 if any(map(_KEY.match, lines[1:stop])) else 0


def _opened(line: str) -> tuple[str, str] | None:
    """What closes the block that a line opens, and the language of it."""
    if (match := _FENCE.match(line)) and not ("`" in match[1] and "`" in line[match.end() :]):
        return match[1], match[2]
    if match := _HIGHLIGHT.match(line):
        return f"end{match[1]}", LIQUID
    return None


def _closes(line: str, fence: str) -> bool:
    if fence.startswith("end"):
        return re.match(rf"\s*\{{%-?\s*{fence}", line) is not None
    match = _FENCE.match(line)
    return match is not None and match[1].startswith(fence) and not match[2]
