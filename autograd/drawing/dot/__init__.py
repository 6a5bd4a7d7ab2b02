"""The picture for Graphviz: DOT, and through it png and pdf.

The modules, each importing only from those above it:

    tables   cards and frames as tables of HTML-like labels
    digraph  the whole picture, and who can render it
"""
