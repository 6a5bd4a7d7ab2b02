"""What is installed beside this package, and whether it fits: `autograd doctor` prints it.

>>> findings()[0].what
'autograd-scalar'
"""

from __future__ import annotations

import platform
import shutil
import sys
from importlib import metadata
from importlib.util import find_spec
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from ..neighbours import DISTRIBUTION, remedy

PACKAGES = ("autograd", "nn")
SOURCE = Path(__file__).parents[1]


class Needed(NamedTuple):
    """A distribution we use: the module it brings, since which version, for what, by what extra."""

    module: str
    least: str
    use: str
    extra: str = ""


REQUIRED = {
    "numpy": Needed("numpy", "2.0", "arrays"),
    "graphviz": Needed("graphviz", "0.20", "DOT files"),
    "python-flint": Needed("flint", "0.7", "certified numbers for `check`"),
}
OPTIONAL = {
    "pygraphviz": Needed("pygraphviz", "2", "png and pdf without dot", "render"),
    "scikit-learn": Needed("sklearn", "1.5", "images of digits for the demo", "nn"),
    "tqdm": Needed("tqdm", "4.66", "progress bars", "nn"),
    "llvmlite": Needed("llvmlite", "0.43", "machine code for `compile`", "native"),
    "jax": Needed("jax", "0.4.30", "compiled functions in JAX", "jax"),
    "torch": Needed("torch", "2.4", "compiled functions in PyTorch", "torch"),
}


class Finding(NamedTuple):
    """One thing looked at: `state` is "ok", "absent" (which is allowed) or "trouble"."""

    what: str
    state: str
    says: str


def findings() -> list[Finding]:
    """Everything the doctor looks at, in order."""
    return [ourselves(), python(), *dependencies(), dot(), *neighbours()]


def ourselves() -> Finding:
    """Which version runs, and from where."""
    version = installed(DISTRIBUTION) or "not installed: run from its source folder"
    return Finding(DISTRIBUTION, "ok", f"{version}, in {SOURCE}")


def python() -> Finding:
    """Which Python runs it."""
    return Finding("python", "ok", f"{platform.python_version()}, {sys.executable}")


def installed(distribution: str) -> str:
    """The version of a distribution; empty when it is not installed."""
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""


def dependencies() -> list[Finding]:
    """The packages we need, then those we can use."""
    return [dependency(name, needed) for name, needed in (REQUIRED | OPTIONAL).items()]


def dependency(name: str, needed: Needed) -> Finding:
    """Whether a package is there and new enough, and the line that installs it where it is not."""
    there, version = find_spec(needed.module), installed(name)
    if there and _numbers(version) >= _numbers(needed.least):
        return Finding(name, "ok", f"{version}: {needed.use}")
    if there:
        says = f'{version} is too old: pip install "{name}>={needed.least}"'
        return Finding(name, "trouble", says)
    state = "absent" if needed.extra else "trouble"
    return Finding(name, state, f"absent; for {needed.use}: pip install {name}")


def _numbers(version: str) -> list[int]:
    """What orders versions: of 2.1rc1 the numbers 2, 0 and 0, before the part that is none."""
    numbers = [int(part) for part in takewhile(str.isdecimal, version.split("."))]
    return [*numbers, 0, 0, 0][:3]


def dot() -> Finding:
    """Graphviz's program: no picture needs it, but png and pdf files do."""
    program = shutil.which("dot")
    if program:
        return Finding("dot", "ok", f"{program}: png and pdf files")
    says = "absent; SVG pictures do not need it; for png and pdf: graphviz.org/download"
    return Finding("dot", "absent", says)


def neighbours() -> list[Finding]:
    """Whether another distribution installed files into our packages, over ours."""
    others = other_distributions()
    return [neighbour(package, others.get(package, [])) for package in PACKAGES]


def neighbour(package: str, others: list[str]) -> Finding:
    """What to do about the other distributions that install this package."""
    if not others:
        return Finding(f"import {package}", "ok", "ours, and nobody else's")
    return Finding(f"import {package}", "trouble", remedy(package, others))


def other_distributions() -> dict[str, list[str]]:
    """The distributions besides this one that install a package called `autograd` or `nn`.

    Installers put such packages over each other without a word; HIPS autograd is one of them.
    """
    owners = metadata.packages_distributions()
    others = {p: sorted(set(owners.get(p, ())) - {DISTRIBUTION}) for p in PACKAGES}
    return {package: names for package, names in others.items() if names}
