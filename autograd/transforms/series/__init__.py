"""Taylor series: all derivatives up to an order, in one pass.

recording    the nodes that move, and the slopes along their edges
propagation  one coefficient of every node after the other
terms        a coefficient and a power as text and as LaTeX
polynomial   `Series`: what comes out
taylor       `taylor`
"""

from __future__ import annotations

from .polynomial import Series as Series
from .taylor import taylor as taylor

__all__ = ["Series", "taylor"]
