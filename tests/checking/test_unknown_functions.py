"""Unknown functions of time: related rates, laws of motion, what is conserved."""

import pytest

from autograd.checking import check

BALL = "r = r(t)\nV = 4/3*pi*r^3\n"
PENDULUM = (
    "theta depends on t\nK = m*l^2*theta_dot^2/2\nU = -m*g*l*cos(theta)\nL = K - U\nE = K + U\n"
)
LAW = "d/dt(dL/dtheta_dot) - dL/dtheta = 0\n"
PLANE = "x, y depend on t\nJ = m*(x*y_dot - y*x_dot)\nx_ddot = -k/m*x\ny_ddot = -k/m*y\n"
ARRAY = "x in R^3\nx depends on t\nK = m*sum(x_dot^2)/2\nr = norm(x)\n"
FIELD = "u depends on x, t\nf = u^2\n"
PRODUCT = "x and y depend on t\np = x*y\n"

CLAIMS = [
    (BALL, "dV/dt = 4*pi*r^2*dr/dt", "proved"),
    (BALL, "dV/dt = 4*pi*r(t)^2*r'(t)", "proved"),
    (BALL, "dV/dt = dV/dr*r_dot", "proved"),
    (BALL, "d2V/dt2 = 4*pi*r^2*d2r/dt2 + 8*pi*r*(dr/dt)^2", "proved"),
    (BALL, "dV/dt = 4*pi*r^2", "wrong"),
    (BALL, "dV/dt = 17*dr/dt", "wrong"),
    (BALL, "dV/dt = 0", "condition"),
    (BALL, "d2V/dt2 = 4*pi*r^2*d2r/dt2", "wrong"),
    (BALL, "dV/ds = 4*pi*r^2*dr/ds", "says nothing"),
    (BALL, "at r = 2, dr/dt = 0.5: dV/dt = 25.133", "agrees"),
    (BALL, "at r = 2, dr/dt = 0.5: dV/dt = 50.265", "wrong"),
    (BALL, "at r = 2: dV/dt = 50.265", "unreadable"),
    (BALL + "r = 3*t\n", "dV/dt = 108*pi*t^2", "proved"),  # known after all
    (PENDULUM, "dL/dtheta_dot = m*l^2*theta_dot", "proved"),
    (PENDULUM, "dL/dtheta = -m*g*l*sin(theta)", "proved"),
    (PENDULUM, "d/dt(dL/dtheta_dot) = m*l^2*theta_ddot", "proved"),
    (PENDULUM, "d/dt(dL/dtheta_dot) = m*l^2*theta_dot", "wrong"),
    (PENDULUM, "dE/dt = theta_dot*(m*l^2*theta_ddot + m*g*l*sin(theta))", "proved"),
    (PENDULUM, "dE/dt = theta_dot*(m*l*theta_ddot + m*g*l*sin(theta))", "wrong"),
    (PENDULUM, LAW.strip(), "condition"),
    (PENDULUM, "d/dt(dL/dtheta_dot) = dL/dtheta", "condition"),
    (PENDULUM, "theta_ddot = -g/l*sin(theta)", "condition"),
    (PENDULUM + LAW, "theta_ddot = -g/l*sin(theta)", "proved"),
    (PENDULUM + LAW, "theta_ddot = g/l*sin(theta)", "wrong"),
    (PENDULUM + LAW, "theta''(t) = -g/l*sin(theta(t))", "proved"),
    (PENDULUM + LAW, "dE/dt = 0", "proved"),
    (PENDULUM + LAW, "dL/dt = 0", "wrong"),
    (PENDULUM + LAW, "dL/dtheta = 0", "inconclusive"),
    (PLANE, "dJ/dt = 0", "proved"),
    (PLANE, "d/dt(m*x*y_dot) = 0", "wrong"),
    (PLANE, "m*x_ddot = -k*y", "wrong"),
    (PRODUCT, "dp/dt = x*dy/dt + y*dx/dt", "proved"),
    (PRODUCT, "dp/dt = dx/dt*dy/dt", "wrong"),
    (PRODUCT, "m*x_ddot = -m*g", "condition"),
    (ARRAY, "dK/dt = m*x_dot.T @ x_ddot", "proved"),
    (ARRAY, "dK/dt = m*sum(k: dx[k]/dt*d2x[k]/dt2)", "proved"),
    (ARRAY, "dK/dt = x_dot.T @ x_ddot", "wrong"),
    (ARRAY, "dr/dt = x.T @ x_dot/r", "proved"),
    (FIELD, "df/dx = 2*u*du/dx", "proved"),
    (FIELD, "d2f/(dx dt) = 2*du/dx*du/dt + 2*u*d2u/(dx dt)", "proved"),
    (FIELD, "d2f/(dx dt) = 2*u*d2u/(dx dt)", "wrong"),
    (FIELD, "du/dt = c^2*d2u/dx2", "condition"),
    ("x depends on t\nf = x^2*t\n", "∂f/∂t = x^2", "proved"),
    ("x depends on t\nf = x^2*t\n", "df/dt = x^2 + 2*x*t*dx/dt", "proved"),
    ("x depends on t\nf = x^2*t\n", "df/dt = x^2", "wrong"),
    ("x depends on t\nf = x^2*t\n", "df/dt = ∂f/∂x*dx/dt + ∂f/∂t", "proved"),
    ("x depends on t\nL = x_dot^2 - x^2\n", "∂L/∂t = 0", "proved"),
]


@pytest.mark.parametrize(("page", "claim", "status"), CLAIMS)
def test_a_derivative_by_time_brings_up_those_of_unknown_functions(page, claim, status):
    assert check(page + claim).claims[-1].status == status


def test_the_slip_of_forgetting_the_inner_derivative_is_named():
    claim = check(BALL + "dV/dt = 4*pi*r^2").claims[-1]
    assert claim.suggestion == "dV/dt = 4*pi*r^2*dr/dt"
    assert claim.counterexample == {"r": 1.0, "dr/dt": 0.0}
    assert "the factor dr/dt is missing in 4*pi*r^2" in claim.evidence


@pytest.mark.full
@pytest.mark.parametrize("claim", [c for _, c, s in CLAIMS if s == "wrong" and "at " not in c])
def test_what_is_suggested_is_right_in_the_place_of_the_claim(claim):
    page = next(page for page, other, _ in CLAIMS if other == claim)
    suggestion = check(page + claim).claims[-1].suggestion
    assert suggestion is None or check(page + suggestion).claims[-1].status in (
        "proved",
        "agrees",
        "condition",
    )


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("V = r(s)", "r is known as r(t) only"),
        ("r(2) = 3", "r is known as r(t) only"),
        ("r'(2) = 3", "r is known as r(t) only"),
        ("∂V/∂t = 4*pi*r^2*dr/dt", "∂ holds what depends on t"),
    ],
)
def test_what_is_not_known_of_an_unknown_function_is_told(claim, words):
    assert words in check(BALL + claim).claims[-1].note


LATEX = (
    "```derivation\nr, V, theta, L, m, g, l, q_1, t in R\ntheta depends on t\n```\n$$ r = r(t) $$\n"
)


@pytest.mark.parametrize(
    ("formulas", "status"),
    [
        ((r"V = \frac43 \pi r(t)^3", r"\frac{dV}{dt} = 4 \pi r^2 \frac{dr}{dt}"), "proved"),
        ((r"V = \frac43 \pi r^3", r"\frac{dV}{dt} = 4 \pi r(t)^2 r'(t)"), "proved"),
        ((r"V = r^2", r"\frac{d^2 V}{dt^2} = 2 \dot{r}^2 + 2 r \ddot r"), "proved"),
        ((r"V = r^2", r"\frac{d^2 V}{dt^2} = 2 \dot{r}^2"), "wrong"),
        ((r"q_1 = q_1(t)", r"V = q_1^2", r"\frac{dV}{dt} = 2 q_1 \dot{q}_1"), "proved"),
        (
            (
                r"L = \frac12 m l^2 \dot\theta^2 + m g l \cos\theta",
                r"\frac{d}{dt}\frac{\partial L}{\partial \dot\theta} = m l^2 \ddot{\theta}",
            ),
            "proved",
        ),
        (
            (
                r"L = \frac12 m l^2 \dot\theta(t)^2 + m g l \cos(\theta(t))",
                r"\frac{d}{dt}\partial L/\partial\dot\theta = \partial L/\partial\theta",
                r"\ddot\theta = \frac{g}{l} \sin\theta",
            ),
            "wrong",
        ),
    ],
)
def test_the_same_in_latex(formulas, status):
    page = LATEX + "\n".join(f"$$ {each} $$" for each in formulas)
    claims = check(page).claims
    assert claims[-1].status == status
    assert not any(claim.status in ("unreadable", "says nothing") for claim in claims)
