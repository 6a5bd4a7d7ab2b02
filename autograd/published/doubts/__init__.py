"""What keeps a formula from being called wrong.

The modules, each importing only from those above it:

    accusations     what was found wrong, and where reasons to doubt it are entered
    doubtful_names  reasons to doubt what a name is
    laws            equations that say how something moves
    silent_sums     an index that stands twice is summed over
    renewed         names that are defined anew
    guards          what keeps a formula from being called wrong
    standing        which equations that fail are conditions
    held            names that are free where a formula stands
    misfits         what keeps a number from being called wrong
    weighed         accusations against what else was found
"""
