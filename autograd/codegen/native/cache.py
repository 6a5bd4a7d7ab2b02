"""Machine code on disk: what is not whole counts as missing, for it would end the process.

A file is a digest and what it is of. Several processes may write the same file at a time: each puts
a whole one in its place. Where nothing can be read or written, everything is compiled again.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

_LENGTH = hashlib.sha256().digest_size


def folder() -> Path:
    """Where machine code is kept: $AUTOGRAD_CACHE, or in the user's folder of caches."""
    named = os.environ.get("AUTOGRAD_CACHE")
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(named) if named else Path(home) / "autograd-scalar" / "native"


def read(file: Path) -> bytes | None:
    """What was kept in a file; None where there is none, or it is not what was written."""
    try:
        found = file.read_bytes()
    except OSError:
        return None
    digest, data = found[:_LENGTH], found[_LENGTH:]
    return data if hashlib.sha256(data).digest() == digest else None


def keep(file: Path, data: bytes) -> None:
    """Write a file whole or not at all; where nothing can be written, nothing is kept."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as unfinished:
            _fill(unfinished, file, hashlib.sha256(data).digest() + data)
    except OSError:
        return


def _fill(unfinished: Any, file: Path, data: bytes) -> None:
    """Write, and take the place of the file; leave nothing behind where that is interrupted."""
    try:
        unfinished.write(data)
        unfinished.close()
        os.replace(unfinished.name, file)
    except BaseException:
        with suppress(OSError):
            os.unlink(unfinished.name)
        raise
