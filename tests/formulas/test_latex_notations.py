"""Each notation of LaTeX brings its example, which is read to the trees of its plain text."""

import re
from collections.abc import Iterator

import pytest

import latex_notations
from autograd.checking.meaning.scope import Scope
from autograd.engine.primitive import PUBLIC
from autograd.errors import ExpressionError
from autograd.formulas.latex import brackets, characters, read_latex, refused, signs
from autograd.formulas.latex.notation import (
    ARGUMENTS,
    EXAMPLE_ARRAYS,
    EXAMPLE_FUNCTIONS,
    KINDS,
    Kind,
)
from autograd.formulas.text.builtins import MADE, WRITTEN, builtin
from autograd.formulas.text.grammar import Reader
from autograd.formulas.trees.tree import Tree

RELATION = re.compile(r" (=|<-|<=|>=|!=|<|>) (?![^(]*\))")


def examples(is_read: bool) -> Iterator[tuple[str, str]]:
    """The examples in each spelling, and what each means, or why it is refused."""
    for kind in KINDS:
        for each in kind.notations if kind.is_read is is_read else ():
            for latex in each.examples():
                yield latex, each.means


def names(means: str) -> set[str]:
    """The names of numbers in derivation text, and in what is refused."""
    found = {*re.findall(r"(?<![.\w])[^\W\d]\w*(?![\w'(])", means), *"xyL"}
    return found - EXAMPLE_ARRAYS.keys() - {"dx", "dy"}


def line(means: str) -> tuple[Tree | str, ...]:
    """Derivation text as the grammar reads it: sides with the relations between them."""
    known = names(means) | EXAMPLE_ARRAYS.keys()
    scope = Scope()

    def is_function(name: str) -> bool:
        return name in EXAMPLE_FUNCTIONS or scope.is_function(name)

    def part(said: str) -> Tree | str:
        if RELATION.fullmatch(f" {said} "):
            return said
        reader = Reader(said, known.__contains__, is_function, known.__contains__)
        found = reader.expression()
        assert reader.next.kind == "end", said
        return found

    return tuple(map(part, RELATION.split(means)))


def statements(latex: str, means: str) -> tuple[tuple[Tree | str, ...], ...]:
    """What the reader makes of LaTeX, with the names of its plain text."""
    return read_latex(latex, names(means), EXAMPLE_FUNCTIONS, EXAMPLE_ARRAYS).statements


@pytest.mark.parametrize(("latex", "means"), [*examples(is_read=True)])
def test_an_example_is_read_to_the_trees_of_its_plain_text(latex, means):
    assert statements(latex, means) == (line(means),)


@pytest.mark.parametrize(("latex", "why"), [*examples(is_read=False)])
def test_what_is_known_and_not_read_is_refused_with_its_reason(latex, why):
    with pytest.raises(ExpressionError, match=re.escape(why)):
        statements(latex, "")


@pytest.mark.parametrize("sign", sorted(characters.SIGNS))
def test_a_pasted_sign_is_read_or_refused_as_its_command(sign):
    command = characters.SIGNS[sign]
    for formula in ("x {} y", "{}", "u {} v", "y = {} x", "{} x {}"):
        answers = []
        for written in (sign, command):
            try:
                answers.append(statements(formula.replace("{}", f" {written} "), ""))
            except ExpressionError as refusal:
                answers.append(refusal.why.replace(sign, command))
        assert answers[0] == answers[1]


def test_a_notation_without_its_example_is_no_entry():
    kind = Kind[str]("Tried")
    KINDS.remove(kind)
    with pytest.raises(ValueError, match="an example with"):
        kind.add(r"\breve", "breve", r"\hat{x}", "xhat")
    with pytest.raises(ValueError, match="what it means"):
        kind.add(r"\breve", "breve", r"\breve{x}", "")
    kind.add(r"\breve", "breve", r"\breve{x}", "xbreve")
    with pytest.raises(ValueError, match="two entries"):
        kind.add(r"\breve", "breve", r"\breve{x}", "xbreve")


def test_a_command_is_a_function_if_the_registry_has_its_name():
    for name in filter(str.isalpha, {*PUBLIC, *WRITTEN, *MADE}):
        command = rf"\{name}"
        one = builtin(name) is not None and not any(command in kind for kind in KINDS)
        if one and len(name) > 1 and getattr(builtin(name), "arity", 1) == 1:
            assert statements(rf"{command}(x)", "x") == (line(f"{name}(x)"),)


def test_a_function_of_arrays_is_a_command_and_a_word():
    for each in signs.OF_ARRAYS.notations:
        for latex in each.examples():
            command = re.sub(r"\\mathrm\{(\w+)\}", r"\\\1", latex)
            if not any(command.partition("(")[0] in kind for kind in KINDS):  # \dot is an accent
                assert statements(command, each.means) == (line(each.means),)


@pytest.fixture
def untouched():
    """The tables as they were before a test that enters notations."""
    before = [(kind, dict(kind), [*kind.notations]) for kind in KINDS]
    arguments = dict(ARGUMENTS)
    yield
    ARGUMENTS.clear()
    ARGUMENTS.update(arguments)
    for kind, values, entries in before:
        kind.clear()
        kind.update(values)
        kind.notations[:] = entries


def test_the_entries_that_the_guide_shows_are_all_that_is_needed(untouched):
    guide = (latex_notations.ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = guide.partition("## Adding a notation of LaTeX: one edit")[2].partition("\n## ")[0]
    before = set(examples(is_read=True)) | set(examples(is_read=False))
    for entry in re.findall(r"^```py\n(.*?)^```", section, re.MULTILINE | re.DOTALL):
        exec(entry, vars(signs) | vars(refused) | vars(brackets))  # noqa: S102 -- our own document
    read = set(examples(is_read=True)) - before
    (refusal,) = set(examples(is_read=False)) - before
    assert len(read) >= 2
    for latex, means in read:
        assert statements(latex, means) == (line(means),)
        assert latex in latex_notations.page()
    with pytest.raises(ExpressionError, match=refusal[1]):
        statements(refusal[0], "")


@pytest.mark.parametrize(
    ("kind", "spellings", "value", "example", "means"),
    [
        (signs.GREEK, r"\beth", "beth", r"2\beth", "2*beth"),
        (signs.FONTS, r"\mathbbm", "other", r"\mathbbm{x} + 1", "x + 1"),
        (signs.FONTS, r"\mathbit", "bold", r"\mathbit{W} u + W u", "W @ u + W @ u"),
        (signs.UPRIGHT, r"\textsf", "upright", r"\textsf{loss} + 1", "loss + 1"),
        (signs.OLD_FONTS, r"\tt", r"\mathrm", r"{\tt loss} + 1", "loss + 1"),
        (signs.LOGARITHMS, "ln_2", "log2", r"\ln_2 x", "log2(x)"),
        (
            signs.OF_ARRAYS,
            "Tr",
            signs.OfArrays("trace", "number"),
            r"\mathrm{Tr}(A) u",
            "trace(A)*u",
        ),
        (signs.RELATIONS, r"\leqq", "<=", r"2x \leqq 1", "2*x <= 1"),
        (signs.PRODUCTS, r"\bullet", "product", r"W \bullet u", "W @ u"),
        (signs.PRODUCTS, r"\circledast", "entries", r"u \circledast v", "u*v"),
        (signs.BRACKETS, r"\lgroup", signs.Bracket(r"\rgroup"), r"2\lgroup x \rgroup", "2*x"),
        (signs.BRACKETS, r"\lfl", signs.Bracket(r"\rfl", "floor"), r"\lfl x \rfl", "floor(x)"),
        (signs.SUPERSCRIPTS, r"\tr", "transpose", r"W^\tr u", "W.T @ u"),
        (
            signs.ENVIRONMENTS,
            "dgroup",
            "rows",
            r"\begin{dgroup} x &= y \\ &= 2z \end{dgroup}",
            "x = y = 2*z",
        ),
        (signs.WRAPS, "dmath", "", r"\begin{dmath} x = 2y \end{dmath}", "x = 2*y"),
        (
            signs.CASE_WORDS,
            "wenn",
            "condition",
            r"\begin{cases} x & \text{wenn } x > 0 \\ 0 & \text{sonst} \end{cases}",
            "where(x > 0, x, 0)",
        ),
        (signs.SPACING, r"\hfil", "", r"x = \hfil 2y", "x = 2*y"),
        (signs.SILENT, r"\eqref", "", r"x = 2y \eqref{a}", "x = 2*y"),
        (signs.SAME, r"\ratio", ":", r"x \ratio = 2y", "x = 2*y"),
    ],
    ids=lambda each: each.split()[0] if isinstance(each, str) and each.strip() else None,
)
def test_an_entry_is_enough_in_every_table(untouched, kind, spellings, value, example, means):
    kind.add(spellings, value, example, means)
    for latex in kind.notations[-1].examples():
        assert statements(latex, means) == (line(means),)


def test_the_documentation_lists_what_is_read():
    assert latex_notations.TARGET.read_text(encoding="utf-8") == latex_notations.page()
