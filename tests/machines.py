"""Other machines, driven from tests: a compiler of C, Node, LLVM, and the libraries there are."""

import ctypes
import json
import math
import shutil
import struct
import subprocess
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

import autograd
from autograd.codegen.files import files_of

CC = shutil.which("cc")
NODE = shutil.which("node")
FLAGS = ["-std=c99", "-O1", "-Wall", "-Wextra", "-Werror", "-pedantic"]
Table = list[list[float]]


def wanted(found: object, what: str) -> None:
    """Skip a test where a machine is not there."""
    if not found:
        pytest.skip(f"needs {what}")


def ulps(a: float, b: float) -> float:
    """How many floats lie between two, 0 for two NaN, infinite where one is."""
    if a != a or b != b:
        return 0.0 if a != a and b != b else math.inf
    return abs(_ordered(a) - _ordered(b))


def _ordered(x: float) -> int:
    (bits,) = struct.unpack("<q", struct.pack("<d", x))
    return bits if bits >= 0 else -(bits & 0x7FFFFFFFFFFFFFFF)


def by_c(f: Callable, points: Table, folder: Path) -> Table:
    """What the program in C gives at points; `f` has numbers as arguments and a list as answer."""
    wanted(CC, "a compiler of C")
    compiled = autograd.compile(f, *points[0], order=0, target="c")
    for name, text in files_of(compiled, "f.c").items():
        (folder / name).write_text(text, encoding="utf-8")
    built = str(folder / "f.so")
    subprocess.run(
        [CC, *FLAGS, "-shared", "-fPIC", "-o", built, "f.c", "-lm"], cwd=folder, check=True
    )
    function = getattr(ctypes.CDLL(built), compiled.written("c").entry)
    function.restype = None
    count = len(compiled.trace.answer)
    result = (ctypes.c_double * count)()
    function.argtypes = [ctypes.c_double] * len(points[0]) + [type(result)]
    rows = []
    for point in points:
        function(*point, result)
        rows.append(list(result))
    return rows


DRIVER = """
import {{ {entry} as f }} from "./f.mjs";
import fs from "fs";
const names = {{ nan: NaN, inf: Infinity, "-inf": -Infinity }};
const read = (s) => s in names ? names[s] : Number(s);
const bits = (y) => {{
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, y);
    return view.getBigInt64(0).toString();
}};
const points = JSON.parse(fs.readFileSync("points.json"));
console.log(JSON.stringify(points.map((p) => f(...p.map(read)).map(bits))));
"""


def by_node(f: Callable, points: Table, folder: Path) -> Table:
    """What the module gives in Node."""
    wanted(NODE, "Node")
    compiled = autograd.compile(f, *points[0], order=0, target="js")
    text = compiled.written("js")
    (folder / "f.mjs").write_text(text.source, encoding="utf-8")
    (folder / "driver.mjs").write_text(DRIVER.format(entry=text.entry), encoding="utf-8")
    texts = [[repr(x) for x in point] for point in points]
    (folder / "points.json").write_text(json.dumps(texts), encoding="utf-8")
    ran = subprocess.run(
        [NODE, "driver.mjs"], cwd=folder, capture_output=True, text=True, check=True
    )
    rows = json.loads(ran.stdout)
    return [[struct.unpack("<d", struct.pack("<q", int(y)))[0] for y in row] for row in rows]


def by_native(f: Callable, points: Table, folder: Path) -> Table:
    """What machine code gives for one point after the other."""
    wanted(find_spec("llvmlite"), "llvmlite")
    compiled = autograd.compile(f, *points[0], order=0, target="native")
    return [compiled(*point) for point in points]


def by_native_rows(f: Callable, points: Table, folder: Path) -> Table:
    """What machine code gives for all points as rows, by functions of its own."""
    wanted(find_spec("llvmlite"), "llvmlite")
    compiled = autograd.compile(f, *points[0], order=0, target="native")
    return transposed(compiled.rows(points))


def by_jax(f: Callable, points: Table, folder: Path) -> Table:
    """What JAX gives, compiled and for all points at a time."""
    wanted(find_spec("jax"), "JAX")
    import jax

    compiled = autograd.compile(f, *points[0], order=0, target="jax")
    with jax.enable_x64(True):
        return transposed(jax.jit(compiled.function)(*np.array(points).T))


def by_torch(f: Callable, points: Table, folder: Path) -> Table:
    """What torch gives for all points at a time."""
    wanted(find_spec("torch"), "torch")
    import torch

    compiled = autograd.compile(f, *points[0], order=0, target="torch")
    return transposed(compiled(*torch.tensor(points, dtype=torch.float64).T))


def transposed(columns: Sequence) -> Table:
    """Rows of floats from columns, some of which may be a number for all rows."""
    return np.stack(np.broadcast_arrays(*map(np.asarray, columns)), axis=-1).tolist()


MACHINES = {
    "c": by_c,
    "js": by_node,
    "native": by_native,
    "native rows": by_native_rows,
    "jax": by_jax,
    "torch": by_torch,
}
