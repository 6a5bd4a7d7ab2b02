"""What could not even be told apart on a page, and pages that derive nothing."""

import json

import pytest

from autograd.published import check_page, check_text

CLAIM = "$y = x^2$ and $dy/dx = 2x$\n\n"
OPEN = {
    "md": "$$ dy/dx = 3x\n\nand more",
    "tex": "\\begin{align} dy/dx = 3x\n\nand more",
    "txt": "\\[ dy/dx = 3x\n\nand more",
}


@pytest.mark.parametrize("form", OPEN)
@pytest.mark.parametrize("before", ["", CLAIM], ids=["alone", "behind_a_claim"])
def test_a_display_with_no_end_is_told_and_counted(form, before):
    report = check_text(before + OPEN[form], "page", form)
    line = 1 + before.count("\n")
    assert (report.status, report.ok) == (2, False)
    assert "    a formula begins with" in report.text
    assert f"does not end: line {line}\n" in report.text
    assert report.summary.endswith("; 1 passage not read")
    assert report.summary in report.text.splitlines()
    assert [each["line"] for each in report.to_dict()["unread"]] == [line]


def test_in_a_notebook_its_cell_is_named():
    cells = [{"cell_type": "markdown", "source": [each]} for each in ("words", OPEN["md"])]
    report = check_text(json.dumps({"cells": cells}), "page.ipynb")
    assert "a formula begins with $$ and does not end: cell 1, line 1" in report.text
    assert report.to_dict()["unread"][0]["cell"] == 1


PROSE = {
    "a.md": "# Words\n\nOnly words, and more. As said: nothing.\n\n- a list\n",
    "b.md": "Code:\n\n```python\nx = 3\n```\n",
    "c.md": "---\ntitle: words\n---\nNothing.\n",
    "d.md": "",
    "e.tex": "\\section{Words}\nOnly words.\n% y = x^2\n",
    "f.rst": "Words\n=====\n\nOnly words: nothing.\n",
    "g.md": "这里只有文字。\n",
    "h.ipynb": json.dumps({"cells": [{"cell_type": "code", "source": ["x = 3"]}]}),
}


@pytest.mark.parametrize("name", PROSE)
def test_a_page_that_derives_nothing_says_so_in_a_sentence(tmp_path, name):
    page = tmp_path / name
    page.write_text(PROSE[name], "utf-8")
    report = check_page(page)
    assert (report.text, report.status) == (f"{page}: there is no derivation on this page", 0)


@pytest.mark.parametrize("text", ["y = x^2\ndy/dx = 2*x", "y = x^2\ndy/dx = 2*x*"])
def test_plain_lines_in_a_file_of_markdown_are_still_read(tmp_path, text):
    page = tmp_path / "a.md"
    page.write_text(text, "utf-8")
    assert len(check_page(page).claims) == 1


LOST = {
    "display.md": "$$ u = k v^3",
    "below.md": "$$\nv = 1 \\\\\nu = k v^3",
    "row.tex": "\\begin{align} w &= 1, \\quad u &= k v^3",
    "bracket.tex": "\\[ u(k, v) := k v^3",
    "endless.tex": "\\newcommand{\\p}{\\p} $u = k \\p$",
    "huge.md": f"$u = {'k +' * 21_000} k$",
    "deep.md": f"$u = {'{' * 70}k{'}' * 70}$",
    "bracket.txt": "\\[ u = k v^3",
}


@pytest.mark.parametrize("name", LOST)
def test_no_claim_is_judged_by_what_stood_before_a_definition_that_was_lost(name):
    report = check_text(f"With $u = k v^2$\n\n{LOST[name]}\n\nand so $du/dk = v^3$", name)
    assert [each.status for each in report.claims] == ["inconclusive"]
    assert "depends on u, whose definition could not be read" in report.text
    assert report.summary == (
        "2 formulas: 1 claim checked (1 inconclusive), 1 definition; 1 passage not read"
    )


def test_what_a_lost_passage_does_not_define_stays_judged():
    report = check_text("With $u = k v^2$\n\n$$ w = k u\n\nand so $du/dk = v^3$", "page.md")
    assert [each.status for each in report.claims] == ["wrong"]


def test_many_lost_passages_are_as_much_work_as_one():
    page = "$u = k^2$\n" + "\\begin{align} u = 1 " * 3_000
    report = check_text(page, "page.tex")
    assert (len(report.formulas), len(report.unread)) == (1, 3_000)
