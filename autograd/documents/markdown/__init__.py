"""Markdown: what is code, what is a formula, what are words.

The modules, each importing only from those above it:

    blocks  fenced blocks, and what stands between them
    spans   formulas and code within a text
    prose   words without their marks, headings, items
    reader  a page as passages
"""
