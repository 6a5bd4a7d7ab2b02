"""Why a claim about arrays is wrong: every formula one slip away is tried.

A product of matrices has no inverse that would say, as in `culprit`, what a part has to be.

The rooms, each importing only from those above it:

    entries    what speaks of arrays, and of their entries
    spots      the places of a formula, and a formula with one place mended
    known      what may stand there: names, entries, parts of definitions
    plain      the slips of any formula, undone
    arrays     transposes, orders, indices and lost sums, undone
    values     a page in floats, quick enough for thousands of formulas
    diagnosis  why the claim is wrong, in the form in which it is written
"""
