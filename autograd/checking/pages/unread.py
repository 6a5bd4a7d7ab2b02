r"""What a line that could not be read leaves open: the names that it may have defined.

The line may be plain text or LaTeX. What it may define is found generously: a claim about a name
that is taken for free, and is not, would be called wrong in vain.

>>> names = {"u", "v", "w", "a2"}
>>> sorted(may_define(Statement(r"v = \tanh(u) \quad \text{for all } u", 1, "latex"), names))
[('v', True)]
>>> sorted(may_define(Statement(r"\hat{w} + a_{2} = 1 \; \text{always}", 1, "latex"), names))
[('a2', False), ('w', False)]

It is cut where readers cut it: into rows, at remarks and commas, at equals signs.

>>> parts(r"w &= 2 \\ v &= \tanh(u) \quad \text{for all } u, u > 0")
['w   = 2 ', ' v   = \\tanh(u) ', ' ', ' u', ' u > 0']
>>> sides(r"v := \sum_{i=1} x = w")
['v ', ' \\sum_{i=1} x ', ' w']
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import accumulate

from ...formulas.latex.signs import is_symbol
from ...formulas.latex.touched import touched
from ...formulas.text.page import Statement
from ...formulas.text.tokens import LONGEST
from .conditions import ASSUME
from .definitions import mentioned
from .statements import all_names

Defined = tuple[str, bool]  # a name, and whether the line says `name = …` and nothing else

_UPDATED = re.compile(r"←|<-|:=|\\(?:leftarrow|gets)\b")
_DRAWN = re.compile("~|->|[→⟶≃≅≐≜]")  # signs that say what a name is; ~ in LaTeX is a space
_IS = re.compile(r"\b(?:is|be|equals|denotes|means)\b")
_COMPARED = re.compile(
    r"[<≤≥≠∈∉]|(?<![-=])>|!=|\\(?:in|notin|leq?|geq?|lt|gt|neq?|leqslant|geqslant)\b"
)
_MEMBER = re.compile(r"\s*([^\W\d][\w, ]*?)\s*(?:\bin\b|∈)")
_SLOPE = re.compile(
    r"\\partial|\\nabla|∇|\\p?dv\b|\bgrad\s*\("
    r"|(?<!\w)[d∂]\s*\^?\d*\s*\w*\s*(\[[^\]]*\])?\s*/\s*\(?\s*[d∂]"
    r"|\\[dtc]?frac\s*\{?[\s{]*(\\(mathrm|text|rm|operatorname)\b)?[\s{]*d(?![A-Za-z]{2})"
)
_LONE = re.compile(r"\W*(?<![\d.])[^\W\d][^-+*/<>=|]*")
_COMMAND = re.compile(r"\\(?:[,;:!> ]|[A-Za-z]+)")


def broken_names(
    unread: Sequence[Statement], first: Mapping[str, Statement], names: Collection[str]
) -> dict[str, Statement]:
    """The names that mean nothing certain, because a line could not be read, and that line.

    `first` has the lines that define a name. One that was read and stands above keeps its name,
    for then the line that was not read is a claim about it.
    """
    lost = set(map(id, unread))
    broken = {name: each for name, each in first.items() if id(each) in lost}
    for each in unread:
        for name, alone in may_define(each, names):
            line = first[name].line if name in first else None
            if line is None or (alone and line >= each.line):
                broken.setdefault(name, each)
    return _with_what_follows(broken, first)


def _with_what_follows(
    broken: dict[str, Statement], first: Mapping[str, Statement]
) -> dict[str, Statement]:
    """Also the names whose definitions use one of these."""
    users: dict[str, list[str]] = {}
    for name, each in first.items():
        for used in mentioned(each):
            users.setdefault(used, []).append(name)
    waiting = list(broken)
    for name in waiting:
        for user in users.get(name, ()):
            if user not in broken:
                broken[user] = broken[name]
                waiting.append(user)
    return broken


def may_define(unread: Statement, names: Collection[str]) -> set[Defined]:
    """The names whose meaning or domain a line may state that could not be read."""
    if unread.text.startswith("at ") and unread.language != "latex":
        return set()
    said = unread.text[:LONGEST]
    if ASSUME.match(said):
        return {(name, True) for name in all_names(said).intersection(names)}
    said = said if unread.language == "latex" else _DRAWN.sub("≈", said)
    language = "latex" if "\\" in said else unread.language
    pieces = parts(said)
    if any(len(sides(part)) > 1 for part in pieces):
        return {each for part in pieces for each in _defined(part, language, names)}
    if where := _restricted(said, language, names):
        return {(name, True) for name in where}
    return {(name, False) for part in pieces for name in _unrelated(part, language, names)}


def may_update(unread: Statement) -> bool:
    """Whether a line that could not be read may be a step of the page's rounds."""
    return _UPDATED.search(unread.text) is not None


def _defined(part: str, language: str, names: Collection[str]) -> Iterator[Defined]:
    """What stands on the left of `=`, and by itself at the end of a chain."""
    left, *others = sides(part)
    if not others:
        return
    if not _SLOPE.search(left):
        alone = _lone(left, language, names)
        for name in _spoken_of(left, language, names):
            yield name, name in alone
    at_end = _lone(others[-1], language, names)
    yield from ((name, False) for name in at_end if len(at_end) == 1)


def _unrelated(part: str, language: str, names: Collection[str]) -> set[str]:
    r"""What a part without an equals sign may define: v in `v is …`, and in `v \eqdef …`."""
    if language != "latex":
        before = _IS.split(part, maxsplit=1)[:-1]
        return _last(before[0], names) if before else set()
    first = next((m.start() for m in _COMMAND.finditer(part) if not is_symbol(m.group())), None)
    return _lone(part[:first], language, names)


def _spoken_of(side: str, language: str, names: Collection[str]) -> set[str]:
    if language == "latex":
        return touched(side, names)
    return all_names(re.sub(r"(?<=\w)\s*(\([^()]*\)|\[[^\[\]]*\])", "", side)).intersection(names)


def _lone(side: str, language: str, names: Collection[str]) -> set[str]:
    """The name that stands by itself on a side, perhaps behind words; nothing if there is more."""
    if not _LONE.fullmatch(side) or _SLOPE.search(side):
        return set()
    found = _spoken_of(side, language, names)
    return found if language == "latex" else _last(side, found)


def _last(side: str, names: Collection[str]) -> set[str]:
    words = re.sub(r"(\([^()]*\)|\[[^\[\]]*\])\s*$", "", side.strip()).split()
    return {words[-1].strip("',.:")}.intersection(names) if words else set()


def _restricted(said: str, language: str, names: Collection[str]) -> set[str]:
    """The names of a line that says where they lie: `x in …`, `a < b`."""
    if (match := _MEMBER.match(said)) and language != "latex":
        return all_names(match[1]).intersection(names)
    if not _COMPARED.search(said.lstrip("> ")):
        return set()
    return _spoken_of(said, language, names)


_CASES = re.compile(r"\\begin\s*\{cases\*?\}.*?(\\end\s*\{cases\*?\}|$)", re.DOTALL)
_STACKED = re.compile(r"\\(stackrel|overset)\s*\{[^=]*\}\s*\{\s*=\s*\}")
_FRAME = re.compile(r"\\(begin|end)\s*\{[^{}]*\}(\s*\{[lcr|\s]*\})?|\$+|\\[\[\]]|&")
_APART = re.compile(
    r"\\\\|\\q?quad\b|[;,]|\\(?:implies|iff|Rightarrow|Leftrightarrow)\b|[⇒⇔]"
    r"|(?<![_^{])\\(?:text|mbox|textrm)\s*\{[^{}]*\s[^{}]*\}"
    r"|\\(?:text|mbox|textrm)\s*\{(?:and|or|with|where|so|then|if|for|when|let)\}"
)
_EQUAL = re.compile(
    r":=|≔|≡|←|<-|≈|\u223c|∝|↦|(?<![<>!:])={1,2}(?!>)|:(?!=)"
    r"|\\(?:equiv|triangleq|coloneqq|leftarrow|gets|approx|sim|propto|mapsto|doteq)\b"
)
_OPEN, _CLOSE = "([{", ")]}"


# ---- Cut where readers cut it -------------------------------------------------------------------


def parts(formula: str) -> list[str]:
    """What stands beside and below each other in a formula, without environments and cases."""
    plain = _CASES.sub(" ", _STACKED.sub("=", formula))
    return [_FRAME.sub("  ", part) for part in _cut(plain, _APART)]


def sides(part: str) -> list[str]:
    """A chain at its signs that say equal; signs that begin it are left out."""
    found = _cut(part, _EQUAL)
    if len(found) == 1:
        found = _EQUAL.split(part)
    while len(found) > 1 and not found[0].strip():
        del found[0]
    return found


def _cut(text: str, sign: re.Pattern[str]) -> list[str]:
    """A text at its signs outside brackets, or at all of them where the brackets do not match."""
    steps = ((each in _OPEN) - (each in _CLOSE) for each in text)
    depths = list(accumulate(steps, initial=0))  # before each character
    matched = min(depths) == depths[-1] == 0
    found, place = [], 0
    for match in sign.finditer(text):
        if depths[match.start()] == 0 or not matched:
            found.append(text[place : match.start()])
            place = match.end()
    return [*found, text[place:]]
