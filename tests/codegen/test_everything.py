"""All nodes of a program: their values, local derivatives and adjoints, as backward has them."""

import json
import subprocess

import pytest

import autograd
from autograd import Value, logsumexp, maximum, sigmoid, tanh, where
from autograd.errors import OperandError
from machines import NODE, wanted
from pages import in_browser


def neuron(w, x, b, t):
    z = w * x + b
    a = tanh(z)
    z.name, a.name = "z", "a"
    return (a - t) ** 2


def choosing(x, y, z, t):
    h = where(x > y, maximum(x, z), sigmoid(y))
    h.name = "h"
    return h * h * logsumexp([x, h, t])


POINT = (0.5, -1.5, 0.25, 1.0)


@pytest.mark.parametrize("f", [neuron, choosing])
def test_it_is_what_backward_has(f):
    table = autograd.compile(f).everything(*POINT)
    xs = [Value(x, name=name) for x, name in zip(POINT, "wxbt", strict=True)]
    y = f(*xs)
    y.backward()
    inputs = list(table.values())[:4]
    assert [(row["value"], row["adjoint"]) for row in inputs] == [
        (x.data, x.grad or 0.0) for x in xs
    ]
    last = list(table.values())[-1]
    assert (last["value"], last["adjoint"]) == (y.data, 1.0)
    for name, row in table.items():
        for by, slope in row["partials"].items():
            assert by.removesuffix("_2") in table, (name, by)
            assert slope == slope


@pytest.mark.parametrize("f", [neuron, choosing])
def test_adjoints_are_the_sums_of_what_users_hand_on(f):
    table = autograd.compile(f).everything(*POINT)
    for name in table:
        handed = [
            row["adjoint"] * slope
            for row in table.values()
            for by, slope in row["partials"].items()
            if by in (name, f"{name}_2")
        ]
        if handed:
            assert sum(handed) == pytest.approx(table[name]["adjoint"], rel=1e-12, abs=1e-300)


def test_names_are_those_of_the_function():
    assert list(autograd.compile(neuron).everything(*POINT)) == [
        "w", "x", "b", "t", "mul", "z", "a", "sub", "pow",
    ]  # fmt: skip


def test_node_gives_the_same_table(tmp_path):
    wanted(NODE, "Node")
    compiled = autograd.compile(neuron, target="js").everything
    (tmp_path / "e.mjs").write_text(compiled.source, encoding="utf-8")
    call = f"console.log(JSON.stringify(everything(...{list(POINT)})))"
    code = f"import {{everything}} from './e.mjs'; {call}"
    ran = subprocess.run(
        [NODE, "--input-type=module", "-e", code],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    table, truth = json.loads(ran.stdout), compiled(*POINT)
    assert list(table) == list(truth)
    for name, row in truth.items():
        assert table[name]["value"] == pytest.approx(row["value"], rel=1e-15)
        assert table[name]["adjoint"] == pytest.approx(row["adjoint"], rel=1e-14)
        assert table[name]["partials"] == pytest.approx(row["partials"], rel=1e-14)


def test_it_is_of_one_number():
    with pytest.raises(OperandError, match="everything is of a function with one number"):
        autograd.compile(lambda x: [x, x]).everything(1.0)


class TestPage:
    pytestmark = in_browser

    def test_a_page_imports_the_module(self, browser, tmp_path):
        """Written by hand; the module is a URL of data, for from files browsers import none."""
        compiled = autograd.compile(neuron, order=2, target="js")
        page = browser.new_page()
        page.set_content(
            "<output></output><script type=importmap>"
            + json.dumps({"imports": {"neuron": _url(compiled.source)}})
            + "</script><script type=module>import { neuron } from 'neuron';"
            "document.querySelector('output').textContent ="
            f"JSON.stringify(neuron(...{list(POINT)}));</script>"
        )
        page.wait_for_function("document.querySelector('output').textContent")
        value, gradient, hessian = json.loads(page.text_content("output"))
        truth = compiled(*POINT)
        assert value == pytest.approx(truth[0], rel=1e-14)
        assert gradient == pytest.approx(truth[1], rel=1e-14)
        assert [*map(tuple, hessian)] == [pytest.approx(row, rel=1e-13) for row in truth[2]]
        page.close()


def _url(source: str) -> str:
    from urllib.parse import quote

    return "data:text/javascript," + quote(source)
