"""Graphs of every shape and age: shared nodes, second sweeps, stale data, a million nodes."""

import copy
import pickle

import pytest

import autograd
from autograd import Tensor, Value, gradients, no_grad
from autograd.engine.walks import ancestors, between
from autograd.errors import GraphError, StaleDataError, UnreachableError
from effort import at_most


@pytest.fixture
def x() -> Value:
    return Value(3.0, name="x")


@pytest.mark.parametrize(
    ("f", "slope"),
    [
        pytest.param(lambda x: x - x, 0.0, id="F27-difference"),
        pytest.param(lambda x: x * x, 6.0, id="F27-product"),
        pytest.param(lambda x: x + x, 2.0, id="F27-sum"),
        pytest.param(lambda x: x / x, 0.0, id="F27-quotient"),
        pytest.param(lambda x: autograd.dot([x, x], [x, x]), 12.0, id="F27-dot"),
        pytest.param(lambda x: autograd.sum([x] * 5), 5.0, id="F27-n-ary"),
        pytest.param(lambda x: (b := x + x) + b, 4.0, id="F28-diamond"),
        pytest.param(lambda x: (b := x * x) * b, 108.0, id="F28-diamond-of-products"),
    ],
)
def test_every_path_counts_once(x, f, slope):
    f(x).backward()
    assert x.grad == slope


def test_f29_a_second_backward_adds_exactly_once_more(x):
    y = x * x
    z = y * 2.0
    z.backward()
    z.backward()
    assert x.grad == 24.0
    assert y.grad == 2.0
    assert z.grad == 1.0


def test_f29_a_result_shows_its_latest_gradient_only(x):
    y = x * x
    (y * 2.0).backward()
    (y * 5.0).backward()
    assert y.grad == 5.0
    assert x.grad == 42.0


def test_f30_leaves_accumulate_until_zero_grad(x):
    for step in (1, 2, 3):
        (x * 2.0).backward()
        assert x.grad == 2.0 * step
    x.zero_grad()
    assert x.grad is None
    assert autograd.grad(lambda v: v * 2.0)(3.0) == 2.0


def test_functional_gradients_leave_grad_alone(x):
    y = x * x
    gradients(y, [x])
    autograd.grad(lambda v: v * x)(2.0)
    assert x.grad is None
    assert y.grad is None


def test_f31_backward_from_a_leaf(x):
    x.backward()
    assert x.grad == 1.0
    x.backward(2.0)
    assert x.grad == 3.0


def test_f31_what_was_computed_in_no_grad_is_a_leaf(x):
    with no_grad():
        y = x * x
    y.backward()
    assert (y.grad, x.grad) == (1.0, None)


def test_f32_a_variable_that_is_not_in_the_graph(x):
    w = Value(1.0, name="w")
    with pytest.raises(UnreachableError, match="from w"):
        gradients(x * 2.0, [x, w])
    assert gradients(x * 2.0, [x, w], allow_unused=True) == [2.0, 0.0]


def test_f32_a_flat_path_is_a_path_with_slope_zero(x):
    assert gradients(autograd.floor(x), [x]) == [0.0]


def test_f33_a_cycle_made_by_hand_is_refused(x):
    first = x * 2.0
    last = first
    for _ in range(1000):
        last = last + 1.0
    first._left = last
    with pytest.raises(GraphError, match="cycle"):
        last.backward()
    assert x.grad is None


@pytest.mark.parametrize("what", ["primal", "op", "args", "left", "right", "serial"])
@pytest.mark.parametrize("make", [Value, lambda x: Tensor([x])], ids=["Value", "Tensor"])
def test_what_a_graph_was_recorded_with_cannot_be_assigned(make, what):
    leaf = make(2.0)
    leaf.name = "x"
    for node, called in [(leaf, "x"), (leaf * leaf, r"x \* x")]:
        before = getattr(node, what)
        with pytest.raises(
            GraphError, match=f"the {what} of {called} cannot be assigned"
        ) as caught:
            setattr(node, what, 3.0)
        assert isinstance(caught.value, AttributeError)
        after = getattr(node, what)
        assert after is before or after == before
    leaf.data = make(3.0).data
    assert (leaf * leaf).data == 9.0


def test_f34_the_data_of_a_result_cannot_be_assigned(x):
    y = x * x
    with pytest.raises(GraphError, match=r"\.detach\(\)"):
        y.data = 5.0
    assert y.data == 9.0


@pytest.mark.parametrize(
    "leaf", [Value(3.0, name="p"), Tensor([3.0], name="p")], ids=["Value", "Tensor"]
)
def test_f35_backward_after_new_data_is_refused(leaf):
    y = leaf * leaf
    leaf.data = [4.0] if isinstance(leaf, Tensor) else 4.0
    with pytest.raises(StaleDataError, match=r"p changed after p \* p"):
        y.backward()
    assert leaf.grad is None
    (leaf * leaf).backward()
    assert leaf.grad == 8.0


USES = {
    "one": lambda p, q: autograd.sin(p),
    "left": lambda p, q: p * q,
    "right": lambda p, q: q - p,
    "of a number": lambda p, q: 2.0 - p,
    "many": lambda p, q: autograd.sum([q, 1.0, p]),
}


@pytest.mark.parametrize("use", USES)
def test_f35_new_data_is_seen_wherever_the_old_was_used(use):
    p, q = Value(3.0, name="p"), Value(2.0, name="q")
    y = USES[use](p, q)
    y.name = "y"
    root = y * q
    p.data = 4.0
    with pytest.raises(StaleDataError, match="the data of p changed after y was computed"):
        root.backward()
    assert (p.grad, q.grad) == (None, None)


@pytest.mark.parametrize("use", USES)
def test_f33_a_node_that_is_its_own_argument_is_refused(use):
    p, q = Value(3.0), Value(2.0)
    y = USES[use](p, q)
    place = next(slot for slot in ("_left", "_right") if getattr(y, slot) in (p, y.args))
    setattr(y, place, (q, 1.0, y) if use == "many" else y)
    with pytest.raises(GraphError, match="newer than itself: a cycle"):
        y.backward()


JOINTS = {
    "of one": lambda y: autograd.sin(y) + autograd.cos(y),
    "of two": lambda y: (y + 1.0) * (2.0 - y),
    "of two from the right": lambda y: (1.0 - y) * (2.0 - y),
    "of many": lambda y: autograd.sum([y, y * 0.5, y]) - autograd.sum([y, y]),
    "of itself": lambda y: autograd.mean([y, y]),
}


@pytest.mark.parametrize("joint", JOINTS)
def test_many_paths_are_walked_once(joint):
    x = Value(0.25)
    y, slope = x, 1.0
    for _ in range(200):  # 2 ** 200 paths
        slope *= autograd.grad(JOINTS[joint])(y.data)
        y = JOINTS[joint](y)
    assert gradients(y, [x]) == [pytest.approx(slope, rel=1e-9)]
    with at_most(10 * 200):
        ancestors(y)


def test_a_walk_upwards_passes_over_what_is_no_node(x):
    y = x * 2.0
    root = y + x
    assert list(between([3.0, root, None]).values()) == [x, y, root]
    assert list(between([root], {y.serial, x.serial}).values()) == [x, y, root]
    assert list(between([root, y], {root.serial}).values()) == [x, y, root]
    assert list(between([root], {root.serial}).values()) == [root]


def test_nothing_older_than_what_is_asked_for_is_walked(x):
    middle = x * x
    for y in (autograd.sin(middle), middle * x, x - middle, autograd.sum([x, middle, x])):
        found = ancestors(y, middle.serial)
        assert list(found.values()) == [y, middle]


def test_f35_the_second_backward_is_checked_too(x):
    y = x * x
    y.backward()
    x.data = 4.0
    with pytest.raises(StaleDataError):
        y.backward()
    assert x.grad == 6.0


def test_f37_pythons_sum_is_a_chain_without_recursion():
    xs = [Value(1.0) for _ in range(50_000)]
    total = sum(xs)
    total.backward()
    assert xs[0].grad == xs[-1].grad == 1.0


def test_wide_and_deep_graphs_copy(x):
    y = x
    for _ in range(100):
        y = y + y  # 2 ** 100 paths
    twin = copy.deepcopy(y)
    twin.backward()
    assert pickle.loads(pickle.dumps(y)).data == y.data  # noqa: S301
    assert x.grad is None
    assert gradients(y, [x]) == [2.0**100]
