"""What statements define: names before they are used, whichever line comes first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ...formulas.text.builtins import builtin, reserved
from ...formulas.text.page import Statement
from ...formulas.text.tokens import DerivationError
from ...formulas.trees.tree import Call, Family, Indexed, Name, Tree
from ..meaning.array_functions import ON_ARRAYS
from ..meaning.arrays import place_of_index
from ..meaning.awaited import Function
from ..meaning.grids import label
from ..meaning.numbers import dotted
from ..meaning.scope import Scope
from .conditions import dependence
from .statements import Chain, Read, Restriction, all_names, introduced

_UNKNOWN = Name("?")  # the body of a function that is announced and not yet read


def announce(scope: Scope, statement: str) -> None:
    """Note what a statement introduces, before any statement is read."""
    if (moving := dependence(statement)) is not None:
        scope.moving.update(dict.fromkeys(*moving))
    scope.dotted.update(name for name in all_names(statement) if "dot" in name)
    found = newly(statement)
    if found is None:
        return
    kind, name, params = found
    if kind == "function" and name not in scope.moving:
        scope.functions.setdefault(name, Function(params, _UNKNOWN))
    elif kind != "function":
        scope.announced.update(name.replace(" ", "").split(","))


def newly(statement: str) -> tuple[str, str, tuple[str, ...]] | None:
    """What a statement introduces, as `introduced`; a claim about a built-in function is none."""
    found = introduced(statement)
    if found is None or found[0] != "function":
        return found
    _, name, params = found
    is_on_arrays = name in ON_ARRAYS and ON_ARRAYS[name][0] == len(params)
    return None if name == "grad" or is_on_arrays or reserved(name) is not None else found


def restrict(scope: Scope, reading: Restriction) -> None:
    """Narrow where some variables may lie, and say which of them are arrays."""
    for name in reading.names:
        before = scope.ranges.get(name)
        found = before.both(reading.range) if before else reading.range
        if found.is_empty:
            raise DerivationError(f"no number is left that {name} could be")
        scope.ranges[name] = found
        if reading.shape:
            shape = tuple(_size(scope, size) for size in reading.shape)
            if scope.shapes.setdefault(name, shape) != shape:
                raise DerivationError(f"{name} is declared twice, with different sizes")


def _size(scope: Scope, written: str) -> int:
    if written.isdigit():
        return int(written)
    value = scope.number(scope.meaning(Name(written)))
    if value is None or value.denominator != 1 or value < 1:
        raise DerivationError(f"the size {written} is no whole number from 1 on")
    return int(value)


def await_definition(scope: Scope, chain: Chain) -> None:
    """Let what a chain defines be used before the line on which it stands."""
    first, second = chain.sides[:2]
    if isinstance(first, Call):
        if _is_awaited(scope, first.function):
            scope.functions[first.function] = Function(_params(first), second)
    elif (defined := _defined(scope, first, second)) is not None:
        name, tree = defined
        base = name.partition("[")[0]
        if base not in scope.pending and not (base == name and scope.pending.pieces(name)):
            scope.pending.enter(name, tree)


def _is_awaited(scope: Scope, name: str) -> bool:
    function = scope.functions.get(name)
    return function is not None and function.body == _UNKNOWN


def _defined(scope: Scope, first: Tree, second: Tree) -> tuple[str, Tree] | None:
    """The name that `first = second` may define, and what it then stands for."""
    match first:
        case Name(name=name) if dotted(name, scope.moving) is not None:
            return None  # a law of motion
        case Name(name=name):
            return name, second
        case Indexed(base=Name(name=name), indices=indices):
            places = [place_of_index(scope, index) for index in indices]
            if all(place is not None for place in places) and name not in scope.shaped:
                return label(name, tuple(place or 0 for place in places)), second
            if all(isinstance(i, Name) for i in indices) and not any(places):
                return name, Family(name, tuple(map(_name, indices)), second, first.span)
    return None


def _name(tree: Tree) -> str:
    assert isinstance(tree, Name)
    return tree.name


def claimed(scope: Scope, chain: Chain) -> tuple[Tree, Sequence[Tree]]:
    """What a chain claims: the first side and those it equals, a definition left out."""
    first, second, *rest = chain.sides
    if isinstance(first, Call):
        function = scope.functions.get(first.function)
        if function is not None and not first.primes and function.body is second:
            return second, rest
        return first, [second, *rest]
    defined = _defined(scope, first, second)
    if defined is not None and _is_definition(scope.pending.get(defined[0]), defined[1]):
        scope.known(defined[0])
        return first, rest
    return first, [second, *rest]


def _is_definition(pending: Tree | None, tree: Tree) -> bool:
    if isinstance(pending, Family) and isinstance(tree, Family):
        return pending.body is tree.body
    return pending is tree


def _params(call: Call) -> tuple[str, ...]:
    return tuple(arg.name for arg in call.args if isinstance(arg, Name))


# ---- The parts of a page between resets, and the names that they use and define ------------------


def sections(found: Sequence[Statement]) -> list[list[Statement]]:
    """The statements between one reset and the next."""
    parts: list[list[Statement]] = [[]]
    for each in found:
        if each.text.strip() == "reset":
            parts.append([])
        else:
            parts[-1].append(each)
    return [part for part in parts if part]


# The transpose, and what stands behind `x in`: a set, or the shape R^(3x2).
_NO_NAMES = re.compile(r"\.T\b|\bin\s+R\b[^,]*|\bin\b|\bdepends?\s+on\b|^\s*assume\b")


def vocabulary(section: Iterable[Statement]) -> set[str]:
    """The names a derivation uses: the only ones its formulas in LaTeX may use."""
    said = [_NO_NAMES.sub(" ", each.text) for each in section]
    found = set().union(*map(all_names, said))
    slopes = {x for x in found if x[:1] == "d" and x[1:] in found}
    return {x for x in found - slopes if builtin(x) is None or not _is_called(x, said)}


def _is_called(name: str, said: Iterable[str]) -> bool:
    """Whether a name of a function is used as one: sigma(z), and not sigma > 0."""
    call = re.compile(rf"(?<!\w){re.escape(name)}\s*['(]")
    return any(map(call.search, said))


def mentioned(source: Statement) -> set[str]:
    """The names in a statement, and those behind its differentials."""
    found = all_names(source.text)
    bare = {name.lstrip("d∂0123456789") for name in found if name.startswith("d")}
    bare |= {name[1:].lstrip("0123456789") for name in found if name.startswith("d")}  # dd/dy
    return found | bare | {name.rstrip("0123456789") for name in bare}


def definitions(section: Sequence[Statement]) -> dict[str, Statement]:
    """The names that a section introduces, and the statement that does so: the first."""
    found: dict[str, Statement] = {}
    for each in section:
        new = newly(each.text)
        if new is not None and new[0] != "range":
            found.update({name: each for name in _names(new[1]) if name not in found})
    return found


def _names(listed: str) -> list[str]:
    return listed.replace(" ", "").split(",")


def is_definition(source: Statement, reading: Read, first: dict[str, Statement]) -> bool:
    """Whether a statement does nothing but introduce a name."""
    if not isinstance(reading, Chain) or len(reading.sides) != 2:
        return False
    new = newly(source.text)
    return new is not None and any(first.get(name) is source for name in _names(new[1]))
