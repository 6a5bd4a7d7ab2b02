"""`tree` and `explain`: the graph and its gradients in words and numbers."""

import math
import sys

import pytest
from hypothesis import given

import autograd
import nn
from autograd import Tensor, Value, gradients
from autograd.drawing import draw, explain, tree
from autograd.engine.walks import ancestors
from autograd.errors import OperandError, UnreachableError
from drawings import chain, graphs, network


@pytest.mark.board
@given(graphs(most=15))
def test_the_explanation_sums_to_the_gradient_and_fits_a_terminal(y: Value) -> None:
    for x in ancestors(y).values():
        told = explain(y, x)
        (slope,) = gradients(y, [x])
        assert told.total == slope
        assert sum(term.product for term in told.terms) == pytest.approx(
            slope, rel=1e-12, abs=1e-12
        )
        if not told.folded:
            assert len(told.terms) == told.paths <= 20
        lines = str(told).splitlines()
        assert max(map(len, lines)) <= 80
        if len(told.terms) == 1 and len(told.terms[0].factors) in range(1, 15):
            names, _, numbers = " ".join(lines[1:]).partition("  where ")[0].partition(" = ")
            assert names.count("·") == numbers.count("·") == len(told.terms[0].factors) - 1


def test_the_network_has_two_paths_to_its_first_weight() -> None:
    error, (w1, *_) = network()
    told = explain(error, w1)
    assert told.paths == 2
    assert told.total == pytest.approx(0.00043856773447434672705, rel=1e-14)
    assert str(told).startswith("∂E/∂w1 = 4.39e-4, the sum over these paths:")
    assert str(told).endswith("sum = 0.00043856773447434685")


def test_factors_are_the_local_derivatives_from_result_to_leaf() -> None:
    x = Value(3.0, "x")
    y = (x * 2.0) ** 2
    y.name = "y"
    (term,) = explain(y, x).terms
    assert term.labels == ("y", "v1", "x")
    assert term.factors == (12.0, 2.0)


def test_many_paths_are_summed_over_the_uses() -> None:
    x = Value(1.01, "x")
    y = x
    for _ in range(60):
        y = y * y * 0.5
    told = explain(y, x)
    assert told.folded
    assert told.paths == 10**12
    assert len(told.terms) == 2
    assert "more than 1e+12 paths" in str(told)


def test_a_use_in_a_very_wide_sum_is_cut_off_in_words() -> None:
    x = Value(1.0, "x")
    told = explain(autograd.sum([x * float(i) for i in range(50)]), x)
    assert told.total == sum(range(50))
    assert "… and 30 more uses: 1035" in str(told)


def test_a_long_path_is_told_without_recursion() -> None:
    y = chain(20_000)
    x = ancestors(y)[min(ancestors(y))]
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(120)
    try:
        told, outline = explain(y, x), tree(y)
    finally:
        sys.setrecursionlimit(limit)
    assert told.paths == 1
    assert told.total == pytest.approx(0.999**10_000, rel=1e-9)
    assert len(str(told)) < 600
    assert len(outline) < 4000


def test_no_path_and_the_same_node() -> None:
    x = Value(2.0, "x")
    assert explain(x, x).total == 1.0
    flat = autograd.floor(x)
    told = explain(flat, x)
    assert (told.total, told.paths) == (0.0, 0)
    assert "no path of derivatives leads there" in str(told)


def test_infinite_factors_do_not_break_the_telling() -> None:
    x = Value(0.0, "x")
    told = explain(autograd.sqrt(x), x)
    assert math.isinf(told.total)
    assert "∞" in str(told)


def test_what_cannot_be_explained_is_refused() -> None:
    x, y = autograd.variables("x y")
    with pytest.raises(UnreachableError, match="x was not computed from y, so there is nothing"):
        explain(x, y)
    t = Tensor([1.0, 2.0], name="t")
    with pytest.raises(OperandError, match="explain follows numbers, and t is a Tensor"):
        explain(t.sum(), t)
    with pytest.raises(OperandError, match="explain takes two Values; got a float"):
        explain(x, 1.0)  # type: ignore[arg-type]


def test_the_outline_names_a_shared_node_once() -> None:
    error, _ = network()
    lines = tree(error).splitlines()
    assert lines[0] == "E = 0.2984  grad (not run)  (0.5 ×)"
    assert sum("h1 = 0.5933" in line for line in lines) == 1
    assert sum("h1 (above)" in line for line in lines) == 1


def test_the_outline_is_bounded() -> None:
    y = autograd.sum([Value(float(i)) for i in range(1000)])
    lines = tree(y).splitlines()
    assert len(lines) == 201
    assert lines[-1] == "… and more: 1001 nodes in all; draw() folds them"
    assert len(tree(y, lines=5).splitlines()) == 6


def test_the_outline_of_several_roots_and_of_a_tensor() -> None:
    x = Value(1.0, "x")
    assert tree([x * 2.0, x * 3.0]).count("(above)") == 1
    t = Tensor([1.0, 2.0], name="t")
    assert "└─ t = 2: 1…2  grad (not run)" in tree(t.sum())


def test_parameters_are_called_by_their_path_in_the_module_that_was_called():
    net = nn.Sequential(nn.Linear(2, 3, seed=0), nn.Linear(3, 1, seed=0))
    paths = [path for path, _ in net.named_parameters()]
    y = net(Tensor([[1.0, 2.0]], name="x")).sum()
    lines = tree(y)
    assert len(paths) == 4
    assert all(f" {path} = " in lines for path in paths)
    assert set(paths) <= {card.label for card in draw(y, fold=False).graph.cards}
    assert " weight = " not in lines


def test_a_parameter_keeps_a_name_of_its_own():
    line = nn.Linear(2, 1, seed=0)
    line.weight.name = "slope"
    assert "slope = " in tree(line(Tensor([[1.0, 2.0]])).sum())


def test_parameters_of_several_modules_say_whose_they_are():
    first, second = nn.Linear(2, 2, seed=0), nn.Linear(2, 1, seed=0)
    lines = tree(second(first(Tensor([[1.0, 2.0]]))).sum())
    assert "Linear #1.weight = " in lines
    assert "Linear #2.weight = " in lines


def test_an_explanation_says_what_stands_on_the_way() -> None:
    w, x, b = autograd.variables("w x b", 0.5, 2.0, 1.0)
    y = (w * x + b).tanh()
    y.name = "y"
    assert str(autograd.explain(y, w)).endswith("\n  where v1 = w·x, v2 = v1 + b, y = tanh(v2)")
    for _ in range(20):
        y = y.sin()
    assert "where" not in str(autograd.explain(y, w))  # too much to be read
