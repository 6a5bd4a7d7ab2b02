"""Loops and equations as single nodes: recurrences, roots, fixed points, differential equations.

results     several results of one operation
once        one run of a function, and the chain rule through it
lanes       what each step reads
loop        a loop as data, and its two modes of differentiation
operation   a loop as an operation of the graph
step        a step as people write it
symbolic    a loop on symbols, and its derivatives as loops
tracing     a loop in a function that is traced
scanning    `scan` and `repeat`
ode         `odeint`: steps in time
linear      small linear systems
equations   f(x) = 0 as data
solving     how a solution is found
implicit    `root` and `fixed_point`: how a solution moves
"""

from __future__ import annotations

from .implicit import fixed_point as fixed_point
from .implicit import root as root
from .ode import odeint as odeint
from .scanning import repeat as repeat
from .scanning import scan as scan
