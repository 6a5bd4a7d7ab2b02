"""The number that a form is at a point, by what its generators stand for."""

import cmath
import math

from autograd.checking.proof.forms import GiveUp


def is_given_up(make):
    """Whether no form is made, as that would take too much or make no sense."""
    try:
        make()
    except GiveUp:
        return True
    return False


def value(field, form, known):
    """The number that a form is; what is no name of `known` is what the field says that it is."""
    column, squares = [], dict(field.squares)
    for key, index in field.named.items():
        if key in known:
            column.append(known[key])
        elif index in squares:
            column.append(cmath.sqrt(_quotient(squares[index], column)))
        elif index in field.exponents:
            column.append(cmath.exp(_quotient(field.exponents[index], column)))
        else:
            column.append(cmath.log(abs(_quotient(field.logs[index], column))))
    return _quotient(form, column)


def _quotient(form, column):
    return _polynomial(form.top, column) / _polynomial(form.below, column)


def _polynomial(p, column):
    terms = p.to_dict().items()
    return sum(
        int(c) * math.prod(v ** int(e) for v, e in zip(column, exponents, strict=False))
        for exponents, c in terms
    )
