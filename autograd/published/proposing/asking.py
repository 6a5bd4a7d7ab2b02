r"""What a page leaves open, or what was only assumed of it, each as a block would declare it.

Each kind of fact is one entry: what it says of a page in the words of a block. Blocks are read by
`declared`, so that what is asked here is stated where it is pasted.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from ..modelling.model import Model
from ..modelling.moving import TIME, undotted
from ..names.naming import sort_of
from ..problems import Unread
from ..shapes.kinds import NUMBER
from ..shapes.ranks import CONVENTIONAL, DEFAULT, FORCED, STATED
from ..shapes.sizes import Measured
from .meanings import any_losses
from .proposed import KINDS, Proposed, kind

CHOSEN = "chosen"
CONSTANTS = frozenset({"e", "e^", "pi", "d", "I"})  # what they are if nothing defines them


def asked(model: Model) -> list[Proposed]:
    """All that a page was taken to say, as a block would declare it."""
    sizes = model.measured
    return [fact for rule in KINDS for fact in rule(model, sizes)]


@kind
def numbers(model: Model, sizes: Measured) -> Iterator[Proposed]:
    """Names of numbers."""
    losses = {*any_losses(model), *model.survey.declared.outer}  # which are asked for themselves
    for name, evidence in _names(model):
        is_other = name in losses or name == TIME or undotted(name) in model.moving
        if model.kind(name) == NUMBER and name not in sizes.numbers and not is_other:
            yield Proposed(name, "{} in R", evidence)


@kind
def arrays(model: Model, sizes: Measured) -> Iterator[Proposed]:
    """Columns and matrices with their sizes, which were chosen where nothing states them."""
    for name, evidence in _names(model):
        shape = sizes.arrays.get(name, ())
        if shape and not model.is_row(name):
            is_sized = all(map(str.isdigit, model.stated_shape(name) or "?"))
            space = str(shape[0]) if len(shape) == 1 else f"({'x'.join(map(str, shape))})"
            said = evidence if is_sized or evidence in (CONVENTIONAL, DEFAULT) else CHOSEN
            yield Proposed(name, f"{{}} in R^{space}", said)


@kind
def moving(model: Model, _: Measured) -> Iterator[Proposed]:
    """Unknown functions of time."""
    for name, _evidence in _names(model):
        if name in model.moving and name not in model.survey.letters.lettered:
            is_said = name in model.survey.declared.moving
            yield Proposed(name, f"{{0}} = {{0}}({TIME})", STATED if is_said else CONVENTIONAL)


@kind
def counted(model: Model, _: Measured) -> Iterator[Proposed]:
    """How many layers, times and samples there are."""
    letters, declared = model.survey.letters, model.survey.declared
    others = {*letters.fixed, *letters.ends.values()}
    for letter in sorted((letters.above | letters.below) - others):
        first, last = letters.starts.get(letter, 1), model.survey.ends.get(letter, 1)
        is_given = letters.ends.get(letter, "").isdigit()
        evidence = STATED if letter in declared.counts else FORCED if is_given else CHOSEN
        yield Proposed(letter, f"{{}} in {first}..{last}", evidence)


def _names(model: Model) -> Iterator[tuple[str, str]]:
    """The checker's names that blocks can declare, with the evidence of their kinds.

    Those that the page defines are left out: what they are follows from the others.
    """
    survey, defined = model.survey, {each.name for each in model.definitions}
    evidence = survey.ranks.evidence
    others = {*CONSTANTS, *survey.ends, *survey.called.functions, *survey.called.conventional}
    for name in sorted(mentioned(model) - defined):
        base, family = model.translator.naming.key(name) or (name, ())
        said = evidence.get(sort_of((base, family))) or evidence.get(base, "")
        if said and base not in others and "." not in base:
            yield name, said


def mentioned(model: Model) -> set[str]:
    """The names in what is defined and claimed."""
    found = set(model.used)
    for item in model.survey.items:
        with suppress(Unread):
            found |= {name for claim in model.claims(item) for name in claim.names}
    return found
