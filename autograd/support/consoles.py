"""Text for consoles whose encoding lacks signs such as ✓, ∂ and θ: they are spelled in ASCII.

`print` encodes what `str` returns and raises UnicodeEncodeError for a sign that is missing. So what
this package shows asks `sys.stdout` when it is turned into text, and a command line of ours spells
whatever else is written to its streams.

>>> spelled("✓ ∂E/∂θ⁽²⁾ = 2·θ", "ascii")
'ok dE/dtheta^(2) = 2*theta'
>>> spelled("✓ ∂E/∂θ = 2·θ", "utf-8")
'✓ ∂E/∂θ = 2·θ'
"""

from __future__ import annotations

import codecs
import re
import sys
import unicodedata
from itertools import groupby

ERRORS = "autograd.spelled"  # for `errors=` of a stream

SPELLINGS = {
    "✓": "ok", "✗": "x", "·": "*", "×": "*", "÷": "/", "−": "-", "±": "+-", "⊙": "*", "∘": "o",
    "∂": "d", "∇": "grad ", "∑": "sum", "∏": "prod", "√": "sqrt", "∞": "inf", "∈": "in",
    "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "≡": "==", "‖": "||", "⟨": "<", "⟩": ">",
    "→": "->", "←": "<-", "↑": "^", "↓": "v", "⇒": "=>", "↦": "|->", "\u22a4": "T", "•": "*",
    "…": "...", "\u2013": "-", "—": "--", "\u2018": "'", "\u2019": "'", "\u2032": "'",
    "“": '"', "”": '"', "\u2044": "/",
    "─": "-", "│": "|", "└": "`", "├": "|", "┌": "+", "┐": "+", "┘": "+", "┤": "|", "┬": "+",
    "┴": "+", "┼": "+", "█": "#",
}  # fmt: skip
_GREEK = re.compile(r"GREEK (SMALL|CAPITAL) LETTER (?:FINAL )?(\w+)")
_SHIFTED = {"<super>": "^", "<sub>": "_"}


class Text(str):
    """Text that shows itself as the console can: `print` does so, while it compares as it is."""

    __slots__ = ()

    def __str__(self) -> str:
        return printed(self[:])


def printed(text: str) -> str:
    """A text as `print` can write it now; the same text where the console has all its signs."""
    return spelled(text, getattr(sys.stdout, "encoding", None) or "utf-8")


def spelled(text: str, encoding: str) -> str:
    """A text without the signs that an encoding lacks."""
    return text if text.isascii() else text.encode(encoding, ERRORS).decode(encoding)


def _spell(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    runs = groupby(missing, key=lambda sign: _SHIFTED.get(_decomposed(sign), ""))
    return "".join(shift + "".join(map(_ascii, run)) for shift, run in runs), error.end


codecs.register_error(ERRORS, _spell)


def _decomposed(sign: str) -> str:
    """The kind of a compatibility character: "<super>" for ²."""
    return unicodedata.decomposition(sign).partition(" ")[0]


def _ascii(sign: str) -> str:
    """One sign in ASCII: as the table has it, a Greek letter's name, or what is alike."""
    if sign in SPELLINGS:
        return SPELLINGS[sign]
    if "\u2400" <= sign < "\u2420":  # the picture of a control character
        return f"^{chr(ord(sign) - 0x2400 + 64)}"
    if match := _GREEK.fullmatch(unicodedata.name(sign, "")):
        name = match[2].lower().replace("lamda", "lambda")
        return name if match[1] == "SMALL" else name.capitalize()
    alike = unicodedata.normalize("NFKD", sign)
    if alike != sign:
        return "".join(_ascii(each) for each in alike if not unicodedata.combining(each))
    return sign.encode("ascii", "backslashreplace").decode()
