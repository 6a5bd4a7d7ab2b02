"""Expressions written as text: read safely, evaluated on any kind of node, written again.

    parse("sin(x*y) + exp(x)", x=2, y=3)
    Lines("z = w*x + b; L = z^2")(w=1, x=2, b=3)

A text is arithmetic as Python writes it (`+ - * / // % **`, `^` for powers too), numbers, names,
`pi`, the registry's functions under all their names, sums and their like over arguments or lists
(`sum(x, y)`, `dot([x, y], [z, w])`), and `where(x > 0, y, z)`, which runs only the branch taken.
Numbers are Python's (2, 0.5, 1e-3, 1_000, 0x10) and become floats before anything is computed, so
9**9**9 is a `RangeError` at once. `e` is an ordinary name. Nothing else is read: no attributes,
indices, texts, keywords, assignments, or letters beyond a to z; and at most 10 000 characters.
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
