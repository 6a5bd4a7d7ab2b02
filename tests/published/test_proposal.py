r"""What a page leaves open is asked in one block, and the block, pasted, settles it."""

import json
from dataclasses import replace
from functools import cache

import pytest

from autograd import check_page
from autograd.documents import PageError, document, hidden
from autograd.documents.reading import known
from autograd.published import PageReport
from autograd.published.proposing.proposed import KINDS
from autograd.published.scopes import divided
from autograd.published.surveying.survey import surveyed

from . import pages

NET = r"""
The output is $\hat y = V h + c$ with $h = \tanh(z)$ and $z = U x + b$. With $L = \|\hat y - t\|^2$

$$ \frac{\partial L}{\partial V} = 2 (\hat y - t) h^T $$
$$ \frac{\partial L}{\partial c} = \hat y - t $$
"""
LAYERS = r"""
Let $z^{l} = W^{l} a^{l-1} + b^{l}$ and $a^{l} = \tanh(z^{l})$. With $C = \frac12 \|a^L - y\|^2$

$$ \frac{\partial C}{\partial b^{L}} = (a^L - y) \odot (1 - a^L \odot a^L) $$
$$ \frac{\partial C}{\partial W^{l}} = a^{l-1} \left( \frac{\partial C}{\partial z^{l}} \right)^T $$
"""
TIMES = r"""
Let $h_t = \tanh(W h_{t-1} + V x_t)$ and $\ell = \sum_{t=1}^{T} u^T h_t$.

$$ \frac{\partial h_t}{\partial h_{t-1}} = \mathrm{diag}(1 - h_t \odot h_t)\, W $$
"""
SAMPLES = r"""
With $p^{(i)} = \sigma(w^T x^{(i)})$ and $J = \frac{1}{2} \sum_{i=1}^m (p^{(i)} - y^{(i)})^2$

$$ \frac{\partial J}{\partial w_j}
   = \sum_{i=1}^m (p^{(i)} - y^{(i)}) p^{(i)} (1 - p^{(i)}) x^{(i)}_j $$
"""
NUMBERS = r"""
Let $F = k q \frac{m}{r^2}$.

$$ \frac{\partial F}{\partial r} = -\frac{2 k q m}{r^3}, \quad \frac{dF}{dq} = k m r^{-1} $$
"""
QUADRATIC = r"""
For $f = x^T A x$ with symmetric $A$ it is $\nabla_x f = 2 A x$.
"""
ENTRIES = r"""
Let $s_k = e^{z_k} / \sum_j e^{z_j}$ and $E = - \sum_k t_k \log s_k$ with $\sum_k t_k = 1$.

$$ \frac{\partial E}{\partial z_i} = s_i - t_i $$
$$ \frac{\partial s_i}{\partial z_j} = s_i (1 - s_j) \quad \text{if } i \neq j $$
"""
PARTS = r"""
Let $y = W x$ and $L = \|y\|^2$.
$$ \frac{\partial L}{\partial W} = 2 y x^T $$

**Exercise 1.** With $g = x^3$ it is
$$ \frac{dg}{dx} = 2 x^2 $$
"""
CUBE = r"""
A cube of side $r(t)$ has $V = r^3$, so $$\frac{dV}{dt} = 3 r \frac{dr}{dt}$$
"""
COURSE = r"""
With $z = w x + b$, $a = \tanh(z)$ and $L = \frac12 (a - y)^2$
$$ dz = (a - y)(1 - a^2) $$
$$ dw = -dz\, x $$
"""
LAYER = r"""
A layer computes $y = W x$ of $x \in \mathbb{R}^3$ and knows $\frac{\partial L}{\partial y}$. Then
$$ \frac{\partial L}{\partial x} = W \frac{\partial L}{\partial y} $$
"""
PAGES = {
    "net": NET, "layers": LAYERS, "times": TIMES, "samples": SAMPLES, "numbers": NUMBERS,
    "quadratic": QUADRATIC, "entries": ENTRIES, "parts": PARTS,
    "cube": CUBE, "course": COURSE, "layer": LAYER,
}  # fmt: skip
TOLD = ("course", "layer")  # where the answers change what is said
SLOW = ("layers", "net")
HIDDEN = sorted(name for name, form in known().items() if form.hidden(["x in R"]))


@cache
def report(text: str, form: str = "md") -> PageReport:
    """What is said of a page, asked once."""
    return pages.report(text, form)


def settled(text: str, form: str = "md", where: str = "above") -> str:
    """A page with what it asks pasted into it."""
    block = "\n".join(hidden(form, report(text, form).proposal.lines))
    return f"{block}\n\n{text}" if where == "above" else f"{text}\n\n{block}\n"


def outcomes(text: str, form: str = "md") -> list[tuple[str, str]]:
    """What each formula of a page was found to be."""
    return [(each.item.found.latex, each.status) for each in report(text, form).formulas]


def evidence(text: str) -> dict[str, str]:
    """On what the kind of each name of a page rests."""
    page = document(text, "page", "md")
    found: dict[str, str] = {}
    for part in divided(page):
        formulas = tuple(formula for _, formula in part)
        found |= surveyed(replace(page, formulas=formulas)).ranks.evidence
    return found


@pytest.mark.parametrize(
    "name",
    [pytest.param(x, marks=pytest.mark.full) if x in SLOW else x for x in PAGES if x not in TOLD],
)
def test_the_block_that_is_asked_settles_the_page_and_changes_no_verdict(name):
    page = PAGES[name]
    assert report(page).proposal.facts
    after = settled(page)
    assert outcomes(after) == outcomes(page)
    found = report(after)
    assert not any("wrong if" in each.why for each in found.claims)
    if name != "parts":  # where x is a number in one part and a column in another
        assert not found.proposal.facts
        assert set(evidence(after).values()) <= {"stated", "forced"}


def test_every_kind_of_fact_is_asked_on_one_of_the_pages():
    names = ("times", "numbers", "cube", "samples", "course", "layer")
    said = [each for name in names for each in report(PAGES[name]).proposal.facts]
    spaces = {
        "{} in R", "{} in R^n", "{} in R^(nxn)", "{} in n..n", "{0} = {0}(t)",
        "{0}(u) = sigmoid(u)", "{0} = grad(L, z)", "{0} = grad(L, w)", "{0} depends on y",
    }  # fmt: skip
    assert {each.space for each in said} == spaces
    assert len(KINDS) == 7


def test_the_block_may_stand_below():
    assert outcomes(settled(NUMBERS, where="below")) == outcomes(NUMBERS)


def test_what_courses_write_is_judged_once_the_block_says_what_it_is():
    assert [each for _, each in outcomes(COURSE)][-2:] == ["inconclusive"] * 2
    assert report(COURSE).proposal.lines[-1] == "dz = grad(L, z)  # else d is a factor"
    assert [each for _, each in outcomes(settled(COURSE))][-2:] == ["proved", "wrong"]


def test_a_loss_is_any_function_of_what_the_block_says_it_depends_on():
    assert report(LAYER).proposal.lines[-1] == "L depends on y  # any function of it"
    assert outcomes(settled(LAYER))[-1][1] == "wrong"
    right = LAYER.replace(r"= W \frac", r"= W^T \frac")
    assert outcomes(settled(right))[-1][1] == "proved"
    twice = LAYER + r"$$ \frac{\partial^2 L}{\partial x_i \partial x_j} = 0 $$"
    assert outcomes(settled(twice))[-1][1] != "wrong"


@pytest.mark.parametrize("answer", ["sigma > 0", "sigma in R"])
def test_a_sigma_with_brackets_behind_it_may_be_said_to_be_a_number(answer):
    page = rf"<!-- derivation: u, y in R; {answer} -->" + r"$$y = \sigma(u)$$ $$\frac{dy}{du} = "
    assert outcomes(rf"{page}\sigma$$")[-1][1] in ("proved", "agrees")
    assert outcomes(rf"{page}\sigma(1 - \sigma)$$")[-1][1] == "wrong"


SCALED = r"With $z = W x, L = z^T z, u = 3 v$ it is $$\frac{du}{dv} = 1.$$"
AS_RST = r"""
With :math:`z = W x`, :math:`L = z^T z`, :math:`u = 3 v` it is

.. math:: \frac{du}{dv} = 1
"""


def written(form: str, block: str = "") -> str:
    """A page in each format, with a block above."""
    if form == "ipynb":
        cells = [("code", block), ("markdown", SCALED)]
        return json.dumps({"cells": [{"cell_type": x, "source": y} for x, y in cells]})
    return f"{block}\n\n{AS_RST if form == 'rst' else SCALED}\n"


@pytest.mark.parametrize("form", HIDDEN)
def test_what_was_wrong_only_if_v_is_a_number_is_wrong_once_the_block_says_so(form):
    before = report(written(form), form)
    last = before.formulas[-1]
    assert last.status == "inconclusive"
    assert last.why.startswith("wrong if u and v are numbers")
    block = "\n".join(hidden(form, before.proposal.lines))
    assert "v in R" in block
    assert block in before.text
    assert report(written(form, block), form).formulas[-1].status == "wrong"
    other = block.replace("v in R", "v in R^4")
    assert "number" not in report(written(form, other), form).formulas[-1].why


def test_each_format_of_sources_has_a_block_that_does_not_show():
    assert HIDDEN == ["ipynb", "md", "rst", "tex"]


def test_sizes_that_a_formula_states_are_taken_and_not_asked():
    found = report(
        r"With $x \in \mathbb{R}^5$, $W \in \mathbb{R}^{4 \times 5}$ and $v = W x$ it is"
        r" $\partial v_i / \partial x_j = W_{ij}$."
    )
    assert "matrices W (4×5); vectors v (4), x (5)" in found.text
    assert found.proposal.facts == []


def test_a_letter_for_the_last_time_is_not_asked_beside_that_of_times():
    page = (
        r"Let $h_t = W h_{t-1}$ and $L = u^T h_T$. Then $$\frac{\partial L}{\partial h_T} = u,"
        r" \quad \frac{\partial L}{\partial h_{T-1}} = W^T u$$"
    )
    assert report(page).proposal.lines == ["W in R^(2x2); h0, u in R^2; t in 1..3"]
    assert outcomes(settled(page)) == outcomes(page)


def test_the_proposal_is_data_as_well():
    data = report(NUMBERS).to_dict()["proposal"]
    assert data["text"] == "k, m, q, r in R"
    assert data["facts"][0] == {"fact": "k in R", "evidence": "conventional"}


def test_a_file_beside_the_page_says_what_its_names_are(tmp_path):
    page, names = tmp_path / "notes.tex", tmp_path / "notes.names"
    page.write_text(SCALED)
    assert check_page(page).status == 3
    names.write_text("% derivation: v in R\n")
    assert check_page(page).status == 1
    names.write_text("v in R\n")
    assert check_page(page).status == 1
    names.rename(tmp_path / "other.names")
    assert check_page(page).status == 3
    assert check_page(page, names=tmp_path / "other.names").status == 1


def test_an_empty_file_beside_a_page_says_that_it_declares_nothing(tmp_path):
    page = tmp_path / "notes.md"
    page.write_text(SCALED)
    (tmp_path / "notes.names").write_text("  \n")
    assert "notes.names declares nothing" in check_page(page).as_read


def test_what_cannot_be_read_beside_a_page_is_told_with_its_file(tmp_path):
    page, names = tmp_path / "notes.md", tmp_path / "notes.names"
    page.write_text(SCALED)
    names.write_text("v in R\nx in [1\n")
    assert "! unreadable    notes.names, line 2" in check_page(page).text
    with pytest.raises(FileNotFoundError):
        check_page(page, names=tmp_path / "no.names")
    names.write_bytes(b"\x00\xff\x00")
    with pytest.raises(PageError, match=r"the names in notes\.names"):
        check_page(page)


def test_the_report_for_a_browser_asks_as_well():
    page = report(NUMBERS).html
    assert "To settle it, paste this where it does not show, or save it as page.names:" in page
    assert "<code>&lt;!-- derivation:\nk, m, q, r in R\n--&gt;</code>" in page
    assert "To settle it" not in report(settled(NUMBERS)).html
