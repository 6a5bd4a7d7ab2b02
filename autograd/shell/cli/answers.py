"""What is said of one file: a report, its formulas, or why it cannot be read."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING, Any, TextIO

from ...engine.labels import visible
from ...support.textfiles import NotText, decoded, read_text
from ...support.visible import in_short
from .usage import Usage
from .writing import Paint

if TYPE_CHECKING:
    from ...checking import Report
    from ...published import PageReport

UNREADABLE = 2
ALIKE = 0.8  # of two names of files, which have their endings in common
MOST_NAMES = 2_000  # files of a folder among which a name is looked for


@dataclass(frozen=True)
class Answer:
    """The exit status, what to print (data for JSON) and where, and the report if there is one."""

    status: int
    said: Any
    stream: TextIO
    report: Report | PageReport | None = None

    @property
    def text(self) -> str:
        """What is printed."""
        return as_json(self.said) if isinstance(self.said, dict) else self.said


def answered(file: str, options: Any) -> Answer:
    """What is said of one file."""
    from ...documents import PageError

    try:
        return (listed if options.list else examined)(file, options)
    except (NotText, PageError) as error:
        return refused(file, str(error))
    except OSError as error:
        name = str(error.filename or file)
        advice = meant(name, options) if isinstance(error, FileNotFoundError) else ""
        return refused(name, f"{error.strerror or error}{advice}")


def meant(missing: str, options: Any) -> str:
    """What to do about a file that is not there: the names like its own beside it."""
    folder, name = os.path.split(missing)
    with suppress(OSError):
        names = list(islice(os.listdir(folder or "."), MOST_NAMES))
        if close := get_close_matches(name, names, 1, ALIKE):
            return f"; did you mean {shown(close[0])}?"
    if missing == options.names:
        return "; the end of a report without --names says what to write there"
    return ""


def examined(file: str, options: Any) -> Answer:
    """The report on a page."""
    from ...published import check_page, check_text

    if file.strip() == "-":
        if options.names:
            raise Usage("--names goes with a file, and - is none: name the page")
        report = check_text(written(file), "", options.format)
    else:
        report = check_page(file, options.format, options.names)
    wrote = "" if options.html is None else written_to(options.html, report, file)
    said = report.to_dict() if options.json else painted(report.text, Paint(sys.stdout)) + wrote
    return Answer(report.status, said, sys.stdout, report)


def written_to(target: str, report: Any, file: str) -> str:
    """Write the report for a browser; what is said of that below the report."""
    from ...drawing.files import write_whole
    from ...published.reporting.web_page import web_page

    title = "the page" if file.strip() == "-" else os.path.basename(file)
    write_whole(target, web_page(report, title).encode())
    return f"\n\nwrote {shown(target)}"


def listed(file: str, options: Any) -> Answer:
    """The formulas of a page, with nothing checked."""
    from ...documents import document, read_document
    from .listing import as_data, listed

    is_piped = file.strip() == "-"
    page = (
        document(written(file), "-", options.format)
        if is_piped
        else read_document(file, options.format)
    )
    status = 0 if page.formulas or page.blocks else 3 if page.unread else 0
    return Answer(status, as_data(page) if options.json else listed(page), sys.stdout)


def refused(file: str, why: str) -> Answer:
    """The answer to a file that cannot be read."""
    return Answer(UNREADABLE, f"autograd: {shown(file)}: {why}", sys.stderr)


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
