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

from ...errors import MissingDependency
from ...formulas.escape import dot as text_of
from ..files import write_whole
from ..graph.elements import Edge, Frame, Graph
from ..shapes.arrows import stroke
from ..shapes.frames import Table, table_of
from ..shapes.style import LIGHT, TINTS
from ..svg import laid_out, svg_of
from .tables import card_table, frame_table

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
        "run: pip install pygraphviz\n"
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
    frame_of = {row: frame for frame in graph.frames for row in frame.cards}
    tables = {frame.id: table_of(graph, frame) for frame in graph.frames}
    for card in graph.cards:
        if card.id not in frame_of:
            drawn.node(card.id, f"<{card_table(card)}>")
    for frame in graph.frames:
        drawn.node(frame.id, f"<{frame_table(graph, frame, tables[frame.id])}>")
    _arrows(drawn, graph, frame_of, tables)
    return drawn


def _arrows(
    drawn: Digraph, graph: Graph, frame_of: dict[str, Frame], tables: dict[str, Table | None]
) -> None:
    """Every arrow from port to port; into a frame with a table one for each of its inputs."""
    place, placed = laid_out(graph)
    crowded = [p.crowded and not t for p, t in zip(placed, place.boxes.tabled, strict=True)]
    led: set[tuple[str, str]] = set()
    for edge, dense in zip(graph.edges, crowded, strict=True):
        before, frame = frame_of.get(edge.source), frame_of.get(edge.target)
        source = f"{before.id}:{edge.source}_out:e" if before else edge.source
        if frame is None or tables[frame.id] is None:
            target = f"{frame.id}:{edge.target}:w" if frame else edge.target
            free = "" if before or frame else "xlabel"
            drawn.edge(source, target, **_looks(edge, free if any(crowded) else "label", dense))
        elif (edge.source, frame.id) not in led:  # the table has the numbers
            led.add((edge.source, frame.id))
            drawn.edge(source, f"{frame.id}:inputs:w")


def _looks(edge: Edge, label: str, dense: bool) -> dict[str, str]:
    """The pen of an arrow, and its number as a `label`.

    With one label in the picture, dot makes room for one on every arrow: thousands of pixels where
    hundreds of arrows run. It makes no room for an xlabel.
    """
    looks = {"penwidth": f"{stroke(edge.partial) * (0.4 if dense else 1.0):.1f}"}
    if edge.text and label:
        looks[label] = f"<{text_of(edge.text)}>"
    if edge.mark:
        looks["color"] = TINTS[edge.mark][0]
    if edge.partial is None:
        looks["style"] = "dotted"
    return looks
