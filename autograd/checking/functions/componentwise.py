"""The verdict on an array of claims: each entry is decided by itself, and one line says it all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ...formulas.text.page import Statement
from ...formulas.trees.tree import Name, Slope, text
from ..claims.deciding import decided_alone
from ..decision.judge import coordinate
from ..decision.ranges import Range
from ..meaning.questions import compare
from ..meaning.scope import Scope
from ..report.claims import Claim, point, worst
from .arguments import Shape, entry
from .rounding import SAID, is_rounding

NAMED = 4  # wrong entries that are named


@dataclass(frozen=True)
class Entry:
    """One entry of a derivative: the truth about it, and what is claimed."""

    place: Shape
    x: str
    rank: int  # of the function's value: so many indices are its own
    y: Any
    truth: Any
    claim: Any

    @property
    def name(self) -> str:
        """The entry as the derivative is indexed: `derivative[0, 2]`."""
        return entry("derivative", self.place)

    @property
    def asked(self) -> Slope:
        """What the entry is: `df[1]/dW[0, 2]`."""
        return Slope(Name(self.function), (Name(self.variable),))

    @property
    def function(self) -> str:
        """The entry of what the function gives: `f[1]`."""
        return entry("f", self.place[: self.rank])

    @property
    def variable(self) -> str:
        """The entry of the argument: `W[0, 2]`."""
        return entry(self.x, self.place[self.rank :])


def as_formulas(
    scope: Scope,
    line: int,
    title: str,
    components: list[Entry],
    counts: Callable[[Mapping[str, float | str]], bool],
) -> Claim | None:
    """Decide every entry as a formula; the first that is wrong is explained.

    None where a counterexample does not count, so that the formulas are not all there is.
    """
    whole = Claim(line, title, "agrees")
    wrong: list[Entry] = []
    statuses: list[str] = []
    doubts: list[str] = []
    for component in components:
        inside = scope.within(swept=[component.y])
        verdict = compare(inside, component.truth, component.claim)
        # A function that was run on numbers may branch where nobody looked: that is no proof.
        statuses.append("agrees" if verdict.status == "proved" else verdict.status)
        if verdict.status == "wrong" and is_rounding(inside, component.truth, component.claim):
            statuses[-1] = "agrees"
            whole.evidence = [SAID]
        elif verdict.status == "wrong":
            if not counts(verdict.counterexample or {}):
                return None
            wrong.append(component)
        elif verdict.status == "inconclusive":
            doubts.append(f"{component.name}: {verdict.reason}")
    whole.status = worst(statuses)
    if wrong:
        _explain(scope, whole, wrong[0])
        whole.evidence[:0] = which([each.name for each in wrong], len(components))
    elif doubts:
        whole.evidence.extend(doubts[:1])
    return whole


def _explain(scope: Scope, whole: Claim, component: Entry) -> None:
    """The evidence against one entry, as for a claim on a page."""
    side = scope.written(component.claim) or Name(component.name)
    source = Statement(f"{text(component.asked)} = {text(side)}", whole.line)
    meaning = scope.as_symbol(component.claim)
    inside = scope.within(swept=[component.y]).bound({component.function: component.y})
    found = decided_alone(inside, source, component.asked, side, (component.truth, meaning))
    flat = point(found.counterexample)
    whole.counterexample = arrays(completed(found.counterexample or {}, _fillers(scope)))
    shown = in_words(whole.counterexample)
    whole.evidence = [
        line.replace(f"at {flat}:", f"at {shown}:") if "all else" not in flat else line
        for line in found.evidence
    ]
    whole.true_value, whole.claimed_value = found.true_value, found.claimed_value
    whole.note, whole.suggestion, whole.culprit = found.note, found.suggestion, component.name


def which(names: list[str], entries: int) -> list[str]:
    """A sentence that names the entries that are wrong, where there is more than one entry."""
    if entries == 1:
        return []
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    verb = "is" if len(names) == 1 else "are"
    return [f"{', '.join(names[:NAMED])}{more} {verb} wrong, of {entries} entries; the first:"]


def _fillers(scope: Scope) -> dict[str, float | str]:
    """A simple number for each variable, where it does not matter which."""
    ranges = scope.ranges
    simple = {name: ranges.get(name, Range()).simple() for name in scope.variables}
    return {name: coordinate(numbers[0]) for name, numbers in simple.items() if numbers}


def completed(
    where: Mapping[str, float | str], fillers: Mapping[str, float | str]
) -> dict[str, float | str]:
    """A point with all entries of its arrays, those that do not matter among them.

    >>> completed({"x[1]": 2.0}, {"x[0]": 0.0, "x[1]": 0.0, "x[2]": 1.0, "y[0]": 0.0})
    {'x[0]': 0.0, 'x[1]': 2.0, 'x[2]': 1.0}
    """
    named = {name.partition("[")[0] for name in where if "[" in name}
    more = {name: x for name, x in fillers.items() if name.partition("[")[0] in named}
    return {**more, **where}


def arrays(where: Mapping[str, float | str]) -> dict[str, Any]:
    """A point whose entries `x[0]`, `x[1]`, … are gathered into lists.

    >>> arrays({"x[0]": 1.0, "x[1]": 0.0, "y": 2.0})
    {'x': [1.0, 0.0], 'y': 2.0}
    """
    found: dict[str, Any] = {}
    for name, x in where.items():
        base, _, index = name.partition("[")
        if not index:
            found[base] = x
            continue
        row = found.setdefault(base, [])
        for k in map(int, index.rstrip("]").split(",")[:-1]):
            row.extend([] for _ in range(k + 1 - len(row)))
            row = row[k]
        row.append(x)
    return found


def gathered(where: dict[str, float | str]) -> dict[str, float | str]:
    """The same with each array as a text: `x` is `[1, 0]`."""
    return {name: _row(x) if isinstance(x, list) else x for name, x in arrays(where).items()}


def in_words(where: dict[str, Any]) -> str:
    """A point with arrays in words: `x = [1, 0], y = 2`."""
    return point({name: _row(x) if isinstance(x, list) else x for name, x in where.items()})


def _row(x: Any) -> str:
    if isinstance(x, list):
        return f"[{', '.join(map(_row, x))}]"
    return f"{x:g}" if isinstance(x, float) else x
