"""Every elementwise primitive and its first partials, to 50 digits, independent of the package.

`EXACT[name]` holds the function of `mpf` numbers, its partials in order, and where it is to be
measured. The partials are written out by hand (differencing would lose the digits this is for) and
are themselves checked against mpmath's numerical differentiation.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mpmath import mp, mpf

import points

mp.dps = 50
Function = Callable[..., Any]

ONE = mpf(1)
TWO_OVER_ROOT_PI = 2 / mp.sqrt(mp.pi)
GELU_A = 2 * mp.sqrt(2 / mp.pi)
GELU_B = GELU_A * mpf("0.044715")
# Klambauer et al. (2017), appendix 1, with the digits of the published constants.
SELU_SCALE = mpf("1.0507009873554804934193349852946")
SELU_ALPHA = mpf("1.6732632423543772848170429916717")


def constant(number: float) -> Function:
    return lambda *_: mpf(number)


zero, one = constant(0), constant(1)


def step(x: mpf) -> mpf:
    return mpf(x > 0)


def is_odd(x: mpf) -> bool:
    return int(x) % 2 == 1


def sigmoid(x: mpf) -> mpf:
    return 1 / (1 + mp.exp(-x)) if x > 0 else mp.exp(x) / (1 + mp.exp(x))


def softplus(x: mpf) -> mpf:
    return max(x, mpf(0)) + mp.log1p(mp.exp(-abs(x)))


def erfc(x: mpf) -> mpf:
    return mp.erfc(x) if abs(x) < 1e4 else mpf(2 * (x < 0))


def normal_pdf(x: mpf) -> mpf:
    return mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi)


def normal_cdf(x: mpf) -> mpf:
    return erfc(-x / mp.sqrt(2)) / 2


def log_normal_cdf(x: mpf) -> mpf:
    if x < -1e4:
        return -x * x / 2 - mp.log(-x) - mp.log(2 * mp.pi) / 2 - 1 / x**2
    return mp.log(normal_cdf(x)) if x < 0 else mp.log1p(-normal_cdf(-x))


def mills(x: mpf) -> mpf:
    """The inverse Mills ratio; far out by its continued fraction, A&S 26.2.14."""
    if x > -1e4:
        return normal_pdf(x) / normal_cdf(x)
    return -x - 1 / x + 2 / x**3


def mills_excess(x: mpf) -> mpf:
    return x + mills(x) if x > -1e4 else -1 / x + 2 / x**3 - 10 / x**5


def mills_excess_slope(x: mpf) -> mpf:
    if x > -1e4:
        return 1 - mills(x) * mills_excess(x)
    return 1 / x**2 - 6 / x**4


def atan2_dy(y: mpf, x: mpf) -> mpf:
    return x / (x * x + y * y)


def hypot(x: mpf, y: mpf) -> mpf:
    return mp.sqrt(x * x + y * y)


def power(x: mpf, y: mpf) -> mpf:
    if x < 0:
        return (-1) ** is_odd(y) * mp.power(-x, y)
    return mp.power(x, y)


def power_dx(x: mpf, y: mpf) -> mpf:
    return y * power(x, y - 1) if y else mpf(0)


def sinc(n: int) -> Function:
    """The n-th derivative of sin(pi x)/(pi x), by its recurrence, or its series near 0."""

    def series(x: mpf) -> mpf:
        terms = (
            (-1) ** k * mp.pi ** (2 * k) * x ** (2 * k - n) / (2 * k + 1) / mp.factorial(2 * k - n)
            for k in range((n + 1) // 2, 60)
        )
        return mp.fsum(terms)

    def value(x: mpf) -> mpf:
        if n == 0:
            return mp.sincpi(x)
        if abs(x) < 2:
            return series(x)
        last, wave = mp.sincpi(x), mp.pi * x
        for k in range(1, n + 1):  # x s_k + k s_(k-1) is a derivative of sin(pi x)/pi
            turned = (mp.cos, lambda t: -mp.sin(t), lambda t: -mp.cos(t), mp.sin)[(k - 1) % 4]
            last = (mp.pi ** (k - 1) * turned(wave) - k * last) / x
        return last

    return value


def erfinv_prime(x: mpf) -> mpf:
    return mp.sqrt(mp.pi) / 2 * mp.exp(mp.erfinv(x) ** 2)


def tanhshrink(x: mpf) -> mpf:
    if abs(x) < mpf(10) ** -5:
        return x**3 / 3 - 2 * x**5 / 15 + 17 * x**7 / 315 - 62 * x**9 / 2835
    return x - mp.tanh(x)


def i0e(n: int) -> Function:
    """The n-th derivative of exp(-|x|) I0(x), by Kummer's function or its asymptotic series."""

    def value(x: mpf) -> mpf:
        size, sign = abs(x), (-1) ** n if x > 0 else 1
        if size < 1000:
            scale = mpf(2) ** n * mp.rf(mpf(1) / 2, n) / mp.factorial(n)
            return sign * scale * mp.hyp1f1(n + mpf(1) / 2, n + 1, -2 * size)
        half = mpf(1) / 2
        terms = (mp.rf(n + half, k) * mp.rf(half, k) / mp.factorial(k) / (2 * size) ** k
                 for k in range(30))  # fmt: skip
        return sign * mp.fsum(terms) * mp.rf(half, n) / size**n / mp.sqrt(2 * mp.pi * size)

    return value


def i1e(n: int) -> Function:
    """The n-th derivative of exp(-|x|) I1(x), a sum of two of I0's."""

    def value(x: mpf) -> mpf:
        with mp.workdps(mp.dps + 400 * (0 < abs(x) < 1e-20)):
            right = i0e(n)(-abs(x)) * (-1) ** n + i0e(n + 1)(-abs(x)) * (-1) ** (n + 1)
        return right if x > 0 or n % 2 else -right

    return value


def bessel(function: Function, order: int) -> Function:
    return lambda x: function(order, x)


def bessel_slope(function: Function, order: Any, sign: int) -> Function:
    """A&S 9.1.27 and 9.6.26: half of the neighbours' difference, or sum."""
    return lambda x: mp.re(function(order - 1, x) + sign * function(order + 1, x)) / 2


def bessel_slope_of_k(order: Any) -> Function:
    return lambda x: -bessel_slope(mp.besselk, order, 1)(x)


def beta_slope(a: mpf, b: mpf) -> mpf:
    return mp.beta(a, b) * (mp.digamma(a) - mp.digamma(a + b))


def erfcx(n: int) -> Function:
    """The n-th derivative of exp(x^2) erfc(x), by its recurrence in digits enough."""

    def value(x: mpf) -> mpf:
        with mp.workdps(mp.dps + 20 + 3 * n * max(0, int(mp.log10(1 + abs(x))))):
            before, last = mpf(0), mp.exp(x * x) * mp.erfc(x)
            for k in range(n):
                step = 2 * x * last + (2 * k * before if k else -2 / mp.sqrt(mp.pi))
                before, last = last, step
            return last

    return value


def erfcinv(x: mpf) -> mpf:
    with mp.workdps(mp.dps + 10):
        guess = mp.erfinv(1 - x) if x > 0.1 else mp.sqrt(-mp.log(x * mp.sqrt(-mp.pi * mp.log(x))))
        return mp.findroot(lambda y: mp.log(mp.erfc(y) / x), guess)


def erfcinv_slope(x: mpf) -> mpf:
    return -mp.sqrt(mp.pi) / 2 * mp.exp(erfcinv(x) ** 2)


def ndtri(p: mpf) -> mpf:
    return -mp.sqrt(2) * erfcinv(2 * p)


def ndtri_slope(p: mpf) -> mpf:
    return mp.sqrt(2 * mp.pi) * mp.exp(erfcinv(2 * p) ** 2)


def elliptic(sign: int, n: int) -> Function:
    """The n-th derivative of pi/2 F(sign/2, 1/2; 1; m)."""
    a, b = mpf(sign) / 2, mpf(1) / 2
    scale = mp.rf(a, n) * mp.rf(b, n) / mp.factorial(n) * mp.pi / 2
    return lambda m: scale * mp.hyp2f1(a + n, b + n, 1 + n, m)


def zeta(n: int) -> Function:
    """The n-th derivative of Riemann's zeta."""
    return lambda s: mp.zeta(s, 1, n)


def lambertw(n: int) -> Function:
    """The n-th derivative of a branch of W, for n up to 4: DLMF 4.13.4 and its own derivatives."""

    def value(x: mpf, branch: mpf) -> mpf:
        w = mp.re(mp.lambertw(x, int(branch)))
        third, fourth = (2, 8, 9), (-6, -36, -79, -64)
        top = (0, 1, -(w + 2), mp.polyval(third, w), mp.polyval(fourth, w))
        return w if n == 0 else top[n] * mp.exp(-n * w) / (1 + w) ** (2 * n - 1)

    return value


def gamma_density(a: mpf, x: mpf) -> mpf:
    return x ** (a - 1) * mp.exp(-x) / mp.gamma(a)


def beta_density(a: mpf, b: mpf, x: mpf) -> mpf:
    return x ** (a - 1) * (1 - x) ** (b - 1) / mp.beta(a, b)


def gelu_argument(x: mpf) -> mpf:
    return GELU_A * x + GELU_B * x**3


def gelu_gate(x: mpf) -> mpf:
    return sigmoid(gelu_argument(x))


def gelu_gate_prime(x: mpf) -> mpf:
    return gelu_gate(x) * gelu_gate(-x) * (GELU_A + 3 * GELU_B * x * x)


def gelu_gate_second(x: mpf) -> mpf:
    slope = GELU_A + 3 * GELU_B * x * x
    bend = 6 * GELU_B * x - slope**2 * mp.tanh(gelu_argument(x) / 2)
    return gelu_gate(x) * gelu_gate(-x) * bend


def mish_gate(x: mpf) -> mpf:
    return mp.tanh(softplus(x))


def mish_gate_prime(x: mpf) -> mpf:
    return sigmoid(x) * mp.sech(softplus(x)) ** 2


def mish_gate_second(x: mpf) -> mpf:
    return mish_gate_prime(x) * (sigmoid(-x) - 2 * sigmoid(x) * mish_gate(x))


def sigmoid_prime(x: mpf) -> mpf:
    return sigmoid(x) * sigmoid(-x)


def silu_prime(x: mpf) -> mpf:
    return sigmoid(x) * (1 + x * sigmoid(-x))


def remainder(a: mpf, b: mpf) -> mpf:
    with mp.workdps(700):
        return a - b * mp.floor(a / b)


def trunc_divide(a: mpf, b: mpf) -> mpf:
    with mp.workdps(700):
        return mp.sign(a / b) * mp.floor(abs(a / b))


def signed_remainder(a: mpf, b: mpf) -> mpf:
    with mp.workdps(700):
        return a - b * trunc_divide(a, b)


def floor_divide(a: mpf, b: mpf) -> mpf:
    with mp.workdps(700):
        return mp.floor(a / b)


def tan_slope(x: mpf) -> mpf:
    return 1 / mp.cos(x) ** 2


def log_with_zero(x: mpf) -> mpf:
    return mp.log(x) if x else -mp.inf


def share(a: mpf, b: mpf) -> mpf:
    """softmax of two, at the first."""
    return sigmoid(a - b)


@dataclass(frozen=True)
class Exact:
    """A function, its partials (None: a parameter) and where to measure them.

    Second derivatives are differences of the partials, with so many `digits`: a slope of sigmoid
    may be 1e-300 beside a value of 1; in what takes mpmath long, none is.
    """

    value: Function
    partials: tuple[Function | None, ...]
    sample: points.Sampler
    digits: int = 400


def of(
    value: Function,
    *partials: Function | None,
    at: points.Sampler = points.line,
    digits: int = 400,
) -> Exact:
    return Exact(value, partials, at, digits)


at_ends = points.between(-1.0, 1.0)
orders = (1.0, 2.0, 3.0)
shapes = points.positive_pairs
at_waves, before_overflow = points.ordinary(-60.0, 60.0), points.ordinary(-600.0, 600.0)
right_waves, before_underflow = points.ordinary(0.0, 60.0), points.ordinary(0.0, 600.0)

EXACT: dict[str, Exact] = {
    # arithmetic
    "add": of(lambda a, b: a + b, one, one, at=points.plane),
    "sub": of(lambda a, b: a - b, one, constant(-1), at=points.plane),
    "mul": of(lambda a, b: a * b, lambda a, b: b, lambda a, b: a, at=points.plane),
    "div": of(lambda a, b: a / b, lambda a, b: 1 / b, lambda a, b: -a / b**2, at=points.plane),
    "ratio": of(lambda a, b: a / b, lambda a, b: 1 / b, lambda a, b: -a / b**2, at=points.plane),
    "neg": of(lambda x: -x, constant(-1)),
    "identity": of(lambda x: x, one),
    "finite": of(lambda x: x, one),
    "positive": of(lambda x: x, one, at=points.positive),
    "square": of(lambda x: x * x, lambda x: 2 * x),
    "reciprocal": of(lambda x: 1 / x, lambda x: -1 / x**2, at=points.nonzero),
    "pow": of(power, power_dx, lambda x, n: power(x, n) * mp.log(x), at=points.powers),
    # For subnormal x both terms of a mixed partial overflow, and with opposite signs.
    "pow_dx": of(
        power_dx,
        lambda x, n: n * (n - 1) * power(x, n - 2),
        lambda x, n: power(x, n - 1) * (1 + n * mp.log(x)),
        at=points.normal_bases(points.powers),
    ),
    "pow_dn": of(
        lambda x, n: power(x, n) * mp.log(x),
        lambda x, n: power(x, n - 1) * (1 + n * mp.log(x)),
        lambda x, n: power(x, n) * mp.log(x) ** 2,
        at=points.normal_bases(points.powers_of_positive),
    ),
    "pow_dxx": of(
        lambda x, n: n * (n - 1) * power(x, n - 2),
        lambda x, n: n * (n - 1) * (n - 2) * power(x, n - 3),
        lambda x, n: power(x, n - 2) * (2 * n - 1 + n * (n - 1) * mp.log(x)),
        at=points.ordinary_powers,
    ),
    "pow_dxn": of(
        lambda x, n: power(x, n - 1) * (1 + n * mp.log(x)),
        lambda x, n: power(x, n - 2) * (2 * n - 1 + n * (n - 1) * mp.log(x)),
        lambda x, n: power(x, n - 1) * mp.log(x) * (2 + n * mp.log(x)),
        at=points.ordinary_powers,
    ),
    "pow_dnn": of(
        lambda x, n: power(x, n) * mp.log(x) ** 2,
        lambda x, n: power(x, n - 1) * mp.log(x) * (2 + n * mp.log(x)),
        lambda x, n: power(x, n) * mp.log(x) ** 3,
        at=points.ordinary_powers,
    ),
    # choice and rounding
    "abs": of(abs, mp.sign),
    "sign": of(mp.sign, zero),
    "step": of(step, zero),
    "exceeds": of(lambda a, b: mpf(a > b), zero, zero, at=points.plane),
    "exceeds_or_half": of(lambda a, b: (1 + mp.sign(a - b)) / 2, zero, zero, at=points.plane),
    "maximum": of(max, lambda a, b: mpf(a > b), lambda a, b: mpf(b > a), at=points.plane),
    "minimum": of(min, lambda a, b: mpf(a < b), lambda a, b: mpf(b < a), at=points.plane),
    "clip": of(
        lambda x, low, high: min(max(x, low), high),
        lambda x, low, high: mpf(low < x < high),
        lambda x, low, high: mpf(x < low),
        lambda x, low, high: mpf(x > high),
        at=points.triples,
    ),
    "floor": of(mp.floor, zero),
    "ceil": of(mp.ceil, zero),
    "trunc": of(lambda x: mp.sign(x) * mp.floor(abs(x)), zero),
    "round": of(mp.nint, zero),
    "fmod": of(signed_remainder, one, lambda a, b: -trunc_divide(a, b), at=points.plane),
    "frac": of(lambda x: signed_remainder(x, ONE), one),
    "copysign": of(
        lambda x, y: abs(x) * mp.sign(y),
        lambda x, y: mp.sign(x) * mp.sign(y),
        zero,
        at=points.plane,
    ),
    "heaviside": of(
        lambda x, half: (1 + mp.sign(x)) / 2, zero, lambda x, half: mpf(x == 0), at=points.plane
    ),
    "lowest_if_nan": of(lambda x: x, one),
    "highest_if_nan": of(lambda x: x, one),
    "fmax": of(max, lambda a, b: mpf(a > b), lambda a, b: mpf(b > a), at=points.plane),
    "fmin": of(min, lambda a, b: mpf(a < b), lambda a, b: mpf(b < a), at=points.plane),
    "nan_to_num": of(lambda x, *_: x, one, None, None, None, at=points.beside(points.triples, 0.5)),
    "is_finite": of(one, zero),
    "lerp": of(
        lambda x, y, t: (1 - t) * x + t * y,
        lambda x, y, t: 1 - t,
        lambda x, y, t: t,
        lambda x, y, t: y - x,
        at=points.segments,
    ),
    "mod": of(remainder, one, lambda a, b: -floor_divide(a, b), at=points.plane),
    "floor_divide": of(floor_divide, zero, zero, at=points.plane),
    # exponentials, logarithms, roots
    "exp": of(mp.exp, mp.exp),
    "exp2": of(lambda x: mp.power(2, x), lambda x: mp.ln2 * mp.power(2, x)),
    "expm1": of(mp.expm1, mp.exp),
    "log": of(mp.log, lambda x: 1 / x, at=points.positive),
    "log2": of(lambda x: mp.log(x) / mp.ln2, lambda x: 1 / x / mp.ln2, at=points.positive),
    "log10": of(mp.log10, lambda x: 1 / x / mp.ln10, at=points.positive),
    "log1p": of(mp.log1p, lambda x: 1 / (1 + x), at=points.above(-1.0)),
    "sqrt": of(mp.sqrt, lambda x: 1 / mp.sqrt(x) / 2, at=points.positive),
    "rsqrt": of(lambda x: 1 / mp.sqrt(x), lambda x: -1 / mp.sqrt(x) / x / 2, at=points.positive),
    "degrees": of(mp.degrees, lambda x: 180 / mp.pi),
    "radians": of(mp.radians, lambda x: mp.pi / 180),
    "cbrt": of(
        lambda x: mp.sign(x) * mp.cbrt(abs(x)),
        lambda x: 1 / mp.cbrt(abs(x)) ** 2 / 3,
        at=points.nonzero,
    ),
    "xlogy": of(
        lambda a, b: a * mp.log(b), lambda a, b: mp.log(b), lambda a, b: a / b, at=points.half_plane
    ),
    "logaddexp": of(
        lambda a, b: max(a, b) + mp.log1p(mp.exp(-abs(a - b))),
        share,
        lambda a, b: share(b, a),
        at=points.logarithms,
    ),
    "logaddexp_da": of(
        share,
        lambda a, b: share(a, b) * share(b, a),
        lambda a, b: -share(a, b) * share(b, a),
        at=points.logarithms,
    ),
    # circular and hyperbolic functions
    "sin": of(mp.sin, mp.cos),
    "cos": of(mp.cos, lambda x: -mp.sin(x)),
    "tan": of(mp.tan, tan_slope),
    "one_minus_square": of(lambda x: 1 - x * x, lambda x: -2 * x, at=points.between(-2.0, 2.0)),
    "asin": of(mp.asin, lambda x: 1 / mp.sqrt(1 - x * x), at=at_ends),
    "acos": of(mp.acos, lambda x: -1 / mp.sqrt(1 - x * x), at=at_ends),
    "atan": of(mp.atan, lambda x: 1 / (1 + x * x)),
    "atan2": of(mp.atan2, atan2_dy, lambda y, x: -atan2_dy(x, y), at=points.plane),
    "atan2_dy": of(
        atan2_dy,
        lambda y, x: -2 * x * y / (x * x + y * y) ** 2,
        lambda y, x: (y * y - x * x) / (x * x + y * y) ** 2,
        at=points.plane,
    ),
    "sinh": of(mp.sinh, mp.cosh),
    "cosh": of(mp.cosh, mp.sinh),
    "tanh": of(mp.tanh, lambda x: mp.sech(x) ** 2),
    "sech2": of(lambda x: mp.sech(x) ** 2, lambda x: -2 * mp.sech(x) ** 2 * mp.tanh(x)),
    "tanhshrink": of(tanhshrink, lambda x: mp.tanh(x) ** 2),
    "asinh": of(mp.asinh, lambda x: 1 / mp.sqrt(1 + x * x)),
    "acosh": of(mp.acosh, lambda x: 1 / mp.sqrt((x - 1) * (x + 1)), at=points.above(1.0)),
    "atanh": of(mp.atanh, lambda x: 1 / (1 - x) / (1 + x), at=at_ends),
    "hypot": of(hypot, lambda a, b: a / hypot(a, b), lambda a, b: b / hypot(a, b), at=points.plane),
    "hypot_dx": of(
        lambda a, b: a / hypot(a, b),
        lambda a, b: b * b / hypot(a, b) ** 3,
        lambda a, b: -a * b / hypot(a, b) ** 3,
        at=points.plane,
    ),
    "hypot_dxy": of(
        lambda a, b: -a * b / hypot(a, b) ** 3,
        lambda a, b: b * (2 * a * a - b * b) / hypot(a, b) ** 5,
        lambda a, b: a * (2 * b * b - a * a) / hypot(a, b) ** 5,
        at=points.plane,
    ),
    # special functions
    "erf": of(
        lambda x: mp.erf(x) if abs(x) < 1e3 else mp.sign(x),
        lambda x: TWO_OVER_ROOT_PI * mp.exp(-x * x),
    ),
    "erfc": of(erfc, lambda x: -TWO_OVER_ROOT_PI * mp.exp(-x * x)),
    "erf_prime": of(
        lambda x: TWO_OVER_ROOT_PI * mp.exp(-x * x),
        lambda x: -2 * x * TWO_OVER_ROOT_PI * mp.exp(-x * x),
    ),
    "erfinv": of(mp.erfinv, erfinv_prime, at=at_ends, digits=120),
    "erfinv_prime": of(erfinv_prime, lambda x: 2 * mp.erfinv(x) * erfinv_prime(x) ** 2, at=at_ends),
    "i0e": of(i0e(0), i0e(1)),
    "i0e_derivative": of(
        lambda n, x: i0e(int(n))(x),
        None,
        lambda n, x: i0e(int(n) + 1)(x),
        at=points.beside(points.line, *orders, first=True),
    ),
    "i1e": of(i1e(0), i1e(1)),
    "i1e_derivative": of(
        lambda n, x: i1e(int(n))(x),
        None,
        lambda n, x: i1e(int(n) + 1)(x),
        at=points.beside(points.line, *orders, first=True),
    ),
    "j0": of(bessel(mp.besselj, 0), bessel_slope(mp.besselj, 0, -1), at=at_waves, digits=60),
    "j1": of(bessel(mp.besselj, 1), bessel_slope(mp.besselj, 1, -1), at=at_waves, digits=60),
    "jv": of(
        mp.besselj,
        None,
        lambda v, x: bessel_slope(mp.besselj, v, -1)(x),
        at=points.beside(at_waves, *orders, first=True),
        digits=60,
    ),
    "y0": of(bessel(mp.bessely, 0), bessel_slope(mp.bessely, 0, -1), at=right_waves, digits=60),
    "y1": of(bessel(mp.bessely, 1), bessel_slope(mp.bessely, 1, -1), at=right_waves, digits=60),
    "yv": of(
        mp.bessely,
        None,
        lambda v, x: bessel_slope(mp.bessely, v, -1)(x),
        at=points.beside(right_waves, *orders, first=True),
        digits=60,
    ),
    "i0": of(bessel(mp.besseli, 0), bessel_slope(mp.besseli, 0, 1), at=before_overflow, digits=60),
    "i1": of(bessel(mp.besseli, 1), bessel_slope(mp.besseli, 1, 1), at=before_overflow, digits=60),
    "iv": of(
        mp.besseli,
        None,
        lambda v, x: bessel_slope(mp.besseli, v, 1)(x),
        at=points.beside(before_overflow, *orders, first=True),
        digits=60,
    ),
    "k0": of(bessel(mp.besselk, 0), bessel_slope_of_k(0), at=before_underflow, digits=60),
    "k1": of(bessel(mp.besselk, 1), bessel_slope_of_k(1), at=before_underflow, digits=60),
    "kv": of(
        mp.besselk,
        None,
        lambda v, x: bessel_slope_of_k(v)(x),
        at=points.beside(before_underflow, *orders, first=True),
        digits=60,
    ),
    "erfcx": of(erfcx(0), erfcx(1), at=points.ordinary(-26.0, 1e5), digits=60),
    "erfcx_derivative": of(
        lambda n, x: erfcx(int(n))(x),
        None,
        lambda n, x: erfcx(int(n) + 1)(x),
        at=points.beside(points.ordinary(-26.0, 1e5), *orders, first=True),
    ),
    "erfcinv": of(erfcinv, erfcinv_slope, at=points.ordinary(0.0, 2.0), digits=60),
    "erfcinv_slope": of(
        erfcinv_slope,
        lambda x: 2 * erfcinv(x) * erfcinv_slope(x) ** 2,
        at=points.ordinary(0.0, 2.0),
    ),
    "ndtri": of(ndtri, ndtri_slope, at=points.ordinary(0.0, 1.0), digits=60),
    "ndtri_slope": of(
        ndtri_slope, lambda p: ndtri(p) * ndtri_slope(p) ** 2, at=points.ordinary(0.0, 1.0)
    ),
    "ellipk": of(elliptic(1, 0), elliptic(1, 1), at=points.ordinary(-1e3, 1.0), digits=60),
    "ellipk_derivative": of(
        lambda n, m: elliptic(1, int(n))(m),
        None,
        lambda n, m: elliptic(1, int(n) + 1)(m),
        at=points.beside(points.ordinary(-1e3, 1.0), *orders, first=True),
    ),
    "ellipe": of(elliptic(-1, 0), elliptic(-1, 1), at=points.ordinary(-1e3, 1.0), digits=60),
    "ellipe_derivative": of(
        lambda n, m: elliptic(-1, int(n))(m),
        None,
        lambda n, m: elliptic(-1, int(n) + 1)(m),
        at=points.beside(points.ordinary(-1e3, 1.0), *orders, first=True),
    ),
    "zeta": of(zeta(0), zeta(1), at=points.ordinary(1.0, 60.0), digits=60),
    "zeta_derivative": of(
        lambda n, s: zeta(int(n))(s),
        None,
        lambda n, s: zeta(int(n) + 1)(s),
        at=points.beside(points.ordinary(1.0, 60.0), *orders, first=True),
    ),
    "lambertw": of(
        lambertw(0),
        lambertw(1),
        None,
        at=points.either(
            points.beside(points.ordinary(-0.36, 1e6), 0.0),
            points.beside(points.ordinary(-0.36, 0.0), -1.0),
        ),
        digits=60,
    ),
    "lambertw_derivative": of(
        lambda n, x, branch: lambertw(int(n))(x, branch),
        None,
        lambda n, x, branch: lambertw(int(n) + 1)(x, branch),
        None,
        at=points.beside(points.beside(points.ordinary(-0.36, 1e6), 0.0), *orders, first=True),
    ),
    "gammainc": of(
        lambda a, x: mp.gammainc(a, 0, x, regularized=True),
        None,
        gamma_density,
        at=points.beside(points.ordinary(0.0, 40.0), 0.5, 3.0, 20.0, first=True),
        digits=60,
    ),
    "gammaincc": of(
        lambda a, x: mp.gammainc(a, x, mp.inf, regularized=True),
        None,
        lambda a, x: -gamma_density(a, x),
        at=points.beside(points.ordinary(0.0, 40.0), 0.5, 3.0, 20.0, first=True),
        digits=60,
    ),
    "gamma_density": of(
        gamma_density,
        lambda a, x: gamma_density(a, x) * (mp.log(x) - mp.digamma(a)),
        lambda a, x: gamma_density(a, x) * ((a - 1) / x - 1),
        at=shapes,
    ),
    "betainc": of(
        lambda a, b, x: mp.betainc(a, b, 0, x, regularized=True),
        None,
        None,
        beta_density,
        at=points.beside(
            points.beside(points.ordinary(0.0, 1.0), 3.0, 20.0, first=True), 0.5, 4.0, first=True
        ),
        digits=60,
    ),
    "beta_density": of(
        beta_density,
        lambda a, b, x: beta_density(a, b, x) * (mp.log(x) + mp.psi(0, a + b) - mp.psi(0, a)),
        lambda a, b, x: beta_density(a, b, x) * (mp.log(1 - x) + mp.psi(0, a + b) - mp.psi(0, b)),
        lambda a, b, x: beta_density(a, b, x) * ((a - 1) / x - (b - 1) / (1 - x)),
        at=points.beside(shapes, 0.25, 0.7),
    ),
    "expi": of(mp.ei, lambda x: mp.exp(x) / x, at=points.ordinary(-600.0, 600.0), digits=60),
    "exp_over": of(
        lambda x: mp.exp(x) / x,
        lambda x: mp.exp(x) * (x - 1) / (x * x),
        at=points.ordinary(-600.0, 600.0),
    ),
    "exp1": of(mp.e1, lambda x: -mp.exp(-x) / x, at=points.ordinary(0.0, 600.0), digits=60),
    "expn": of(
        mp.expint,
        None,
        lambda n, x: -mp.expint(n - 1, x),
        at=points.beside(points.ordinary(0.0, 600.0), 0.5, *orders, first=True),
        digits=60,
    ),
    "normal_cdf": of(normal_cdf, normal_pdf),
    "normal_pdf": of(normal_pdf, lambda x: -x * normal_pdf(x)),
    "log_normal_cdf": of(log_normal_cdf, mills),
    "mills": of(mills, lambda x: -mills(x) * mills_excess(x)),
    "mills_excess": of(mills_excess, mills_excess_slope),
    "lgamma": of(mp.loggamma, mp.digamma, at=points.positive, digits=120),
    "gamma": of(mp.gamma, lambda x: mp.gamma(x) * mp.digamma(x), at=points.between(1e-300, 171.0)),
    "beta": of(mp.beta, beta_slope, lambda a, b: beta_slope(b, a), at=shapes, digits=120),
    "betaln": of(
        lambda a, b: mp.log(mp.beta(a, b)),
        lambda a, b: mp.digamma(a) - mp.digamma(a + b),
        lambda a, b: mp.digamma(b) - mp.digamma(a + b),
        at=shapes,
        digits=120,
    ),
    "polygamma_drop": of(
        lambda n, a, b: mp.psi(int(n), a) - mp.psi(int(n), a + b),
        None,
        lambda n, a, b: mp.psi(int(n) + 1, a) - mp.psi(int(n) + 1, a + b),
        lambda n, a, b: -mp.psi(int(n) + 1, a + b),
        at=points.beside(shapes, *orders, first=True),
        digits=120,
    ),
    "digamma": of(mp.digamma, lambda x: mp.psi(1, x), at=points.positive, digits=120),
    "polygamma": of(
        lambda n, x: mp.psi(int(n), x),
        None,
        lambda n, x: mp.psi(int(n) + 1, x),
        at=points.beside(points.positive, *orders, first=True),
        digits=120,
    ),
    "sinc": of(sinc(0), sinc(1), at=points.between(-60.0, 60.0)),
    "sinc_derivative": of(
        lambda n, x: sinc(int(n))(x),
        None,
        lambda n, x: sinc(int(n) + 1)(x),
        at=points.beside(points.between(-60.0, 60.0), *orders, first=True),
    ),
    # activations
    "sigmoid": of(sigmoid, sigmoid_prime),
    "sigmoid_prime": of(sigmoid_prime, lambda x: -sigmoid_prime(x) * mp.tanh(x / 2)),
    "log_sigmoid": of(lambda x: -softplus(-x), lambda x: sigmoid(-x)),
    "softplus": of(softplus, sigmoid),
    "relu": of(lambda x: max(x, mpf(0)), step),
    "leaky_relu": of(
        lambda x, a: x if x > 0 else a * x,
        lambda x, a: ONE if x > 0 else a,
        lambda x, a: min(x, mpf(0)),
        at=points.beside(points.line, 0.01, 0.3),
    ),
    "leaky_relu_prime": of(
        lambda x, a: ONE if x > 0 else a,
        zero,
        lambda x, a: step(-x),
        at=points.beside(points.line, 0.01, 0.3),
    ),
    "elu": of(
        lambda x, a: x if x > 0 else a * mp.expm1(x),
        lambda x, a: ONE if x > 0 else a * mp.exp(x),
        lambda x, a: mpf(0) if x > 0 else mp.expm1(x),
        at=points.beside(points.line, 1.0, 1.3),
    ),
    "elu_prime": of(
        lambda x, a: ONE if x > 0 else a * mp.exp(x),
        lambda x, a: mpf(0) if x > 0 else a * mp.exp(x),
        lambda x, a: mpf(0) if x > 0 else mp.exp(x),
        at=points.beside(points.line, 1.0, 1.3),
    ),
    "selu": of(
        lambda x: SELU_SCALE * (x if x > 0 else SELU_ALPHA * mp.expm1(x)),
        lambda x: SELU_SCALE * (ONE if x > 0 else SELU_ALPHA * mp.exp(x)),
    ),
    "selu_prime": of(
        lambda x: SELU_SCALE * (ONE if x > 0 else SELU_ALPHA * mp.exp(x)),
        lambda x: SELU_SCALE * (mpf(0) if x > 0 else SELU_ALPHA * mp.exp(x)),
    ),
    "hardtanh": of(lambda x: min(max(x, -ONE), ONE), lambda x: mpf(abs(x) < 1)),
    "logit": of(
        lambda p: mp.log(p / (1 - p)), lambda p: 1 / p / (1 - p), at=points.between(0.0, 1.0)
    ),
    "logit_prime": of(
        lambda p: 1 / p / (1 - p),
        lambda p: (2 * p - 1) / (p * (1 - p)) ** 2,
        at=points.between(0.0, 1.0),
    ),
    "softsign": of(lambda x: x / (1 + abs(x)), lambda x: 1 / (1 + abs(x)) ** 2),
    "softsign_prime": of(
        lambda x: 1 / (1 + abs(x)) ** 2, lambda x: -2 * mp.sign(x) / (1 + abs(x)) ** 3
    ),
    "silu": of(lambda x: x * sigmoid(x), silu_prime),
    "silu_prime": of(silu_prime, lambda x: sigmoid_prime(x) * (2 - x * mp.tanh(x / 2))),
    "gelu": of(lambda x: x * normal_cdf(x), lambda x: normal_cdf(x) + x * normal_pdf(x)),
    "gelu_prime": of(
        lambda x: normal_cdf(x) + x * normal_pdf(x), lambda x: normal_pdf(x) * (2 - x * x)
    ),
    "gelu_tanh": of(lambda x: x * gelu_gate(x), lambda x: gelu_gate(x) + x * gelu_gate_prime(x)),
    "gelu_tanh_prime": of(
        lambda x: gelu_gate(x) + x * gelu_gate_prime(x),
        lambda x: 2 * gelu_gate_prime(x) + x * gelu_gate_second(x),
    ),
    "gelu_tanh_gate_prime": of(gelu_gate_prime, gelu_gate_second),
    "mish": of(lambda x: x * mish_gate(x), lambda x: mish_gate(x) + x * mish_gate_prime(x)),
    "mish_prime": of(
        lambda x: mish_gate(x) + x * mish_gate_prime(x),
        lambda x: 2 * mish_gate_prime(x) + x * mish_gate_second(x),
    ),
    "mish_gate_prime": of(mish_gate_prime, mish_gate_second),
}
