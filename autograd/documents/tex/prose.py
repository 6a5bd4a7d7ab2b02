r"""The words of a TeX text without its commands.

>>> words(r"The \emph{cost}~is, by \eqref{eq:a} and \cite{b}, \textbf{small}.\footnote{x}")
'The cost is, by  and , small. x'
"""

from __future__ import annotations

import re

_REFERENCE = re.compile(
    r"\\(?:eqref|ref|cref|Cref|autoref|cite[a-z]*|label|index|url|vspace|hspace|includegraphics"
    r"|bibliography\w*|usepackage|documentclass|pagestyle|setlength|setcounter)\*?"
    r"(?:\[[^\[\]]*\])*\{[^{}]*\}(?:\{[^{}]*\})?"
)
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\s*\{[^{}]*\}(?:\[[^\[\]]*\])?")
_COMMAND = re.compile(r"\\[A-Za-z@]+\*?(?:\[[^\[\]]*\])?\s?")
_ESCAPED = re.compile(r"\\([%&#_{}$])")


def words(text: str) -> str:
    """Prose: what commands print stays, what they do is left out."""
    text = _ENVIRONMENT.sub(" ", _REFERENCE.sub("", text))
    text = _COMMAND.sub(" ", _ESCAPED.sub(r"\1", text).replace("~", " "))
    return re.sub(r"[{}\\]", "", text).replace("``", '"').replace("''", '"').strip(" ")
