r"""A display divided into its formulas: chains, conditions, remarks, numbers, macros."""

from itertools import pairwise

import pytest

from autograd.documents import document


def read(source: str):
    return document(f"$$\n{source}\n$$", "page.md")


@pytest.mark.parametrize(
    ("source", "formulas"),
    [
        # a chain over rows is one
        (r"a &= b \\ &= c", ["a = b = c"]),
        (r"a =& b \\ =& c", ["a = b = c"]),
        (r"a &=& b \\ &=& c", ["a = b = c"]),
        (r"a &= b \\ &\quad + c", ["a = b + c"]),
        (r"a = b + \\ c + d", ["a = b + c + d"]),
        (r"a = ( b \\ - c )", ["a = ( b - c )"]),
        (r"\begin{multline} a = b \\ + c \\ - d \end{multline}", ["a = b + c - d"]),
        (r"\begin{split} a &= b \\ &\le c \end{split}", [r"a = b \le c"]),
        (r"x = \begin{aligned}[t] & a \\ & + b \end{aligned}", ["x = a + b"]),
        # left sides of their own are formulas of their own
        (r"a &= b \\ c &= d", ["a = b", "c = d"]),
        (r"a &= b & c &= d \\ &= e & &= f", ["a = b = e", "c = d = f"]),
        (r"\begin{array}{lcl} a &=& b, \\[2ex] c &=& d . \end{array}", ["a = b", "c = d"]),
        (r"\begin{array}{cc} a = b & c = d \end{array}", ["a = b", "c = d"]),
        (r"\left\{ \begin{aligned} a &= b \\ c &= d \end{aligned} \right.", ["a = b", "c = d"]),
        (r"\begin{cases} a = b \\ c = d \end{cases}", ["a = b", "c = d"]),
        (r"a = b, \qquad c = d", ["a = b", "c = d"]),
        (r"a = b, c = d", ["a = b", "c = d"]),
        (r"a = b; \; c = d", ["a = b", "c = d"]),
        (r"a = b \quad\Rightarrow\quad c = d", ["a = b", "c = d"]),
        (r"a = b \iff c = d", ["a = b", "c = d"]),
        (r"a = b \quad \text{and} \quad c = d", ["a = b", "c = d"]),
        (r"a = b, \text{ where } c = d", ["a = b", "c = d"]),
        (r"a = b \mbox{ und } c = d", ["a = b", "c = d"]),
        (r"\text{Let } a = b \text{. Then } c = d", ["a = b", "c = d"]),
        (r"\left. \begin{aligned} a &= b \\ c &= d \end{aligned} \right\} \Rightarrow e = f",
         ["a = b", "c = d", "e = f"]),
        # what is no separator
        (r"f(x, y) = (1, 2)", ["f(x, y) = (1, 2)"]),
        (r"x = 1, 2, 3", ["x = 1, 2, 3"]),
        (r"x, y \in A", [r"x, y \in A"]),
        (r"k = 1, \dots, n", [r"k = 1, \dots, n"]),
        (r"g = 9{,}81", ["g = 9{,}81"]),
        (r"x \Rightarrow y", [r"x\Rightarrow y"]),
        (r"L = \text{MSE} + \lambda\text{Reg}", [r"L = \text{MSE} + \lambda\text{Reg}"]),
        (r"\text{Var}(x) = s", [r"\text{Var}(x) = s"]),
        *((each, [each]) for each in (
            r"H = -p \, \text{log} p", r"y = x \text{ln} z", r"L = -\sum_i y_i \text{ln} p_i",
            r"g = \nabla_\theta \text{log} \pi", r"\frac12 \text{Tanh} z = q",
            r"y = 2 \text{exp} x", r"J = \lambda \, \text{tr} A", r"v = w \text{Cov} x",
        )),
        (r"t = 5 \, \text{min} \quad v = 3", ["t = 5", "v = 3"]),
        (r"x = 2 \text{ mean } y = 3", ["x = 2", "y = 3"]),
        (r"r = \begin{cases} x & \text{if } x > 0 \\ 0 & \text{else} \end{cases}",
         [r"r = \begin{cases} x & \text{if } x > 0 \\ 0 & \text{else} \end{cases}"]),
        # looks
        (r"\boxed{a = b}", ["a = b"]),
        (r"\color{red}{a} = \textcolor{blue}{b}", ["{a} = b"]),
        (r"{\cal L} = {\bf x} \nonumber", [r"{\mathcal{L}} = {\mathbf{x}}"]),
        (r"\displaystyle a = {b \over c}", [r"a = \frac{b }{ c}"]),
        (r"a = b. \qedhere", ["a = b"]),
        (r"a = b % = c", ["a = b"]),
        (r"\forall i", [r"\forall i"]),
    ],
)  # fmt: skip
def test_formulas_of_a_display(source, formulas):
    assert [f.latex for f in read(source).formulas] == formulas


@pytest.mark.parametrize(
    ("source", "conditions"),
    [
        (r"a = b \qquad (i \ne j)", [r"i \ne j"]),
        (r"a = b \quad \text{if } x > 0", ["x > 0"]),
        (r"a = b \text{ for all $i \ne j$}", [r"i \ne j"]),
        (r"a = b, \quad x > 0", ["x > 0"]),
        (r"a = b, \quad k = 1, \dots, n", [r"k = 1, \dots, n"]),
        (r"a = b, \quad i, j = 1, \ldots, n", [r"i, j = 1, \ldots, n"]),
        (r"a = b, \quad 1 \le i, j \le n", [r"1 \le i, j \le n"]),
        (r"a = b, \quad \forall x \in A", [r"\forall x \in A"]),
        (r"\forall i \quad a = b", [r"\forall i"]),
        (r"a = b, \quad X \in \mathbb{R}^{n \times d}", [r"X \in \mathbb{R}^{n \times d}"]),
        (r"a &= b, & x &> 0", ["x > 0"]),
        (r"\text{if } x > 0 \text{ then } a = b", ["x > 0"]),
        (r"a = b \quad \text{当 } x > 0", ["x > 0"]),
        (r"a = b \quad \text{s.t.} \quad g = 0", ["g = 0"]),
        (r"a = b, \quad n \in S, \; x \ne 0", [r"n \in S", r"x \ne 0"]),
    ],
)
def test_conditions_are_attached(source, conditions):
    (found,) = read(source).formulas
    assert (found.latex, list(found.conditions)) == ("a = b", conditions)


@pytest.mark.parametrize(
    ("source", "remarks"),
    [
        (r"a = b \quad \text{(chain rule)}", ["chain rule"]),
        (r"a &= b && \text{(simplify)}", ["simplify"]),
        (r"a \stackrel{\text{def}}{=} b", ["def"]),
        (r"a \overset{(1)}{=} b", ["(1)"]),
        (r"a = b \quad \text{for symmetric } A", ["for symmetric A"]),
        (r"a = b \quad \square", [r"\square"]),
        (r"&\text{Step 1: } & a &= b", ["Step 1"]),
    ],
)
def test_remarks_are_split_off(source, remarks):
    (found,) = read(source).formulas
    assert (found.latex, list(found.remarks)) == ("a = b", remarks)


@pytest.mark.parametrize(
    ("define", "use", "means"),
    [
        (r"\newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}}", r"\pd{C}{w}",
         r"\frac{\partial C}{\partial w}"),
        (r"\newcommand\R{\mathbb{R}}", r"x\R", r"x\mathbb{R}"),
        (r"\newcommand{\d}[2][t]{d#2/d#1}", r"\d{x} + \d[s]{x}", r"dx/dt + dx/ds"),
        (r"\def\half{\tfrac12}", r"\half x", r"\tfrac12 x"),
        (r"\def\p#1{\partial_{#1}}", r"\p{x} f", r"\partial_{x} f"),
        (r"\renewcommand{\phi}{\varphi}", r"\phi", r"\varphi"),
        (r"\newcommand{\a}{1}\providecommand{\a}{2}", r"\a", "1"),
        (r"\DeclareMathOperator{\tr}{tr}", r"\tr A", r"\operatorname{tr} A"),
        (r"\DeclarePairedDelimiter{\n}{\lVert}{\rVert}", r"\n{x}", r"\lVert x\rVert"),
        (r"\let\old\phi \renewcommand{\phi}{\old_0}", r"\phi", r"\phi_0"),
        (r"\newcommand{\a}{\b}\newcommand{\b}{c}", r"\a", "c"),
        (r"\newcommand{\sq}[1]{#1^2}", r"\sq{\sq{x}}", "x^2^2"),
    ],
)  # fmt: skip
def test_macros_are_expanded(define, use, means):
    assert [f.latex for f in document(f"${define}$\n\n$y = {use}$", "a.md").formulas] == [
        f"y = {means}"
    ]


@pytest.mark.parametrize(
    ("define", "said"),
    [
        (r"\def\a{\a}", r"the macro \a calls itself: it stands for nothing"),
        (r"\def\a{\b}\def\b{x\a}", r"the macro \a calls itself: it stands for nothing"),
        (r"\def\a#1{\a{#1}}", r"the macro \a calls itself: it stands for nothing"),
        (
            "".join(rf"\def\{x}{{\{y}\{y}}}" for x, y in pairwise("abcdefghijklmnop")),
            "its macros make more than 20000 signs of it",
        ),
    ],
)
def test_macros_without_end_are_refused_in_a_sentence(define, said):
    found = document(f"${define}$\n\n$y = \\a$ and $z = 1$", "a.md")
    assert [f.latex for f in found.formulas] == ["z = 1"]
    assert [(left.reason, left.place.line) for left in found.unread] == [(said, 3)]


def test_a_display_goes_on_where_it_begins_with_a_relation():
    first, second = document("$$a = b$$\n\nwhich is\n\n$$= c$$", "a.md").formulas
    assert (second.latex, second.printed) == ("b = c", "= c")
    assert first.latex == "a = b"


def test_numbers_stand_behind_a_row_or_the_display():
    assert [f.number for f in read(r"a &= b \tag{1} \\ c &= d \qquad (3.2)").formulas] == [
        "1",
        "3.2",
    ]


def test_remarks_at_the_beginning_of_a_row_are_those_of_the_row():
    found = read(r"&\text{Step 1: } & a &= b \\ &\text{Step 2: } & c &= d").formulas
    assert [f.remarks for f in found] == [("Step 1",), ("Step 2",)]


def test_rows_within_a_formula_stay_where_they_have_left_sides():
    (found,) = read(r"k = \left[ \begin{aligned} a &= b \\ c &= d \end{aligned} \right]").formulas
    assert r"\begin{aligned}" in found.latex


def test_lines_are_those_of_each_formula():
    found = read("a &= b \\\\\n  &= c \\\\\nd &= e").formulas
    assert [(f.place.line, f.place.end, f.place.block) for f in found] == [(2, 3, 1), (4, 4, 1)]
