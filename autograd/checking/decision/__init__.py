"""Are two graphs of symbols equal? Decided in certified arithmetic, never by rounding.

The modules, each importing only from those above it:

    ranges          where a variable may lie
    gates           nodes that hide all that they are computed from
    coordinates     which numbers are chosen freely: variables, or nodes instead
    points          the points at which is compared, the simplest first
    sides           a derivative where numbers tie, from either side
    kinks           slopes where they are conventions, or where a branch is left
    movers          ties that are left once what is differentiated in moves
    judge           both sides at one point: different, equal, or neither
    counterexample  the simplest point that tells the two sides apart
    apart           which of many pairs certainly differ
    deciding        proof, points and judge together: the verdict
"""
