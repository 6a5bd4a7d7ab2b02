"""What a page was taken to mean: its names by kinds, with what was chosen for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...formulas.printed.shown import shown
from ..modelling.model import Model
from ..names.elements import EACH_OF
from ..shapes.kinds import COLUMN, MATRIX
from ..shapes.ranks import DEFAULT
from ..shapes.sizes import LARGEST, Measured
from ..shapes.spelling import spelled, usual


@dataclass(frozen=True)
class AsRead:
    """Sentences on the names of a page, from what is sure to what was only assumed."""

    sentences: tuple[str, ...]


def as_read(model: Model, sizes: Measured) -> AsRead:
    """What the names of a page were taken for."""
    found = [*_arrays(model, sizes), *_counted(model), *_functions(model), *_assumed(model, sizes)]
    return AsRead((*found, *_in_words(model), *_mended(model)))


def _arrays(model: Model, sizes: Measured) -> Iterator[str]:
    """The columns and matrices, each with its sizes in all layers, times and samples."""
    found: dict[str, dict[str, list[str]]] = {MATRIX: {}, COLUMN: {}}
    for name in sorted(set(sizes.arrays) & model.used):
        key, kind = model.translator.naming.key(name), model.kind(name)
        if key is not None and kind in found:
            shape = "×".join(map(str, sizes.arrays[name]))
            found[kind].setdefault(spelled(key[0]), []).append(shape)
    for kind, word in ((MATRIX, "matrices"), (COLUMN, "vectors")):
        if found[kind]:
            yield f"{word} {', '.join(map(_sized, found[kind].items()))}"
    if sizes.chosen & set(sizes.arrays) & model.used:
        yield "sizes are chosen where the page gives none"
    spaces = model.survey.spaces.values()
    if any(size.isdigit() and int(size) > LARGEST for each in spaces for size in each.sizes):
        yield f"sizes above {LARGEST} are tried as smaller ones"


def _sized(array: tuple[str, list[str]]) -> str:
    name, shapes = array
    return f"{name} ({', '.join(shapes if len(set(shapes)) > 1 else shapes[:1])})"


def _counted(model: Model) -> Iterator[str]:
    letters = model.survey.letters
    for letter in sorted(letters.above | letters.below):
        last = model.survey.ends.get(letter)
        if last and letter not in letters.fixed:
            yield f"{letter} in {letters.starts.get(letter, 1)}..{last}"
    for letter, value in letters.fixed.items():
        yield f"{letter} {EACH_OF}, tried with {value}"


def _functions(model: Model) -> Iterator[str]:
    called = model.survey.called
    for name, params in sorted(called.functions.items()):
        yield f"{spelled(name)} a function of {', '.join(map(spelled, params))}"
    for name in sorted(called.conventional):
        yield f"{spelled(name)} {usual(name)}"


def _assumed(model: Model, sizes: Measured) -> Iterator[str]:
    """The names that are numbers because nothing says otherwise, of any layer or time."""
    evidence = model.survey.ranks.evidence
    arrays = {key[0] for name in sizes.arrays if (key := model.translator.naming.key(name))}
    sorts = [name for name, said in evidence.items() if said == DEFAULT and "." not in name]
    names = {sort.partition("[")[0].partition("(")[0] for sort in sorts} - arrays
    if names:
        what = "a number" if len(names) == 1 else "numbers"
        yield f"{', '.join(sorted(map(spelled, names)))} {what}, for nothing says otherwise"


def _in_words(model: Model) -> Iterator[str]:
    """The definitions that stand in words only."""
    for item in model.survey.items:
        if item.found.worded and item.place not in model.problems:
            usual = "" if item.found.worded.is_certain else ", which is said to be usual"
            yield f"{shown(item.printed)}, in words on {item.found.place}{usual}"


def _mended(model: Model) -> Iterator[str]:
    """The lines with signs that were lost in copying."""
    lines = {item.found.place.line for item in model.survey.items if item.found.is_mended}
    if lines:
        said = ", ".join(map(str, sorted(lines)))
        yield f"= and + that were lost in copying put back (line{'s' * (len(lines) > 1)} {said})"
