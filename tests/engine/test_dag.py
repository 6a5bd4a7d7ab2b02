"""Random graphs against an engine that adds up all paths, through everything a user does to them.

The other engine is a dozen lines and has derivatives of its own: it multiplies them along every
path from the root to a leaf and sums over the paths, as the chain rule is written on a blackboard.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule

from autograd import Value, cos, gradients, maximum, no_grad, sin, tanh, where
from autograd import prod as product
from autograd import sum as total
from autograd.errors import GraphError, StaleDataError

# name: (how a user writes it, the function, its partials by hand)
UNARY = {
    "neg": (lambda a: -a, lambda a: -a, lambda a: [-1.0]),
    "sin": (sin, math.sin, lambda a: [math.cos(a)]),
    "cos": (cos, math.cos, lambda a: [-math.sin(a)]),
    "tanh": (tanh, math.tanh, lambda a: [slope_of_tanh(a)]),
    "times 2": (lambda a: 2 * a, lambda a: 2.0 * a, lambda a: [2.0]),
    "times 3": (lambda a: 3 * a, lambda a: 3.0 * a, lambda a: [3.0]),
    "square": (lambda a: a**2, lambda a: a * a, lambda a: [2.0 * a]),
}
BINARY = {
    "add": (lambda a, b: a + b, lambda a, b: a + b, lambda a, b: [1.0, 1.0]),
    "sub": (lambda a, b: a - b, lambda a, b: a - b, lambda a, b: [1.0, -1.0]),
    "mul": (lambda a, b: a * b, lambda a, b: a * b, lambda a, b: [b, a]),
    "div": (
        lambda a, b: a / (b * b + 1),
        lambda a, b: a / (b * b + 1.0),
        lambda a, b: [1.0 / (b * b + 1.0), -2.0 * a * b / (b * b + 1.0) ** 2],
    ),
    "max": (
        maximum,
        max,
        lambda a, b: [0.5 * ((a > b) + (a >= b)), 0.5 * ((b > a) + (b >= a))],
    ),
}
MANY = {
    "sum": (lambda *xs: total(xs), lambda *xs: math.fsum(xs), lambda *xs: [1.0] * len(xs)),
    "prod": (
        lambda *xs: product(xs),
        lambda *xs: math.prod(xs),
        lambda *xs: [math.prod(xs[:i] + xs[i + 1 :]) for i in range(len(xs))],
    ),
}


def slope_of_tanh(a: float) -> float:
    """1 / cosh(a)**2, where the square of cosh is beyond the floats too."""
    e = math.exp(-2.0 * abs(a))
    return 4.0 * e / (1.0 + e) ** 2


OPERATIONS = {**UNARY, **BINARY, **MANY}


@dataclass(eq=False)
class Twin:
    """A node of the naive engine beside the Value it mirrors; `born` orders data in time."""

    value: Value
    number: float
    born: int
    operation: str = ""
    args: list[Twin] = field(default_factory=list)

    def leaves(self) -> list[Twin]:
        return [leaf for arg in self.args for leaf in arg.leaves()] if self.args else [self]

    def between(self) -> dict[int, Twin]:
        """The nodes that were computed on the way from the leaves, and this one."""
        found = {id(node): node for arg in self.args for node in arg.between().values()}
        return found | {id(self): self} if self.args else {}

    def is_stale(self) -> bool:
        return any(arg.born > self.born or arg.is_stale() for arg in self.args)


def slope_by_paths(root: Twin, leaf: Twin) -> float:
    """The sum over all paths from `root` to `leaf` of the product of the partials along each."""
    if root is leaf:
        return 1.0
    if not root.args:
        return 0.0
    partials = OPERATIONS[root.operation][2](*(arg.number for arg in root.args))
    paths = zip(partials, root.args, strict=True)
    return math.fsum(d * slope_by_paths(arg, leaf) for d, arg in paths)


STEPS = st.sampled_from([*UNARY, *BINARY, "choose", "detach"])
PLACES = st.integers(0, 4)
NUMBERS = st.floats(-2.0, 2.0).map(lambda x: round(x, 3))


class Graphs(RuleBasedStateMachine):
    """What a user may do with a graph, in any order."""

    nodes = Bundle("nodes")

    def __init__(self) -> None:
        super().__init__()
        self.clock = 0
        self.grads: dict[Twin, float] = {}

    def twin(self, value: Value, number: float, operation: str = "", args: list[Twin] = ()) -> Twin:
        self.clock += 1
        return Twin(value, number, self.clock, operation, list(args))

    @rule(target=nodes, number=NUMBERS)
    def make_a_leaf(self, number):
        return self.twin(Value(number), number)

    def apply(self, name: str, args: list[Twin]) -> Any:
        write, compute, _ = OPERATIONS[name]
        number = compute(*(arg.number for arg in args))
        if abs(number) > 1e6 or sum(len(arg.leaves()) for arg in args) > 200:
            return multiple()
        return self.twin(write(*(arg.value for arg in args)), number, name, args)

    @rule(target=nodes, name=st.sampled_from(sorted(UNARY)), a=nodes)
    def apply_to_one(self, name, a):
        return self.apply(name, [a])

    @rule(target=nodes, name=st.sampled_from(sorted(BINARY)), a=nodes, b=nodes)
    def apply_to_two(self, name, a, b):
        return self.apply(name, [a, b])

    @rule(
        target=nodes,
        name=st.sampled_from(sorted(MANY)),
        row=st.lists(nodes, min_size=1, max_size=4),
    )
    def apply_to_many(self, name, row):
        return self.apply(name, row)

    @rule(target=nodes, name=st.sampled_from(sorted(BINARY)), a=nodes, b=nodes)
    def compute_without_recording(self, name, a, b):
        with no_grad():
            made = self.apply(name, [a, b])
        if isinstance(made, Twin):
            assert made.value.op is None
            made.args = []
        return made

    @rule(
        target=nodes,
        starts=st.lists(nodes, min_size=1, max_size=2),
        plan=st.lists(st.tuples(STEPS, PLACES, PLACES), min_size=2, max_size=7),
    )
    def draw_a_whole_graph(self, starts, plan):
        """Several steps at once, most of them from the first nodes: those fan out and meet again.

        In the end everything that is left over meets in one sum, so that every path counts.
        """
        nodes, used = list(starts), set()
        for name, *places in plan:
            a, b = (nodes[i % len(nodes)] for i in places)
            if name in OPERATIONS:
                made = self.apply(name, [a] if name in UNARY else [a, b])
            else:
                made = self.detach(a) if name == "detach" else self.choose(a, b)
            if not isinstance(made, Twin):
                break
            used |= set(map(id, made.args))
            nodes.append(made)
        root = self.apply("sum", [node for node in nodes if id(node) not in used])
        if isinstance(root, Twin):
            self.backward(root, 1.0, 1)
        return multiple(*nodes[len(starts) :])

    @rule(target=nodes, a=nodes, b=nodes)
    def choose(self, a, b):
        """No path leads to the branch that was not taken."""
        name, taken = ("times 2", a) if a.number > b.number else ("times 3", b)
        if abs(taken.number) > 1e6:
            return multiple()
        value = where(a.value > b.value, 2 * a.value, 3 * b.value)
        return self.twin(value, OPERATIONS[name][1](taken.number), name, [taken])

    @rule(target=nodes, a=nodes)
    def detach(self, a):
        return self.twin(a.value.detach(), a.number)

    @rule(a=nodes, number=NUMBERS)
    def assign_data(self, a, number):
        if a.args:
            with pytest.raises(GraphError, match="computed from its args"):
                a.value.data = number
        else:
            self.clock += 1
            a.value.data, a.number, a.born = number, number, self.clock

    @rule(a=nodes)
    def forget_the_gradient(self, a):
        self.zero_grad(a)

    def zero_grad(self, a: Twin) -> None:
        a.value.zero_grad()
        self.grads.pop(a, None)

    @rule(a=consumes(nodes))
    def delete(self, a):
        self.zero_grad(a)

    @rule(root=nodes, weight=st.sampled_from([1.0, -0.5]), times=st.sampled_from([1, 2]))
    def backward(self, root, weight, times):
        if root.is_stale():
            with pytest.raises(StaleDataError, match="changed after"):
                root.value.backward(weight)
            return
        for _ in range(times):
            root.value.backward(weight)
        for leaf in {id(leaf): leaf for leaf in root.leaves()}.values():
            added = times * weight * slope_by_paths(root, leaf)
            self.grads[leaf] = self.grads.get(leaf, 0.0) + added
        for node in root.between().values():  # there the latest adjoint is shown, not a sum
            adjoint = weight * slope_by_paths(root, node)
            assert node.value.grad == pytest.approx(adjoint, rel=1e-9, abs=1e-9)

    @rule(root=nodes, x=nodes)
    def ask_for_one_gradient(self, root, x):
        if root.is_stale():
            return
        (slope,) = gradients(root.value, [x.value], allow_unused=True)
        assert slope == pytest.approx(slope_by_paths(root, x), rel=1e-9, abs=1e-9)

    @invariant()
    def leaves_hold_the_sum_over_paths(self):
        for leaf, grad in self.grads.items():
            assert leaf.value.grad == pytest.approx(grad, rel=1e-9, abs=1e-9)
            assert leaf.value.data == leaf.number


Graphs.TestCase.settings = settings(stateful_step_count=25)
TestGraphs = Graphs.TestCase


def test_what_adds_gives_a_recorded_adjoint_on_as_it_is():
    a, b, seed = Value(2.0), Value(3.0), Value(5.0)
    assert all(each is seed for each in gradients(a + b, [a, b], seed=seed, record=True))
