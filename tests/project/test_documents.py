"""Every example in the documents runs: blocks marked `python`, and sessions marked `pycon`.

In `docs/check-a-page.md` so do commands, in blocks marked `console`, with all that they print.

A document is one program from top to bottom, run in an empty folder. A fragment that cannot run
by itself is marked `py`. A picture that it draws and then shows is what it shows.
"""

import doctest
import io
import re
import shlex
import sys
import tomllib
from pathlib import Path

import pytest

from autograd.shell.cli import main

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```(python|pycon|console)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FILE = re.compile(r"^```\w+ ([\w-]+\.\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "autograd/README.md"]
DOCUMENTS += ["docs/check-a-page.md", "docs/compile.md", "docs/loops.md"]
COMMANDS = ["docs/check-a-page.md"]  # of which commands are run
COMMAND = re.compile(
    r"^\$ (?:cat (?P<page>\S+) \| )?autograd (?P<words>.*)\n(?P<said>(?:(?!\$ ).*\n)*)",
    re.MULTILINE,
)
PICTURES = ROOT / "docs" / "pictures"
SHOWN = {"README.md": {"neuron.svg", "network.svg"}}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_example_runs(document, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    text = (ROOT / document).read_text(encoding="utf-8")
    for name, content in FILE.findall(text):  # a block with a name is a file of that name
        (tmp_path / name).write_text(content, encoding="utf-8")
    names = {"__name__": "__document__"}
    for block in BLOCK.finditer(text):
        line = text.count("\n", 0, block.start(2))
        if block[1] == "console":
            if document in COMMANDS:
                run_commands(block[2], monkeypatch, capsys)
            continue
        run = run_session if block[1] == "pycon" else run_program
        run(block[2], names, document, line)
    drawn = {path.name for path in tmp_path.glob("*.svg") if (PICTURES / path.name).exists()}
    assert drawn == SHOWN.get(document, set())
    for name in drawn:
        assert (PICTURES / name).read_bytes() == (tmp_path / name).read_bytes(), name


def run_program(block, names, document, line):
    """Run a block with the line numbers of its document, for the traceback."""
    exec(compile("\n" * line + block, ROOT / document, "exec"), names)  # noqa: S102 (our own text)


def run_session(block, names, document, line):
    """Run a session with prompts, and compare what it prints."""
    session = doctest.DocTestParser().get_doctest(block, {}, document, str(ROOT / document), line)
    session.globs = names
    said = []
    result = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(
        session, out=said.append, clear_globs=False
    )
    assert not result.failed, "".join(said)


def run_commands(block, monkeypatch, capsys):
    """Run commands, and compare what they print, of which `…` leaves lines out."""
    assert block == "".join(command[0] for command in COMMAND.finditer(block))
    for command in COMMAND.finditer(block):
        if command["page"]:
            monkeypatch.setattr(sys, "stdin", io.StringIO(Path(command["page"]).read_text("utf-8")))
        main(shlex.split(command["words"]))
        said = re.escape(command["said"]).replace("…\\\n", "(?s:.*)")
        assert re.fullmatch(said, "".join(capsys.readouterr())), command["words"]


# ---- Hints to install something -----------------------------------------------------------------

HINT = re.compile(r"pip install (?:-\S+ )*[\"']?([\w.-]+(?:\[\w+\])?)")


def declared():
    """The names of the distributions that pyproject.toml asks for, with all extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = sum(project["optional-dependencies"].values(), project["dependencies"])
    return {re.match(r"[\w-]+", each)[0] for each in wanted} - {project["name"]}


def test_a_hint_names_what_the_package_index_has():
    files = [ROOT / "run.py", *ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    files += [
        path for part in ("autograd", "nn", "benchmarks") for path in ROOT.glob(f"{part}/**/*.py")
    ]
    hints = {name: path for path in files for name in HINT.findall(path.read_text("utf-8"))}
    assert {".", "python-flint"} <= set(hints)
    strange = {
        name: path.name for name, path in hints.items() if name not in declared() | {".", "uv"}
    }
    assert not strange
