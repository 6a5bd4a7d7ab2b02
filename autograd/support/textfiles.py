r"""Text from a file or a pipe, however it was saved: UTF-8, or what a byte order mark says.

>>> decoded("x = 1\r\ny = 2\r".encode("utf-8-sig"))
'x = 1\ny = 2\n'
>>> decoded("θ = 1".encode("utf-16"))
'θ = 1'
"""

from __future__ import annotations

import codecs
import os
from pathlib import Path

_MARKS = (  # the longer one first: that of UTF-32 begins like that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class NotText(ValueError):
    """Bytes that are no text in their encoding."""


def read_text(path: str | os.PathLike[str]) -> str:
    """The text of a file; its lines end with a newline each. Raises `NotText` or `OSError`."""
    return decoded(Path(path).read_bytes())


def decoded(data: bytes) -> str:
    """Bytes as text; its lines end with a newline each. Raises `NotText` with the place."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText(_place(error, encoding.removesuffix("-sig").upper())) from None
    if "\0" in text:
        raise NotText("is not text in UTF-8 (it has zero bytes): save it as UTF-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place(error: UnicodeDecodeError, encoding: str) -> str:
    """Where the text stops being one."""
    advice = "save it as UTF-8"
    if encoding != "UTF-8":
        return f"is no text in {encoding}, as its first bytes say: {advice}"
    before = decoded(error.object[: error.start])
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    what = f"byte 0x{error.object[error.start]:02X} at line {line}, column {column}"
    return f"is not text in UTF-8 ({what}): {advice}"
