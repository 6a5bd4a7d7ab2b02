"""Modules hold parameters in a stable order, and their layers compute what they say."""

import subprocess
import sys

import numpy as np
import pytest

import autograd
import nn
from autograd import Tensor, Value
from autograd.errors import CheckpointError, OperandError, ShapeError

ACTIVATIONS = [
    nn.ELU,
    nn.GELU,
    nn.GELUTanh,
    nn.Hardtanh,
    nn.LeakyReLU,
    nn.LogSigmoid,
    nn.Mish,
    nn.ReLU,
    nn.SELU,
    nn.SiLU,
    nn.Sigmoid,
    nn.Softplus,
    nn.Softsign,
    nn.Tanh,
]


class Everything(nn.Module):
    """Parameters in every place where a module may keep them, and things that are none."""

    def __init__(self):
        self.one = Value(1.0)
        self.row = [Value(2.0), Value(3.0)]
        self.table = {"a": Tensor([4.0, 5.0]), "b": [Tensor([[6.0]]), Value(7.0)]}
        self.inside = nn.Linear(1, 2, seed=0)
        self.again = self.inside
        self.tied = self.one
        self.computed = self.one * 2.0
        self.plain, self.text, self.empty = 3.0, "no parameter", []
        self._private = Value(8.0)
        self.itself = self


def test_parameters_are_found_in_order_and_once():
    names = [name for name, _ in Everything().named_parameters()]
    assert names == ["one", "row.0", "row.1", "table.a", "table.b.0", "table.b.1"] + [
        "inside.weight",
        "inside.bias",
    ]


def test_parameters_are_the_named_ones():
    module = Everything()
    named = [parameter for _, parameter in module.named_parameters()]
    assert all(a is b for a, b in zip(module.parameters(), named, strict=True))


def test_zero_grad_reaches_every_parameter():
    model = nn.MLP(2, [3, 1], seed=0)
    model([1.0, 2.0]).backward()
    model.zero_grad()
    assert all(p.grad is None for p in model.parameters())


def test_a_module_without_forward_says_so():
    with pytest.raises(NotImplementedError, match="Everything defines no forward"):
        Everything()(1.0)


def test_state_keeps_a_list_of_values_as_one_array():
    state = Everything().state_dict()
    assert list(state) == [
        "one",
        "row",
        "table.a",
        "table.b.0",
        "table.b.1",
        "inside.weight",
        "inside.bias",
    ]
    assert state["row"].tolist() == [2.0, 3.0]
    assert state["one"].shape == ()


def test_state_is_a_copy():
    model = nn.Linear(2, 2, seed=0)
    before = model.weight.data.copy()
    model.state_dict()["weight"][:] = 0.0
    assert np.array_equal(model.weight.data, before)


def test_state_round_trip_is_exact_to_the_bit():
    one, other = nn.MLP(3, [4, 2], seed=0), nn.MLP(3, [4, 2], seed=1)
    one.layers[0].neurons[0].bias.data = -0.0
    one.layers[0].neurons[1].bias.data = 5e-324
    other.load_state_dict(one.state_dict())
    for a, b in zip(one.parameters(), other.parameters(), strict=True):
        assert a.data.hex() == b.data.hex()


def test_every_difference_is_listed_before_anything_changes():
    model = nn.Sequential(nn.Linear(2, 3, seed=0), nn.Linear(3, 1, seed=0))
    before = model.state_dict()
    state = {
        "layers.0.weight": np.ones((3, 2)),
        "layers.0.bias": np.zeros(3),
        "layers.1.weight": np.array([["a"], ["b"], ["c"]]),
        "layers.2.weight": np.ones(1),
    }
    with pytest.raises(CheckpointError) as caught:
        model.load_state_dict(state)
    assert str(caught.value) == (
        "the state does not fit the model:\n"
        "  - layers.1.bias is missing\n"
        "  - layers.2.weight is not in the model\n"
        "  - layers.0.weight has shape (3, 2); the model wants (2, 3)\n"
        "  - layers.1.weight holds <U1 elements; the model wants float64"
    )
    assert all(np.array_equal(before[k], v) for k, v in model.state_dict().items())


def test_the_repr_is_a_tree_that_folds_what_reads_alike():
    model = nn.Sequential(nn.Linear(2, 3, bias=False), nn.LeakyReLU(0.2), autograd.tanh)
    assert repr(model) == (
        "Sequential\n  0: Linear(2 → 3, no bias)\n  1: LeakyReLU(0.2)\n  2: autograd.tanh"
    )
    assert repr(nn.MLP(3, [4, 1])) == (
        "MLP(3 → 4 → 1)\n"
        "  0: Layer(3 → 4, relu)\n"
        "    0-3: 4 of Neuron(3 inputs, relu)\n"
        "  1: Layer(4 → 1)\n"
        "    0: Neuron(4 inputs, linear)"
    )


def test_the_repr_of_a_module_that_holds_itself_ends():
    module = Everything()
    module.table["c"] = nn.ReLU()
    assert repr(module) == (
        "Everything\n"
        "  c: ReLU\n"
        "  inside-again: 2 of Linear(1 → 2)\n"
        "  itself: Everything, the same as above"
    )


def test_micrograds_calls():
    model = nn.MLP(3, [4, 4, 1])
    assert len(model.parameters()) == 4 * 4 + 5 * 4 + 5
    y = model([2.0, 3.0, -1.0])
    y.backward()
    assert isinstance(y, Value)
    assert len(nn.MLP(3, [4, 2])([1.0, 2.0, 3.0])) == 2
    assert isinstance(nn.Neuron(2)([1.0, 2.0]), Value)
    assert isinstance(nn.Layer(2, 1)([1.0, 2.0]), Value)
    assert len(nn.Layer(2, 3)([1.0, 2.0])) == 3


def test_a_neuron_is_three_nodes_or_one_for_every_step():
    xs = [Value(1.0), Value(2.0), Value(3.0)]
    few = nn.Neuron(3, seed=0)
    many = nn.Neuron(3, seed=0, expanded=True)
    assert _operations(few(xs)) == ["dot", "add", "relu"]
    assert _operations(many(xs)) == ["mul", "add"] * 3 + ["relu"]


def _operations(node):
    seen, waiting = {}, [node]
    for each in waiting:
        seen[each.serial] = each
        waiting += [a for a in each.args if isinstance(a, Value) and a.serial not in seen]
    return [seen[serial].op.name for serial in sorted(seen) if seen[serial].op]


@pytest.mark.parametrize("activation", [autograd.relu, autograd.tanh, autograd.gelu])
def test_expanded_neurons_give_the_same_numbers(activation):
    pair = [nn.MLP(3, [4, 4, 1], seed=2, activation=activation, expanded=e) for e in (True, False)]
    for model in pair:
        model([0.3, -0.7, 1.1]).backward()
    for a, b in zip(*(model.parameters() for model in pair), strict=True):
        assert a.grad == pytest.approx(b.grad, rel=1e-12, abs=1e-15)


def test_an_mlp_of_values_and_layers_of_tensors_are_the_same_function():
    values = nn.MLP(3, [4, 2], seed=0, activation=autograd.tanh)
    tensors = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2))
    for layer, linear in zip(values.layers, (tensors[0], tensors[2]), strict=True):
        linear.weight.data = np.array([[w.data for w in n.weights] for n in layer.neurons]).T
        linear.bias.data = [n.bias.data for n in layer.neurons]
    xs, labels = np.random.default_rng(0).normal(size=(5, 3)), [0, 1, 1, 0, 1]
    loss = nn.cross_entropy([values(x) for x in xs.tolist()], labels)
    other = nn.cross_entropy(tensors(xs), labels)
    loss.backward()
    other.backward()
    assert loss.data == pytest.approx(other.item(), rel=1e-14)
    slopes = [w.grad for n in values.layers[0].neurons for w in n.weights]
    assert tensors[0].weight.grad.T.ravel() == pytest.approx(slopes, rel=1e-12)


def test_linear_is_a_matrix_product_with_a_slope_for_every_number():
    layer = nn.Linear(3, 2, seed=0)
    x = np.random.default_rng(1).normal(size=(4, 3))
    assert layer(x).data == pytest.approx(x @ layer.weight.data + layer.bias.data)
    weight = layer.weight.data.copy()

    def loss(w):
        layer.weight.data = w
        return float(layer(x).square().sum().data)

    layer(x).square().sum().backward()
    analytic = layer.weight.grad.copy()
    for at in np.ndindex(weight.shape):
        step = np.zeros_like(weight)
        step[at] = 1e-5
        measured = (loss(weight + step) - loss(weight - step)) / 2e-5
        assert analytic[at] == pytest.approx(measured, rel=1e-8)


def test_a_sequence_of_layers_is_a_sequence():
    layers = [nn.Linear(2, 2), nn.ReLU(), autograd.tanh]
    model = nn.Sequential(*layers)
    assert len(model) == 3
    assert list(model) == layers
    assert model[1] is layers[1]


def test_linear_takes_rows_in_any_number_of_axes():
    assert nn.Linear(3, 2)(np.ones((5, 4, 3))).shape == (5, 4, 2)
    assert nn.Linear(3, 2)([1.0, 2.0, 3.0]).shape == (2,)


@pytest.mark.parametrize("layer", ACTIVATIONS)
def test_an_activation_is_its_primitive(layer):
    xs = np.linspace(-3.0, 3.0, 7)
    module = layer()
    assert module.parameters() == []
    assert np.array_equal(module(Tensor(xs)).data, layer.op(Tensor(xs)).data)
    assert module(Value(0.5)).data == layer.op(0.5)
    assert repr(module) == layer.__name__
    assert getattr(nn, layer.__name__) is layer


def test_activations_take_the_primitives_parameters_and_no_more():
    assert nn.ELU(0.5)([-1.0]).data == pytest.approx(0.5 * np.expm1([-1.0]))
    with pytest.raises(OperandError, match=r"^ReLU takes no parameters; got 1$"):
        nn.ReLU(0.1)


def test_the_same_seed_gives_the_same_weights():
    for make in (lambda s: nn.MLP(2, [3, 1], seed=s), lambda s: nn.Linear(2, 3, seed=s)):
        one, two, other = (make(s).state_dict() for s in (7, np.random.default_rng(7), 8))
        assert all(np.array_equal(one[k], two[k]) for k in one)
        assert any(not np.array_equal(one[k], other[k]) for k in one)


@pytest.mark.parametrize(
    ("initial", "variance"), [(nn.he, 2 / 300), (nn.lecun, 1 / 300), (nn.glorot, 2 / (300 + 200))]
)
def test_weights_start_with_the_variance_of_their_source(initial, variance):
    weights = initial(np.random.default_rng(0), 300, 200)
    assert weights.shape == (300, 200)
    assert weights.var() == pytest.approx(variance, rel=0.03)
    assert abs(weights.mean()) < 3.0 * np.sqrt(variance / weights.size)


@pytest.mark.parametrize("data", [[[1.0, 2.0], [3.0]], [["a", "b"]]])
def test_ragged_rows_and_text_are_refused_and_the_layer_is_named(data):
    with pytest.raises((ShapeError, OperandError), match=r"^Linear\(2 → 1\): Tensor\(\) wants "):
        nn.Linear(2, 1)(data)


def test_what_nn_uses_of_autograd_is_named_here():
    """nn imports `autograd` and some of its modules, numpy, and the standard library."""
    import ast
    from pathlib import Path

    found = set()
    for path in Path(nn.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and not node.level:
                found.add(node.module)
            elif isinstance(node, ast.Import):
                found.update(alias.name for alias in node.names)
    ours = {name for name in found if name.split(".")[0] not in sys.stdlib_module_names}
    parts = {
        "autograd",
        "autograd.errors",
        "autograd.engine.groups",
        "autograd.ops",
        "autograd.support.visible",
    }
    assert ours == {*parts, "numpy", "numpy.typing"}


def test_importing_nn_loads_numpy_and_nothing_else_from_third_parties():
    code = "import sys, nn; print(*{'sklearn', 'tqdm', 'graphviz', 'flint'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
