r"""Functions that a page uses and never defines: the f of a = f(z), the g of e \odot g'(z).

A name is one if a prime shows it, or if a letter that people use so makes a name by itself.

>>> from autograd.formulas.printed import read_printed
>>> from ..names.counting import letters
>>> page = [read_printed(each) for each in ("a = f(z)", r"\delta = e\, g'(z)", "p = u(x)")]
>>> sorted(unknown(page, letters(page), set()))
['f', 'g']
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from ...formulas.printed import Node, Printed
from ..names.letters import Letters, places
from ..names.references import Reference
from .calling import arguments, call_at
from .calls import function_name

LETTERS = frozenset({"f", "g", "h", "phi", "varphi", "rho", "act"})


def unknown(page: Sequence[Printed], known: Letters, defined: Container[str]) -> frozenset[str]:
    """The names that stand for functions of one argument of which nothing is said."""
    found: dict[str, list[bool]] = {}
    for printed in page:
        for name, is_shown in _calls(printed, known):
            found.setdefault(name, []).append(is_shown)
    return frozenset(
        name
        for name, shown in found.items()
        if any(shown) and name not in defined and not function_name(name)
    )


def _calls(printed: Printed, known: Letters) -> Iterator[tuple[str, bool]]:
    """The names with one argument behind, and whether a use shows that it is a function."""
    for n, side in enumerate(printed.sides):
        for node, _ in places(side):
            for place in range(len(node.parts) - 1 if node.kind == "product" else 0):
                call = call_at(node, place, known)
                if call is None or len(arguments(_bracket(call[1]))) != 1:
                    continue
                is_whole = node is side and n == 1 and len(node.parts) == 2
                is_made = is_whole and printed.sides[0].kind in ("symbol", "scripted")
                yield call[0].name, _is_primed(call[0]) or (is_made and call[0].name in LETTERS)


def _bracket(node: Node) -> Node:
    return node.parts[0] if node.kind == "scripted" else node


def _is_primed(found: Reference) -> bool:
    return found.primes > 0
