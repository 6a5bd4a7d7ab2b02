"""Proofs that a graph of symbols is 0: it becomes 0 in exponential normal form.

The modules, each importing only from those above it:

    forms         quotients of polynomials in a few generators: `Field`
    signs         which polynomials are positive, and absolute values
    roots         square roots and i; whether a form is 0
    exponentials  exp splits over a sum, log over a product
    exactly       the floats that stand for other numbers
    elementary    the primitives that no other one defines, one line each:
    ties          those with corners and jumps,
    sums          and those of many arguments
    rules         all of these
    prover        what is assumed, the cases, and whether the form is 0
    ground        what two formulas have in common, as the unknowns of a proof
    equalities    which nodes of a page are the same number
"""
