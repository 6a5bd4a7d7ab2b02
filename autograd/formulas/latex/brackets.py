r"""Brackets: (…), those that calculate, as |…|, conditions as numbers, [x > 0], and cases."""

from __future__ import annotations

from dataclasses import replace

from ..trees.branches import denied
from ..trees.tree import Call, Indexed, Name, Number, Op, Relation, Span, Tree, number
from .calls import close
from .cursor import Cursor, Part
from .scripts import letters_below, script
from .shapes import call
from .signs import BLOCKS, BRACED_BLOCKS, BRACKETS, CASE_WORDS, FONTS, RELATIONS, UPRIGHT

_MOST = 20  # cases
Case = tuple[Tree, Relation | None]  # a value and where it holds, None for otherwise


def bracket(at: Cursor) -> Part:
    """What stands in brackets; a bracket that calculates is a call."""
    if at.at(r"\{") and at.peek().text == r"\begin":
        return _block(at)
    opening = at.take()
    at.deeper()
    found = at.shared.expression(at)
    if opening.text == "[" and at.next.text in RELATIONS:
        found = indicator(at, found)
    close(at, opening)
    at.depth -= 1
    name = BRACKETS[opening.text].function
    if not name:
        return Part(replace(found, span=at.since(opening.start)), "bracketed")
    if name == "norm":
        _refuse_other_norms(at)
    return Part(call(at, name, (found,), opening.start))


def _block(at: Cursor) -> Part:
    """An environment behind a bracket."""
    name = at.environment(ahead=1)
    if name not in BRACED_BLOCKS:
        raise at.error(f"wanted cases or an array in this bracket, found {name}", at.peek())
    found: Part = BRACED_BLOCKS[name](at)
    return found


def _refuse_other_norms(at: Cursor) -> None:
    if at.at("_"):
        below = script(at)
        if below.raw != "2":
            raise at.error("of norms, the Euclidean one of a vector is read", below.start)


def is_lone(part: Part) -> bool:
    """Whether brackets hold a single name or number, as the argument of a function would be."""
    tree = part.tree
    if isinstance(tree, Op) and tree.symbol == "neg":
        tree = tree.args[0]
    single = isinstance(tree, Name | Number | Indexed)
    return part.how == "lone" or (part.how == "bracketed" and single)


# ---- One or nothing -----------------------------------------------------------------------------


def where(condition: Relation, value: Tree, other: Tree, span: Span) -> Tree:
    """One value where a condition holds, and another elsewhere."""
    return Call("where", (condition, value, other), 0, span)


def condition(at: Cursor, left: Tree) -> Relation:
    """A condition whose left side was read."""
    if RELATIONS.get(at.next.text, "<-") == "<-":
        raise at.error(f"{at.found()}, wanted a condition such as x > 0")
    symbol = RELATIONS[at.take().text]
    right = at.shared.expression(at)
    return Relation(symbol, left, right, at.since(left.span[0]))


def indicator(at: Cursor, left: Tree) -> Tree:
    """A condition as a number: 1 where it holds, else 0."""
    return where(condition(at, left), number(1), number(0), at.since(left.span[0]))


def is_indicator(at: Cursor) -> bool:
    r"""Whether \mathbb{1} comes next."""
    return at.next.text in FONTS and at.peek(2).text == "1" and at.peek(3).text == "}"


def indicated(at: Cursor) -> Part:
    r"""\mathbb{1}_{x > 0}, \mathbb{1}[x > 0]."""
    first = at.take()
    at.group()
    if at.at("_"):
        below = script(at)
        inner = at.inner(below.tokens, below.start)
        found = _in_brackets(inner)
        inner.finish()
    elif at.at("(", "[", r"\{"):
        found = _in_brackets(at)
    else:
        raise at.error(f"where is it 1? write \\mathbb{{1}}[x > 0]; {at.found()}", first)
    return Part(replace(found, span=at.since(first.start)))


def _in_brackets(at: Cursor) -> Tree:
    opening = at.accept("(", "[", r"\{")
    left = at.shared.expression(at)
    found = indicator(at, left)
    if opening:
        close(at, opening)
    return found


# ---- Cases --------------------------------------------------------------------------------------


@BLOCKS.reads(
    "cases dcases",
    r"\begin{cases} x & x > 0 \\ 2x & x \leq 0 \end{cases}",
    "where(x > 0, x, 2*x)",
)
def cases(at: Cursor) -> Part:
    r"""\begin{cases} … \end{cases}."""
    start = at.next.start
    name = at.begin()
    rows = _rows(at)
    at.finish_environment(name)
    return Part(_together(at, rows, start))


@BRACED_BLOCKS.reads(
    "array",
    r"\left\{ \begin{array}{ll} x & x > 0 \\ 2x & x \leq 0 \end{array} \right.",
    "where(x > 0, x, 2*x)",
    takes=1,
)
def array(at: Cursor) -> Part:
    r"""\left\{ \begin{array}{ll} … \end{array} \right., as cases were set once."""
    start = at.take().start
    name = at.begin()
    if at.at("{"):
        at.group()
    rows = _rows(at)
    at.finish_environment(name)
    if not at.accept(r"\right."):
        raise at.error(f"{at.found()}, wanted \\right. behind these cases")
    return Part(_together(at, rows, start))


def _rows(at: Cursor) -> list[Case]:
    found: list[Case] = []
    while not at.at(r"\end") and at.next.kind != "end":
        found.append(_row(at))
        if len(found) > _MOST:
            raise at.error(f"at most {_MOST} cases are read")
        if at.next.kind != "row":
            break
        at.take()
    return found


def _row(at: Cursor) -> Case:
    value = at.shared.expression(at)
    at.accept(",")
    at.accept("&")
    at.accept(":")
    word = case_word(at)
    if word:
        at.take()
        at.group()
    condition = None if CASE_WORDS.get(word) == "rest" else _case_condition(at)
    at.accept(",", ".", ";")
    return value, condition


def _case_condition(at: Cursor) -> Relation:
    if at.next.kind in ("row", "end") or at.at(r"\end"):
        raise at.error("a case is a formula, &, and a condition such as x > 0")
    indices = {each: None for each in letters_below(at.source) if not at.vocabulary.has(each)}
    outside, at.bound = at.bound, {**indices, **at.bound}
    found = condition(at, at.shared.expression(at))
    at.bound = outside
    return found


def case_word(at: Cursor) -> str:
    """The word of a case that comes next, `if` or `otherwise`."""
    if not at.at(*UPRIGHT):
        return ""
    letters, ahead = "", 2
    while at.peek(ahead).kind == "letter" or at.peek(ahead).text in (".", ","):
        letters += at.peek(ahead).text
        ahead += 1
    word = letters.lower().rstrip(".,")
    return word if at.peek(ahead).text == "}" and word in CASE_WORDS else ""


def _together(at: Cursor, rows: list[Case], start: int) -> Tree:
    """The rows as one formula: the last case must be everything that is left."""
    if len(rows) < 2:
        raise at.error("cases have at least two rows", start)
    *first, (value, last) = rows
    if last is not None and not (len(first) == 1 and _is_rest(first[0][1], last)):
        raise at.error("the last case is \\text{otherwise}, or the opposite of the first", start)
    for case, when in reversed(first):
        if when is None:
            raise at.error("only the last case can be \\text{otherwise}", start)
        value = where(when, case, value, at.since(start))
    return value


def _is_rest(first: Relation | None, last: Relation) -> bool:
    return first is not None and denied(first) == last
