"""Every public function, class and method says what it is for; an override by what it overrides."""

import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import FunctionType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = {"autograd.shell.collecting"}  # imported by pytest alone


def modules() -> list[str]:
    """The modules of the two packages, by their names."""
    paths = [*(ROOT / "autograd").rglob("*.py"), *(ROOT / "nn").rglob("*.py")]
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths}
    return sorted(name.removesuffix(".__init__") for name in names if "__main__" not in name)


def undocumented(module: str) -> Iterator[str]:
    for name, thing in vars(import_module(module)).items():
        if name.startswith("_") or getattr(thing, "__module__", "") != module:
            continue
        if isinstance(thing, FunctionType | type) and not inspect.getdoc(thing):
            yield f"{module}.{name}"
        if isinstance(thing, type):
            yield from (f"{module}.{name}.{method}" for method in silent(thing))


def silent(kind: type) -> Iterator[str]:
    """The methods of a class that neither it nor what it overrides says a word about."""
    for name, method in vars(kind).items():
        made_here = getattr(method, "__module__", kind.__module__) == kind.__module__
        is_method = isinstance(method, FunctionType | property | classmethod | staticmethod)
        field = getattr(method, "__name__", name) == "<lambda>"  # the default of a field
        if not (name.startswith("_") or field) and is_method and made_here and not said(kind, name):
            yield name


def said(kind: type, name: str) -> Any:
    return any(inspect.getdoc(vars(base).get(name)) for base in kind.__mro__ if name in vars(base))


def test_every_public_function_says_what_it_is_for():
    found = [
        name for module in modules() if module not in ELSEWHERE for name in undocumented(module)
    ]
    assert not found
