"""Code written for micrograd runs on `autograd.micrograd.Value`; elsewhere a sentence helps."""

import copy
import math
import pickle
import random

import pytest

import autograd
import nn
from autograd import Tensor, draw
from autograd.errors import GraphError, OperandError
from autograd.micrograd import Value


def traced(root):
    """The nodes and edges below `root`, as lectures collect them to draw them."""
    nodes, edges = set(), set()

    def build(v):
        if v not in nodes:
            nodes.add(v)
            for child in v._prev:
                edges.add((child, v))
                build(child)

    build(root)
    return nodes, edges


def neuron():
    a = Value(2.0, label="a")
    b = Value(-3.0, label="b")
    c = Value(10.0, label="c")
    e = a * b
    e.label = "e"
    d = e + c
    d.label = "d"
    f = Value(-2.0, label="f")
    loss = d * f
    loss.label = "L"
    return loss, (a, b, c, d, e, f)


def test_a_lecture_draws_its_graph():
    loss, inner = neuron()
    nodes, edges = traced(loss)
    assert nodes == {loss, *inner}
    assert len(edges) == 6
    shown = {"{ %s | data %.4f | grad %.4f }" % (n.label, n.data, n.grad) for n in nodes}  # noqa: UP031
    assert "{ e | data -6.0000 | grad 0.0000 }" in shown
    assert sorted(n._op for n in nodes) == ["", "", "", "", "*", "*", "+"]


def test_a_lecture_works_the_chain_rule_by_hand():
    loss, (a, b, c, d, e, f) = neuron()
    loss.grad = 1.0
    topo, visited = [], set()

    def build(v):
        if v not in visited:
            visited.add(v)
            for child in v._prev:
                build(child)
            topo.append(v)

    build(loss)
    for node in reversed(topo):
        node._backward()
    by_hand = [x.grad for x in (a, b, c, d, e, f)]
    again, inner = neuron()
    again.backward()
    assert by_hand == [x.grad for x in inner] == [6.0, -4.0, -2.0, -2.0, -2.0, 4.0]


def test_a_lecture_trains_a_network_with_a_parameter_that_no_term_uses():
    random.seed(1337)
    w = [Value(random.uniform(-1, 1)) for _ in range(3)]
    unused = Value(0.5)
    parameters = [*w, unused]
    xs, ys = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0]], [1.0, -1.0, -1.0]
    losses = []
    for _ in range(60):
        predicted = [sum((wi * xi for wi, xi in zip(w, x)), 0.0).tanh() for x in xs]  # noqa: B905
        loss = sum((out - y) ** 2 for y, out in zip(ys, predicted))  # noqa: B905
        for p in parameters:
            p.grad = 0.0
        loss.backward()
        for p in parameters:
            p.data += -0.1 * p.grad
        losses.append(loss.data)
    assert losses[-1] < 0.1 * losses[0]
    assert (unused.data, unused.grad) == (0.5, 0.0)


def test_a_small_language_model_takes_its_steps():
    """Softmax, a root mean square, cross-entropy and Adam, as microgpt writes them."""
    random.seed(0)
    weights = [[Value(random.gauss(0, 0.5)) for _ in range(4)] for _ in range(3)]
    params = [p for row in weights for p in row]
    m, v = [0.0] * len(params), [0.0] * len(params)
    x, target, losses = [0.3, -1.2, 0.8, 0.5], 2, []
    for step in range(30):
        logits = [sum(wi * xi for wi, xi in zip(row, x)) for row in weights]  # noqa: B905
        scale = (sum(z * z for z in logits) / len(logits) + 1e-5) ** -0.5
        logits = [z * scale for z in logits]
        top = max(z.data for z in logits)
        exps = [(z - top).exp() for z in logits]
        total = sum(exps)
        probs = [each / total for each in exps]
        loss = -probs[target].log()
        loss.backward()
        for i, p in enumerate(params):
            m[i] = 0.9 * m[i] + 0.1 * p.grad
            v[i] = 0.99 * v[i] + 0.01 * p.grad**2
            m_hat, v_hat = m[i] / (1 - 0.9 ** (step + 1)), v[i] / (1 - 0.99 ** (step + 1))
            p.data -= 0.1 * m_hat / (v_hat**0.5 + 1e-8)
            p.grad = 0
        losses.append(loss.data)
    assert losses[-1] < 0.5 * losses[0]
    assert all(x.relu().data >= 0.0 for x in params)


@pytest.mark.parametrize(
    ("make", "op"),
    [
        (lambda x: x**3, "**3"),
        (lambda x: x**-0.5, "**-0.5"),
        (lambda x: 2**x, "**"),
        (lambda x: x.exp(), "exp"),
        (lambda x: x.relu(), "relu"),
        (lambda x: autograd.sin(x), "sin"),
        (lambda x: 1 - x, "-"),
        (lambda x: autograd.sum([x, x]), "sum"),
    ],
)
def test_every_result_is_such_a_value(make, op):
    x = Value(2.0)
    y = make(x)
    assert type(y) is Value
    assert (y._op, y.label, y._prev, x._op) == (op, "", {x}, "")
    assert y._children == y.args
    assert y._local_grads == y.partials
    y.backward()
    assert x.grad != 0.0
    assert repr(x) == f"Value(data=2.0, grad={x.grad})"


def test_it_is_a_value_of_autograd_for_everything_else(tmp_path):
    x = Value(0.5, label="x")
    y = (x * 2.0).tanh() + 1.0
    draw(y, tmp_path / "y.svg")
    assert "x" in (tmp_path / "y.svg").read_text(encoding="utf-8")
    assert "x" in y.tree()
    assert autograd.gradients(y, [x]) == [2.0 / math.cosh(1.0) ** 2]
    for again in (pickle.loads(pickle.dumps(y)), copy.deepcopy(y)):  # noqa: S301  # our own bytes
        assert type(again) is Value
    assert nn.SGD([x], lr=0.1)
    with autograd.no_grad():
        assert type(x * x) is Value
    assert x == autograd.Value(0.5)


def test_children_are_recorded_and_not_told():
    assert Value(1.0, (), "", "a").label == "a"
    with pytest.raises(GraphError, match="recorded by its operation: write a \\+ b"):
        Value(1.0, (Value(2.0),), "+")


@pytest.mark.parametrize("kind", [autograd.Value, Tensor])
def test_elsewhere_a_sentence_says_how_a_label_is_called(kind):
    with pytest.raises(OperandError) as caught:
        kind(2.0, label="a")
    assert str(caught.value) == (
        f"the name of a {kind.__name__} is name='a', not label=…; for code that was written for "
        "micrograd, from autograd.micrograd import Value"
    )


@pytest.mark.parametrize(
    ("name", "ours"),
    [("label", "name"), ("_prev", "args"), ("_op", "op"), ("_backward", r"backward\(\)")],
)
@pytest.mark.parametrize("make", [autograd.Value, lambda x: Tensor([x])], ids=["Value", "Tensor"])
def test_an_attribute_of_micrograd_is_answered_with_ours(make, name, ours):
    x = make(2.0)
    with pytest.raises(AttributeError, match=f"has no {name}: write {ours}, or for code"):
        getattr(x, name)
    with pytest.raises(AttributeError, match=f"has no {name}: write {ours}, or for code"):
        setattr(x, name, "a")
    assert not hasattr(x, name)
    assert name not in dir(x)
    assert name in dir(Value(2.0))
