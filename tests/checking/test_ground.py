"""What two formulas have in common: a cut through both, of what both use, as near as may be."""

import random

import pytest

import autograd
from autograd.checking.proof import ground as grounds
from autograd.checking.proof.ground import common_ground
from autograd.engine.node import Node
from autograd.values.symbol import Symbol


def itself(node):
    return node


def no_number(serial):
    return False


def grown(rng, leaves, size):
    """So many nodes, each computed from one or two of those before, or from a number."""
    made = list(leaves)
    for _ in range(size):
        a, b = rng.choice(made), rng.choice(made[-4:])
        made.append(rng.choice((autograd.exp(a), autograd.erf(a), a + b, a * b, a * 2.0)))
    return made


def inside(node, represented=itself):
    return [represented(arg) for arg in node.args if isinstance(arg, Node)]


def used(side, cut, represented=itself):
    """What a side is computed from, down to the cut, without and with what lies on it."""
    waiting, above, on = [side], set(), set()
    while waiting:
        node = waiting.pop()
        for arg in inside(node, represented) if node.op else [node]:
            (on if arg.serial in cut or arg.op is None else above).add(arg.serial)
            if arg.serial not in cut and arg.op is not None:
                waiting.append(arg)
    return above, on


@pytest.mark.parametrize("seed", range(40))
def test_the_ground_is_a_cut_of_what_both_use_or_of_leaves(seed):
    rng = random.Random(seed)
    made = grown(rng, [Symbol(name) for name in "xyz"], 14)
    twins = {}
    for node in rng.sample(made[3:], 4):  # each taken for one that came before it
        twins[node.serial] = rng.choice([n for n in made if n.serial < node.serial])

    def represented(node):
        while node.serial in twins:
            node = twins[node.serial]
        return node

    numbers = {made[2].serial}
    sides = rng.choice(made[8:]), rng.choice(made[8:])
    found = common_ground(sides, numbers.__contains__, represented)
    serials = [node.serial for node in found]
    assert serials == sorted(set(serials))
    assert all(represented(node) is node for node in found)
    assert not numbers & set(serials)
    both = [used(side, set(serials), represented)[1] - numbers for side in sides]
    assert both[0] | both[1] == set(serials)  # every way down from a side ends on the ground
    leaves = {node.serial for node in made if node.op is None}
    alone = both[0] ^ both[1]
    assert alone <= leaves
    for node in found:  # what is computed from what one side uses alone is opened, too
        assert not {arg.serial for arg in inside(node, represented)} & alone
    assert common_ground(sides[::-1], numbers.__contains__, represented) == found


@pytest.mark.parametrize("deep", range(5))
def test_nothing_is_opened_below_what_both_use(deep):
    shared = grown(random.Random(deep), [Symbol("x"), Symbol("y")], 9)[-1]
    first = second = shared
    for _ in range(deep):
        first = autograd.erf(first)
    for _ in range(3):
        second = autograd.exp(second)
    found = common_ground((first * 2.0, second + 1.0), no_number, itself)
    assert found == [shared]


def test_of_two_that_use_what_one_side_stands_on_the_younger_is_opened():
    inner = Symbol("x") * Symbol("y")
    older, younger = autograd.exp(inner), autograd.erf(inner)
    sides = autograd.sum([older, younger, inner]), older * younger
    assert common_ground(sides, no_number, itself) == [inner, older]


def test_a_leaf_and_a_number_are_their_own_ground():
    x, y = Symbol("x"), Symbol("y")
    assert common_ground((x, y), no_number, itself) == [x, y]
    assert common_ground((x, x), no_number, itself) == [x]
    assert common_ground((1.0, 2.0), no_number, itself) == []
    assert common_ground((x * y, 2.0), no_number, itself) == [x, y]
    assert common_ground((autograd.exp(x), x), no_number, itself) == [x]


def test_what_differs_in_every_layer_is_opened_so_far_and_no_further(monkeypatch):
    x, y = Symbol("x"), Symbol("y")
    chain = [x]
    for _ in range(12):
        chain.append(autograd.exp(chain[-1]))
    monkeypatch.setattr(grounds, "MOST_OPENED", 5)
    assert common_ground((chain[-1], y), no_number, itself) == [y, chain[-2 - 5]]
    monkeypatch.setattr(grounds, "MOST_OPENED", 50)
    assert common_ground((chain[-1], y), no_number, itself) == [x, y]
