"""Check the formulas that a page derives by hand.

Plain text, or Markdown with blocks fenced as `derivation`. One line for each claim, and under a
wrong one the simplest counterexample, the culprit and what is right. The exit status is 1 if a
claim is wrong, else 2 if one cannot be read, else 3 if one stays open.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from ..labels import visible
from .usage import Parser
from .writing import Paint

EXAMPLE = "autograd check notes.md"
UNREADABLE = 2


def declare(parser: Parser) -> None:
    """What the command takes."""
    parser.add_argument("file", metavar="FILE", help="the page; - reads what is typed or piped in")
    parser.add_argument("--json", action="store_true", help="as data for another program")


def run(options: Any) -> int:
    """Print the report; the exit status says the worst."""
    from ..checking import check

    try:
        page = written(options.file)
    except (OSError, UnicodeDecodeError) as error:
        why = "is not text in UTF-8" if isinstance(error, UnicodeDecodeError) else error.strerror
        print(f"autograd: {visible(options.file, 60)}: {why}", file=sys.stderr)
        return UNREADABLE
    report = check(page)
    if options.json:
        print(json.dumps(report.to_dict(), indent=2, ensure_ascii=False))
    else:
        print(painted(str(report), Paint(sys.stdout)))
    return report.status


def written(file: str) -> str:
    """The page: a file, or with `-` what stands in the input."""
    if file.strip() == "-":
        return sys.stdin.read()
    return Path(file).read_text("utf-8")


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
