"""The pages that a path stands for: itself, or those in a folder."""

import os
from collections.abc import Iterator
from pathlib import Path

from ..support.visible import visible
from .passages import PageError
from .reading import known

MOST = 20_000  # files that are looked at
_OTHERS = frozenset(("node_modules", "__pycache__", "site-packages", "build", "dist"))


def pages(path: str | os.PathLike[str]) -> list[str]:
    """The path itself, or the pages in a folder and below it, in order of their names.

    Hidden folders, those of packages and links are not gone into. Raises `PageError` where there is
    no page.
    """
    if not os.path.isdir(path):
        return [os.fspath(path)]
    found = sorted(_files(Path(path)))
    if not found:
        endings = " ".join(sorted(_endings()))
        raise PageError(f"{visible(os.fspath(path), 60)}: there is no page in it ({endings})")
    return found


def _files(folder: Path) -> Iterator[str]:
    endings, seen = _endings(), 0
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name[0] != "." and name not in _OTHERS]
        seen += len(files)
        if seen > MOST:
            raise PageError(
                f"{visible(str(folder), 60)} has more than {MOST} files: name its pages"
            )
        for name in files:
            page = Path(place, name)
            if page.suffix.lower() in endings and name[0] != "." and not page.is_symlink():
                yield str(page)


def _endings() -> frozenset[str]:
    """The endings of what people write; HTML is made of it, as reports are, and wants naming."""
    endings = (ending for form in known().values() for ending in form.endings)
    return frozenset(endings) - {".html", ".htm"}
