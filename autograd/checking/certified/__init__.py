"""Numbers that know how far they are off, and graphs of symbols computed in them.

The modules, each importing only from those above it:

    balls       real numbers as certified enclosures, at any precision; leaves that are numbers
    digits      a ball written as a decimal, as far as the ball knows it
    enclosures  a ball for every primitive, read off its registry entry
    sharper     operations of which more is known: the slope of a maximum, a square
    program     a graph as a list of instructions that balls run through
    nearby      the same at points that differ in few coordinates
    rationals   the rational numbers among a program's values
    straight    such a list as Python, to be run thousands of times
"""
