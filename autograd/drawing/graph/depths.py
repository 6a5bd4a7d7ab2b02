"""What a picture shows when the calls of one depth are folded: their results, and what goes in.

Of a folded call the results stay, the nodes that something outside of it uses. Arrows lead there
from what the call was given, and carry the sum over all paths inside (see `folding`). The call's
own leaves, parameters above all, are folded into it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from .calls import Call
from .recorded import Alike, Recorded

MANY_ARGUMENTS = 12
FIRST_FEW = 3

Serials = set[int]
Calls = dict[int, Call]
Folded = dict[Call | None, Call | None]


@dataclass(frozen=True, slots=True)
class View:
    """The nodes that a picture shows, and what was folded.

    `call_of` tells for every operation inside a folded call which call that is, `results` which
    operations are used outside of it, and `own` which leaves are folded into which call.
    """

    shown: Serials
    call_of: Calls = field(default_factory=dict)
    results: dict[Call, list[int]] = field(default_factory=dict)
    own: Calls = field(default_factory=dict)
    depth: int = 0

    def folded_into(self) -> tuple[Counter[Call], Counter[Call]]:
        """How many operations, and how many leaves, are folded into each call."""
        hidden = (call for serial, call in self.call_of.items() if serial not in self.shown)
        return Counter(hidden), Counter(self.own.values())


def at_depth(recorded: Recorded, depth: int) -> View:
    """The picture with the calls of this depth folded: 0 folds those called from outside.

    Calls that are not so deep inside are opened, unless there is no other call in them.
    """
    folded: Folded = {maker: _folded(maker, depth) for maker in {*recorded.makers.values()}}
    call_of = {
        serial: call
        for serial, maker in recorded.makers.items()
        if (call := folded[maker]) and recorded.nodes[serial].op
    }
    results: dict[Call, list[int]] = defaultdict(list)
    for serial, call in call_of.items():
        if _leaves_the_call(recorded, call_of, serial):
            results[call].append(serial)
    shown = {s for s, node in recorded.nodes.items() if node.op and s not in call_of}
    shown.update(*results.values())
    own: Calls = {}
    for alike, serials in recorded.leaves.items():
        call = _owner(alike, folded)
        if call:
            own |= dict.fromkeys(serials, call)
        else:
            crowd = _only_in_calls(alike, folded) and len(serials) > MANY_ARGUMENTS
            shown.update(serials[:FIRST_FEW] if crowd else serials)
    return View(shown, call_of, dict(results), own, depth)


def _folded(maker: Call, depth: int) -> Call | None:
    """The call, out of this one and those around it, that a picture of this depth folds."""
    return next((call for call in maker.chain() if call.folds_at(depth)), None)


def _leaves_the_call(recorded: Recorded, call_of: Calls, serial: int) -> bool:
    """Whether a node is a result of its call: used outside of it, or what the picture is of."""
    call = call_of[serial]
    outside = any(call_of.get(user) is not call for user in recorded.users.get(serial, ()))
    return outside or serial in recorded.roots


def _owner(alike: Alike, folded: Folded) -> Call | None:
    """The call that such leaves are folded into, if only one module uses them and owns them."""
    calls = [folded.get(maker) for maker in alike.used_in]
    first = calls[0] if calls else None
    if first is None or any(call is None or call.part is not first.part for call in calls):
        return None
    made_there = alike.made_in is not None and first in alike.made_in.chain()
    return first if made_there or _of_modules(alike) or _was_own(alike) else None


def _of_modules(alike: Alike) -> bool:
    """Whether leaves are parameters that only modules use; a block has none of its own."""
    return alike.learnt and all(
        any(call.part.kind == "module" for call in maker.chain())
        for maker in alike.used_in
        if maker
    )


def _was_own(alike: Alike) -> bool:
    """Whether numbers were parameters of a module that lives no more, as far as can be told."""
    parts = {maker.part for maker in alike.used_in if maker}
    return len(parts) == 1 and parts.pop().forgotten and not alike.on_arrays


def _only_in_calls(alike: Alike, folded: Folded) -> bool:
    return bool(alike.used_in) and all(map(folded.get, alike.used_in))
