"""The graph of a claim, with what it has wrong in red: `report.explain("dL/dw")`.

The modules, each importing only from those above it:

    instance      a page's formulas at numbers, which can be swept and drawn
    way           the way from x to y, and the derivatives along it
    witness       numbers for all variables of a claim
    tinting       which arrows the words about a claim are about
    illustration  the picture, and what is said below it
"""
