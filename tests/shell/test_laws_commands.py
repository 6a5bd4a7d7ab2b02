"""What holds of every command: those that there are, and the one that CONTRIBUTING shows."""

import shlex
import sys
from pathlib import Path

import pytest

from autograd.shell.cli import commands, main
from autograd.shell.cli.entry import file_of, known, parser_of
from autograd.shell.cli.usage import Usage
from one_entry import example

WIDTH = 80


@pytest.fixture
def said(capsys, monkeypatch):
    """The exit status of a command line, what it prints and what it says of errors."""
    monkeypatch.setenv("COLUMNS", str(WIDTH))

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        return status, *capsys.readouterr()

    return run


def check_overview(name: str, said) -> None:
    """It is listed with the first line of its docstring."""
    status, out, err = said("--help")
    summary = (file_of(name).__doc__ or "").splitlines()[0]
    assert (status, err) == (0, "")
    assert summary.endswith(".")
    assert any(line.split(None, 1) == [name, summary] for line in out.splitlines())
    assert max(map(len, out.splitlines())) <= WIDTH


def check_help(name: str, said) -> None:
    """Its help shows its example, on a terminal of 80 columns."""
    status, out, err = said(name, "--help")
    assert (status, err) == (0, "")
    assert file_of(name).EXAMPLE.splitlines()[0] in out
    assert max(map(len, out.splitlines())) <= WIDTH


def check_example(name: str, said) -> None:
    """It takes what its example gives it."""
    for line in file_of(name).EXAMPLE.splitlines():
        program, command, *arguments = shlex.split(line.partition("  #")[0])
        assert (program, command) == ("autograd", name)
        assert parser_of(name, file_of(name)).options(arguments) is not None


def check_refusal(name: str, said) -> None:
    """What it does not take is refused in a sentence that says where to look."""
    status, out, err = said(name, "--no-such-option")
    assert (status, out) == (2, "")
    assert f"autograd {name} --help" in " ".join(err.split())


LAWS = [check_overview, check_help, check_example, check_refusal]


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("name", known())
def test_a_command(name, law, said):
    law(name, said)


@pytest.fixture
def new(tmp_path: Path, monkeypatch):
    """A function that puts a file beside those of the commands, and gives the command's name."""

    def put(code: str) -> str:
        (tmp_path / "value.py").write_text(code, encoding="utf-8")
        return "value"

    monkeypatch.setattr(commands, "__path__", [*commands.__path__, str(tmp_path)])
    yield put
    sys.modules.pop(f"{commands.__name__}.value", None)
    vars(commands).pop("value", None)


@pytest.mark.parametrize("law", LAWS)
def test_a_command_is_one_file(law, new, said):
    law(new(example("Adding a command")), said)


def test_the_new_command_runs(new, said):
    name = new(example("Adding a command"))
    assert said(name, "x*y + 1", "x=2", "y=3") == (0, "7.0\n", "")


WRONG = {
    "no sentence": ("by itself.", "by itself", check_overview),
    "too wide": ('"""The value', f'"""{"Very " * 20}valuable. The value', check_overview),
    "an example of another": ("'autograd value", "'autograd grad", check_example),
    "an option that there is not": ("x=2 y=3'", "x=2 --fast'", check_example),
}


@pytest.mark.parametrize("mistake", WRONG)
def test_the_laws_find_a_wrong_command(mistake, new, said):
    right, wrong, law = WRONG[mistake]
    code = example("Adding a command")
    assert right in code
    with pytest.raises((AssertionError, Usage)):
        law(new(code.replace(right, wrong)), said)
