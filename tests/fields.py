"""Right claims and human slips from many fields, read from the sources in `data`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograd.formulas.trees.algebra import has_minus, minus
from autograd.formulas.trees.tree import Name, Number, Op, Tree, children, rebuilt, text
from derivations import parsed

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Written:
    """A claim on its page; for a slip, the right claim and the words that name what is wrong.

    `mended` is what may be suggested: the right claim where the source says nothing else.
    """

    field: str
    page: str
    left: str
    right: str
    true: str = ""
    culprits: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The page with the claim as its last line."""
        return f"{self.page}\n{self.left} = {self.right}"

    def names(self, said: str) -> bool:
        """Whether a sentence names the culprit: its words, not as a part of longer names."""
        return any(all(_has(said, x) for x in words.split(" with ")) for words in self.culprits)


def _has(said: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", said) is not None


def written(source: str = "fields.txt") -> Iterator[Written]:
    """Every claim of the source: the right ones without culprits, the slips with them."""
    for block in (DATA / source).read_text("utf-8").split("\n---- ")[1:]:
        field, *lines = block.splitlines()
        yield from _claims(field, lines)


def _claims(field: str, lines: list[str]) -> Iterator[Written]:
    page: list[str] = []
    left = true = ""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        mark, _, rest = line.partition(" ")
        if mark == "=":
            yield Written(field, "\n".join(page), left, rest)
        elif mark == "!":
            right, words, *mended = rest.split(" | ")
            mends = tuple(mended[0].split(" or ")) if mended else (true,)
            culprits = tuple(words.split(" or "))
            yield Written(field, "\n".join(page), left, right, true, culprits, mends)
        elif following[:2] in ("= ", "! ") or "/d" in line.partition(" = ")[0]:
            left, _, true = line.partition(" = ")
            yield Written(field, "\n".join(page), left, true)
        else:
            page.append(line)


def same(one: str, other: str) -> bool:
    """Whether two formulas are the same but for the order of terms and factors."""
    return _ordered(parsed(one)) == _ordered(parsed(other))


def _ordered(tree: Tree) -> str:
    """A formula with its terms and factors in one order, numbers as they are written."""
    for symbols in ("+-", "*/"):
        pieces = list(_pieces(tree, symbols))
        if len(pieces) > 1:
            listed = sorted(f"{'-' if turned else ''}{_ordered(x)}" for x, turned in pieces)
            return f"({' '.join([symbols, *listed])})"
    inner = children(tree)
    return text(rebuilt(tree, tuple(Name(_ordered(x)) for x in inner))) if inner else text(tree)


def _pieces(tree: Tree, symbols: str, turned: bool = False) -> Iterator[tuple[Tree, bool]]:
    if isinstance(tree, Op) and tree.symbol in symbols:
        yield from _pieces(tree.args[0], symbols, turned)
        yield from _pieces(tree.args[1], symbols, turned != (tree.symbol in "-/"))
    elif isinstance(tree, Op) and tree.symbol == "neg" and symbols == "+-":
        yield from _pieces(tree.args[0], symbols, not turned)
    elif isinstance(tree, Op) and tree.symbol == "neg":
        yield Name("-1"), False
        yield from _pieces(tree.args[0], symbols, turned)
    elif symbols == "+-" and has_minus(tree):
        yield minus(tree), not turned
    elif tree != Number(1, "1") or symbols == "+-":
        yield tree, turned
