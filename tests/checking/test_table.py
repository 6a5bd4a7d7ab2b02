"""A report in a notebook: formulas set as mathematics, every text shown as text."""

import html
import os
import re
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograd.checking import Claim, Report, check
from autograd.checking.report.table import VERDICTS
from autograd.drawing.shapes.style import DARK, LIGHT
from autograd.formulas.trees.mathml import equation, mathml
from autograd.formulas.trees.tree import (
    Call,
    Family,
    Indexed,
    Listing,
    Name,
    Number,
    Op,
    Relation,
    Slope,
    Sum,
    number,
)
from effort import at_most

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
PAGE = """
z = w*x + b
a = sigmoid(z)
L = (a - y)^2/2
dL/db = (a - y)*a*(1 - a)
dL/dw = (a - y)*x
dL/db = 2x
N = sqrt(-x^2 - 1)
dN/dx = x
"""
HOSTILE = "<script>alert(1)</script> & \"quoted\" 'so' </table> \x1b[31m \u202e"
w, x, b = map(Name, "wxb")


def spoken(markup):
    """The characters of a formula in reading order, a fraction as (above)/(below)."""
    root = ElementTree.fromstring(f"<math>{markup}</math>")
    return _spoken(root)


def _spoken(element):
    parts = [_spoken(child) for child in element] or [element.text or ""]
    match element.tag:
        case "mfrac":
            return f"({parts[0]})/({parts[1]})"
        case "msub" | "munder":
            return f"{parts[0]}_{parts[1]}"
        case "msup":
            return f"{parts[0]}^{parts[1]}"
        case "munderover":
            return f"{parts[0]}_{parts[1]}^{parts[2]}"
        case "msqrt":
            return f"√({''.join(parts)})"
    return "".join(parts)


@pytest.mark.parametrize(
    ("tree", "said"),
    [
        (Name("w1"), "w_1"),
        (Name("theta_hid"), "θ_hid"),
        (Name("some_long_name"), "some_long_name"),
        (Op("*", (number(2), w)), "2w"),
        (Op("*", (w, number(2))), "w⋅2"),
        (Op("*", (w, Op("+", (x, b)))), "w⋅(x+b)"),
        (Op("-", (w, Op("-", (x, b)))), "w−(x−b)"),
        (Op("-", (Op("-", (w, x)), b)), "w−x−b"),
        (Op("*", (w, Op("neg", (x,)))), "w⋅(−x)"),
        (Op("neg", (Op("*", (w, x)),)), "−w⋅x"),
        (Op("/", (Op("+", (w, x)), b)), "(w+x)/(b)"),
        (Op("^", (Op("+", (w, x)), number(2))), "(w+x)^2"),
        (Op("^", (Call("tanh", (x,)), number(2))), "tanh(x)^2"),
        (Op("^", (Op("^", (w, x)), b)), "(w^x)^b"),
        (Op("^", (number(-2), x)), "(−2)^x"),
        (Op("@", (Op("T", (w,)), x)), "w^Tx"),
        (Call("sqrt", (x,)), "√(x)"),
        (Call("abs", (x,)), "|x|"),
        (Call("sigma", (x,), 2), "\u03c3^\u2032\u2032(x)"),
        (Call("atan2", (w, x)), "atan2(w,x)"),
        (Call("f1", (x,)), "f_1(x)"),
        (Slope(Name("L"), (w,)), "(dL)/(dw)"),
        (Slope(Name("L"), (w, w)), "(d^2L)/(dw^2)"),
        (Slope(Name("L"), (w, x)), "(d^2L)/(dwdx)"),
        (Slope(Op("*", (w, x)), (w,)), "(d)/(dw)(w⋅x)"),
        (Indexed(w, (Name("h"), Name("j"))), "w_h,j"),
        (Sum("sum", "j", Op("+", (w, x))), "∑_j(w+x)"),
        (Sum("prod", "j", w, number(1), Name("n")), "∏_j=1^nw"),
        (Sum("sum", "j", w, but="i"), "∑_j≠iw"),
        (Sum("max", "j", w), "max_jw"),
        (Listing((w, number(2))), "[w,2]"),
        (Family("z", ("h", "j"), w), "z_h,j"),
        (Relation("<=", w, number(1)), "w≤1"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_a_formula_is_set_as_a_textbook_would(tree, said):
    assert spoken(mathml(tree)) == said


leaves = st.one_of(
    st.text(max_size=8).map(Name),
    st.integers(-9, 9).map(number),
    st.text(max_size=8).map(lambda written: Number(Fraction(1), written)),
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(lambda s, *args: Op(s, args), st.sampled_from("+-*/^@"), inner, inner),
        st.builds(lambda s, x: Op(s, (x,)), st.sampled_from(["neg", "T"]), inner),
        st.builds(Call, st.text(max_size=8), st.tuples(inner), st.integers(0, 2)),
        st.builds(Slope, inner, st.lists(inner, min_size=1, max_size=2).map(tuple)),
        st.builds(Indexed, inner, st.tuples(inner)),
        st.builds(Sum, st.sampled_from(["sum", "prod"]), st.text(max_size=3), inner),
        st.builds(Relation, st.sampled_from(["=", "<", ">="]), inner, inner),
    ),
    max_leaves=12,
)


@given(st.lists(trees, min_size=1, max_size=3))
def test_whatever_a_name_holds_the_elements_stay_whole(sides):
    root = ElementTree.fromstring(equation(sides))
    known = "math mrow mi mn mo msub msup mfrac msqrt munder munderover mspace"
    assert {element.tag for element in root.iter()} <= {*known.split()}


def test_formulas_are_set_and_evidence_stands_below():
    shown = check(PAGE)._repr_html_()
    assert shown.count("<tr>") == 5
    assert shown.count("<math") == 4  # two read claims, one suggestion, and N's derivative
    assert "✗ <span" in shown
    assert "<pre>true     0.12500000000000000\nclaimed  0.50000000000000000</pre>" in shown
    assert "<code>dL/db = 2x</code>" in shown
    assert "4 claims: 1 right, 1 wrong, 1 inconclusive, 1 unreadable" in shown


def test_hostile_text_is_shown_as_text():
    evil = Claim(1, HOSTILE, "wrong", evidence=[HOSTILE, f"x\n  {HOSTILE}", f"    {HOSTILE}"])
    evil.sides = (Name(HOSTILE), Call(HOSTILE, (Number(Fraction(1), HOSTILE),)))
    plain = Claim(2, HOSTILE, "unreadable")
    for page in (Report([evil, plain], notes=[HOSTILE]), check(f"y = {HOSTILE}\n{HOSTILE}")):
        shown = page._repr_html_()
        assert "<script" not in shown
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert shown.count("</table>") == 1
        assert "<script>alert" in html.unescape(shown)


def test_a_long_report_takes_no_longer_than_a_glance():
    claims = check(PAGE).claims * 200
    report = Report(claims)
    with at_most(200_000):
        shown = report._repr_html_()
    assert "500 more claims are not shown" in shown
    assert len(Report([Claim(1, "x" * 1_000_000, "wrong")])._repr_html_()) < 10_000


def test_it_never_raises():
    assert Report([Claim(1, "y = x", "a verdict that there is not")])._repr_html_() is None


@pytest.mark.parametrize("tone", VERDICTS)
def test_verdicts_can_be_read_by_day_and_by_night(tone):
    for colours, colour in zip((LIGHT, DARK), VERDICTS[tone], strict=True):
        dark, light = sorted(map(luminance, (colours["paper"], colour)))
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def luminance(colour):
    """As WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(k * c for k, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason="needs a browser")
def test_it_fits_a_phone_and_follows_the_theme_of_the_notebook():
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs Playwright")
    long = " + ".join(f"some_long_name_{k}*x^{k}" for k in range(9))
    shown = check(f"{PAGE}dL/dx = {long}\n")._repr_html_()
    paper = "getComputedStyle(document.querySelector('.autograd-report')).backgroundColor"
    themes = {  # the reader's preference, what the notebook says, and what is to be seen
        ("light", ""): LIGHT,
        ("dark", ""): DARK,
        ("light", 'data-jp-theme-light="false"'): DARK,
        ("dark", 'data-jp-theme-light="true"'): LIGHT,
        ("light", 'class="vscode-dark"'): DARK,
    }
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        for (preference, attribute), colours in themes.items():
            viewport = {"width": 390, "height": 800}
            page = browser.new_page(viewport=viewport, color_scheme=preference)
            page.set_content(f"<!doctype html><body {attribute}>{shown}</body>")
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
            seen = "#" + "".join(f"{int(c):02x}" for c in re.findall(r"\d+", page.evaluate(paper)))
            assert seen == colours["paper"], (preference, attribute)
            page.close()
        browser.close()
