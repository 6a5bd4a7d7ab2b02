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


# Each block, and formulas that a close reading refuses; the last is right, or wrong.
OPEN = {
    "sizes": ("A in R^(3x2)\nB in R^(3x2)\nC in R^(2x2)",
              r"\frac{\partial}{\partial C}\|A - BC\|_F^2 = -2B^\top(A - BC)",
              r"\frac{\partial}{\partial C}\|A - BC\|_F^2 = -2B(A - BC)^\top"),
    "rows of a matrix": ("x in R^(m x n)\ny in R^m\nw in R^n\nE in R",
                         r"E = \sum_{i=1}^m (y^{(i)} - w^\top x^{(i)})^2",
                         r"\nabla_w E(w) = -2\sum_{i=1}^m (y^{(i)} - w^\top x^{(i)}) x^{(i)}",
                         r"\nabla_w E(w) = 2\sum_{i=1}^m (w^\top x^{(i)}) x^{(i)}"),
    "ranges": ("x, y, k in R\nx > 0", r"y(x) = \sqrt{x^2}", r"\frac{dy(x)}{dx} = 1",
               r"\frac{dy(x)}{dx} = 2"),
    "what is assumed": ("p in R^3\nu, h in R\nassume sum(p) = 1", r"h(u) = \sum_i p_i u",
                        r"h'(u) = 1", r"h'(u) = u"),
    "functions": ("x, a in R\ng(s) = s^2 + 1", r"y(x) = g(ax)", r"y'(x) = 2a^2x",
                  r"y'(x) = 2ax"),
    "definitions": ("x, w in R\nz = w*x", r"C(w) = \tfrac12 z^2", r"C'(w) = zx", r"C'(w) = zw"),
    "numbered names": ("a1 in R^3\nW2 in R^(2x3)\nz2 in R^2", r"z^{l} = W^{l} a^{l-1}",
                       r"\frac{\partial z^l_i}{\partial a^{l-1}_j} = W^l_{ij}",
                       r"\frac{\partial z^l_i}{\partial a^{l-1}_j} = W^l_{ji}"),
    "names of several letters": ("th, eta, E in R", r"E(th) = th^3",
                                 r"\eta E'(th) = 3\eta th^2", r"\eta E'(th) = 3\eta t^2"),
    "unknown functions": ("V, r in R\nr = r(t)", r"V(r) = \frac43\pi r^3",
                          r"\frac{dV(r)}{dt} = 4\pi r^2\frac{dr}{dt}",
                          r"\frac{dV(r)}{dt} = 4\pi r\frac{dr}{dt}"),
}  # fmt: skip


@pytest.mark.parametrize("what", OPEN)
def test_what_a_block_states_holds_for_formulas_in_open_notation(what):
    declared, *definitions, right, wrong = OPEN[what]
    assert statuses(page(declared, *definitions, right))[-1] in RIGHT
    assert statuses(page(declared, *definitions, wrong))[-1] not in RIGHT


def test_what_is_wrong_under_declared_sizes_is_called_wrong():
    wrong_by_a_sign = r"\frac{\partial}{\partial C}\|A - BC\|_F^2 = 2B^\top(A - BC)"
    assert statuses(page(OPEN["sizes"][0], wrong_by_a_sign)) == ["wrong"]


def test_a_difference_with_a_declared_name_is_a_name():
    found = statuses(page("th, E, eta in R", "E = th^2", r"\Delta th = -\eta\frac{dE}{dth}"))
    assert found == ["definition", "definition"]


# Each block, a formula that is right, and one that is wrong.
READ = {
    "for all, before it": ("s in R", r"\forall s > 0: \sqrt{s^2} = s",
                           r"\forall s > 0: \sqrt{s^2} = 2s"),
    "for all, behind it": ("s in R", r"\sqrt{s^2} = -s \quad \forall s < 0",
                           r"\sqrt{s^2} = s \quad \forall s < 0"),
    "a space behind it": ("b in R^3", r"\nabla_b (b^\top b) = 2b \in \mathbb{R}^3",
                          r"\nabla_b (b^\top b) = b \in \mathbb{R}^3"),
    "a declared name at the end": (
        "a0 in R^2\na1 in R^3\nU1 in R^(3x2)\na1 = U1 @ a0",
        r"\frac{\partial a^{l}}{\partial a^{l-1}} = U^{l}",
        r"\frac{\partial a^{l}}{\partial a^{l-1}} = -U^{l}",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", READ)
def test_what_stands_around_a_formula_is_no_part_of_it(what):
    declared, right, wrong = READ[what]
    assert statuses(page(declared, right))[-1] in RIGHT
    assert statuses(page(declared, wrong))[-1] == "wrong"


@pytest.mark.parametrize("right", ["z - t", "2(z - t)"])
def test_the_gradients_of_courses_are_no_products_with_d(right):
    block = "W in R^(2x3)\nx in R^3\nz, t in R^2\nL in R"
    formulas = "z = W x", r"L = \frac12 \|z-t\|^2", f"dz = {right}"
    last = report(page(block, *formulas, r"dW = x\, dz^\top")).formulas
    assert last[2].status == "inconclusive"
    assert last[3].status in ("inconclusive", "unreadable")
    assert "is this a derivative" in last[2].why or "if d is a number" in last[2].why


def test_a_declared_d_is_a_factor():
    assert statuses(page("d, z, u in R\nu = d*z", "dz = u"))[-1] in RIGHT


@pytest.mark.parametrize("chance", ["P(t=1|z)", r"p(y = 1 \mid x, w)", "P(c=2|z)"])
def test_a_probability_under_a_condition_is_a_name(chance):
    declared = page("z in R", rf"{chance} = \sigma(z)")
    odds = rf"$$ \log\frac{{{chance}}}{{1 - {chance}}} = "
    assert statuses(f"{declared}{odds} z $$")[-1] in RIGHT
    assert statuses(f"{declared}{odds} 2z $$")[-1] not in RIGHT


@pytest.mark.parametrize("said", ["n in R", "n, y, x in R", "n > 0", "n in [1, 9]"])
def test_what_is_said_to_be_a_number_counts_nothing(said):
    formulas = r"y = 3 x^{n-1}", r"\log\frac{y}{3} = (n-1)\log x"
    found = report(page(f"x > 0\n{said}", *formulas)).formulas
    assert [each.status for each in found][-1] in RIGHT


@pytest.mark.parametrize("bad", ["f = [1", "z = ", "(((", "q = 2*", "W is 2 by 3", "x in [1"])
def test_a_line_that_cannot_be_read_breaks_only_itself(bad):
    found = report(page(f"v in R^4\n{bad}\nw in R", "y = w^2", r"\frac{dy}{dw} = 2w"))
    assert [each.status for each in found.formulas] == ["unreadable", "definition", "proved"]


def test_a_definition_that_cannot_be_read_accuses_nobody():
    found = statuses(page("w, b in R\nz = w^^2", "y = 3z + b", r"\frac{dy}{dw} = 6w"))
    assert "wrong" not in found


def test_a_name_that_the_page_does_not_have_is_told_with_the_nearest():
    found = report(
        page("W_xx in R^(2x3)", r"y = W_{xh} u", r"\frac{\partial y}{\partial u} = W_{xh}")
    )
    assert (
        "a block declares W_xx, which this page does not have: did you mean W_xh?" in found.as_read
    )
    clean = report(page("W_xh, u in R", r"y = W_{xh} u", r"\frac{\partial y}{\partial u} = W_{xh}"))
    assert not any("does not have" in each for each in clean.as_read)


@pytest.mark.parametrize("claim", ["dy/dx = 4*x", "dy/dx = 3*x", "dz/dx = 2*x"])
def test_a_block_accuses_nobody_where_the_running_text_defines(claim):
    text = f"With $z = x^2$ it is\n\n```derivation\ny = 2*z\n{claim}\n```\n"
    found = report(text)
    assert [each.status for each in found.claims] == ["inconclusive"]
    assert "z is defined in the running text: write it into the block as well" in found.text
    settled = report(text.replace("y = 2*z", "y = 2*z\nz = x^2"))
    assert [each.status for each in settled.claims] in (["proved"], ["wrong"])


def test_broken_lines_of_blocks_are_no_formulas_of_the_page():
    found = report(page("x in Q\nx in\n", "y = x^2", r"\frac{dy}{dx} = 2x"))
    assert found.summary == (
        "2 formulas: 1 claim checked (1 right), 1 definition; 2 lines of a block not read"
    )
    assert (found.status, [line for line in found.text.splitlines() if "^" in line]) == (2, [])


def test_names_declared_in_vain_are_told_together():
    found = report(page("a, b, k, v in R", "y = k v^2", r"\frac{dy}{dv} = 2 k v"))
    assert "blocks declare a and b, which this page does not have" in found.as_read
