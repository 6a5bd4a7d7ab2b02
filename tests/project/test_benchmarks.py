"""The benchmarks run, and what they print is true of what they measured (no clock is judged)."""

import json
import sys
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest

import autograd
from autograd.engine.walks import ancestors
from benchmarks import __main__ as command
from benchmarks import (
    crossings,
    deep,
    descent,
    expressions,
    graphs,
    moons,
    results,
    rosenbrock,
    ways,
)
from benchmarks.island import Island
from benchmarks.measure import TINY, timed
from benchmarks.peers import OURS, engines
from benchmarks.picture import log_log
from benchmarks.report import Goal, Table, as_json, text, versus
from benchmarks.workloads import BOARDS, WORKLOADS

pytestmark = pytest.mark.board
LONG = ("moons",)  # takes seconds however little is asked for


@pytest.fixture(autouse=True)
def without_slow_imports(monkeypatch):
    """Keep peers that take seconds to import out of the tests, and the browser; micrograd stays."""
    monkeypatch.setattr("benchmarks.peers._torch", lambda: None)
    monkeypatch.setattr("benchmarks.ways.library", lambda peer: None)
    monkeypatch.setattr("benchmarks.pages.missing", lambda: "needs Chromium")


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
    runs, missing = ways(rosenbrock.start(3))
    eager, compiled = runs["eager"](), runs["python"]()[-1]
    assert "casadi" in missing
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


def test_the_command_runs_what_is_named_and_writes_all_files(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(command, "QUICK", TINY)
    data, page = tmp_path / "figures.json", tmp_path / "RESULTS.md"
    words = ["growth", "hessian", "--quick", "--json", str(data), "--results", str(page)]
    assert command.main(words) == 0
    assert "Growth" in capsys.readouterr().out
    assert list(json.loads(data.read_text())["workloads"]) == ["growth", "hessian"]
    written = page.read_text(encoding="utf-8")
    assert "Written by `python -m benchmarks growth hessian --quick` on 2" in written
    assert "- casadi is not installed" in written
    assert "![growth-nodes](growth-nodes.svg)" in written
    assert (tmp_path / "growth-nodes.svg").read_text(encoding="utf-8").startswith("<svg")


def test_a_page_says_where_we_lose_and_what_is_short():
    seconds = {"native": 2.0, "eager": 9.0, "torch": 1.0, "jax": 8.0}
    table = versus("a work", seconds, 1.0, "s")
    table.goals = [Goal("torch's time over ours", 0.5, 2.0, "x", at_least=True)]
    page = "\n".join(results._page({"work": table}, "a command", ("1", "2"), {}))
    assert "## Where we lose\n\n| work | peer | its time ÷ ours |" in page
    assert "| a work | torch | 0.50 |" in page
    assert "| a work | jax |" not in page
    assert "0 of 1 reached" in page
    assert "- a work: torch's time over ours: 0.500 (goal ≥ 2 x)" in page


def test_a_peer_is_one_entry_and_who_is_missing_is_said(monkeypatch):
    monkeypatch.setitem(ways.PEERS, "peer", ways.Peer("no_such_module"))
    monkeypatch.setitem(ways.PEERS, "other", ways.Peer("math"))
    monkeypatch.setitem(ways.WAYS, "work", {})
    monkeypatch.setattr(ways, "library", lambda peer: ways.optional(ways.PEERS[peer].module))
    ways.way("work", "peer")(lambda module, problem: lambda: problem)
    ways.way("work", "other")(lambda module, problem: lambda: module.sqrt(problem))
    runs, missing = ways.contenders("work", 9.0)
    assert missing == ["peer"]
    assert {name: run() for name, run in runs.items()} == {"other": 3.0}


def test_what_runs_elsewhere_is_timed_there():
    elsewhere = Island(sys.executable, "import time\nrun = lambda: time.sleep(0.001)")
    assert elsewhere.timed(20) >= 0.02
    assert timed(elsewhere, 3) >= 0.003


def test_labels_of_a_picture_do_not_lie_over_each_other():
    lines = [(str(k), [(1.0, 1.0), (10.0, 2.0 + k / 100)]) for k in range(4)]
    root = ElementTree.fromstring(log_log("t", "rows", lines, "µs"))
    labels = [float(t.get("y")) for t in root.findall("{*}text") if t.text in "0123"]
    assert all(abs(a - b) >= 14.0 for a, b in combinations(labels, 2))


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
