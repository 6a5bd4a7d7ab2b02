"""Small changes to a source file, slips of the hand, each of which should make some test fail.

Left alone is what has no effect when the program runs (annotations, docstrings), and decorators.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

BINARY = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
COMPARISONS: dict[type, type] = {ast.Lt: ast.LtE, ast.Gt: ast.GtE, ast.Eq: ast.NotEq}
COMPARISONS |= {ast.Is: ast.IsNot, ast.In: ast.NotIn}
COMPARISONS |= {other: one for one, other in COMPARISONS.items()}
NAMES = {"any": "all", "min": "max", "add": "sub", "mul": "div"}
NAMES |= {other: name for name, other in NAMES.items()}
# Functions that give the same for (a, b) and (b, a), or that cannot be called with (b, a).
ANY_ORDER = {"add", "mul", "times", "min", "max", "minimum", "maximum", "isinstance"}
UNSEEN = {"annotation", "returns", "decorator_list", "format_spec", "bases", "type_comment"}
TYPES = {"Literal", "TypeVar", "cast"}


@dataclass(eq=False)
class Mutant:
    """One change: `new` in place of a node of `tree`, at `line`.

    `name` says where it stands and what it changes, in words that no line number enters.
    `function` is the first line of the function it stands in, None for what runs at import.
    """

    tree: ast.Module
    parent: ast.AST
    place: str
    index: int | None
    new: Any
    line: int
    function: int | None
    name: str = field(init=False, default="")

    def exchange(self, new: Any) -> Any:
        """Put `new` into the tree; return what stood there."""
        held = getattr(self.parent, self.place)
        if self.index is None:
            setattr(self.parent, self.place, new)
            return held
        old, held[self.index] = held[self.index], new
        return old

    def source(self) -> ast.Module:
        """The changed file. The tree stays changed: call this in a process that ends with it."""
        self.exchange(self.new)
        return ast.fix_missing_locations(self.tree)


def mutants(text: str) -> list[Mutant]:
    """Every change of a source text, in its order.

    >>> [mutant.name for mutant in mutants("def f(x): return 2*x")]
    ['f: return 2 * x -> return None', 'f: return 2 * x -> return 2 / x', 'f: 2 * x -> 3 * x']
    """
    tree = ast.parse(text)
    found, seen = [], Counter[str]()
    for mutant, scope in _walk(tree, tree, "", None):
        name = f"{scope or 'module'}: {_shown(mutant)}"
        seen[name] += 1
        mutant.name = name if seen[name] == 1 else f"{name} ({seen[name]})"
        found.append(mutant)
    return found


def _walk(
    tree: ast.Module, node: ast.AST, scope: str, function: int | None
) -> Iterator[tuple[Mutant, str]]:
    for place, held in ast.iter_fields(node):
        if place in UNSEEN or (place in ("test", "body") and _is_for_types(node)):
            continue
        inside = (scope, function)
        if place in ("body", "args") and isinstance(node, ast.FunctionDef | ast.Lambda):
            inside = _inside(node, scope)
        if place == "body" and isinstance(node, ast.ClassDef):
            inside = (f"{scope}.{node.name}".lstrip("."), function)
        for index, child in enumerate(held if isinstance(held, list) else [held]):
            if not isinstance(child, ast.AST) or _is_left_alone(child):
                continue
            at = index if isinstance(held, list) else None
            line = getattr(child, "lineno", getattr(node, "lineno", 0))
            for new in _changes(child, node, inside[1] is None):
                yield Mutant(tree, node, place, at, new, line, inside[1]), inside[0]
            yield from _walk(tree, child, *inside)


def _inside(node: ast.FunctionDef | ast.Lambda, scope: str) -> tuple[str, int]:
    if isinstance(node, ast.Lambda):
        return scope, node.lineno
    first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
    return f"{scope}.{node.name}".lstrip("."), first


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def _is_left_alone(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.Assign(targets=[ast.Name(name)]):
            return name.startswith("__")
        case ast.Subscript(value=ast.Name(name)) | ast.Call(func=ast.Name(name)):
            return name in TYPES
        case ast.keyword(arg="strict"):  # of a zip: an assertion, which never fails
            return True
    return False


def _changes(node: ast.AST, parent: ast.AST, at_import: bool) -> Iterator[ast.AST]:
    """What to put in the place of a node."""
    yield from _statements(node, at_import)
    yield from _conditions(node)
    match node:
        case ast.BinOp(left, op, right) if type(op) in BINARY and not _are_types(node, parent):
            yield ast.BinOp(left, BINARY[type(op)](), right)
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            yield operand
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(int(value) | float(value)):
            yield ast.Constant(value + 1)
        case ast.Constant(str(value)) if _is_first(node, parent):
            yield ast.Constant(value + "?")
        case ast.Call(func, args, keywords):
            yield from _calls(func, args, keywords)
        case ast.Lambda(args):
            yield ast.Lambda(args, ast.Constant(None))
        case ast.Set(items) if len(items) > 1:
            yield from (ast.Set(rest) for rest in _without_one(items))
        case ast.Dict(keys, values) if len(keys) > 1:
            pairs = zip(_without_one(keys), _without_one(values), strict=True)
            yield from (ast.Dict(*pair) for pair in pairs)
        case ast.Tuple(items) if isinstance(parent, ast.Compare | ast.ExceptHandler):
            yield from (ast.Tuple(rest, ast.Load()) for rest in _without_one(items))


def _statements(node: ast.AST, at_import: bool) -> Iterator[ast.AST]:
    match node:
        case ast.Return(value) if value is not None and ast.unparse(value) != "None":
            yield ast.Return(ast.Constant(None))
        case ast.Assign(targets=[target]) if not isinstance(target, ast.Name | ast.Tuple):
            yield ast.Pass()
        case ast.AugAssign() | ast.Raise() | ast.Continue() | ast.Break() | ast.Delete():
            yield ast.Pass()
        case ast.Expr() if not at_import:
            yield ast.Pass()
        case ast.With(items, body) if all(each.optional_vars is None for each in items):
            yield ast.If(ast.Constant(True), body, [])


def _conditions(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(left, ops, rights):
            for i, op in enumerate(ops):
                others = [*ops[:i], COMPARISONS[type(op)](), *ops[i + 1 :]]
                yield ast.Compare(left, others, rights)
        case ast.BoolOp(op, values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            yield from (
                ast.BoolOp(op, rest) if rest[1:] else rest[0] for rest in _without_one(values)
            )
        case ast.If(test, body, orelse) if not _is_turned_already(test):
            yield ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.IfExp(test, body, orelse) if not _is_turned_already(test):
            yield ast.IfExp(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.comprehension(target, values, tests, is_async) if tests:
            for rest in _without_one(tests):
                yield ast.comprehension(target, values, rest, is_async)


def _calls(func: ast.expr, args: list[Any], keywords: list[Any]) -> Iterator[ast.AST]:
    plain = len(args) > 1 and not any(isinstance(arg, ast.Starred) for arg in args[:2])
    if plain and ast.dump(args[0]) != ast.dump(args[1]) and _name(func) not in ANY_ORDER:
        yield ast.Call(func, [args[1], args[0], *args[2:]], keywords)
    if _name(func) != "zip":
        yield from (ast.Call(func, args, rest) for rest in _without_one(keywords))
    match func:
        case ast.Name(name) if name in NAMES:
            yield ast.Call(ast.Name(NAMES[name], ast.Load()), args, keywords)
        case ast.Attribute(value, name) if name in NAMES and len(args) == 2:
            yield ast.Call(ast.Attribute(value, NAMES[name], ast.Load()), args, keywords)


def _name(function: ast.expr) -> str:
    return getattr(function, "id", getattr(function, "attr", ""))


def _are_types(node: ast.AST, parent: ast.AST) -> bool:
    """Whether this is int | float in isinstance(x, int | float)."""
    return isinstance(parent, ast.Call) and _name(parent.func) == "isinstance"


def _is_turned_already(test: ast.expr) -> bool:
    """Whether a change inside the condition turns it round."""
    match test:
        case ast.UnaryOp(ast.Not()) | ast.Name("TYPE_CHECKING"):
            return True
        case ast.Compare(ops=[ast.Eq() | ast.NotEq() | ast.Is() | ast.IsNot() | ast.In()]):
            return True
    return False


def _without_one(items: list[Any]) -> list[list[Any]]:
    return [items[:i] + items[i + 1 :] for i in range(len(items))]


def _is_first(node: ast.AST, parent: ast.AST) -> bool:
    """Whether a text is the first piece of the sentence that it stands in."""
    texts = [each for each in getattr(parent, "values", ()) if isinstance(each, ast.Constant)]
    return not isinstance(parent, ast.JoinedStr) or texts[0] is node


def _shown(mutant: Mutant) -> str:
    """The change in the expression around it, if that is short."""
    old = mutant.exchange(mutant.new)
    simple = isinstance(mutant.parent, ast.expr | ast.Return | ast.Assign | ast.Raise)
    after = ast.unparse(ast.fix_missing_locations(mutant.parent))
    mutant.exchange(old)
    before = ast.unparse(mutant.parent)
    if not simple or len(before) > 100 or "\n" in before:
        before, after = (_line(each) for each in (old, mutant.new))
    return f"{before} -> {after}"


def _line(node: ast.AST) -> str:
    text = ast.unparse(ast.fix_missing_locations(node)).split("\n")[0]
    return text if len(text) <= 100 else text[:97] + "..."
