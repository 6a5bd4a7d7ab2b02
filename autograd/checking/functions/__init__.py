"""A Python function's derivative: run on symbols, then decided as a page is.

The modules, each importing only from those above it:

    arguments      names and shapes of the arguments, which of them vary, and which entries
    expansion      a graph of Tensors written out entry by entry
    rounding       whether formulas differ by the rounding of floats only
    componentwise  the verdict on an array of claims
    thresholds     the numbers that stand in a function
    running        both functions run at points, sorted by the way they take
    comparing      one entry at points, and what a difference is worth
    branches       the verdict on functions that branch on their numbers
    traced         functions of arrays, run at points and then in symbols
    symbols        `check_function`
"""
