"""Why a worked number is wrong: the slip that gives the very digits that are shown.

The modules, each importing only from those above it:

    table       the slips, one to a line; and those of the pen
    formulas    a formula with one slip in it: patterns found and filled
    candidates  every number that a slip would give, the likeliest first
"""
