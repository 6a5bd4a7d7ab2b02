"""A Python function's derivative: run on symbols, then decided as a page is.

The rooms, each importing only from those above it:

    arguments      names and shapes of the arguments, and which of them vary
    sampling       which entries of a large array are looked at
    expansion      a graph of Tensors written out entry by entry
    componentwise  the verdict on an array of claims
    branches       functions that branch on their numbers
    traced         functions of arrays, run at points and then in symbols
    symbols        `check_function`
"""
