"""What holds in whatever language a program is written: of every target, and of one more."""

import re
from pathlib import Path

import pytest

import autograd
from autograd.codegen import targets
from autograd.codegen.loading import loaded
from autograd.codegen.source import written
from autograd.codegen.targets import TARGETS, Target
from autograd.codegen.targets import target as spelling
from autograd.codegen.targets.python import PYTHON
from autograd.codegen.trace import trace
from autograd.errors import OperandError
from registry import ELEMENTWISE, ONLY_PYTHON, ORDERED, within

ROOT = Path(__file__).parents[2]
WORD = re.compile(r"(?<![\w.])[^\W\d]\w*")  # after a dot stands what belongs to something
POINT = (0.25, 0.5, 0.75, 0.4)
NAMES = [name for name, op in ELEMENTWISE.items() if op.public and name not in ORDERED]


def spelled(target: Target, f, count: int):
    return written(trace(f, list(POINT[:count]), 0), target)


def words(text: str) -> set[str]:
    """The words of a program, without what stands before it: comments and imports."""
    text = re.sub(r"/\*.*?\*/|^(//|#|import).*?$", "", text, flags=re.DOTALL | re.MULTILINE)
    return set(WORD.findall(re.sub(r"'[^']*'", "", text)))


def check_words(target: Target) -> None:
    """A text has no words but reserved ones and what it names itself, and these are no others'."""
    reserved = set(target.reserved)

    def f(x, y):
        return autograd.where(x < y, autograd.tanh(x * y), abs(autograd.sin(y))) / 3.0

    text = spelled(target, f, 2)
    named = {text.entry, "x", "y", *(name.split(".")[0] for name in text.functions)}
    named |= {"double", "static", "gradient", "result", "z", "w"}
    registers = {word for word in words(text.source) if re.fullmatch(r"t\d+(_\d+)?", word)}
    assert words(text.source) <= reserved | named | registers
    assert not reserved & {text.entry, "x", "y", *registers}


def check_arguments(target: Target) -> None:
    """An argument that is called like a word of the language gets another name."""
    for word in filter(str.isidentifier, target.reserved):
        if word in ("None", "True", "False") or word in PYTHON.reserved[:35]:
            continue  # no argument of Python's is called so
        f = eval(f"lambda {word}: {word} * {word}")  # noqa: S307  # a name of the table above
        assert f"{word} * {word}" not in spelled(target, f, 1).source


def check_operations(target: Target) -> None:
    """Every operation is written, a line for each step, and is what it is where Python runs it."""
    alone = target.functions is None  # all functions are Python's
    for name in NAMES:
        op = ELEMENTWISE[name]
        if not alone and op.name in ONLY_PYTHON:
            continue
        numbers = within(op, POINT)
        traced = trace(lambda *xs, op=op: op(*xs), numbers, int(alone))
        text = written(traced, target)
        assert len(text.source.splitlines()) >= len(traced.program.steps)
        if alone and target.meaning is not None:
            y, slopes = loaded(text, target.meaning(text.functions), op)(*numbers)
            assert float(y) == pytest.approx(op(*numbers), rel=1e-15)
            wanted = autograd.grad(op, range(op.arity))(*numbers)
            assert list(map(float, slopes)) == pytest.approx(list(wanted), rel=1e-13)


LAWS = {"words": check_words, "arguments": check_arguments, "operations": check_operations}


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("name", TARGETS)
def test_a_target(name, law):
    LAWS[law](TARGETS[name])


@pytest.fixture
def entry(monkeypatch) -> str:
    """The target that CONTRIBUTING shows, which is entered for the time of a test."""
    monkeypatch.setattr(targets, "TARGETS", dict(TARGETS))
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    shown = re.search(r"^```py\n(ALIKE = .*?)^```", text, re.MULTILINE | re.DOTALL)
    assert shown is not None
    return shown[1]


def enter(text: str) -> Target:
    """The target that a text enters."""
    from autograd.ops.arithmetic import pow
    from autograd.ops.choice import where
    from autograd.values.symbol import AND, NOT, OR

    names = {**vars(spelling), "pow": pow, "where": where, "AND": AND, "NOT": NOT, "OR": OR}
    exec(text, {**names, "TARGETS": targets.TARGETS})  # noqa: S102  # what the page tells to write
    (new,) = set(targets.TARGETS) - set(TARGETS)
    return targets.TARGETS[new]


def test_a_target_is_one_edit(entry):
    target = enter(entry)
    for law in LAWS.values():
        law(target)
    compiled = autograd.compile(lambda w, x, b: autograd.tanh(w * x + b), target="julia")
    assert compiled.source == (
        "function f(w, x, b)\n"
        "    t1 = w * x\n"
        "    t2 = t1 + b\n"
        "    t3 = tanh(t2)\n"
        "    return t3\n"
        "end\n"
    )


def test_a_target_that_forgets_a_word_is_found(entry):
    target = enter(entry.replace('"function", ', ""))
    with pytest.raises(AssertionError):
        check_words(target)


def test_a_language_that_there_is_not_is_refused_by_name():
    compiled = autograd.compile(lambda x: x * x)
    with pytest.raises(OperandError) as caught:
        compiled.text("cobol")
    wanted = "a program is written in python, numpy, js, c, jax, torch; got 'cobol'"
    assert str(caught.value) == wanted
