"""A page of derivations, claim by claim: what is true, and what is said about it.

The modules, each importing only from those above it:

    sizes           sizes left open, x in R^n: a few are tried, none is proved
    worked_arrays   worked numbers about arrays, taken apart into numbers
    remarks         what a verdict rests on, and why there is none
    statements      a part of a page, statement by statement
    all_components  all components of a claim decided together
    lost_digits     right formulas that are no good for computing
    explaining      the culprit, a suggestion in the words of the author, doubts
    empty           claims that say nothing
    deciding        `first = side = side ...`: each `=` is decided
    recognised      equations that are no claims, but conditions
    conditional     a claim where conditions hold, if it is not right everywhere
    digits_shown    whether a value rounds to what is shown; who decides at a kink
    updates         w <- w - eta*dL/dw: the numbers after n rounds
    worked_numbers  what the left side of L = 0.298 is worth
    comes_of        whether rounds lead to a number that is shown
    otherwise       a number computed with a slip, or written with one
    wrong_number    what a wrong number is: of another round, used too early, a slip
    worked          at x=0.05: L = 0.298 is checked to the digits shown
    checker         a page: `check_page`, and the work that it is allowed
    outline         what a page claims, found by reading alone
"""
