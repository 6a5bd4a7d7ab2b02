"""Files and folders: what is read, and what is refused in a sentence."""

import os

import pytest

from autograd.documents import PageError, document, pages, read_document
from effort import at_most


def test_a_folder_is_the_pages_in_it(tmp_path):
    for name in ("b.md", "a.tex", "n.png", ".hidden.md", "sub/c.ipynb", ".git/d.md", "build/e.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("$a = 1$")
    found = [os.path.relpath(page, tmp_path) for page in pages(tmp_path)]
    assert found == ["a.tex", "b.md", os.path.join("sub", "c.ipynb")]


def test_a_link_is_read_by_its_name_and_not_gone_into(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "page.md").write_text("$a = 1$")
    (tmp_path / "in" / "again").symlink_to(tmp_path)
    (tmp_path / "in" / "link.md").symlink_to(tmp_path / "page.md")
    (tmp_path / "in" / "own.md").write_text("$b = 1$")
    assert pages(tmp_path / "in") == [str(tmp_path / "in" / "own.md")]
    (link,) = pages(tmp_path / "in" / "link.md")
    assert [f.latex for f in read_document(link).formulas] == ["a = 1"]


def test_html_in_a_folder_is_no_page_of_it_and_is_read_when_named(tmp_path):
    for name in ("a.md", "report.html", "old.htm"):
        (tmp_path / name).write_text("$y = x$", encoding="utf-8")
    assert pages(tmp_path) == [str(tmp_path / "a.md")]
    assert pages(tmp_path / "report.html") == [str(tmp_path / "report.html")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_is_no_file_is_refused_before_it_is_read(tmp_path):
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "endless.md").symlink_to("/dev/zero")
    for name in ("pipe.md", "endless.md"):
        with pytest.raises(PageError, match="this is no file but a device or a pipe"):
            read_document(tmp_path / name)


def test_a_folder_without_pages_is_refused(tmp_path):
    with pytest.raises(PageError, match=r"there is no page in it \(.*\.md .*\.tex"):
        pages(tmp_path)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfe\x00\xd8", "this file is no text in UTF-16"),
        (b"\x89PNG\r\n\x1a\n\x00", "this file is not text in UTF-8"),
        (b"a\x00b", "zero bytes"),
        (b"a" * 1_000_001, "a page has at most 1000000 characters; this has 1000001"),
        (b"a" * 8_000_001, "this file has 8 MB; a page has at most 1000000 characters"),
    ],
)
def test_a_file_that_is_no_page_is_refused(tmp_path, data, said):
    (tmp_path / "page.md").write_bytes(data)
    with pytest.raises(PageError, match=said):
        read_document(tmp_path / "page.md")


def test_a_file_is_read_however_it_was_saved(tmp_path):
    (tmp_path / "page.md").write_bytes("\ufeffLet $π = 1$\r\n\r\n$$β = 2$$\r\n".encode())
    assert [f.place.line for f in read_document(tmp_path / "page.md").formulas] == [1, 3]


@pytest.mark.parametrize(
    "page",
    [
        "$" + "{" * 12_000 + "x" + "}" * 12_000 + "$",
        "$" + r"\left(" * 20_000 + "x$",
        "$$" + r"\begin{aligned}" * 300 + "x = 1" + r"\end{aligned}" * 300 + "$$",
        "$$" + r"\begin{aligned}" * 5_000 + "x = 1" + r"\end{aligned}" * 5_000 + "$$",
        r"$\def\a#1{#1}$ $" + r"\a{" * 4_000 + "x" + "}" * 4_000 + "$",
        "$$" + r"\text{a $b$ }" * 400 + "$$",
        "$$" + "a, " * 1_000 + "b = 1$$",
        "$$" + r"a \over " * 200 + "b$$",
        "$$" + r"x = 1 \\ " * 400 + "$$",
    ],
)
def test_what_is_nested_or_long_is_read_in_bounded_work(page):
    with at_most(2_000_000):
        document(page, "page.md")


def test_a_page_of_many_formulas_is_read_whole():
    page = "\n\n".join(f"$$ x = {k} $$ and $y > 0$" for k in range(1_000))
    assert len(document(page, "page.md").formulas) == 2_000


@pytest.mark.parametrize(("name", "formula"), [
    ("page.md", "|a|$x=1$|\n"), ("page.md", "a $x=1$ "), ("page.md", "$$x=1$$\n\n"),
    ("page.tex", "\\[ x=1 \\]\n"), ("page.rst", ".. math::\n\n   x=1\n\n"),
])  # fmt: skip
def test_a_page_of_too_many_formulas_says_from_where_on_none_is_read(name, formula):
    with at_most(2_000_000):
        found = document(formula * 2_003 + "\n", name)
    assert len(found.formulas) == 2_000
    (left,) = found.unread
    assert left.reason == (
        "a page has at most 2000 formulas, and no formula is read from here on:"
        " check the rest as a page of its own"
    )
    lines = formula.count("\n")
    assert 2_000 * lines < left.place.line <= 2_001 * lines + (not lines)


def test_what_a_page_declares_below_its_last_formula_still_holds():
    found = document("$x=1$\n\n" * 2_002 + "<!-- derivation: x in R -->\n", "page.md")
    assert [block.text.strip() for block in found.blocks] == ["x in R"]
    assert len(found.unread) == 1
