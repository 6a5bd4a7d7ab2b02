r"""The statements of a page, read with the names that it declares.

The modules, each importing only from those above it:

    conditions        `assume sum(t) = 1`, and `… if i != j` behind a claim
    latex_conditions  the same behind a formula in LaTeX
    dependence        unknown functions: `r = r(t)`, `r, q depend on t`
    latex_rates       r(t), \dot r and r'(t) in LaTeX, where r is an unknown function
    statements        the kinds of statement, and what one introduces
    shapes            R^2, R^(3x2), R^(m x n)
    limits            numbers written as formulas: -1/3, pi/2
    bounds            x > 0, 0 <= x < 1, y in [0, 1], n in {0, 1}
    reading           a statement taken into its parts
    definitions       names before they are used, whichever line comes first
    vocabulary        the parts of a page between resets, and the names in them
    sides             a formula that could not be read, cut at its equals signs
    unread            what a line that could not be read may have defined
    ranks             how many indices a name has, before LaTeX is read
    latex_statements  formulas in LaTeX as statements
    section           a part of a page, read: `Section`
"""
