"""What is said below the picture of a claim: the numbers, and what its tints mean."""

from __future__ import annotations

from collections.abc import Iterator

from ...drawing.graph.elements import Graph
from ...drawing.signs.figures import figure
from ...engine.labels import visible
from ...formulas.trees.tree import text
from ..report.claims import Claim, point
from ..report.statuses import MARKS
from .instance import Instance
from .tinting import Tint
from .way import Way
from .witness import Witnesses


def headline(claim: Claim, witnesses: Witnesses, found: Instance) -> Iterator[str]:
    """The claim, both numbers and where they are so, and what the report found."""
    yield f"{MARKS[claim.status]} {claim.status}: {claim.claim}"
    names = [*witnesses.given] or witnesses.variables
    known = {name: witnesses.scope.known(name) for name in names}
    shown = {name: found.number(x) for name, x in known.items() if x.serial in found}
    where = f"at {point(dict(shown))}" if shown else "everywhere"
    if not claim.sides:
        yield f"{where[0].upper()}{where[1:]}."
    else:
        true, claimed = found.number(witnesses.reading.truth), witnesses.claimed(found)
        instead = f", not {claimed + 0.0:.12g}" if claim.status == "wrong" else ""  # 0, never -0
        yield f"{text(claim.sides[0])} is {true + 0.0:.12g}{instead}, {where}."
    if claim.status == "wrong" and claim.note:
        yield claim.note


def tints(graph: Graph, way: Way, red: Tint | None) -> Iterator[str]:
    """What is blue and what is red."""
    nodes = ((card.node, card.label) for card in graph.cards)
    labels = {node.serial: visible(label) for node, label in nodes if node is not None}
    y, x = (labels.get(node.serial, node.name) for node in (way.y, way.x))
    whole = f"the way from {x} to {y}"
    if not way.arrows:
        yield f"No path leads from {x} to {y}."
    elif red is None:
        yield f"Blue: {whole}. Its factors multiply; where ways meet, they add."
    elif red.arrows == {*way.arrows}:
        yield f"Red: {whole} {red.words}."
    else:
        yield f"Red: {_blamed(way, red, labels)} {red.words}. Blue: the rest of {whole}."


def _blamed(way: Way, red: Tint, labels: dict[int, str]) -> str:
    """The arrows that are blamed: a derivative, or a path by the nodes that are on it alone."""
    ends = [way.ends(arrow) for arrow in sorted(red.arrows)]
    targets = {target.serial: target for _, target in ends}
    sources = {source.serial: source for source, _ in ends}
    starts = [source for serial, source in sources.items() if serial not in targets]
    stops = [target for serial, target in targets.items() if serial not in sources]
    if red.paths:
        passed = [target for serial, target in targets.items() if serial in sources]
        named = [node for node in passed if node.name] or passed or stops
        return f"the path through {', '.join(labels[node.serial] for node in named)}"
    if len(starts) != 1 or len(stops) != 1:
        return "what is marked"
    (start,), (stop,) = starts, stops
    slope = way.factor(*red.arrows) if len(ends) == 1 else way.slope(stop, start)
    return f"∂{labels[stop.serial]}/∂{labels[start.serial]} = {figure(slope)}"
