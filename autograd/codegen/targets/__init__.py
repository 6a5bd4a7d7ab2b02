"""The languages that a program is written in, each a table of spellings.

- `looping`: how a language spells loops;
- `target`: what a language says of itself;
- `python`, `javascript`, `c`: the languages;
- `arrays_of_others`: what array libraries have in common; `jax`, `torch`: these.

To add one, enter a `Target` in `TARGETS`, where the laws of `tests/codegen/test_targets.py` find
it.
"""

from __future__ import annotations

from ...errors import OperandError
from ...formulas.text.complaint import suggestion
from .c import C
from .javascript import JAVASCRIPT
from .jax import JAX
from .python import ARRAYS as ARRAYS
from .python import PYTHON as PYTHON
from .target import Target
from .torch import TORCH

TARGETS: dict[str, Target] = {
    "python": PYTHON,
    "numpy": ARRAYS,
    "js": JAVASCRIPT,
    "c": C,
    "jax": JAX,
    "torch": TORCH,
}


def target_of(name: str) -> Target:
    """The target of this name."""
    if name not in TARGETS:
        near = suggestion(str(name), TARGETS)
        raise OperandError(f"a program is written in {', '.join(TARGETS)}; got {name!r}{near}")
    return TARGETS[name]
