"""Check the formulas that a page derives by hand.

Plain text, or Markdown with blocks fenced as `derivation`; several pages, or folders of them. One
line for each claim, and under a wrong one the simplest counterexample, the culprit and what is
right; formulas that were not read are counted. The exit status is 1 if a claim is wrong, else 2 if
one cannot be read, or nothing of a page with formulas, else 3 if one stays open or a formula set
off by itself was not read.

With --list nothing is checked: it shows which formulas stand on a page, and where. With --watch the
page is checked again each time it is saved; Ctrl-C ends that. --html also writes the report as one
file for a browser, the formulas set and what is wrong with them marked.
"""

import json
import os
import sys
from typing import Any, TextIO

from ....engine.labels import visible
from ....support.textfiles import NotText, decoded, read_text
from ....support.visible import in_short
from ..usage import Parser, Usage
from ..watching import watch
from ..writing import Paint

EXAMPLE = "autograd check notes.md"
UNREADABLE = 2
WORST_FIRST = (1, UNREADABLE, 3, 0)

Answer = tuple[int, Any, TextIO]  # the exit status, what to print (data for JSON), and where


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
    answers = [answered(file, options) for file in files]
    if options.json and len(answers) > 1:
        print(
            as_json([named(file, said) for file, (_, said, _) in zip(files, answers, strict=True)])
        )
    else:
        for file, (_, said, stream) in zip(files, answers, strict=True):
            if len(answers) > 1 and not options.list and stream is sys.stdout:
                print(f"---- {shown(file)}")
            print(as_json(said) if isinstance(said, dict) else said, file=stream)
    return min((status for status, _, _ in answers), key=WORST_FIRST.index)


def writable(options: Any, files: list[str]) -> None:
    """Refuse what --html cannot do, before anything is checked."""
    if options.list:
        raise Usage("--list checks nothing, so there is no report to write: leave out --html")
    if len(files) != 1:
        raise Usage(f"--html writes the report on one page, and here are {len(files)}: name one")
    if os.path.realpath(options.html) == os.path.realpath(files[0]):
        raise Usage("--html would write the report over the page: name another file")


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

    def look() -> tuple[int, str, TextIO]:
        status, said, stream = answered(file, options)
        return status, as_json(said) if isinstance(said, dict) else said, stream

    return watch(file, look, quiet=options.json)


def found(files: list[str]) -> list[str]:
    """The pages that are named, those in folders among them."""
    from ....documents import PageError, pages

    try:
        return [page for file in files for page in ([file] if file.strip() == "-" else pages(file))]
    except PageError as error:
        raise Usage(str(error)) from None


def answered(file: str, options: Any) -> Answer:
    """What is said of one file."""
    from ....documents import PageError

    try:
        return (listed if options.list else examined)(file, options)
    except (NotText, PageError) as error:
        return refused(file, str(error))
    except OSError as error:
        return refused(file, error.strerror or str(error))


def examined(file: str, options: Any) -> Answer:
    """The report on a page."""
    from ....published import check_page, check_text

    if file.strip() == "-":
        if options.names:
            raise Usage("--names goes with a file, and - is none: name the page")
        report = check_text(written(file), "", options.format)
    else:
        report = check_page(file, options.format, options.names)
    wrote = "" if options.html is None else written_to(options.html, report, file)
    if not options.json:
        return report.status, painted(report.text, Paint(sys.stdout)) + wrote, sys.stdout
    return report.status, report.to_dict(), sys.stdout


def written_to(target: str, report: Any, file: str) -> str:
    """Write the report for a browser; what is said of that below the report."""
    from ....drawing.files import write_whole
    from ....published.web_page import web_page

    title = "the page" if file.strip() == "-" else os.path.basename(file)
    write_whole(target, web_page(report, title).encode())
    return f"\nwrote {shown(target)}"


def listed(file: str, options: Any) -> Answer:
    """The formulas of a page, with nothing checked."""
    from ....documents import document, read_document
    from ..listing import as_data, listed

    is_piped = file.strip() == "-"
    page = (
        document(written(file), "-", options.format)
        if is_piped
        else read_document(file, options.format)
    )
    status = 0 if page.formulas or page.blocks else 3 if page.unread else 0
    return status, as_data(page) if options.json else listed(page), sys.stdout


def refused(file: str, why: str) -> Answer:
    """The answer to a file that cannot be read."""
    return UNREADABLE, f"autograd: {shown(file)}: {why}", sys.stderr


def shown(file: str) -> str:
    """The name of a file as a sentence has it, both its ends if it is long."""
    return in_short(visible(file, 300), 60)


def written(file: str) -> str:
    """The page: a file, or with `-` what stands in the input."""
    if file.strip() == "-":
        bytes_in = getattr(sys.stdin, "buffer", None)
        return sys.stdin.read() if bytes_in is None else decoded(bytes_in.read())
    if "\0" in file:
        raise NotText("no file can have this name")
    return read_text(file)


def as_json(data: Any) -> str:
    """Data for another program, as people can read it too."""
    return json.dumps(data, indent=2, ensure_ascii=False)


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
