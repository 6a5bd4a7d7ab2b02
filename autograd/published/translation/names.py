"""Names: with their layers, entries and powers."""

from __future__ import annotations

from dataclasses import replace

from ...formulas.printed import Node
from ...formulas.printed.node import NOTHING
from ...formulas.trees.tree import Call, Name, Op, Tree
from ...formulas.trees.tree import number as whole
from ..names.literals import is_literal
from ..names.references import Reference
from ..problems import Unread
from ..shapes.kinds import NUMBER, ROW
from .indices import entry, index_of, value_of
from .powers import raised_to, turned
from .translator import Made, Translator


def name(at: Translator, found: Reference, node: Node) -> Made:
    """A name with its scripts."""
    tree, kind = _special(at, found) or _named(at, found, node)
    if found.power != NOTHING:
        tree, kind = raised_to(at, tree, kind, found.power)
    if found.transposed:
        tree, kind = turned(tree, kind)
    return replace(tree, span=node.span), kind


def _special(at: Translator, found: Reference) -> Made | None:
    """Numbers, indices of sums, e, and δ with two indices."""
    name = found.name
    if found.family == () and not found.entries:
        if name in at.values:
            return whole(at.values[name]), NUMBER
        if name in at.bound:
            return Name(name), NUMBER
        if name in at.ends and name not in at.functions:
            return whole(at.ends[name]), NUMBER
        if name == "e" and _is_euler(at, found):
            return Call("exp", (whole(1),)), NUMBER
        if name == "pi" and name not in at.own:
            return Name("pi"), NUMBER
        if name == "infinity":
            raise Unread("infinity is no number to calculate with")
    if found.base == "delta" and len(found.entries) == 2 and "delta" not in at.functions:
        return Call("delta", tuple(index_of(at, x) for x in found.entries)), NUMBER
    return None


def _is_euler(at: Translator, found: Reference) -> bool:
    """Whether an e is Euler's number, as it stands below a power or where it is no name."""
    if found.name in at.functions:
        return False
    is_named = found.name in at.own and found.font != "upright"
    return not is_named or (found.is_exponential and not is_literal(found.power))


def _named(at: Translator, found: Reference, node: Node) -> Made:
    key = at.aliases.get(found.name, found.name)
    kind = at.kinds.get(at.aliases.get(found.name, found.sort), NUMBER)
    family = tuple(value_of(at, x) for x in found.family)
    tree: Tree = Name(at.naming.name(key, family), node.span)
    if found.primes:
        raise Unread(f"{found.name} has a prime, and is no function")
    if found.entries:
        indices = tuple(index_of(at, x) for x in found.entries)
        return entry(tree, kind, indices, found.name)
    return (Op("T", (tree,), node.span) if kind == ROW else tree), kind
