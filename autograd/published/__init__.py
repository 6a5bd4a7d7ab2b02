"""Pages as people publish them: which formulas they hold, what the names mean, what is right.

A page says little of its names. What they are is worked out of how they are used, each fact with
its evidence, and what is found wrong is only called so on evidence that is stated, forced or the
only one possible. The modules, each importing only from those above it:

    problems     why a formula is not read
    normal       printed formulas without what only looks different
    letters      which letters are indices, layers, times, samples
    references   a symbol with its scripts, taken apart
    calls        which names are functions, which are nodes with their arguments
    kinds        numbers, columns, rows and matrices
    ranks        which name is which of them
    translation  printed formulas as trees of the checker
    instances    layers, times and samples, one by one
    sizes        how large the arrays are
    roles        definitions, claims, conditions, updates, numbers, and what cannot be checked
    judging      one small page for the checker, and its verdicts
    survey       a document from beginning to end
"""
