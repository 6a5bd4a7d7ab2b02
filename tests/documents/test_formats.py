r"""Notebooks, reStructuredText and pasted text; each format finds what every format has."""

import json
from contextlib import nullcontext

import pytest

from autograd.documents import PageError, document, formats
from autograd.documents.pasted.reader import LOST
from autograd.documents.reading import format_of, known
from autograd.documents.registry import Format
from effort import at_most
from one_entry import entered, example

FORMATS = known()


def read_as_it_says(entry: Format) -> bool:
    """Whether the example of a format is read with its lines and words."""
    found = document(entry.example, form=entry.name)
    if len(found.formulas) != 2:
        return False
    first, cost = found.formulas
    latex = [f.latex.replace(r"\gt", ">").replace("w^{2}", "w^2") for f in (first, cost)]
    return (
        latex == ["w > 0", "J = w^2"]
        and (first.place.line, first.inline, cost.place.line) == (3, True, 6)
        and (first.before, first.after, found.unread) == ("With", "it is", ())
    )


@pytest.mark.parametrize("name", FORMATS)
def test_the_example_of_each_format_is_read_with_its_lines_and_words(name):
    assert read_as_it_says(FORMATS[name])


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_known_by_its_ending_and_by_its_looks(name):
    by_ending = {format_of("", f"page{ending}").name for ending in FORMATS[name].endings}
    assert by_ending == {name}
    assert format_of(FORMATS[name].example, "page").name == name


def test_a_format_is_one_file_as_contributing_shows():
    with entered(example("Adding a page format: one file"), formats, FORMATS) as name:
        entry = FORMATS[name]
        assert (name, entry.endings) == ("adoc", (".adoc", ".asciidoc"))
        assert format_of(entry.example).name == "adoc"
        assert read_as_it_says(entry)


def test_the_law_finds_a_wrong_line_by_itself():
    page = example("Adding a page format: one file")
    wrong = page.replace("line + 2, line", "line, line")
    assert wrong != page
    with entered(wrong, formats, FORMATS) as name:
        assert not read_as_it_says(FORMATS[name])


def test_cells_and_headings_are_those_of_the_example():
    found = document(FORMATS["ipynb"].example, form="ipynb").formulas
    assert {f.place.cell for f in found} == {1}
    for name in FORMATS.keys() - {"txt"}:
        assert document(FORMATS[name].example, form=name).formulas[1].heading == ("Cost",)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "text", ["", "\n", "$$", "{", "\\begin{align}", "..", ".. math::", "\\", "a_"]
)
def test_a_page_that_breaks_off_is_no_accident(name, text):
    refused = pytest.raises(PageError, match="this is no notebook")
    with refused if name == "ipynb" else nullcontext():
        document(text, form=name)


def test_a_format_that_is_not_there_is_refused():
    with pytest.raises(PageError, match=r"there is no format 'doc'; there are ipynb, md, rst"):
        document("", form="doc")


def notebook(*cells: dict) -> str:
    return json.dumps({"cells": list(cells)})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"cells": [', r"it is no JSON \(line 1: "),
        ("[]", "it has no list of cells"),
        ('{"cells": 3}', "it has no list of cells"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_a_broken_notebook_is_refused_in_a_sentence(text, said):
    with pytest.raises(PageError, match=said):
        document(text, form="ipynb")


def test_a_notebook_says_what_is_for_the_checker():
    page = notebook(
        {"cell_type": "raw", "source": "x in R", "metadata": {"tags": ["derivation"]}},
        {"cell_type": "code", "source": "%%derivation\ny in R\n"},
        {"cell_type": "markdown", "source": "```derivation\nz in R\n```"},
        {"cell_type": "markdown", "source": "$a = 1$", "metadata": {"derivation": "v in R"}},
        {"cell_type": "code", "source": "1", "metadata": {"derivation": ["w in R\n", "q > 0"]}},
        {"cell_type": "markdown", "metadata": {"derivation": 3}},
        {"cell_type": "markdown", "source": 3},
    )
    found = document(page, "a.ipynb").blocks
    assert [(block.text.strip(), str(block.place)) for block in found] == [
        ("x in R", "cell 0, line 1"),
        ("y in R", "cell 1, line 2"),
        ("z in R", "cell 2, line 2"),
        ("v in R", "cell 3, line 1"),
        ("w in R\nq > 0", "cell 4, line 1"),
    ]


def test_macros_of_one_cell_hold_in_the_next():
    page = notebook(
        {"cell_type": "markdown", "source": "$\\newcommand{\\w}{W^{[1]}}$"},
        {"cell_type": "markdown", "source": "$\\w = 1$"},
    )
    assert [f.latex for f in document(page, "a.ipynb").formulas] == ["W^{[1]} = 1"]


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        (".. math:: J = w^2\n", [1]),
        (".. math::\n\n   J = w^2\n\n   K = w\n", [3, 5]),
        (".. math::\n   :label: a\n\n   J = w^2\n", [4]),
        (".. note::\n\n   .. math::\n\n      J = w^2\n", [5]),
        ("a :math:`J = w^2` and\n:math:`K = w`\n", [1, 2]),
        ("As code::\n\n   J = :math:`w^2`\n\nand ``:math:`w = 2```\n", []),
        (".. code-block:: python\n\n   x = :math:`w = 2`\n", []),
        (".. a comment :math:`w = 2`\n", []),
        (">>> x = ':math:`w = 2`'\n", []),
    ],
)
def test_directives_and_roles_of_restructuredtext(page, lines):
    assert [f.place.line for f in document(page, "a.rst").formulas] == lines


@pytest.mark.parametrize(
    ("line", "formulas"),
    [
        (r"权重whjw_{hj}whj和阈值θj\theta_jθj。", ["w_{hj}", r"\theta_j"]),
        (r"第hhh个, L L L, (x,y)(x, y)(x,y)", ["h", "L", "(x, y)"]),
        (r"误差 E=21∑j(yj−tj)2E = \frac{1}{2} \sum_j (y_j - t_j)^2E=21∑j(yj−tj)2 是", [
            r"E = \frac{1}{2} \sum_j (y_j - t_j)^2"]),
        (r"∂ L ∂ b 1 = a 2 − y \frac{\partial L}{\partial b_1} = a_2 - y b1L=a2y", [
            r"\frac{\partial L}{\partial b_1} = a_2 - y"]),
        (r"y^j=f(βj)\hat y_j = f(\beta_j)y^j=f(βj)其中f(x)=x2f(x) = x^2f(x)=x2", [
            r"\hat y_j = f(\beta_j)", "f(x) = x^2"]),
        (r"f(x)=2x=x+x\begin{aligned} f(x) &= 2x \\ &= x + x \end{aligned}f(x)=2x=x+x", [
            "f(x) = 2x = x + x"]),
        ("for 1000 users, see page 111, and so so so", []),
    ],
)  # fmt: skip
def test_what_stands_three_times_is_one_formula(line, formulas):
    found = document(f"{FORMATS['txt'].example}{line}\n", "a.txt").formulas[2:]
    assert [f.latex for f in found] == formulas


def test_lost_signs_and_latex_by_itself_are_said():
    page = (
        FORMATS["txt"].example
        + "E21∑j1l(yj)2E  \\frac{1}{2}  \\sum_{j1}^l (y_j)^2E21∑j1l(yj)2\nand \\frac ab\n"
    )
    found = document(page, "a.txt")
    assert found.formulas[-1].damage == LOST
    assert [left.reason for left in found.unread] == [
        "LaTeX that does not stand beside what it shows: \\frac ab …"
    ]


def test_the_work_on_a_pasted_line_is_bounded():
    with at_most(400_000):
        document("x_1 " * 3000, form="txt")


@pytest.mark.parametrize(
    ("page", "latex"),
    [
        (r"u'(x)=u(x)+βu'(x) = u(x) + \betau'(x)=u(x)+β", r"u'(x) = u(x) + \beta"),
        ("令y=2βy = 2\\betay=2β则", r"y = 2\beta"),
        (r"s=λΣs = \lambda\Sigmas=λΣ", r"s = \lambda\Sigma"),
        (r"e=ε+ηe = \varepsilon + \etae=ε+η", r"e = \varepsilon + \eta"),
    ],
)
def test_what_is_shown_may_follow_a_greek_letter_at_once(page, latex):
    found = document(page, form="txt")
    assert ([each.latex for each in found.formulas], found.unread) == ([latex], ())


def test_latex_that_stands_alone_loses_what_it_defines():
    (left,) = document(FORMATS["txt"].example + "u = \\frac ab\n", "a.txt").unread
    assert left.begun == ("u =",)
