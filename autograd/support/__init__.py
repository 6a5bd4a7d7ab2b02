"""What everything else stands on: texts, files, limits of work; nothing here knows of graphs.

The modules, each importing only from those above it:

    arrays      NumPy, loaded when the first array appears
    constants   numbers such as pi, to more places than a float has
    containers  arguments in lists and dicts
    domain      sets of reals
    deadlines   limits of work, counted
    foreign     numbers of other packages
    consoles    signs that a console lacks
    textfiles   files however they were saved
    visible     texts made safe to show
"""
