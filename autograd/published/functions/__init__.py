"""Which names are functions, and of what.

The modules, each importing only from those above it:

    calling    names with brackets behind them
    slashes    calls below a slash
    through    functions that hang on their argument through others
    calls      which names are functions, which are nodes with their arguments
    bare       functions that are named without their arguments
    unknown    functions that are used and never defined
    shorthand  derivatives in short
    operators  words that are functions without brackets
    applied    the formulas with calls as calls
    gradients  gradients and the like, in full
"""
