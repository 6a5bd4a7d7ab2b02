"""Writing a picture to disk: whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from ..errors import OutputError


def write_whole(path: str | os.PathLike[str], data: bytes) -> Path:
    """Write `data` to `path`; an interrupted write leaves the old file as it was.

    Raises `OutputError`, naming the path and what to do.
    """
    target = Path(path)
    temporary = None
    try:
        with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            temporary = file.name
            file.write(data)
        os.chmod(temporary, _permissions(target))
        os.replace(temporary, target)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise OutputError(
            f"cannot write {str(target)[:200]!r}: {reason}; choose another path"
        ) from error
    finally:
        if temporary is not None and os.path.exists(temporary):
            os.unlink(temporary)
    return target


def _permissions(target: Path) -> int:
    """Those of the file that is replaced, or of any new file."""
    if target.exists():
        return target.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
