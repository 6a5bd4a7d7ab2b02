"""TeX: what is a formula, what are words, what is left alone.

The modules, each importing only from those above it:

    sources  a file without comments, code and shorthands for environments
    prose    words without commands
    reader   a file as passages
"""
