"""`%%derivation` in IPython: the text of a cell as a page of derivations."""

import pytest

from autograd.checking import Report

traitlets = pytest.importorskip("traitlets.config", reason="needs IPython")
interactive = pytest.importorskip("IPython.core.interactiveshell", reason="needs IPython")


@pytest.fixture(scope="module")
def shell(tmp_path_factory):
    """A shell that leaves nothing in the home folder, and no history."""
    config = traitlets.Config({"HistoryManager": {"enabled": False}})
    folder = str(tmp_path_factory.mktemp("ipython"))
    shell = interactive.InteractiveShell(config=config, ipython_dir=folder)
    shell.run_line_magic("load_ext", "autograd")
    return shell


def run(shell, cell):
    return shell.run_cell(cell, store_history=False)


def test_the_report_is_the_result_of_the_cell(shell):
    report = run(shell, "%%derivation\ny = x^2\ndy/dx = 2*x\n").result
    assert isinstance(report, Report)
    assert str(report).startswith("✓ proved       line 3: dy/dx = 2*x")


def test_it_is_kept_under_the_name_that_is_given(shell, capsys):
    run(shell, "%%derivation page   # the one of Monday\ny = x^2\ndy/dx = x\n")
    assert run(shell, "page.ok").result is False
    assert "the factor 2 is missing" in capsys.readouterr().out


def test_what_cannot_be_read_is_reported_and_raises_nothing(shell):
    done = run(shell, "%%derivation\ny = x^2\ndy/dx = 2x\n")
    assert done.success
    assert [claim.status for claim in done.result.claims] == ["unreadable"]
    assert run(shell, "%%derivation\n# nothing yet\n").result.claims == []


def test_a_cell_knows_nothing_of_the_cell_before(shell):
    run(shell, "%%derivation page\ny = x^2\n")
    (claim,) = run(shell, "%%derivation\ndy/dx = 2*x\n").result.claims
    assert claim.status == "says nothing"  # y is a free variable here


@pytest.mark.parametrize("name", ["3x", "two words", "lambda"])
def test_a_name_that_is_none_is_refused_in_one_line(shell, name, capsys):
    done = run(shell, f"%%derivation {name}\ny = x^2\n")
    assert type(done.error_in_exec).__name__ == "UsageError"
    said = "".join(capsys.readouterr())
    assert f"takes a name to keep its report under; got '{name}'" in said
    assert "Traceback" not in said
