"""What a slope is where numbers tie, and which nodes may be chosen freely."""

from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from autograd import exp, gradients, log, maximum, ops, sigmoid, sin, sqrt, where
from autograd.checking.certified.balls import UNDEFINED, exact, flint, precision
from autograd.checking.decision.coordinates import coordinates
from autograd.checking.decision.gates import ROOT, dominators, gates, leaves_above
from autograd.checking.decision.kinks import Evaluated, Kinks, ties
from autograd.checking.decision.ranges import Range
from autograd.checking.decision.sides import Derivative, authority, kind, limit, meet, names
from autograd.engine.node import Node
from autograd.engine.walks import between
from autograd.ops.activation import relu
from autograd.ops.arithmetic import identity
from autograd.values.symbol import Symbol

BITS = 64


def slope(y: Any, x: Node) -> Derivative:
    return Derivative(y, x, gradients(y, [x], record=True)[0])


def kinks_of(*derivatives: Derivative, inputs: list[Node], roots: list[Any] | None = None) -> Kinks:
    derived = {each.slope.serial: each for each in derivatives}
    return Kinks(roots or [each.slope for each in derivatives], inputs, {}, derived)


def ball(middle: Fraction | int, radius: Fraction | int = 0) -> Any:
    return exact(middle) + flint().arb(0, exact(radius))


# The formula, where, the value, what it is said to be, what it tends to, and who decides.
X = Symbol("x")
KINKS = [
    (X.relu(), 0, 0, "kink", [1, 0], "operation"),
    (abs(X - 3.0), 3, 0, "kink", [1, -1], "operation"),
    (abs(X) + X * X, 0, 0, "kink", [1, -1], "operation"),
    (maximum(X, 1.0), 1, 0, "kink", [1, 0], "operation"),
    (where(X > 0.0, 2.0 * X, X), 0, 1, "kink", [2, 1], "branch"),
    (where(X > 0.0, X + 1.0, X), 0, 1, "jump", [1, 1], "branch"),
    (where(X > 0.0, X, 1.0 + X), 0, 1, "jump", [1, 1], "branch"),
    (where(abs(X) > 0.0, abs(X), 5.0 * X), 0, 5, "kink", [1, -1], "point"),
    (where(X >= 0.0, log(X), X), 0, None, "unknown", [], "point"),
    (where(X > 0.0, X * sin(1.0 / X), 0.0 * X), 0, 0, "unknown", [], "point"),
]


@pytest.mark.parametrize("bits", [48, BITS])
@pytest.mark.parametrize(("y", "at", "value", "said", "sides", "by"), KINKS)
def test_a_slope_is_seen_from_beside(y, at, value, said, sides, by, bits):
    d = slope(y, X)
    kinks = kinks_of(d, inputs=[X])
    found = kinks.at([Fraction(at)], bits)
    (kink,) = found.kinks
    with precision(bits):
        assert (kink.kind, kink.by, kink.names) == (said, by, ("the formula", "x"))
        assert kink.value is UNDEFINED if value is None else meet(kink.value, exact(value))
        assert [meet(side, exact(x)) for side, x in zip(kink.sides, sides, strict=True)] == (
            [True] * len(sides)
        )
        assert found.roots[0] is kink.value or meet(found.roots[0], kink.value)
        beside = [roots[0] for roots in kinks.beside([Fraction(at)], found, bits)]
        assert [meet(root, exact(x)) for root, x in zip(beside, sides, strict=True)] == (
            [True] * len(sides)
        )
    assert not found.smoothed
    away = kinks.at([Fraction(at) + Fraction(1, 1000)], bits)
    assert (away.kinks, away.smoothed, away.changes) == ((), False, {})


SMOOTH = [
    (X.relu() - (-X).relu(), 0, 1, True),
    (X * abs(X), 0, 0, False),
    (where(X > 0.0, X * X, 0.0 * X), 0, 0, False),
    (where(abs(X) > 0.0, X, 3.0 * X), 0, 1, True),
    (where(X > 1.0, X * X, 2.0 * X - 1.0), 1, 2, False),
    (maximum(X, 1.0) + where(X > 2.0, X, X), 2, 2, False),
    (abs(X) * sqrt(X**6), 0, 0, True),
    (X.relu() + X**3.5, 0, 1, True),
]

C = Symbol("c")  # it is -1, and not known to be
NO_VALUE, NO_SLOPE, NEAR = X + log(C), sqrt(0.0 * X), 2.0**-40
ENDING = [  # to the right, far from 0 or near it
    where(X > 0.0, where(X > NEAR, bad if far else X, X if far else bad), 0.0 * X)
    for bad in (NO_VALUE, NO_SLOPE)
    for far in (True, False)
]
SMOOTH += [(y, 0, 0, False) for y in ENDING]


@pytest.mark.parametrize("bits", [48, BITS])
@pytest.mark.parametrize(("y", "at", "wanted", "smoothed"), SMOOTH)
def test_a_slope_on_which_both_sides_agree_is_the_slope(y, at, wanted, smoothed, bits):
    found = kinks_of(slope(y, X), inputs=[X, C]).at([Fraction(at), Fraction(-1)], bits)
    with precision(bits):
        assert meet(found.roots[0], exact(wanted))
        assert found.roots[0].rad() < exact(Fraction(1, 2**20))
    assert (list(found.kinks), found.smoothed) == ([], smoothed)
    assert bool(found.changes) or not smoothed


def test_what_is_computed_from_a_slope_is_computed_from_the_true_one():
    d = slope(X.relu() - (-X).relu(), X)
    found = kinks_of(d, inputs=[X], roots=[10.0 * d.slope + X, X]).at([Fraction(0)], BITS)
    with precision(BITS):
        assert [meet(root, exact(x)) for root, x in zip(found.roots, (10, 0), strict=True)] == [
            True,
            True,
        ]


def test_slopes_in_two_inputs_are_both_the_true_ones():
    y = Symbol("y")
    first, second = (slope(x.relu() - (-x).relu(), x) for x in (X, y))
    bent = slope(first.slope * abs(y), y)
    total = first.slope + 10.0 * second.slope
    kinks = kinks_of(first, second, bent, inputs=[X, y], roots=[total, bent.slope])
    found = kinks.at([Fraction(0), Fraction(0)], BITS)
    (kink,) = found.kinks
    with precision(BITS):
        assert meet(found.roots[0], exact(11))
        assert [meet(s, exact(x)) for s, x in zip(kink.sides, (1, -1), strict=True)] == [True] * 2


def test_a_slope_is_told_from_the_true_slope_below_it():
    f = X.relu() - (-X).relu() + X.relu() ** 5
    orders = [slope(f, X)]
    for _ in range(2):
        orders.append(slope(orders[-1].slope, X))
    for n in (1, 2, 3):
        kinks = kinks_of(*orders, inputs=[X], roots=[orders[n - 1].slope])
        found = kinks.at([Fraction(0)], BITS)
        assert (list(found.kinks), found.smoothed) == ([], True)
        with precision(BITS):
            assert meet(found.roots[0], exact(n == 1))


def test_what_is_differentiated_in_may_be_hidden_by_an_input():
    w, b = Symbol("w"), Symbol("b")
    z = w * X + b
    found = kinks_of(slope(z.relu(), b), inputs=[z]).at([Fraction(0)], BITS)
    assert (list(found.kinks), found.roots[0].is_zero()) == ([], True)
    first = slope(w * X + X * abs(X), X)
    second = slope(first.slope, X)
    kinks = kinks_of(first, second, inputs=[X], roots=[second.slope])
    assert [kink.kind for kink in kinks.at([Fraction(0)], BITS).kinks] == ["kink"]


def test_where_nothing_ties_a_slope_is_as_it_is():
    n = Symbol("n")
    flat, steep = slope(X * X, X), slope(sqrt(X), X)
    (root,) = kinks_of(flat, inputs=[X]).at([Fraction(3)], BITS).roots
    assert root == 6
    kinks = kinks_of(steep, inputs=[X, n], roots=[steep.slope, where(n > 0.0, n, 1.0)])
    assert kinks.at([Fraction(0), Fraction(0)], BITS).kinks == []


def test_beside_each_kink_the_others_stay():
    y = Symbol("y")
    first, second = slope(X.relu(), X), slope(abs(y), y)
    total = first.slope + 10.0 * second.slope
    kinks = kinks_of(first, second, inputs=[X, y], roots=[total, X + 7.0])
    found = kinks.at([Fraction(0), Fraction(0)], BITS)
    assert [kink.names[1] for kink in found.kinks] == ["x", "y"]
    with precision(BITS):
        beside = list(kinks.beside([Fraction(0), Fraction(0)], found, BITS))
        for roots, wanted in zip(beside, (1, 0, 10, -10), strict=True):
            assert meet(roots[0], exact(wanted))
            assert meet(roots[1], exact(7))
    one = kinks.at([Fraction(0), Fraction(2)], BITS)
    assert [kink.names[1] for kink in one.kinks] == ["x"]


def test_slopes_are_as_precise_as_is_asked():
    y = Symbol("y")
    d = slope(X.relu(), X)
    kinks = kinks_of(d, inputs=[X, y], roots=[d.slope + exp(y) / 3.0])
    for x in (0, 1):
        point = [Fraction(x), Fraction(1)]
        found = kinks.at(point, 256)
        beside = [roots[0] for roots in kinks.beside(point, found, 256)]
        assert len(beside) == 2 * (x == 0)
        for root in (found.roots[0], *beside):
            assert root.rad() < exact(Fraction(1, 2**250))


def test_who_decides_is_one_of_those_that_x_moves():
    y = Symbol("y")
    d = slope(X.relu(), X)
    kinks = kinks_of(d, inputs=[X, y], roots=[d.slope * 5.0, where(y > 0.0, y, 2.0 * y)])
    (kink,) = kinks.at([Fraction(0), Fraction(0)], BITS).kinks
    assert kink.by == "operation"


def test_what_x_does_not_move_has_no_kink_in_x():
    n = Symbol("n")
    d = slope(where(n > 0.0, X, 2.0 * X), X)
    found = kinks_of(d, inputs=[X, n]).at([Fraction(1), Fraction(0)], BITS)
    assert found.kinks == []


def test_a_second_slope_is_the_slope_of_the_first():
    f = abs(X) * X * 3.0
    f.name = "f"
    first = slope(f, X)
    second = slope(first.slope, X)
    derived = {each.slope.serial: each for each in (first, second)}
    kinks = Kinks([second.slope], [X], {}, derived)
    found = kinks.at([Fraction(0)], BITS)
    assert [(kink.names, kink.kind) for kink in found.kinks] == [(("df/dx", "x"), "kink")]
    with precision(BITS):
        assert [meet(s, exact(x)) for s, x in zip(found.kinks[0].sides, (6, -6), strict=True)] == (
            [True, True]
        )


def test_a_slope_is_called_by_its_names():
    f, y = X * X * X * X * X, Symbol("y")
    first = slope(f, X)
    second = slope(first.slope, X)
    deep = slope(second.slope, X)
    derived = {each.slope.serial: each for each in (first, second, deep)}
    assert names(first, derived) == ("the formula", "x")
    f.name = "f"
    assert names(first, derived) == ("f", "x")
    assert names(second, derived) == ("df/dx", "x")
    assert names(deep, derived) == ("d2f/(dx dx)", "x")
    assert names(Derivative(f, X * 1.0 + y, f), derived) == ("f", "its argument")


def test_mixed_slopes_name_what_was_differentiated_in_first_on_the_right():
    f, y = X * X * X, Symbol("y")
    f.name = "f"
    first = slope(f, X)
    inner = Derivative(first.slope, y, y * 1.0)
    derived = {first.slope.serial: first, inner.slope.serial: inner}
    assert names(Derivative(inner.slope, X, X), derived) == ("d2f/(dx dy)", "x")


def test_what_the_sides_make_of_a_slope():
    one, two, far = ball(1), ball(2), ball(5)
    with precision(BITS):
        assert kind(one, [(one, two), (one, two)]) == ("smooth", (two, two))
        assert kind(one, [(one, two), (one, far)])[0] == "kink"
        assert kind(one, [(one, two), (far, two)])[0] == "jump"
        assert kind(one, [(far, two), (one, two)]) == ("jump", (two, two))
        assert kind(one, [(one, two)]) == ("smooth", (two,))
        assert kind(one, []) == kind(UNDEFINED, [(one, two)]) == ("unknown", ())
        for size in (0, 1, 1000):
            just, wide = (
                ball(size, Fraction(share * (1 + size), 2**20 * 100)) for share in (98, 102)
            )
            assert kind(one, [(one, just), (one, just)])[0] == "smooth"
            assert kind(one, [(one, just), (one, wide)]) == ("unknown", ())
        assert kind(one, [(one, flint().arb("nan"))]) == ("unknown", ())
        infinite = 1 / ball(0, 1)
        assert kind(one, [(one, infinite), (one, one)]) == ("unknown", ())


def test_who_decides_at_a_kink():
    condition = (X > 0.0).op
    sides = (ball(1), ball(2))
    assert authority([relu], ball(7), sides) == authority([], ball(7), sides) == "operation"
    assert authority([relu, condition], ball(7), sides) == "point"
    assert authority([relu, condition], ball(2), sides) == "branch"
    assert authority([condition], ball(1), sides) == "branch"
    assert authority([condition], UNDEFINED, sides) == "point"


def test_a_limit_is_off_by_less_than_the_last_move():
    with precision(BITS):
        found = limit(ball(5), ball(3))
        assert found.contains(1)
        assert found.contains(5)
        assert not found.contains(6)
        assert not found.contains(0)
        assert limit(ball(3), ball(3)).is_exact()


def test_values_meet_where_they_may_be_equal():
    assert meet(ball(1), ball(1))
    assert not meet(ball(1), ball(2))
    assert not meet(UNDEFINED, ball(1))


def test_ties_are_found_exactly():
    d = slope(X.relu() + abs(3.0 * X - 1.0), X)
    kinks = kinks_of(d, inputs=[X])
    for at, count in ((0, 1), (Fraction(1, 3), 1), (Fraction(1, 7), 0)):
        with precision(BITS):
            values = kinks.program.values([Fraction(at)], BITS)
            assert len(ties(kinks.program, [Fraction(at)], values)) == count
    assert (Evaluated([1]).kinks, Evaluated([1]).smoothed) == ((), False)
    assert Evaluated([1]).changes == {}


# Coordinates.

W, Y, B = (Symbol(name) for name in "wyb")
Z = W * X + B
VARIABLES = {"w": W, "x": X, "y": Y, "b": B}
CHOSEN = [
    (Z * Z, {"z": Z}, {}, ["z"]),
    (Z * X, {"z": Z}, {}, ["w", "x", "b"]),
    (Z * Y, {"z": Z}, {}, ["y", "z"]),
    (Z * Z, {"z": Z}, {"z": Range(Fraction(0))}, ["w", "x", "b"]),
    (Z * Z, {"z": Z}, {"b": Range(Fraction(0))}, ["z"]),
    (Z * Z, {"z": Z}, {"b": Range(Fraction(0)), "w": Range(Fraction(0))}, ["w", "x", "b"]),
    (exp(Z), {"s": exp(Z)}, {}, ["w", "x", "b"]),
]


def chosen(y: Any, named: dict[str, Node], ranges: dict[str, Range] | None = None) -> list[str]:
    return list(coordinates([y], named, VARIABLES, ranges or {}))


def order(names_: list[str]) -> list[str]:
    """In the order in which the variables were made."""
    serials = {name: node.serial for name, node in VARIABLES.items()}
    return sorted(names_, key=lambda name: serials.get(name, Z.serial))


@pytest.mark.parametrize(("y", "named", "ranges", "wanted"), CHOSEN)
def test_a_node_stands_in_for_what_it_hides(y, named, ranges, wanted):
    found = coordinates([y], named, VARIABLES, ranges)
    assert list(found) == order(wanted)
    for name, (node, each) in found.items():
        assert node is {**VARIABLES, **named}[name]
        assert each == (ranges.get(name, Range()) if name in VARIABLES else Range())


ONTO = [
    (X + Y, True),
    (X - Y, True),
    (Y - exp(X), True),
    (exp(X) - Y, True),
    (exp(X) + exp(Y), False),
    (X - X * Y, False),
    (X + 1.0, True),
    (X + exp(X), False),
    (ops.sum([X, exp(Y), B]), True),
    (ops.sum([X, exp(X), Y]), True),
    (ops.sum([X, Y, X * Y]), False),
    (-X, True),
    (identity(X), True),
    (identity(exp(X)), False),
    (-exp(X), False),
    (2.0 * X, True),
    (0.0 * X, False),
    (X * Y, True),
    (X * X, False),
    (X * exp(Y), False),
    (exp(X) * 2.0, False),
    (X * Y * 3.0, True),
    (sigmoid(X), False),
    (X / Y, False),
]


@pytest.mark.parametrize(("node", "onto"), ONTO)
def test_a_node_stands_in_where_it_takes_every_value(node, onto):
    assert (chosen(node * node, {"z": node}) == ["z"]) == onto


def test_of_two_nodes_one_above_the_other_the_lower_is_chosen():
    upper = W * X
    lower = upper + B
    assert chosen(lower * lower, {"u": upper, "v": lower}) == ["v"]
    assert set(chosen(lower * B, {"u": upper, "v": lower})) == {"u", "b"}
    assert set(coordinates([lower, upper], {"u": upper, "v": lower}, VARIABLES, {})) == {"u", "b"}


# Gates: what removing a node cuts off, found by walking the graph.


def random_graph(random: Random) -> list[Node]:
    nodes: list[Node] = [Symbol(f"v{k}") for k in range(random.randint(1, 4))]
    for _ in range(random.randint(1, 9)):
        a, b = random.choice(nodes), random.choice(nodes)
        nodes.append(random.choice([a + b, exp(a), a * 2.0 if random.random() < 0.5 else b * a]))
    return nodes


def reached(roots: list[Node], without: int | None = None) -> set[int]:
    found, waiting = set[int](), list(roots)
    while waiting:
        node = waiting.pop()
        if node.serial != without and node.serial not in found:
            found.add(node.serial)
            waiting += [arg for arg in node.args if isinstance(arg, Node)]
    return found


def graphs() -> Iterator[tuple[list[Node], list[Node], set[int]]]:
    random = Random(0)
    for _ in range(60):
        nodes = random_graph(random)
        roots = random.sample(nodes, min(len(nodes), random.randint(1, 2)))
        among = {node.serial for node in nodes if random.random() < 0.6}
        yield nodes, roots, among


def test_a_gate_cuts_off_the_leaves_above_it():
    some = 0
    for _, roots, among in graphs():
        graph = between(roots)
        leaves = {serial for serial, node in graph.items() if node.op is None}
        cuts = [
            serial
            for serial in graph
            if serial in among
            and not reached([graph[serial]]) & leaves & reached(roots, without=serial)
        ]
        hidden = {x for cut in cuts for x in graph if x != cut and x not in reached(roots, cut)}
        found = [node.serial for node in gates(graph, roots, among)]
        assert found == sorted(set(cuts) - hidden, reverse=True)
        some += len(found)
    assert some > 30


def test_the_leaves_above_a_node():
    for _, roots, _ in graphs():
        graph = between(roots)
        bits = leaves_above(graph)
        leaves = [serial for serial, node in graph.items() if node.op is None]
        assert [bits[serial] for serial in leaves] == [1 << k for k in range(len(leaves))]
        for serial, node in graph.items():
            above = reached([node])
            assert bits[serial] == sum(bits[leaf] for leaf in leaves if leaf in above)


def test_a_dominator_is_on_every_path():
    for _, roots, _ in graphs():
        graph = between(roots)
        for serial, below in dominators(graph, roots).items():
            every = [x for x in graph if x != serial and serial not in reached(roots, without=x)]
            assert below == min(every, default=ROOT)
