"""What names are where the formulas leave several kinds: by convention, and that is remembered."""

from __future__ import annotations

from collections.abc import Callable

from ..names.elements import LOSSES
from .biases import Biases
from .kinds import COLUMN, MATRIX, NUMBER, ROW, Kinds

FORCED, CONVENTIONAL, DEFAULT, STATED = "forced", "conventional", "default", "stated"
SYMMETRIC = frozenset({"Sigma", "Lambda", "Omega"})  # covariances and their inverses
MATRICES = frozenset("WXAUVHBQI") | SYMMETRIC  # where there are arrays
COUNTS = frozenset("nN")  # how many there are


def choose(
    names: dict[str, Kinds],
    evidence: dict[str, str],
    narrow: Callable[[set[str]], set[str]],
    biases: Biases,
    indexed: frozenset[str],
) -> None:
    """Decide by convention what the formulas leave open; `indexed` are names with one index."""
    has_arrays = any(NUMBER not in own for own in names.values())
    _columns({name: names[name] for name in indexed}, names, evidence, narrow)
    order = sorted(
        names,
        key=lambda name: (
            name.partition("_")[0] not in LOSSES,
            NUMBER in names[name],
            not name[:1].isupper(),
            name,
        ),
    )
    new = set(names)  # whose evidence may still be missing
    for name in order:
        own = names[name]
        if len(own) == 1:
            continue
        kind = _convention(name, own, has_arrays)
        if NUMBER not in own and name in biases.likely and biases.kinds[name] in own:
            kind = biases.kinds[name]
        names[name] = frozenset({kind})
        is_default = has_arrays and kind == NUMBER and name.partition("_")[0] not in LOSSES | COUNTS
        evidence[name] = DEFAULT if is_default else CONVENTIONAL
        new |= narrow({name})
        for each in sorted(new):
            if len(names[each]) == 1:
                evidence.setdefault(each, evidence[name])
        new.clear()


def _columns(
    indexed: dict[str, Kinds],
    names: dict[str, Kinds],
    evidence: dict[str, str],
    narrow: Callable[[set[str]], set[str]],
) -> None:
    """What has one index and may be a matrix is a column, unless a formula needs the matrix."""
    for name, own in sorted(indexed.items()):
        if own == {COLUMN, MATRIX} and names[name] == own:
            names[name] = frozenset({COLUMN})
            evidence[name] = CONVENTIONAL
            narrow({name})


def _convention(name: str, own: Kinds, has_arrays: bool) -> str:
    letter = name.rpartition(".")[2].rpartition("_")[2][:1] if "_" in name else name[:1]
    if has_arrays and MATRIX in own and name.partition("_")[0].partition("(")[0] in MATRICES:
        return MATRIX
    if NUMBER in own:
        return NUMBER
    order = (MATRIX, COLUMN, ROW) if letter.isupper() else (COLUMN, MATRIX, ROW)
    return next(kind for kind in order if kind in own)
