"""Writes docs/latex.md, the list of the notations of LaTeX that are read, from their entries.

    python tests/latex_notations.py            write it again, after a notation was added

`tests/formulas/test_latex_notations.py` fails where it is stale.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # so the imports below find this checkout, and stand after this line

from autograd.formulas.latex import read_latex as read_latex  # noqa: E402
from autograd.formulas.latex.notation import KINDS, Kind, Notation  # noqa: E402

TARGET = ROOT / "docs" / "latex.md"

HEAD = """\
# LaTeX that is read

`autograd check` reads formulas in LaTeX on a page of derivations, with the names of the page as the
only symbols ([how](derivation-text.md#latex)). Each line below is an entry of the reader's tables:
an example, what it means in plain text, and other spellings of the same. In the examples `W` and
`A` are matrices, `u` and `v` vectors, `f` is a function, and other letters are numbers.

Besides these: letters, words that the page declares, numbers, `+`, `-`, factors side by side,
`_{…}` for an index and `^{…}` for a power; braces where they change nothing in print; and what is
pasted from a page, as `x²` and `∂y/∂x`. Whatever is in no line is refused, with its place.

What is not certain is refused, too, and the reader says what to write instead: `\\sin x^2`, `x/yz`,
`f^{-1}`, a product written partly with a dot, brackets behind a name that may be a call.

<!-- Written by `python tests/latex_notations.py`. -->
"""


def code(latex: str) -> str:
    """LaTeX as code in Markdown, whatever quotation marks it has."""
    return f"`` {latex} ``" if "`" in latex else f"`{latex}`"


def row(each: Notation, is_read: bool) -> str:
    """A line of the list."""
    said = f"is `{each.means}`" if is_read else f": {each.means}"
    others = " ".join(map(code, each.spellings[1:]))
    return f"- {code(each.example)} {said}{f'; also {others}' if others else ''}".replace(" :", ":")


def section(kind: Kind[object]) -> Iterator[str]:
    """The lines of a kind; of notations that are alike, the first and the names of the others."""
    yield f"\n## {kind.title}\n"
    first, *rest = kind.notations
    yield row(first, kind.is_read)
    if kind.alike and rest:
        spellings = [spelling for each in rest for spelling in each.spellings]
        yield "- likewise " + " ".join(map(code, spellings))
        return
    yield from (row(each, kind.is_read) for each in rest)


def page() -> str:
    """The whole list."""
    kinds = sorted(KINDS, key=lambda kind: not kind.is_read)  # what is refused comes last
    return HEAD + "".join(f"{line}\n" for kind in kinds for line in section(kind))


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
