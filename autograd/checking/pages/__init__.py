r"""The statements of a page, read with the names that it declares.

The modules, each importing only from those above it:

    conditions        `assume sum(t) = 1`, `… if i != j` behind a claim, `r = r(t)`
    latex_conditions  the same behind a formula in LaTeX
    latex_rates       r(t), \dot r and r'(t) in LaTeX, where r is an unknown function
    statements        the kinds of statement, and what one introduces; shapes
    limits            numbers written as formulas: -1/3, pi/2
    bounds            x > 0, 0 <= x < 1, y in [0, 1], n in {0, 1}
    reading           a statement taken into its parts
    definitions       names before they are used, whichever line comes first; resets
    unread            what a line that could not be read may have defined
    latex_statements  formulas in LaTeX as statements, and how many indices names have
    section           a part of a page, read: `Section`
"""
