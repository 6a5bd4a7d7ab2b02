"""Formulas in LaTeX: read with the names of a page, or refused.

LaTeX becomes tokens, tokens become trees, whose spans are places in the LaTeX.
The modules, each importing only from those above it:

    characters                   pasted signs
    notation, signs, refused     what is read and what is not, with an example of each
    names                        a symbol taken apart, and the names of the page
    groups, scanner, paste       the formula as tokens, without what stands around it
    touched                      the names in what could not be read
    rewriting, spelling          one spelling: arguments in braces, no braces that do not show
    cursor                       a place in the tokens
    scripts                      what stands below and above
    symbols, resolving           a symbol, and the name it stands for
    shapes                       operations as trees, those of arrays among them
    calls, brackets              the kinds of operands,
    slopes, sums                 one in each module
    operands, products           from one operand
    formulas, reader             up to the whole
"""

from .reader import Reading, read_latex

__all__ = ["Reading", "read_latex"]
