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
        left   0.12500000000000000
        right  0.50000000000000000
    the factor a*(1 - a) is missing in (a - y)*x
    right is dL/dw = (a - y)*x*a*(1 - a)
2 claims: 1 right, 1 wrong
"""

from __future__ import annotations

from .checker import Checker
from .report import Claim as Claim
from .report import Link as Link
from .report import Report as Report
from .slopes import check_gradients as check_gradients
from .tokens import DerivationError as DerivationError


def check(text: str) -> Report:
    """Check a page of derivations: plain text, or Markdown with blocks fenced as `derivation`."""
    return Checker().page(text)
