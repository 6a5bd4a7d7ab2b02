r"""What could not be read is never judged by: the names that it may define mean nothing certain."""

from itertools import islice

import pytest

from autograd.checking import check
from autograd.checking.pages.statements import introduced
from fields import written
from verdicts import statuses

SLOPE = r"\frac{\partial v}{\partial u} = 1 - v^2"  # right, if v = tanh(u)


def latex(*formulas, names="u, v, w in R"):
    block = f"```derivation\n{names}\n```\n"
    return block + "".join(f"$$ {formula} $$\n" for formula in formulas)


@pytest.mark.parametrize(
    "definition",
    [
        r"v = \tanh(u) \quad \text{as is known}",
        r"\text{Let } v = \tanh u \text{ then}",
        r"w = 2, \quad v = \foo u",
        r"w = 2 \text{ and } v = \tanh u",
        r"\begin{aligned} v &= \tanh(u) \\ w &= \foo u \end{aligned}",
        r"\begin{align} w &= 1 \\ v &= \foo u",
        r"\begin{array}{ll} w = 1, & v = \foo u \end{array}",
        r"v = \begin{cases} u & \text{if } \foo \\ 0 \end{cases}",
        r"\left\{ \begin{array}{l} v = \foo u \\ w = 2 \end{array} \right.",
        r"v := \tanh(u) \text{, as usual}",
        r"v \equiv \foo(u)",
        r"v \triangleq \foo u",
        r"v \leftarrow \foo u",
        r"v \stackrel{\text{def}}{=} \foo u",
        r"v \sim \mathcal{N}(u)",
        r"v = w = \int u",
        r"w = \foo u = v",
        r"\foo u = v",
        r"v + u = \foo",
        r"v = \frac{1}{1+e^{-u}",
        r"{v} = \foo",
        r"\mathbf{v} = \foo u",
        r"\mathcal{v} = \foo",
        "\U0001d497 = \\foo u",
        r"\hat{v} = \foo u",
        r"v' = \foo",
        r"v_{\text{max}} = \foo",
        r"v(u) = \foo",
        r"v(u, w) = \foo",
        r"\operatorname{v}(u \mid w = 1) = \foo",
        r"v \eqdef \tanh u",
        r"\mathbf{v} \defines \frac{1}{u}",
        r"\vv = \tanh u",
        r"\hat{v}_{1\\} = \tanh u",
        r"v \left( = \tanh(u",
        r": v = \tanh u \ldots",
        r"\tanh(u) = \ldots v",
    ],
)
def test_a_definition_in_latex_that_is_refused_breaks_its_name(definition):
    assert statuses(latex(definition, SLOPE)) == ["unreadable", "inconclusive"]


@pytest.mark.parametrize(
    "definition",
    [
        "v := tanh(u) as is known",
        "let v be tanh(u)",
        "v is tanh(u)",
        "so v = tanh(u",
        "v ← foo(u",
        "v ≡ tanh u",
        "v ≔ 2 u",
        "w = 1, v = tanh u",
        "tanh u = v",
        "v(u) = tanh u",
        "v[1] = tanh u",
        r"\mathbf{v} = \tanh u",
    ],
)
def test_so_does_a_definition_in_plain_text(definition):
    assert statuses(f"u, v, w in R\n{definition}\n\ndv/du = 1 - v^2") == [
        "unreadable",
        "inconclusive",
    ]


NAMES = "```derivation\na1 = tanh(x)\na2 = tanh(a1)\n{}\n```\n"


@pytest.mark.parametrize(
    ("name", "definition"),
    [
        ("theta", r"\theta = \foo"),
        ("theta", r"θ = \foo"),
        ("hat_y", r"\hat{\mathbf y}_j = \foo"),
        ("yhat", r"ŷ = \foo"),
        ("w_out", r"w_{\text{out}} = \foo"),
        ("w12", r"w_{1,2} = \foo"),
        ("delta2", r"\delta^{(2)}_{jk} = \foo"),
        ("loss", r"\mathrm{loss} = \foo"),
        ("phi", r"\varphi(x) = \foo"),
    ],
)
def test_a_name_is_found_however_it_is_spelled(name, definition):
    page = NAMES.format(f"{name}, other in R")
    page += f"$$ {definition} $$\n\n```derivation\nd/dother(3*{name}) = 1\nda1/dx = 1 - a1^2\n```"
    assert statuses(page)[-2:] == ["inconclusive", "proved"]


def test_only_the_layer_that_is_meant_is_broken():
    page = "```derivation\nd1, d2 in R\nx > 0\n```\n$$ d_{2} = \\foo $$\n"
    page += "```derivation\nd1^2 = d1*d1\nd2^2 = d2*d2\n```"
    assert statuses(page) == ["unreadable", "proved", "inconclusive"]


@pytest.mark.parametrize(
    "claim",
    [
        r"\frac{\partial v}{\partial u} = 1 - v^2 \quad \text{as is known}",
        r"\frac{\mathrm{d} v}{\mathrm{d} u} = \foo",
        r"∂v/∂u = \foo",
        r"\nabla_u v = \foo",
        r"v = \foo",
        r"\mathbb{E}[u] = 0",
        r"\operatorname{Var}(u) = 1",
    ],
)
def test_a_claim_that_is_refused_breaks_no_name(claim):
    page = latex(claim, SLOPE, names="u in R\nv = tanh(u)")
    assert statuses(page) == ["unreadable", "proved"]


@pytest.mark.parametrize(
    "domain",
    ["x in R^…", "x in R^(3y2)", "x ∈ (0, oo", "x in [0, 1", "0 < x < a*b", "x < y", "x, y > 0 0"],
)
def test_a_domain_that_could_not_be_read_is_not_all_numbers(domain):
    assert statuses(f"{domain}\n\nsqrt(x^2) = x")[1:] == ["inconclusive"]


@pytest.mark.parametrize("update", ["w <- w - v each step", "w ← 2 w", "w := w - v"])
def test_rounds_with_a_step_that_could_not_be_read_are_not_counted(update):
    page = f"v <- 2*v\n{update}\nat v=1, after 2: v = 5\nat v=1, w=1, after 2: w = 1"
    assert statuses(page)[-2:] == ["inconclusive", "inconclusive"]


def test_rounds_with_a_step_that_depends_on_a_line_that_could_not_be_read():
    page = "L = w^2 u\nw <- w - dL/dw\nv <- 2*v\nat v=1, after 1: v = 3"
    assert statuses(page)[-1] == "inconclusive"


def test_a_name_like_that_of_a_function_is_one_where_the_page_uses_it_so():
    page = latex(
        r"\sigma = u + \foo", r"\frac{\partial v}{\partial u} = \sigma", names="v = sigma*u"
    )
    assert statuses(page) == ["unreadable", "inconclusive"]


# ---- The law, over pages of many fields ---------------------------------------------------------

MANGLED = [
    "{name} = {formula} ?",
    "{name} := foo({formula}",
    "{name} = {formula} as is known",
    "let {name} = {formula} here",
    "{name} = E[{formula}",
    "{name} ≈ {formula}",
    "{name} = {formula}, roughly",
    "{name} = {formula} if a < b < c",
    "{name} is {formula}",
    "{name} ~ {formula}",
    "{name} -> {formula}",
    "{name} ≃ {formula}",
]


def with_a_definition_lost(page, which):
    """The page, once for each line that defines a name, with that line made unreadable."""
    lines = page.split("\n")
    for place, line in enumerate(lines[:-1]):
        if (found := introduced(line)) is not None and found[0] != "range":
            name, _, formula = (part.strip() for part in line.partition("="))
            mangled = MANGLED[(which + place) % len(MANGLED)].format(name=name, formula=formula)
            yield "\n".join([*lines[:place], mangled, *lines[place + 1 :]])


@pytest.mark.parametrize(
    "every", [pytest.param(60, id="some"), pytest.param(2, id="most", marks=pytest.mark.full)]
)
def test_a_definition_that_is_lost_makes_no_claim_wrong_and_none_right(every):
    judged = 0
    for which, case in enumerate(islice(written(), 0, None, every)):
        before = {claim.claim: claim.status for claim in check(case.text).claims}
        for page in with_a_definition_lost(case.text, which):
            for claim in check(page).claims:
                was = before.get(claim.claim)
                judged += was is not None
                assert claim.status != "wrong" or was == "wrong", page
                assert claim.status not in ("proved", "agrees") or was != "wrong", page
    assert judged >= 20
