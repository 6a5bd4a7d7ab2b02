"""What the page says, as equations for the checker.

The modules, each importing only from those above it:

    instances  layers, times and samples, one by one
    moving     names that depend on time
    provisos   what says for what a claim holds
    judging    one small page for the checker, and its verdicts
    stand_ins  what stands for functions that are never defined
    stacks     samples that are put together: X of x^{(i)}
    stacked    what that says, as equations
    asserted   the definitions in one formula
    supplied   definitions that no formula of the page states
    holding    which definitions hold where a formula stands
    model      what the page says, as equations for the checker
    evidence   what a verdict rests on, and how sure that is
    outcome    what is said of one formula
"""
