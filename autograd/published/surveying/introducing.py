"""The names that a formula introduces, read or not."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...formulas.printed.node import walk
from .euler import E, e_is_name
from .roles import Item
from .survey import Survey
from .uncheckable import TWO_IN_ONE

# A name, perhaps with scripts and arguments, before an equals sign.
_DEFINES = re.compile(
    r"\s*(?:\\(?:(hat|bar|tilde|dot|ddot|widehat|overline|vec)|math[a-z]+|bm|boldsymbol|bold)\b\s*\{?)?"
    r"\s*\\?([A-Za-z]+)\}?(?:\s*[_^]\s*(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|[^\\\s]|\\[A-Za-z]+))*"
    r"\s*(?:\([^()]*\))?\s*&?:?="
)


def introduced(item: Item, survey: Survey) -> set[str]:
    r"""The names that a formula would have defined, had it been read.

    None for x = \pm 1: what a name may be worth is not what it is made of.
    """
    found = {survey.ranks.aliases.get(each.name, each.name) for each, _, _ in item.defines}
    if item.function:
        found.add(item.function)
    if not found and item.found.has_relation and item.why != TWO_IN_ONE:
        match = _DEFINES.match(item.found.latex)
        found = {f"{match[1]}_{match[2]}" if match[1] else match[2]} if match else set()
    return found


def own_names(survey: Survey) -> Iterable[str]:
    """Names that are defined, or in which is differentiated: what they are, the page says."""
    yield from (E.text,) if e_is_name(survey.items) else ()
    for item in survey.items:
        yield from (each.name for each, _, _ in item.defines)
        for node in (node for side in item.printed.sides for node in walk(side)):
            if node.kind == "slope":
                yield from (each.text for each in node.parts[1:] if each.kind == "symbol")
