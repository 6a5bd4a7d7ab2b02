"""Formulas as people write them: trees, and how text and LaTeX become trees and back.

Nothing here knows a derivative or a verdict. The packages, each importing only from those above it:

    escape   what each format of output needs around a text
    trees    formulas: what they are made of, written out, simplified, set
    text     characters into trees
    latex    LaTeX into trees
    printed  LaTeX as it is printed, before its names are known
    writing  graphs as LaTeX
"""
