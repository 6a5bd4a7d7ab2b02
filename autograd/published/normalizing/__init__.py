"""Printed formulas without what only looks different.

The modules, each importing only from those above it:

    dotted         rates of functions of time
    fonts          letters in two fonts
    indicators     what is 1 where a condition holds
    listed         columns whose entries are listed with dots
    ones           columns of ones, and of the unit matrix
    probabilities  P(t=1|z) as one name
    normal         printed formulas without what only looks different
    toys           sections about numbers alone
"""
