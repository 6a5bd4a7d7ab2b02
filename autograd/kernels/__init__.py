"""Numeric kernels: what a primitive computes when its arguments are plain numbers.

A kernel is written once, as ``kernel(x, ..., backend)``. The last argument is a backend: the
module :mod:`~autograd.kernels.floats` for Python floats, or :mod:`~autograd.kernels.arrays` for
NumPy arrays. Both hold the same names, so the text below serves a scalar and a batch alike:

>>> from autograd.kernels import floats
>>> from autograd.kernels.logistic import sigmoid
>>> f"{sigmoid(-40.0, floats):.12g}"
'4.24835425529e-18'

Every kernel stays within 4 units in the last place of the exact value over the whole float64
domain; ``tests/ops/test_accuracy.py`` measures that against 50-digit arithmetic and lists the
exemptions. That is also why so many *derivatives* are kernels: ``1 - tanh(x)**2`` loses every
digit at 20, ``sech2(x)`` loses none.

Outside a domain floats raise what :mod:`math` raises (ValueError, ZeroDivisionError,
OverflowError); arrays give nan or inf and expect the caller to hold ``numpy.errstate``.
"""
