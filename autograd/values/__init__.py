"""Value, Tensor and Symbol, which people compute with, and what Python and NumPy ask of them.

The modules, each importing only from those above it:

    operators        operators and methods, read off the registry
    ufuncs           NumPy's ufuncs on them
    array_operands   arrays on their way into an operation
    float_operators  the same spelled out for floats, where speed counts
    python_numbers   what Python asks of a number: comparing, formatting, hashing
    array_functions  NumPy's functions on them
    array_methods    what arrays have as methods
    value            one number
    tensor           an array
    symbol           a name that stands for a number
    array_symbol     a name that stands for an array
    capabilities     what a node can show of itself
"""
