"""Why a claim is wrong: the change that makes it right.

Of a formula about numbers it is undone what each part would need, and looked up among what is
known. A product of matrices has no inverse; there every formula one slip away is tried.

The modules, each importing only from those above it:

    lookup       values of formulas at a few points, and who has these values
    places       where a part stands, in words
    parts        each part of a formula, with the values it would need
    changes      changes of a formula, at their places and in words
    differences  what distinguishes two formulas, change by change
    pairs        two factors, or two terms, as one part
    fractions    products above the line, and below; and what says nothing
    weights      how much there is to a formula
    edits        single changes: what was wrong in words, and how likely
    additions    a factor or a term that is missing, or one too many
    paths        the chain rule of a page, edge by edge
    quantities   the names of a page at a few points
    exchanges    something else in the place of a part, another name
    trials       slips where nothing tells what a part needs
    library      everything that might stand in a formula
    chains       the factor that breaks a chain of derivatives, or is in its order
    repairs      the search: every single change that would do
    gate         what may be shown as right
    two_slips    slips in two terms of a sum, or in two factors
    finding      what was found, as plain data
    case         one wrong claim, and whether a change of it is right
    numbers      what a wrong formula about numbers is, and what would be right
    entries      what speaks of arrays, and of their entries
    known        what may stand in arrays: names, entries, parts of definitions
    kinds        the kinds of slips that are tried, each entered with an example
    plain        the slips of any formula, undone
    sum_slips    lost sums, and sums too many, undone
    array_slips  transposes, orders and indices, undone
    values       a page in floats, quick enough for thousands of formulas
    arrays       why a claim about arrays is wrong, in the form in which it is written
    diagnose     why a claim is wrong, whatever it is about
"""
