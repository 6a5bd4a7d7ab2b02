"""Expression text: what it may hold, what it means, and that nothing else can be done with it."""

import math
import re
import sys
from contextlib import suppress
from textwrap import dedent

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

import autograd
from autograd import Symbol, Tensor, Value, grad, hessian, ieee, parse
from autograd.engine.elementwise import Elementwise
from autograd.engine.primitive import PUBLIC
from autograd.errors import DomainError, ExpressionError, OperandError, RangeError
from autograd.expression import Expression, written
from autograd.formulas.text.complaint import width
from autograd.kernels.balls.precision import flint
from effort import at_most

# ---- Bad texts: rows 54 to 80 of the list of faults ---------------------------------------------

BAD = {
    "54-empty": ("", "an empty text is no expression"),
    "54-blank": (" \t\n", "an empty text is no expression"),
    "55-missing-operand": (
        "x+",
        "wanted a number, a name or '(' after '+', found the end of the line",
    ),
    "56-unknown-name": ("x + yy", "no value was given for yy"),
    "57-unknown-function": ("sine(x)", "no function called sine; did you mean sin, sinh or sinc?"),
    "58-wrong-arity": ("sin(x, x)", "sin takes one argument; got 2"),
    "58-too-few": ("atan2(x)", "atan2 takes 2 arguments; got 1"),
    "58-defaults": ("leaky_relu(x, x, x)", "leaky_relu takes 1 or 2 arguments; got 3"),
    "59-import": ("__import__('os')", "__import__ is not allowed here"),
    "60-attribute": (
        "x.__class__",
        "a point stands in numbers and in x.T, and nothing has attributes",
    ),
    "61-lambda": ("(lambda:0)()", "lambda is not allowed here"),
    "62-comprehension": ("sum(x for x in x)", "for is not allowed here"),
    "62-list-comprehension": ("[x for x in x]", "for is not allowed here"),
    "63-f-string": ("f'{x}'", "a prime marks a function's derivative"),
    "64-walrus": ("(x := 3)", "wanted ')', found ':'"),
    "65-index": ("x[0]", "a number has no entries: give every number its own name"),
    "66-text": ("'a'*9", "a text in quotes means nothing in a formula"),
    "67-keywords": ("sin(**x)", "found '**': write every argument out"),
    "67-starred": ("sum(*x)", "found '*': write every argument out"),
    "68-await": ("await x", "await is not allowed here"),
    "68-yield": ("(yield x)", "yield is not allowed here"),
    "69-chained-compare": (
        "where(0 < x < 1, x, 1)",
        "a chain of comparisons is not read here: compare two",
    ),
    "71-long-hex": ("0x" + "f" * 1_000_000, "at most 10000 characters; this one has 1000002"),
    "72-literal-too-large": ("1e9999", "a number has at most 60 digits and an exponent up to 400"),
    "72-hex-too-large": ("0x" + "f" * 5_000, "a number has at most 60 digits"),
    "73-nan": ("nan", "nan is not allowed here: an expression holds finite numbers"),
    "73-inf": ("-inf", "inf is not allowed here: an expression holds finite numbers"),
    "74-imaginary": ("1j", "an operator is missing: write 1*j for a product"),
    "75-ten-megabytes": ("x" * 10_000_000, "at most 10000 characters; this one has 10000000"),
    "76-200-parentheses": ("(" * 200 + "x" + ")" * 200, "parentheses are nested more than 60 deep"),
    "77-unary-minus": ("-" * 100_000 + "x", "at most 10000 characters"),
    "77-unary-minus-within-length": (
        "-" * 9_000 + "x",
        "more than 60 signs stand one before the other",
    ),
    "78-not": ("not " * 5_000 + "x", "at most 10000 characters"),
    "78-not-within-length": ("not " * 2_000 + "x", "not is not allowed here"),
    "78-attributes": ("x" + ".a" * 4_000, "nothing has attributes"),
    "79-nul": ("x\0", "U+0000 cannot be seen: delete it"),
    "79-surrogate": ("\ud800", "U+D800 cannot be seen: delete it"),
    "79-bidi": ("x\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE cannot be seen: delete it"),
    "79-accent": ("\u00e9", "names are letters of a to z and Greek ones, digits and _"),
    "80-function-as-name": ("sin + 1", "sin is a function: write sin(…)"),
    "80-keyword-as-name": ("class*2", "class is not allowed here"),
    # What people type who know another notation.
    "implicit-product": ("2x", "an operator is missing: write 2*x for a product"),
    "product-with-group": ("2(x)", "an operator is missing: write 2*(…) for a product"),
    "product-of-groups": ("(x)(x)", "an operator is missing: write (…)*(…) for a product"),
    "two-names": ("x x", "an operator is missing: write x*x for a product"),
    "call-of-a-name": ("x(2)", "no function called x; for a product write x*(…)"),
    "conditional": ("x if x else 1", "if is not allowed here; write where(condition, a, b)"),
    "comparison": (
        "x > 1",
        "a comparison counts as 1 or 0 in parentheses: write (x > 0), or where(x > 0, y, z)",
    ),
    "equation": ("x = 3", "an assignment is not allowed here"),
    "factorial": ("x!", "for x! write exp(lgamma(x + 1))"),
    "matrix-product": ("x @ x", "@ multiplies arrays, and one of these is a number: write *"),
    "bits": ("x & x", "there are numbers only, no bits"),
    "braces": ("{x}", "group with ( and )"),
    "comment": ("x # y", "'#' means nothing in a formula"),
    "euler": ("e^x", "no value was given for e; e is an ordinary name here: write exp(x) for e^x"),
    "pi-in-capitals": ("PI*x", "no value was given for PI; did you mean pi"),
    # Brackets and commas.
    "unclosed": ("2*(x + 1", "this '(' is never closed"),
    "unclosed-at-once": ("sin(", "this '(' is never closed"),
    "unopened": ("x)", "this ')' closes nothing"),
    "crossed": ("(x]", "wanted ')', found ']'"),
    "empty-group": ("()", "wanted a number, a name or '(' after '(', found ')'"),
    "comma": ("x, x", "found ',': a comma parts the arguments of a function"),
    "two-operators": ("x * / x", "wanted a number, a name or '(' after '*', found '/'"),
    "operator-first": ("*x", "wanted a number, a name or '(', found '*'"),
    "comparison-in-branch": (
        "where(x > 0, x > 1, 1)",
        "a comparison is the first argument of where(…), no other",
    ),
    # Reductions and where.
    "where-of-two": ("where(x, 1)", "where takes where(x > 0, y, z); got 2 arguments"),
    "sum-of-nothing": ("sum()", "wanted a number, a name or '(' after '(', found ')'"),
    "sum-of-no-list": ("sum([])", "after '[', found ']'"),
    "sum-of-both": ("sum([x], x)", "sum takes numbers, or one list of them"),
    "dot-of-one": ("dot([x])", "dot takes two lists, as in dot([x, y], [z, w])"),
    "dot-of-numbers": ("dot(x, x)", "dot takes 2 sequences of numbers"),
    "dot-of-unequal": ("dot([x], [x, x])", "dot takes sequences of equal length; got 1 and 2"),
    # Limits.
    "long-name": ("a" * 101, "a name has at most 100 letters; this one has 101"),
    "many-names": ("+".join(f"a{i}" for i in range(501)), "at most 500 names"),
    "malformed": ("1.2.3", "a number has one point: write 2, 0.5 or 1e-3"),
    "tower": ("**".join(["x"] * 200), "powers are nested more than 60 deep"),
}


@pytest.mark.parametrize(("text", "words"), BAD.values(), ids=BAD)
def test_a_bad_text_is_refused_in_words_and_at_once(text, words):
    with at_most(150_000), pytest.raises(ExpressionError) as caught:
        parse(text, x=2.0)
    assert words in str(caught.value)
    lines = str(caught.value).splitlines()
    assert all(line.isprintable() for line in lines)
    assert all(width(line) <= 80 for line in lines[1:])


@pytest.mark.parametrize("text", ["9**9**9", "10**10**10", "9^9^9^9^9"], ids="70-{}".format)
def test_a_power_tower_ends_at_once(text):
    with at_most(3_000), pytest.raises(RangeError, match="too large for a float") as caught:
        parse(text)
    assert isinstance(caught.value, OverflowError)


def test_74_numbers_are_spelled_as_in_python():
    assert parse("1_000 + 0x10 + 0b11 + 0o7 + .5 + 5. + 1e-3 + 2E+1").data == (
        1_000 + 0x10 + 0b11 + 0o7 + 0.5 + 5.0 + 1e-3 + 2e1
    )


@pytest.mark.parametrize(
    "name", ["sin", "where", "sum", "pi", "lambda", "None", "nan", "__x", "a b"]
)
def test_80_a_variable_cannot_be_called_so(name):
    with pytest.raises(ExpressionError, match=r"choose another name|not allowed here|is no name"):
        parse("x", x=1.0, **{name: 3.0})


def test_a_name_that_cannot_be_printed_is_shown_by_its_codes():
    with pytest.raises(ExpressionError, match=r"'\\u202e' is no name"):
        parse("x", x=1.0, **{"\u202e": 1.0})


# ---- What an error looks like -------------------------------------------------------------------


def complaint_of(text, **values):
    with pytest.raises(ExpressionError) as caught:
        parse(text, **values)
    return str(caught.value)


def test_carets_stand_under_the_place():
    assert complaint_of("2*x + sine(y)", x=1, y=1) == dedent("""\
        there is no function called sine; did you mean sin, sinh or sinc? (column 7)
            2*x + sine(y)
                  ^^^^""")


def test_carets_stand_after_the_end():
    assert complaint_of("x+ ", x=1) == dedent("""\
        wanted a number, a name or '(' after '+', found the end of the line (column 4)
            x+
               ^""")


def test_what_cannot_be_shown_takes_one_column():
    assert complaint_of("\u202e\t\nx y").splitlines()[1:] == ["    ·  x y", "    ^"]


def test_carets_stand_under_the_place_behind_wide_signs():
    said = complaint_of("\uff08θ\uff0bsine\uff08φ\uff09\uff09", θ=1, φ=1)
    assert said.splitlines()[1:] == ["    \uff08θ\uff0bsine\uff08φ\uff09\uff09", "         ^^^^"]


def test_a_long_text_is_cut_around_the_place():
    said = complaint_of("+".join(["x"] * 60) + "+ 3y +" + "+".join(["x"] * 60), x=1)
    _, line, carets = said.splitlines()
    assert len(line) == 76
    assert line.startswith("    ...")
    assert line.endswith("...")
    assert line[carets.index("^") : len(carets)] == "y"


def test_the_column_is_there_for_programs_too():
    with pytest.raises(ExpressionError) as caught:
        Expression("x + ?")
    assert caught.value.column == 5


def test_all_missing_names_are_listed():
    assert "no value was given for y, z and w (column 3)" in complaint_of("x*y*z*w", x=1)


def test_a_misspelled_value_is_recognised():
    assert "no value was given for rate; did you mean rat" in complaint_of("rate*2", rat=1)


def test_a_value_for_nothing_is_refused():
    assert complaint_of("x", x=1, y=2) == "y does not occur in x"


def test_a_domain_error_shows_the_place_as_a_note():
    with pytest.raises(DomainError, match="log is defined for x > 0; got -1") as caught:
        parse("2*log(x - 3)", x=2)
    assert caught.value.__notes__ == ["    2*log(x - 3)\n      ^^^"]


def test_an_error_inside_a_branch_points_into_the_branch():
    assert complaint_of("1 + where(x > 0, dot(x, x), 1)", x=1).endswith("\n" + " " * 21 + "^^^")
    with pytest.raises(DomainError) as caught:
        parse("1 + where(x > 0, log(x - 3), 1)", x=1)
    assert caught.value.__notes__ == [
        "    1 + where(x > 0, log(x - 3), 1)\n                     ^^^"
    ]


def test_a_text_is_wanted():
    with pytest.raises(OperandError, match="an expression is a text; got a int"):
        parse(3)


# ---- What a text means --------------------------------------------------------------------------


def test_numbers_become_named_leaves_and_values_stay_themselves():
    y = Value(3.0)
    z = parse("sin(x*y) + exp(x)", x=2, y=y)
    z.backward()
    assert z.data == math.sin(6.0) + math.exp(2.0)
    assert y.grad == 2.0 * math.cos(6.0)
    product = z.args[0].args[0]
    assert [leaf.name for leaf in product.args] == ["x", ""]


def test_a_text_without_names_is_a_value_too():
    assert isinstance(parse("1 + 2"), Value)
    assert parse("2*pi").data == 2 * math.pi


@pytest.mark.parametrize(
    ("text", "at_3"),
    {
        "-x**2": -9.0,
        "-x^2": -9.0,
        "2^-x": 0.125,
        "2**x**2": 512.0,
        "2^x^2": 512.0,
        "(-x)^2": 9.0,
        "+x - -x": 6.0,
        "x//2 + x%2": 2.0,
        "8/x/2*x": 4.0,
        "10 - x - 2": 5.0,
        "2*-x": -6.0,
        "arctan(x) - atan(x)": 0.0,
        "pow(x, 2)": 9.0,
        "leaky_relu(-x)": -0.03,
        "leaky_relu(-x, 0.5)": -1.5,
        "max(x, 5, 1)": 5.0,
        "sum(x, 1, 2)": 6.0,
        "sum([x, 1, 2])": 6.0,
        "sum(x)": 3.0,
        "mean(x, 5)": 4.0,
        "prod(x, 2, 2)": 12.0,
        "norm(x, 4)": 5.0,
        "dot([x, 2], [x, 1])": 11.0,
        "logsumexp(x, x) - x": math.log(2.0),
        "where(x > 2, x, 0)": 3.0,
        "where(x != 3, x, 0)": 0.0,
        "where(x - 3, 1, 2)": 2.0,
        "where(x < 2, log(-x), x)": 3.0,
        "where(x <= 3, where(x == 3, 7, 8), 9)": 7.0,
        " x\n + \t1 ": 4.0,
        # One language: what a derivation reads.
        "|x - 5|": 2.0,
        "ln(exp(x)) + arsinh(0)": 3.0,
        "x² + x³ − x⁻¹·x": 35.0,
        "√(x + 1) + √9": 5.0,
        "2·x × x ÷ 3": 6.0,
        "½*x": 1.5,
        "sgn(-x) + \u03c3(0)": -0.5,
        "sec(0) + coth(x)*tanh(x)": 2.0,
        "(x > 2)*x + (x ≤ 2)": 3.0,
        "where(x ≥ 3, 1, 0) + where(x = 3, 1, 0) + where(x ≠ 3, 1, 0)": 2.0,
        "d/dx(x^2) + sin'(0)": 7.0,
        "sum(i=1..3: i*x)": 18.0,
        "∑(i=1..3: i) + prod(i=1..3, j=1..2: j) + 0*x": 14.0,
        "sum(i: [1, 2, x][i]^2)": 14.0,
        "[1, x].T @ [x, 1]": 6.0,
        "[[1, x], [2, 4]][2,1]": 2.0,
        "sum(i: delta(i, 2)*[5, 6*x][i])": 18.0,
        "\uff08\uff58\uff0b\uff11\uff09\uff0a\U0001d465": 12.0,  # full-width, italic
    }.items(),
)
def test_meaning(text, at_3):
    assert parse(text, x=3.0).data == pytest.approx(at_3, rel=1e-15, abs=1e-15)


def test_only_the_branch_taken_is_run():
    x = Value(-1.0)
    y = parse("where(x > 0, log(x), x*x)", x=x)
    y.backward()
    assert (y.data, x.grad) == (1.0, -2.0)


def test_it_works_on_arrays():
    x = Tensor([-1.0, 1.0])
    y = parse("sum(where(x > 0, log(x), x*x)) + dot(x, w)", x=x, w=np.array([2.0, 3.0]))
    y.backward()
    assert y.data == 2.0
    assert x.grad.tolist() == [0.0, 4.0]


def test_it_works_on_symbols():
    y = parse("where(x > 0, x, a) + 1", x=Symbol("x"), a=2)
    assert isinstance(y, Symbol)
    assert written(y) == "where(x > 0, x, 2) + 1"


def test_ieee_arithmetic_holds_inside():
    with ieee():
        assert parse("1/x", x=0.0).data == math.inf


def test_a_custom_operation_is_callable_at_once():
    @autograd.primitive(lambda x, y: 3.0 * x * x)
    def cubed(x):
        return x * x * x

    assert grad(Expression("cubed(x)"))(2.0) == 12.0
    assert parse("cubed(cubed)", cubed=2.0).data == 8.0


# ---- A text as a function -----------------------------------------------------------------------


def test_names_come_in_order_of_appearance():
    assert Expression("w*x + sin(b)*w + pi").names == ("w", "x", "b")


def test_names_that_python_uses_itself_are_ordinary_names():
    assert parse("self*text + numbers", self=2, text=3, numbers=1).data == 7.0


def test_a_function_takes_numbers_by_place_and_by_name():
    f = Expression("w*x + b")
    assert f(2, x=3, b=1).data == f(2, 3, 1).data == 7.0
    with pytest.raises(ExpressionError, match="w was given twice"):
        f(2, 3, 1, w=2)
    with pytest.raises(ExpressionError, match="has 3 names; got 4 numbers"):
        f(1, 2, 3, 4)


def test_transforms_take_it():
    f = Expression("x^2*y")
    assert grad(f, argnums=(0, 1))(3.0, 2.0) == (12.0, 9.0)
    assert hessian(f, argnums=(0, 1))(3.0, 2.0) == ((4.0, 6.0), (6.0, 0.0))


def test_it_compiles_to_the_same_numbers():
    f = Expression("sin(x*y) + exp(x)/y")
    assert autograd.compile(f)(2.0, 3.0) == f(2.0, 3.0).data


def test_help_shows_the_names_as_parameters():
    import inspect

    assert str(inspect.signature(Expression("w*x"))) == "(w, x)"
    assert repr(Expression("w*x")) == "Expression('w*x')"


# ---- Laws ---------------------------------------------------------------------------------------

NUMBERS = st.floats(0.001, 1000.0).map(repr) | st.integers(0, 99).map(str)
ATOMS = NUMBERS | st.sampled_from(["x", "y"])


def larger(parts):
    signs = st.sampled_from(["+", "-", "*", "/", " + ", " - ", "**"])
    return st.one_of(
        st.tuples(parts, signs, parts).map("".join),
        parts.map("({})".format),
        parts.map("-{}".format),
    )


ARITHMETIC = st.recursive(ATOMS, larger, max_leaves=12)


@given(ARITHMETIC, st.floats(-10, 10), st.floats(-10, 10))
def test_arithmetic_is_pythons(text, x, y):
    try:
        # A literal is a float here, as it is in an expression.
        expected = Expression(text) and eval(floated(text), {"x": x, "y": y})  # noqa: S307  # made here
        assert not isinstance(expected, complex)
    except (ArithmeticError, AssertionError):
        return
    values = {name: value for name, value in (("x", x), ("y", y)) if name in text}
    try:
        got = parse(text, **values).data
    except DomainError:
        assert not math.isfinite(expected)
        return
    assert got == pytest.approx(expected, rel=1e-12, nan_ok=True)


def floated(text):
    return re.sub(r"(?<![\w.])(\d+)(?![\w.])", r"\1.0", text)


@given(ARITHMETIC)
def test_what_is_written_reads_back_as_the_same_graph(text):
    f = Expression(text)
    with ieee():  # numbers among themselves are computed at once
        once = written(f(*map(Symbol, f.names)))
    assume("inf" not in once and "nan" not in once)
    again = Expression(once)
    assert written(again(*map(Symbol, again.names))) == once


@pytest.mark.parametrize(
    "text",
    ["-x**2", "(-x)**2", "(x**y)**z", "x**y**z", "x - (y - z)", "x/(y/z)", "x/y/z", "x**-y",
     "-(x + y)", "sin(x + y)*z", "x*-y", "sum(x, y, z)", "dot([x, y], [z, x])", "x - -y",
     "where(x > 0, y, z)", "x//y%z", "-x*y", "(x + y)*(x - y)", "1e-07*x"],
)  # fmt: skip
def test_no_parenthesis_is_missing_and_none_is_too_many(text):
    f = Expression(text)
    assert written(f(*map(Symbol, f.names))) == text


def test_writing_a_graph_that_uses_its_parts_many_times_ends():
    y = Symbol("x")
    for _ in range(100):
        y = y * y
    assert len(written(y, longest=1000)) <= 1000


PIECES = [*"xyze.,()[]+-*/%^<>=!'\"\\@:;{}|&~ \n\t\0é²\u202e", "sin", "where", "sum(", "dot([",
          "**", "//", "<=", "lambda ", "if ", "1", "2.5", "1e9", "0x", "1j", "_", "__"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=60))
def test_random_text_is_a_value_or_an_error_in_words(text):
    with suppress(ExpressionError, DomainError):
        names = Expression(text).names
        assert isinstance(parse(text, **dict.fromkeys(names, 1.5)), Value)


CALLABLE = {name: op for name, op in PUBLIC.items() if isinstance(op, Elementwise)}
WILD = st.sampled_from(["0", "-0.0", "1e308", "-1e308", "5e-324", "0.5", "-3", "700", "1e16"])


@example("polygamma", ["1e16", "0.5", "0"])
@given(st.sampled_from(sorted(CALLABLE)), st.lists(WILD, min_size=3, max_size=3))
def test_every_function_answers_anywhere_and_soon(name, numbers):
    text = f"{name}({', '.join(numbers[: CALLABLE[name].arity])})"
    flint()  # whose import is no part of the work
    with at_most(3_000), suppress(DomainError):
        assert isinstance(parse(text).data, float)


def test_it_needs_little_of_the_recursion_limit():
    text = "+".join(["x*y"] * 400)
    depth = len_of_stack()
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(depth + 60)
    try:
        assert parse(text, x=1.0, y=1.0).data == 400.0
    finally:
        sys.setrecursionlimit(limit)


def len_of_stack():
    frame, depth = sys._getframe(), 0
    while frame:
        frame, depth = frame.f_back, depth + 1
    return depth
