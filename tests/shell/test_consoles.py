"""Consoles without signs such as ✓ and θ: everything is printed, spelled in ASCII."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograd import Value, check
from autograd.support.consoles import SPELLINGS, Text, spelled
from autograd.support.textfiles import NotText, decoded

ROOT = Path(__file__).parents[2]
PAGE = "y = θ^2\ndy/dθ = 2·θ\ndy/dθ = 3*θ\n"


def test_every_sign_is_spelled_in_ascii_and_kept_where_it_can_be():
    for sign, instead in SPELLINGS.items():
        assert spelled(sign, "ascii") == instead
        assert spelled(sign, "utf-8") == sign
        assert instead.isascii()
    assert spelled("a · b ÷ ∂c…", "cp1252") == "a · b ÷ dc…"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("θ Ω λ ς ϕ", "theta Omega lambda sigma phi"),
        ("h⁽³⁾ x² x₁₂ x⁻¹", "h^(3) x^2 x_12 x^-1"),
        ("é ŷ \U0001d465 ½ \u211d", "e y x 1/2 R"),
        ("␛[2J", "^[[2J"),
        ("層", "\\u5c64"),
    ],
)
def test_other_signs_are_spelled_by_their_names_or_by_what_is_alike(text, said):
    assert spelled(text, "ascii") == said


def test_half_a_sign_is_printed_everywhere():
    assert spelled("a\udc80", "utf-8") == "a\\udc80"


class Console(io.StringIO):
    encoding = "cp1252"


def test_what_is_shown_asks_the_console_and_compares_as_it_is(monkeypatch):
    x = Value(3.0, "θ")
    tree, report = (x * x).tree(), check(PAGE)
    assert isinstance(tree, Text)
    assert str(tree) == tree
    assert "✗" in str(report)
    monkeypatch.setattr(sys, "stdout", Console())
    assert tree.splitlines()[-1] == "└─ ∂ 3  θ (above)"
    assert str(tree).splitlines()[-1] == f"{tree}".splitlines()[-1] == "`- d 3  theta (above)"
    assert str(report).startswith("ok proved       line 2: dy/dtheta = 2·theta\nx wrong ")
    assert report.text.startswith("✓ proved       line 2: dy/dθ = 2·θ\n✗ wrong ")
    monkeypatch.setattr(sys, "stdout", None)
    assert str(report) == report.text


PROGRAM = r"""
from autograd import DomainError, Value, check, explain, log
from autograd.shell.cli import main
report = check(open(FILE, encoding="utf-8").read())
print(report, repr(report), report.claims[0], report.explain("dy/dθ"))
x = Value(2.0, "θ"); y = x*x/3; y.backward()
print(y.tree(), y, x, explain(y, x), f"{y.tree()}")
try:
    log(Value(-1.0, "θ"))
except DomainError as error:
    print(error)
xy = ["x*y", "x=2", "y=3"]
for words in (["check", FILE], ["doctor"], ["grad", *xy], ["explain", *xy], ["ops", "tanh"],
              ["check", "\u2713.md"], ["--help"], ["check", FILE, "--json"]):
    print(words[:1], main(words))
"""


ASCII = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


@pytest.mark.parametrize(
    "environment",
    [{"PYTHONIOENCODING": "cp1252"}, pytest.param(ASCII, marks=pytest.mark.full)],
    ids=["cp1252", "C"],
)
def test_everything_is_printed(tmp_path, environment):
    file = tmp_path / "page.md"
    file.write_text(PAGE, "utf-8")
    program = tmp_path / "program.py"
    program.write_text(f"FILE = {str(file)!r}\n{PROGRAM}", "utf-8")
    done = subprocess.run(
        [sys.executable, str(program)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        check=False,
    )
    said = done.stdout.decode("cp1252")
    assert (done.returncode, b"Error" in done.stderr) == (0, False), done.stderr
    assert "ok proved       line 2: dy/dtheta = 2" in said
    assert "x wrong        line 3: dy/dtheta = 3*theta" in said
    assert "dv2/dtheta" in said or "dy/dtheta" in said
    assert "log is defined for x > 0; got -1, from theta" in said
    assert "\\u" not in said.replace("\\u2713.md", "").partition("['check'] 0\n{")[0]


# ---- Files --------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_text_is_read_however_it_was_saved(encoding, end):
    assert decoded(PAGE.replace("\n", end).encode(encoding)) == PAGE


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a = 1\nb\xc3\xa9 = caf\xe9", "byte 0xE9 at line 2, column 9"),
        (b"\xef\xbb\xbfa\r\nb\r\xff", "byte 0xFF at line 3, column 1"),
        (b"\xff\xfea", "is no text in UTF-16, as its first bytes say"),
        ("a = 1".encode("utf-16-le"), "zero bytes"),
    ],
)
def test_bytes_that_are_no_text_say_where(data, said):
    with pytest.raises(NotText, match="save it as UTF-8") as error:
        decoded(data)
    assert said in str(error.value)


def test_a_text_may_begin_with_a_mark():
    assert [claim.status for claim in check("\ufeffy = x^2\r\ndy/dx = 2*x").claims] == ["proved"]
