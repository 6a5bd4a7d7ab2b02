"""The command line, through `main`: what it prints, where, and with which exit status."""

import json
import os
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from textwrap import dedent

import pytest

from autograd.engine.primitive import PUBLIC
from autograd.shell import doctor
from autograd.shell.cli import main
from autograd.shell.cli.writing import Paint, aligned, short

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def run(capsys):
    """Run a command line; the answer is (status, what it printed, what it complained)."""

    def call(*arguments):
        status = main(arguments)
        return status, *capsys.readouterr()

    return call


# ---- grad ---------------------------------------------------------------------------------------


def test_grad_prints_an_aligned_table(run):
    status, out, err = run("grad", "sin(x*y) + exp(x)", "x=2", "y=3")
    assert (status, err) == (0, "")
    assert out == dedent("""\
        f = sin(x*y) + exp(x)

        f       7.109640601
        ∂f/∂x  10.26956696    at x = 2
        ∂f/∂y   1.920340573   at y = 3
        """)


def test_grad_prints_the_hessian(run):
    _, out, _ = run("grad", "x^2*y", "x=3", "y=2", "--order", "2")
    assert out.endswith("second derivatives\n\n    x   y\nx   4   6\ny   6   0\n")


def test_a_wide_hessian_is_a_list_of_pairs(run):
    values = [f"{name}=1/3" for name in "abcdgh"]
    _, out, _ = run("grad", "a*b*c*d*g*h", *values, "--order", "2")
    assert "\na b   0.0123456790" in out
    assert max(map(len, out.splitlines())) <= 80


def test_json_has_every_digit(run):
    _, out, _ = run("grad", "x/3 + y", "x=0.1", "y=1", "--order", "2", "--json")
    assert json.loads(out) == {
        "expression": "x/3 + y",
        "at": {"x": 0.1, "y": 1.0},
        "value": 0.1 / 3 + 1,
        "gradient": {"x": 1 / 3, "y": 1.0},
        "hessian": {"x": {"x": 0.0, "y": 0.0}, "y": {"x": 0.0, "y": 0.0}},
    }


def test_json_has_a_text_for_infinity(run):
    _, out, _ = run("grad", "sqrt(x)", "x=0", "--json")
    assert json.loads(out)["gradient"] == {"x": "inf"}


def test_options_may_stand_anywhere_and_an_expression_may_begin_with_a_minus(run):
    _, out, _ = run("grad", "--json", "-x**2", "x=-3")
    assert json.loads(out)["gradient"] == {"x": 6.0}
    _, out, _ = run("grad", "-2*x", "--json", "x=pi/4")
    assert json.loads(out)["gradient"] == {"x": -2.0}


def test_formulas_are_typed_as_on_paper(run):
    _, out, _ = run("grad", "θ·sin(φ) + |x|²", "θ=½", "φ=0", "x=−3")
    assert out == (
        "f = θ·sin(φ) + |x|²\n\nf       9\n∂f/∂θ   0     at θ = 0.5\n∂f/∂φ   0.5   at φ = 0\n"
        "∂f/∂x  -6     at x = -3\n"
    )


def test_every_entry_of_an_array_has_its_slope(run):
    _, out, _ = run("grad", "sum(i: x[i]^2)*W[2,1]", "x=[1, 2]", "W=[[1,2],[3,4]]")
    assert "∂f/∂x[2]    12   at x[2] = 2\n" in out
    assert "∂f/∂W[2,1]   5   at W[2,1] = 3\n" in out
    _, out, _ = run("grad", "sum(x^3)", "x=[1,2]", "--json")
    assert json.loads(out)["gradient"] == {"x": [3.0, 12.0]}
    assert json.loads(out)["at"] == {"x": [1.0, 2.0]}


def test_lines_may_speak_of_slopes(run):
    _, out, _ = run("grad", "a = tanh(w*x); da/dw", "w=0", "x=2")
    assert out.startswith("a = tanh(w*x)\nf = da/dw\n\nf       2\n")


def test_a_corner_is_pointed_out(run):
    _, out, _ = run("grad", "abs(x) + relu(x - 1)", "x=0")
    assert "abs(x) has a corner here: of its slopes, the smallest is taken.\n" in out
    assert "relu" not in out.splitlines()[-1]


def test_the_result_gets_a_name_that_is_free(run):
    _, out, _ = run("grad", "2*f*g", "f=1", "g=2")
    assert out.startswith("h = 2*f*g\n\nh      4\n∂h/∂f  4   at f = 1\n")
    _, out, _ = run("explain", "+".join("fgh"), "f=1", "g=2", "h=3", "--wrt", "f")
    assert out.startswith("∂f1/∂f = 1")


def test_a_constant_has_a_value_only(run):
    assert run("grad", "2 + 3") == (0, "f = 2 + 3\n\nf  5\n", "")


# ---- Errors: one calm sentence, where errors go -------------------------------------------------

WRONG = {
    "missing": (1, ["grad", "x*y", "x=2"], "autograd: no value was given for y (column 3)\n"),
    "misspelled": (1, ["grad", "x*rate", "x=2", "rat=1"], "did you mean rat"),
    "domain": (1, ["grad", "log(x - 3)", "x=2"], "from x - 3\n    log(x - 3)\n    ^^^\n"),
    "many": (1, ["grad", "2*x", "x=[1,2]"], "has 2 entries: write a sum of them, or one of them"),
    "explain-array": (1, ["explain", "sum(x)", "x=[1,2]"], "and x is an array: give each of its"),
    "play-array": (1, ["play", "sum(x)", "x=[1,2]"], "play moves numbers, and x is an array: give"),
    "matrix": (1, ["grad", "sum(x)", "x=[1]", "--order", "2"], "is for numbers, and x is an array"),
    "twice": (1, ["grad", "x", "x=1", "x=2"], "autograd: x was given twice: 1 and 2\n"),
    "no-number": (1, ["grad", "x", "x="], "autograd: x= gives no number; write one as x=2\n"),
    "name-as-number": (1, ["grad", "x", "x=y"], "the value of x is to be a number; y has names"),
    "infinite": (1, ["grad", "x", "x=1e400"], "this number is too large for a float"),
    "function-name": (1, ["grad", "x", "x=1", "sin=2"], "sin has a meaning in expressions already"),
    "unused": (1, ["grad", "x", "x=1", "y=2"], "autograd: y does not occur in x\n"),
    "no-constant": (1, ["compile", "2"], "it is no function to compile"),
    "no-path": (1, ["explain", "2"], "there is no path to explain"),
    "unwritable": (1, ["draw", "x*x", "x=1", "-o", "no-such-folder/x.svg"], "no-such-folder"),
    "bad-format": (1, ["draw", "x*x", "x=1", "-o", "x.jpeg2000"], "jpeg2000"),
    "no-such-op": (1, ["ops", "tahn"], "no operation called tahn; did you mean tan, tanh or atan?"),
    "no-such-command": (2, ["gard"], "autograd: there is no command gard; did you mean grad?\n"),
    "no-command-at-all": (2, ["zzz"], "there is no command zzz: autograd --help lists them"),
    "expression-alone": (2, ["x*y", "x=2"], 'write: autograd grad "x*y" ...'),
    "no-equals": (2, ["grad", "x*y", "x"], "x gives no name a value; write one as x=2"),
    "no-expression": (2, ["grad"], "EXPR is missing; see autograd grad --help"),
    "no-such-option": (
        2,
        ["grad", "x", "x=1", "--jsn"],
        "--jsn means nothing here; did you mean --json?",
    ),
    "bad-order": (2, ["grad", "x", "x=1", "--order", "3"], "invalid choice"),
    "bad-wrt": (2, ["explain", "x*y", "x=1", "y=2", "--wrt", "z"], "z does not occur in x*y"),
    "bare-wrt": (2, ["explain", "x*y", "x=1", "y=2", "--wrt"], "nothing follows --wrt; see"),
    "no-output": (2, ["draw", "x", "x=1"], "-o/--output is missing; see autograd draw --help"),
    "bad-parameters": (
        2,
        ["draw", "rate*x", "rate=1", "x=2", "--parameters", "x,rat", "-o", "x.svg"],
        "--parameters: rat does not occur in the expression; did you mean rate",
    ),
    "bad-depth": (1, ["draw", "x*x", "x=1", "--depth", "-1", "-o", "x.svg"], "got -1"),
}


@pytest.mark.parametrize(("status", "arguments", "words"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_in_a_sentence(run, status, arguments, words):
    got, out, err = run(*arguments)
    assert (got, out) == (status, "")
    assert err.startswith("autograd: ")
    assert " ".join(words.split()) in " ".join(err.split())
    assert "Traceback" not in err
    assert all(len(line) <= 80 for line in err.splitlines())


def test_escape_sequences_are_not_echoed(run):
    _, _, err = run("\x1b[2Jgrad")
    assert "\x1b" not in err


def test_an_interrupt_is_no_traceback(run, monkeypatch):
    from autograd.shell.cli.commands import doctor as command

    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "findings", interrupted)
    assert run("doctor") == (130, "", "autograd: interrupted\n")


# ---- help ---------------------------------------------------------------------------------------


def test_the_overview_is_shown_for_help_and_for_nothing(run):
    for arguments, status in ([], 2), (["--help"], 0), (["help"], 0):
        got, out, err = run(*arguments)
        assert (got, err) == (status, "")
        assert out.startswith("autograd COMMAND ...")


def test_the_version_is_the_one_in_pyproject(run, monkeypatch):
    monkeypatch.setattr(metadata, "version", lambda name: {"autograd-scalar": "1.2.3"}[name])
    assert run("--version") == (0, "autograd-scalar 1.2.3\n", "")


# ---- ops ----------------------------------------------------------------------------------------


def test_ops_lists_every_operation_in_80_columns(run):
    status, out, _ = run("ops")
    assert status == 0
    assert max(map(len, out.splitlines())) <= 80
    listed = {line.split()[0].rstrip(",") for line in out.splitlines() if line[:1].strip()}
    assert {op.name for op in PUBLIC.values()} <= listed
    assert "asin, arcsin          -1 <= x <= 1            1/sqrt(1 - x^2)" in out


@pytest.mark.parametrize("name", sorted({op.name for op in PUBLIC.values()}))
def test_ops_shows_any_operation_in_full(run, name):
    status, out, _ = run("ops", name)
    assert status == 0
    assert name in out or PUBLIC[name].symbol in out


def test_operations_are_found_by_a_word(run):
    status, out, _ = run("ops", "Bessel")
    assert status == 0
    assert out.startswith("operations with Bessel\n")
    assert {"i0", "jv,", "yv,"} <= {line.split()[0] for line in out.splitlines()}
    assert "tanh" not in out
    assert "log_normal_cdf" in run("ops", "log_nd")[1]


def test_ops_in_full(run):
    _, out, _ = run("ops", "arcsin")
    assert out == dedent(r"""
        asin(x)
          also         arcsin
          defined for  -1 <= x <= 1
          d/dx         1/sqrt(1 - x^2)
          LaTeX        \arcsin\left(x\right)
        """).lstrip("\n")


# ---- draw, explain, compile, demo ---------------------------------------------------------------


def test_draw_writes_a_picture_with_gradients(run, tmp_path):
    file = tmp_path / "f.svg"
    status, out, _ = run("draw", "(tanh(w*x) - t)^2", "w=1.5", "x=2", "t=1", "-o", str(file))
    assert (status, out) == (0, f"wrote {file}\n")
    picture = file.read_text(encoding="utf-8")
    assert picture.startswith("<svg")
    assert "grad" in picture


def test_draw_tints_parameters_and_folds_the_expression_at_depth_0(run, tmp_path):
    file = tmp_path / "f.svg"
    words = ("draw", "tanh(w*x) * x", "w=1.5", "x=2", "-o", str(file), "--parameters", "w")
    run(*words)
    whole = file.read_text(encoding="utf-8")
    assert whole.count('class="node parameter"') == 1
    assert whole.count('class="node op') == 3
    run(*words, "--depth", "0")
    folded = file.read_text(encoding="utf-8")
    assert folded.count('class="node parameter"') == 1
    assert folded.count('class="node op') == 1
    assert ">tanh(w*x) * x</text>" in folded


RNN = "; ".join(f"z{t} = w*h{t - 1} + b; h{t} = tanh(z{t})" for t in range(1, 30))


def test_draw_shows_what_has_a_name_of_a_long_expression_and_all_when_asked(run, tmp_path):
    file = tmp_path / "f.svg"
    words = ("draw", RNN, "w=0.5", "b=0.1", "h0=1", "-o", str(file))
    run(*words)
    picture = file.read_text(encoding="utf-8")
    assert 25 <= picture.count('class="node op') <= 80
    assert "limit=None (--all) shows all." in picture
    run(*words, "--all")
    assert file.read_text(encoding="utf-8").count('class="node op') == 29 * 3


def test_explain_shows_every_path(run):
    status, out, _ = run("explain", "sin(x*y) + exp(x)", "x=2", "y=3", "--wrt", "x")
    assert status == 0
    assert "10.269566958881748" in out
    _, both, _ = run("explain", "sin(x*y) + exp(x)", "x=2", "y=3")
    assert both.startswith(out.rstrip())
    assert "∂f/∂y" in both


def test_compile_prints_a_program_that_runs(run):
    _, source, _ = run("compile", "x*y + x^2 + abs(y) + dot([x, y], [y, 1])")
    names = {}
    exec(source, names)  # noqa: S102 (printed by our own compiler)
    assert names["f"](3.0, 2.0) == (25.0, (10.0, 8.0))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("[[1,2],[3]]", "in the value of W, the rows of a matrix are lists"),
        ("[1, 2", "in the value of W, this '[' is never closed"),
        (
            "1,5",
            "in the value of W, wanted an operator or the end of the line, found ',': write 1.5",
        ),
        ("1/0", "in the value of W, x / y is defined for y != 0; got 1 / 0"),
        ("a", "the value of W is to be a number; a has names in it"),
    ],
)
def test_a_wrong_value_is_said_of_its_name(run, value, said):
    code, _, err = run("grad", "sum(W)", f"W={value}")
    assert code == 1
    assert said in " ".join(err.split())


def test_compile_takes_lines(run):
    _, source, _ = run("compile", "z = w*x; L = (z - w)^2")
    names = {}
    exec(source, names)  # noqa: S102 (printed by our own compiler)
    assert names["f"](3.0, 2.0) == (9.0, (6.0, 18.0))


def test_demo_is_handed_its_picture(run, monkeypatch):
    given = []
    monkeypatch.setattr("autograd.shell.demo.main", lambda arguments: given.append(arguments) or 0)
    assert run("demo", "-o", "here.svg")[0] == 0
    assert given == [["--picture", "here.svg"]]


# ---- doctor -------------------------------------------------------------------------------------


def test_doctor_finds_this_installation_well(run, monkeypatch):
    monkeypatch.setattr(metadata, "packages_distributions", lambda: {"numpy": ["numpy"]})
    status, out, _ = run("doctor")
    assert status == 0
    assert out.endswith("All is well.\n")
    assert all(name in out for name in ("autograd-scalar", "numpy", "dot", "import nn"))
    assert max(map(len, out.splitlines())) <= 80


def test_103_doctor_names_both_distributions(run, monkeypatch):
    owners = {"autograd": ["autograd", "autograd-scalar"], "nn": ["autograd-scalar", "nn"]}
    monkeypatch.setattr(metadata, "packages_distributions", lambda: owners)
    assert doctor.other_distributions() == {"autograd": ["autograd"], "nn": ["nn"]}
    status, out, _ = run("doctor")
    assert status == 1
    assert "autograd installs a package called autograd too" in " ".join(out.split())
    assert "pip uninstall autograd autograd-scalar" in out
    assert out.endswith("To be put right: import autograd, import nn.\n")


def test_doctor_says_how_to_get_what_is_absent(monkeypatch):
    monkeypatch.setattr(doctor, "find_spec", lambda module: None)
    monkeypatch.setattr(doctor.shutil, "which", lambda program: None)
    found = {what: (state, says) for what, state, says in doctor.findings()}
    assert found["numpy"] == ("trouble", "absent; for arrays: pip install numpy")
    assert found["tqdm"][0] == "absent"
    assert found["tqdm"][1].endswith("pip install tqdm")
    assert found["dot"][0] == "absent"


def test_doctor_knows_every_dependency_of_pyproject():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    assert asked(doctor.REQUIRED) == set(project["dependencies"])
    for extra in set(extras) - {"bench", "test"}:
        users = {name: each for name, each in doctor.OPTIONAL.items() if each.extra == extra}
        assert asked(users) == set(extras[extra])
    assert {each.extra for each in doctor.OPTIONAL.values()} < set(extras)


def asked(needed):
    return {f"{name}>={each.least}" for name, each in needed.items()}


@pytest.mark.parametrize(
    ("version", "says"),
    [
        ("1.26.4", '1.26.4 is too old: pip install "numpy>=2.0"'),
        ("2.0.0rc1", "2.0.0rc1: arrays"),
        ("2", "2: arrays"),
        ("10.1", "10.1: arrays"),
    ],
)
def test_doctor_says_what_is_too_old(monkeypatch, version, says):
    monkeypatch.setattr(doctor, "installed", lambda distribution: version)
    assert doctor.dependency("numpy", doctor.REQUIRED["numpy"]).says == says


# ---- The terminal -------------------------------------------------------------------------------


class Terminal:
    def isatty(self):
        return True


def test_colour_only_on_a_terminal_and_never_with_no_color(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert Paint(Terminal()).bold("x") == "\x1b[1mx\x1b[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert Paint(Terminal()).bold("x") == "x"
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert Paint(Terminal()).bold("x") == "x"


def test_numbers_are_exact_where_that_is_short():
    assert [short(x) for x in (3.0, -0.0, 0.1, 1e-300, 1 / 3, 123456789.123456, float("nan"))] == [
        "3", "-0", "0.1", "1e-300", "0.3333333333", "123456789.1", "nan",
    ]  # fmt: skip


def test_decimal_points_stand_below_each_other():
    texts = aligned([1.5, -20.0, 1e-300, float("inf")])
    assert texts == ["  1.5   ", "-20     ", "  1e-300", "inf     "]


def as_program(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "autograd", *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_it_runs_as_a_module():
    done = as_program("grad", "x*y", "x=2", "y=3", PYTHONIOENCODING="utf-8")
    assert done.returncode == 0
    assert "∂f/∂x  3   at x = 2" in done.stdout


def test_a_terminal_without_the_signs_gets_others():
    done = as_program("grad", "x*y", "x=2", "y=3", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "df/dx  3   at x = 2" in done.stdout
    done = as_program("explain", "x*y", "x=2", "y=3", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_that_leaves_early_is_no_error():
    with subprocess.Popen(
        [sys.executable, "-m", "autograd", "ops"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141
