"""Where boxes and the links between them go, whatever they show.

The modules, each importing only from those above it:

    ranks      the column that each box belongs to
    borders    where columns begin and end
    ordering   the order inside the columns, with few crossings
    placement  heights, level with neighbours
    layered    all of it: middles of boxes and corners of links
"""
