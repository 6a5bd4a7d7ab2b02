"""A report as one file of HTML, with nothing to fetch: what the page says is text in it."""

from __future__ import annotations

import base64
import hashlib

from ...checking import Report
from ...checking.report.table import table_of
from ...drawing.shapes.style import DARK, LIGHT
from ...formulas.escape import html
from .page_html import fragment
from .page_style import CLASS, STYLE
from .report import PageReport

GENERATOR = '<meta name="generator" content="autograd check">'  # by which a report is known again
_WHOLE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline';
 script-src 'sha256-{hash}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
{generator}
<title>{title}</title>
<style>{ground}</style>
</head>
<body>
{body}
<script>{script}</script>
</body>
</html>
"""
# The one thing that a file runs: it shows the buttons that copy the text beside them.
_COPY = """
for (const button of document.querySelectorAll(".copy")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const range = document.createRange();
    range.selectNodeContents(button.parentNode.querySelector("code"));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    try { await navigator.clipboard.writeText(range.toString()); }
    catch { document.execCommand("copy"); }
    button.textContent = "Copied";
  });
}
"""
_HASH = base64.b64encode(hashlib.sha256(_COPY.encode()).digest()).decode()
_GROUND = (
    f"body{{margin:0;background:{LIGHT['paper']}}}"
    f"@media screen and (prefers-color-scheme:dark){{body{{background:{DARK['paper']}}}}}"
    "@media print{:root{color-scheme:light}body{background:#fff}}"
)


def web_page(report: Report | PageReport, name: str) -> str:
    r"""The whole file; `name` is that of the page, its title.

    >>> from autograd.published import check_text
    >>> page = web_page(check_text("y = x^2\ndy/dx = 2*x"), "notes.txt")
    >>> page.splitlines()[0], "http" in page.replace("http-equiv", "")
    ('<!doctype html>', False)
    """
    title = html(name, 200)
    if isinstance(report, PageReport):
        body = fragment(report.shown, alone=True)
    else:
        body = _plain(report, title)
    return _WHOLE.format(
        generator=GENERATOR, title=title, ground=_GROUND, body=body, script=_COPY, hash=_HASH
    )


def _plain(report: Report, title: str) -> str:
    """A page of plain derivations: its table below its name."""
    table = table_of(report.claims, [*report.remarks(), report.summary()])
    return f'<style>{STYLE}</style><main class="{CLASS}"><h1>{title}</h1>{table}</main>'
