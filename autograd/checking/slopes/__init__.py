"""Gradients of real graphs against measured slopes: for operations of your own.

The rooms, each importing only from those above it:

    measured   the slope of a function of floats
    measuring  claims that are judged by measuring
    edges      every edge into a node: what its operation says, and does
    gradients  `check_gradients`
"""
