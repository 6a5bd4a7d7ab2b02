"""The words of a Markdown text without their marks, and where its sections and items begin.

>>> cleaned("**One** [link](https://a.b) to *see*<br>{: .note}").split()
['One', 'link', 'to', 'see']
"""

from __future__ import annotations

import re

HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
UNDERLINE = re.compile(r"^ {0,3}(=+|-{2,})\s*$")
BOLD = re.compile(r"^\s*(?:\*\*|__)(.{1,60}?)[.:\u3002\uff1a]?(?:\*\*|__)")
NUMBERED = re.compile(r"^(\s*)\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s+")
BULLET = re.compile(r"^\s*[-*+]\s+")
NUMBER_BEHIND = re.compile(
    r"[ \t]*\(([A-Za-z]+[-:_.][\w:.-]+)\)(?=[ \t]*(?:\n|\Z))|"
    r"[ \t,.;]*(?:&nbsp;|\\qquad|\\quad|\s)*\(\s*([A-Z]{0,3}\.?\d+(?:[.\-\u2013:]\d+)*[a-z']?)\s*\)"
    r"(?=[ \t]*(?:\n|\Z))"
    r"|[ \t]*\{#([\w:.-]+)[^{}\n]*\}"
)

_LINK = re.compile(r"!\[[^\[\]]*\]\([^()]*\)|\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])")
_TAG = re.compile(
    r"</?[A-Za-z][^<>]*>|\{[%:{][^{}]*\}\}?|&[a-z]+;|^\s*\[[^\]]+\]:.*$", re.MULTILINE
)
_MARKS = re.compile(
    r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|~~|^\s*#+\s|^\s*[-*+]\s|\|", re.MULTILINE
)


def cleaned(text: str) -> str:
    """Prose without links, tags, emphasis and the marks of lists and tables."""
    return _MARKS.sub(" ", _TAG.sub(" ", _LINK.sub(r"\1", text)))


def unescaped(source: str) -> str:
    r"""A formula without what a site's own templates, Markdown and HTML made necessary in it.

    >>> unescaped(r"x\_i &lt; 1, y \\in \\{0\\}")
    'x_i < 1, y \\\\in \\{0\\}'
    """
    source = _ENTITY.sub(lambda match: _ENTITIES[match[1]], _RAW.sub("", source))
    if "\\text" not in source and "\\mathtt" not in source:
        source = _ESCAPED.sub(r"\1", source)
    return _BRACES.sub(r"\\\1", source)


_RAW = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}")
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&"}
_ENTITY = re.compile(r"&(lt|gt|amp);")
_ESCAPED = re.compile(r"(?<!\\)\\([_*])")
_BRACES = re.compile(r"\\\\([{}])")
