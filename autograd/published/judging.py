"""One small page for the checker: the claims that share their definitions, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..checking.claims.checker import check_statements
from ..checking.pages.statements import Formula
from ..checking.report.claims import Claim
from ..formulas.text.page import Statement
from ..formulas.trees.tree import Slope, Tree, as_slope, names, text, walk


@dataclass(frozen=True)
class Equation:
    """Two sides as trees, from a formula of the page."""

    left: Tree
    right: Tree
    item: int  # the place of the formula on the page
    latex: str = ""


def judged(
    declarations: Sequence[str], definitions: Iterable[Equation], claims: Sequence[Equation]
) -> list[Claim]:
    """The claims, each with its verdict, in order."""
    page = [Statement(each, 1) for each in declarations]
    page += [_statement(each, 2 + place) for place, each in enumerate(definitions)]
    first = len(page) + 2
    page += [_statement(each, first + place) for place, each in enumerate(claims)]
    found = {claim.line: claim for claim in check_statements(page)}
    return [found[first + place] for place in range(len(claims)) if first + place in found]


def _statement(equation: Equation, line: int) -> Formula:
    echo = f"{text(equation.left)} = {text(equation.right)}"
    return Formula(
        echo, line, sides=(equation.left, equation.right), signs=("=",), written=equation.latex
    )


def reached(trees: Iterable[Tree], defined: Mapping[str, Equation]) -> dict[str, Equation]:
    """The definitions that some trees hang on, through others."""
    found: dict[str, Equation] = {}
    waiting = [name for tree in trees for name in mentioned(tree)]
    while waiting:
        name = waiting.pop()
        if name in found or name not in defined:
            continue
        found[name] = defined[name]
        waiting += mentioned(defined[name].right)
        waiting += mentioned(defined[name].left)
    return found


def mentioned(tree: Tree) -> set[str]:
    """All names in a tree, functions too."""
    functions = {part.function for part in walk(tree) if hasattr(part, "function")}
    return names(tree) | functions


def unconnected(tree: Tree, defined: Mapping[str, Equation]) -> str:
    """A derivative of what does not hang on what it is taken in: which, in words; "" if none."""
    for part in walk(tree):
        slope = as_slope(part)
        if slope is None:
            continue
        above = names(slope.of) | {n for each in reached([slope.of], defined).values() for n in names(each.right)}
        for wrt in slope.wrt:
            own = names(wrt)
            if own and not own & above:
                return f"nothing here connects {text(slope.of)} with {text(wrt)}"
    return ""


__all__ = ["Equation", "Slope", "judged", "reached", "replace", "unconnected"]
