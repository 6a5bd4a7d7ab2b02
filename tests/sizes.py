"""How large the packages are, for `autograd/README.md`: run this to write its table anew.

python tests/sizes.py
"""

import ast
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
NOTE = ROOT / "autograd" / "README.md"
START, END = "<!-- sizes -->\n", "<!-- end of sizes -->"
HEAD = "| package | files | lines | longest file | longest function |\n|---|--:|--:|---|---|\n"


class Size(NamedTuple):
    """A package, or the modules that stand in none: its figures, and whose the largest ones are."""

    package: str
    files: int
    lines: int
    file: tuple[int, str]
    function: tuple[int, str]

    def row(self) -> str:
        longest = (f"{length} `{name}`" for length, name in (self.file, self.function))
        return f"| `{self.package}` | {self.files} | {self.lines} | {' | '.join(longest)} |\n"


def functions(path: Path) -> list[tuple[int, str]]:
    """The lines of each function of a module, its docstring apart, and its name."""
    found = [(0, "")]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            found.append(((node.end_lineno or 0) - first.lineno + 1, f"{path.stem}.{node.name}"))
    return found


def length(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def size(package: str, paths: list[Path]) -> Size:
    lengths = [(length(path), path.name) for path in paths]
    longest = max(max(functions(path)) for path in paths)
    return Size(package, len(paths), sum(n for n, _ in lengths), max(lengths), longest)


def sizes() -> list[Size]:
    """Each package of the first level, by its name, and what stands beside them."""
    core = ROOT / "autograd"
    folders = sorted(init.parent for init in core.glob("*/__init__.py"))
    found = [size(f"{folder.name}/", sorted(folder.rglob("*.py"))) for folder in folders]
    found.append(size("modules beside them", sorted(core.glob("*.py"))))
    found.append(size("nn/", sorted((ROOT / "nn").glob("*.py"))))
    return found


def table() -> str:
    return HEAD + "".join(each.row() for each in sizes())


def published() -> str:
    return NOTE.read_text("utf-8").partition(START)[2].partition(END)[0]


if __name__ == "__main__":
    before, _, rest = NOTE.read_text("utf-8").partition(START)
    NOTE.write_text(before + START + table() + END + rest.partition(END)[2], encoding="utf-8")
