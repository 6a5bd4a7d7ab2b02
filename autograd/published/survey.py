r"""A document from beginning to end: what its formulas are, what its names mean, what is right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product as combinations

from ..checking.report.claims import Claim
from ..documents import Document, Found
from ..formulas.printed import Node, Printed, read_printed
from ..formulas.printed.node import walk
from ..formulas.trees.tree import Call, Indexed, Name, Number, Op, Tree, exchanged, text
from ..formulas.trees.tree import walk as parts_of
from .calls import Called, called, with_calls
from .judging import Equation, judged, reached, unconnected
from .kinds import COLUMN, MATRIX, NUMBER
from .letters import Letters, letters, limits, places, shifted
from .naming import Naming
from .normal import normal
from .problems import Unread
from .ranks import DEFAULT, Ranks, ranks
from .references import reference
from .roles import CLAIM, DEFINITION, GIVEN, NOT_READ, Defined, Item, item
from .sizes import Sizes, Sizing
from .translation import Translator

MANY = 3  # layers, times or samples where the page does not say
MOST_READINGS = 4


@dataclass(frozen=True)
class Survey:
    """What was worked out of a document."""

    items: tuple[Item, ...]
    letters: Letters
    called: Called
    ranks: Ranks
    ends: Mapping[str, int]


@dataclass
class Outcome:
    """What is said of one formula."""

    item: Item
    status: str
    why: str = ""
    claims: list[Claim] = field(default_factory=list)
    reading: str = ""


def surveyed(document: Document) -> Survey:
    """What the formulas and names of a document are."""
    raw = [read_printed(each.latex) for each in document.formulas]
    page = normal(raw)
    readable = [each for each in page if not each.error]
    known = letters(readable)
    which = called(readable, known)
    page = [each if each.error else with_calls(each, known, which) for each in page]
    known = letters([each for each in page if not each.error])
    defined = Defined()
    found = tuple(
        item(each, printed, place, known, which, defined)
        for place, (each, printed) in enumerate(zip(document.formulas, page, strict=True))
    )
    bodies = _bodies(found)
    stated = _stated(found, known)
    used = [each.printed for each in found if each.role in (CLAIM, DEFINITION, GIVEN) and "in" not in each.printed.signs]
    return Survey(found, known, which, ranks(used, known, bodies, stated), _ends(known))


def _bodies(found: Sequence[Item]) -> dict[str, Node]:
    return {each.function: each.printed.sides[1] for each in found if each.function}


def _stated(found: Sequence[Item], known: Letters) -> dict[str, str]:
    r"""Kinds that the page says: x \in \mathbb{R}^n."""
    kinds: dict[str, str] = {}
    for each in found:
        sides, signs = each.printed.sides, each.printed.signs
        if signs[-1:] == ("in",) and (kind := _space(sides[-1])):
            for side in sides[:-1]:
                for part in side.parts if side.kind == "list" else (side,):
                    if name := reference(part, known):
                        kinds.setdefault(name.name, kind)
    return kinds


def _space(node: Node) -> str:
    base, above = (node.parts[0], node.parts[2]) if node.kind == "scripted" else (node, None)
    if base.kind != "symbol" or base.text != "R":
        return ""
    if above is None:
        return NUMBER
    return MATRIX if above.kind == "product" and "times" in above.signs else COLUMN


def _ends(known: Letters) -> dict[str, int]:
    """How many layers, times and samples there are, by the name of the last and by the letter."""
    found: dict[str, int] = {}
    for letter in known.above | known.below:
        end = known.ends.get(letter, "")
        number = int(end) if end.isdigit() else MANY
        found.setdefault(letter, number)
        if end and not end.isdigit():
            found.setdefault(end, number)
    return found


# ---- From formulas to trees, for each layer, time and sample ------------------------------------


class Picks:
    """The readings taken where several are possible; asked again, the same is answered."""

    def __init__(self, taken: Mapping[str, str]) -> None:
        self.taken, self.asked = dict(taken), dict[str, Sequence[str]]()

    def __call__(self, what: str, options: Sequence[str]) -> str:
        self.asked[what] = options
        return self.taken.get(what, options[0])


def family_letters(nodes: Sequence[Node], survey: Survey) -> list[str]:
    """The letters of layers, times and samples that are free in some formulas."""
    bound: set[str] = set()
    used: dict[str, None] = {}
    for node in nodes:
        for part, _ in places(node):
            if part.kind == "large":
                bound |= {letter for letter, _ in limits(part.parts[1])}
            if (found := reference(part, survey.letters)) is not None:
                for index in found.family:
                    letter = index.text if index.kind == "symbol" else shifted(index)
                    if letter:
                        used.setdefault(letter)
    ends = {survey.letters.ends.get(letter) for letter in survey.letters.above | survey.letters.below}
    return [x for x in used if x not in bound and not (x in ends and x.isupper())]


def environments(nodes: Sequence[Node], survey: Survey) -> Iterator[dict[str, int]]:
    """Each choice of layers, times and samples."""
    free = family_letters(nodes, survey)
    ranges = [range(survey.letters.starts.get(x, 1), survey.ends.get(x, MANY) + 1) for x in free]
    for values in combinations(*ranges):
        yield dict(zip(free, values, strict=True))


class Worker:
    """Goes through a survey once, with one naming."""

    def __init__(self, survey: Survey, taken: Mapping[str, str] | None = None) -> None:
        self.survey = survey
        self.naming = Naming()
        self.picks = Picks(taken or {})
        self.problems: dict[int, str] = {}
        self.lost: dict[str, int] = {}  # names whose definition could not be read
        self.base = Translator(
            survey.letters, survey.ranks.kinds, survey.ranks.aliases,
            frozenset(survey.called.functions), self.naming, self.picks, survey.ends,
        )  # fmt: skip
        for name in survey.called.functions:
            self.naming.name(name)
        self.definitions: list[tuple[str, Equation, int]] = []  # name, equation, scope
        self.defined_keys: set[str] = set()
        for each in survey.items:
            self._define(each)

    def _define(self, each: Item) -> None:
        if each.function:
            self._define_function(each)
        for found, left, right in each.defines:
            many = list(environments([left], self.survey))
            for at in many:
                try:
                    made = self._equation(left, right, at, each)
                except Unread as problem:
                    self.problems.setdefault(each.place, problem.why)
                    self.lost[self.base.aliases.get(found.name, found.name)] = each.place
                    break
                name = _defined_name(made.left)
                self.definitions.append((name, made, each.found.scope))
        if each.role == NOT_READ:
            for name in lost_names(each):
                self.lost[name] = each.place

    def _define_function(self, each: Item) -> None:
        left, right = each.printed.sides[:2]
        try:
            params = tuple(
                Name(self.naming.name(f"{each.function}.{p}"))
                for p in self.survey.called.functions[each.function]
            )
            body = self.base.tree(right)
        except Unread as problem:
            self.problems.setdefault(each.place, problem.why)
            self.lost[each.function] = each.place
            return
        name = self.naming.name(each.function)
        made = Equation(Call(name, params), body, each.place, each.found.latex)
        self.definitions.append((name, made, each.found.scope))
        del left

    def _equation(self, left: Node, right: Node, at: dict[str, int], each: Item) -> Equation:
        translator = replace(self.base, at=at)
        one, other = translator.made(left), translator.made(right)
        if one[1] != other[1] and NUMBER not in (one[1], other[1]):
            raise Unread(f"a {one[1]} on the left and a {other[1]} on the right")
        return Equation(one[0], other[0], each.place, each.found.latex)

    def visible(self, place: int, scope: int) -> dict[str, Equation]:
        """For each name the definition that holds at a place of the page."""
        found: dict[str, Equation] = {}
        for name, equation, where in self.definitions:
            if where not in (0, scope):
                continue
            if name not in found or equation.item < place:
                found[name] = equation
        return found

    def claims(self, each: Item) -> list[Equation]:
        """The claims of a formula, for each layer, time and sample for which it has a meaning."""
        found = []
        for left, right in each.claims:
            for at in environments([left, right], self.survey):
                made = self._equation(left, right, at, each)
                if self._exists(made):
                    found.append(made)
        return found

    def _exists(self, equation: Equation) -> bool:
        """Whether there are all layers that a claim is about."""
        defined = {name for name, _, _ in self.definitions}
        used = {name for _, each, _ in self.definitions for tree in (each.left, each.right) for name in _names(tree)}
        for name in _names(equation.left) | _names(equation.right):
            key = self.naming.key(name)
            if key is None or not key[1] or name in used or name in defined:
                continue
            if any(other is not None and other[0] == key[0] for other in map(self.naming.key, used)):
                return False
        return True

    def kind(self, name: str) -> str:
        """The kind of one of the checker's names."""
        key = self.naming.key(name)
        return self.survey.ranks.kinds.get(key[0], NUMBER) if key else NUMBER

    def sizes(self) -> tuple[dict[str, tuple[int, ...]], dict[str, int]]:
        """The size of each array, and the numbers that the names of sizes stand for."""
        names = {name for _, each, _ in self.definitions for t in (each.left, each.right) for name in _names(t)}
        names |= set(self.naming.taken)
        kinds = {name: self.kind(name) for name in names}
        sizes = Sizes()
        sizing = Sizing(kinds, sizes, self.survey.letters.ends)
        for letter, number in self.survey.ends.items():
            sizes.say(f"size {letter}", number)
        for name in names:
            for axis in sizing.axes(name):
                sizes.root(axis)
        sizing.equations((each.left, each.right) for _, each, _ in self.definitions)
        numbers = sizes.chosen()
        found = {name: tuple(numbers[a] for a in sizing.axes(name)) for name in names if sizing.axes(name)}
        return found, {key.removeprefix("size "): n for key, n in numbers.items() if key.startswith("size ")}


def lost_names(each: Item) -> set[str]:
    """Names that a formula may define that could not be read: its first letters."""
    import re

    return set(re.findall(r"[A-Za-z]+", each.found.latex.partition("=")[0])[:3])


def _names(tree: Tree) -> set[str]:
    return {part.name for part in parts_of(tree) if isinstance(part, Name)}


def _defined_name(left: Tree) -> str:
    base = left.base if isinstance(left, Indexed) else left
    return base.name if isinstance(base, Name) else text(base)


def outcomes(survey: Survey) -> list[Outcome]:
    """What is said of each formula of the page."""
    worker = Worker(survey)
    sizes, numbers = worker.sizes()
    found = []
    for each in survey.items:
        found.append(_outcome(each, survey, worker, sizes, numbers))
    return found


def _outcome(
    each: Item, survey: Survey, worker: Worker, sizes: Mapping[str, tuple[int, ...]], numbers: Mapping[str, int]
) -> Outcome:
    if each.place in worker.problems:
        return Outcome(each, NOT_READ, worker.problems[each.place])
    if not each.claims:
        return Outcome(each, each.role, each.why)
    try:
        claims = worker.claims(each)
    except Unread as problem:
        return Outcome(each, NOT_READ, problem.why)
    if not claims:
        return Outcome(each, NOT_READ, "there is no layer, time or sample for which all of it exists")
    return _judged(each, claims, worker, sizes, numbers)


def _judged(
    each: Item, claims: list[Equation], worker: Worker,
    sizes: Mapping[str, tuple[int, ...]], numbers: Mapping[str, int],
) -> Outcome:  # fmt: skip
    visible = worker.visible(each.place, each.found.scope)
    needed = reached([t for c in claims for t in (c.left, c.right)], visible)
    lost = _lost(claims, needed, worker)
    if lost:
        return Outcome(each, "inconclusive", lost)
    for claim in claims:
        if why := unconnected(claim.left, visible) or unconnected(claim.right, visible):
            return Outcome(each, "says nothing", why)
    put = {Name(name): Number(number, str(number)) for name, number in numbers.items() if name not in visible}  # type: ignore[arg-type]  # whole
    set_in = lambda c: replace(c, left=exchanged(c.left, put), right=exchanged(c.right, put))  # noqa: E731
    claims = [set_in(c) for c in claims]
    used = {n for c in (*claims, *needed.values()) for t in (c.left, c.right) for n in _names(t)}
    declared = [
        f"{name} in R^{_shape(sizes[name])}" for name in sorted(used) if name in sizes
    ]
    results = judged(declared, [set_in(x) for x in needed.values()], claims)
    return _together(each, results)


def _shape(size: tuple[int, ...]) -> str:
    return str(size[0]) if len(size) == 1 else f"({size[0]}x{size[1]})"


def _lost(claims: Sequence[Equation], needed: Mapping[str, Equation], worker: Worker) -> str:
    used = {n for c in (*claims, *needed.values()) for t in (c.left, c.right) for n in _names(t)}
    for name in used:
        key = worker.naming.key(name)
        if key and key[0] in worker.lost and name not in needed:
            return f"depends on {key[0]}, whose definition could not be read"
    return ""


_WORST = ("wrong", "unreadable", "inconclusive", "says nothing", "agrees", "proved")


def _together(each: Item, results: list[Claim]) -> Outcome:
    if not results:
        return Outcome(each, NOT_READ, "nothing was decided")
    worst = min(results, key=lambda claim: _WORST.index(claim.status) if claim.status in _WORST else 0)
    return Outcome(each, worst.status, "; ".join(worst.evidence[:2]), results)


_ = (Callable, Op, DEFAULT, Found, Printed, walk)
