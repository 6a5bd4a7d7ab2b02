"""What is drawn, as data: from the nodes under a result to cards and arrows.

The modules, each importing only from those above it:

    elements  cards, arrows and frames: the picture as data
    calls     which module or group computed what, and its name
    names     what each node is called
    recorded  the nodes under the roots, and what each is called and made by
    depths    what is shown when the calls of one depth are folded
    choosing  what is shown where that is too much
    folding   arrows past what is hidden: sums over hidden paths
    framing   names of folded calls, and frames around several results
    ghosts    copies of leaves beside distant uses
"""
