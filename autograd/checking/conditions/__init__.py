"""Conditions under which claims are right: solved for some names, which are then replaced.

What is differentiated is differentiated first, as if nothing were assumed; what comes out is then
looked at where the condition holds. So sum(t) = 1 makes s*sum(t) - t into s - t, and a gradient of
x.T @ A @ x for a symmetric A is 2*A @ x.

The modules, each importing only from those above it:

    replaying  a graph with some of its nodes replaced
    solving    an equation solved for one of the variables in it
    cases      conditions as replacements; several, where they leave a choice
    under      a claim where conditions hold: its scope, its components
    indices    which components a condition on indices leaves
    likely     conditions that people often forget to write
"""
