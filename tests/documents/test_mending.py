"""Pages whose formulas lost = and + in copying: what can be only one is put back, else named."""

import re

import pytest

from autograd.documents import document
from autograd.documents.pasted.mending import mended
from autograd.documents.pasted.reader import LOST
from autograd.published import check_text


@pytest.mark.parametrize(
    ("lost", "whole"),
    [
        (r"s  \frac{1}{1  e^{-u}}", r"s = \frac{1}{1 + e^{-u}}"),
        (r"q_m  \sum_{n1}^N c_{mn} p_n", r"q_m = \sum_{n=1}^N c_{mn} p_n"),
        (r"\frac{\partial C}{\partial c_{mn}}  r_m p_n",
         r"\frac{\partial C}{\partial c_{mn}} = r_m p_n"),
        (r"v  g(m_1  m_2 - k)", "v = g(m_1 + m_2 - k)"),
        (r"\begin{aligned} C   (o - t)^2 \\   o^2 - 2(o  t) \end{aligned}",
         r"\begin{aligned}C & = (o - t)^2 \\& = o^2 - 2(o + t) \end{aligned}"),
        (r"\begin{cases} m  k \cdot p \\ o  \tanh(m) \end{cases}",
         r"\begin{cases}m = k \cdot p \\o = \tanh(m) \end{cases}"),
        (r"m  k_1 p_1  \cdots  k_n p_n", r"m = k_1 p_1 + \cdots + k_n p_n"),
        (r"k^{(t1)} \gets k^{(t)} - \eta g", r"k^{(t+1)} \gets k^{(t)} - \eta g"),
        (r"\prod_{i1}^n", r"\prod_{i=1}^n"),
        ("a  b  c", ""),
        (r"(a  b) \times c  d", ""),
        (r"\frac{o}{t}  m", ""),
    ],
)  # fmt: skip
def test_what_can_be_only_one_is_put_back(lost, whole):
    assert mended(lost) == whole


def _pasted(latex: str) -> str:
    """A formula three times, its signs lost in all of them."""
    lost = re.sub(r"[=+]", "", latex)
    shown = lost.replace(r"\tanh", "tanh")
    shown = re.sub(r"\\[A-Za-z]+|[\\{}^_\s]", "", shown)
    return f"{shown}{lost}{shown}"


NET = [
    r"m_k = \sum_{i=1}^n c_{ik} p_i",
    r"o_k = \tanh(m_k)",
    r"J = \frac{1}{2} \sum_{k=1}^l (o_k - g_k)^2",
]


@pytest.mark.parametrize(
    ("claim", "status"),
    [
        (r"\frac{\partial J}{\partial o_k} = o_k - g_k", "proved"),
        (r"\frac{\partial J}{\partial c_{ik}} = (o_k - g_k) (1 - o_k) (1 + o_k) p_i", "proved"),
        (r"\frac{\partial J}{\partial c_{ik}} = (o_k - g_k) (1 - o_k) p_i", "inconclusive"),
        (r"\frac{\partial J}{\partial o_k} = o_k + g_k", "not read"),
    ],
)
def test_a_mended_page_is_judged_and_accused_of_nothing(claim, status):
    page = "先看定义\n" + "\n".join(f"于是 {_pasted(each)} 得到" for each in [*NET, claim])
    report = check_text(page, "page.txt")
    assert [each.status for each in report.formulas[:3]] == ["definition"] * 3
    last = report.formulas[-1]
    assert last.status == status
    if status == "inconclusive":
        assert last.why == "wrong if nothing but = and + was lost in copying"
    if status == "not read":
        assert last.why == LOST
    assert any("put back (lines 2, 3, 4" in each for each in report.as_read)


def test_where_primes_are_lost_nothing_is_put_back():
    page = "导数是 f\u2032(u)o(1o)f(u)  o \\cdot (1  o)f\u2032(u)o(1o) 这样。"
    (found,) = document(f"{page}\nE21E  \\frac{{1}}{{2}}E21", "page.txt").formulas[:1]
    assert (found.damage, found.is_mended) == (LOST, False)


def test_a_line_by_itself_without_stops_is_a_title():
    page = "1. 第一步\n权重whjw_{hj}whj在这里。\n第二步的推导\n阈值θj\\theta_jθj也在。\n"
    assert [each.heading for each in document(page, "page.txt").formulas] == [
        ("1. 第一步",), ("第二步的推导",)
    ]  # fmt: skip
