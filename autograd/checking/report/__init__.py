"""What a check found, for readers and for programs.

The modules, each importing only from those above it:

    claims    `Claim` and `Link`: 80 columns, and JSON; the status of a whole
    left_out  formulas that stand on a page and were not read
    table     claims as the table that a notebook shows
    reports   `Report`: all claims of a page
"""
