"""The step page as a file: its story adds up, it needs nothing, and no name does anything."""

import base64
import hashlib
import math
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given

import autograd
from autograd import Tensor, Value, gradients
from autograd.drawing import draw, explore, graph_of, to_page
from autograd.drawing.shapes.style import DARK, LIGHT
from autograd.drawing.signs.formulas import rule_texts
from autograd.drawing.stepping.assembly import FORWARD, part
from autograd.drawing.stepping.compact import expanded
from autograd.drawing.stepping.story import gradients_of, story_of
from autograd.engine.elementwise import Elementwise
from autograd.engine.labels import visible
from autograd.engine.primitive import REGISTRY
from autograd.engine.structural import Structural
from autograd.errors import OperandError, OutputError
from drawings import HOSTILE, chain, graphs, luminance, network
from effort import at_most
from stories import Reader, assert_adds_up, story_in, sums


def neuron() -> Value:
    x1, x2, w1, w2, b = autograd.variables("x1 x2 w1 w2 b", 2.0, 0.5, -3.0, 1.0, 6.9)
    o = (x1 * w1 + x2 * w2 + b).tanh()
    o.name = "o"
    return o


def thirteen_cards() -> Value:
    w, x, b, t = autograd.variables("w x b t", -0.8, 1.5, 0.6, 1.0)
    loss = ((w * x + b).tanh() - t) ** 2.0 + 0.1 * w * w
    loss.name = "L"
    return loss


def picture_in(page: str) -> str:
    """The drawing that the page's script makes of its story."""
    picture = story_in(page)["picture"]
    return "".join(expanded(picture["patterns"], row) for row in picture["shapes"])


@given(graphs())
def test_contributions_sum_to_the_gradient(y: Value) -> None:
    graph = graph_of(y)
    story = story_of(graph, gradients_of(y))
    assert_adds_up(story, y)
    for card, grad in zip(graph.cards, story["grads"], strict=True):
        if card.node is not None and grad is not None:
            (exact,) = gradients(y, [card.node])
            assert math.isclose(grad, exact, rel_tol=1e-12, abs_tol=1e-12)


@pytest.mark.parametrize("limit", [10, 20, 80])
def test_contributions_sum_to_the_gradient_when_folded(limit: int) -> None:
    error, parameters = network()
    page = to_page(error, parameters=parameters, limit=limit)
    story = story_in(page)
    assert len(story["nodes"]) <= limit
    assert "folded into arrows" in page
    assert_adds_up(story, error)
    assert sums(story)


def test_gradients_are_those_of_one_pass_whatever_grad_holds() -> None:
    o = neuron()
    first = to_page(o)
    o.backward()
    o.backward()
    assert to_page(o) == first


def test_an_arrow_says_its_rule() -> None:
    w, x = autograd.variables("w x", 2.0, 3.0)
    z = w * x
    h = z.sigmoid()
    labels = {w.serial: "w", x.serial: "x", z.serial: "z", h.serial: "h"}
    assert rule_texts(z, labels)[0] == "x"
    assert rule_texts(h, labels)[0] == "h·(1 − h)"
    assert rule_texts(z.tanh(), labels)[0] == "1 − y²"
    assert rule_texts(z**2.0, labels)[0] == "2·z"
    assert rule_texts(h, labels | {h.serial: "h⁽²⁾"})[0] == "h⁽²⁾·(1 − h⁽²⁾)"
    y = z.tanh()
    assert rule_texts(y, labels | {y.serial: "y⁽²⁾"})[0] == "1 − (y⁽²⁾)²"
    assert rule_texts(z**0.5, labels)[0] == "" or "z" in rule_texts(z**0.5, labels)[0]
    assert rule_texts(z + w, labels)[0] == ""
    assert rule_texts(w, labels)[0] == ""


ONE = sorted({op.name for op in REGISTRY.values() if isinstance(op, Elementwise) and op.arity == 1})


@pytest.mark.parametrize("name", ONE)
def test_rules_are_formulas_without_helpers_or_silent(name: str) -> None:
    with autograd.ieee():
        a = Value(0.5, "a")
        text = rule_texts(REGISTRY[name](a), {a.serial: "a"})[0]
    assert not re.search(r"_(prime|dx|dy|da)\b|sech2|positive|mills", text)


def test_a_neuron_is_a_small_file() -> None:
    w, x, b = autograd.variables("w x b", -0.8, 1.5, 0.6)
    assert len(to_page((w * x + b).tanh()).encode()) <= 25 * 1024
    assert len(to_page(neuron()).encode()) <= 24 * 1024
    assert len(to_page(thirteen_cards()).encode()) <= 25 * 1024


def test_the_script_can_be_read() -> None:
    source = Path(to_page.__globals__["__file__"]).with_name("page.js")
    lines = source.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 430
    assert max(map(len, lines)) <= 100


@pytest.mark.parametrize("name", ["page.js", "arrays.js"])
def test_taking_spaces_out_of_a_script_leaves_its_texts(name: str) -> None:
    source = Path(to_page.__globals__["__file__"]).with_name(name).read_text(encoding="utf-8")
    code = re.sub(r"^ *//.*$", "", source, flags=re.MULTILINE)
    texts = re.findall(r'"[^"\n]*"|`[^`]*`', code)
    assert not [text for text in texts if "\n" in text]  # no text runs over lines, so none nests
    assert re.findall(r'"[^"\n]*"|`[^`]*`', part(name)) == texts
    assert not [text for text in texts if ";}" in text or ")=>" in text]
    assert bare(part(name)) == bare(code)


def bare(script: str) -> str:
    """A script without spaces, semicolons that end a block, and brackets of one parameter."""
    text = re.sub(r"\s", "", script).replace(";}", "}")
    return re.sub(r"(?<!\w)\((\w+)\)=>", r"\1=>", text)


def test_a_thousand_nodes_stay_below_a_megabyte() -> None:
    y = chain(1000)
    with at_most(2_500_000):
        page = to_page(y, limit=None)
    assert len(page.encode()) <= 1_000_000


def test_the_same_graph_gives_the_same_bytes() -> None:
    (first, p), (second, q) = network(), network()
    assert to_page(first, parameters=p) == to_page(second, parameters=q)


def test_the_policy_allows_this_script_and_this_style_and_nothing_else() -> None:
    reader = Reader(to_page(neuron()))
    (policy,) = (a["content"] for t, a in reader.elements if "http-equiv" in a)

    def allowed(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    style, script = reader.embedded["style:"], reader.embedded["script:"]
    assert policy == (
        f"default-src 'none'; style-src {allowed(style)}; script-src {allowed(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def test_the_page_needs_nothing_from_outside() -> None:
    page = to_page(neuron())
    for namespace in ("1998/Math/MathML", "2000/svg"):
        page = page.replace(f"http://www.w3.org/{namespace}", "")
    assert not re.search(r"https?:|url\(|@import|\bfetch\b|XMLHttp|innerHTML|\beval\b", page)
    for tag, attributes in Reader(page).elements:
        assert tag not in ("link", "img", "iframe", "object", "base", "form", "a")
        assert not {"src", "href", "action", "style"} & set(attributes)
        assert not [name for name in attributes if name.startswith("on")]


def skeleton(page: str) -> list[Any]:
    """The elements of a page without what depends on the width of a name."""
    return [(tag, sorted(attributes)) for tag, attributes in Reader(page).elements]


@pytest.mark.parametrize("name", [*HOSTILE, "{{script}}", "{{story}}"], ids=range(len(HOSTILE) + 2))
def test_hostile_names_are_text(name: str) -> None:
    def page(label: str) -> str:
        y = Value(2.0, label) * 3.0
        return to_page(y, title=label)

    hostile = page(name)
    assert skeleton(hostile) == skeleton(page("x"))
    assert story_in(hostile)["nodes"][0][0] == visible(name)
    assert visible(name) in Reader(picture_in(hostile)).texts
    assert visible(name, 120) in Reader(hostile).texts
    assert len(hostile.encode()) < 30_000


def test_numbers_that_json_lacks() -> None:
    with autograd.ieee():
        x = Value(0.0, "x")
        page = to_page(x.sqrt() * 1.0)
    assert story_in(page)["grads"][0] == "∞"


def test_no_path_is_said_in_words() -> None:
    x = Value(1.5, "x")
    page = to_page(autograd.floor(x) * 2.0)
    assert story_in(page)["grads"][0] is None


def test_arrays_step_too() -> None:
    t = Tensor([[1.0, 2.0], [3.0, 4.0]], name="t")
    story = story_in(to_page((t * t).sum()))
    assert story["values"][0] == {"text": "2×2: 1…4", "rows": [[1, 2], [3, 4]]}
    assert story["grads"][0] == {"text": "2×2: 2…8", "rows": [[2, 4], [6, 8]]}
    assert [edge[2:] for edge in story["edges"][:2]] == [["t", "entry by entry"]] * 2
    assert story["adds"]["0"] == {"text": "2×2: 1…4", "rows": [[1, 2], [3, 4]]}
    assert story["edges"][2][3] == "to every element along the axis, times its weight"


def test_what_arrays_contribute_adds_up_to_the_gradient() -> None:
    a = Tensor([[0.2, -0.4], [0.7, 0.1], [0.3, 0.5]], name="a")
    x = Tensor([1.0, 2.0], name="x")
    h = (a @ x + Tensor([0.1, 0.2, -0.3], name="b")).tanh()
    story = story_in(to_page((h * h).sum() + (a * 2.0).sum(), limit=None))
    gathered: dict[int, Any] = defaultdict(float)
    for i, (source, *_) in enumerate(story["edges"]):
        if isinstance(story["adds"].get(str(i)), dict):
            gathered[source] += np.array(story["adds"][str(i)]["rows"])
    assert len(gathered) >= 6
    for source, total in gathered.items():
        np.testing.assert_allclose(total, story["grads"][source]["rows"], rtol=1e-12)


def test_a_large_array_is_told_in_words() -> None:
    story = story_in(to_page(Tensor([0.5] * 30, name="t").sum()))
    assert story["values"][0] == {"text": "30: 0.5", "mean": 0.5}


def test_every_operation_on_arrays_says_what_comes_back() -> None:
    silent = [op.name for op in REGISTRY.values() if isinstance(op, Structural) and not op.back]
    assert silent == []


def test_the_network_shows_its_named_nodes() -> None:
    from autograd.shell.demo.network import forward, starting_weights

    named = forward(starting_weights())
    story = story_in(to_page(named["E"]))
    names = [name for name, *_ in story["nodes"]]
    assert sorted(names) == sorted(named)
    w1 = story["grads"][names.index("w1")]
    assert math.isclose(w1, 0.00043856773447434672705, rel_tol=1e-13)


def test_what_is_no_single_number_is_refused_in_words(tmp_path: Path) -> None:
    x, y = autograd.variables("x y", 1.0, 2.0)
    with pytest.raises(OperandError, match="follows one Value back through its graph; got 2 of"):
        draw([x * y, x + y], tmp_path / "graph.html")
    with pytest.raises(OperandError, match="not one: take its sum"):
        to_page(Tensor([1.0, 2.0]) * 2.0)
    with pytest.raises(OperandError, match="got str"):
        explore("x")  # type: ignore[arg-type]


def test_draw_explore_and_the_method_write_the_same_page(tmp_path: Path) -> None:
    o = neuron()
    page = explore(o, tmp_path / "a.html")
    assert draw(o, tmp_path / "b.html").page == o.explore().html == page.html == to_page(o)
    written = [(tmp_path / name).read_text(encoding="utf-8") for name in ("a.html", "b.html")]
    assert written == [page.html, page.html]
    size = f"{len(page.html.encode()) / 1000:.0f} kB"
    assert repr(page) == f"<step page, {size}: open {str(tmp_path / 'a.html')!r} in a browser>"
    assert ".save('graph.html')" in repr(explore(o))
    with pytest.raises(OutputError, match="cannot write"):
        page.save(tmp_path / "missing" / "a.html")


def test_a_notebook_shows_the_page_in_a_frame_of_its_own() -> None:
    page = neuron().explore()
    frame = page._repr_html_()
    (element,) = Reader(frame).elements
    assert element[0] == "iframe"
    assert element[1]["sandbox"] == "allow-scripts"
    assert element[1]["srcdoc"] == page.html


def test_the_command_line_writes_a_page(tmp_path: Path) -> None:
    from autograd.shell.cli import main

    path = tmp_path / "neuron.html"
    main(["draw", "(tanh(w*x + b) - t)^2", "w=1.3", "x=1.5", "b=0.6", "t=1", "-o", str(path)])
    story = story_in(path.read_text(encoding="utf-8"))
    assert story["nodes"][story["root"]][0] == "f"
    assert_adds_up(story, Value(0.0))


@pytest.mark.parametrize(("night", "colours"), [(0, LIGHT), (1, DARK)])
@pytest.mark.parametrize("ground", ["paper", "card", "input", "parameter"])
def test_the_forward_colour_can_be_read(night: int, colours: dict[str, str], ground: str) -> None:
    """WCAG 2.2, success criterion 1.4.3: at least 4.5 : 1."""
    dark, light = sorted(luminance(colour) for colour in (FORWARD[night], colours[ground]))
    assert (light + 0.05) / (dark + 0.05) >= 4.5
