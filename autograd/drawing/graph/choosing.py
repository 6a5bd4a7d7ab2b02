"""Which nodes get a card when there are too many for one picture.

Any choice gives a right picture (see `folding`), so this one is made for the eye:

1. of a function of very many numbers, the first few arguments;
2. of the calls of modules and groups, their results, as deep inside as leaves few enough cards;
3. of a run of operations that use one another and nothing else, the ends;
4. of the rest, what is nearest to the result.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from ...engine.node import Node
from .depths import FIRST_FEW, MANY_ARGUMENTS, Serials, View, at_depth
from .recorded import Recorded

NAMED_LEAVES = 6
DEEPEST = 8
MANY_NAMES = 12
MOST_RESULTS = (16, 8, 4, 2)  # of one call, where all of them are too many


def candidates(recorded: Recorded, limit: int, depth: int | None, fold: bool) -> Iterator[View]:
    """Choices of what to show, from the fullest to the barest.

    `fold` allows to fold calls, and `depth` asks for those of one depth.
    """
    whole = View(set(recorded.nodes) - _surplus_arguments(recorded))
    if depth is not None:
        whole = at_depth(recorded, depth)
    elif fold:
        if len(whole.shown) <= limit:
            yield whole  # too many only if its small copies are
        whole = _deepest(recorded, limit) or whole
    if len(whole.shown) <= limit:
        yield whole
    for most in MOST_RESULTS if whole.results else ():
        shown = whole.shown - _surplus_results(recorded, whole, most)
        if len(shown) <= limit:
            yield _barer(whole, shown)
    ends = whole.shown - _inside_runs(recorded)
    if len(ends) <= limit:
        yield _barer(whole, ends)
    order = _by_nearness(recorded, ends)
    for share in (0.5, 0.35, 0.25, 0.15, 0.08, 0.04, 0.0):
        budget = max(1, int(limit * share))
        yield _barer(whole, _nearest(recorded, order, whole.shown, budget))


def _barer(view: View, shown: Serials) -> View:
    return replace(view, shown=shown)


def _deepest(recorded: Recorded, limit: int) -> View | None:
    """The picture with the most calls opened that has at most `limit` cards, or with the fewest.

    Where folding the calls around those shows the very same values, as a layer does of its neurons,
    they are folded: fewer cards say as much.
    """
    best: View | None = None
    for depth in range(1 + max((call.level for call in recorded.calls), default=-1)):
        view = at_depth(recorded, depth)
        if best is None or (len(view.shown) <= limit and view.shown != best.shown):
            best = view
    return best


def _surplus_results(recorded: Recorded, view: View, most: int) -> Serials:
    """The results of a folded call beyond the first so many."""
    surplus = (serial for found in view.results.values() for serial in found[most:])
    return set(surplus) - recorded.roots


def _surplus_arguments(recorded: Recorded) -> Serials:
    surplus: Serials = set()
    for node in recorded.nodes.values():
        if len(node.args) <= MANY_ARGUMENTS:
            continue
        args = [arg for arg in node.args if isinstance(arg, Node)]
        own = [a for a in args if a.op is None and len(recorded.users[a.serial]) == 1]
        if len(own) > MANY_ARGUMENTS:
            surplus |= {a.serial for a in own} - _first_few(node, args)
    return surplus


def _first_few(node: Node, args: list[Node]) -> Serials:
    """The first arguments; of a dot product, the first of either side."""
    if getattr(node.op, "columns", 1) == 1:
        return {a.serial for a in args[:FIRST_FEW]}
    half = len(args) // 2
    return {a.serial for a in (*args[:2], *args[half : half + 2])}


def _inside_runs(recorded: Recorded) -> Serials:
    """Operations with one user and one computed argument, whose neighbours are of that kind too."""
    links: dict[int, int] = {}
    for node in recorded.nodes.values():
        before = {arg.serial for arg in node.args if isinstance(arg, Node) and arg.op}
        single = len(before) == 1 and len(recorded.users.get(node.serial, ())) == 1
        if single and not node.name and node.serial not in recorded.roots:
            links[node.serial] = before.pop()
    return {
        serial
        for serial, before in links.items()
        if before in links and recorded.users[serial][0] in links
    }


def _by_nearness(recorded: Recorded, among: Serials) -> list[Node]:
    """Operations from the roots downwards, by the longest path; those with a name go first.

    What is unnamed and many steps away is left out: it would make the picture too wide to read.
    Where many have a name, those are the picture.
    """
    level: dict[int, int] = {}
    for node in reversed(recorded.nodes.values()):
        below = level.setdefault(node.serial, 0) + 1
        for arg in node.args:
            if isinstance(arg, Node):
                level[arg.serial] = max(level.get(arg.serial, 0), below)
    operations = [
        node
        for node in recorded.nodes.values()
        if node.op and node.serial in among and (node.name or level[node.serial] <= DEEPEST)
    ]
    roots = recorded.roots
    named = [node for node in operations if node.name]
    return sorted(
        named if len(named) >= MANY_NAMES else operations,
        key=lambda node: (
            node.serial not in roots,
            not node.name,
            level[node.serial],
            -node.serial,
        ),
    )


def _nearest(
    recorded: Recorded,
    order: list[Node],
    few: Serials,
    budget: int,
) -> Serials:
    """The first operations of `order`, the leaves they use, and a few that reach them folded."""
    kept = {node.serial for node in order[:budget]} | recorded.roots
    leaves = [node for s, node in recorded.nodes.items() if node.op is None and s in few]
    used = [leaf for leaf in leaves if any(u in kept for u in recorded.users.get(leaf.serial, ()))]
    named = [leaf for leaf in leaves if leaf.name and recorded.kind(leaf) == "input"][:NAMED_LEAVES]
    wanted = dict.fromkeys(leaf.serial for leaf in (*used[: (budget + 1) // 2], *named, *used))
    return kept | set(islice(wanted, budget))
