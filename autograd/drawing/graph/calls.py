"""The calls of modules and groups that a graph was computed in, one inside another, with names.

A call made the nodes whose serials lie between its start and its stop (see
`autograd.engine.groups`), so the calls of a graph are intervals, and one call is inside another if
its interval is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...engine.groups import Part, Span, remembered
from ...engine.node import Node


@dataclass(eq=False, slots=True)
class Call:
    """One call: which nodes it made, how deep inside other calls it was, and what to call it.

    `innermost` tells that there is no other call inside.
    """

    part: Part
    start: int
    stop: int
    level: int
    above: Call | None
    name: str = ""
    innermost: bool = True

    @property
    def kind(self) -> str:
        """What the module says it is, such as `Linear(4 → 8)`."""
        describe = getattr(self.part.module, "describe", None)
        return str(describe()) if callable(describe) else self.part.kind

    def folds_at(self, depth: int) -> bool:
        """Whether a picture of this depth folds the call; innermost ones are never opened."""
        return self.level == depth or (self.innermost and self.level < depth)

    def chain(self) -> Iterator[Call]:
        """The call itself and those around it, from within."""
        call: Call | None = self
        while call is not None:
            yield call
            call = call.above


def calls_of(nodes: Mapping[int, Node]) -> list[Call]:
    """The calls that made some of these nodes, in the order in which they began."""
    serials = [serial for serial, node in nodes.items() if node.op]
    calls: list[Call] = []
    inside: list[Call] = []
    for start, stop, part in _spans(serials):
        while inside and inside[-1].stop <= start:
            inside.pop()
        if inside and stop > inside[-1].stop:
            continue  # another thread's, at the same time: intervals do not tell them apart
        call = Call(part, start, stop, len(inside), inside[-1] if inside else None)
        if call.above:
            call.above.innermost = False
        inside.append(call)
        calls.append(call)
    _name(calls)
    return calls


def makers(nodes: Mapping[int, Node], calls: list[Call]) -> dict[int, Call]:
    """For each node that came to be inside a call, the innermost such call."""
    found: dict[int, Call] = {}
    waiting = list(reversed(calls))
    inside: list[Call] = []
    for serial in nodes:
        while waiting and waiting[-1].start <= serial:
            inside.append(waiting.pop())
        while inside and inside[-1].stop <= serial:
            inside.pop()
        if inside:
            found[serial] = inside[-1]
    return found


def _spans(serials: list[int]) -> list[Span]:
    if not serials:
        return []
    near = remembered(serials[0], serials[-1])
    some = [s for s in near if bisect_left(serials, s.start) < bisect_left(serials, s.stop)]
    return sorted(some, key=lambda span: (span.start, -span.stop))


def _name(calls: list[Call]) -> None:
    """Name each call by its module's path in the outermost module that has it, and count calls.

    Where several modules were called from outside, theirs is the first part of the path.
    """
    paths: dict[Part, dict[int, str]] = {call.part: {} for call in calls}
    for part in paths:
        named = getattr(part.module, "named_modules", None)
        paths[part] = {id(module): path for path, module in named()} if callable(named) else {}
    several = len({call.part for call in calls if call.above is None}) > 1
    for call in calls:
        call.name = _path(call, paths, several)
    count = Counter(call.name for call in calls)
    numbers: Counter[str] = Counter()
    for call in calls:
        name = call.name
        numbers[name] += 1
        if count[name] > 1:
            call.name = f"{name} #{numbers[name]}"


def _path(call: Call, paths: dict[Part, dict[int, str]], several: bool) -> str:
    *_, outermost = (c for c in call.chain())
    for outer in reversed(list(call.chain())):
        path = paths[outer.part].get(id(call.part.module))
        if path:
            return f"{outermost.part.name}.{path}" if several else path
    return call.part.name


def parameters_in(calls: list[Call]) -> Iterator[Any]:
    """The parameters of every module that was called from outside of any other."""
    for part in outermost(calls):
        found = getattr(part.module, "parameters", None)
        yield from found() if callable(found) else ()


def outermost(calls: list[Call]) -> list[Part]:
    """The parts that are modules in no other module, each once."""
    found: dict[Part, None] = {}
    for call in calls:
        own = [c.part for c in call.chain() if c.part.module is not None]
        if own and own[-1] is call.part:
            found[call.part] = None
    return list(found)
