"""Every partial of x**n, in x and in n.

>>> from autograd.kernels import floats
>>> f"{power_partial(0, 1, 2.0, 3.0, floats):.12g}"  # 8 log 2
'5.54517744448'
"""

from __future__ import annotations

from autograd.kernels.backend import Backend, Number
from autograd.kernels.edges import finite
from autograd.kernels.polynomial import horner
from autograd.kernels.powers import divided, power_dxn, power_dxx


def log_polynomial(k: int, j: int, n: Number) -> list[Number]:
    """The k-th derivative of ``x**n * L**j``, L = log(x), is ``x**(n-k)`` times a polynomial in L.

    Its coefficients, the constant first. Each derivative takes P to (n - i) P + P'.

    >>> log_polynomial(1, 1, 3.0)
    [1.0, 3.0]
    """
    terms = [0.0 * n] * j + [1.0 + 0.0 * n]
    for i in range(k):
        falling = [(n - i) * c for c in terms]
        rest = [i * c for i, c in enumerate(terms)][1:]
        terms = [a + b for a, b in zip(falling, [*rest, 0.0], strict=True)]
    return terms


def power_partial(k: int, j: int, x: Number, n: Number, backend: Backend) -> Number:
    """The partial of x**n, k times with respect to x and j times with respect to n.

    It is closed under differentiation. At x = 0 the limit from the right; nan for x < 0 and j > 0.

    >>> from autograd.kernels import floats
    >>> power_partial(1, 1, 0.0, 1.0, floats), power_partial(0, 2, 0.0, 0.5, floats)
    (-inf, 0.0)
    """
    if not j:
        return power_dxx(x, n, backend) if k == 2 else power_dxn(x, n, k, backend)
    terms = log_polynomial(k, j, finite(n, backend))
    lower = n - k
    by_division = (n - lower != k) | (lower + k != n)
    base = backend.where(x > 0.0, x, 1.0)
    half = backend.power_or_inf(
        base, 0.5 * backend.where(by_division, n, lower)
    )  # no square of it overflows
    factor = half * horner((0.0, *terms[::-1]), backend.log(base))
    result = divided(factor, backend.where(by_division, base, 1.0), k) * half
    result = backend.where(half == 0.0, 0.0, result)
    result = backend.where(
        (x == backend.inf) & (n == n), _at_end(k, terms, n, backend.inf, backend), result
    )
    at_zero = _at_end(k, terms, n, 0.0, backend)
    if not k:
        at_zero = backend.where(n == 0.0, 0.0, at_zero)  # 0**n is flat but for its jump at n = 0
    return backend.where(
        x > 0.0, result, backend.where((n >= 0.0) & (x == 0.0), at_zero, backend.nan)
    )


def _at_end(k: int, terms: list[Number], n: Number, x: float, backend: Backend) -> Number:
    """The limit, at x = 0 or inf, of ``x**(n-k)`` times a polynomial in log(x).

    Its last term that is not 0 leads.
    """
    vanishes, sign = (n < k, 1.0) if x else (n > k, -1.0)
    leading = backend.where(n == k, terms[0], backend.copysign(backend.inf, terms[0]))
    for i, c in list(enumerate(terms))[1:]:
        leading = backend.where(c == 0.0, leading, backend.copysign(backend.inf, c * sign**i))
    return backend.where(vanishes, 0.0, leading)
