"""The wheel and the sdist, built and tried out as a stranger would get them.

    python tests/distribution.py

They are built in a temporary folder, the wheel is installed into an environment of its own, and
everything below runs there, away from the checkout. Third-party packages are lent by the
environment that runs this file, so nothing is downloaded.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WINDOWS = os.name == "nt"

WHERE_FROM = """
import importlib.metadata, pathlib, sys
import autograd, nn
for package in (autograd, nn):
    assert pathlib.Path(package.__file__).is_relative_to(sys.prefix), package.__file__
    assert pathlib.Path(package.__file__).with_name("py.typed").exists(), package.__name__
print(importlib.metadata.version("autograd-scalar"))
"""

NOTES = """```derivation
y = x^2
dy/dx = 2*x
```
"""


def main() -> None:
    """Build, compare, install, try; the first surprise ends with an AssertionError."""
    with tempfile.TemporaryDirectory() as folder:
        workshop = Path(folder).resolve()
        wheel, sdist = build(ROOT, workshop / "first")
        again_wheel, again_sdist = build(unpacked(sdist, workshop), workshop / "second")
        assert_same_files(files_of_sdist(sdist), files_of_sdist(again_sdist), "sdist")
        assert_same_files(files_of_wheel(wheel), files_of_wheel(again_wheel), "wheel")
        assert_tidy(files_of_wheel(wheel))
        try_out(install(wheel, workshop / "environment"), workshop)


def build(source: Path, target: Path) -> tuple[Path, Path]:
    """Build both from a source folder; return the paths of the wheel and of the sdist."""
    run([sys.executable, "-m", "hatchling", "build", "--directory", str(target)], source)
    (wheel,) = target.glob("*.whl")
    (sdist,) = target.glob("*.tar.gz")
    return wheel, sdist


def unpacked(sdist: Path, folder: Path) -> Path:
    """Unpack the sdist; return the folder that it holds."""
    shutil.unpack_archive(sdist, folder)
    return folder / sdist.name.removesuffix(".tar.gz")


def files_of_wheel(wheel: Path) -> set[str]:
    """Return the paths inside the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def files_of_sdist(sdist: Path) -> set[str]:
    """Return the paths inside the sdist."""
    with tarfile.open(sdist) as archive:
        return set(archive.getnames())


def assert_same_files(first: set[str], second: set[str], kind: str) -> None:
    """Check that building from the sdist loses and adds nothing."""
    assert first == second, f"the {kind} built from the sdist differs in {sorted(first ^ second)}"


def assert_tidy(names: Iterable[str]) -> None:
    """Check that the wheel holds the packages, their type marks, the plugin and nothing else."""
    names = set(names)
    tops = {name.split("/")[0] for name in names}
    ours = {"autograd", "nn", "pytest_derivations.py"}
    strangers = {top for top in tops - ours if not top.endswith(".dist-info")}
    assert not strangers, f"the wheel also holds {sorted(strangers)}"
    assert {"autograd/py.typed", "nn/py.typed"} <= names, "a py.typed is missing from the wheel"
    assert any(name.endswith("/licenses/LICENSE") for name in names), "LICENSE is missing"


def install(wheel: Path, environment: Path) -> Path:
    """Install the wheel into a new environment; return the folder of its programs."""
    run([sys.executable, "-m", "venv", "--without-pip", str(environment)], environment.parent)
    programs = environment / ("Scripts" if WINDOWS else "bin")
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python")]
    run([*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel)], environment.parent)
    lend_packages(environment)
    return programs


def lend_packages(environment: Path) -> None:
    """Let the new environment find numpy and the others, but not the checkout.

    A path named in a .pth file is searched, while the .pth files inside it are not read: the
    one there that leads to the checkout stays without effect.
    """
    variables = {"base": str(environment), "platbase": str(environment)}
    packages = Path(sysconfig.get_path("purelib", "venv", variables))
    packages.joinpath("lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")


def try_out(programs: Path, folder: Path) -> None:
    """Use what was installed: import it, and run the command line in both of its forms."""
    python, autograd = str(programs / "python"), str(programs / "autograd")
    assert run([python, "-c", WHERE_FROM], folder).strip()
    assert "sin" in run([autograd, "ops"], folder)
    gradient = run([python, "-m", "autograd", "grad", "x*y", "x=2", "y=3"], folder)
    numbers = {float(word) for word in re.findall(r"\d+(?:\.\d+)?", gradient)}
    assert {6.0, 3.0, 2.0} <= numbers, gradient  # the value, d/dx, d/dy
    folder.joinpath("notes.md").write_text(NOTES, encoding="utf-8")
    pytest = [python, "-m", "pytest", "-p", "no:cacheprovider"]
    tested = run([*pytest, "--derivations", "notes.md"], folder)
    assert "1 passed" in tested, tested


def run(command: list[str], folder: Path) -> str:
    """Run a command in a folder; return what it printed, or stop with all that it said."""
    strangers = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "COVERAGE_PROCESS_START"}
    environ = {name: value for name, value in os.environ.items() if name not in strangers}
    done = subprocess.run(
        command, cwd=folder, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}"
    return done.stdout


if __name__ == "__main__":
    main()
