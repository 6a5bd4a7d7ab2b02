"""Programs as files: a header that fits, a driver that prints, nothing written over unasked."""

import pickle
import re
import subprocess
import sys

import pytest

import autograd
from autograd import dot, tanh
from autograd.codegen.files import files_of
from autograd.codegen.native.machine import llvm
from autograd.codegen.targets import TARGETS
from autograd.errors import OperandError
from autograd.shell.cli import main
from machines import CC, FLAGS, wanted


def net(w, b, x):
    return tanh(dot(w, [x, 1.0]) + b["shift"]) ** 2


EXAMPLES = ([0.0, 0.0], {"shift": 0.0}, 0.0)


def built(folder, *sources):
    wanted(CC, "a compiler of C")
    subprocess.run([CC, *FLAGS, *sources, "-o", "program", "-lm"], cwd=folder, check=True)
    return str(folder / "program")


def test_a_c_file_is_linked_into_a_program_of_ten_lines(tmp_path):
    compiled = autograd.compile(net, *EXAMPLES, grad=True, target="c").renamed("net")
    for name, text in files_of(compiled, "net.c").items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "main.c").write_text(
        '#include <stdio.h>\n#include "net.h"\nint main(void)\n{\n'
        "    const double w[2] = {0.5, -0.25}, b[1] = {0.1};\n    double gradient[4];\n"
        '    printf("%.17g", net(w, b, 1.5, gradient));\n'
        '    for (int i = 0; i < 4; i++) printf(" %.17g", gradient[i]);\n    return 0;\n}\n',
        encoding="utf-8",
    )
    ran = subprocess.run(
        [built(tmp_path, "main.c", "net.c")], capture_output=True, text=True, check=True
    )
    value, (d_w, d_b, d_x) = autograd.compile(net, *EXAMPLES, grad=True)(
        [0.5, -0.25], {"shift": 0.1}, 1.5
    )
    numbers = [value, *d_w, d_b["shift"], d_x]
    assert list(map(float, ran.stdout.split())) == pytest.approx(numbers, rel=1e-14)


@pytest.mark.parametrize("order", [0, 1, 2])
def test_a_driver_prints_what_there_is(tmp_path, order, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = ["compile", "x*y + exp(x)", "--order", str(order), "--main", "-o", "f.c"]
    assert main(words) == 0
    program = built(tmp_path, "f.c")
    ran = subprocess.run([program, "0.5", "3"], capture_output=True, text=True, check=True)
    assert len(ran.stdout.splitlines()) == [1, 3, 7][order]
    assert ran.stdout.startswith("value = 3.1487212707001")
    wrong = subprocess.run([program, "0.5"], check=False, capture_output=True, text=True)
    assert (wrong.returncode, wrong.stderr) == (2, "wanted 2 numbers: x y\n")


def test_a_file_is_written_over_only_with_leave(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    words = ["compile", "x^2", "-o", "f.mjs"]
    assert main(words) == 0
    (tmp_path / "f.mjs").write_text("mine", encoding="utf-8")
    assert main(words) == 2
    assert "f.mjs exists already: --force writes over it" in capsys.readouterr().err
    assert (tmp_path / "f.mjs").read_text(encoding="utf-8") == "mine"
    assert main([*words, "--force"]) == 0
    assert "export function f(x)" in (tmp_path / "f.mjs").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["f.mjs"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["x", "--to", "rust"], "a program is written in python, numpy, js, c, jax, torch; got"),
        (["x", "--main"], "--main is a driver in C; this is python: add --to c"),
        (["x", "--to", "c", "-o", "f.h"], "a program in C is a file that ends in .c; got 'f.h'"),
        (["i0e(x)", "--to", "c"], "i0e cannot be compiled to c, which has no such function"),
        (["x", "--to", "c", "--name", "a b"], "has to be a Python identifier"),
    ],
)
def test_what_cannot_be_is_said(words, said, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["compile", *words]) in (1, 2)
    assert said in " ".join(capsys.readouterr().err.split())
    assert not list(tmp_path.iterdir())


def test_names_that_are_words_of_c_or_javascript_get_others():
    def f(double, var, j0, sin):
        return double * var + autograd.sin(j0) * sin

    for target in ("c", "js"):
        text = autograd.compile(f, grad=True, target=target).source
        (head,) = re.findall(r"^(?:export function|double) f\((.*?)\)", text, re.MULTILINE)
        names = [each.split()[-1] for each in head.split(",")]
        assert not set(names) & set(TARGETS[target].reserved) - {"gradient[4]"}


@pytest.mark.parametrize("target", ["c", "js", "jax", "native"])
def test_a_missing_library_or_a_missing_target_is_one_line(target, monkeypatch):
    for name in ("llvmlite", "llvmlite.binding", "jax", "jax.numpy"):
        monkeypatch.setitem(sys.modules, name, None)
    llvm.cache_clear()
    compiled = autograd.compile(lambda x: x * x, target=target)
    if target in ("c", "js"):
        assert compiled(3.0) == 9.0
    else:
        with pytest.raises(OperandError, match=r"not installed: pip install"):
            compiled(3.0)
    llvm.cache_clear()


def test_auto_says_what_it_took():
    assert autograd.compile(lambda x: x * x, target="auto").target == "python"
    long = autograd.compile(lambda x: sum([tanh(x * k) for k in range(200)]), target="auto")
    assert long.target in ("native", "python")


def test_compiled_for_another_machine_is_pickled_with_its_target():
    again = pickle.loads(pickle.dumps(autograd.compile(abs, 0.0, target="c")))  # noqa: S301
    assert (again.target, again(-2.0)) == ("c", 2.0)
