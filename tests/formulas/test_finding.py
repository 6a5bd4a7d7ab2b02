r"""The formulas of a Markdown page: found wherever they stand, and read, or counted as not read."""

import pytest

from autograd import check
from autograd.formulas.text.finding import formulas
from effort import at_most

BLOCK = "```derivation\ny = x^2\n```\n\n"
WRONG = r"\frac{dy}{dx} = 3x"


@pytest.mark.parametrize(
    ("setting", "line"),
    [
        ("$$ {} $$", 5),
        ("$$\n{}\n$$", 6),
        ("$$ {}\n$$", 5),
        ("$$\n\n{}\n\n$$", 7),
        ("so $$ {} $$ holds", 5),
        ("$${}$$ (3.1)", 5),
        ("text\n\\begin{{align}}\n{} \\\\\n y &= x^2\n\\end{{align}}", 6),
        ("\\begin{{equation*}}\n{}\n\\end{{equation*}}", 5),
        ("\\begin{{equation}}\\begin{{split}} {} \\end{{split}}\\end{{equation}}", 5),
        ("```math\n{}\n```", 6),
        ("```latex\n{}\n```", 6),
        ("~~~ {{math}}\n{}\n~~~", 6),
        ("``` {{.math}}\n{}\n```", 6),
        ("```{{ #eq-1 .latex .numbered}}\n{}\n```", 6),
        ("> $$ {} $$", 5),
        ("> > text\n> > $$\n> > {}\n> > $$", 7),
        ("> ```math\n> {}\n> ```", 6),
        ("so \\[ {} \\] holds", 5),
        ("1. one\n   $$ {} $$\n2. two", 6),
        ("- \\[\n  {}\n  \\]", 6),
    ],
)
def test_a_formula_that_is_set_apart_is_checked(setting, line):
    report = check(BLOCK + setting.format(WRONG))
    claim = report.claims[0]
    assert (claim.claim, claim.status, report.status) == ("dy/dx = 3*x", "wrong", 1)
    assert claim.line in (line, line - 1)  # an environment begins above its formula
    assert not report.left_out


@pytest.mark.parametrize(
    ("page", "line", "column", "how", "status"),
    [
        (BLOCK + f"So ${WRONG}$ and\n$x$ is $5 or $6.", 5, 4, "inline", 0),
        (BLOCK + f"text \\({WRONG}\\)", 5, 6, "inline", 0),
        (BLOCK + f"> - with ${WRONG}$", 5, 10, "inline", 0),
        (f"{BLOCK}:::{{math}}\n{WRONG}\n:::", 6, 1, "bare", 0),
        (f"{BLOCK}Then\n\n  dy/dx = 3*x\n", 7, 3, "bare", 0),
        (BLOCK + f"\\\\[ {WRONG} \\\\]", 5, 1, "bare", 0),
        (f"\n$$ {WRONG} $$\n{BLOCK}", 2, 1, "display", 3),
        (BLOCK + f"$$ {WRONG}\n\nProse.", 5, 1, "unclosed", 3),
        (BLOCK + f"\\begin{{align}} {WRONG}\n\nProse.", 5, 1, "unclosed", 3),
        (f"# Title\n\nLet $${WRONG}$$ be", 3, 5, "display", 2),
        (f"# Title\n\nLet ${WRONG}$ be", 3, 5, "inline", 2),
        (
            f"\\documentclass{{a}}\n\\begin{{equation}} {WRONG} \\end{{equation}}",
            2,
            1,
            "display",
            2,
        ),
        (f"```math\n{WRONG}\n```", 2, 1, "fenced", 2),
    ],
)
def test_one_that_is_not_read_is_counted(page, line, column, how, status):
    report = check(page)
    (left,) = report.left_out
    assert (left.line, left.column, left.how) == (line, column, how)
    assert (report.claims, report.status) == ([], status)
    assert report.to_dict()["not_read"] == [left.to_dict()]
    said = str(report)
    assert f"line {line}: " in said
    assert said.replace("\n  ", " ").rpartition("no claims; ")[2].startswith("1 formula ")


def test_a_page_without_a_block_says_what_it_wants():
    assert "no block fenced as ```derivation" in check("# T\n\n$$ a = z $$").summary()


def test_many_are_listed_up_to_a_number():
    report = check(BLOCK + "\n".join(f"so $y = {k}$" for k in range(20)))
    assert "and 12 more" in str(report)
    assert report.summary() == "no claims; 20 formulas outside derivation blocks were not read"
    assert report.summary() in report._repr_html_()


@pytest.mark.parametrize(
    "page",
    [
        "",
        "# a comment, or a title",
        "$x$ is a number\n\\usepackage[margin=1in]{geometry}",
        "# Notes\n\n```python\nx = 3\nx = 7\n```\n",
        "text\n```\n$$ x = 3 $$\n```\n",
        "```python\n```\n`$y = 3$`, <!-- $$ y = 3 $$ -->, \\$y = 3\\$, and $x$ costs $5 = 5 $ more",
    ],
)
def test_a_page_without_formulas_says_so(page):
    report = check(page)
    assert (report.claims, report.status) == ([], 0)
    assert str(report) == "there is no formula on this page, and so nothing to check"


def test_plain_text_stays_a_derivation_as_a_whole():
    page = "y = x^2\ndy/dx = 3*x\n$$ y = x^2 $$\n"
    assert [claim.status for claim in check(page).claims] == ["wrong", "unreadable"]


def test_prose_between_displays_is_not_read():
    page = f"{BLOCK}$${WRONG}$$ (3.1)\n\nProse.\n\n$$y = x^2$$\n"
    assert [(claim.line, claim.status) for claim in check(page).claims] == [
        (5, "wrong"),
        (9, "proved"),
    ]


@pytest.mark.parametrize("sign", ["$$ ", "\\[ ", "\\begin{align}", "` ", "<!-- ", "$ ", "$$ $ "])
def test_what_does_not_end_is_gone_through_once(sign):
    with at_most(100_000):
        list(formulas([sign * 500] * 2))
