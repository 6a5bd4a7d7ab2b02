"""`draw`: formats, files, graphviz and its absence; what a notebook and a terminal show."""

import functools
import math
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import autograd
from autograd import Symbol, Tensor, Value
from autograd.drawing import draw, repr_html, repr_svg, show
from autograd.drawing.files import write_whole
from autograd.errors import MissingDependency, OperandError, OutputError
from drawings import chain, network
from effort import at_most


def square() -> Value:
    x = Value(3.0, "x")
    return x * x


def no_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("autograd.drawing.dot.digraph.PYGRAPHVIZ", "raise SystemExit(1)")


def test_svg_to_a_file(tmp_path: Path) -> None:
    path = tmp_path / "graph.svg"
    picture = draw(square(), path)
    assert path.read_text(encoding="utf-8") == picture.svg == picture._repr_svg_()
    assert os.listdir(tmp_path) == ["graph.svg"]


def test_a_notebook_draws_thousands_of_cards_only_when_asked() -> None:
    picture = draw(chain(1000), limit=None)
    assert picture._repr_svg_() is None
    assert "1001 cards for 1001 nodes; .save('graph.svg') or .svg" in repr(picture)
    assert picture.svg == picture._repr_svg_()


def test_the_format_may_be_given(tmp_path: Path) -> None:
    picture = draw(square(), tmp_path / "picture", format="svg")
    assert (tmp_path / "picture").read_text(encoding="utf-8") == picture.svg


def test_dot_to_a_file(tmp_path: Path) -> None:
    draw(square(), tmp_path / "graph.dot")
    assert (tmp_path / "graph.dot").read_text(encoding="utf-8").startswith("digraph")


def test_dot_has_every_edge_with_its_derivative() -> None:
    assert draw(square()).dot.source.count("n0 -> n1 [label=<3>") == 2


@pytest.mark.parametrize("path", ["graph.gif", "graph"])
def test_an_unknown_format_is_named(path: str, tmp_path: Path) -> None:
    with pytest.raises(OperandError, match="a picture is saved as svg, png, pdf, dot, html; "):
        draw(square(), tmp_path / path)
    assert not os.listdir(tmp_path)


def test_an_unwritable_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"cannot write .*missing.* choose another path"):
        draw(square(), tmp_path / "missing" / "graph.svg")
    with pytest.raises(OSError, match="cannot write"):
        write_whole(tmp_path, b"a folder stands there")
    assert not os.listdir(tmp_path)


def test_an_old_file_survives_a_failed_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "graph.svg"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OutputError, match="No space left on device"):
        draw(square(), path)
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["graph.svg"]


def test_png_without_any_program_is_one_short_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_programs(monkeypatch)
    with pytest.raises(MissingDependency) as caught:
        draw(square(), tmp_path / "graph.png")
    message = str(caught.value)
    assert len(message.splitlines()) <= 4
    assert "apt install graphviz" in message
    assert "pip install pygraphviz" in message
    assert not os.listdir(tmp_path)


def test_svg_comes_from_graphviz_objects_without_any_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_programs(monkeypatch)
    picture = draw(square())
    assert picture.dot.pipe().decode() == picture.svg
    assert picture.dot.pipe("svg", encoding="utf-8") == picture.svg
    written = picture.dot.render("graph", directory=tmp_path, format="svg")
    assert Path(written).read_text(encoding="utf-8") == picture.svg
    assert sorted(os.listdir(tmp_path)) == ["graph", "graph.svg"]
    picture.dot.render(outfile=tmp_path / "other.svg", cleanup=True)
    assert sorted(os.listdir(tmp_path)) == ["graph", "graph.svg", "other.svg"]
    assert picture.dot._repr_image_svg_xml() == picture.svg


def test_a_program_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.name == "nt":
        pytest.skip("needs a shell script as the program")
    program = tmp_path / "dot"
    program.write_text(
        f"#!{sys.executable}\nimport time; time.sleep(60); print('<late/>')\n", encoding="utf-8"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("autograd.drawing.dot.digraph.SECONDS", 0.5)
    monkeypatch.setattr("autograd.drawing.dot.digraph.PYGRAPHVIZ", "raise SystemExit(1)")
    assert draw(square()).dot.pipe("svg").startswith(b"<svg")


def test_what_a_program_that_hangs_has_started_is_ended_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.name == "nt":
        pytest.skip("needs a shell script as the program")
    program, noted = tmp_path / "dot", tmp_path / "child"
    program.write_text(f"#!/bin/sh\nsleep 1000 &\necho $! > {noted}\nwait\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin{os.pathsep}/usr/bin")
    monkeypatch.setattr("autograd.drawing.dot.digraph.SECONDS", 1.0)
    monkeypatch.setattr("autograd.drawing.dot.digraph.PYGRAPHVIZ", "raise SystemExit(1)")
    assert draw(square()).dot.pipe("svg").startswith(b"<svg")
    child, end = int(noted.read_text()), time.monotonic() + 20.0
    while alive(child) and time.monotonic() < end:
        time.sleep(0.05)
    assert not alive(child)


def alive(process: int) -> bool:
    """Whether a process runs; one that ended and waits to be noticed does not."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z")


def test_a_program_that_answers_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.name == "nt":
        pytest.skip("needs a shell script as the program")
    program = tmp_path / "dot"
    program.write_text(f"#!{sys.executable}\nprint('drawn')\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    draw(square(), tmp_path / "graph.png")
    assert (tmp_path / "graph.png").read_bytes().strip() == b"drawn"


def test_a_notebook_sees_small_graphs_drawn_and_others_as_text() -> None:
    error, _ = network()
    assert (repr_svg(error) or "").startswith("<svg")
    assert repr_svg(Value(1.0)) is None
    assert repr_svg(chain(100_000)) is None
    assert repr_svg(autograd.sum([Value(1.0)] * 1000)) is None


def test_a_larger_graph_is_a_line_with_its_size_and_what_to_call() -> None:
    error, _ = network()
    assert repr_html(error) is None
    assert repr_html(Value(1.0)) is None
    y = chain(400)
    y.name = "<y>"
    assert "<b>&lt;y&gt;</b> = 19.36 <small>+ 0.1</small> · grad not run<br>" in str(repr_html(y))
    assert "a graph of 401 nodes: <code>.show()</code> draws it, folded" in str(repr_html(y))
    assert "more than 10\u202f000 nodes" in str(repr_html(chain(30_000)))
    wide = autograd.sum([Value(1.0)] * 20_000)
    assert "an operation on 20\u202f000 arguments" in str(repr_html(wide))


class Hostile:
    """Whatever is asked of it, it refuses."""

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError(name)

    def __str__(self) -> str:
        raise RuntimeError("str")

    __repr__ = __bool__ = __len__ = __hash__ = __str__  # type: ignore[assignment]


def hostile_nodes() -> Iterator[tuple[str, Any]]:
    x, s = Value(1.0, "x"), Symbol("s")
    stale = x * 2.0
    x.data = 3.0
    yield "no node", None
    yield "changed since", stale
    for number in (math.nan, math.inf, -math.inf, 5e-324, 1.7e308):
        yield f"{number}", Value(number, "a" * 1_000_000) * 1.0
    for attribute in ("_name", "grad", "_primal"):
        broken = Value(2.0, "b") * 3.0
        object.__setattr__(broken, attribute, Hostile())
        yield f"hostile {attribute}", broken
    yield "arrays", (Tensor([[1.0, math.nan]], name="t") * 2.0).sum()
    yield "large arrays", (Tensor([1.0] * 300_000) * 2.0).sum()
    yield "symbols", autograd.tanh(s * s)
    yield "many symbols", functools.reduce(lambda y, _: autograd.sin(y) * s, range(2000), s)
    yield "wide", autograd.sum([Value(1.0)] * 200_000)
    yield "constants", autograd.dot([1.0] * 200_000, [x, *[2.0] * 199_999])
    yield "deep", chain(100_000)


def test_representations_never_raise_and_leave_the_rest_to_text() -> None:
    for name, node in hostile_nodes():
        drawn, line = repr_svg(node), repr_html(node)
        assert drawn is None or line is None, name
        for shown in (drawn, line):
            assert shown is None or len(shown) < 100_000, name


def test_a_slow_rule_is_not_waited_for_twice() -> None:
    calls = []

    def slowly(x: Any, y: Any) -> float:
        calls.append(x)
        end = time.thread_time() + 0.03
        while time.thread_time() < end:
            pass
        return 1.0

    slow = autograd.primitive(slowly, name="slow")(lambda x: x)
    y = Value(1.0)
    for _ in range(20):
        y = slow(y)
    assert repr_svg(y) is None
    assert len(calls) == 1


@pytest.mark.full
def test_a_million_nodes_are_represented_at_once() -> None:
    y = chain(1_000_000)
    with at_most(250_000):  # of a large graph the first 100 000 nodes are counted
        assert repr_svg(y) is None
        assert "more than" in str(repr_html(y))


def test_a_representation_takes_no_time_for_large_graphs() -> None:
    y = chain(100_000)
    with at_most(1_000):
        assert repr_svg(y) is None


def test_show_prints_text_on_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert show(square()) is None
    assert capsys.readouterr().out.startswith("v1 = 9")


def test_show_returns_the_picture_in_a_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    shell = SimpleNamespace(get_ipython=lambda: SimpleNamespace(kernel=object()))
    monkeypatch.setitem(sys.modules, "IPython", shell)
    picture = show(square())
    assert picture is not None
    assert repr(picture).startswith("<picture of v1 = 9: 2 cards for 2 nodes")


def test_a_first_drawing_waits_for_no_step_page():
    code = """import sys; from autograd import Value; (Value(2.0) * 3.0)._repr_svg_()
print(*sorted(name for name in sys.modules if name.startswith("autograd.drawing.")))"""
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    names = {name.rpartition(".")[2] for name in loaded.stdout.split()}
    assert {"build", "svg"} <= names
    assert not {"page", "story", "compact", "explanation", "dot"} & names


def test_the_drawing_package_lists_what_it_offers_and_no_more():
    assert {"draw", "explain", "tree", "to_svg", "Picture"} <= set(dir(autograd.drawing))
    assert all(hasattr(autograd.drawing, name) for name in dir(autograd.drawing))
    with pytest.raises(AttributeError, match=r"autograd\.drawing has no 'drawn'"):
        autograd.drawing.drawn  # noqa: B018  # to ask for it is the test
