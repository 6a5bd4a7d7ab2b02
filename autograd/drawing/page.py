"""`explore(y)`: a page that walks through the computation, forward and then backward, by steps.

One file of HTML with nothing to install and nothing to fetch: the picture, its numbers, and the
script that moves them. What it may do is written at its top (a content security policy): run this
one script and use this one style sheet, nothing else.

`page.html`, `page.css` and `page.js` beside this module are what the file is put together from.
"""

from __future__ import annotations

import json
import os
import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from ..node import Node
from .build import LIMIT, graph_of, named_only
from .cards import px
from .compact import compact
from .escape import html
from .figures import summary
from .files import write_whole
from .graph import Graph, parameters_of
from .lines import in_lines
from .story import Gradients, Story, formula_text, gradients_of, story_of
from .style import DARK, LIGHT, stylesheet
from .svg import MARGIN, laid_out, shapes

WIDEST = 1280.0  # a picture wider than this shows what has a name, if that is enough to show
LINE = 1300.0  # what it shows of a picture beside its margins, a little reduced
ENOUGH_NAMES = 3
SHORT = 40
GAP = 12.0  # the steps below the picture want room, too
NO_PATH = "no path"
WIDEST_NUMBER = "−000000"  # sums that are not complete may be wider than the last
FRAME_HEIGHT = 640
# Titles would give the end of the story away; its numbers the script writes itself.
_TITLES = re.compile(r'<title>.*?</title>| data-\w+="[^"]*"')
_NUMBERS = re.compile(r'(<text class="(?:number|partial)\b[^>]*>)[^<]+')
# A text in a script, or a sign with spaces that say nothing. Scripts nest no text in a text.
_SIGNS = re.compile(r'("[^"\n]*"|`[^`]*`)| ?([=(){}\[\],;:?&|<>*!]+) ?')
_BREAKS = re.compile(r"([;,{(\[])\n")
FORWARD = ("#1a56c4", "#8db7ff")  # by day and by night
SWATCHES = ("input", "parameter")


class StepPage:
    """A step page: shows itself in a notebook, and saves itself as a file elsewhere."""

    def __init__(self, html: str, path: Path | None = None) -> None:
        self.html = html
        self.path = path

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the page to `path`, whole or not at all; raises `OutputError` if it cannot be."""
        self.path = write_whole(path, self.html.encode())
        return self.path

    def _repr_html_(self) -> str:
        # The frame may run the page's script; it shares nothing with the notebook around it.
        return (
            f'<iframe sandbox="allow-scripts" title="Step through the computation" width="100%" '
            f'height="{FRAME_HEIGHT}" style="border:0" srcdoc="{_attribute(self.html)}"></iframe>'
        )

    def __repr__(self) -> str:
        size = f"{len(self.html.encode()) / 1000:.0f} kB"
        if self.path is None:
            return f"<step page, {size}; .save('graph.html')>"
        return f"<step page, {size}: open {os.fspath(self.path)!r} in a browser>"


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;")


def explore(
    root: Node,
    path: str | os.PathLike[str] | None = None,
    *,
    title: str = "",
    parameters: Iterable[Node] | Any = (),
    limit: int | None = LIMIT,
    depth: int | None = None,
    fold: bool = True,
) -> StepPage:
    """A page that steps through the computation of `root` and back through its gradients.

    In a notebook the result shows the page; with `path` it is also written there. Raises
    `OperandError` unless `root` is a single number, `OutputError` for a path that cannot be
    written.

    >>> from autograd.value import Value
    >>> x = Value(3.0, "x")
    >>> page = explore(x * x)
    >>> "∂" in page.html
    True
    """
    view: Any = {"parameters": parameters, "limit": limit, "depth": depth, "fold": fold}
    page = StepPage(to_page(root, title=title, **view))
    if path is not None:
        page.save(path)
    return page


def to_page(
    root: Node,
    *,
    title: str = "",
    parameters: Iterable[Node] | Any = (),
    limit: int | None = LIMIT,
    depth: int | None = None,
    fold: bool = True,
) -> str:
    """The step page of the graph under `root`, one number, as the text of an HTML file.

    `title` is its heading. `parameters` (nodes, or a module) are tinted as learnt. Where the
    picture would be too wide and at least three operations have names, it shows those and folds the
    others into its arrows. Above `limit` cards it folds in any case; `limit=None` shows every node.
    `depth` and `fold` are those of `draw`. Equal graphs give equal pages.
    """
    gradients = gradients_of(root)
    parameters = parameters_of(parameters)
    graph = graph_of(root, parameters=parameters, limit=limit, depth=depth, fold=fold)
    if limit is not None and depth is None:
        graph = _named_if_wide(graph, root, parameters, limit)
    graph = with_gradients(graph, gradients)
    formula = formula_text(root) if graph.total <= SHORT else ""
    return page_of(graph, gradients, title or _default_title(graph), formula)


def _named_if_wide(graph: Graph, root: Node, parameters: Iterable[Node] | Any, limit: int) -> Graph:
    if not too_wide(graph):
        return graph
    by_name = named_only(root, parameters)
    return by_name if len(by_name.cards) <= limit else graph


def too_wide(graph: Graph) -> bool:
    """Whether a picture is better without what has no name, because names there are enough."""
    names = sum(card.kind == "op" and card.named for card in graph.cards)
    return not graph.frames and names >= ENOUGH_NAMES and laid_out(graph)[0].width > WIDEST


def with_gradients(graph: Graph, gradients: Gradients) -> Graph:
    """The picture after one backward pass from its root."""

    def text(node: Node | None) -> str:
        if node is None:
            return ""
        found = gradients.get(node.serial)
        return NO_PATH if found is None else summary(found)

    cards = (replace(c, grad=text(c.node), room=WIDEST_NUMBER) for c in graph.cards)
    return replace(graph, cards=tuple(cards))


def _default_title(graph: Graph) -> str:
    root = next(card for card in graph.cards if card.root)
    return f"How {root.label} = {root.value} came about"


def page_of(graph: Graph, gradients: Gradients, title: str, formula: str = "") -> str:
    """A picture with its gradients as a page."""
    graph = in_lines(graph, LINE)
    arrays = any(card.node is not None and card.node.on_arrays for card in graph.cards)
    more = ["arrays"] if arrays else []
    page, _ = assembled(
        {
            "title": html(title, 120),
            "header": f'<h1>{html(title, 120)}</h1>\n<p class="formula">{html(formula, 120)}</p>',
            "legend": _legend(graph),
            "kind": "story",
            "data": {"picture": drawing(graph), **story_of(graph, gradients)},
        },
        style="\n".join([styles(bool(graph.frames)), *(part(f"{name}.css") for name in more)]),
        script="\n".join(part(f"{name}.js") for name in [*more, "page"]),
    )
    return page


def assembled(parts: dict[str, Any], style: str, script: str, may: str = "") -> tuple[str, str]:
    """The page that these parts make, and the policy that it states; `may` allows it more."""
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; {may}"
        "base-uri 'none'; form-action 'none'"
    )
    blank = dict.fromkeys(("above", "panel", "legend"), "")
    filled = blank | parts | {"policy": policy, "style": style, "script": script}
    filled["data"] = _json(parts["data"])
    # In one pass: a label that looks like a place holder stays the label that it is.
    page = re.sub(r"\n?\{\{(\w+)\}\}", lambda found: _kept(found, filled), part("page.html"))
    return page, policy


def _kept(found: re.Match[str], filled: dict[str, Any]) -> str:
    """What fills a place, on a line of its own where the place stood so; no line for nothing."""
    text = str(filled[found[1]])
    return f"\n{text}" if text and found[0].startswith("\n") else text


def _hash(text: str) -> str:
    """The name by which a policy allows one inline text."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _json(data: Any) -> str:
    """JSON inside a script element: without `<` nothing in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


@cache
def part(name: str, package: str = __package__) -> str:
    """A file of a package, without what stays there: comments, indentation, spaces at signs."""
    lines = files(package).joinpath(name).read_text(encoding="utf-8").splitlines()
    stripped = (line.strip() for line in lines)
    text = "\n".join(line for line in stripped if line and not line.startswith("//"))
    if not name.endswith(".js"):
        return text
    return _BREAKS.sub(r"\1", _SIGNS.sub(lambda found: found[1] or found[2], text))


@cache
def styles(frames: bool = False) -> str:
    """The style sheet of the page, by day and by night; `frames` are those around folded calls."""
    colours = ";".join(
        f"--{name}:light-dark({day},{night})"
        for name, (day, night) in {
            **{name: (LIGHT[name], DARK[name]) for name in LIGHT},
            "forward": FORWARD,
        }.items()
    )
    # The page chooses day or night by `color-scheme`, has a font, and no other drawing to spare.
    rules = stylesheet("autograd-graph", frames).replace(".autograd-graph ", "").splitlines()[3:]
    rules = [rule for rule in rules if ":hover" not in rule and not rule.startswith(".paper")]
    return "\n".join([f":root{{color-scheme:light dark;{colours}}}", *rules, part("page.css")])


def drawing(graph: Graph) -> Story:
    """The drawing, for the script to bring to life; it counts cards and arrows in this order."""
    place, placed = laid_out(graph, GAP)
    body = (_NUMBERS.sub(r"\1", _TITLES.sub("", shape)) for shape in shapes(graph, place, placed))
    patterns, rows = compact(body)
    return {
        "size": [round(place.width + 2 * MARGIN, 1), round(place.height + MARGIN, 1)],
        "corner": f"{px(-MARGIN)} {px(-MARGIN / 2)}",
        "patterns": patterns,
        "shapes": rows,
    }


def _legend(graph: Graph) -> str:
    kinds = {card.kind for card in graph.cards}
    items = [f'<span class="{kind}">{kind}</span>' for kind in SWATCHES if kind in kinds]
    if "copy" in kinds:
        items.append('<span class="copy">drawn again near its use</span>')
    notes = ["On each arrow: the local derivative.", *graph.notes]
    return " ".join([*items, *(html(note, 400) for note in notes)])
