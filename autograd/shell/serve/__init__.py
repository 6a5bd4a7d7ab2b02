"""`autograd play`: a page on this machine where an expression is typed, moved and understood.

    play("z = w*x + b; tanh(z)^2", w=1.3, x=1.5, b=0.6)

A slider for each variable, the graph with every value, local derivative and gradient, forward and
backward by steps, and a box for a derivative of one's own, which is checked as it is typed.

`reply` says which requests are answered; `look`, `claims` and `export` say with what.
"""

from __future__ import annotations

from .player import Player as Player
from .player import play as play
