r"""What a report says, word for word: verdicts, what is right, what was left out, the counts."""

import pytest

from autograd.published import check_text
from autograd.published.reporting.accounting import OTHERS
from autograd.published.shapes.spelling import in_the_words_of_the_page, symbol

from . import pages

# What a page defines, a wrong claim about it, and what the report says is right.
RIGHT_IS = [
    (r"V = \frac{1}{3} \pi r^2 h", r"\frac{dV}{dh} = \frac{1}{3} \pi r h", "dV/dh = (1/3) π r²"),
    (r"p = \frac{RT}{V - b} - \frac{a}{V^2}",
     r"\frac{\partial p}{\partial V} = -\frac{RT}{(V-b)^2} + \frac{a}{V^3}",
     "∂p/∂V = −R T/(V − b)² + 2a/V³"),
    (r"a = \sigma(z)", r"\frac{da}{dz} = a", "da/dz = a(1 − a)"),
    (r"\hat y = W_2 h, L = \|\hat y - y\|^2",
     r"\frac{\partial L}{\partial h} = 2 W_2 (\hat y - y)", "∂L/∂h = 2W₂ᵀ(ŷ − y)"),
    (r"f = \sqrt{1 + x^2}", r"\frac{df}{dx} = \frac{2x}{\sqrt{1 + x^2}}",
     "df/dx = x/√(1 + x²)"),
    (r"\theta = e^{-\lambda t}", r"\frac{d\theta}{dt} = \lambda e^{-\lambda t}",
     "dθ/dt = −λ e^(−λt)"),
    (r"y_1 = x_1^2 x_2", r"\frac{\partial y_1}{\partial x_1} = x_1 x_2", "∂y₁/∂x₁ = 2x₁ x₂"),
    (r"q = \exp(-2 t)", r"\frac{dq}{dt} = 2 \exp(-2 t)", "dq/dt = −2exp(−2t)"),
    (r"h = \tanh(z), z = W x, L = \|h - y\|^2",
     r"\frac{\partial L}{\partial z} = 2 (h - y)", "∂L/∂z = 2(h − y) ⊙ tanh'(z)"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "claimed", "right"), RIGHT_IS, ids=[x for _, x, _ in RIGHT_IS])
def test_what_is_right_is_said_as_the_page_would_print_it(given, claimed, right):
    given = ", ".join(f"${each}$" for each in given.split(", "))
    found = pages.report(f"Let {given}. $${claimed}$$", "md")
    assert f"    right is {right}" in found.text.splitlines()


FORMS = r"""
Let $a = \tanh(z)$, $s_i = e^{u_i} / \sum_j e^{u_j}$, $f(x) = x^2$ and $J(w) = \frac12 w^2$.

Again $a = \tanh(z)$ (or $\tanh(z) = a$), $s_i = e^{u_i} / \sum_j e^{u_j}$, $f(x) = x^2$ and
$J(w) = \frac12 w^2$. But $J(w) = w^2 / 2$, and
$$\frac{da}{dz} = 1 - a^2$$
$$\frac{da}{dz} = 1 - a^2$$
"""


def test_a_definition_that_is_written_twice_is_restated_and_no_claim():
    found = pages.report(FORMS, "md")
    assert [each.status for each in found.formulas] == (
        ["definition"] * 4 + ["restated"] * 5 + ["proved"] * 3
    )
    assert found.summary == ("12 formulas: 3 claims checked (3 right), 4 definitions, 5 restated")


def test_places_stand_below_one_another_with_the_numbers_of_the_page():
    page = r"Let $y = x^2$." + "\n" * 8 + (
        "$$\\frac{dy}{dx} = 2x \\tag{1}$$\n\n$$\\frac{d^2 y}{dx^2} = 2$$"
    )  # fmt: skip
    lines = pages.report(page, "md").text.splitlines()
    assert lines[:2] == [
        "✓ proved        line 9 (1)  dy/dx = 2x",
        "✓ proved        line 11     d²y/dx² = 2",
    ]


SOFTMAX = r"Let $s_i = e^{z_i} / \sum_j e^{z_j}$ and $C = -\sum_i t_i \log s_i$"
DERIVED = r"$$\frac{\partial C}{\partial z_i} = s_i - t_i$$"
UNDER = [
    (SOFTMAX + r" with $\sum_k t_k = 1$. " + DERIVED, "right where Σₖ tₖ = 1"),
    (f"{SOFTMAX}. {DERIVED}", "right if sum(t) = 1, which the page does not say"),
    (r"For $f = x^T A x$ with symmetric $A$ it is $$\nabla_x f = 2 A x$$", "right where A = Aᵀ"),
    (r"Let $y = c x^2$ with $c = 1$. $$\frac{dy}{dx} = 2 x$$",
     "right at the values that are given above"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "said"), UNDER, ids=[x for _, x in UNDER])
def test_under_what_a_claim_is_right_is_said_with_it(page, said):
    assert f"    {said}" in pages.report(page, "md").text.splitlines()


CIRCLE = r"""
Let $u = v^2 q$, $v = u + q$ and $a = u q$.
$$ \frac{\partial a}{\partial q} = u $$
$$ v - u = 1 $$
"""


def test_a_claim_hangs_on_names_of_the_page_and_on_no_line_of_another():
    text = pages.report(CIRCLE, "md").text
    assert text.count("    depends on v, which is defined in terms of itself") == 2
    assert "column" not in text


SHOWN = [
    ("right where one_hot(y)", "right where y is one-hot"),
    ("where symmetric(A)", "where A is symmetric"),
    ("for i = 1, at y[1] = 0, A[1,2] = -1", "for i = 1, at y₁ = 0, A[1,2] = −1"),
    ("y - A.T @ y*2", "y − Aᵀ y·2"),
    ("sum(k: y[k]) = 1", "Σₖ yₖ = 1"),
    ("a non-negative sum(y)", "a non-negative sum(y)"),
]


@pytest.mark.parametrize(("said", "shown"), SHOWN, ids=[x for x, _ in SHOWN])
def test_the_checker_speaks_in_the_signs_of_a_page(said, shown):
    assert in_the_words_of_the_page(said, {x: symbol(x) for x in "yA"}) == shown


def test_a_long_chain_is_broken_at_its_relations():
    sides = (
        r"\frac{dy}{dx}", r"\frac{(1 + x^2) \cdot 1 - x \cdot 2 x}{(1 + x^2)^2}",
        r"\frac{1 - x^2}{(1 + x^2)^2}", r"\frac{2 - 2 x^2}{2 (1 + x^2)^2}",
    )  # fmt: skip
    page = rf"Let $y = \frac{{x}}{{1 + x^2}}$. $${' = '.join(sides)}$$"
    assert pages.report(page, "md").text.splitlines()[:3] == [
        "✓ proved        line 1",
        "      dy/dx = ((1 + x²)·1 − x·2x)/(1 + x²)² = (1 − x²)/(1 + x²)²",
        "      = (2 − 2x²)/(2(1 + x²)²)",
    ]


LEFT_OUT = r"""
Let $y = x^2$ and $\frac{dy}{dx} = 2x$. Near 0 it is $\sin x \approx x$, and $e^x \approx 1 + x$;
$\Pr(A \cup B) = \Pr(A)$

$$ (a \foo b) = c $$

$$ y = \sqrt{2 $$
"""


def test_each_reason_is_said_once_and_what_cannot_be_checked_apart():
    text = pages.report(LEFT_OUT, "md").text
    assert text.split("\n\n")[1].splitlines() == [
        "not checked:",
        "    ≈ is no equality that can be checked: line 2",
        "    a probability is not checked: line 3",
        "not read:",
        r"    \foo is not understood here: line 5",
        "    a brace { is not closed: line 7",
    ]


SETS = [
    (r"\Pr(A \cup B) = \Pr(A) + \Pr(B)", "a probability is not checked"),
    (r"P(A \cap B) = P(A) P(B)", "sets are not checked"),
    (r"\Pr(A \mid B) = q", "a probability is not checked"),
    (r"\Pr[X = 1] = q", "a probability is not checked"),
    (r"A \cup B = C", "sets are not checked"),
    (r"C = A \setminus B", "sets are not checked"),
]


@pytest.mark.parametrize(("formula", "why"), SETS, ids=[x for x, _ in SETS])
def test_sets_and_probabilities_are_named_and_nothing_is_said_of_brackets(formula, why):
    (found,) = pages.report(f"$$ {formula} $$", "md").formulas
    assert (found.status, found.why) == ("not checkable", why)


COUNTED = [
    ("$y = x^2$ and $dy/dx = 2x$", "2 formulas: 1 claim checked (1 right), 1 definition"),
    ("$y = x^2$ and $dy/dx = 2x$, $dy/dx = x$",
     "3 formulas: 2 claims checked (1 right, 1 wrong), 1 definition"),
    ("$y = x^2$ and $x = 3$, $z = y^2$",
     "page: there is no derivation on this page, only 2 definitions and 1 given value"),
    ("$y = x^2$", "page: there is no derivation on this page, only 1 definition"),
    ("The variable $x$ is a variable.", "page: there is no derivation on this page"),
    (r"$y = x^2$ and $\sin x \approx x$",
     "2 formulas: no claim checked, 1 definition, 1 not checkable"),
    ("$y = x^2$ and $$ z = (y $$", "2 formulas: no claim checked, 1 definition, 1 not read"),
    ("$$ y = x^2", "0 formulas: no claim checked; 1 passage not read"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "said"), COUNTED, ids=[x for x, _ in COUNTED])
def test_the_summary_accounts_for_every_formula(page, said):
    found = pages.report(page, "md")
    assert found.summary == said
    others = sum(each.status in OTHERS for each in found.formulas)
    assert len(found.formulas) == len(found.claims) + others


def test_no_line_is_longer_than_a_terminal_and_no_count_is_broken():
    page = FORMS + LEFT_OUT + "$x = 2$, $w \\leftarrow w - 1$, $b > 0$"
    lines = pages.report(page, "md").text.splitlines()
    assert max(map(len, lines)) <= 80
    start = next(n for n, line in enumerate(lines) if "claims checked" in line)
    assert lines[start].endswith(",")
    assert lines[start + 1].startswith("    ")


def test_what_a_claim_rests_on_is_said_with_how_sure_it_is():
    found = check_text(
        r"With $x \in \mathbb{R}^3$, $y = W x$ and $L = y^T y$ it is"
        r" $$\frac{\partial L}{\partial y} = 2 y$$", "page", "md"
    )  # fmt: skip
    (claim,) = found.to_dict()["formulas"][3:]
    assert claim["names"] == [
        {"name": "L", "is": "a number", "evidence": "forced"},
        {"name": "W", "is": "a 2×3 matrix", "evidence": "conventional", "size": "chosen"},
        {"name": "x", "is": "a vector of 3 numbers", "evidence": "stated"},
        {"name": "y", "is": "a vector of 2 numbers", "evidence": "forced", "size": "chosen"},
    ]
    assert claim["definitions"] == [{"line": 1}, {"line": 1}]
