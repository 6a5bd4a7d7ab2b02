"""run.py gets anyone from a checkout to a run, or says in one sentence what is missing."""

import ast
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import run
from autograd.shell.cli.entry import known

ROOT = Path(__file__).resolve().parents[2]
SOURCE = (ROOT / "run.py").read_text(encoding="ascii")  # Python 2.7 reads nothing else unasked

# What pip and uv say with the network cable pulled out.
PIP_OFFLINE = """WARNING: Retrying (Retry(total=0, connect=None, read=None)) after connection broken
by 'NewConnectionError(': Failed to establish a new connection: [Errno 101] unreachable')'
ERROR: No matching distribution found for hatchling>=1.27"""
UV_OFFLINE = """error: Request failed after 3 retries
  Caused by: Failed to fetch: `https://index.example/simple/numpy/`
  Caused by: dns error: failed to lookup address information"""


# ---- An old Python ------------------------------------------------------------------------------

TOO_NEW = (
    ast.AnnAssign,
    ast.AsyncFunctionDef,
    ast.JoinedStr,
    ast.Match,
    ast.NamedExpr,
    ast.Nonlocal,
    ast.YieldFrom,
)


def test_the_grammar_is_one_that_old_pythons_read():
    for node in ast.walk(ast.parse(SOURCE)):
        where = f"run.py:{getattr(node, 'lineno', 0)}"
        assert not isinstance(node, TOO_NEW), where
        if isinstance(node, ast.FunctionDef):
            assert node.returns is None, where
            assert not node.args.kwonlyargs, where
            assert not node.args.posonlyargs, where
        if isinstance(node, (ast.List, ast.Tuple)):
            assert not any(isinstance(item, ast.Starred) for item in node.elts), where
        if isinstance(node, ast.arg):
            assert node.annotation is None, where
        if isinstance(node, ast.Raise):
            assert node.cause is None, where
        if isinstance(node, ast.Call):
            stars = [keyword.arg is None for keyword in node.keywords]
            assert stars == sorted(stars), f"{where}: a keyword after **"


def test_old_pythons_that_are_here_say_the_sentence():
    names = ["python2", "python2.7", *(f"python3.{minor}" for minor in range(4, run.OLDEST[1]))]
    for name in filter(lambda name: run.starts([name, "-c", ""]), names):
        done = subprocess.run(
            [name, ROOT / "run.py", "demo"], capture_output=True, text=True, check=False
        )
        assert done.returncode == 1
        assert done.stderr.startswith("autograd-scalar needs Python 3.11 or newer, and this is")
        assert len(done.stderr.splitlines()) == 2


@pytest.fixture
def bin_folder(tmp_path, monkeypatch):
    """Make an empty folder the whole PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def program(folder, name, status=0):
    """Put a program into a folder that ends at once with this status."""
    path = folder / name
    path.write_text(f"#!/bin/sh\nexit {status}\n")
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("here", "command"),
    [
        ({"python3.13": 0, "python3.11": 0}, "python3.13 run.py demo"),
        ({"python3.13": 127, "python3.12": 0}, "python3.12 run.py demo"),
        ({"uv": 0, "apt-get": 0}, "uv run --no-project --python 3.11 run.py demo"),
        ({"apt-get": 0}, "sudo apt-get install python3.11 python3.11-venv"),
        ({"brew": 0}, "brew install python"),
        ({}, "see https://www.python.org/downloads/"),
    ],
)
def test_a_python_that_is_too_old(here, command, bin_folder):
    for name, status in here.items():
        program(bin_folder, name, status)
    with pytest.raises(run.Stop) as stop:
        run.check_python(["demo"], version=(3, 9, 2))
    sentence = "autograd-scalar needs Python 3.11 or newer, and this is Python 3.9.2."
    assert (stop.value.sentence, stop.value.command) == (sentence, command)


# ---- What else can be missing -------------------------------------------------------------------


@pytest.fixture
def shell(monkeypatch, capsys, tmp_path):
    """Run run.py in this process, in a checkout of its own; return the status and what it said."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    monkeypatch.setattr(run, "ROOT", str(tmp_path))
    monkeypatch.setattr(sys, "executable", "/usr/bin/python3")
    monkeypatch.setattr(signal, "signal", lambda *_: None)

    def type_in(*arguments):
        status = run.main(list(arguments))
        return status, capsys.readouterr().err.splitlines()

    return type_in


def let_installers(monkeypatch, *outputs):
    """Put installers in place of the real ones that say these words and fail."""
    failing = [
        (f"tool {place}", [[shutil.which("sh"), "-c", 'printf "%s" "$1"; exit 1', "sh", output]])
        for place, output in enumerate(outputs)
    ]
    monkeypatch.setattr(run, "installers", lambda *_: iter(failing))


@pytest.mark.parametrize("output", [PIP_OFFLINE, UV_OFFLINE])
def test_no_network(output, shell, monkeypatch):
    let_installers(monkeypatch, output)
    status, said = shell("test", "-k", "a b")
    assert status == 1
    assert said[1:] == [
        "The package index cannot be reached; when the network is back, run this again.",
        '    python3 run.py test -k "a b"',
    ]


def test_a_full_disk(shell, monkeypatch):
    let_installers(monkeypatch, "ERROR: [Errno 28] No space left on device")
    status, said = shell("demo")
    assert status == 1
    assert said[1:] == [
        "The disk is full; when there is room, run this again.",
        "    python3 run.py demo",
    ]


def test_any_other_failure_shows_all_that_the_last_installer_said(shell, monkeypatch):
    let_installers(monkeypatch, "uv: too old", "line one\nline two\n")
    status, said = shell("demo")
    assert status == 1
    assert said[2:] == [
        "line one",
        "line two",
        "The set-up failed, for the reason above; then run this again.",
        "    python3 run.py demo",
    ]


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_no_venv_module(module, shell, monkeypatch, bin_folder):
    monkeypatch.setitem(sys.modules, module, None)
    sentence = (
        f"This Python cannot make an environment, because it comes without its {module} module."
    )
    assert shell("demo") == (
        1,
        [sentence, "    python3 -m pip install --user uv && python3 run.py demo"],
    )
    program(bin_folder, "apt-get")
    package = "python{}.{}-venv".format(*sys.version_info)
    assert shell("demo") == (1, [sentence, f"    sudo apt-get install {package}"])


def test_no_venv_module_does_not_hide_what_uv_said(shell, monkeypatch, bin_folder):
    monkeypatch.setitem(sys.modules, "venv", None)
    program(bin_folder, "uv", status=1)
    status, said = shell("demo")
    assert status == 1
    assert said[-2] == "The set-up failed, for the reason above; then run this again."


def test_a_checkout_and_a_cache_that_are_read_only(shell, monkeypatch, tmp_path):
    file = tmp_path / "file"  # nobody, not even root, can make a folder inside a file
    file.touch()
    monkeypatch.setattr(run, "homes", lambda: [str(file / "a"), str(file / "b")])
    status, (sentence, command) = shell("demo")
    assert status == 1
    assert sentence.startswith("Neither the checkout (")
    assert command == "    XDG_CACHE_HOME=/a/folder/of/yours python3 run.py demo"


def test_a_checkout_that_is_read_only(shell, monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    elsewhere = str(tmp_path / "cache")
    monkeypatch.setattr(run, "homes", lambda: [str(tmp_path / "file" / ".venv"), elsewhere])
    let_installers(monkeypatch, PIP_OFFLINE)
    _, said = shell("demo")
    assert said[0] == f"The checkout is read-only, so its environment is kept in {elsewhere}."
    assert said[1].startswith(f"Setting up {elsewhere} with")


def test_interrupted(shell, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "first_failure", interrupt)
    status, said = shell("test")
    assert status == 130
    assert said[-2:] == [
        "Interrupted; the next run repairs what was left half done.",
        "    python3 run.py test",
    ]


def test_a_command_that_there_is_not(shell):
    status, said = shell("tets")
    assert status == 1
    assert said == ["run.py has no command 'tets'.", "    python3 run.py --help"]


@pytest.mark.parametrize("name", known())
def test_the_commands_of_autograd_are_commands_here(name):
    assert run.what_runs(name) == (["nn"], ["-m", "autograd", name])


@pytest.mark.parametrize("name", ["", "__init__", "../commands/check", "check.py", "grads"])
def test_other_files_and_words_are_no_commands(name):
    with pytest.raises(run.Stop):
        run.what_runs(name)


def test_help(capsys):
    assert run.main(["--help"]) == 0
    assert run.main([]) == 2
    assert capsys.readouterr().out.count("python3 run.py demo") == 2


# ---- Set-up, with an installer that takes no time -----------------------------------------------

INSTALLER = """#!{python}
import os, pathlib, sys, time

with open({log!r}, "a") as log:
    log.write(" ".join(sys.argv[1:3]) + "\\n")
home = pathlib.Path({home!r})
if sys.argv[1] == "venv":
    (home / "bin").mkdir(exist_ok=True)
    (home / "pyvenv.cfg").write_text("home = {base}\\nversion = {version}\\n")
    (home / "bin" / "python").unlink(missing_ok=True)
    (home / "bin" / "python").symlink_to({python!r})
else:
    time.sleep(float(os.environ.get("PAUSE", "0")))
    packages = home / "lib" / "python{{}}.{{}}".format(*sys.version_info) / "site-packages"
    (packages / "thing-1.0.dist-info").mkdir(parents=True, exist_ok=True)
"""

posix = pytest.mark.skipif(os.name == "nt", reason="the installer's stand-in is a script with #!")


class Checkout:
    """A small checkout, with a uv of its own that notes what it is asked to do."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.home, self.log = folder, folder / ".venv", folder / "uv.log"
        shutil.copy(ROOT / "run.py", folder)
        shutil.copy(ROOT / "pyproject.toml", folder)
        (folder / "autograd").mkdir()
        (folder / "autograd" / "__main__.py").write_text("import sys; print(sys.argv[1:])")
        (folder / "bin").mkdir()
        self.environ = os.environ | {"PATH": f"{folder / 'bin'}{os.pathsep}{os.defpath}"}
        base = sys._base_executable
        text = INSTALLER.format(
            python=base,
            base=Path(base).parent,
            version=sys.version.split()[0],
            log=str(self.log),
            home=str(self.home),
        )
        (folder / "bin" / "uv").write_text(text)
        (folder / "bin" / "uv").chmod(0o755)

    def start(self, *arguments: str, pause: float = 0) -> subprocess.Popen[str]:
        """Start run.py."""
        return subprocess.Popen(
            [sys.executable, "run.py", *arguments],
            cwd=self.folder,
            env=self.environ | {"PAUSE": str(pause)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def demo(self) -> str:
        """Run the demo to its good end; return what was said before it."""
        process = self.start("demo", "-o", "a b")
        out, said = process.communicate(timeout=60)
        assert (process.returncode, out) == (0, "['demo', '-o', 'a b']\n"), said
        assert self.stamp()["finished"]
        return said

    def stamp(self) -> dict[str, Any]:
        """Return what the set-up wrote about itself."""
        return json.loads((self.home / "set-up.json").read_text())

    def installs(self) -> int:
        """Return how often something was installed."""
        return self.log.read_text().splitlines().count("pip install") if self.log.exists() else 0

    def wait_for_install(self) -> None:
        """Wait until the first installation has begun."""
        until = time.monotonic() + 30
        while not self.installs():
            assert time.monotonic() < until
            time.sleep(0.02)


@pytest.fixture
def checkout(tmp_path):
    return Checkout(tmp_path)


@posix
def test_the_second_run_starts_at_once(checkout):
    assert "Setting up" in checkout.demo()
    assert checkout.demo() == ""
    assert checkout.installs() == 1


@posix
def test_what_is_declared_decides_whether_to_install_again(checkout):
    checkout.demo()
    project = checkout.folder / "pyproject.toml"
    text = project.read_text()
    project.write_text(text.replace("line-length = 100", "line-length = 99"))
    checkout.demo()
    assert checkout.installs() == 1
    project.write_text(text.replace('"numpy>=2.0"', '"numpy>=2.1"'))
    checkout.demo()
    assert checkout.installs() == 2


@posix
def test_something_uninstalled_is_installed_again(checkout):
    checkout.demo()
    (package,) = checkout.home.glob("lib/*/site-packages/*.dist-info")
    package.rmdir()
    checkout.demo()
    assert checkout.installs() == 2


@posix
def test_an_environment_without_its_python_is_made_again(checkout):
    checkout.demo()
    (checkout.home / "bin" / "python").unlink()
    checkout.demo()
    assert checkout.installs() == 2


@posix
@pytest.mark.parametrize(
    "stamp",
    [
        "",
        "{",
        '{"finished": true}',
        '{"finished": true, "made_from": ["3.11.0rc1", "/here", "/here/.venv"]}',
    ],
)
def test_an_environment_that_was_made_otherwise_is_made_again(stamp, checkout):
    checkout.demo()
    (checkout.home / "set-up.json").write_text(stamp)
    (checkout.home / "of-the-old-one").touch()
    checkout.demo()
    assert checkout.installs() == 2


@posix
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_set_up_that_was_ended_half_way_is_repaired(end, checkout):
    process = checkout.start("demo", pause=1)
    checkout.wait_for_install()
    (checkout.home / "half-made").touch()
    process.send_signal(end)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGKILL: -9}[end]
    assert ("Interrupted" in said) == (end == signal.SIGINT)
    assert not checkout.stamp()["finished"]
    checkout.demo()
    assert not (checkout.home / "half-made").exists()
    assert checkout.installs() == 2


@posix
def test_two_runs_at_once_share_one_set_up(checkout):
    first = checkout.start("demo", pause=0.5)
    checkout.wait_for_install()
    second = checkout.start("demo", pause=0.5)
    said = [process.communicate(timeout=60)[1] for process in (first, second)]
    assert [first.returncode, second.returncode] == [0, 0]
    assert "Another run is setting up" in said[1]
    assert checkout.installs() == 1


@posix
def test_an_environment_of_somebody_else_is_used_if_it_can_be(checkout):
    checkout.demo()
    (checkout.home / "set-up.json").unlink()
    (checkout.home / "theirs").touch()
    checkout.demo()
    assert (checkout.home / "theirs").exists()


@posix
def test_an_environment_of_somebody_else_is_never_emptied(checkout):
    checkout.home.mkdir()
    (checkout.home / "pyvenv.cfg").write_text("version = 3.8.1")
    process = checkout.start("demo")
    said = process.communicate(timeout=60)[1].splitlines()
    home = checkout.home
    assert process.returncode == 1
    assert said == [
        f"{home} holds an environment that run.py did not make, for another Python.",
        f'    mv "{home}" "{home}-old"',
    ]
    assert (home / "pyvenv.cfg").exists()
