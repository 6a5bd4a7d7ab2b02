"""Functions that a page uses and never defines: right for any, wrong if for all that are known."""

import pytest

from .pages import report, statuses

NET = r"$$z_j = \sum_i w_{ji} x_i$$ $$y_j = g(z_j)$$ $$E = \frac12 \sum_j (y_j - t_j)^2$$"
LAYER = r"$$z = Wx + b, \quad a = f(z), \quad L = \frac12 \|a - y\|^2$$"
WAVE = r"$$u(x, t) = f(x - ct) + g(x + ct)$$"
BY_W = r"\frac{\partial E}{\partial w_{ji}}"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (NET, rf"{BY_W} = (y_j - t_j) g'(z_j) x_i"),
        (LAYER, r"\frac{\partial L}{\partial W} = ((a - y) \odot f'(z)) x^\top"),
        (r"$$h(x) = f(g(x))$$", r"h'(x) = f'(g(x)) g'(x)"),
        (r"$$a = \varphi(w x)$$", r"\frac{\partial^2 a}{\partial w^2} = \varphi''(wx) x^2"),
        (WAVE, r"\frac{\partial u}{\partial t} = c g'(x + ct) - c f'(x - ct)"),
        ("", r"\frac{d}{dx} (f(x) g(x)) = f'(x) g(x) + f(x) g'(x)"),
    ],
)
def test_what_holds_for_any_function_is_right(given, claim):
    last = report(f"{given} $${claim}$$").formulas[-1]
    assert (last.status, last.why[:16]) == ("agrees", "for any function")


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (NET, rf"{BY_W} = (t_j - y_j) g'(z_j) x_i"),
        (WAVE, r"\frac{\partial u}{\partial t} = c g'(x + ct) + c f'(x - ct)"),
    ],
)
def test_what_fails_for_all_known_functions_is_wrong(given, claim):
    assert statuses(f"{given} $${claim}$$")[-1] == "wrong"


@pytest.mark.parametrize(
    "claim",
    [
        r"Let $a = \varphi(z)$. $$\frac{da}{dz} = a (1 - a)$$",
        r"Let $a = \varphi(wx)$. $$\frac{\partial a}{\partial w} = \varphi(wx)\, x$$",
        r"$$f'(2) = 3$$",
        r"$$f'(x) = f(x)$$",
        r"$$f'(c) = \frac{f(b) - f(a)}{b - a}$$",
        r"Let $f(1) = 2$ and $g(x) = f(x)^2$. $$g'(1) = 2 f(1) f'(1) = 12$$",
        r"$$L = -\log p(x)$$",
    ],
)
def test_nobody_is_accused_of_what_he_says_of_a_function(claim):
    assert statuses(claim)[-1] in {"inconclusive", "condition", "not read", "definition"}


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (r"\frac{d}{dx} \ln\Gamma(x) = \psi(x)", r"\frac{d}{dx} \ln\Gamma(x) = \ln x"),
        (r"\frac{d}{dx} \Gamma(x) = \Gamma(x) \psi(x)", r"\frac{d}{dx} \Gamma(x) = \psi(x)"),
        (r"\frac{d}{dx} \operatorname{sinc} x = \frac{x\cos x - \sin x}{x^2}",
         r"\frac{d}{dx} \operatorname{sinc} x = \frac{\cos x}{x}"),
    ],
)  # fmt: skip
def test_functions_that_have_a_name(right, wrong):
    first, second = statuses(f"$${right}$$ Some say $${wrong}$$")[-2:]
    assert first in {"proved", "agrees"}
    assert second == "wrong"


def test_psi_is_digamma_beside_gamma_only():
    assert "wrong" not in statuses(r"$$\frac{d}{dx} \psi(x) = k \psi(x)$$")


def test_a_gamma_of_the_page_is_no_gamma_function():
    page = (
        r"Let $$\gamma(v) = \frac{1}{\sqrt{1 - v^2/c^2}}$$ Then $\gamma(0) = 1$. With $E(v) = "
        r"m c^2 \gamma(v)$ it is $$\frac{dE}{dv} = m v\, \gamma(v)^"
    )
    assert statuses(f"{page}3$$")[-1] == "proved"
    assert statuses(f"{page}2$$")[-1] == "wrong"
