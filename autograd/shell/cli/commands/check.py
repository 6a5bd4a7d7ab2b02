"""Check the formulas of pages: as published, or derived in plain text.

A page is Markdown, TeX, a notebook, reStructuredText, a web page or text; of a folder all of them
are checked, and a table says what was found on each. One line for each claim, and under a wrong one
the culprit, what is right and numbers that show it; every other formula is counted. What the page
leaves open is asked below, as text to paste into it or to save beside it.

The exit status is 0 if nothing is wrong and nothing stays open, also if nothing is derived; 1 if a
claim is wrong; else 2 if a file, a line of a block or a passage could not be read; else 3 if a
claim stays open or a formula was not read.

With --list nothing is checked: it shows which formulas stand on a page, and where. With --watch the
page is checked again each time it is saved, and what changed is told; Ctrl-C ends that. --html also
writes the report as one file for a browser, the formulas set and what is wrong with them marked.
"""

import os
import sys
from typing import Any, TextIO

from ..answers import UNREADABLE, Answer, answered, as_json, painted, shown
from ..usage import Parser, Usage
from ..watching import watch
from ..writing import Paint

EXAMPLE = "autograd check notes.md"
WORST_FIRST = (1, UNREADABLE, 3, 0)


def declare(parser: Parser) -> None:
    """What the command takes."""
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="a page, or a folder of pages; - reads what is typed or piped in",
    )
    parser.add_argument(
        "--format",
        metavar="NAME",
        default="",
        help="md, tex, ipynb, rst or txt, if no ending says so",
    )
    parser.add_argument(
        "--names", metavar="FILE", default="", help="what the names are, if not in PAGE.names"
    )
    parser.add_argument("--list", action="store_true", help="only show which formulas are there")
    parser.add_argument("--json", action="store_true", help="as data for another program")
    parser.add_argument("--html", metavar="PAGE", help="also write the report for a browser")
    parser.add_argument("--watch", action="store_true", help="check again whenever FILE is saved")


def run(options: Any) -> int:
    """Print the report; the exit status says the worst."""
    if options.watch:
        return watched(options)
    files = found(options.files)
    if options.html is not None:
        writable(options, files)
    answers = {file: answered(file, options) for file in files}
    if len(answers) == 1 or options.list:
        for answer in answers.values():
            print(answer.text, file=answer.stream)
    elif options.json:
        print(as_json([named(file, answer.said) for file, answer in answers.items()]))
    else:
        print_all(answers)
    return min((answer.status for answer in answers.values()), key=WORST_FIRST.index)


def print_all(answers: dict[str, Answer]) -> None:
    """Several reports, those of pages that derive nothing left to the table below them."""
    from ..overview import derives, overview

    for file, answer in answers.items():
        if answer.report is None:
            print(answer.text, file=answer.stream)
        elif derives(answer.report):
            print(f"---- {shown(file)}\n{answer.text}\n")
    print(overview({file: answer.report for file, answer in answers.items()}))


def writable(options: Any, files: list[str]) -> None:
    """Refuse what --html cannot do, before anything is checked."""
    if options.list:
        raise Usage("--list checks nothing, so there is no report to write: leave out --html")
    if len(files) != 1:
        raise Usage(f"--html writes the report on one page, and here are {len(files)}: name one")
    if os.path.realpath(options.html) == os.path.realpath(files[0]):
        raise Usage("--html would write the report over the page: name another file")
    if os.path.isfile(options.html) and not is_report(options.html):
        name = shown(options.html)
        raise Usage(f"{name} is there and is no report of this command: name another, or remove it")


def is_report(file: str) -> bool:
    """Whether a file was written by --html, so that it may be written anew."""
    from ....published.reporting.web_page import GENERATOR

    try:
        with open(file, "rb") as said:
            start = said.read(1_000)
            return not start or GENERATOR.encode() in start
    except OSError:
        return True  # writing it says what is wrong


def named(file: str, said: Any) -> dict[str, Any]:
    """The data of one file among several; what could not be read has a sentence."""
    return {"file": file, **(said if isinstance(said, dict) else {"error": said})}


def watched(options: Any) -> int:
    """Check one page again and again."""
    if len(options.files) > 1:
        raise Usage("--watch waits for one file to be saved: name one")
    file = options.files[0]
    if file.strip() == "-":
        raise Usage("--watch waits for a file to be saved, and - is none: name the file")
    if options.html is not None:
        writable(options, options.files)

    from ..changes import Parts, news, parts

    last: list[Parts] = []

    def look() -> tuple[int, str, TextIO]:
        """The report, or what is new in it since the one before."""
        answer = answered(file, options)
        if answer.report is None or options.json:
            return answer.status, answer.text, answer.stream
        now = parts(answer.report)
        said = painted(news(last[-1], now), Paint(sys.stdout)) if last else answer.text
        last[:] = [now]
        return answer.status, said, answer.stream

    return watch(file, look, quiet=options.json)


def found(files: list[str]) -> list[str]:
    """The pages that are named, those in folders among them."""
    from ....documents import PageError, pages

    try:
        return [page for file in files for page in ([file] if file.strip() == "-" else pages(file))]
    except PageError as error:
        raise Usage(str(error)) from None
