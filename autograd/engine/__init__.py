"""The graph of what was computed, and the chain rule.

To follow one number, start at `node`; a local derivative stands in the entry of an operation
(`elementwise`), the chain rule in `backward`. The modules, each importing only from those above it:

    blocks, modes   blocks that turn a mode on: `ieee`, `no_grad`, `anomaly`
    callers         the line of a program that called
    recorded        what an operation knows of the graph
    scalars         what counts as a number
    array_names     what works on arrays, by name
    entry           what is said of an operation
    primitive       an operation: from a call to a result; the registry
    masks           what an operation leaves out has no path
    elementwise     operations on numbers, and on arrays entry by entry: a rule for each argument
    adjustable      those with options
    nary            operations on any number of scalars
    structural      operations that move or mix the elements of arrays
    node            the graph and its clock
    walks           the nodes that a result was computed from
    labels          what to call nodes
    groups          which module or block computed what
    persistence     copies and pickles
    inspection      where a NaN was born
    ties            where equal numbers were compared
    backward        the chain rule: reverse mode
    forward         the chain rule: forward mode
    custom          operations of your own
"""
