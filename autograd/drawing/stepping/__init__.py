"""A page that steps through a computation, forward and backward.

The modules, each importing only from those above it:

    compact   a drawing as patterns and what fills them
    words     how each card was computed, and the rule of each arrow
    story     every value, every gradient, and what each arrow adds to which
    pictured  the picture, with room for every number
    assembly  a page put together from its parts, and what it may do
    page      the file: page.html, page.css and page.js with a story in them
"""
