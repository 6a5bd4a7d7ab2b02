"""Pages as people publish them: which formulas they hold, what the names mean, what is right.

A page says little of its names. What they are is worked out of how they are used, each fact with
its evidence, and what is found wrong is only called so on evidence that is stated, forced or the
only one possible. The modules, each importing only from those above it:

    problems     why a formula is not read
    fonts        letters in two fonts
    indicators   what is 1 where a condition holds
    letters      what the letters of a page are, and where they stand
    listed       columns whose entries are listed with dots
    ones         columns of ones, and of the unit matrix
    probabilities  P(t=1|z) as one name
    normal       printed formulas without what only looks different
    toys         sections about numbers alone
    elements     what a subscript of one letter is
    counting     which letters are indices, layers, times, samples
    references   a symbol with its scripts, taken apart
    literals     numbers as they are written
    points       what is evaluated at a point
    calling      names with brackets behind them
    slashes      calls below a slash
    through      functions that hang on their argument through others
    calls        which names are functions, which are nodes with their arguments
    bare         functions that are named without their arguments
    unknown      functions that are used and never defined
    shorthand    derivatives in short
    operators    words that are functions without brackets
    applied      the formulas with calls as calls
    gradients    gradients and the like, in full
    kinds        numbers, columns, rows and matrices
    biases       what is added to each row of a matrix
    naming       what names are called for the checker
    spelling     the checker's names as the page prints them
    lines        where a statement of a block stands
    declared     what the blocks of a page declare
    world        what is known of kinds
    possible     which of them a formula can be
    written      kinds of what is written out
    narrowing    kinds ruled out by all formulas
    conventions  what names are where several kinds are left
    ranks        which name is which of them
    translation  printed formulas as trees of the checker
    sizes        how large the arrays are
    words        what the words around a formula say of it
    uncheckable  what is named and not checked
    defining     which names a formula defines
    trimmed      claims without what only stands behind them
    roles        definitions, claims, updates, and what cannot be checked
    declaring    what blocks declare of the names as they stand on a page
    spaces       what formulas say that names are
    survey       what the formulas and names of a document are
    euler        whether e is a name or Euler's number
    introducing  the names that a formula introduces
    instances    layers, times and samples, one by one
    moving       names that depend on time
    provisos     what says for what a claim holds
    judging      one small page for the checker, and its verdicts
    stand_ins    what stands for functions that are never defined
    stacks       samples that are put together: X of x^{(i)}
    stacked      what that says, as equations
    asserted     the definitions in one formula
    model        what the page says, as equations for the checker
    evidence     what a verdict rests on, and how sure that is
    outcome      what is said of one formula
    renewed      names that are defined anew
    restated     definitions that are written once more
    any_function  what holds for any function
    accusations  what was found wrong, and where reasons to doubt it are entered
    doubtful_names  reasons to doubt what a name is
    laws         equations that say how something moves
    guards       what keeps a formula from being called wrong
    standing     which equations that fail are conditions
    held         names that are free where a formula stands
    questions    what the checker is asked
    outer        a loss of which only is known what it depends on
    assumed      what a page says that holds
    implicit     derivatives along a curve
    values       the values that a page gives
    worked       numbers worked out at values
    numbers      formulas that show numbers, decided
    misfits      what keeps a number from being called wrong
    otherwise    claims at the values that are given
    upstream     claims about a loss that the page does not say
    confirmed    words that only say what is usual, held against formulas
    weighed      accusations against what else was found
    deciding     each formula decided
    sections     what stays open, read with its own section only
    scopes       exercises and examples that stand by themselves
    as_read      what a page was taken to mean
    closed       a page read with only the names that its blocks declare
    worded       definitions that stand in words
    combined     closely read where that says something, else openly
    reprinted    what the checker says, as a printed formula
    proposed     facts as a block would declare them
    meanings     what signs of a page may mean otherwise
    asking       what a page leaves open, as a block would declare it
    strange      what blocks say in vain
    proposal     the block that settles it
    telling      what is said of one formula, in lines
    culprits     which part of a formula is wrong
    accounting   how many formulas there are of each kind
    page_style   how a report looks as a page
    page_formula  what is said of one formula, as HTML
    page_html    what is said of all formulas, as HTML
    left_out     what is not read or not checked, each reason once
    page_data    what is said of one formula, as data
    report       what is said of all of them
    web_page     a report as a file of HTML
    checking     a page checked, whatever it is
"""

from __future__ import annotations

from .checking import check_document, check_page, check_text
from .report import PageReport

__all__ = ["PageReport", "check_document", "check_page", "check_text"]
