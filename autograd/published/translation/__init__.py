"""Printed formulas as trees of the checker, for one layer, time or sample at a time.

The modules, each importing only from those above it:

    readings    what can be read in two ways
    translator  what translates, and the table of those who do
    indices     of entries, and of layers, times and samples
    columns     columns of ones, and of the unit matrix
    norms       norms
    powers      powers, roots, norms, brackets
    slopes      derivatives
    products    sums, products and quotients
    functions   functions at arguments
    sums        sums and products over an index
    blocks      cases and matrices
    names       names with their scripts
    sides       the two sides of a formula
"""

from __future__ import annotations

from . import blocks, columns, functions, powers, products, slopes, sums
from .names import name
from .sides import sides
from .translator import Translator

__all__ = [
    "Translator",
    "blocks",
    "columns",
    "functions",
    "name",
    "powers",
    "products",
    "sides",
    "slopes",
    "sums",
]
