"""What keeps a formula from being called wrong: each reason to leave it open is one entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ...formulas.printed.node import walk as printed
from ...formulas.trees.tree import Call, Indexed, Name, Op, Slope, Sum, Tree, as_slope, text, walk
from ..functions.shorthand import differential
from ..modelling.judging import Equation, mentioned, reached
from ..modelling.model import Model
from ..names.naming import sort_of
from ..shapes.kinds import NUMBER, OF_MATRICES
from ..shapes.ranks import CONVENTIONAL, DEFAULT
from ..surveying.roles import is_near
from ..surveying.words import is_denied, is_neglected
from .accusations import GUARDS, Accusation, guard
from .doubtful_names import of_a_relative, of_each, two_fonts
from .laws import law_of_motion
from .renewed import is_at_point
from .silent_sums import summed_in_silence


def doubt(accusation: Accusation) -> str:
    """Why a formula that was found wrong stays open, in words; "" if it is wrong."""
    return next((why for rule in GUARDS if (why := rule(accusation))), "")


@guard
def denied(accusation: Accusation) -> str:
    """What the page says is not so, or only would be."""
    return "the words around it deny it, or suppose it" if is_denied(accusation.item.found) else ""


@guard
def nearly(accusation: Accusation) -> str:
    """What leaves out something small holds nearly."""
    block = accusation.item.found.place.block
    items = (each.found for each in accusation.model.survey.items)
    beside = [each for each in items if each.place.block == block]
    is_left_out = is_neglected(accusation.item.found, beside)
    return "wrong if nothing is neglected, as the words around it say" if is_left_out else ""


@guard
def anew(accusation: Accusation) -> str:
    """A formula for a name, or for a function of the page, may define it anew.

    Not if a block defines it: that is what the page is meant to be checked by.
    """
    stated = {each.name for each in accusation.model.survey.declared.definitions}
    needed = accusation.needed
    if not all(map(_may_define, accusation.failing)) or all(
        {*mentioned(each.left)} & stated for each in accusation.failing
    ):
        return ""
    if any(
        is_at_point(each.left, needed[each.left.function], needed)
        for each in accusation.failing
        if isinstance(each.left, Call) and each.left.function in needed
    ):
        return ""
    left = accusation.failing[0].left
    return f"another formula for {text(left)}: is this a new definition?"


def _may_define(claim: Equation) -> bool:
    """Whether one side is a name or a call by itself, and nothing is differentiated."""
    left = claim.left.base if isinstance(claim.left, Indexed) else claim.left
    if isinstance(left, Op) and left.symbol == "^":
        left = left.args[0]
    is_alone = isinstance(left, Name) or (
        isinstance(left, Call) and not left.primes and left.function not in OF_MATRICES
    )
    return is_alone and not any(map(_differentiates, (claim.left, claim.right)))


def _differentiates(tree: Tree) -> bool:
    parts = list(walk(tree))
    is_primed = any(isinstance(x, Call) and x.primes > 0 for x in parts)
    return is_primed or any(as_slope(x) is not None for x in parts)


@guard
def mended(accusation: Accusation) -> str:
    """Where signs were lost in copying, more may be lost than those that were put back."""
    items = accusation.model.survey.items
    places = {accusation.item.place, *(each.item for each in accusation.needed.values())}
    is_mended = any(place >= 0 and items[place].found.is_mended for place in places)
    return "wrong if nothing but = and + was lost in copying" if is_mended else ""


@guard
def by_default(accusation: Accusation) -> str:
    """A name that nothing makes what it was taken for."""
    equations, model = accusation.equations, accusation.model
    names = sorted(_taken_by(DEFAULT, equations, model))
    arrays = _taken_by(CONVENTIONAL, equations, model) - _numbers(equations, model)
    if not names and arrays and not _works_on_arrays(equations) and not _is_printed_so(accusation):
        names = sorted(arrays)
        what = "is an array" if len(names) == 1 else "are arrays"
    else:
        what = "is a number" if len(names) == 1 else "are numbers"
    return f"wrong if {' and '.join(names)} {what}, which nothing says" if names else ""


def _taken_by(evidence: str, equations: Iterable[Equation], model: Model) -> set[str]:
    return {base for base, _, said in _kinds(equations, model) if said == evidence}


def _numbers(equations: Iterable[Equation], model: Model) -> set[str]:
    return {base for base, kind, _ in _kinds(equations, model) if kind == NUMBER}


def _works_on_arrays(equations: Iterable[Equation]) -> bool:
    """Whether something is done that only arrays have done to them."""
    parts = (part for each in equations for side in each.sides for part in walk(side))
    return any(
        isinstance(part, Indexed)
        or (isinstance(part, Op) and part.symbol in ("@", "T"))
        or (isinstance(part, Call) and part.function in OF_MATRICES)
        for part in parts
    )


def _is_printed_so(accusation: Accusation) -> bool:
    """Whether a sign is printed that only stands between arrays."""
    items = accusation.model.survey.items
    places = {each.item for each in accusation.equations if each.item >= 0}
    sides = (side for place in places for side in items[place].printed.sides)
    nodes = (node for side in sides for node in printed(side) if node.kind == "product")
    return any({"odot", "circ", "otimes"} & set(node.signs) for node in nodes)


def _kinds(equations: Iterable[Equation], model: Model) -> Iterator[tuple[str, str, str]]:
    """The names of some equations, parameters left out, with their kinds and the evidence."""
    evidence, key = model.survey.ranks.evidence, model.translator.naming.key
    for name in {name for equation in equations for name in equation.names}:
        own = key(name)
        if own and "." not in own[0]:
            yield own[0], model.kind(name), _evidence(own, evidence)


def _evidence(key: tuple[str, tuple[int, ...]], evidence: Mapping[str, str]) -> str:
    return evidence.get(sort_of(key)) or evidence.get(key[0], "")


@guard
def of_another_example(accusation: Accusation) -> str:
    """On a page that gives names a new meaning, what an example far above calls by a name."""
    if accusation.model.before is None:
        return ""
    item, items = accusation.item, accusation.model.survey.items
    for name, each in sorted(accusation.needed.items()):
        if not is_near(each.item, item, items):
            return f"wrong if {name} is what it was far above: this page gives names new meanings"
    return ""


@guard
def of_a_piece(accusation: Accusation) -> str:
    """A definition for a part of all values: f(x) = 0 if x < 0."""
    items = accusation.model.survey.items
    for name, each in sorted(accusation.needed.items()):
        if items[each.item].found.conditions and not each.where:
            return f"{name} is defined there only where {items[each.item].found.conditions[0]}"
    return ""


@guard
def of_any_function(accusation: Accusation) -> str:
    """A second derivative of a loss of which a block only says what it depends on."""
    outer = accusation.model.survey.declared.outer
    trees = [side for claim in accusation.failing for side in claim.sides]
    loss = next((each for each in outer for tree in trees if _is_twice(tree, each)), "")
    return f"second derivatives of {loss} are not known: it is any function" if loss else ""


def _is_twice(tree: Tree, loss: str) -> bool:
    """Whether a loss is differentiated more than once: that is not the same for all functions."""
    slopes = [part for part in walk(tree) if isinstance(part, Slope)]
    return any(
        len(each.wrt) > 1 or any(isinstance(x, Slope) for x in walk(each.of))
        for each in slopes
        if any(x == Name(loss) for x in walk(each.of))
    )


guard(law_of_motion)
guard(summed_in_silence)


@guard
def course(accusation: Accusation) -> str:
    """`dz = a - y` of courses: dL/dz, and no d times z."""
    of = differential(accusation.item.printed.sides[0])
    if of is None or accusation.model.is_declared("d"):
        return ""
    return "wrong if d is a factor: is this a derivative, or a differential?"


@guard
def of_lengths(accusation: Accusation) -> str:
    """A relation of products of names that nothing defines, as AB = AC of the sides of a figure."""
    if accusation.needed or any(map(_transforms, accusation.failing)):
        return ""
    return "no identity: read as an equation that its names obey"


def _transforms(claim: Equation) -> bool:
    """Whether a bracket or a function is worked out, or something differentiated."""
    parts = [part for side in claim.sides for part in walk(side)]
    return any(isinstance(part, Call | Slope | Sum) for part in parts) or any(
        isinstance(part, Op)
        and part.symbol in ("*", "/", "^", "@")
        and any(map(_is_sum, part.args))
        for part in parts
    )


def _is_sum(tree: Tree) -> bool:
    return isinstance(tree, Op) and tree.symbol in ("+", "-")


@guard
def tied_in_words(accusation: Accusation) -> str:
    """An equation of names that hang on different things: the page may tie these, as c = 1 does."""
    for claim in accusation.failing:
        known = [accusation.needed[x].right for x in claim.names if x in accusation.needed]
        if any(map(_differentiates, (*claim.sides, *known))):
            return ""
    for claim in accusation.failing:
        left, right = (_leaves(side, accusation.needed) for side in claim.sides)
        if left != right and not _is_number(claim.right):
            return f"wrong if nothing is said of {' and '.join(sorted(left ^ right))}"
    return ""


def _leaves(tree: Tree, needed: Mapping[str, Equation]) -> set[str]:
    """The names that a formula hangs on and that have no definition."""
    through = (name for each in reached([tree], needed).values() for name in each.names)
    return {*mentioned(tree), *through} - {*needed, *OF_MATRICES}


def _is_number(tree: Tree) -> bool:
    return not mentioned(tree)


__all__ = ["doubt", "guard", "of_a_relative", "of_each", "two_fonts"]  # entered there
