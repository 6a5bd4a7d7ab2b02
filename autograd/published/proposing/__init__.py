"""What a page leaves open, as a block to paste.

The modules, each importing only from those above it:

    proposed  facts as a block would declare them
    meanings  what signs of a page may mean otherwise
    asking    what a page leaves open, as a block would declare it
    strange   what blocks say in vain
    proposal  the block that settles it
"""
