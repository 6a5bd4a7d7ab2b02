"""The graph of what was computed, and the chain rule.

To follow one number, start at `node`; a local derivative stands in a `primitive`'s entry, the chain
rule in `backward`. The modules, each importing only from those above it:

    blocks, modes   blocks that turn a mode on: `ieee`, `no_grad`, `anomaly`
    node            the graph and its clock
    scalars         what counts as a number
    labels          what to call nodes
    groups          which module or block computed what
    persistence     copies and pickles
    inspection      where a node was made
    array_names     what works on arrays, by name
    primitive       an operation and its rule; the registry
    masks           what an operation leaves out has no path
    elementwise     operations on numbers, and on arrays entry by entry
    composite       operations of any number of arguments, and those that move entries
    backward        reverse mode
    forward         forward mode
    custom          operations of your own
"""
