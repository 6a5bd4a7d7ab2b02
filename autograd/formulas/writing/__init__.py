r"""Writing mathematics: the LaTeX of an expression, and of its derivatives.

`formula(y)` reads the graph of y back into a formula in its leaves. Every operation brings its own
template (`\frac{{x}}{{y}}`); what is added here are the brackets that precedence asks for
(`templates`), the spelling of names and numbers (`names`), functions of many numbers (`lists`) and,
for derivatives, the removal of factors 1 (`tidy`).

The modules, each importing only from those above it:

    names      names and numbers
    templates  an operation around its arguments, with brackets where they are needed
    lists      functions of many numbers
    tidy       a derivative without factors 1
    writer     the whole formula
"""

from __future__ import annotations

from .names import escape as escape
from .names import name as name
from .names import number as number
from .writer import formula as formula
