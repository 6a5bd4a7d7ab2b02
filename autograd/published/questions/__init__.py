"""What the checker is asked.

The modules, each importing only from those above it:

    questions  what the checker is asked
    outer      a loss of which only is known what it depends on
    assumed    what a page says that holds
    implicit   derivatives along a curve
    values     the values that a page gives
    worked     numbers worked out at values
"""
