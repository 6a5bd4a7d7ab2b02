"""Writing a file so that a crash, a full disk or a second writer never leaves half of one."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


@contextmanager
def atomic_write(path: Path) -> Iterator[BinaryIO]:
    """A file to write in place of `path`; it takes that name only when all of it is on the disk.

    Until then it lies beside `path` as `.name.….tmp`. What a killed process left there is removed
    before anything is written. Raises `OSError` as `open` does, and leaves `path` as it was.
    """
    path = Path(os.path.realpath(path))
    beside, file = _temporary(path)
    try:
        with file:
            _remove_leftovers(path)
            yield file
            file.flush()
            os.fsync(file.fileno())
            # On POSIX the rename comes before the lock goes: nobody takes it for a leftover.
            if os.name == "posix":
                os.replace(beside, path)
        if os.name != "posix":
            os.replace(beside, path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    _sync_folder(path.parent)


def _temporary(path: Path) -> tuple[Path, BinaryIO]:
    """A new locked file beside `path`."""
    while True:
        beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}.tmp")
        file = open(beside, "xb")  # noqa: SIM115  # handed to the caller, who closes it
        _lock(file)
        # Another writer may have swept it away in the instant before it was locked.
        with suppress(FileNotFoundError):
            if os.name != "posix" or os.path.samestat(beside.stat(), os.fstat(file.fileno())):
                return beside, file
        file.close()


def _remove_leftovers(path: Path) -> None:
    """Remove temporary files whose writer is gone: a living one holds a lock, or keeps it open."""
    for found in path.parent.glob(f".{_literal(path.name)}.*.tmp"):
        with suppress(OSError):
            if os.name != "posix":
                found.unlink()  # refused by Windows while a writer has it open
                continue
            with found.open("rb") as file:
                if _lock(file):
                    found.unlink()


def _literal(name: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)


def _lock(file: BinaryIO) -> bool:
    """Whether this process now holds the lock; it goes when the file is closed or we die."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sync_folder(folder: Path) -> None:
    """Put the new name itself on the disk, where folders can be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
