"""What the formulas and names of a document are.

The modules, each importing only from those above it:

    words        what the words around a formula say of it
    uncheckable  what is named and not checked
    defining     which names a formula defines
    trimmed      claims without what only stands behind them
    roles        definitions, claims, updates, and what cannot be checked
    declaring    what blocks declare of the names as they stand on a page
    spaces       what formulas say that names are
    following    which formulas hold only where one above them does
    survey       what the formulas and names of a document are
    euler        whether e is a name or Euler's number
    introducing  the names that a formula introduces
"""
