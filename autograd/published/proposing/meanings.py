r"""What signs of a page may mean otherwise: each question with what is taken for its answer.

A question is one entry. Its answer is a line of a block, with what else may be meant behind it: the
line is pasted, put right, or left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from ...formulas.printed import Node
from ...formulas.trees.tree import Name
from ..deciding.upstream import outputs, unknown
from ..functions.calls import CONVENTIONAL as FUNCTIONS
from ..functions.shorthand import differential
from ..modelling.instances import environments
from ..modelling.model import Model
from ..names.elements import LOSSES
from ..problems import Unread
from ..shapes.kinds import NUMBER
from ..shapes.ranks import CONVENTIONAL, DEFAULT
from ..shapes.sizes import Measured
from .proposed import Proposed, kind

MOST = 3  # names that come out last


@kind
def sigmoids(model: Model, _: Measured) -> Iterator[Proposed]:
    r"""A \sigma with brackets behind it: the sigmoid, or a number."""
    for name in sorted(model.survey.called.conventional):
        if FUNCTIONS[name] == "sigmoid":
            note = f"or a number: {name} > 0"
            yield Proposed(name, "{0}(u) = sigmoid(u)", CONVENTIONAL, note)


@kind
def courses(model: Model, _: Measured) -> Iterator[Proposed]:
    """dz of courses: the derivative of the loss, or d times z."""
    known = _losses(model)
    if not known or model.is_declared("d"):
        return
    parts = [differential(x.printed.sides[0]) for x in model.survey.items if x.printed.sides]
    names = dict.fromkeys(x for part in parts if part is not None for x in _names(part, model))
    for place, name in enumerate(names):
        note = "" if place else "else d is a factor"
        yield Proposed(f"d{name}", f"{{0}} = grad({known[-1]}, {name})", DEFAULT, note)


def _names(part: Node, model: Model) -> Iterator[str]:
    """The checker's names for a part, one for each layer or sample."""
    for at in environments([part], model.survey.letters, model.survey.ends):
        with suppress(Unread):
            tree = model.translator.at(at).tree(part)
            if isinstance(tree, Name):
                yield tree.name


def _losses(model: Model) -> list[str]:
    """The numbers that are called like a loss and have a definition, or an answer of what."""
    defined = dict.fromkeys(each.name for each in model.definitions)
    names = [*model.survey.declared.outer, *defined]
    return [x for x in names if x.partition("_")[0] in LOSSES and model.kind(x) == NUMBER]


def any_losses(model: Model) -> dict[str, list[str]]:
    """Losses that the page does not say, with what comes out last where they stand."""
    found: dict[str, list[str]] = {}
    arrays = model.sizes({}).arrays
    for item in model.survey.items:
        with suppress(Unread):
            visible = model.visible(item)
            for name in sorted(unknown(model.claims(item), visible, arrays)):
                is_loss = name.partition("_")[0] in LOSSES
                if is_loss and 0 < len(outputs(visible)) <= MOST:
                    found.setdefault(name, outputs(visible))
    return found


@kind
def losses(model: Model, _: Measured) -> Iterator[Proposed]:
    """A loss that the page does not say: a function of what comes out last."""
    for name, last in any_losses(model).items():
        if name not in model.survey.declared.outer:
            note = "any function of it" if len(last) == 1 else "any function of them"
            yield Proposed(name, f"{{0}} depends on {', '.join(last)}", DEFAULT, note)
