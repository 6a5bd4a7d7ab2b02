"""`autograd check`: what it prints, as text and as data, and with which exit status."""

import io
import json

import pytest

import autograd
from autograd.shell.cli import main
from autograd.shell.cli.answers import painted, shown
from autograd.shell.cli.writing import Paint

RIGHT = "y = x^2\ndy/dx = 2*x\n"
WRONG = "y = x^2\ndy/dx = x\n"
UNREADABLE = "y = x^2\ndy/dx = 2x\n"


@pytest.fixture
def checked(tmp_path, capsys):
    """Check a page that stands in a file; the answer is (status, printed, complained)."""

    def call(page, *options):
        file = tmp_path / "page.md"
        file.write_text(page, "utf-8")
        status = main(["check", str(file), *options])
        return status, *capsys.readouterr()

    return call


def test_a_right_page(checked):
    assert checked(RIGHT) == (0, "✓ proved       line 2: dy/dx = 2*x\n1 claim: 1 right\n", "")


def test_the_exit_status_says_the_worst(checked):
    assert checked(WRONG)[0] == 1
    assert checked(UNREADABLE)[0] == 2
    assert checked(UNREADABLE + WRONG)[0] == 1
    assert checked("y = sqrt(-x^2 - 1)\ndy/dx = x\n")[0] == 3


def test_what_is_piped_in_is_read(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO(WRONG))
    assert main(["check", "-"]) == 1
    assert "✗ wrong        line 2: dy/dx = x" in capsys.readouterr().out


def test_as_data(checked):
    status, printed, _ = checked(WRONG, "--json")
    (claim,) = json.loads(printed)["claims"]
    assert status == 1
    assert claim["line"] == 2
    assert claim["claim"] == "dy/dx = x"
    assert claim["status"] == "wrong"
    assert claim["counterexample"] == {"x": 1.0}
    assert claim["suggestion"] == "dy/dx = 2*x"


def test_a_file_that_is_not_there_or_no_text(tmp_path, capsys):
    assert main(["check", str(tmp_path / "none.md")]) == 2
    assert "No such file" in capsys.readouterr().err
    (tmp_path / "picture.md").write_bytes(b"\x89PNG\xff")
    assert main(["check", str(tmp_path / "picture.md")]) == 2
    assert "is not text in UTF-8" in capsys.readouterr().err


def test_every_line_fits_a_terminal(checked):
    long = " + ".join(f"some_long_variable_{k}*x^{k}" for k in range(9))
    _, printed, _ = checked(f"y = {long}\ndy/dx = {long}\ny = ({long}\n")
    assert max(map(len, printed.splitlines())) <= 80


def test_colour_only_marks_the_verdict():
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    line = painted("✗ wrong        line 2: dy/dx = x", Paint(Terminal()))
    assert line == "\x1b[31m✗ wrong\x1b[0m        line 2: dy/dx = x"


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\u202e", "\x00", "\u2028", "\r", "\x9b"])
def test_no_character_of_a_page_commands_the_terminal(hostile):
    said = str(autograd.check(f"y = x{hostile} + 1\ndy/dx = 1 {hostile}"))
    assert hostile[0] not in said


def test_several_pages_and_folders(tmp_path, capsys):
    (tmp_path / "sub").mkdir()
    pages = {"a.md": RIGHT, "sub/b.md": WRONG, "c.md": UNREADABLE}
    for name, page in pages.items():
        (tmp_path / name).write_text(page, "utf-8")
    named = [str(tmp_path / name) for name in pages]
    assert main(["check", *named]) == 1
    several = capsys.readouterr().out
    assert [line for line in several.splitlines() if line[:5] == "---- "] == [
        f"---- {shown(name)}" for name in named
    ]
    assert main(["check", str(tmp_path), "--json"]) == 1
    reports = json.loads(capsys.readouterr().out)
    assert [report["file"] for report in reports] == [named[0], named[2], named[1]]
    assert main(["check", named[0], named[2]]) == 2


def test_a_folder_without_pages_and_a_missing_page(tmp_path, capsys):
    assert main(["check", str(tmp_path)]) == 2
    assert "there is no page in it (" in " ".join(capsys.readouterr().err.split())
    (tmp_path / "a.md").write_text(RIGHT, "utf-8")
    assert main(["check", str(tmp_path / "a.md"), str(tmp_path / "none.md")]) == 2
    said = capsys.readouterr()
    assert "1 claim: 1 right" in said.out
    assert "none.md: No such file or directory" in " ".join(said.err.split())


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (
            "So $$a = b$$ (3.1)\nwith $b$",
            ["2 formulas, 1 of them a mention", "line 1 (3.1)  a = b"],
        ),
        ("$$ a = b\n\nno end", ["line 1  not read: a formula begins with $$ and does not end"]),
        ("Prose for 5$.", ["there is no formula on this page"]),
        (f"$$ {' + '.join(['alpha'] * 40)} = 1 $$", ["1 formula\n", "\n          alpha + alpha"]),
    ],
)
def test_what_is_found_is_listed(checked, page, said):
    _, printed, complained = checked(page, "--list")
    assert complained == ""
    assert all(each in printed for each in said)
    assert max(map(len, printed.splitlines()[1:]), default=0) <= 80


def test_what_is_found_is_data_too(checked):
    page = "$$ y = x, \\quad x > 0 $$\n\n<!-- derivation: x in R -->"
    data = json.loads(checked(page, "--list", "--json")[1])
    (found,) = data["formulas"]
    assert (found["latex"], found["line"], found["conditions"]) == ("y = x", 1, ["x > 0"])
    assert data["blocks"] == [{"line": 3, "end": 3, "block": 3, "text": "x in R"}]


def test_a_pipe_has_a_format_by_name(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("Say :math:`a = b`."))
    assert main(["check", "--list", "--format", "rst", "-"]) == 0
    assert "line 1  a = b" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["check", "--list", "--format", "doc", "-"]) == 2
    assert "there is no format 'doc'; there are" in capsys.readouterr().err


def test_one_file_is_watched(tmp_path, capsys):
    assert main(["check", "--watch", "a.md", "b.md"]) == 2
    assert "--watch waits for one file to be saved" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["pgae.md"], "pgae.md: No such file or directory; did you mean page.md?"),
        (["page.md", "--names", "page.name"], "page.name: No such file or directory; did you mean"),
        (["page.md", "--names", "nothing"], "; the end of a report without --names says what"),
        (["page.md", "--formt", "md"], "--formt md means nothing here; did you mean --format?"),
        (["page.md", "--format", "doc"], "there is no format 'doc'; there are ipynb, md, rst"),
        (["page.txt", "--names", "page.names"], "write what page.names says into it"),
        (
            ["page.md", "--html", "page.names"],
            "page.names is there and is no report of this command",
        ),
        (["page.md", "--html", "page.md"], "--html would write the report over the page"),
    ],
)
def test_what_cannot_be_done_says_what_to_do(tmp_path, monkeypatch, capsys, asked, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.md").write_text("$$y = x^2$$ and $$dy/dx = 2x$$", "utf-8")
    (tmp_path / "page.txt").write_text("y = x^2\ndy/dx = 2*x\n", "utf-8")
    (tmp_path / "page.names").write_text("x in R\n", "utf-8")
    assert main(["check", *asked]) == 2
    assert said in " ".join(capsys.readouterr().err.split())
    assert (tmp_path / "page.names").read_text("utf-8") == "x in R\n"


@pytest.mark.parametrize("form", ["md", "markdown", "MD", ".md"])
def test_a_format_is_named_as_its_files_end(checked, form):
    assert checked("$$y = x^2$$ and $$dy/dx = 2x$$", "--format", form)[0] == 0


def test_a_report_is_written_anew_and_into_an_empty_file(checked, tmp_path):
    report = tmp_path / "report.html"
    report.touch()
    for claimed in ("2x", "3x"):
        checked(f"$$y = x^2$$ and $$dy/dx = {claimed}$$", "--html", str(report))
    assert "1 wrong" in report.read_text("utf-8")
