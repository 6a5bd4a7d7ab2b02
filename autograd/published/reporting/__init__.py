"""What is said of all formulas, as text, data and a page.

The modules, each importing only from those above it:

    as_read       what a page was taken to mean
    reprinted     what the checker says, as a printed formula
    telling       what is said of one formula, in lines
    culprits      which part of a formula is wrong
    accounting    how many formulas there are of each kind
    page_style    how a report looks as a page
    page_formula  what is said of one formula, as HTML
    page_html     what is said of all formulas, as HTML
    left_out      what is not read or not checked, each reason once
    page_data     what is said of one formula, as data
    report        what is said of all of them
    web_page      a report as a file of HTML
"""
