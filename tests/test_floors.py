"""The architecture, enforced: imports go down, graph walks never recurse or compare nodes."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "autograd"

# A module imports only from the lines above its own; from its own line, only one way.
FLOORS = (
    "neighbours visible foreign errors domain constants deadlines trees blocks consoles textfiles",
    "node modes groups",
    "labels persistence scalars arrays array_names kernels",
    "inspection primitive masks",
    "elementwise composite backward forward custom",
    "ops",
    "methods real_methods array_methods operands",
    "quick_methods array_functions",
    "value tensor symbol",
    "micrograd capabilities transforms latex math",
    "expression testing",
    "codegen drawing checking",
    "documentation doctor cli demo serve collecting magic __main__",
)
FLOOR = {module: height for height, line in enumerate(FLOORS) for module in line.split()}
GRAPH_CODE = [
    "node",
    "backward",
    "forward",
    "masks",
    "primitive",
    "elementwise",
    "composite",
    "inspection",
    "transforms",
    "persistence",
]


def modules() -> list[Path]:
    return [path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py"]


def home(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def targets(path: Path) -> list[list[str]]:
    """What a file imports when it is itself imported, as paths from the package down."""
    folder = ["autograd", *path.relative_to(PACKAGE).parent.parts]
    found: list[list[str]] = []
    for statement in at_import(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(statement, ast.Import):
            found += [alias.name.split(".") for alias in statement.names]
        elif isinstance(statement, ast.ImportFrom):
            base = folder[: len(folder) - statement.level + 1] if statement.level else []
            module = statement.module.split(".") if statement.module else []
            found += [[*base, *module, alias.name] for alias in statement.names]
    return [target[1:] for target in found if target[0] == "autograd" and len(target) > 1]


def imported(path: Path) -> set[str]:
    """The modules of the package that a file imports."""
    return {target[0] for target in targets(path)} - {home(path)}


def at_import(tree: ast.AST) -> list[ast.AST]:
    """Every node outside function bodies and `if TYPE_CHECKING`."""
    waiting, found = [tree], []
    for node in waiting:
        typing_only = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        if not typing_only and not isinstance(node, (ast.FunctionDef, ast.Lambda)):
            found.append(node)
            waiting.extend(ast.iter_child_nodes(node))
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_down(path):
    here = FLOOR[home(path)]
    above = {name for name in imported(path) if FLOOR.get(name, -1) > here}
    assert not above, f"{home(path)} on floor {here} imports {above} from above"
    assert imported(path) <= set(FLOOR), f"no floor is given to {imported(path) - set(FLOOR)}"


PLAN = "each importing only from those above it"


def plan(folder: Path) -> list[str]:
    """The rooms that the docstring of a folder lists, first to last."""
    said = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    rows = said.partition(PLAN)[2].partition(":\n\n")[2].splitlines()
    return [room for row in rows for room in re.findall(r"\w+", row.strip().split("  ")[0])]


def planned() -> list[Path]:
    """The folders with a plan, among them all of the checker and of the drawings."""
    folders = [path.parent for path in sorted(PACKAGE.rglob("__init__.py"))]
    large = [PACKAGE / "checking", PACKAGE / "drawing"]
    return [f for f in folders if plan(f) or any(map(f.is_relative_to, large))]


def imported_from(folder: Path, room: str) -> set[str]:
    """The other rooms of a folder that one of them, a file or a folder, imports."""
    place = [*folder.relative_to(PACKAGE).parts]
    files = [folder / f"{room}.py", *(folder / room).rglob("*.py")]
    found = [target for file in files if file.exists() for target in targets(file)]
    return {target[len(place)] for target in found if target[: len(place)] == place} - {room}


@pytest.mark.parametrize("folder", planned(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_room_imports_only_from_those_above_it_in_the_plan(folder):
    rooms = plan(folder)
    homes = [*folder.glob("[a-z]*.py"), *(init.parent for init in folder.glob("*/__init__.py"))]
    assert sorted(path.stem for path in homes) == sorted(rooms)
    for place, room in enumerate(rooms):
        below = imported_from(folder, room) - set(rooms[:place])
        assert not below, f"{room} imports {below}, which the plan does not have above it"


def functions(module: str) -> list[ast.FunctionDef]:
    tree = ast.parse((PACKAGE / f"{module}.py").read_text(encoding="utf-8"))
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
NODES = {"node", "arg", "root", "leaf", "child", "user", "x", "y", "parent"}


@pytest.mark.parametrize("module", ["node", "backward", "composite", "inspection", "persistence"])
def test_nodes_are_compared_by_identity(module):
    tree = ast.parse((PACKAGE / f"{module}.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            operands = [node.left, *node.comparators]
            names = [operand.id for operand in operands if isinstance(operand, ast.Name)]
            by_value = any(isinstance(op, BY_VALUE) for op in node.ops)
            on_itself = len(names) == 2 and names[0] == names[1]
            assert not (by_value and NODES & set(names[:1])) or on_itself, (
                f"line {node.lineno} of {module}.py compares a node by data: use `is` or serials"
            )
