"""Hostile names are shown as text by every carrier, and do nothing."""

import re
import shutil
import subprocess
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

import autograd
import nn
from autograd import Value
from autograd.drawing import draw, explain, formula, repr_html, to_svg, tree
from autograd.engine.labels import labels_of, visible
from autograd.formulas.writing import escape
from drawings import HOSTILE, groups, read, texts


def graph(name: str) -> Value:
    x = Value(2.0, name)
    y = x * 3.0
    y.backward()
    return y


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
class TestCarriers:
    def test_svg(self, name: str) -> None:
        drawing = read(to_svg(graph(name)))
        assert texts(groups(drawing, "node")[0])[0] == visible(name)
        assert {element.tag.split("}")[1] for element in drawing.iter()} <= {
            "svg", "title", "style", "rect", "g", "path", "text",
        }  # fmt: skip

    def test_html(self, name: str) -> None:
        y = autograd.sum([graph(name)] * 50)
        y.name = name
        shown = re.match(r"<div><b>(.*)</b> = 300 <small>", repr_html(y) or "")
        assert shown is not None
        assert "<" not in shown[1]
        assert unescape(shown[1]) == visible(name)

    def test_dot(self, name: str) -> None:
        source = draw(graph(name)).dot.source
        (label,) = re.findall(r"<B>(.*)</B>", source)
        assert not set('<>"\\') & set(label)
        assert unescape(label).replace("\\\\", "\\") == visible(name)

    def test_latex(self, name: str) -> None:
        text = formula(graph(name))
        assert text.replace("\u200d", "").isprintable()
        assert text.count("{") - text.count(r"\{") == text.count("}") - text.count(r"\}")
        assert re.sub(r"\\(text[a-z]*|mathrm|cdot)\b|\\[{}$&#_%]", "", text).count("\\") == 0
        assert len(text) < 400

    def test_terminal(self, name: str) -> None:
        y = graph(name)
        for text in (tree(y), str(explain(y, y.args[0]))):
            assert visible(name) in text
            assert all(character == "\n" or character >= " " for character in text)
            assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", text)
        assert len(tree(y).splitlines()) == 2

    def test_representation(self, name: str) -> None:
        assert len(repr(draw(graph(name)))) < 300


@pytest.mark.skipif(shutil.which("dot") is None, reason="needs Graphviz's program dot")
@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_graphviz_shows_the_name(name: str) -> None:
    source = draw(graph(name)).dot.source
    done = subprocess.run(["dot", "-Tsvg"], input=source.encode(), capture_output=True, check=True)
    shown = texts(read(done.stdout.decode()))
    assert "".join(visible(name).split()) in "".join("".join(shown).split())


def test_what_is_invisible_is_spelled_out() -> None:
    assert visible("a\u202eb") == "a⟨202E⟩b"
    assert visible("\x00\x7f\ud800") == "␀␡⟨D800⟩"
    assert visible("e" + "\u0301" * 9) == "e\u0301\u0301\u0301"
    assert visible("x" * 41) == "x" * 39 + "…"


def test_labels_are_made_for_the_nameless() -> None:
    x = Value(1.0)
    y = x * 2.0
    assert list(labels_of([x, y]).values()) == ["v1", "v2"]


NAMES = st.sampled_from(["", "x", "w", "v1", "x⁽¹⁾", "w⁽²⁾"])


@given(st.lists(NAMES, max_size=12))
def test_a_label_means_one_node(names: list[str]) -> None:
    labels = [*labels_of([Value(1.0, name) for name in names]).values()]
    assert len({*labels}) == len(names)
    for name, label in zip(names, labels, strict=True):
        assert label == name or not name or (names.count(name) > 1 and label[: len(name)] == name)


def test_what_was_made_together_has_the_same_number() -> None:
    model = nn.MLP(2, [2, 1], seed=0)
    said = list(labels_of(model.parameters()).values())
    assert said == ["w1⁽¹⁾", "w2⁽¹⁾", "b⁽¹⁾", "w1⁽²⁾", "w2⁽²⁾", "b⁽²⁾", "w1⁽³⁾", "w2⁽³⁾", "b⁽³⁾"]


def test_names_that_have_nothing_to_do_with_each_other_each_count_from_one() -> None:
    xs, hs = ([Value(0.0, name) for _ in range(2)] for name in "xh")
    assert list(labels_of([*xs, *hs]).values()) == ["x⁽¹⁾", "x⁽²⁾", "h⁽¹⁾", "h⁽²⁾"]


def test_the_names_of_a_model_take_none_from_the_numbers_it_is_called_with() -> None:
    b, c = autograd.variables("b c", 0.5, -0.2)
    layer = nn.Layer(2, 2, seed=0)
    lines = tree(autograd.sum(layer([b, c])))
    assert " b = 0.5 " in lines
    assert " b⁽¹⁾ = 0 " in lines


def test_latex_text_is_escaped() -> None:
    assert escape("a_b^c~\\") == r"a\_b\textasciicircum{}c\textasciitilde{}\textbackslash{}"
