"""One language: what `check` reads, `parse` reads to the same value; what one refuses, all do."""

import itertools
import re
from fractions import Fraction
from pathlib import Path

import pytest

from autograd import parse
from autograd.checking import check
from autograd.checking.certified.digits import midpoint
from autograd.checking.certified.program import UNDEFINED, Program
from autograd.checking.meaning.array_functions import ON_ARRAYS
from autograd.checking.meaning.scope import Scope
from autograd.checking.pages.conditions import ASSUME, behind
from autograd.checking.pages.statements import all_names
from autograd.engine.primitive import PUBLIC, REGISTRY
from autograd.errors import AutogradError, DomainError, ExpressionError
from autograd.expression import Expression, Lines, program
from autograd.expression.names import function, unusable
from autograd.formulas.text.builtins import builtin
from autograd.formulas.text.grammar import Reader
from autograd.formulas.text.page import lines_apart, statements
from autograd.formulas.text.tokens import DerivationError
from autograd.formulas.trees.tree import Call, Indexed, Listing, Op, Slope, Sum, Tree, walk
from autograd.shell.cli import main
from autograd.shell.serve.look import look
from autograd.values.symbol import Symbol
from effort import at_most
from fields import written
from registry import within

DOCS = Path(__file__).parents[2] / "docs"
POINTS = (
    Fraction(37, 100),
    Fraction(81, 100),
    Fraction(143, 100),
)  # the first name at the first, the next at the next, …


def formulas_written() -> list[str]:
    """The sides of all statements of a board of many fields, and of the derivations in docs."""
    texts = [each.text for each in written("reading.txt")]
    pages = [path.read_text(encoding="utf-8") for path in sorted(DOCS.rglob("*.md"))]
    found = itertools.chain.from_iterable(map(lines_apart, texts))
    shown = (s for s in itertools.chain.from_iterable(map(statements, pages)) if s.line)
    plain = (s.text for s in itertools.chain(found, shown) if s.language != "latex")
    sides = (text[: behind(text)[0]].split("=") for text in plain if not ASSUME.match(text))
    return [*dict.fromkeys(side.strip() for each in sides for side in each[1:])]


def tree_of(text: str) -> Tree | None:
    """A formula about numbers as `check` reads it; None for what is about arrays or slopes."""
    reader = Reader(text, lambda _: False, Scope().is_function, all_names(text).__contains__)
    try:
        tree = reader.expression()
        reader.finish()
    except ExpressionError:
        return None
    parts = [*walk(tree)]
    plain = not any(isinstance(part, (Slope, Indexed, Sum, Listing)) for part in parts)
    of_arrays = any(isinstance(part, Op) and part.symbol in "@T" for part in parts)
    called = all(builtin(part.function) for part in parts if isinstance(part, Call))
    known = plain and called and not of_arrays and not any(map(unusable, all_names(text)))
    return tree if known else None


def value_in_checks_meaning(tree: Tree, names: list[str], values: list[Fraction]) -> float | None:
    scope = Scope()
    root = scope.as_symbol(scope.meaning(tree))
    program = Program([root], [scope.variable(name) for name in names], scope.constants)
    (value,) = program.at(tuple(values), 128)
    return None if value is UNDEFINED or not value.is_finite() else float(midpoint(value))


FORMULAS = {text: tree for text in formulas_written() if (tree := tree_of(text)) is not None}


def test_what_a_page_says_about_numbers_means_the_same_everywhere():
    compared = 0
    for text, tree in FORMULAS.items():
        f = Expression(text)
        names = list(f.names)
        values = [x + Fraction(k, 100) for k, x in zip(range(len(names)), itertools.cycle(POINTS))]
        try:
            wanted = value_in_checks_meaning(tree, names, values)
            got = f(*values).item()
        except DomainError:
            continue
        except DerivationError:  # dot(r, r) of a number
            with pytest.raises(ExpressionError):
                f(*values)
            continue
        if wanted is not None:
            compared += 1
            assert got == pytest.approx(wanted, rel=1e-9, abs=1e-12), text
    assert compared >= 500


def sentence_of_parse(text: str) -> str:
    with pytest.raises(ExpressionError) as caught:
        parse(text, x=1.0, y=2.0)
    return str(caught.value).splitlines()[0].rpartition(" (column")[0]


REFUSED = {
    "2x": "an operator is missing: write 2*x for a product",
    "2 x": "an operator is missing: write 2*x for a product",
    "x y": "an operator is missing: write x*y for a product",
    "2(x + y)": "an operator is missing: write 2*(…) for a product",
    "(x)(y)": "an operator is missing: write (…)*(…) for a product",
    "x(y + 1)": "there is no function called x; for a product write x*(…)",
    "sin x": "sin is a function: write sin(x)",
    "ln x": "ln is a function: write ln(x), or ln*x for a product",
    "\u03c3 x": "\u03c3 is a function: write \u03c3(x), or \u03c3*x for a product",
    "ln²(x)": "ln is a function: write ln(…)^2, or ln²*(…) for a product",
    "\u03c3²y": "\u03c3 is a function: write \u03c3(…)^2, or \u03c3²*y for a product",
    "Σ(x + y)": "there is no function called Σ; write sum(i: …), or Σ*(…) for a product",
    "log 2": "log is a function: write log(2)",
    "sine(x)": "there is no function called sine; did you mean sin, sinh or sinc?",
    "grad(x)": "grad takes two arguments, as in grad(y, x) for dy/dx",
    "lg(x)": "there is no function called lg; write log10(x) or log2(x)",
    "x²y": "an operator is missing: write x²*y for a product",
    "sin²(x)": "sin is a function: write sin(…)^2",
    "log^2 x": "log is a function: write log(…)^2",
    "x|y|": "an operator is missing: write x*|…| for a product",
    "|x||y|": "an operator is missing: write |x|*|…| for a product",
    "2|x|": "an operator is missing: write 2*|…| for a product",
    "not x": "not is not allowed here; write the comparison turned round",
    "√x^2": "how far does the root go? write sqrt(…) with brackets",
    "2√x": "an operator is missing: write 2*√… for a product",
    "(x": "this '(' is never closed",
    "x)": "this ')' closes nothing",
    "x +": "wanted a number, a name or '(' after '+', found the end of the line",
    "x*/y": "wanted a number, a name or '(' after '*', found '/'",
    "x \u202e+ y": "U+202E RIGHT-TO-LEFT OVERRIDE cannot be seen: delete it",
    "x\u200b + y": "U+200B ZERO WIDTH SPACE cannot be seen: delete it",
    "\u0430 + x": "\u0430 (U+0430 CYRILLIC SMALL LETTER A) means nothing in a formula: names are "
    "letters of a to z and Greek ones, digits and _",
    "x ± y": "± is two formulas in one: write one with + and one with -",
    "∫ x": "an integral is not read: write what it is, of which a derivative can be taken",
    "x → y": "an arrow means nothing here: write = for what a name is, or <- for an update",
    "x -> y": "an arrow means nothing here: write = for what a name is, or <- for an update",
    "d/dx[x^2]": "what is differentiated stands in parentheses, as in d/dx(x^2): brackets hold an "
    "index",
    "d(x^2)/dx": "write d/dx(…) for the derivative of a formula, or d*(…) for a product",
    "L'(x)": "there is no function called L; write dL/dx for the derivative of a value",
    r"\frac{x}{2}": r"this looks like LaTeX: write it plainly, as x/2 for \frac{x}{2}; on a page a "
    "block marked latex takes it",
    "x!": "'!' means nothing in a formula: for x! write exp(lgamma(x + 1))",
    "∞*x": "infinity is no number to calculate with",
    "x\uff01": "'!' means nothing in a formula: for x! write exp(lgamma(x + 1))",
    "1 000 + x": "two numbers stand side by side: write one without a space, or a sign between",
    "1½": "two numbers stand side by side: write one without a space, or a sign between",
    "1,5": "wanted an operator or the end of the line, found ',': write 1.5 for a decimal number",
    "‖x‖": "write norm(x) for a length",
    "||x - y||": "write norm(x - y) for a length, or |x - y| for a number without its sign",
    "2*\uff5c|x||": "write norm(x) for a length, or |x| for a number without its sign",
    "1.2.3": "a number has one point: write 2, 0.5 or 1e-3",
    "5 % x": "write mod(…, …) for a remainder, or /100 for per cent",
    "x if y else 1": "if is not allowed here; write where(condition, a, b)",
    "(" * 61 + "x" + ")" * 61: "parentheses are nested more than 60 deep",
}


@pytest.mark.parametrize("text", REFUSED)
def test_a_spelling_is_refused_in_one_sentence_everywhere(text, capsys):
    wanted = REFUSED[text]
    assert sentence_of_parse(text) == wanted
    with pytest.raises(ExpressionError) as caught:
        look(text, {})
    assert str(caught.value).startswith(wanted)
    assert main(["grad", text, "x=1", "y=2"]) == 1
    assert " ".join(capsys.readouterr().err.split()).startswith(
        " ".join(f"autograd: {wanted}".split())
    )
    claim = check(f"f = {text}").claims[0]
    assert (claim.status, claim.note) == ("unreadable", wanted)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("\u03d1", "θ"),
        ("\uff58", "x"),
        ("\U0001d465", "x"),
        ("x₁", "x1"),
        ("\u2126", "Ω"),
        ("\u00b5", "μ"),
    ],
)
def test_names_that_only_look_different_are_one_name(one, other):
    assert Expression(f"{one}*2 + {other}").names == (other,)
    assert parse(f"{one}*2", **{other: 3.0}).item() == parse(f"{other}*2", **{one: 3.0}).item()
    assert check(f"y = {one}^2\ndy/d{other} = 2*{one}").claims[0].status == "proved"


def test_what_is_typed_is_shown():
    said = str(check("y = θ\uff0bsine\uff08θ\uff09").claims[0])
    assert "y = θ\uff0bsine\uff08θ\uff09" in said
    assert str(Lines("y = θ·x²; ½*y")) == "y = θ·x²\nf = ½*y"


WRITTEN = [(name, op) for op in dict.fromkeys(REGISTRY.values()) for name in op.written]
RECIPROCALS = {op.reciprocal: op for op in REGISTRY.values() if getattr(op, "reciprocal", "")}


def test_what_an_entry_is_called_besides_means_it_everywhere():
    assert len({name for name, _ in WRITTEN}) == len(WRITTEN) >= 9
    for name, op in WRITTEN:
        assert name not in PUBLIC
        assert builtin(name) is op
        numbers = within(op, [1.0, 0.4][-op.arity :])
        assert parse(f"{name}({', '.join(map(str, numbers))})").item() == op(*numbers)
        named = ["1", "x"][-op.arity :]
        page = f"y = {op.name}({', '.join(named)})\ny = {name}({', '.join(named)})"
        assert check(page).claims[0].status == "proved"


LETTERS = [(letter, op) for op in dict.fromkeys(PUBLIC.values()) for letter in op.letters]


@pytest.mark.parametrize(("letter", "op"), LETTERS, ids=[letter for letter, _ in LETTERS])
def test_a_letter_of_people_is_a_function_only_where_it_is_called(letter, op):
    numbers = within(op, [1.0, 0.4][-op.arity :])
    assert parse(f"{letter}({', '.join(map(str, numbers))})").item() == op(*numbers)
    assert parse(f"{letter}*x + {letter}", **{letter: 2.0, "x": 3.0}).item() == 8.0
    page = f"y = {letter}*x\ndy/dx = {letter}\ndy/d{letter} = x"
    assert [claim.status for claim in check(page).claims] == ["proved", "proved"]
    assert check(f"{letter}(x) = x^2\ny = 2*{letter}(x)\ndy/dx = 4*x").claims[0].status == "proved"
    said = rf"{letter} is a number here: write {letter}\*\(…\) for a product, \w+\(…\) for the"
    with pytest.raises(ExpressionError, match=said):
        parse(f"{letter}(x) + {letter}", x=1.0, **{letter: 2.0})
    for introduced in (f"y = {letter}*x", f"{letter} = 3*x", f"{letter} > 0"):
        broken = check(f"{introduced}\nz = {letter}(x)*y\ndz/dx = 2*{letter}^2*x").claims
        assert re.search(said, " ".join(str(broken[0]).split()))
        assert [claim.status for claim in broken] == ["unreadable", "inconclusive"]


def test_one_over_a_function_has_its_name():
    assert RECIPROCALS.keys() == {"sec", "csc", "cot", "sech", "csch", "coth"}
    for name, op in RECIPROCALS.items():
        assert parse(f"{name}(0.4)").item() == 1 / op(0.4)
        assert check(f"y = 1/{op.name}(x)\ny = {name}(x)").claims[0].status == "proved"


EULER = "e is an ordinary name here: write exp(x) for e^x"


@pytest.mark.parametrize("text", ["e^x", "e**x", "e²", "y = e^(-x); 2*y"])
def test_e_is_said_and_never_a_slider(text, capsys):
    for refused in (lambda: Lines(text)(x=1.0), lambda: look(text, {})):
        with pytest.raises(ExpressionError, match="e is an ordinary name here: write exp"):
            refused()
    main(["grad", text, "x=1"])
    assert EULER in " ".join(capsys.readouterr().err.split())
    claim = check("y = e^x\ndy/dx = e^x").claims[0]
    assert EULER in claim.evidence
    assert look("e = 2; e^x", {})["values"].keys() == {"x"}
    assert look("4*e*x", {})["values"].keys() == {"e", "x"}  # a charge, an error, …


@pytest.mark.parametrize(
    "sign", ["(", "[", "|", "-", "√(", "sin(", "2^", "x[", "sum(i: ", "'", "²"]
)
def test_deep_texts_are_answered_at_once(sign):
    with at_most(60_000), pytest.raises(AutogradError):
        parse(sign * 1_200, x=1.0)
    with at_most(60_000):
        assert check(f"x = {sign * 1_200}").claims[0].status == "unreadable"


def test_long_texts_are_answered_at_once():
    for text in ("(" * 10_001, "√(" * 50_000, "θ" * 100_000, "x + " * 25_000 + "x"):
        with at_most(2_000), pytest.raises(ExpressionError, match="at most 10000 characters"):
            parse(text)
    (claim,) = check("x = " + "y + " * 25_000 + "y").claims
    assert claim.note == "a formula has at most 10000 characters; this one has 100005"


def test_derivatives_of_lines_are_numbers():
    f = Lines("z = w*x; a = tanh(z); dL = 2; dL*da/dw + d2a/dw2 + grad(a, z) + sigmoid'(x)")
    w, x = 0.3, 0.7
    t = parse("tanh(w*x)", w=w, x=x).item()
    slope = 1 - t * t
    s = parse("sigmoid(x)", x=x).item()
    wanted = 2 * slope * x - 2 * t * slope * x * x + slope + s * (1 - s)
    assert f(w=w, x=x).item() == pytest.approx(wanted, rel=1e-12)
    assert isinstance(f(w=Symbol("w"), x=Symbol("x")), Symbol)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("tanh'''''''(x)", "derivatives of order 1 to 6 are read; this one is of order 7"),
        ("d6/dx6(d6/dx6(tanh(tanh(x))))", "this derivative takes more than 2000 operations"),
    ],
)
def test_a_derivative_that_nobody_waits_for_is_refused(text, words, monkeypatch):
    monkeypatch.setattr(program, "MOST_NODES", 2_000)
    with pytest.raises(ExpressionError) as caught:
        parse(text, x=0.3)
    assert words in str(caught.value)


ARRAYS = {
    "x.T @ W @ x": 27.0,
    "sum(i, j: W[i,j]*x[i]*x[j])": 27.0,
    "sum(i, j!=i: W[i,j])": 5.0,
    "dot(x, W @ x)": 27.0,
    "trace(W.T @ W)": 30.0,
    "max(i: x[i]) + mean(x)": 3.5,
    "d/dx[2](x.T @ x)": 4.0,
    "grad(sum(x^2), x)[1]": 2.0,
    "norm([3, x[2]*2])": 5.0,
    "(x + [[1], [1]])[2]": 3.0,
    "sum(softmax(x))": 1.0,
    "trace(diag(x)) + sum(diag(W))": 8.0,
    "sum(eye(2) @ W @ ones(2))": 10.0,
    "sum(outer(x, x))": 9.0,
    "cumsum(x)[2] + transpose(W)[1,2]": 6.0,
    "sum(diag(x.T)) + sum(i, j: kron(i, j)*W[i,j])": 8.0,
    "log_softmax(x)[1] - log_softmax([[1], [2]])[1]": 0.0,
    "prod(i=1..0: x[i]) + sum(i=3..2: x[i])": 1.0,
}


def test_every_function_of_arrays_that_a_page_has_is_one_of_expressions():
    assert {name for name in ON_ARRAYS if function(name) is None} == set()


@pytest.mark.parametrize("text", ARRAYS)
def test_arrays_mean_what_they_mean_on_a_page(text):
    values = {"x": [1.0, 2.0], "W": [[1.0, 2.0], [3.0, 4.0]]}
    used = {name: values[name] for name in Expression(text).names}
    got = parse(text, **used)
    assert got.item() == pytest.approx(ARRAYS[text], rel=1e-14)
    given = f"at x=[1, 2], W=[[1, 2], [3, 4]]: f = {ARRAYS[text]:g}"
    claim = check(f"x in R^2\nW in R^(2x2)\nf = {text}\n{given}").claims[-1]
    assert claim.status in ("proved", "agrees"), str(claim)


@pytest.mark.parametrize(
    ("text", "words"),
    {
        "x @ x": "both of these are columns: write x.T @ y for a number",
        "x[3]": "there is no such entry: indices count from 1, here to 2",
        "x[0]": "indices count from 1",
        "x[1,1]": "the entries of this array have one index; here are 2",
        "sum(i: i)": "nothing says how far i counts",
        "sum(i: n[i])": "what i is an index of is a number here: give an array for it",
        "sum(i: x[i]*W[i,1]*[1, 2, 3][i])": "i counts to 2 and to 3 here",
        "sum(i=1..9999999: i)": "at most 10000 terms in all",
        "[[1, 2], [3]]": "the rows of a matrix are lists of equally many numbers",
        "d/dx(x)": "what is differentiated is a number here",
        "sin(i: x[i])": "sin does not run over an index, as sum does",
        "max(i=2..1: x[i])": "i takes no value here",
        "sum(pi=1..3: pi)": "pi is a number: give the index another name",
        "sum(i=1..1.5: i)": "a sum runs between whole numbers; got 1.5",
    }.items(),
)
def test_what_cannot_be_said_of_arrays_is_refused_at_its_place(text, words):
    values = {"n": 2.0, "x": [1.0, 2.0], "W": [[1.0, 2.0], [3.0, 4.0]]}
    with pytest.raises(ExpressionError) as caught:
        parse(text, **{name: values[name] for name in Expression(text).names})
    assert words in str(caught.value)
    assert caught.value.column >= 1


@pytest.mark.parametrize("text", ["| |x| |", "|(|x|)|", "||x| - y|", "|y - |x||", "||x|*|y||"])
def test_bars_within_bars_are_sizes_unless_they_read_as_a_length(text):
    assert parse(text, x=-3.0, **({"y": 2.0} if "y" in text else {})).data >= 0.0


@pytest.mark.parametrize("name", ["ln", "\u03c3", "Φ"])
def test_a_function_that_lacks_its_brackets_is_no_forgotten_value_only(name):
    with pytest.raises(ExpressionError, match=f"as a function it is written {name}\\(…\\)"):
        parse(f"1 + {name}")


@pytest.mark.parametrize(
    ("text", "wanted"),
    {
        "w = x; L = w*x; dL/dw": 2.0,
        "w = x; L = w*x; grad(L, w)": 2.0,
        "w = x; L = w*x; dL/dx": 4.0,
        "w = x; dx/dw": 0.0,
        "w = x; v = w; L = v*w*x; dL/dw": 8.0,
        "w = x; v = w; L = v*w*x; dL/dv": 4.0,
        "a = x^2; b = a; L = a*b; dL/db": 4.0,
        "a = x^2; b = a; L = a*b; dL/da": 8.0,
    }.items(),
)
def test_another_name_for_a_value_is_moved_by_itself(text, wanted):
    lines = Lines(text)
    assert lines(x=2.0).data == wanted
    page = f"{lines}\nat x=2: {lines.result} = {wanted:g}"
    assert check(page).claims[-1].status in ("proved", "agrees")


def test_a_derivative_of_what_nothing_defines_says_so():
    with pytest.raises(ExpressionError, match="say above what L is: L = …; dL/dx"):
        parse("2*∂L/∂x", L=1.0, x=2.0)


@pytest.mark.parametrize("text", ["e", "2*e*x", "x^e", "exp(e)"])
def test_who_means_the_number_e_is_told_how_it_is_written(text):
    with pytest.raises(ExpressionError, match=r"write exp\(1\) for the number"):
        parse(text, **({"x": 1.0} if "x" in Expression(text).names else {}))
