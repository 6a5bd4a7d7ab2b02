"""Several lines as one function: what a line is, what it names, and what is said of wrong ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograd import Value, check, gradients, parse
from autograd.engine.walks import ancestors
from autograd.errors import DomainError, ExpressionError
from autograd.expression import Lines, written

BAD = {
    "nothing": ("# only words", "an empty text is no expression"),
    "no expression": ("y = ", "an empty text is no expression"),
    "which line": ("z = w*x\nL = sine(z)", "line 2: there is no function called sine; did you"),
    "middle": ("x\ny = 2*x", "line 1: only the last line may go without a name; write y = …"),
    "twice": ("a = x\na = 2*x\na", "line 2: a is defined already: give this line another name"),
    "too late": ("L = 2*z\nz = x", "line 2: z is used before it is defined"),
    "itself": ("a = a + 1", "a is used before it is defined"),
    "derivative": ("dL/dw = x", "a line defines a value, not a derivative"),
    "function": ("f(t) = 3", "a line defines a value, not a function: write f = …"),
    "built-in": ("sin = 3", "sin has a meaning in expressions already"),
    "two equals": ("a = b = 3", "an assignment is not allowed here"),
    "too many": ("x = 1\n" * 101, "a text has at most 100 lines; this one has 101"),
    "too long": ("x" * 10_001, "at most 10000 characters"),
}


@pytest.mark.parametrize("case", BAD)
def test_wrong_lines_are_refused_in_words(case: str) -> None:
    text, sentence = BAD[case]
    with pytest.raises(ExpressionError) as caught:
        Lines(text)
    assert sentence in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "z = w*x + b\nL = z^2",
        "z = w*x + b; L = z^2",
        "z = w*x\n  + b  # the input\n\nL = (z)^2",
        "z = (w*x +\n b)\nz^2",
        "z = w*x +\nb\nL =\nz*z",
    ],
)
def test_lines_end_where_they_do_on_paper(text: str) -> None:
    f = Lines(text)
    assert f.names == ("w", "x", "b")
    assert f(w=2, x=3, b=1).item() == 49.0


def test_every_line_has_its_name_in_the_graph() -> None:
    f = Lines("z = w*x + b\na = sigmoid(z)\n(a - y)^2/2")
    loss = f(w=0.5, x=2.0, b=-1.0, y=1.0)
    names = [node.name for node in ancestors(loss).values()]
    assert {"w", "x", "b", "y", "z", "a", "f"} <= set(names)
    assert f.result == loss.name == "f"


def test_a_value_keeps_its_own_name_and_a_number_takes_that_of_its_line() -> None:
    x = Value(2.0, "x")
    assert Lines("a = x\na")(x=x) is x
    assert x.name == "x"
    assert Lines("k = 0.5\nk*x")(x=x).args[0].name == "k"


def test_where_it_leaves_a_domain_the_line_is_named() -> None:
    with pytest.raises(DomainError, match=r"line 2: log is defined for x > 0; got -1, from a"):
        Lines("a = x - 1\nlog(a)")(x=0)


def test_values_are_given_to_free_names_only() -> None:
    f = Lines("z = w*x\nz^2")
    with pytest.raises(ExpressionError, match="z is no free name of these lines"):
        f(w=1, x=2, z=3)
    with pytest.raises(ExpressionError, match="no value was given for x"):
        f(w=1)


@given(st.floats(-3, 3), st.floats(-3, 3))
def test_lines_mean_what_one_expression_means(a: float, b: float) -> None:
    x, y = Value(a, "x"), Value(b, "y")
    split = Lines("p = x*y; q = sin(p) + x; q*p")(x=x, y=y)
    whole = parse("(sin(x*y) + x)*(x*y)", x=x, y=y)
    assert split.item() == whole.item()
    assert gradients(split, [x, y]) == pytest.approx(gradients(whole, [x, y]), rel=1e-12)


def test_written_out_with_all_names_they_are_a_derivation() -> None:
    text = str(Lines("z = w*x + b  # linear\nz^2"))
    assert text == "z = w*x + b\nf = z^2"
    assert check(f"{text}\ndf/dw = 2*z*x").ok


def test_a_single_expression_is_as_before() -> None:
    f = Lines("x*y + sin(x)")
    assert f.names == ("x", "y")
    assert written(f(x=1.0, y=2.0)) == "x*y + sin(x)"
