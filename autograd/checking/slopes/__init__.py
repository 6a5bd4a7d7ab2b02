"""Gradients of real graphs against slopes that no rule had a part in: for operations of your own.

The modules, each importing only from those above it:

    sides      the slopes on both sides of a point, and what they say of one that is claimed
    certified  the slope of a function of balls: of an operation, of a graph
    measured   the slope of a function of floats, and claims about slopes
    rules      whether a rule is wrong, or lost digits
    edges      every edge into a node: what its operation says, and does
    recorded   a function as the graph that it recorded
    gradients  `check_gradients`
"""
