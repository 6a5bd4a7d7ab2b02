"""The graph in DOT, and as png or pdf: `draw(y).dot` is a `graphviz.Digraph` that always answers.

The package `graphviz` only writes the text; drawing it takes the program `dot`, which many machines
lack. So `pipe` and `render` try, in turn, the program, pygraphviz, and for svg our own drawing, and
say in one sentence what to install when a png is wanted and nothing here can make one. The first
two run as processes of their own, because a large graph may keep them busy for hours.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import graphviz

from ..errors import MissingDependency
from .arrows import stroke
from .escape import dot as text_of
from .files import write_whole
from .graph import Card, Edge, Graph, folds
from .style import LIGHT
from .svg import svg_of

SECONDS = 10.0
PYGRAPHVIZ = (
    "import sys, pygraphviz; graph = pygraphviz.AGraph(string=sys.stdin.buffer.read().decode()); "
    "sys.stdout.buffer.write(graph.draw(format=sys.argv[1], prog='dot'))"
)


class Digraph(graphviz.Digraph):  # type: ignore[misc]  # graphviz comes without types
    """A `graphviz.Digraph` that needs no program `dot` for svg, and never hangs."""

    drawn: Graph

    def pipe(self, format: str | None = None, *_: Any, **options: Any) -> Any:
        """The picture in `format` (svg, png, pdf, …), as bytes, or as text given an `encoding`.

        Raises `MissingDependency` where nothing on this machine can make it.
        """
        kind = format or self.format
        data = _by_program(["dot", f"-T{kind}"], self.source)
        data = data or _by_program([sys.executable, "-c", PYGRAPHVIZ, kind], self.source)
        if data is None and kind == "svg":
            data = svg_of(self.drawn).encode()
        if data is None:
            raise MissingDependency(_missing(kind))
        return data.decode(options["encoding"]) if options.get("encoding") else data

    def render(
        self,
        filename: Any = None,
        directory: Any = None,
        view: bool = False,
        cleanup: bool = False,
        format: str | None = None,
        *_: Any,
        outfile: Any = None,
        **__: Any,
    ) -> str:
        """Write the picture as `filename.format`, or `outfile`, and its DOT beside it."""
        kind = format or (Path(outfile).suffix[1:] if outfile else "") or self.format
        source = Path(self.filepath if filename is None else Path(directory or "", filename))
        target = Path(outfile) if outfile else source.with_name(f"{source.name}.{kind}")
        write_whole(target, self.pipe(kind))
        if not cleanup:
            write_whole(target.with_suffix(".gv") if outfile else source, self.source.encode())
        if view:
            graphviz.view(str(target))
        return str(target)

    def _repr_image_svg_xml(self) -> str:
        return svg_of(self.drawn)


def _by_program(command: list[str], source: str) -> bytes | None:
    """What a program makes of DOT text; None if it is absent, fails, or takes too long."""
    pipes: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    try:
        running = subprocess.Popen(command, start_new_session=True, **pipes)
    except OSError:
        return None
    with running:
        try:
            drawn, _ = running.communicate(source.encode(), timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return None
        finally:
            _end(running)
    return drawn if running.returncode == 0 and drawn else None


def _end(running: subprocess.Popen[bytes]) -> None:
    """End a program that still runs, and what it started: `dot` may be a script around another."""
    if running.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(running.pid, signal.SIGKILL)
        else:
            running.kill()


def _missing(kind: str) -> str:
    return (
        f"a {kind} needs Graphviz, and neither `dot` nor pygraphviz could draw this graph here.\n"
        "Install the program (apt install graphviz, brew install graphviz), or\n"
        "run: pip install 'autograd-scalar[render]'\n"
        "An .svg needs neither: draw(y, 'graph.svg')."
    )


def digraph(graph: Graph) -> Digraph:
    """The graph as a `graphviz.Digraph`, with the cards and colours of our own drawing."""
    drawn = Digraph("autograd", format="svg")
    drawn.drawn = graph
    font = {"fontname": "Helvetica,DejaVu Sans,sans-serif", "fontcolor": LIGHT["ink"]}
    drawn.attr("graph", rankdir="LR", bgcolor=LIGHT["paper"], ranksep="0.6", nodesep="0.25")
    drawn.attr("node", shape="plain", fontsize="11", **font)
    drawn.attr("edge", color=LIGHT["arrow"], fontsize="9", arrowsize="0.7", **font)
    for card in graph.cards:
        drawn.node(card.id, f"<{_table(card)}>")
    for edge in graph.edges:
        drawn.edge(edge.source, edge.target, **_looks(edge))
    return drawn


def _table(card: Card) -> str:
    """A card as an HTML-like label: text there is data, and no backslash sequence is read."""
    tint = LIGHT.get(card.kind, LIGHT["card"])
    style = ' STYLE="ROUNDED,DASHED"' if card.kind in ("copy", "more") else ' STYLE="ROUNDED"'
    width = "2" if card.root else "1"
    name = f"<B>{text_of(card.label)}</B>" if card.named else text_of(card.label)
    rows = [f'<TR><TD ALIGN="LEFT">{name}</TD><TD ALIGN="RIGHT">{text_of(card.made_by)}</TD></TR>']
    if card.kind == "copy":
        rows = [
            f'<TR><TD ALIGN="LEFT">{name}</TD><TD ALIGN="RIGHT">{text_of(card.value)}</TD></TR>'
        ]
    elif card.value:
        rows += [_row("value", card.value), _row("grad", card.grad, LIGHT["gradient"])]
    if card.hidden:
        rows.append(f'<TR><TD COLSPAN="2" ALIGN="LEFT">folds {folds(card)}</TD></TR>')
    return (
        f'<TABLE BORDER="{width}" CELLBORDER="0" CELLSPACING="0" COLOR="{LIGHT["line"]}" '
        f'BGCOLOR="{tint}"{style}>{"".join(rows)}</TABLE>'
    )


def _row(key: str, number: str, colour: str = "") -> str:
    shown = text_of(number)
    if colour:
        shown = f'<FONT COLOR="{colour}">{shown}</FONT>'
    return f'<TR><TD ALIGN="LEFT">{key}</TD><TD ALIGN="RIGHT">{shown}</TD></TR>'


def _looks(edge: Edge) -> dict[str, str]:
    looks = {"penwidth": f"{stroke(edge.partial):.1f}"}
    if edge.text:
        looks["label"] = f"<{text_of(edge.text)}>"
    if edge.partial is None:
        looks["style"] = "dotted"
    return looks
