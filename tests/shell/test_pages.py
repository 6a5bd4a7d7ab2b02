"""`autograd check` on pages as published: several at once, what they exit with, what is wrong."""

import json

import pytest

from autograd.published import check_text
from autograd.shell.cli import main
from autograd.shell.cli.changes import AS_BEFORE, news, parts

GIVEN = "Let $y = x^2$. "
CLAIM = r"$$\frac{dy}{dx} = %s$$"
PAGES = {
    "right.md": GIVEN + CLAIM % "2x",
    "wrong.md": GIVEN + CLAIM % "x",
    "open.md": GIVEN + r"With $z = W v$, $L = z^T z$ and $u = 3 w$ it is $$\frac{du}{dw} = 1$$",
    "torn.md": GIVEN + "$$ dy/dx = 2x",
    "block.md": "<!-- derivation: x in [1 -->\n" + GIVEN + CLAIM % "2x",
    "unread.md": GIVEN + r"$$ \foo(y) = 2 $$",
    "words.md": "Only words.",
    "given.md": GIVEN,
    "near.md": GIVEN + r"$\sin x \approx x$",
}
# What a page exits with: right, wrong, open, a passage without an end, not read, nothing derived.
STATUSES = {
    "right.md": 0, "wrong.md": 1, "open.md": 3, "torn.md": 2, "block.md": 2, "unread.md": 3,
    "words.md": 0, "given.md": 0, "near.md": 0,
}  # fmt: skip


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in PAGES.items():
        (tmp_path / name).write_text(text, "utf-8")


def run(capsys, *words):
    status = main(["check", *words])
    out, err = capsys.readouterr()
    return status, out, err


def test_each_end_has_its_exit_status_and_that_of_several_is_the_worst(folder, capsys):
    assert {name: run(capsys, name)[0] for name in PAGES} == STATUSES
    assert run(capsys, "right.md", "words.md", "near.md")[0] == 0
    assert run(capsys, "right.md", "unread.md")[0] == 3
    assert run(capsys, "unread.md", "torn.md")[0] == 2
    assert run(capsys, "torn.md", "wrong.md", "none.md")[0] == 1
    assert run(capsys, "right.md", "none.md")[0] == 2


def test_of_several_pages_a_table_has_one_line_each(folder, capsys):
    status, out, err = run(capsys, "right.md", "wrong.md", "torn.md", "words.md", "none.md")
    assert status == 1
    assert err == "autograd: none.md: No such file or directory\n"
    reports, _, table = out.rpartition("\n\n")
    assert table.splitlines() == [
        "page      right  wrong  open  not read",
        "right.md      1      0     0         0",
        "wrong.md      0      1     0         0",
        "torn.md       0      0     0         1",
        "words.md  there is no derivation on this page",
        "none.md   this page could not be read",
        "5 pages       1      1     0         1",
    ]
    assert [line for line in reports.splitlines() if line.startswith("----")] == [
        "---- right.md", "---- wrong.md", "---- torn.md",
    ]  # fmt: skip


def test_a_folder_is_as_its_pages(folder, capsys):
    out = run(capsys, ".")[1]
    assert out.splitlines()[-1].startswith("9 pages")


def test_the_file_that_is_missing_is_named(folder, capsys):
    status, _, err = run(capsys, "right.md", "--names", "none.names")
    assert (status, err.partition(";")[0]) == (2, "autograd: none.names: No such file or directory")


def test_the_data_says_what_the_text_says(folder, capsys):
    _, text, _ = run(capsys, "wrong.md")
    data = json.loads(run(capsys, "wrong.md", "--json")[1])
    claim = data["formulas"][1]
    assert data["summary"] in text
    assert (data["status"], claim["status"], claim["kind"]) == (1, "wrong", "claim")
    for sentence in claim["reason"].split("; "):
        assert sentence in text
    assert claim["counterexample"] == {"x": 1.0}
    assert (claim["true_value"][0], claim["claimed_value"][0]) == ("2", "1")
    assert claim["definitions"] == [{"line": 1}]


CHANGES = [
    ("x", "2x", ["✓ proved        line 1  dy/dx = 2x", "gone: dy/dx = x"]),
    ("x", "x", []),
    ("2x", "x", ["✗ wrong         line 1  dy/dx = x", "gone: dy/dx = 2x"]),
    (r"\foo", "2x", ["✓ proved        line 1  dy/dx = 2x"]),
    ("2x", r"\foo", ["gone: dy/dx = 2x", "not read:"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "said"), CHANGES, ids=[f"{a}_{b}" for a, b, _ in CHANGES]
)
def test_what_is_new_since_the_last_report(before, after, said):
    one, other = (check_text(GIVEN + CLAIM % x, "a.md") for x in (before, after))
    lines = news(parts(one), parts(other)).splitlines()
    assert lines[-1].removeprefix(f"{AS_BEFORE}: ") == other.summary
    assert lines[-1].startswith(AS_BEFORE) is (not said)
    assert [each for each in lines if each[:1] != " " and each != lines[-1]] == said


def test_a_claim_that_only_moved_is_not_new():
    one = check_text(GIVEN + CLAIM % "x", "a.md")
    other = check_text("More words.\n\n" + GIVEN + CLAIM % "x", "a.md")
    assert news(parts(one), parts(other)) == f"{AS_BEFORE}: {one.summary}"
