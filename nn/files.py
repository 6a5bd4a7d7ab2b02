"""Models in files: `save(model, path)` and `load(model, path)`.

The file is an npz that `numpy.load` reads too: plain arrays by name, nothing in it is ever run.
A saved file is whole or not there; a loaded model has changed completely or not at all.
"""

from __future__ import annotations

import json
import os
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from math import prod
from pathlib import Path
from typing import Any

import numpy as np

import autograd
from autograd.errors import CheckpointError

from .atomic import atomic_write
from .module import Module
from .state import Array, refuse_differences

FORMAT = 1
ABOUT = "about.json"
LONGEST_ENTRY = 65_535  # bytes in the name of an entry of a zip file
LONGEST_HEADER = 10_000  # bytes; numpy's own limit, beyond which it would parse a bomb

# What zipfile, zlib and numpy raise on damaged input. RuntimeError is zipfile's word for
# encryption and, as NotImplementedError, for a method of compression that a bit flip invented.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    OSError,
    OverflowError,
    RuntimeError,
    SyntaxError,
    ValueError,
)


def save(model: Module, path: str | os.PathLike[str]) -> None:
    """Write the parameters of `model` to an npz file, all or nothing.

    What stood at `path` before stays until the new file is complete on the disk. The same numbers
    always give the same bytes. What is written can be loaded: a model that holds NaN or infinity,
    or has a name that no entry of a file can have, is refused before the file is touched. Raises
    `CheckpointError` then, and where nothing could be written.
    """
    state = model.state_dict()
    _refuse_sick(state, "the model")
    _refuse_unnameable(state)
    try:
        with atomic_write(Path(path)) as file:
            _write(file, state)
    except (OSError, ValueError) as error:  # ValueError: a path with NUL or half a character
        reason = getattr(error, "strerror", None) or str(error)
        raise CheckpointError(
            f"{path} could not be written ({reason}); what was there before is untouched"
        ) from error


def load(model: Module, path: str | os.PathLike[str]) -> None:
    """Give `model` the parameters that `save` wrote, bit for bit.

    Names and shapes are compared before any array is read. Raises `CheckpointError`, with all
    differences in one message, for a file of another model, and for one that is damaged, holds
    anything but finite numbers, or was written by a newer version; the model is then unchanged.
    """
    own = model.state_dict()
    with _damage_in_words(path), zipfile.ZipFile(_regular(path)) as archive:
        entries = _entries(archive)
        _refuse_newer(archive, entries.pop(ABOUT, None))
        headers = {name: _header(archive, info) for name, info in entries.items()}
        refuse_differences(own, headers, str(path))
        state = {name: _array(archive, entries[name], headers[name]) for name in own}
    _refuse_sick(state, str(path))
    model.load_state_dict(state)


def _refuse_sick(state: Mapping[str, Array], holder: str) -> None:
    """Both ways: a file that nobody may load must not take the place of a good one."""
    sick = [name for name, array in state.items() if not np.isfinite(array).all()]
    if sick:
        raise CheckpointError(f"{holder} holds NaN or infinity in {', '.join(sick)}")


def _refuse_unnameable(names: Iterable[str]) -> None:
    """Raise `CheckpointError` for names that would not come back from the entries of a zip file."""
    for name in names:
        try:
            size = len(f"{name}.npy".encode())
        except UnicodeEncodeError:
            size = LONGEST_ENTRY + 1
        unlike = zipfile.ZipInfo(f"{name}.npy").filename != f"{name}.npy"
        if unlike or size > LONGEST_ENTRY or name == ABOUT:
            raise CheckpointError(
                f"the parameter {name[:60]!r} cannot be saved under this name: it has to be text "
                f"of at most {LONGEST_ENTRY} bytes without NUL, other than {ABOUT}"
            )


def _write(file: Any, state: Mapping[str, Array]) -> None:
    about = json.dumps({"format": FORMAT, "written by": f"autograd-scalar {autograd.__version__}"})
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(zipfile.ZipInfo(ABOUT), about)
        for name, array in state.items():
            buffer = BytesIO()
            np.lib.format.write_array(buffer, array, allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), buffer.getbuffer())


@contextmanager
def _damage_in_words(path: str | os.PathLike[str]) -> Iterator[None]:
    try:
        yield
    except CheckpointError:
        raise
    except FileNotFoundError:
        raise CheckpointError(f"{path} does not exist") from None
    except DAMAGE as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise CheckpointError(f"{path} cannot be read as a saved model: {reason}") from error


def _regular(given: str | os.PathLike[str]) -> Path:
    path = Path(given)
    if path.exists() and not path.is_file():
        raise CheckpointError(f"{path} is no file: give the npz file that nn.save wrote")
    if path.exists() and not path.stat().st_size:
        raise CheckpointError(f"{path} is empty")
    return path


def _entries(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    infos = {info.filename.removesuffix(".npy"): info for info in archive.infolist()}
    if len(infos) != len(archive.infolist()):
        raise CheckpointError(f"{archive.filename} holds two entries of one name")
    return infos


def _refuse_newer(archive: zipfile.ZipFile, info: zipfile.ZipInfo | None) -> None:
    """A plain npz says nothing about itself and is read as it is."""
    if info is None:
        return
    about = json.loads(_bytes(archive, info, LONGEST_HEADER))
    found = about.get("format") if isinstance(about, dict) else None
    if not isinstance(found, int):
        raise CheckpointError(f"{archive.filename} does not say which format it has")
    if found > FORMAT:
        writer = f"{about.get('written by')!s:.60}"
        raise CheckpointError(
            f"{archive.filename} has format {found}, written by {writer}; this version reads up to "
            f"{FORMAT}: upgrade autograd-scalar"
        )


@dataclass(frozen=True)
class _Header:
    """What an entry says it holds, read without its numbers."""

    shape: tuple[int, ...]
    dtype: Any

    @property
    def nbytes(self) -> int:
        return prod(self.shape) * int(self.dtype.itemsize)


def _header(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> _Header:
    if not info.filename.endswith(".npy"):
        raise CheckpointError(f"{archive.filename}: {info.filename} is no array")
    with archive.open(info) as entry:
        buffer = BytesIO(entry.read(LONGEST_HEADER + 16))
    written = np.lib.format.read_magic(buffer)
    read = {
        (1, 0): np.lib.format.read_array_header_1_0,
        (2, 0): np.lib.format.read_array_header_2_0,
    }.get(written)
    if read is None:
        raise CheckpointError(f"{archive.filename}: {info.filename} has npy version {written}")
    shape, _, dtype = read(buffer, LONGEST_HEADER)
    return _Header(shape, dtype)


def _array(archive: zipfile.ZipFile, info: zipfile.ZipInfo, header: _Header) -> Array:
    data = _bytes(archive, info, header.nbytes + LONGEST_HEADER + 16)
    array = np.lib.format.read_array(
        BytesIO(data), allow_pickle=False, max_header_size=LONGEST_HEADER
    )
    return np.asarray(array, dtype=float)


def _bytes(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """The content of an entry, whose checksum zipfile compares; never more than `most` bytes."""
    if info.file_size > most:
        raise CheckpointError(
            f"{archive.filename}: {info.filename} claims {info.file_size} bytes; at most {most} fit"
        )
    return archive.read(info)
