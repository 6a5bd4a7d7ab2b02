"""copy, deepcopy and pickle of nodes, alone and together."""

import copy
import math
import pickle
import subprocess
import sys
import textwrap

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import autograd
from autograd import Tensor, Value, gradients, primitive
from autograd.engine.persistence import Snapshot
from autograd.errors import OperandError, StaleDataError


def through_pickle(thing, protocol=pickle.HIGHEST_PROTOCOL):
    return pickle.loads(pickle.dumps(thing, protocol))  # noqa: S301  # our own bytes


COPIES = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    **{f"pickle-{p}": lambda x, p=p: through_pickle(x, p) for p in range(2, 6)},
}
DEEP = {name: how for name, how in COPIES.items() if name != "copy"}
every_copy = pytest.mark.parametrize("how", COPIES.values(), ids=COPIES)
every_deep_copy = pytest.mark.parametrize("how", DEEP.values(), ids=DEEP)


@primitive(lambda x, y: 3.0 * x**2)
def cube(x):
    return x * x * x


@every_copy
def test_a_leaf_becomes_an_independent_leaf(how):
    x = Value(2.0, name="x", grad=5.0)
    twin = how(x)
    assert (type(twin), twin.data, twin.name, twin.grad, twin.op) == (Value, 2.0, "x", 5.0, None)
    twin.data = 3.0
    (twin * twin).backward()
    assert (x.data, x.grad) == (2.0, 5.0)


@every_copy
@pytest.mark.parametrize("data", [math.nan, -math.inf, -0.0, 5e-324], ids=repr)
def test_every_float_survives(how, data):
    assert repr(how(Value(data))) == repr(Value(data))


@every_copy
def test_a_tensor_becomes_an_independent_tensor(how):
    t = Tensor([[1.0, 2.0]], name="t", grad=[[3.0, 4.0]])
    twin = how(t)
    assert twin.data.tolist() == [[1.0, 2.0]]
    assert not twin.data.flags.writeable
    twin.grad += 1.0
    twin.data = [[5.0, 6.0]]
    assert t.grad.tolist() == [[3.0, 4.0]]
    assert t.data.tolist() == [[1.0, 2.0]]


def test_a_shallow_copy_of_a_result_shares_its_leaves():
    x = Value(2.0)
    y = x * x
    twin = copy.copy(y)
    assert twin.args == (x, x)
    twin.backward()
    assert (x.grad, y.grad) == (4.0, None)


@every_deep_copy
def test_a_graph_is_copied_with_its_leaves(how):
    x, w = Value(2.0, name="x"), Value(3.0, name="w")
    y = autograd.exp(x * w) + cube(x) + autograd.sum([x, w, 1.0]) + 1
    y.name = "loss"
    twin = how(y)
    assert (twin.data, twin.name, twin.op) == (y.data, "loss", y.op)
    twin.backward()
    assert (x.grad, w.grad, y.grad) == (None, None, None)
    y.backward()
    leaves = {leaf.name: leaf for leaf in Snapshot(twin).leaves}
    assert (leaves["x"].grad, leaves["w"].grad) == (x.grad, w.grad)


@every_deep_copy
def test_tensors_with_keys_axes_and_constants(how):
    t = Tensor(np.arange(6.0).reshape(2, 3), name="t")
    y = (t[0, 1:] * np.array([2.0, 3.0]) @ Tensor([1.0, 1.0])).sum() + t.max(axis=1).sum()
    twin, leaf = how([y, t])
    twin.backward()
    y.backward()
    assert leaf.grad.tolist() == t.grad.tolist()


@every_deep_copy
def test_roots_copied_together_share_their_leaves(how):
    x = Value(2.0, name="x")
    parts = how({"y": x * x, "z": x * 3.0, "x": x})
    parts["y"].backward()
    parts["z"].backward()
    assert parts["x"].grad == 7.0
    assert x.grad is None


def test_deepcopy_shares_results_too():
    x = Value(2.0)
    y = x * x
    z = y + 1.0
    for roots in ([y, z], [z, y]):
        twins = dict(zip(map(id, roots), copy.deepcopy(roots), strict=True))
        assert twins[id(z)].args[0] is twins[id(y)]


def test_a_snapshot_of_several_roots_shares_results_through_pickle():
    x = Value(2.0)
    y = x * x
    again, above = through_pickle(Snapshot(y, y + 1.0)).restore()
    assert above.args[0] is again


@every_deep_copy
def test_gradients_and_names_of_results_survive(how):
    x = Value(2.0)
    y = x * x
    y.name = "y"
    z = y * 2.0
    z.backward()
    twin = how(z)
    assert (twin.grad, twin.args[0].grad, twin.args[0].name) == (1.0, 2.0, "y")


@every_deep_copy
def test_a_stale_graph_is_not_copied(how):
    x = Value(2.0, name="x")
    y = x * x
    x.data = 3.0
    with pytest.raises(StaleDataError, match="x changed"):
        how(y)


def test_a_loaded_graph_can_be_extended_and_goes_stale_like_any():
    y, x = through_pickle([(x := Value(2.0, name="x")) * x, x])
    z = y * x
    z.backward()
    assert x.grad == 12.0
    x.data = 1.0
    with pytest.raises(StaleDataError):
        z.backward()


class Parameter(Value):
    """A subclass with an attribute of its own."""


@every_copy
def test_a_subclass_keeps_its_attributes(how):
    p = Parameter(2.0)
    p.frozen = [1]
    twin = how(p)
    assert type(twin) is Parameter
    assert twin.frozen == [1]


def test_an_operation_unknown_here_is_named():
    data = pickle.dumps(cube(Value(2.0))).replace(b"cube", b"cuba")
    with pytest.raises(OperandError, match="has no primitive called cuba"):
        pickle.loads(data)  # noqa: S301  # our own bytes


def test_ones_own_operation_is_found_again_in_a_fresh_process(tmp_path):
    (tmp_path / "mine.py").write_text(
        textwrap.dedent("""
            from autograd import primitive

            @primitive(lambda x, y: 2.0 * x)
            def squared(x):
                return x * x
            """)
    )
    write = "import mine, pickle, sys, autograd; x = autograd.Value(3.0); "
    write += "sys.stdout.buffer.write(pickle.dumps([mine.squared(x), x]))"
    read = "import pickle, sys; y, x = pickle.load(sys.stdin.buffer); y.backward(); print(x.grad)"
    env = {"PYTHONPATH": ":".join([str(tmp_path), *filter(None, sys.path)])}

    def run(program, data=b""):
        command = [sys.executable, "-c", program]
        return subprocess.run(command, input=data, env=env, capture_output=True, check=True).stdout

    assert run(read, run(write)) == b"6.0\n"


def test_primitives_are_pickled_by_name():
    assert through_pickle(autograd.sin) is autograd.sin
    assert copy.deepcopy(autograd.sin) is autograd.sin
    assert through_pickle(cube) is cube


@given(st.lists(st.tuples(st.sampled_from("+*s"), st.integers(0, 9), st.integers(0, 9))))
def test_any_graph_copies_exactly(steps):
    leaves = [Value(1.0 + i / 8.0, name=f"x{i}") for i in range(3)]
    nodes = list(leaves)
    for op, i, j in steps:
        a, b = nodes[i % len(nodes)], nodes[j % len(nodes)]
        nodes.append(a + b if op == "+" else a * 0.5 * b if op == "*" else autograd.sin(a))
    root = autograd.sum(nodes)
    expected = gradients(root, leaves)
    for twin in (copy.deepcopy([root, leaves]), through_pickle([root, leaves])):
        assert twin[0].data == root.data
        assert gradients(twin[0], twin[1]) == expected
