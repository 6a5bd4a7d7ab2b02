"""Numbers, formulas and names as a picture writes them: short, made safe, and measured.

The rooms, each importing only from those above it:

    escape    one escape function for each sink
    measure   how wide a text is
    figures   numbers in at most seven characters, arrays in a few words
    formulas  local derivatives as formulas
"""
