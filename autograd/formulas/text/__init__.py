"""Derivation text read: from characters to trees, with nothing evaluated.

The modules, each importing only from those above it:

    complaint      what is wrong and where, with carets under the place
    characters     signs that people paste, and what each is read as
    builtins       the functions that a formula need not declare
    tokens         the words of a formula and their places; `DerivationError`
    stream         the tokens one after the other, and complaints about them
    differentials  dy/dx, d2y/dx2, d/dx(expression)
    binders        sum(j: ...), prod(i, j: ...), max(j=1..3: ...)
    missing        what to say where a sign is missing: 2x, sin x
    grammar        tokens into a tree
    finding        the formulas of a page with a derivation, and those that are left
    kept           what two formulas have in common, as the author of one wrote it
    page           a page as statements: Markdown, comments, continued lines
"""
