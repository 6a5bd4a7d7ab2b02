r"""TeX: displays, inline formulas, macros, and what is left alone."""

import pytest

from autograd.documents import document

WHOLE = r"\frac{dy}{dx} = 3x"
PAGE = "\\documentclass{{article}}\n\\begin{{document}}\n{}\n\\end{{document}}\n"
ENVIRONMENTS = [
    "equation",
    "align",
    "gather",
    "multline",
    "eqnarray",
    "flalign",
    "displaymath",
    "math",
]


def read(body: str):
    return document(PAGE.format(body), "page.tex")


@pytest.mark.parametrize(
    ("setting", "line"),
    [
        *((f"\\begin{{{name}}}\n{WHOLE}\n\\end{{{name}}}", 4) for name in ENVIRONMENTS),
        *((f"\\begin{{{name}*}}\n{WHOLE}\n\\end{{{name}*}}", 4) for name in ENVIRONMENTS[:6]),
        (f"\\begin{{alignat}}{{2}} {WHOLE} \\end{{alignat}}", 3),
        (f"\\begin{{equation}}\n\\begin{{split}}\n{WHOLE}\n\\end{{split}}\\end{{equation}}", 5),
        (f"\\[ {WHOLE} \\]", 3),
        (f"$$ {WHOLE} $$", 3),
        (f"so \\({WHOLE}\\) holds", 3),
        (f"so ${WHOLE}$ holds", 3),
        (f"\\begin{{theorem}}\n${WHOLE}$\n\\end{{theorem}}", 4),
        (f"\\begin{{itemize}}\n\\item ${WHOLE}$\n\\end{{itemize}}", 4),
        (
            f"\\newcommand{{\\be}}{{\\begin{{equation}}}}\\def\\ee{{\\end{{equation}}}}\n\\be\n{WHOLE}\n\\ee",
            5,
        ),
    ],
)
def test_a_formula_is_found_with_its_line(setting, line):
    found = read(setting)
    assert [(f.latex, f.place.line) for f in found.formulas] == [(WHOLE, line)]
    assert not found.unread


@pytest.mark.parametrize(
    "body",
    [
        "% $x = 3$",
        "50\\% of \\$5 = 5\\$",
        "\\begin{verbatim}\n$x = 3$\n\\end{verbatim}",
        "\\begin{lstlisting}[language=Python]\nx = '$y = 3$'\n\\end{lstlisting}",
        "\\verb|$x = 3$| and \\verb+$y$+",
        "\\iffalse $x = 3$ \\fi",
        "\\begin{comment}\n$x = 3$\n\\end{comment}",
    ],
)
def test_comments_and_code_are_no_formulas(body):
    assert read(body).formulas == ()


def test_what_stands_before_and_after_the_document_is_none():
    page = "$a = 1$\n\\begin{document}\n$b = 1$\n\\end{document}\n$c = 1$"
    assert [f.latex for f in document(page, "page.tex").formulas] == ["b = 1"]


def test_another_file_is_refused_by_name():
    (left,) = read("\\input{chapters/two}").unread
    assert left.place.line == 3
    assert (
        left.reason == "chapters/two is another file, which is not read from here: check it as well"
    )


def test_what_does_not_end_is_said_with_its_line():
    found = read("text\n\\begin{align} x = 3\n\nand $y = 2$")
    assert [f.latex for f in found.formulas] == ["y = 2"]
    (left,) = found.unread
    assert (left.place.line, left.reason) == (
        4,
        "a formula begins with \\begin{align} and does not end",
    )


DEFINED = (
    r"\newcommand{\a}{\a \a}", r"\newcommand*{\R}[2][x]{#1 #2}", r"\def\b#1{#1^2}", r"\let\c=\d",
    r"\let\c\d", r"\DeclareMathOperator{\tr}{tr}", r"\providecommand\v{w}",
)  # fmt: skip


@pytest.mark.parametrize("macro", DEFINED)
def test_what_stands_behind_a_macro_on_its_line_is_text(macro):
    found = read(f"{macro} and $x = 1$, $y = 2$").formulas
    assert [f.latex for f in found] == ["x = 1", "y = 2"]


def test_numbers_are_those_of_their_row_or_of_the_whole():
    body = r"\begin{align} a &= b \tag{BP1} \\ c &= d \label{eq:c} \end{align}"
    assert [f.number for f in read(body).formulas] == ["BP1", "eq:c"]
    body = r"\begin{equation}\label{eq:both} a = b, \qquad c = d \end{equation}"
    assert [f.number for f in read(body).formulas] == ["eq:both"] * 2


def test_sections_words_and_exercises_go_with_the_formula():
    body = (
        "\\section{The \\emph{cost}}\nBy~\\eqref{eq:a} the \\textbf{cost} is\n\\[ J = w^2. \\]\n\n"
        "\\begin{exercise}\n$a = 1$\n\\end{exercise}\n$b = 1$\n"
        "\\begin{enumerate}\n\\item $c = 1$\n\\item $d = 1$\n\\end{enumerate}"
    )
    found = read(body).formulas
    assert (found[0].heading, found[0].before) == (("The cost",), "By the cost is")
    assert [f.scope for f in found] == [0, 1, 0, 2, 3]


def test_lines_for_the_checker_are_handed_on():
    found = document("% derivation: x in R^3\nText $x$.\n%derivation: y in R", "page.tex").blocks
    assert [(block.text, block.place.line) for block in found] == [("x in R^3", 1), ("y in R", 3)]
