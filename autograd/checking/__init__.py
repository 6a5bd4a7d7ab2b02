"""Check formulas derived by hand: proved, wrong with the simplest counterexample, or why not.

>>> print(check('''
... z = w*x + b
... a = sigmoid(z)
... L = (a - y)^2/2
... dL/db = (a - y)*a*(1 - a)
... dL/dw = (a - y)*x
... '''))
✓ proved       line 5: dL/db = (a - y)*a*(1 - a)
✗ wrong        line 6: dL/dw = (a - y)*x
    at w = 0, x = 1, b = 0, y = 0:
        true     0.12500000000000000
        claimed  0.50000000000000000
    the factor a*(1 - a) is missing in (a - y)*x
    right is dL/dw = (a - y)*x*a*(1 - a)
2 claims: 1 right, 1 wrong

Vectors are columns, `@` is the matrix product, `*` goes entry by entry, and indices count from 1:

>>> print(check('''
... x in R^2
... W in R^(3x2)
... z = W @ x
... C = sum(z^2)/2
... grad(C, W) = z @ x.T
... dC/dx[j] = sum(h: W[h,j]*z[h])
... dC/dx = W @ z
... '''))
✓ proved       line 6: grad(C, W) = z @ x.T
    in all 6 components
✓ proved       line 7: dC/dx[j] = sum(h: W[h,j]*z[h])
    in all 2 components
! unreadable   line 8: dC/dx = W @ z
    column 9: W is 3 by 2 and z is a column of 3: @ needs as many columns on its
      left as rows on its right; is W.T @ z meant?
        dC/dx = W @ z
                ^
    W should be W.T
    right is dC/dx = W.T @ z
3 claims: 2 right, 1 unreadable

The packages, each importing only from those above it, as do the modules in each:

    certified  numbers that know how far they are off
    proof      is a graph of symbols 0 in exponential normal form?
    decision   are two graphs equal? with the simplest counterexample
    meaning    trees into graphs of symbols, or whole arrays of them
    pages      statements: shapes, bounds, definitions
    conditions  where a claim is made, as for i != j, or is right, as where sum(t) = 1
    report     what was found, as text, JSON and a table
    diagnosis  why a claim is wrong: the change that makes it right
    worked_slips  why a worked number is wrong: the slip that gives its digits
    claims     a page, claim by claim: `check` of a text
    functions  `check` of a Python function and its derivative
    slopes     `check_gradients`, in certified arithmetic or by measuring
    pictures   `report.explain`, the picture of a claim
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from ..errors import OperandError
from ..formulas.text.tokens import DerivationError as DerivationError
from .claims.checker import check_page
from .claims.outline import outline
from .functions.symbols import check_function
from .report.claims import Claim as Claim
from .report.claims import Link as Link
from .report.reports import Report as Report
from .slopes.gradients import check_gradients as check_gradients

if TYPE_CHECKING:
    from ..drawing import Picture


def check(
    what: str | Callable[..., Any],
    derivative: Callable[..., Any] | None = None,
    wrt: str | int | Sequence[str | int] | None = None,
    domain: str = "",
) -> Report:
    """Check a page of derivations, or a Python function's derivative.

    A page is plain text, or Markdown with blocks fenced as `derivation`. For a function,
    `derivative` is a function of the same arguments, `wrt` names those it is taken in, or gives
    their places (by default all; several derivatives come as a list, in this order), and `domain`
    says where the arguments may lie, as a page does, one statement to a line: "x > 0", "n in Z".
    An argument with a default keeps it unless `wrt` names it.

    Where domain gives shapes ("W in R^(2x3)") the arguments are Tensors, and the derivative has the
    shape of the function's value and then that of the argument; it is compared entry by entry. A
    function that branches on its numbers is compared at points, each with the branch it leads to:
    also one that returns plain numbers, such as `1.0 if x > 0 else 0.0`. At a kink of the function
    any slope is taken for a convention. Raises `OperandError` for anything else.

    >>> from autograd import log
    >>> check(lambda x: x * log(x), derivative=lambda x: log(x) + 1, domain="x > 0").ok
    True
    >>> print(check(lambda x, n: x**n, derivative=lambda x, n: n * x**n, wrt="x", domain="x > 0"))
    ✗ wrong        line 1: df/dx = n*x^n
        at x = 2, n = 1:
            true     1.0000000000000000
            claimed  2.0000000000000000
        n should be n - 1 in x^n
        right is df/dx = n*x^(n - 1)
    1 claim: 1 wrong
    >>> check(abs, derivative=lambda x: 1.0 if x > 0 else -1.0).ok
    True
    >>> print(check(lambda x: (x * x).sum(), derivative=lambda x: x, domain="x in R^2"))
    ✗ wrong        line 1: df/dx = derivative, 2 entries
        derivative[0], derivative[1] are wrong, of 2 entries; the first:
        at x = [1, 0]:
            true     2.0000000000000000
            claimed  1.0000000000000000
        the factor 2 is missing in x[0]
        right is df/dx[0] = 2*x[0]
    1 claim: 1 wrong
    """
    if isinstance(what, str):
        return _with_pictures(check_page(what), partial(outline, what))
    if derivative is None or not all(map(callable, (what, derivative))):
        raise OperandError(
            "check wants a page of derivations as a text, or a function and its derivative: "
            f"check(f, derivative=g); got {type(what).__name__} and {type(derivative).__name__}"
        )
    claims, outlined = check_function(what, derivative, wrt, domain)
    return _with_pictures(Report(claims), outlined)


def _with_pictures(report: Report, outlined: Callable[[], Sequence[Claim]]) -> Report:
    """The report, which can be asked for the picture of a claim."""
    report.illustrate = partial(_illustrated, report.claims, outlined)
    return report


def _illustrated(
    claims: Sequence[Claim], outlined: Callable[[], Sequence[Claim]], which: int | str
) -> Picture:
    from .pictures.illustration import illustrated  # late, for it loads all of drawing

    return illustrated(claims, outlined, which)
