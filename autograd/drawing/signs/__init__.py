"""Numbers, formulas and names as a picture writes them: short, made safe, and measured.

The modules, each importing only from those above it:

    measure   how wide a text is
    figures   numbers in at most seven characters, arrays in a few words
    products  sums and products of symbols, shortened
    textbook  formulas as a textbook has them
    formulas  what a card computes, and local derivatives, as formulas
"""
