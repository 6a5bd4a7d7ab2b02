"""Formulas in LaTeX: read with the names of a page, or refused.

The modules, each importing only from those above it:

    characters, names, said      pasted signs; a symbol taken apart; what was read
    commands, groups, bars       what is read, by its first command; where a group ends
    scanner, wrapping, paste     the formula as tokens, without what stands around it
    touched                      the names in what could not be read
    rewriting, spelling          one spelling: arguments in braces, no braces that do not show
    vocabulary, cursor           the names of the page; a place in the tokens
    words, scripts, symbols, resolving       a symbol, and the name it stands for
    environments, cases, brackets, calls     the kinds of operands,
    slopes, inline_slopes, sums, shapes      one in each module
    operators                    what is set like a name and is none: E[x]
    operands, products, formulas, rows       from one operand up to the whole
    trees, reader                the trees of the derivation grammar; read_latex
"""

from .reader import Reading, read_latex

__all__ = ["Reading", "read_latex"]
