"""Another package called `autograd` in the same folder: said in a sentence, before harm is done.

The package index has one (HIPS autograd), and installers put the two over each other without a
word. Whichever came last owns `__init__.py`. Where that is ours, the other's files lie about, and a
warning says so; where it is theirs, any module of ours refuses to be imported.
"""

from __future__ import annotations

import sys
import warnings
from os.path import dirname, exists, join

DISTRIBUTION = "autograd-scalar"
THEIRS = ("core.py", "tracer.py")  # in HIPS autograd since its first version


def remedy(package: str, others: list[str]) -> str:
    """What is the matter where others install a package of this name, and what helps."""
    names = " ".join(others)
    return (
        f"{names} installs a package called {package} too, in the same folder as {DISTRIBUTION}: "
        f"files of both are mixed. Put it right, in the folder of this project's source, with\n"
        f"pip uninstall {names} {DISTRIBUTION}\npip install ."
    )


def look(package: str, folder: str) -> None:
    """Raise `ImportError` where the package is another's, and warn where files of one lie in it."""
    if getattr(sys.modules.get(package), "__distribution__", None) != DISTRIBUTION:
        raise ImportError(remedy(package, [package]))
    if all(exists(join(folder, name)) for name in THEIRS):
        warnings.warn(remedy(package, [package]), stacklevel=2)


look(str(__package__), dirname(__file__))
