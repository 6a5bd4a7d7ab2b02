"""The demo shows what it says, fits a terminal, and says so when something disagrees."""

import io
import re
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from autograd.shell import demo
from autograd.shell.demo import digits, formula, going_on, network
from autograd.shell.demo.page import WIDTH, Page

ROOT = Path(__file__).resolve().parents[2]
PLAIN = re.compile(r"\033\[\d+m")


class Terminal(io.StringIO):
    """Text that says it is seen by a person."""

    def isatty(self):
        return True


@pytest.fixture
def page():
    return Page(io.StringIO())


def text(page):
    return page.out.getvalue()


def test_the_whole_demo(capsys, tmp_path):
    picture = tmp_path / "net.svg"
    assert demo.main(["--picture", str(picture)]) == 0
    said = capsys.readouterr().out
    titles = re.findall(r"^(\d)  (\w+)", said, re.MULTILINE)
    assert titles == [("1", "Build"), ("2", "Look"), ("3", "Train"), ("4", "Check"), ("5", "Train")]
    assert "19 of 19 agree in all 14 digits shown." in said
    assert picture.read_text(encoding="utf-8").startswith("<svg")
    assert re.search(r"Done in \d+\.\d s: everything agrees\.\n\nGo on with\n", said)
    said = said.replace(str(picture), "")
    lines = [line.split("\r")[-1] for line in said.splitlines() if str(ROOT) not in line]
    assert max(map(len, lines)) <= 80
    assert "\033" not in said


def test_every_number_of_the_network_is_exact_to_the_digits_shown(page):
    named, agreed = network.build_and_compare(page)
    assert agreed
    assert named["E"].grad == 1.0
    assert text(page).count("✓") == len(network.EXACT_DATA) + len(network.EXACT_SLOPES)


def test_a_number_that_disagrees_is_seen_and_ends_with_status_1(monkeypatch, capsys, tmp_path):
    monkeypatch.setitem(network.EXACT_SLOPES, "w1", "0.00043856773447444672705")
    monkeypatch.setattr(digits, "EPOCHS", 15)
    assert demo.main(["-o", str(tmp_path / "net.svg")]) == 1
    said = capsys.readouterr().out
    assert re.search(r"dE/dw1 .* ✗$", said, re.MULTILINE)
    assert "18 of 19 agree" in said
    assert "something DISAGREES" in said


def test_a_picture_that_cannot_be_written_goes_to_the_temporary_files(page, tmp_path, monkeypatch):
    monkeypatch.setattr(network, "gettempdir", lambda: str(tmp_path))
    named, _ = network.build_and_compare(Page(io.StringIO()))
    network.draw_it(page, named, str(tmp_path / "none" / "net.svg"))
    assert (tmp_path / "net.svg").read_text(encoding="utf-8").startswith("<svg")
    assert "Drawn to" in text(page)


def test_the_training_loop_gives_the_exact_losses(page):
    assert network.train_it(page)
    assert re.search(r"10 000 +0\.0000351018778298 +0\.0000351018778298 +✓", text(page))
    assert re.search(r"✓ 5 000 updates: eager \d+\.\d\d s; compiled to", text(page))


def test_a_training_loop_that_went_astray_is_seen(page, monkeypatch):
    monkeypatch.setattr(network, "EXACT_LOSSES", {1: ("0.29102792390544197", 14)})
    assert not network.train_it(page)
    assert "✗" in text(page)


@pytest.mark.parametrize(
    ("number", "digits_shown", "shown"),
    [
        (0.5, 3, " 0.500"),
        (-0.038098236516556216, 5, "-0.038098"),
        (Decimal("0.00043856773447434672705"), 4, " 0.0004386"),
        (12345.0, 3, " 12300"),
    ],
)
def test_numbers_are_shown_with_so_many_significant_digits(number, digits_shown, shown):
    assert network._digits(number, digits_shown) == shown


def test_the_verdicts_on_formula_8_19(page):
    assert formula.check_a_derivation(page)
    said = text(page)
    assert re.findall(r"^ *([✓✗]) \w+ +line (\d+)", said, re.MULTILINE) == [
        ("✗", "9"),
        ("✓", "10"),
        ("✓", "11"),
        ("✓", "12"),
        ("✓", "13"),
        ("✗", "14"),
        ("✓", "17"),
        ("✓", "18"),
        ("✓", "19"),
    ]
    evidence = said[said.index("line 9") : said.index("line 10")]
    assert re.search(r"z2 = 0, y = 0", evidence)
    assert re.search(r" 2\.0+\n", evidence)
    assert re.search(r" 0\.50+\n", evidence)
    assert said.endswith(" was dropped without a\n   word.\n")


def test_other_verdicts_than_the_known_ones_are_seen(page, monkeypatch):
    monkeypatch.setattr(formula, "DERIVATION", "y = x**2\ndy/dx = 2*x\n")
    assert not formula.check_a_derivation(page)
    assert "✗ These are not the known verdicts" in text(page)


def test_digits_are_read(page):
    assert digits.train_on_digits(page)
    said = text(page)
    share = float(re.search(r"✓ (\d+\.\d)% of 450 unseen images", said)[1])
    assert share >= 95.0
    misread = re.search(r"misread: (.*)\Z", said, re.DOTALL)[1]
    times = [int(n) for n in re.findall(r"\((\d+) times\)", misread)]
    count = misread.count(" as ") + sum(times) - len(times)
    assert count == round(450 * (1.0 - share / 100.0))


@pytest.mark.parametrize(("kind", "least", "most"), [(Terminal, 2, 100), (io.StringIO, 1, 1)])
def test_the_progress_bar_moves_on_a_terminal_and_is_one_line_elsewhere(kind, least, most):
    page = Page(kind())
    assert digits.train_on_digits(page)
    bars = re.findall(r"epochs: +\d+%\|.*?\| \d+/40", text(page))
    assert least <= len(bars) <= most
    assert bars[-1].endswith(" 40/40")


def test_poor_reading_is_seen(page, monkeypatch):
    monkeypatch.setattr(digits, "EPOCHS", 0)
    assert not digits.train_on_digits(page)
    assert "✗" in text(page)


def test_without_scikit_learn_one_sentence_says_what_to_install(page, monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn.datasets", None)
    assert digits.train_on_digits(page)
    assert text(page).endswith("   scikit-learn brings the images: pip install scikit-learn\n")


def test_without_tqdm_it_trains_all_the_same(page, monkeypatch):
    monkeypatch.setitem(sys.modules, "tqdm", None)
    assert digits.train_on_digits(page)
    assert "(tqdm would show the progress: pip install tqdm)" in text(page)


def test_colour_is_for_terminals(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    plain, coloured = Page(io.StringIO()), Page(Terminal())
    for each in (plain, coloured):
        each.section("Title")
        each.table(("a", "b"), [("1", "✓"), ("2", "✗")])
    assert "\033" not in text(plain)
    assert "\033[32m✓\033[0m" in text(coloured)
    assert PLAIN.sub("", text(coloured)) == text(plain)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not Page(Terminal()).coloured


def test_a_wide_block_is_indented_less(page):
    page.block("ab\nc")
    page.block("d" * 78 + "\ne")
    assert text(page) == "   ab\n   c\n  " + "d" * 78 + "\n  e\n"


def test_tables_are_aligned(page):
    page.table(("", "value"), [("a", "1"), ("long name", "22")])
    assert text(page) == "               value\n   a           1\n   long name   22\n"


def test_a_console_without_utf_8_spells_a_mark_and_goes_on():
    raw = io.BytesIO()
    narrow = Page(io.TextIOWrapper(raw, encoding="cp1252"))
    narrow.line("✓ done")
    assert raw.getvalue().rstrip() == b"ok done"


# ---- How to go on -------------------------------------------------------------------------------


def where_python_runs(monkeypatch, *, path="", here=ROOT):
    """Pretend that this checkout's environment runs, with this PATH, from this folder."""
    monkeypatch.delenv("UV_RUN_RECURSION_DEPTH", raising=False)
    monkeypatch.setattr(sys, "executable", str(ROOT / ".venv" / "bin" / "python"))
    monkeypatch.setenv("PATH", path)
    monkeypatch.chdir(here)


def first_words():
    return [command.split(" play")[0].split(" check")[0] for command, _ in going_on.next_commands()]


def test_from_run_py_one_goes_on_with_run_py_or_makes_autograd_a_command(monkeypatch):
    where_python_runs(monkeypatch)
    assert first_words() == ["python3 run.py", "python3 run.py", ". .venv/bin/activate"]


def test_from_another_folder_the_paths_are_whole(monkeypatch, tmp_path):
    where_python_runs(monkeypatch, here=tmp_path)
    assert first_words()[0] == f"python3 {ROOT / 'run.py'}"
    assert first_words()[2] == f". {ROOT / '.venv' / 'bin'}/activate"


def test_where_autograd_is_a_command_one_goes_on_with_it(monkeypatch, tmp_path):
    where_python_runs(monkeypatch, path=str(tmp_path))
    (tmp_path / "autograd").write_text("#!/bin/sh\n")
    (tmp_path / "autograd").chmod(0o755)
    assert first_words()[0] == "python3 run.py"  # the autograd of another Python
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert first_words() == ["autograd", "autograd"]


def test_under_uv_one_goes_on_with_uv(monkeypatch):
    where_python_runs(monkeypatch)
    monkeypatch.setenv("UV_RUN_RECURSION_DEPTH", "1")
    assert first_words() == ["uv run autograd", "uv run autograd"]


def test_without_a_checkout_the_python_that_runs_is_named(monkeypatch, tmp_path):
    where_python_runs(monkeypatch)
    monkeypatch.setattr(going_on, "CHECKOUT", tmp_path)
    assert first_words() == [".venv/bin/python -m autograd"] * 2


@pytest.mark.parametrize(
    ("long", "shown"),
    [
        ("autograd", "   autograd   what it does\n   b          more\n"),
        ("a" * 70, "   " + "a" * 70 + "\n      what it does\n   b\n      more\n"),
    ],
)
def test_commands_and_what_they_do_fit_the_page(page, long, shown):
    page.commands([(long, "what it does"), ("b", "more")])
    assert text(page) == shown
    assert max(map(len, text(page).splitlines())) <= WIDTH
