"""The ways in from outside: the command line, the live page, notebooks and pytest.

The packages and modules, each importing only from those above it:

    doctor         what is installed, and whether it fits
    documentation  the signature and words of an operation
    demo           a tour: one neuron, digits, a page of formulas
    serve          the live page
    cli            the commands
    magic          `%%derivation` for notebooks
    collecting     claims as pytest's items
"""
