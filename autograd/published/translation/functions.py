"""Functions at arguments, those of the page and those of the registry."""

from __future__ import annotations

from ...formulas.printed import Node
from ...formulas.printed.node import NOTHING
from ...formulas.trees.tree import Call, Op, Tree
from ..problems import Unread
from ..shapes.kinds import COLUMN, GIVES, MATRIX, NUMBER
from ..shapes.possible import PLAIN
from .powers import raised_to
from .readings import SINC
from .translator import INVERSE, Made, Translator, translates

INVERSES = {
    "sin": "asin", "cos": "acos", "tan": "atan", "sinh": "asinh", "cosh": "acosh", "tanh": "atanh",
}  # fmt: skip


@translates("call")
def call(at: Translator, node: Node) -> Made:
    """A function at arguments."""
    argument, above, below = node.parts
    name = node.text.rstrip("'")
    primes = len(node.text) - len(name)
    inside = (
        argument.parts[0] if argument.kind == "bracket" and argument.text in PLAIN else argument
    )
    args = inside.parts if inside.kind == "list" else (inside,)
    if inside == NOTHING:
        raise Unread(f"{name} has no argument")
    made = [at.made(arg) for arg in args]
    if below != NOTHING and name == "log":
        name = {"2": "log2", "10": "log10", "e": "log"}.get(below.text, "")
        if not name:
            raise Unread("a logarithm to another base")
    elif below != NOTHING:
        raise Unread(f"{name} with an index")
    if above == INVERSE and name in INVERSES:
        name, above = INVERSES[name], NOTHING
    shown = at.naming.name(name) if name in at.functions else {"ln": "log"}.get(name, name)
    trees = tuple(each[0] for each in made)
    is_known = name not in at.functions and not primes
    tree = _expanded(at, shown, trees) if is_known else None
    tree = tree or Call(shown, trees, primes)
    kind = _kind(at, name, [each[1] for each in made])
    if above != NOTHING:
        return raised_to(at, tree, kind, above)
    return tree, kind


def _expanded(at: Translator, name: str, args: tuple[Tree, ...]) -> Tree | None:
    """A function that the registry has otherwise, or not: sin x / x, and \u0393 right of 0."""
    if len(args) != 1:
        return None
    if name == "sinc" and at.pick.is_usual(SINC):
        return Op("/", (Call("sin", args), args[0]))
    if name == "gamma":
        right_of_zero = Call("exp", (Call("log", args),))
        return Call("exp", (Call("lgamma", (right_of_zero,)),))
    return None


def _kind(at: Translator, name: str, given: list[str]) -> str:
    gives = GIVES.get(name, "same")
    if gives in (NUMBER, MATRIX):
        return gives
    if name in at.functions:
        return (
            at.kinds.get(f"{name}()", given[0]) if len(given) > 1 or COLUMN in given else given[0]
        )
    return next((kind for kind in given if kind != NUMBER), NUMBER)
