"""Formulas as trees: what they are made of, written out, simplified, and set.

The modules, each importing only from those above it:

    tree_kinds  what a formula can be made of
    tree_text   a tree as a derivation states it
    tree        both of these, and walks through trees; what others import
    algebra     products of powers, sums of terms
    tidying     a formula without ones, zeros and double minuses
    smooth      what is new in a formula, as its author would write it
    in_place    a product with one factor more or less
    branches    one formula where a condition holds, and another elsewhere
    numerals    numbers as the page writes them
    style       how the author of a page writes numbers, roots and powers
    writer      a graph of symbols as a formula in the names of a page
    mathml      a formula as browsers set it
"""
