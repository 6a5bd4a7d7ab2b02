"""Definitions that stand in words: "the loss L is the binary cross-entropy of a and y".

Only standard functions that are named, and only of names that no formula of the page defines; and
how large arrays are, and what numbers are put in. What is found becomes a formula of the page, so
that nothing behind this package knows of words. The modules, each importing only from those above
it:

    phrases    what is said in how many languages: one entry for each notion
    sentences  the running text with its formulas in their places
    naming     what the running text calls its names: label, prediction, loss
    stated     one definition in words, and the rules that find some
    numerals   3, three, drei
    sizes      "W is a 3 x 4 matrix"
    values     "for x = 2 and w = 0.5"
    functions  "f is the sigmoid", "a is obtained by applying tanh to z"
    linear     "z is the weighted sum of x with the weight w, plus the bias b"
    losses     "L is the cross-entropy"
    adding     a document with what its words define
"""

from .adding import with_words as with_words
