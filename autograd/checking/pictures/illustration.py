"""`report.explain("dL/dw")`: the graph of a claim, with the part that it has wrong in red.

The page is read again when a picture is asked for; until then a report keeps nothing but its text.
Below the picture stand the numbers, and what its tints mean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from ...drawing import Picture, to_page
from ...drawing.build import graph_of
from ...drawing.graph.elements import Graph, Mark
from ...drawing.signs.figures import figure
from ...engine.labels import visible
from ...errors import OperandError
from ...formulas.trees.tree import text
from ...values.value import Value
from ..meaning.components import Reading
from ..report.claims import MARKS, Claim, point
from .instance import Instance
from .tinting import Tint, tint
from .way import Way
from .witness import Witnesses

Arrow = tuple[int, int]  # the serial of a node, and the place of the argument


def illustrated(
    claims: Sequence[Claim], outline: Callable[[], Sequence[Claim]], which: int | str
) -> Picture:
    """The picture of one of the claims: see `Report.explain`; `outline` reads them again."""
    claim = chosen(claims, which)
    if claim.status == "unreadable":
        raise OperandError(f"line {claim.line} cannot be drawn: it could not be read")
    place = next(i for i, other in enumerate(claims) if other is claim)
    found: dict[str, Reading] = outline()[place].reading or {}
    reading = found.get(claim.component or "") or next(iter(found.values()), None)
    if reading is None:
        raise OperandError(f"line {claim.line} cannot be drawn: it has no graph of its own")
    return drawn(claim, reading)


def chosen(claims: Sequence[Claim], which: int | str) -> Claim:
    """The claim of this line or with this left side; of several the first that is wrong."""
    if isinstance(which, str):
        wanted = "".join(which.split())
        found = [c for c in claims if "".join(c.claim.split()).partition("=")[0] == wanted]
    else:
        found = [c for c in claims if c.line == which]
    if found:
        return next((claim for claim in found if claim.status == "wrong"), found[0])
    asked = f"about {visible(which)}" if isinstance(which, str) else f"on line {which}"
    there = ", ".join(dict.fromkeys(str(claim.line) for claim in claims))
    raise OperandError(
        f"this report has no claim {asked}; it has claims on lines {visible(there, 200)}"
        if there
        else f"this report has no claim {asked}: it has none at all"
    )


def drawn(claim: Claim, reading: Reading) -> Picture:
    """The picture of a claim whose meaning is known."""
    witnesses = Witnesses(claim, reading)
    found = witnesses.best()
    roots = _roots(found, witnesses)
    way = witnesses.way(found)
    red = tint(claim.finding, witnesses, found, way) if way and claim.finding else None
    marks = dict(_marks(way, red)) if way else {}
    graph = _marked(graph_of(roots), marks)
    said = [*headline(claim, witnesses, found), *(tints(graph, way, red) if way else ())]
    return Picture(replace(graph, caption=tuple(said)), lambda: to_page(roots[0]))


def _roots(found: Instance, witnesses: Witnesses) -> list[Value]:
    """What the picture starts from, with the gradients of the first on its cards."""
    values = [found[x] for x in witnesses.roots[: len(witnesses.reading.drawn)]]
    roots = [x if isinstance(x, Value) else Value(x) for x in values]
    roots[0].backward()
    return list({root.serial: root for root in roots}.values())


# ---- What is tinted -----------------------------------------------------------------------------


def _marks(way: Way, red: Tint | None) -> Iterator[tuple[Arrow, Mark]]:
    """The arrows on the way from x to y, by the node they lead to."""
    wrong = red.arrows if red else frozenset()
    for arrow in way.arrows:
        mark: Mark = "wrong" if arrow in wrong else "way"
        yield (way.nodes[arrow[0]].serial, arrow[1]), mark


def _marked(graph: Graph, marks: Mapping[Arrow, Mark]) -> Graph:
    serials = {card.id: card.node.serial for card in graph.cards if card.node is not None}
    edges = (
        edge
        if edge.position is None
        else replace(edge, mark=marks.get((serials[edge.target], edge.position), ""))
        for edge in graph.edges
    )
    return replace(graph, edges=tuple(edges))


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
