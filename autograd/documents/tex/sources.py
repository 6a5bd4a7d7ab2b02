r"""A TeX file without comments and code, line by line where it was.

>>> cleared("a % b\n\\verb|$x$|\n50\\% off").split("\n")
['a    ', '          ', '50\\% off']
"""

from __future__ import annotations

import re

from ..macros import Macros
from ..tokens import environment, tokens, written

_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*")
_CODE = re.compile(
    r"\\begin\{(verbatim|Verbatim|lstlisting|minted|comment|alltt|tikzpicture|filecontents|pycode"
    r"|thebibliography|algorithmic)(\*?)\}.*?\\end\{\1\2\}"
    r"|\\(?:verb|lstinline|mintinline\{\w*\})\*?(?P<sign>[^\sA-Za-z{*]).*?(?P=sign)"
    r"|\\lstinline\{[^{}]*\}|\\iffalse\b.*?\\fi\b",
    re.DOTALL,
)
_BEGIN, _END = re.compile(r"\\begin\s*\{document\}"), re.compile(r"\\end\s*\{document\}")
_SHORTHAND = re.compile(r"\\(?:re|provide)?(?:newcommand|def)[^\n]{1,40}\\(?:begin|end|\[|\])")
DECLARED = re.compile(r"^[ \t]*%+[ \t]*derivation[ \t]*:[ \t]?(.*)$", re.MULTILINE)


def cleared(text: str) -> str:
    """The file with blanks for comments and code."""
    if "%" in text:
        text = _COMMENT.sub(lambda m: m[1] + " " * (len(m[0]) - len(m[1])), text)
    return _CODE.sub(blanks, text)


def blanks(match: re.Match[str]) -> str:
    """As many blanks, on as many lines."""
    return re.sub(r"[^\n]", " ", match[0])


def divided(text: str) -> tuple[str, str, int]:
    """The preamble, the body, and the number of the line on which the body begins."""
    begin = _BEGIN.search(text)
    start = begin.end() if begin else 0
    end = _END.search(text, start)
    body = text[start : end.start() if end else len(text)]
    return text[:start], body, 1 + text.count("\n", 0, start)


def without_shorthands(body: str, defining: str) -> str:
    r"""The body with `\be … \ee` written out where such macros stand for environments."""
    if not _SHORTHAND.search(defining):
        return body
    macros = Macros()
    macros.read(tokens(defining))
    stand_for = {
        name: " ".join(written(macro.body).split())
        for name, macro in macros.known.items()
        if not macro.arguments and any(_sets(token.text) for token in macro.body)
    }
    if not stand_for:
        return body
    names = "|".join(map(re.escape, sorted(stand_for, key=len, reverse=True)))
    used = rf"(?<!command\{{)(?<!command)(?<!def)(?:{names})(?![A-Za-z])"
    return re.sub(used, lambda match: stand_for[match[0]], body)


def _sets(text: str) -> bool:
    kinds = [environment(token)[0] for token in tokens(text)]
    return text in ("\\[", "\\]", "$") or any(kinds)
