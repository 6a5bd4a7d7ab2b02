"""Letters, indices and numerals: what names of a page look like.

The modules, each importing only from those above it:

    letters     what the letters of a page are, and where they stand
    elements    what a subscript of one letter is
    labels      which subscripts are part of a name
    counting    which letters are indices, layers, times, samples
    references  a symbol with its scripts, taken apart
    literals    numbers as they are written
    points      what is evaluated at a point
    naming      what names are called for the checker
    lines       where a statement of a block stands
"""
