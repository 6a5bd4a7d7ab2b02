"""Numbers, columns, rows and matrices, and how large.

The modules, each importing only from those above it:

    kinds        numbers, columns, rows and matrices
    biases       what is added to each row of a matrix
    spelling     the checker's names as the page prints them
    declared     what the blocks of a page declare
    world        what is known of kinds
    possible     which of them a formula can be
    written      kinds of what is written out
    narrowing    kinds ruled out by all formulas
    conventions  what names are where several kinds are left
    ranks        which name is which of them
    sizes        how large the arrays are
"""
