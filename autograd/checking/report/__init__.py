"""What a check found, for readers and for programs.

The rooms, each importing only from those above it:

    statuses  what may become of a claim, and of a whole
    left_out  formulas that stand on a page and were not read
    claims    `Report`, `Claim` and `Link`: 80 columns, and JSON
    table     a report as the table that a notebook shows
"""
