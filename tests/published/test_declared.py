"""Pages whose blocks say what the names are, and whose formulas are written as people write them.

What a block declares is enough to read many formulas; the others are read openly, and the report
accounts for both.
"""

import pytest

from .pages import report, statuses

RIGHT = ("proved", "agrees")


def page(declared: str, *formulas: str) -> str:
    """A page in Markdown: a block of derivation text, and displays after it."""
    return f"```derivation\n{declared}\n```\n" + "".join(f"$$ {each} $$\n" for each in formulas)


def test_what_a_block_claims_is_accounted_for_with_the_formulas():
    found = report(page("x in R\ny = x^3\ndy/dx = 2*x^2", r"\frac{dy}{dx} = 3x^2", "y > 0"))
    assert [each.status for each in found.formulas] == ["wrong", "proved", "condition"]
    assert found.summary == "3 formulas: 2 claims checked (1 right, 1 wrong), 1 condition"
    assert "right is dy/dx = 3*x^2" in found.text


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("tex", "% derivation: x in R; y = x^2\nWe find\n\\[ \\frac{dy}{dx} = 2x \\]\n"),
        ("md", "<!-- derivation: x in R; y = x^2 -->\nWe find $$\\frac{dy}{dx} = 2x$$\n"),
        ("rst", ".. derivation: x in R; y = x^2\n\n.. math:: \\frac{dy}{dx} = 2x\n"),
    ],
)
def test_a_block_that_does_not_show_declares_as_well(form, text):
    assert statuses(text, form) in (["proved"], ["agrees"])


def test_a_condition_behind_a_formula_counts_in_the_close_reading():
    found = statuses(
        page("z, s in R^3", r"s_k = \frac{e^{z_k}}{\sum_j e^{z_j}}",
             r"\frac{\partial s_a}{\partial z_b} = -s_a s_b, \quad a \neq b")
    )  # fmt: skip
    assert found[-1] in RIGHT


def test_what_running_text_defines_is_not_lost_on_the_close_reading():
    text = page("u, v, w in R") + r"Let $v = u w$. Then $$\frac{dv}{du} = w.$$"
    assert statuses(text)[-1] in RIGHT


def test_evidence_names_the_line_of_the_file_where_several_formulas_share_it():
    declared = "z, t, s in R^3\nL in R"
    found = report(
        page(declared, r"s_k = \frac{e^{z_k}}{\sum_j e^{z_j}}", r"L = -\sum_k t_k \log s_k",
             r"\sum_k t_k = 1", r"\frac{\partial L}{\partial z_i} = s_i - t_i")
    )  # fmt: skip
    last = found.formulas[-1]
    assert last.status in RIGHT
    assert "right where sum(k: t[k]) = 1 (line 7)" in last.why
