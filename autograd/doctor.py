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
from pathlib import Path
from typing import NamedTuple

DISTRIBUTION = "autograd-scalar"
PACKAGES = ("autograd", "nn")
SOURCE = Path(__file__).parent

# distribution: (the module it brings, the extra that asks for it, what it is good for)
REQUIRED = {
    "numpy": ("numpy", "", "arrays"),
    "graphviz": ("graphviz", "", "DOT files"),
    "python-flint": ("flint", "", "certified numbers for `check`"),
}
OPTIONAL = {
    "sympy": ("sympy", "prove", "proofs"),
    "llvmlite": ("llvmlite", "native", "machine code"),
    "jax": ("jax", "jax", "accelerators"),
    "pygraphviz": ("pygraphviz", "render", "png and pdf without dot"),
    "matplotlib": ("matplotlib", "nn", "plots"),
    "safetensors": ("safetensors", "nn", "files of weights"),
    "scikit-learn": ("sklearn", "nn", "estimators"),
    "tqdm": ("tqdm", "nn", "progress bars"),
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
    return [dependency(name, *about) for name, about in (REQUIRED | OPTIONAL).items()]


def dependency(name: str, module: str, extra: str, use: str) -> Finding:
    """Whether a package is there, and the line that installs it where it is not."""
    if find_spec(module):
        return Finding(name, "ok", f"{installed(name)}: {use}")
    wanted = f'"{DISTRIBUTION}[{extra}]"' if extra else name
    state = "absent" if extra else "trouble"
    return Finding(name, state, f"absent; for {use}: pip install {wanted}")


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
    names = " ".join(others)
    says = (
        f"{names} installs a package called {package} too, in the same folder as {DISTRIBUTION}: "
        f"files of both are mixed. Put it right with\npip uninstall {names} {DISTRIBUTION}\n"
        f"pip install {DISTRIBUTION}"
    )
    return Finding(f"import {package}", "trouble", says)


def other_distributions() -> dict[str, list[str]]:
    """The distributions besides this one that install a package called `autograd` or `nn`.

    Installers put such packages over each other without a word; HIPS autograd is one of them.
    """
    owners = metadata.packages_distributions()
    others = {p: sorted(set(owners.get(p, ())) - {DISTRIBUTION}) for p in PACKAGES}
    return {package: names for package, names in others.items() if names}
