"""One escape function for each place a label may end up in; LaTeX has its own, in `latex`.

Each makes every character visible first (`labels.visible`), then takes from the format's special
characters their meaning. Nothing else in this package puts a label into a document.
"""

from __future__ import annotations

from html import escape

from ..engine.labels import LONGEST, visible


def svg(text: str, longest: int = LONGEST) -> str:
    """`text` as character data or an attribute's value of an SVG document.

    >>> svg('a<b & "c"')
    'a&lt;b &amp; &quot;c&quot;'
    """
    return escape(visible(text, longest), quote=True)


def html(text: str, longest: int = LONGEST) -> str:
    """`text` as character data or a quoted attribute's value of an HTML document.

    >>> html("<b>hi</b>")
    '&lt;b&gt;hi&lt;/b&gt;'
    """
    return escape(visible(text, longest), quote=True)


def dot(text: str, longest: int = LONGEST) -> str:
    r"""`text` inside a DOT label that is written in HTML style: `{x}` and `|` are text there.

    `\N` would still become the name of the node, also when its backslash is written as an entity;
    a doubled backslash is one that is shown.

    >>> dot(r"\N <b>")
    '&#92;&#92;N &lt;b&gt;'
    """
    return escape(visible(text, longest), quote=True).replace("\\", "&#92;&#92;")


def terminal(text: str, longest: int = LONGEST) -> str:
    r"""`text` on a terminal: no escape sequence, no line break, no reversed line.

    >>> terminal("red \x1b[31m")
    'red ␛[31m'
    """
    return visible(text, longest)
