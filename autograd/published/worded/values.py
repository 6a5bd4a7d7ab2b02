r"""Values in running text, outside of formulas: "for x = 2 and w = 0.5 we get $y = 1$".

>>> from autograd.documents import document
>>> page = document("With $y = w x$, for x = 2 and w = 0.5 we get $y = 1$.")
>>> [(each.name, each.body, each.place) for each in valued(Names.of(page.formulas))]
[('x', '2', 1), ('w', '0.5', 1)]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import lookup

from .naming import Names
from .sentences import MARK, paragraphs
from .stated import Stated

_NAMES = (
    "alpha", "beta", "gamma", "delta", "epsilon", "eta", "theta", "kappa", "lambda", "mu", "rho",
    "sigma", "tau", "phi", "omega",
)  # fmt: skip
_GREEK = {lookup(f"GREEK SMALL LETTER {x.replace('lambda', 'lamda').upper()}"): x for x in _NAMES}
_VALUE = re.compile(
    rf"(?<![\w\\.,(⟧=*/^+-])(?P<base>[A-Za-z{''.join(_GREEK)}]|{'|'.join(_GREEK.values())})"
    r"(?:_?(?P<below>\d))?\s*=\s*(?P<value>[-−]?\d+(?:[.,]\d+)?)(?![\w%°(]|\s*[=*/^+⟦×·-]|[.,]\d)"
)
_CODE = re.compile(r"[`{}]|\bimport\b|\bdef\b")


def valued(names: Names) -> Iterator[Stated]:
    """The values that words give to names of the formulas, each before the next formula."""
    for text in () if not names.formulas else paragraphs(names.formulas):
        marks = [(each.start(), int(each[1])) for each in MARK.finditer(text)]
        for found in () if _CODE.search(text) else _VALUE.finditer(text):
            base = _GREEK.get(found["base"], found["base"])
            ahead = [place for start, place in marks if start > found.start()]
            is_linked = text[: found.start()].rstrip().endswith("=")
            if base in names.letters and marks and not is_linked:
                yield Stated(
                    _latex(base, found["below"]), _number(found["value"]),
                    ahead[0] if ahead else marks[-1][1],
                    is_certain=True, stands_before=bool(ahead),
                )  # fmt: skip


def _latex(base: str, below: str | None) -> str:
    letter = base if len(base) == 1 else f"\\{base}"
    return f"{letter}_{below}" if below else letter


def _number(said: str) -> str:
    return said.replace("−", "-").replace(",", ".")
