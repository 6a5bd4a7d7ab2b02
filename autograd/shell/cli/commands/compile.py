"""An expression and its derivatives as a program.

It has neither branches nor loops, takes numbers, and gives what the graph gives: the same bits in
Python, within the last places in other languages.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

from ....engine.labels import visible
from ....engine.primitive import PUBLIC, REGISTRY
from ....errors import ExpressionError
from ....expression import Lines
from ..usage import Parser, Usage

FROM_MATH = {"fsum", "inf", "nan"}
EXAMPLE = 'autograd compile "tanh(w*x + b)" --order 1'
ENDINGS = {".py": "python", ".js": "js", ".mjs": "js", ".c": "c"}


def declare(parser: Parser) -> None:
    """What the command takes."""
    parser.add_argument("expression", metavar="EXPR", help="such as 'sin(x*y) + exp(x)'")
    parser.add_argument(
        "--order",
        type=int,
        choices=(0, 1, 2),
        default=1,
        help="0: the value; 1: the gradient too; 2: the Hessian too",
    )
    parser.add_argument(
        "--to",
        metavar="TARGET",
        default="",
        help="python, numpy, js, c, jax or torch; if not said, as FILE ends",
    )
    parser.add_argument("--name", default="f", help="what the function is called (f)")
    parser.add_argument("--main", action="store_true", help="for c: a program that takes numbers")
    parser.add_argument("--force", action="store_true", help="write over files without asking")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="such as f.c, which comes with f.h, or f.js"
    )


def run(options: Any) -> None:
    """Print the program, or write it."""
    from ....codegen import compile
    from ....codegen.files import files_of, named

    lines = Lines(options.expression.strip())
    f = lines if len(lines.lines) > 1 else lines.lines[0].expression
    if not f.names:
        raise ExpressionError(f"{visible(f.text, 60)} has no names: it is no function to compile")
    target = options.to or ENDINGS.get(Path(options.output or "").suffix, "python")
    if options.main and target != "c":
        raise Usage(f"--main is a driver in C; this is {target}: add --to c")
    compiled = named(compile(f, order=options.order, target=target), options.name)
    if not options.output:
        text = compiled.source.rstrip()
        print("\n".join([*imports(text), text]) if target == "python" else text)
        return
    file = Path(options.output)
    texts = files_of(compiled, file.name, main=options.main)
    if target == "python":
        texts[file.name] = "\n".join([*imports(compiled.source), compiled.source])
    for name, text in texts.items():
        _write(file.with_name(name), text, options.force)


def _write(file: Path, text: str, force: bool) -> None:
    """Write a file, and say so; what is there already only with leave."""
    if file.exists() and not force and not _may_replace(file):
        print(f"left {file} as it is")
        return
    unfinished = file.with_name(f"{file.name}.part")
    unfinished.write_text(text, encoding="utf-8")
    os.replace(unfinished, file)
    print(f"wrote {file}")


def _may_replace(file: Path) -> bool:
    if not sys.stdin.isatty():
        raise Usage(f"{visible(str(file))} exists already: --force writes over it")
    return input(f"{file} exists already: write over it? [y/N] ").strip().lower() in ("y", "yes")


def imports(source: str) -> list[str]:
    """The lines that make a program run by itself."""
    words = set(re.findall(r"[A-Za-z_]\w*", source))
    called = (REGISTRY.keys() & words) - {"abs"}
    homes = {
        "math": FROM_MATH & words,
        "autograd": called & PUBLIC.keys(),
        "autograd.ops": called - PUBLIC.keys(),
    }
    lines = [
        f"from {home} import {', '.join(sorted(names))}" for home, names in homes.items() if names
    ]
    return [*lines, "", ""] if lines else []
