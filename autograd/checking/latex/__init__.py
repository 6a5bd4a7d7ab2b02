"""Formulas in LaTeX: read with the names of a page, or refused.

The rooms, each importing only from those above it:

    characters   what people paste, in LaTeX's spelling
    scanner      the formula as tokens         wrapping, paste   what stands around it
    names        a symbol, and a name taken apart in the same way
    vocabulary   the names of the page
    commands     what is read, by its first command
    groups, bars, spelling   one spelling: arguments in braces, no braces that do not show
    said         what was read, before it is a tree
    cursor       a place in the tokens
    scripts, words, symbols, resolving   symbols, and what they stand for
    brackets, calls, slopes, sums        the kinds of operands
    operands, cases, products, formulas, rows   from one operand up to the whole
    shapes, trees   matrix products; the trees of the derivation grammar
    reader       read_latex
"""

from .reader import Reading, read_latex

__all__ = ["Reading", "read_latex"]
