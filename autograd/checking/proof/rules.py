"""The primitives in exponential normal form: those that no other primitive defines.

A rule takes the field of forms and the forms of the arguments. A primitive is one line in one of
the modules: among the rules that hold everywhere, or among those that hold except at ties.
"""

from __future__ import annotations

from . import elementary, sums, ties
from .forms import Rule

EVERYWHERE: dict[str, Rule] = elementary.EVERYWHERE | ties.EVERYWHERE | sums.EVERYWHERE
AWAY_FROM_TIES: dict[str, Rule] = elementary.AWAY_FROM_TIES | ties.AWAY_FROM_TIES
