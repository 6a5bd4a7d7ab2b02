"""What blocks say in vain: names that the page does not have, files that declare nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from ...documents import Document
from ...formulas.text.complaint import listed
from ..modelling.model import Model
from ..names.lines import in_blocks
from ..names.naming import squeezed
from .asking import mentioned


def in_vain(page: Document, models: Sequence[Model]) -> Iterator[str]:
    """Sentences on what the blocks of a page declare for nothing."""
    for block in page.blocks:
        if block.place.file and not list(in_blocks([block])):
            yield f"{block.place.file} declares nothing"
    known = {name for each in models for name in _names(each)}
    said = dict.fromkeys(name for each in models for name in sorted(each.survey.declared.own))
    strange = [name for name in said if squeezed(name) not in set(map(squeezed, known))]
    close = {name: get_close_matches(name, sorted(known), 1, 0.5) for name in strange}
    if bare := [name for name in strange if not close[name]]:
        who = "a block declares" if len(bare) == 1 else "blocks declare"
        yield f"{who} {listed(bare)}, which this page does not have"
    for name, near in close.items():
        if near:
            yield f"a block declares {name}, which this page does not have: did you mean {near[0]}?"


def _names(model: Model) -> set[str]:
    """The checker's names for what stands on the page, and for what blocks need."""
    survey = model.survey
    letters, blocks = survey.letters, survey.declared
    own = {*mentioned(model), *model.moving, *survey.ends, *letters.bound, *letters.fixed}
    bare = {base for base, _ in model.translator.naming.names}
    return {*own, *bare, *blocks.counts, *blocks.outer, *(x.name for x in blocks.definitions)}
