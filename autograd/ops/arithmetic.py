"""The four operations, powers and their relatives."""

from __future__ import annotations

import math
import operator
from typing import Any

from ..engine.elementwise import Elementwise, elementwise
from ..engine.primitive import added
from ..kernels import balls, power_partials, powers
from ..support.domain import NONNEGATIVE, REAL, Domain
from .elementary import log

add = elementwise(
    "add",
    lambda a, b, y: 1.0,
    lambda a, b, y: 1.0,
    forward=operator.add,
    ball=operator.add,
    array="add",
    symbol="+",
    total=True,
    symmetric=True,
    latex="{x} + {y}",
)
sub = elementwise(
    "sub",
    lambda a, b, y: 1.0,
    lambda a, b, y: -1.0,
    forward=operator.sub,
    ball=operator.sub,
    array="subtract",
    symbol="-",
    total=True,
    aliases=["subtract"],
    latex="{x} - {y}",
)
mul = elementwise(
    "mul",
    lambda a, b, y: b,
    lambda a, b, y: a,
    forward=operator.mul,
    ball=operator.mul,
    array="multiply",
    symbol="*",
    total=True,
    aliases=["multiply"],
    symmetric=True,
    latex=r"{x} \cdot {y}",
)
div = elementwise(
    "div",
    lambda a, b, y: 1.0 / b,
    lambda a, b, y: -y / b,
    forward=operator.truediv,
    ball=operator.truediv,
    array="true_divide",
    symbol="/",
    total=True,
    aliases=["divide", "true_divide"],
    domain=Domain((REAL, REAL), lambda a, b: b != 0.0, "y != 0"),
    latex=r"\frac{{x}}{{y}}",
)
neg = elementwise(
    "neg",
    lambda x, y: -1.0,
    forward=operator.neg,
    ball=operator.neg,
    array="negative",
    symbol="-",
    total=True,
    aliases=["negative"],
    inverse=lambda y: -y,
    odd=True,
    latex="-{x}",
)
identity = elementwise(
    "identity",
    lambda x, y: 1.0,
    forward=operator.pos,
    ball=operator.pos,
    array="positive",
    total=True,
    odd=True,
    latex="{x}",
    doc="x itself, as a node of its own",
    public=False,
)
square = elementwise(
    "square",
    lambda x, y: 2.0 * x,
    kernel=powers.square,
    ball=lambda x: x * x,
    latex="{x}^{2}",
)
reciprocal = elementwise(
    "reciprocal",
    lambda x, y: -y * y,
    kernel=powers.reciprocal,
    ball=lambda x: 1 / x,
    domain=Domain((REAL,), lambda x: x != 0.0, "x != 0"),
    inverse=lambda y: 1.0 / y,
    odd=True,
    latex=r"\frac{1}{{x}}",
)


def _power_is_defined(x: float, n: float) -> bool:
    return x > 0.0 or (x == 0.0 and n >= 0.0) or (x < 0.0 and n == math.floor(n))


pow = elementwise(
    "pow",
    lambda x, n, y: pow_dx(x, n),
    lambda x, n, y: pow_dn(x, n),
    forward=math.pow,
    ball=balls.power,
    array="power",
    symbol="**",
    aliases=["power", "float_power"],
    domain=Domain(
        (REAL, REAL), _power_is_defined, "x > 0, x = 0 with y >= 0, or x < 0 with y an integer"
    ),
    latex="{x}^{{y}}",
)


def _lowered(x: Any, n: Any) -> Any:
    """n (n-1) x^(n-2), the second slope of x^n; for n = 0 it is 0, where a factor may be inf."""
    if isinstance(n, float) and (n - 1.0) + 1.0 == n and n - (n - 1.0) == 1.0:
        return n * pow_dx(x, n - 1.0) if n else 0.0
    return pow_dxx(x, n)


# n x^(n-1) and x^n log(x) are primitives because both powers may leave the range of floats, or n-1
# round, where the product is an ordinary number.
pow_dx = elementwise(
    "pow_dx",
    lambda x, n, y: _lowered(x, n),
    lambda x, n, y: pow_dxn(x, n),
    kernel=powers.power_dx,
    ball=balls.power_dx,
    forward=powers.power_dx_of_floats,
    domain=pow.domain,
    latex="{y} \\, {x}^{{y} - 1}",
    public=False,
)
pow_dn = elementwise(
    "pow_dn",
    lambda x, n, y: pow_dxn(x, n),
    lambda x, n, y: pow_dnn(x, n),
    kernel=powers.power_dy,
    ball=balls.power_dn,
    domain=Domain((NONNEGATIVE, REAL), _power_is_defined, "x > 0, or x = 0 with y >= 0"),
    latex=r"{x}^{{y}} \log {x}",
    public=False,
)


def _formula(k: int, j: int, x: Any, n: Any) -> Any:
    """The partial of x^n, k times in x and j times in n: x^(n-k) times a polynomial in log x."""
    first, *terms = power_partials.log_polynomial(k, j, n)
    polynomial = added([first, *(c * log(x) ** i for i, c in enumerate(terms, 1))])
    return pow(x, _less(n, float(k))) * polynomial


def _less(n: Any, k: float) -> Any:
    """n - k, and m - (j + k) where n is m - j: so the slopes of slopes meet one another again."""
    if getattr(n, "op", None) is sub and isinstance(n.right, float):
        return n.left - (n.right + k)
    return n - k


def _second_power(name: str, k: int, j: int, domain: Domain | None, latex: str) -> Elementwise:
    """Enter a second partial of x^n, k times in x and j times in n, with its limit at x = 0."""
    return elementwise(
        name,
        lambda x, n, y: _formula(k + 1, j, x, n),
        lambda x, n, y: _formula(k, j + 1, x, n),
        kernel=lambda x, n, backend: power_partials.power_partial(k, j, x, n, backend),
        ball=lambda x, n: balls.power_partial(k, j, x, n),
        public=False,
        domain=domain,
        latex=latex,
        doc=f"the partial of x**y, {k} times in x and {j} times in y",
    )


pow_dxx = _second_power("pow_dxx", 2, 0, pow.domain, r"{y} \left({y} - 1\right) {x}^{{y} - 2}")
pow_dxn = _second_power(
    "pow_dxn", 1, 1, pow_dn.domain, r"{x}^{{y} - 1} \left(1 + {y} \log {x}\right)"
)
pow_dnn = _second_power("pow_dnn", 0, 2, pow_dn.domain, r"{x}^{{y}} \log^{2} {x}")
