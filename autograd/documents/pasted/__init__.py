"""Text copied from a browser, where each formula stands three times.

A page that sets its formulas with KaTeX or MathJax hides their LaTeX beside what is shown, so that
a copy has what is shown, the LaTeX, and what is shown once more, with nothing between them. The
modules, each importing only from those above it:

    letters   what is the same in LaTeX and in what is shown of it: letters and digits
    triples   where the three stand
    mending   signs that were lost in copying, put back
    repeated  what stands three times without any LaTeX
    reader    a text as passages
"""
