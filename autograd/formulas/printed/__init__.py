"""Formulas as they are printed: their structure, before anyone knows what the names mean.

`f(x)` stays two things side by side, and a superscript a superscript: whether they are a call or a
product, a power, a layer or a sample, is for those to say who know the page.
The modules, each importing only from those above it:

    node      what a printed formula is made of
    cursor    a place in its tokens
    numerals  numbers with commas and spaces in them
    scripts   what stands below, above and behind a symbol
    atoms     symbols, numbers, brackets, roots
    slopes    derivatives, however they are set
    large     sums, products, limits
    calls     functions without brackets
    blocks    cases and matrices
    products  factors side by side
    reader    sides joined by relations
    shown     a formula as one line of text
    elements  what MathML is made of
    mathml    a formula as MathML
"""

from .node import Node
from .reader import Printed, read_printed

__all__ = ["Node", "Printed", "read_printed"]
