"""A page of derivations, claim by claim: what is true, and what is said about it.

The modules, each importing only from those above it:

    budget            the work that a page is allowed, divided among its statements
    undecided         what is said of a statement of which nothing is decided
    sizes             sizes left open, x in R^n: a few are tried, none is proved
    worked_arrays     worked numbers about arrays, taken apart into numbers
    statements        a part of a page, statement by statement
    all_components    all components of a claim decided together
    remarks           what else there is to say about a right formula
    lost_digits       right formulas that are no good for computing
    suggesting        what is suggested, in the words of the author of a claim
    explaining        the culprit, a suggestion, doubts about names
    empty             claims that say nothing
    deciding          `first = side = side ...`: each `=` is decided
    recognised        equations that are no claims, but conditions
    conditional       a claim where conditions hold, if it is not right everywhere
    at_kinks          who decides what a slope is at a kink, in words
    updates           w <- w - eta*dL/dw: the numbers after n rounds
    digits_shown      the digits that a page shows of a number
    worked_numbers    what the left side of L = 0.298 is worth
    early_updates     rounds in which new numbers are used too early
    rounds_in_floats  which rounds are worth a certified run
    comes_of          whether rounds lead to a number that is shown
    otherwise         a number computed with a slip, or written with one
    other_updates     rounds with a slip in the updates
    wrong_number      what a wrong number is: of another round, used too early
    worked            at x=0.05: L = 0.298 is checked to the digits shown
    checker           a page: `check_page`
    outline           what a page claims, found by reading alone
"""
