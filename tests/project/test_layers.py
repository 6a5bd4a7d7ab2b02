"""The architecture, enforced: imports go down, graph walks never recurse or compare nodes."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "autograd"

ROW = re.compile(r"^\| \d+ \| ((?:`\w+/?` ?)+)", re.MULTILINE)


def layers() -> dict[str, int]:
    """The layer of each package and module, as the table of the design note has them.

    A module imports only from the rows above its own; from its own, only one way. Imports
    in functions and those for type checkers count like any other.
    """
    rows = ROW.findall((PACKAGE / "README.md").read_text(encoding="utf-8"))
    return {name: i for i, row in enumerate(rows) for name in re.findall(r"\w+", row)}


LAYER = layers()
GRAPH_CODE = [
    "node",
    "walks",
    "backward",
    "forward",
    "masks",
    "primitive",
    "elementwise",
    "nary",
    "structural",
    "inspection",
    "persistence",
]


def modules() -> list[Path]:
    return [path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py"]


def name_of(path: Path) -> tuple[str, ...]:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" else parts


NAMES = {name_of(path): path for path in modules()}


def targets(path: Path) -> set[tuple[str, ...]]:
    """The modules and packages of autograd that a file imports anywhere, by their places in it."""
    folder = ["autograd", *path.relative_to(PACKAGE).parent.parts]
    found: set[tuple[str, ...]] = set()
    for statement in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(statement, ast.ImportFrom):
            base = folder[: len(folder) - statement.level + 1] if statement.level else []
            module = [*base, *(statement.module or "").split(".")]
            for alias in statement.names:
                whole = (*filter(None, module), alias.name)
                found.add(whole[1:] if whole[1:] in NAMES else whole[1:-1])
        elif isinstance(statement, ast.Import):
            found |= {
                tuple(alias.name.split(".")[1:])
                for alias in statement.names
                if "autograd." in alias.name
            }
    return {target for target in found if target in NAMES and target != name_of(path)}


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_down(path):
    home = name_of(path)[0]
    others = {target[0] for target in targets(path)} - {home}
    assert {home, *others} <= set(LAYER), f"no layer is given to {others - set(LAYER)}"
    below = {other for other in others if LAYER[other] > LAYER[home]}
    assert not below, f"{home} in layer {LAYER[home]} imports {below}, which stands below it"


def test_the_table_of_layers_has_every_module_and_nothing_else():
    assert set(LAYER) == {name[0] for name in NAMES} | {"nn"}


@cache
def circles() -> set[frozenset[str]]:
    """The modules that import one another, the long way round included."""
    below = {name: targets(path) for name, path in NAMES.items()}
    for reached in below.values():
        waiting = [*reached]
        while waiting:
            further = below[waiting.pop()] - reached
            reached.update(further)
            waiting += further
    tied = {
        name: frozenset(o for o in reached if name in below[o]) for name, reached in below.items()
    }
    return {frozenset(map(".".join, circle)) for circle in tied.values() if circle}


def test_no_module_imports_itself_the_long_way_round():
    assert not circles()


PLAN = "each importing only from those above it"


def plan(folder: Path) -> list[str]:
    """The modules and packages that the docstring of a package lists, first to last."""
    said = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    rows = said.partition(PLAN)[2].partition(":\n\n")[2].splitlines()
    return [module for row in rows for module in re.findall(r"\w+", row.strip().split("  ")[0])]


def planned() -> list[Path]:
    """The packages with a plan, among them all of the larger ones."""
    folders = [path.parent for path in sorted(PACKAGE.rglob("__init__.py"))]
    large = [PACKAGE / name for name in ("checking", "drawing", "engine", "formulas", "values")]
    return [f for f in folders if plan(f) or any(map(f.is_relative_to, large))]


def imported_from(folder: Path, module: str) -> set[str]:
    """The other modules and packages of one that one of them imports."""
    place = name_of(folder / "__init__.py")
    files = [folder / f"{module}.py", *(folder / module).rglob("*.py")]
    found = {target for file in files if file.exists() for target in targets(file)}
    return {t[len(place)] for t in found if t[: len(place)] == place and t != place} - {module}


@pytest.mark.parametrize("folder", planned(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_imports_only_from_those_above_it_in_the_plan(folder):
    modules = plan(folder)
    homes = [*folder.glob("[a-z]*.py"), *(init.parent for init in folder.glob("*/__init__.py"))]
    assert sorted(path.stem for path in homes) == sorted(modules)
    for place, module in enumerate(modules):
        below = imported_from(folder, module) - set(modules[:place])
        assert not below, f"{module} imports {below}, which the plan does not have above it"


def functions(module: str) -> list[ast.FunctionDef]:
    tree = ast.parse((PACKAGE / "engine" / f"{module}.py").read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def calls(function: ast.FunctionDef) -> set[str]:
    """The plain names and the methods of self that a function calls."""
    found = set()
    for node in ast.walk(function):
        target = node.func if isinstance(node, ast.Call) else None
        if isinstance(target, ast.Name):
            found.add(target.id)
        elif isinstance(target, ast.Attribute) and getattr(target.value, "id", "") == "self":
            found.add(target.attr)
    return found


@pytest.mark.parametrize("module", GRAPH_CODE)
def test_graph_code_does_not_recurse(module):
    edges = {function.name: calls(function) for function in functions(module)}
    for name, called in edges.items():
        reached, waiting = set(), list(called)
        while waiting:
            callee = waiting.pop()
            if callee not in reached:
                reached.add(callee)
                waiting.extend(edges.get(callee, ()))
        assert name not in reached, f"{module}.{name} calls itself: a long chain would overflow"


BY_VALUE = (ast.Eq, ast.NotEq, ast.In, ast.NotIn)
COMPARING = ["node", "walks", "backward", "nary", "structural", "inspection", "persistence"]
NODES = {"node", "arg", "root", "leaf", "child", "user", "x", "y", "parent"}


@pytest.mark.parametrize("module", COMPARING)
def test_nodes_are_compared_by_identity(module):
    tree = ast.parse((PACKAGE / "engine" / f"{module}.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            operands = [node.left, *node.comparators]
            names = [operand.id for operand in operands if isinstance(operand, ast.Name)]
            by_value = any(isinstance(op, BY_VALUE) for op in node.ops)
            on_itself = len(names) == 2 and names[0] == names[1]
            assert not (by_value and NODES & set(names[:1])) or on_itself, (
                f"line {node.lineno} of {module}.py compares a node by data: use `is` or serials"
            )
