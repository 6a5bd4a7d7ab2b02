"""Proofs that a graph of symbols is 0: it becomes 0 in exponential normal form.

The rooms, each importing only from those above it:

    forms   quotients of polynomials in a few generators
    rules   the primitives in that form, one line a primitive
    prover  what is assumed, the cases, and whether the form is 0
"""
