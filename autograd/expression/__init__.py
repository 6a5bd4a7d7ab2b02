"""Expressions written as text: read safely, evaluated on any kind of node, written again.

    parse("sin(x*y) + exp(x)", x=2, y=3)
    Lines("z = w*x + b; L = z^2")(w=1, x=2, b=3)

A text is a formula as a derivation has it (see `formulas.text.grammar`): Python's arithmetic with
`^` for powers too, the signs of paper (`θ·sin(φ) + |x|²`), the registry's functions under all their
names, vectors and matrices, sums over an index, derivatives. Reductions take numbers or lists
(`sum(x, y)`, `dot([x, y], [z, w])`), and `where(x > 0, y, z)` runs only the branch taken. Numbers
become floats before anything is computed, so 9**9**9 is a `RangeError` at once. Nothing else is
read: no attributes, texts, words of Python, assignments; and at most 10 000 characters.

The modules, each importing only from those above it:

    arrays      what is said about arrays, on Tensors
    program     a text once read: steps for a stack, run in a loop
    names       functions, constants, and what variables may be called
    calls       calls as steps
    compiling   trees into programs
    function    a text as a function of its names
    lines       several lines as one function
    writing     a graph as the text that reads back
"""

from __future__ import annotations

from ..formulas.text.complaint import listed as listed
from ..formulas.text.complaint import suggestion as suggestion
from .function import Expression as Expression
from .function import parse as parse
from .lines import Lines as Lines
from .lines import result_name as result_name
from .names import check_definition as check_definition
from .writing import written as written
