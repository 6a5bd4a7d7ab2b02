"""Check the formulas that a page derives by hand.

Plain text, or Markdown with blocks fenced as `derivation`. One line for each claim, and under a
wrong one the simplest counterexample, the culprit and what is right; formulas that were not read
are counted. The exit status is 1 if a claim is wrong, else 2 if one cannot be read, or nothing of a
page with formulas, else 3 if one stays open or a formula set off by itself was not read.

With --watch the page is checked again each time it is saved; Ctrl-C ends that.
"""

from __future__ import annotations

import json
import sys
from typing import Any, TextIO

from ....engine.labels import visible
from ....support.textfiles import NotText, decoded, read_text
from ..usage import Parser, Usage
from ..watching import watch
from ..writing import Paint

EXAMPLE = "autograd check notes.md"
UNREADABLE = 2


def declare(parser: Parser) -> None:
    """What the command takes."""
    parser.add_argument("file", metavar="FILE", help="the page; - reads what is typed or piped in")
    parser.add_argument("--json", action="store_true", help="as data for another program")
    parser.add_argument("--watch", action="store_true", help="check again whenever FILE is saved")


def run(options: Any) -> int:
    """Print the report; the exit status says the worst."""
    if options.watch and options.file.strip() == "-":
        raise Usage("--watch waits for a file to be saved, and - is none: name the file")
    if options.watch:
        return watch(options.file, lambda: examined(options), quiet=options.json)
    status, said, stream = examined(options)
    print(said, file=stream)
    return status


def examined(options: Any) -> tuple[int, str, TextIO]:
    """The exit status, what to print, and where."""
    from ....checking import check

    try:
        page = written(options.file)
    except NotText as error:
        return refused(options.file, str(error))
    except (OSError, ValueError) as error:
        return refused(
            options.file, getattr(error, "strerror", None) or "no file can have this name"
        )
    report = check(page)
    if options.json:
        said = json.dumps(report.to_dict(), indent=2, ensure_ascii=False)
    else:
        said = painted(report.text, Paint(sys.stdout))
    return report.status, said, sys.stdout


def refused(file: str, why: str) -> tuple[int, str, TextIO]:
    """What `examined` gives of a file that cannot be read."""
    return UNREADABLE, f"autograd: {visible(file, 60)}: {why}", sys.stderr


def written(file: str) -> str:
    """The page: a file, or with `-` what stands in the input."""
    if file.strip() == "-":
        bytes_in = getattr(sys.stdin, "buffer", None)
        return sys.stdin.read() if bytes_in is None else decoded(bytes_in.read())
    return read_text(file)


def painted(report: str, paint: Paint) -> str:
    """The report with its verdicts in colour."""
    return "\n".join(_painted_line(line, paint) for line in report.splitlines())


def _painted_line(line: str, paint: Paint) -> str:
    colours = {"✓": paint.green, "✗": paint.red, "!": paint.red, "?": paint.bold}
    colour = colours.get(line[:1])
    if colour is None:
        return line
    verdict, space, rest = line.partition("  ")
    return f"{colour(verdict)}{space}{rest}"
