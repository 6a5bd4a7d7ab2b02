"""The layout: cards apart, links forward, few crossings, no recursion, quick."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograd.drawing.layout.layered import layout
from autograd.drawing.layout.ordering import columns, crossings, untangle
from autograd.drawing.layout.placement import isotonic
from autograd.drawing.layout.ranks import ranks
from effort import at_most

Links = list[tuple[int, int]]


@st.composite
def linked(draw: st.DrawFn) -> tuple[int, Links]:
    count = draw(st.integers(1, 40))
    links = []
    for target in range(1, count):
        sources = draw(st.lists(st.integers(0, target - 1), max_size=3))
        links += [(source, target) for source in sources]
    return count, links


@given(linked())
def test_links_lead_forward_and_no_column_is_empty(drawn: tuple[int, Links]) -> None:
    count, links = drawn
    rank = ranks(count, links)
    assert all(rank[source] < rank[target] for source, target in links)
    assert sorted(set(rank)) == list(range(max(rank) + 1))


@pytest.mark.board
@given(linked())
def test_cards_are_apart_and_routes_run_from_border_to_border(drawn: tuple[int, Links]) -> None:
    count, links = drawn
    sizes = [(60.0 + 7.0 * (i % 5), 26.0 if i % 4 == 0 else 60.0) for i in range(count)]
    place = layout(sizes, links)
    for i in range(count):
        for j in range(i):
            across = abs(place.centres[i][0] - place.centres[j][0])
            down = abs(place.centres[i][1] - place.centres[j][1])
            assert (
                across >= (sizes[i][0] + sizes[j][0]) / 2.0 - 1e-6
                or down >= (sizes[i][1] + sizes[j][1]) / 2.0 - 1e-6
            )
    for (source, target), route in zip(links, place.routes, strict=True):
        assert route[0][0] == pytest.approx(place.centres[source][0] + sizes[source][0] / 2.0)
        assert route[-1][0] == pytest.approx(place.centres[target][0] - sizes[target][0] / 2.0)
        assert all(a[0] <= b[0] for a, b in pairwise(route))
    assert place == layout(sizes, links)


@pytest.mark.board
@given(linked())
def test_sweeps_never_add_crossings(drawn: tuple[int, Links]) -> None:
    count, links = drawn
    graph = columns(ranks(count, links), links)
    before = crossings(graph)
    untangle(graph)
    assert crossings(graph) <= before


def test_crossings_count_pairs() -> None:
    graph = columns([0, 0, 1, 1], [(0, 2), (0, 3), (1, 2), (1, 3)])
    assert crossings(graph) == 1


def test_a_tree_is_drawn_without_a_crossing() -> None:
    links = [(i, 16 + i // 2) for i in range(16)] + [(16 + i, 24 + i // 2) for i in range(8)]
    links += [(24 + i, 28 + i // 2) for i in range(4)] + [(28, 30), (29, 30)]
    graph = columns(ranks(31, links), links)
    untangle(graph)
    assert crossings(graph) == 0


@given(st.lists(st.tuples(st.floats(-100, 100), st.floats(0.1, 10)), max_size=30))
def test_isotonic_is_nondecreasing_and_keeps_the_mean(pairs: list[tuple[float, float]]) -> None:
    wishes, weights = [p[0] for p in pairs], [p[1] for p in pairs]
    levels = isotonic(wishes, weights)
    assert all(a <= b + 1e-9 for a, b in pairwise(levels))
    wanted = sum(x * w for x, w in pairs)
    assert sum(x * w for x, w in zip(levels, weights, strict=True)) == pytest.approx(
        wanted, abs=1e-6
    )


@pytest.mark.parametrize("shape", ["chain", "reused", "layers"])
def test_large_graphs_are_placed_in_seconds(shape: str) -> None:
    if shape == "chain":
        count, links = 5000, [(i, i + 1) for i in range(4999)]
    elif shape == "reused":  # one value that every step of a chain uses
        count = 1500
        links = [(0, i) for i in range(1, count)] + [(i, i + 1) for i in range(1, count - 1)]
    else:
        count = 6 * 40
        links = [
            (40 * k + i, 40 * (k + 1) + j) for k in range(5) for i in range(40) for j in range(40)
        ]
    with at_most(1_500_000):
        place = layout([(90.0, 60.0)] * count, links)
    assert len(place.centres) == count
