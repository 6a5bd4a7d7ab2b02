"""Prose with formulas as people type them, `z1 = w1*x + b1` or `L=(y-p)**2`, and no LaTeX.

The modules, each importing only from those above it:

    typed   a typed formula as LaTeX
    reader  a text as passages
"""
