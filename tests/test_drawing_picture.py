"""`draw`: formats, files, graphviz and its absence; what a notebook and a terminal show."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

import autograd
from autograd import Value
from autograd.drawing import draw, repr_html, repr_svg, show
from autograd.drawing.files import write_whole
from autograd.errors import MissingDependency, OperandError, OutputError
from drawings import chain, network, read


def square() -> Value:
    x = Value(3.0, "x")
    return x * x


def no_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("autograd.drawing.dot.PYGRAPHVIZ", "raise SystemExit(1)")


def test_svg_to_a_file(tmp_path: Path) -> None:
    path = tmp_path / "graph.svg"
    picture = draw(square(), path)
    assert path.read_text(encoding="utf-8") == picture.svg == picture._repr_svg_()
    assert os.listdir(tmp_path) == ["graph.svg"]


def test_the_format_may_be_given(tmp_path: Path) -> None:
    draw(square(), tmp_path / "picture", format="svg")
    read((tmp_path / "picture").read_text(encoding="utf-8"))


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
    assert "pip install 'autograd-scalar[render]'" in message
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
    program.write_text(f"#!{sys.executable}\nimport time; time.sleep(60)\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("autograd.drawing.dot.SECONDS", 0.5)
    monkeypatch.setattr("autograd.drawing.dot.PYGRAPHVIZ", "raise SystemExit(1)")
    began = time.perf_counter()
    assert draw(square()).dot.pipe("svg").startswith(b"<svg")
    assert time.perf_counter() - began < 20.0


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


def test_representations_never_raise() -> None:
    x = Value(1.0, "x")
    y = x * 2.0
    x.data = 3.0
    assert repr_svg(y) is None
    assert repr_html(None) is None  # type: ignore[arg-type]
    assert repr_html(y) == "<div>2 <small>× 2</small> · grad not run</div>"


def test_a_representation_takes_no_time_for_large_graphs() -> None:
    y = chain(100_000)
    began = time.perf_counter()
    assert repr_svg(y) is None
    assert time.perf_counter() - began < 0.05


def test_show_prints_text_on_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert show(square()) is None
    assert capsys.readouterr().out.startswith("v1 = 9")


def test_show_returns_the_picture_in_a_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    shell = SimpleNamespace(get_ipython=lambda: SimpleNamespace(kernel=object()))
    monkeypatch.setitem(sys.modules, "IPython", shell)
    picture = show(square())
    assert picture is not None
    assert repr(picture).startswith("<picture of v1 = 9: 2 cards for 2 nodes")
