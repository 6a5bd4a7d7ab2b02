"""The shapes of a picture: how large they are, where they go, what they look like.

The modules, each importing only from those above it:

    style      colours by day and by night, fonts, and the style sheet
    cards      a node
    frames     a folded call with several results, and the table of their derivatives
    pills      where the number of each arrow stands
    boxes      cards and frames as what a layout places
    lines      a wide picture goes on in a next line
    arranging  where everything goes, line by line
    arrows     arrows and their numbers
    footer     the legend, and what the picture has to admit
"""
