r"""What a line that could not be read leaves open: the names that it may have defined.

The line may be plain text or LaTeX. What it may define is found generously: a claim about a name
that is taken for free, and is not, would be called wrong in vain.

>>> names = {"u", "v", "w", "a2"}
>>> sorted(may_define(Statement(r"v = \tanh(u) \quad \text{for all } u", 1, "latex"), names))
[('v', True)]
>>> sorted(may_define(Statement(r"\hat{w} + a_{2} = 1 \; \text{always}", 1, "latex"), names))
[('a2', False), ('w', False)]
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from ..latex.touched import touched
from ..text.page import Statement
from ..text.statements import all_names
from ..text.tokens import LONGEST
from .sections import mentioned

Defined = tuple[str, bool]  # a name, and whether the line says `name = …` and nothing else

_CASES = re.compile(r"\\begin\s*\{cases\*?\}.*?(\\end\s*\{cases\*?\}|$)", re.DOTALL)
_STACKED = re.compile(r"\\(stackrel|overset)\s*\{[^=]*\}\s*\{\s*=\s*\}")
_FRAME = re.compile(r"\\(begin|end)\s*\{[^{}]*\}(\s*\{[lcr|\s]*\})?|\$+|\\[\[\]]|&")
_SET_APART = re.compile(
    r"\\\\|\\q?quad\b|;|\\(?:implies|iff|Rightarrow|Leftrightarrow)\b|[⇒⇔]"
    r"|(?<![_^{])\\(?:text|mbox|textrm)\s*\{[^{}]*\s[^{}]*\}"
    r"|\\(?:text|mbox|textrm)\s*\{(?:and|or|with|where|so|then|if|for|when|let)\}"
)
_EQUAL = re.compile(
    r":=|≔|≡|←|<-|≈|\u223c|∝|↦|(?<![<>!:])={1,2}(?!>)|:(?!=)"
    r"|\\(?:equiv|triangleq|coloneqq|leftarrow|gets|approx|sim|propto|mapsto|doteq)\b"
)
_UPDATED = re.compile(r"←|<-|:=|\\(?:leftarrow|gets)\b")
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
_LONE = re.compile(r"[\s\\{]*[^\W\d][\w\s'{}()\[\],.\\^:]*")
_OPEN, _CLOSE = "([{", ")]}"


def broken_names(
    unread: Sequence[Statement], first: Mapping[str, Statement], names: Collection[str]
) -> dict[str, Statement]:
    """The names that mean nothing certain, because a line could not be read, and that line.

    `first` has the lines that define a name. One that was read and stands above keeps its name,
    for then the line that was not read is a claim about it.
    """
    broken = {name: each for name, each in first.items() if any(each is one for one in unread)}
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
    said = _CASES.sub(" ", _STACKED.sub("=", unread.text[:LONGEST]))
    parts = [part for row in _SET_APART.split(said) for part in _at_commas(_FRAME.sub(" ", row))]
    found = {each for part in parts for each in _defined(part, unread.language, names)}
    if found or any(_EQUAL.search(part) for part in parts):
        return found
    return {(name, True) for name in _restricted(unread, said, names)}


def may_update(unread: Statement) -> bool:
    """Whether a line that could not be read may be a step of the page's rounds."""
    return _UPDATED.search(unread.text) is not None


def _at_commas(part: str) -> list[str]:
    """A row at its commas outside brackets."""
    places = [place for place in _outside(part) if part[place] == ","]
    cuts = zip([-1, *places], [*places, len(part)], strict=True)
    return [part[start + 1 : stop] for start, stop in cuts]


def _outside(part: str) -> Iterator[int]:
    """The places outside all brackets; all places where the brackets do not match."""
    depth, found = 0, []
    for place, sign in enumerate(part):
        depth += (sign in _OPEN) - (sign in _CLOSE)
        if depth == 0:
            found.append(place)
    yield from found if depth == 0 else range(len(part))


def _defined(part: str, language: str, names: Collection[str]) -> Iterator[Defined]:
    """What stands on the left of `=`, and by itself at the end of a chain."""
    sides = _sides(part)
    if len(sides) < 2:
        before = _IS.split(part, maxsplit=1)[:-1] if language != "latex" else []
        yield from ((name, False) for side in before for name in _last(side, names))
        return
    left, *others = sides
    if not _SLOPE.search(left):
        alone = _lone(left, language, names)
        for name in _spoken_of(left, language, names):
            yield name, name in alone
    at_end = _lone(others[-1], language, names)
    yield from ((name, False) for name in at_end if len(at_end) == 1)


def _sides(part: str) -> list[str]:
    """A chain at its signs that say equal, outside brackets."""
    outside = set(_outside(part))
    signs = [match for match in _EQUAL.finditer(part) if match.start() in outside]
    cuts = zip(
        [0, *(m.end() for m in signs)], [*(m.start() for m in signs), len(part)], strict=True
    )
    return [part[start:stop] for start, stop in cuts]


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


def _restricted(unread: Statement, said: str, names: Collection[str]) -> set[str]:
    """The names of a line that says where they lie: `x in …`, `a < b`."""
    if (match := _MEMBER.match(said)) and unread.language != "latex":
        return all_names(match[1]).intersection(names)
    if not _COMPARED.search(said.lstrip("> ")):
        return set()
    return _spoken_of(said, unread.language, names)
