"""The benchmarks run, and what they print is true of what they measured (no clock is judged)."""

import json
from itertools import pairwise
from xml.etree import ElementTree

import pytest

import autograd
from autograd.engine.walks import ancestors
from benchmarks import __main__ as command
from benchmarks import crossings, deep, descent, expressions, graphs, moons, rosenbrock
from benchmarks.measure import TINY
from benchmarks.peers import OURS, engines
from benchmarks.picture import log_log
from benchmarks.report import Goal, Table, as_json, text
from benchmarks.workloads import BOARDS, WORKLOADS

pytestmark = pytest.mark.board
LONG = ("moons",)  # takes seconds however little is asked for


@pytest.fixture(autouse=True)
def without_slow_imports(monkeypatch):
    """Keep peers that take seconds to import out of the tests, and the browser; micrograd stays."""
    monkeypatch.setattr("benchmarks.peers._torch", lambda: None)
    monkeypatch.setattr("benchmarks.pages.missing", lambda: "needs Chromium")
    for module in ("descent", "digits", "rosenbrock", "rows"):
        monkeypatch.setattr(f"benchmarks.{module}.optional", lambda name: None)


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=pytest.mark.full) if n in LONG else n for n in WORKLOADS]
)
def test_a_workload_gives_a_table_of_positive_figures(name):
    table = WORKLOADS[name](TINY)
    if table.lacking:
        pytest.skip(f"needs {table.lacking}")
    assert table.rows
    assert {len(row) for row in table.rows} == {len(table.columns)}
    figures = [x for row in table.rows for x in row if isinstance(x, int | float)]
    assert figures
    assert all(x > 0.0 for x in figures if name != "import")
    assert all(
        goal.measured > 0.0 or goal.wanted == 0.0 for goal in table.goals if name != "import"
    )
    assert max(map(len, text(table).splitlines())) <= 80
    json.dumps(as_json({name: table}))


def test_ratios_are_those_of_the_printed_times():
    table = WORKLOADS["sum"](TINY)
    first = table.rows[0][1]
    for _, time, ratio in table.rows:
        assert float(ratio[:-1]) == pytest.approx(time / first, abs=0.005)


def test_import_loads_nothing_heavy():
    table = WORKLOADS["import"](TINY)
    assert table.goals[-1].measured == 0.0, table.remarks


@pytest.mark.parametrize("expression", [expressions.tiny, expressions.readme])
def test_engines_agree_on_the_expressions(expression):
    ours, *others = [float(expression(engine).grad) for engine in engines()]
    assert others == pytest.approx([ours] * len(others), rel=1e-12)


def test_the_readme_expression_has_the_published_gradient():
    assert expressions.readme(OURS).grad == pytest.approx(138.8338, abs=5e-5)


def test_moons_are_the_same_problem_for_every_engine_and_for_the_dot_form():
    losses = [moons.scalar_step(engine)().data for engine in engines()]
    losses.append(moons.dot_step()().data)
    assert losses == pytest.approx([losses[0]] * len(losses), rel=1e-12)


def test_the_loop_descends_the_same_way_eager_and_compiled():
    step = autograd.compile(descent.error, grad=True)
    weights = descent.eager(20)
    assert weights == descent.compiled(20, step)
    assert descent.loss(*weights) < descent.loss(*descent.START)


def test_one_update_of_the_loop_gives_the_published_loss():
    assert descent.loss(*descent.eager(1)) == pytest.approx(0.29102777369359935, rel=1e-14)


@pytest.mark.parametrize("ways", [rosenbrock.gradients, rosenbrock.hessians])
def test_every_way_to_the_derivatives_of_the_valley_agrees(ways):
    runs = ways(rosenbrock.start(3))
    eager, compiled = runs["autograd-scalar, eager"](), runs["compiled"]()[-1]
    assert list(_numbers(compiled)) == pytest.approx(list(_numbers(eager)), rel=1e-12)


def _numbers(tree):
    if isinstance(tree, float):
        yield tree
    else:
        for branch in tree:
            yield from _numbers(branch)


def test_a_deep_graph_lives_its_whole_life():
    steps = deep.life(deep.chain_of, 5_000)
    assert list(steps) == ["build", "sweep", "pickle and back", "the copy dies", "print", "die"]


def test_without_the_program_dot_crossings_are_not_measured_and_say_why(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda program: None)
    table = WORKLOADS["crossings"](TINY)
    assert text(table).splitlines()[2:] == [
        "  not measured: needs the program dot (apt install graphviz)"
    ]


def test_goals_say_reached_or_short():
    table = Table(
        "t", ["", "µs"], [["a", 2.0]], [Goal("a", 2.0, 1.0), Goal("b", 2.0, 1.0, "x", True)]
    )
    assert [line.split()[0] for line in text(table).splitlines()[-2:]] == ["SHORT", "reached"]


def test_the_picture_is_svg_with_a_point_for_each_figure():
    points = [(10.0**k, 3.0 * 10.0**k) for k in range(2, 6)]
    root = ElementTree.fromstring(log_log("t", "nodes", [("s", points)]))
    circles = root.findall("{*}circle")
    steps = {round(float(b.get("cx")) - float(a.get("cx")), 0) for a, b in pairwise(circles)}
    assert len(circles) == 4
    assert len(steps) == 1


def test_the_command_runs_what_is_named_and_writes_both_files(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(command, "QUICK", TINY)
    data, picture = tmp_path / "figures.json", tmp_path / "growth.svg"
    assert command.main(["growth", "--quick", "--json", str(data), "--picture", str(picture)]) == 0
    assert "Growth" in capsys.readouterr().out
    assert list(json.loads(data.read_text())["workloads"]) == ["growth"]
    assert picture.read_text(encoding="utf-8").startswith("<svg")


def test_an_unknown_workload_is_named(capsys):
    with pytest.raises(SystemExit):
        command.main(["chains"])
    assert "no workload is called chains; there are tiny, " in capsys.readouterr().err


def test_a_board_is_all_its_workloads(capsys, monkeypatch):
    monkeypatch.setattr(command, "QUICK", TINY)
    monkeypatch.setattr(command, "BOARDS", {"two": ["sum", "growth"]})
    assert command.main(["two", "--quick"]) == 0
    out = capsys.readouterr().out
    assert "Growth" in out
    assert out.count("---\n") == 2


def test_boards_name_workloads():
    assert {name for names in BOARDS.values() for name in names} <= set(WORKLOADS)
    assert not set(BOARDS) & set(WORKLOADS)


def test_graphs_to_draw_have_about_the_size_that_was_asked_for():
    for nodes in (100, 1_000, 10_000):
        assert len(ancestors(graphs.network_of(nodes))) == pytest.approx(nodes, rel=0.1)
    assert len(ancestors(graphs.reused(1_501))) == 1_501


def test_crossings_are_counted_on_curves():
    up, down = [(0.0, 0.0), (2.0, 2.0)], [(0.0, 2.0), (2.0, 0.0)]
    assert crossings.crossings([up, down], [(0, 1), (2, 3)]) == 1
    assert crossings.crossings([up, down], [(0, 1), (0, 3)]) == 0
    assert crossings.crossings([up, [(0.0, 1.0), (2.0, 3.0)]], [(0, 1), (2, 3)]) == 0
