"""Printed formulas as trees of the checker, for one layer, time or sample at a time.

The modules, each importing only from those above it:

    readings    what can be read in two ways
    translator  what translates, and the table of those who do
    indices     of entries, and of layers, times and samples
    products    sums, products and quotients
    powers      powers, roots, norms, brackets
    functions   functions at arguments
    slopes      derivatives
    sums        sums and products over an index
    blocks      cases and matrices
    names       names with their scripts
"""

from __future__ import annotations

from . import blocks, functions, powers, products, slopes, sums
from .names import name
from .translator import Translator

__all__ = ["Translator", "blocks", "functions", "name", "powers", "products", "slopes", "sums"]
