"""What the prover proves by itself, where no point is looked at: identities, and nothing else.

A wrong rule of the prover shows in two ways: it proves no longer what is right, or it proves what
is wrong. So each identity here has to be proved, also with other formulas in the place of x, and
nothing that differs from one by a term, a factor or a sign may be.
"""

import math

import pytest

from autograd import dot, gradients, log_softmax, norm, sin, softmax, where
from autograd.checking.proof.prover import is_proved
from autograd.checking.proof.rules import AWAY_FROM_TIES, EVERYWHERE
from autograd.engine.primitive import REGISTRY
from autograd.expression import Expression
from autograd.values.symbol import Symbol
from effort import at_most

X, Y, Z, N, CIRCLE = (Symbol(name) for name in ("x", "y", "z", "n", "circle"))
NAMES = {"x": X, "y": Y, "z": Z, "n": N, "circle": CIRCLE}

# For all real x, y and z where both sides have a value; `circle` is pi and `n` is 1, both exactly
# (a function of a plain number is a float).
IDENTITIES = """
(x + y)^2 = x^2 + 2*x*y + y^2
(x^2 - 1)/(x - 1) = x + 1
x/y/z = x/(y*z)
x/(y/z) = x*z/y
-(x - y) = y - x
1/x + 1/y = (x + y)/(x*y)
x/y + z/y = (x + z)/y
x^-2 = 1/x^2
reciprocal(x) = 1/x
square(x) = x*x
0.5*x = x/2
x/3 + x/3 + x/3 = x
x^z*x = x^(z + 1)
x^(z + 2)/x^3 = x^(z - 1)
x^1.5 = x*sqrt(x)
x^-0.5 = 1/sqrt(x)
2^x = exp2(x)
exp2(x) = exp(x*log(2*n))
exp(x + y) = exp(x)*exp(y)
exp(x - y) = exp(x)/exp(y)
exp(x)^3 = exp(3*x)
exp(x/2)*exp(x/3) = exp(5*x/6)
exp((x - y)/z) = 1/exp((y - x)/z)
exp(y/x)^2*exp(-y/x) = exp(y/x)
expm1(x) = exp(x) - 1
exp(log(x)) = x
exp(2*log(x)) = x^2
exp(log(x)/2) = sqrt(x)
exp(-log(x^2)) = 1/x^2
exp(3*log(x^2 + 1)/2) = (x^2 + 1)*sqrt(x^2 + 1)
log(exp(x)) = x
log(2*exp(x)*exp(y)) = x + y + log(2*n)
log(x^2) = 2*log(abs(x))
log(1/x) = -log(x)
log(x/4) = log(x) - 2*log(2*n)
log(6*n) = log(2*n) + log(3*n)
log(72*n) = 3*log(2*n) + 2*log(3*n)
log((x + 1)^2*(y^2 + 1)) = 2*log(abs(x + 1)) + log(y^2 + 1)
log(x^2*y) = log(x^2) + log(y)
log1p(x) = log(1 + x)
log2(x) = log(x)/log(2*n)
log10(x) = log(x)/log(10*n)
log2(8*n) = 3
xlogy(x, y) = x*log(y)
sqrt(x)^2 = x
sqrt(x^2) = abs(x)
sqrt(x^3) = x*sqrt(x)
sqrt(x^4) = x^2
sqrt(sqrt(x))^4 = x
sqrt(4*n) = 2
sqrt(72*n) = 6*sqrt(2*n)
sqrt(12*x) = 2*sqrt(3*x)
sqrt(x^2*y) = abs(x)*sqrt(y)
sqrt(x/y) = sqrt(x*y)/abs(y)
sqrt(1 + x^2)*sqrt(1 + x^2) = 1 + x^2
rsqrt(x) = sqrt(x)/x
1/(sqrt(2*n) - 1) = sqrt(2*n) + 1
1/(sqrt(x) + 1) = (sqrt(x) - 1)/(x - 1)
(sqrt(x) + sqrt(y))^2 = x + y + 2*sqrt(x)*sqrt(y)
1/(sqrt(2*n) + sqrt(3*n)) = sqrt(3*n) - sqrt(2*n)
sin(x)^2 + cos(x)^2 = 1
sin(2*x) = 2*sin(x)*cos(x)
cos(2*x) = cos(x)^2 - sin(x)^2
cos(x/2)^2 = (1 + cos(x))/2
sin(x + y) = sin(x)*cos(y) + cos(x)*sin(y)
sin(-x) = -sin(x)
tan(x) = sin(x)/cos(x)
cos(circle) = -1
cos(3*circle) = -1
sin(3*circle/2) = -1
sin(5*circle/2) = 1
sin(-circle/2) = -1
sin(x + circle/2) = cos(x)
cos(x + 2*circle) = cos(x)
sinc(x)*circle*x = sin(circle*x)
cosh(x)^2 - sinh(x)^2 = 1
cosh(x) + sinh(x) = exp(x)
tanh(x) = sinh(x)/cosh(x)
1 - tanh(x)^2 = 1/cosh(x)^2
asin(-x) = -asin(x)
atan(y - x) = -atan(x - y)
asinh(-x) = -asinh(x)
atanh(-x) = -atanh(x)
erf(-x) = -erf(x)
erfc(x) = 1 - erf(x)
erfinv(x + y) = erfinv(y + x)
abs(x)^2 = x^2
abs(x^3) = x^2*abs(x)
abs(-x) = abs(x)
abs(y - x) = abs(x - y)
abs(x/y) = abs(x)/abs(y)
abs(-3*x) = 3*abs(x)
abs(exp(x)) = exp(x)
abs(exp(x)*sqrt(y)*abs(z)) = exp(x)*sqrt(y)*abs(z)
abs(circle*x) = circle*abs(x)
abs(y^2 + exp(x) + 1) = y^2 + exp(x) + 1
sign(x)*x = abs(x)
sign(x)*abs(x) = x
step(x)*x = relu(x)
maximum(x, y) + minimum(x, y) = x + y
maximum(x, y) - minimum(x, y) = abs(x - y)
max(x, y, z) = maximum(maximum(x, y), z)
min(x, y, z) = minimum(minimum(x, y), z)
relu(x) - relu(-x) = x
clip(x, y, z) = minimum(maximum(x, y), z)
where(x > y, z, 1) = 1 + (z - 1)*step(x - y)
where(x >= y, z, 1) = 1 + (z - 1)*step(x - y)
where(x < y, z, 1) = 1 + (z - 1)*step(y - x)
where(x <= y, z, 1) = 1 + (z - 1)*step(y - x)
where(x > 0, x, -x) = abs(x)
hypot(x, y)^2 = x^2 + y^2
norm(x, y, z)^2 = x^2 + y^2 + z^2
sum(x, y, z) = x + y + z
mean(x, y, z) = (x + y + z)/3
prod(x, y, z) = x*y*z
logsumexp(x, y) = log(exp(x) + exp(y))
logaddexp(x, y) = x + log(1 + exp(y - x))
sigmoid(-x) = 1 - sigmoid(x)
sigmoid(x) = (1 + tanh(x/2))/2
softplus(x) - softplus(-x) = x
log_sigmoid(x) = -softplus(-x)
normal_pdf(x) = exp(-x^2/2)/sqrt(2*circle)
normal_cdf(x) = (1 + erf(x/sqrt(2*n)))/2
leaky_relu(x, y) = where(x > 0, x, y*x)
elu(x, y) = where(x > 0, x, y*(exp(x) - 1))
""".strip().splitlines()


def proved(truth, claim):
    exact = {CIRCLE.serial: "pi", N.serial: 1}
    return is_proved(truth, claim, [X, Y, Z], exact, slopes=True)


def sides(identity, x=X):
    for text in identity.split(" = "):
        side = Expression(text)
        names = {name: x if name == "x" else NAMES[name] for name in side.names}
        yield side(**names) if names else float(text)


@pytest.mark.parametrize("identity", IDENTITIES)
def test_an_identity_is_proved_and_nothing_beside_it(identity):
    left, right = sides(identity)
    assert proved(left, right)
    for other in (right + 1.0, 2.0 * right, -right, right + X, right * Y):
        assert not proved(left, other)


NO_IDENTITIES = """
abs(log(x)) = log(x)
abs(asin(x)) = asin(x)
abs(x^2 + y) = x^2 + y
abs(x^2 - 1) = x^2 - 1
abs(exp(x) - 1) = exp(x) - 1
sqrt(x^2) = x
sqrt(x^2*y^2) = x*y
(x^2)^(z/2) = x^z
where(x > 0, log(x), 0) + abs(x) = where(x > 0, log(x), 0) + x
where(x > 0, sqrt(x), 0) + abs(x) = where(x > 0, sqrt(x), 0) + x
log(x^2) + abs(x) = log(x^2) + x
log(x/y) + abs(x) = log(x/y) + x
where(x > y, z, 1) = where(y > x, z, 1)
maximum(x, y) = minimum(x, y)
max(x, y, z) = maximum(x, y)
asin(x) = acos(x)
sinh(x) = sin(x)
""".strip().splitlines()


@pytest.mark.parametrize("equation", NO_IDENTITIES)
def test_what_is_false_somewhere_is_not_proved(equation):
    assert not proved(*sides(equation))


# A logarithm or a root of a product tells the sign of the product, and of no factor.
OF_A_SIGN = ["exp(log(x)) = x", "exp(log(x)/2) = sqrt(x)", "sqrt(x^3) = x*sqrt(x)"]
OTHERS = {"x y": X * Y, "x/2": X / 2.0, "x^2 + 1": X * X + 1.0, "y - x": Y - X}


@pytest.mark.parametrize("other", OTHERS)
def test_an_identity_is_one_of_every_formula_in_the_place_of_x(other):
    missed = [each for each in IDENTITIES if not proved(*sides(each, OTHERS[other]))]
    assert set(missed) <= set(OF_A_SIGN)


AT_TIES = ["sign(x)*x = abs(x)", "step(x)*x = relu(x)", "where(x > 0, x, -x) = abs(x)"]


def test_what_fails_at_a_tie_is_proved_of_slopes_only():
    for identity in AT_TIES:
        assert not is_proved(*sides(identity), [X, Y, Z], {})
    assert is_proved(*sides("sin(x)^2 + cos(x)^2 = 1"), [X], {})
    assert is_proved(*sides("max(x, y) + min(x, y) = x + y"), [X, Y], {})


@pytest.mark.parametrize("n", [3, 7, 10, 49, 1000])
def test_a_float_next_to_a_short_fraction_stands_for_it(n):
    assert proved(X * (1.0 / n) * float(n), X)
    assert proved(X * (-1.0 / n), X / float(-n))
    assert not proved(X * (1.0 / n) * float(n + 1), X)
    assert proved(X * float(f"{n}.7") * 10.0, X * float(10 * n + 7))
    assert proved((n + 0.5) * X, X / 2.0 + X * n)


@pytest.mark.parametrize("number", [math.inf, -math.inf, math.nan])
def test_nothing_is_proved_of_what_is_no_number(number):
    assert not proved(X * number, X * number)


def test_nothing_is_proved_of_what_is_not_known():
    assert not proved(X * Symbol("unknown"), X * Symbol("unknown"))
    assert not proved(sin(Symbol("unknown")) * 0.0, 0.0)


def test_a_proof_that_would_be_long_is_given_up():
    long = (X + Y + Z + 1.0) ** 100.0
    with at_most(1_000_000):
        assert not proved(long * long, long * long * (X / X))
        assert not proved((X + 1.0) ** 9000.0, X)


# Operations that no text can name, as they stand in derivatives: what each is.
INTERNAL = {
    "positive": (lambda op: op(X), "x"),
    "finite": (lambda op: op(X), "x"),
    "ratio": (lambda op: op(X, Y), "x/y"),
    "pow_dx": (lambda op: op(X, Z), "z*x^(z - 1)"),
    "pow_dn": (lambda op: op(X, Z), "x^z*log(x)"),
    "pow_dxx": (lambda op: op(X, Z), "z*(z - 1)*x^(z - 2)"),
    "pow_dxn": (lambda op: op(X, Z), "x^(z - 1)*(1 + z*log(x))"),
    "pow_dnn": (lambda op: op(X, Z), "x^z*log(x)^2"),
    "sech2": (lambda op: op(X), "1 - tanh(x)^2"),
    "hypot_dx": (lambda op: op(X, Y), "x/hypot(x, y)"),
    "exceeds": (lambda op: op(X, Y), "step(x - y)"),
    "exceeds_or_half": (lambda op: op(X, Y), "step(x - y)"),
}


@pytest.mark.parametrize("name", INTERNAL)
def test_what_an_operation_in_a_derivative_is(name):
    write, text = INTERNAL[name]
    (formula,) = sides(text)
    assert proved(write(REGISTRY[name]), formula)
    assert not proved(write(REGISTRY[name]), formula + 1.0)


POSITIVE = X > 0.0, Y > 0.0
COMPOSED = {
    "exp(y)/(exp(x) + exp(y))": softmax([X, Y])[1],
    "y - logsumexp(x, y)": log_softmax([X, Y])[1],
    "y/sqrt(x^2 + y^2)": gradients(norm([X, Y]), [Y], record=True)[0],
    "x*z + y*x": dot([X, Y], [Z, X]),
    "1 + (z - 1)*step(x)*step(y)": where(POSITIVE[0].logical_and(POSITIVE[1]), Z, 1.0),
    "z + (1 - z)*step(-x)*step(-y)": where(POSITIVE[0].logical_or(POSITIVE[1]), Z, 1.0),
    "1 + (z - 1)*step(-x)": where(POSITIVE[0].logical_not(), Z, 1.0),
}


@pytest.mark.parametrize("text", COMPOSED)
def test_what_a_composed_operation_is(text):
    (formula,) = sides(text)
    assert proved(COMPOSED[text], formula)
    assert not proved(COMPOSED[text], formula + 1.0)


DEFINED = [name for name, op in sorted(REGISTRY.items()) if name == op.name and op.definition]


def test_no_rule_of_the_prover_repeats_a_definition():
    assert not {**EVERYWHERE, **AWAY_FROM_TIES}.keys() & set(DEFINED)


@pytest.mark.parametrize("name", DEFINED)
def test_an_operation_is_proved_to_be_its_definition(name):
    op = REGISTRY[name]
    args = (X, Y, Z)[: op.arity]
    assert proved(op(*args), op.definition(*args))
    assert not proved(op(*args), op.definition(*args) + 1.0)
