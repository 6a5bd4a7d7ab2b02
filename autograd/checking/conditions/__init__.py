"""Conditions under which claims are right: solved for some names, which are then replaced.

What is differentiated is differentiated first, as if nothing were assumed; what comes out is then
looked at where the condition holds. So sum(t) = 1 makes s*sum(t) - t into s - t, and a gradient of
x.T @ A @ x for a symmetric A is 2*A @ x.

The modules, each importing only from those above it:

    solving  an equation solved for one of its variables, and what hangs on it
    cases    conditions as replacements; several, where they leave a choice
    under    where a claim is made: under conditions, for some indices; likely ones
"""
