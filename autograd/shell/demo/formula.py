"""A published derivation, checked line by line: right at the end, wrong on the way.

"Formula 8-19" gives the gradient of a network with one hidden neuron, cross entropy after a
sigmoid. Its final line is right; its first factor is the derivative with respect to z2, not to a2.
"""

from __future__ import annotations

from .page import Page

DERIVATION = """\
z1 = w1*x + b1
a1 = sigmoid(z1)
z2 = w2*a1 + b2
a2 = sigmoid(z2)
L  = -(y*log(a2) + (1 - y)*log(1 - a2))
y in [0, 1]

# the five factors as published, and their product
dL/da2  = a2 - y
da2/dz2 = a2*(1 - a2)
dz2/da1 = w2
da1/dz1 = sigmoid'(z1)
dz1/db1 = 1
dL/db1 = dL/da2*da2/dz2*dz2/da1*da1/dz1*dz1/db1 = (a2-y)*w2*sigmoid'(z1)

# the final line by itself, and two ways to repair the first factor
dL/db1 = (a2 - y)*w2*sigmoid'(z1)
dL/da2 = (a2 - y)/(a2*(1 - a2))
dL/dz2 = a2 - y
"""
MORAL = (
    "So the final formula is right although its first factor is not: a2 - y is dL/dz2, and the "
    "factor a2 (1 - a2) that should follow was dropped without a word."
)
WRONG_LINES = {9, 14}  # the first factor, and the product that it stands in


def check_a_derivation(page: Page) -> bool:
    """The section that checks formula 8-19; whether the verdicts are the known ones."""
    from ...checking import check

    page.section("Check a hand derivation: formula 8-19, cross entropy and a hidden bias")
    report = check(DERIVATION)
    page.block(str(report))
    page.gap()
    well = {claim.line for claim in report.claims if claim.status == "wrong"} == WRONG_LINES
    page.text(MORAL if well else "✗ These are not the known verdicts on this derivation.")
    return well
