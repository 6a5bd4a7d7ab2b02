"""See a computation: pictures, indented text, and why a gradient is the number it is.

    draw(y, "graph.svg")     a picture with every value, gradient and local derivative
    show(y)                  the same here and now, in a notebook or on a terminal
    tree(y)                  indented text
    explore(y)               a page that steps forward and backward through it
    explain(y, x)            every path from x to y, as a product of local derivatives
    formula(y), formula(y, wrt=x)    LaTeX of the expression, and of a derivative

`graph_of(y)` is what all of them read: the graph as cards and arrows.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..latex import formula as formula
    from .build import graph_of as graph_of
    from .explanation import Explanation as Explanation
    from .explanation import explain as explain
    from .graph import Card as Card
    from .graph import Edge as Edge
    from .graph import Graph as Graph
    from .notebook import repr_html as repr_html
    from .notebook import repr_svg as repr_svg
    from .notebook import show as show
    from .outline import tree as tree
    from .page import StepPage as StepPage
    from .page import explore as explore
    from .page import to_page as to_page
    from .picture import Picture as Picture
    from .picture import draw as draw
    from .svg import to_svg as to_svg

# The first cell of a notebook that ends in a node waits for its drawing, not for the step page.
_LATER = {
    "..latex": ("formula",),
    ".build": ("graph_of",),
    ".explanation": ("Explanation", "explain"),
    ".graph": ("Card", "Edge", "Graph"),
    ".notebook": ("repr_html", "repr_svg", "show"),
    ".outline": ("tree",),
    ".page": ("StepPage", "explore", "to_page"),
    ".picture": ("Picture", "draw"),
    ".svg": ("to_svg",),
}
_HOME = {name: module for module, names in _LATER.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"autograd.drawing has no {name!r}")
    found = getattr(import_module(_HOME[name], __name__), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*(name for name in globals() if not name.startswith("_")), *_HOME})
