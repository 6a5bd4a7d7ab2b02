"""A computation told in text, for a terminal, a screen reader, a bug report.

The modules, each importing only from those above it:

    outline      the graph as indented lines
    explanation  every path from x to y, as a product of local derivatives
"""
