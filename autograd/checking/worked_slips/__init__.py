"""Why a worked number is wrong: the slip that gives the very digits that are shown.

The modules, each importing only from those above it:

    patterns    formulas with letters for any part, found in a formula
    table       the slips, one to a line: what stands, what was computed instead, in words
    digits      slips of the pen, and how many digits are shown
    formulas    a formula with one slip in it, there or in a definition below
    candidates  every number that a slip would give, the likeliest first
"""
