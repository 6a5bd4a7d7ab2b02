"""The page itself: that of `explore`, with a text, sliders and boxes for derivatives above it.

`play.html`, `play.css` and `play.js` beside this module are added to the step page's own files.
"""

from __future__ import annotations

import re
from functools import cache

from ...drawing.stepping.assembly import assembled, part, styles
from .examples import as_data

PACKAGE = "autograd.shell.serve"
MAY = "connect-src 'self'; "
FRAMES = "; frame-ancestors 'none'"  # heard only in the headers


@cache
def page() -> tuple[str, str]:
    """The page, and the policy for the headers."""
    header, above, panel = re.split("<!-- .* -->", part("play.html", PACKAGE))
    text, policy = assembled(
        {
            "title": "autograd play",
            "header": header.strip(),
            "above": above.strip(),
            "panel": panel.strip(),
            "kind": "examples",
            "data": as_data(),
        },
        style=styles() + part("play.css", PACKAGE),
        script=f"{part('page.js')}\n{part('play.js', PACKAGE)}",
        may=MAY,
    )
    return text, policy + FRAMES
