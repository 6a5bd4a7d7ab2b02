r"""Sizes of arrays in words: "W is a 3 x 4 matrix", "a vector $b$ with three entries".

>>> from autograd.documents import document
>>> page = document("Let $W$ be a $3 \\times 4$ matrix, and $b$ a vector with three entries.")
>>> names = Names.of(page.formulas)
>>> [(each.name, each.body) for each in sized(names.sentences[0], names)]
[('W', '\\mathbb{R}^{3 \\times 4}'), ('b', '\\mathbb{R}^{3}')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .naming import Names
from .numerals import WHOLE, whole
from .sentences import MARK, Sentence
from .stated import Stated, rule

_TIMES = re.compile(r"\s*(\w+)\s*\\times\s*(\w+)\s*")
_NAME = r"⟦(?P<name>\d+)⟧"
_SIZE = rf"(?P<rows>{WHOLE})\s*(?:x|×|-?by-?|mal|por)\s*(?P<columns>{WHOLE})"
_OTHER = (  # what is of a name, and has a size of its own
    r"(?:transpos\w+|gradient\w*|derivative\w*|jacobian\w*|hessian\w*|invers\w*|product\w*|rows?|columns?"
    r"|entr\w+|ableitung|zeilen?|spalten?|filas?|columnas?|derivada|jacobiana|dérivée|lignes?|colonnes?)"
)
_BETWEEN = (
    rf"(?:(?!\b(?:and|und|y|et|{_OTHER}|no|not|nicht|times|by|with|mit|con|avec)\b)[^,;⟦]){{0,40}}?"
)
_OF_IT = re.compile(rf"(?i)\b{_OTHER}\s+(?:of|von|der|de|du|with respect to|in)\s*$")
_MATRIX = r"(?:[\w-]*matri(?:x|ces|z|ce)\b|矩阵|shape|size|dimensions?|größe|taille|tamaño)"
_VECTOR = r"(?:[\w-]*ve[ck]t(?:or|eur)\w*|向量|columns?\b|spalte\b|columna\b)"
_LONG = (
    r"(?:with|has|of (?:length|size|dimension)|mit|hat|der länge|con|tiene|de (?:longitud|longueur)"
    r"|avec|a)"
)
_ENTRIES = (
    r"(?:entries|components?|elements|numbers|einträgen?|komponenten|componentes|entradas"
    r"|composantes|个分量|维)"
)
_PATTERNS = [re.compile(each, re.IGNORECASE) for each in (
    rf"{_NAME}{_BETWEEN}\b{_SIZE}(?=[\s-]*(?:[\w-]+\s+){{0,2}}{_MATRIX})",
    rf"{_NAME}{_BETWEEN}{_MATRIX}\s*(?:of|:|is|von)?\s*(?:shape|size|order)?\s*{_SIZE}",
    rf"\b{_SIZE}[\s-]*(?:[\w-]+\s+){{0,2}}?{_MATRIX}\s*{_NAME}",
    rf"{_NAME}{_BETWEEN}{_VECTOR}\s+{_LONG}\s+(?P<rows>{WHOLE})\b",
    rf"{_VECTOR}\s*{_NAME}\s*{_LONG}\s+(?P<rows>{WHOLE})\b",
    rf"{_NAME}\s*{_LONG}\s+(?P<rows>{WHOLE})\s+{_ENTRIES}",
    rf"\b(?P<rows>{WHOLE})-?\s?dimensional\w*\s+(?:[\w-]+\s+)?{_VECTOR}\s*{_NAME}",
    rf"{_NAME}{_BETWEEN}\b(?P<rows>{WHOLE})-?\s?dimensional\w*\s+(?:[\w-]+\s+)?{_VECTOR}(?!\s*⟦)",
)]  # fmt: skip


@rule
def sized(sentence: Sentence, names: Names) -> Iterator[Stated]:
    """The names of which the words say how large they are."""
    text = MARK.sub(lambda mark: _plain(mark, names), sentence.text)
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            said = found.groupdict()
            sizes = [whole(said[key]) for key in ("rows", "columns") if key in said]
            name = names.name(int(said["name"]))
            if _OF_IT.search(text[: found.start("name") - 1]) or "1" in sizes:
                continue
            if name and all(sizes):
                above = r" \times ".join(sizes)
                body = rf"\mathbb{{R}}^{{{above}}}"
                yield Stated(name, body, int(said["name"]), is_certain=True, sign=r"\in")


def _plain(mark: re.Match[str], names: Names) -> str:
    r"""A formula in the words: `3 \times 4` as it is read, a number, else its place."""
    latex = names.formulas[int(mark[1])].latex
    if times := _TIMES.fullmatch(latex):
        return f"{times[1]}×{times[2]}"
    return latex if latex.strip().isdigit() else mark[0]
