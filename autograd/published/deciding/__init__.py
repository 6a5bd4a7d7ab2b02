"""Each formula decided.

The modules, each importing only from those above it:

    restated      definitions that are written once more
    any_function  what holds for any function
    numbers       formulas that show numbers, decided
    otherwise     claims at the values that are given
    for_any       claims that are right whatever names are that could not be read
    upstream      claims about a loss that the page does not say
    confirmed     words that only say what is usual, held against formulas
    deciding      each formula decided
    one_sample    what stays open, read as of one sample
    sections      what stays open, read with its own section only
"""
