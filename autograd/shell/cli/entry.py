"""Finding the command that was asked for, and ending calmly whatever happens.

The exit status is 0 when all went well, 1 when an expression, a number or a file would not do, and
2 when the command line itself could not be understood. No error is a traceback.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import textwrap
from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from ...engine.labels import visible
from ...errors import AutogradError
from ...expression import suggestion
from ...support.consoles import ERRORS
from . import commands
from .usage import Parser, Usage
from .writing import WIDTH, Paint

# In the order in which a newcomer meets them; any others after them.
FIRST = ("grad", "check", "draw", "explain", "play", "compile", "ops", "doctor", "demo")

INTRODUCTION = "A scalar autograd engine to build with, look into and trust."
EPILOGUE = """\
examples:
  autograd grad "sin(x*y) + exp(x)" x=2 y=3
  autograd ops tanh

`autograd COMMAND --help` says more about a command."""


def known() -> list[str]:
    """The commands: the files there are."""
    found = {module.name for module in iter_modules(commands.__path__)}
    return [*(name for name in FIRST if name in found), *sorted(found.difference(FIRST))]


def file_of(name: str) -> Any:
    """The module of a command."""
    return import_module(f"{commands.__name__}.{name}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=ERRORS)  # an old terminal lacks signs such as …
    try:
        status = answered(arguments)
        sys.stdout.flush()
    except Usage as error:
        return said(str(error), 2)
    except AutogradError as error:
        return said("\n".join([str(error), *getattr(error, "__notes__", [])]), 1)
    except BrokenPipeError:
        return listener_left()
    except OSError as error:
        return said(f"{error.filename or 'a file'}: {error.strerror or error}", 1)
    except KeyboardInterrupt:
        return said("interrupted", 130)
    return status


def answered(arguments: Sequence[str]) -> int:
    """The exit status of the command that these arguments ask for, once it has run."""
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print(overview())
        return 0 if arguments else 2
    name, *rest = arguments
    if name == "--version":
        print(f"autograd-scalar {version()}")
        return 0
    if name not in known():
        raise Usage(unknown(name))
    command = file_of(name)
    options = parser_of(name, command).options(rest)
    return 0 if options is None else int(command.run(options) or 0)


def parser_of(name: str, command: Any) -> Parser:
    """The parser of a command, from its file."""
    examples = textwrap.indent(command.EXAMPLE, "  ")
    parser = Parser(
        prog=f"autograd {name}",
        description=description(command.__doc__),
        epilog=f"example:\n{examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.declare(parser)
    return parser


def description(text: str) -> str:
    """The words of a command's file, as wide as a terminal."""
    paragraphs = text.strip().split("\n\n")
    return "\n\n".join(textwrap.fill(paragraph, WIDTH) for paragraph in paragraphs)


def overview() -> str:
    """What `autograd --help` prints."""
    bold = Paint(sys.stdout).bold
    lines = [bold("autograd COMMAND ..."), INTRODUCTION, "", "commands:"]
    for name in known():
        first = (file_of(name).__doc__ or "").splitlines()[0]
        lines.append(f"  {bold(f'{name:<9}')} {first}")
    return "\n".join([*lines, "", EPILOGUE])


def unknown(name: str) -> str:
    """The sentence for a command that there is not."""
    close = suggestion(name, known())
    if not close and any(sign in name for sign in "+-*/^()"):
        close = f'; for its derivatives write: autograd grad "{visible(name)}" ...'
    return f"there is no command {visible(name, 60)}{close or ': autograd --help lists them'}"


def version() -> str:
    """The version that is installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("autograd-scalar")
    except PackageNotFoundError:
        return "(not installed: this is the source folder)"


def said(message: str, status: int) -> int:
    """Print a message where errors go, its sentence wrapped and what is drawn below it as it is."""
    sentence, *drawing = message.split("\n")
    lines = textwrap.wrap(f"autograd: {sentence}", WIDTH, break_on_hyphens=False)
    print("\n".join([*lines, *drawing]), file=sys.stderr)
    return status


def listener_left() -> int:
    """End without a word when whoever read the output has closed it, as `head` does."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 141
