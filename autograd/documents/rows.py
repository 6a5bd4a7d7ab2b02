r"""A display as rows of cells, whatever environments it is set in.

>>> from .tokens import tokens, written
>>> display = tokens(r"\left\{\begin{aligned} a &= b \\ c &= d \end{aligned}\right.")
>>> [[written(cell).strip() for cell in row] for row in rows(display)]
[['a  = b'], ['c  = d']]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .signs import CONNECTING, RELATIONS, SPACES, deeper, relates, says_nothing
from .tokens import Token, environment, group_end

# Environments whose rows are formulas, with the number of arguments each takes.
ROWS = {
    "align": 0, "aligned": 0, "alignat": 1, "alignedat": 1, "flalign": 0, "gather": 0,
    "gathered": 0, "multline": 0, "multlined": 0, "eqnarray": 0, "split": 0, "equation": 0,
    "displaymath": 0, "math": 0, "subequations": 0, "array": 1, "cases": 0, "rcases": 0,
    "dcases": 0, "numcases": 1, "IEEEeqnarray": 1, "dmath": 0, "dgroup": 0, "empheq": 1,
    "tabular": 1, "xalignat": 1, "xxalignat": 1, "matrix": 0, "smallmatrix": 0, "eqsplit": 0,
    "darray": 1, "center": 0, "small": 0, "footnotesize": 0, "minipage": 1, "spreadlines": 1,
}  # fmt: skip
JOINED = ("multline", "multlined", "split", "dmath")  # one formula over several rows
FLAT = frozenset(("aligned", "split", "alignedat", "gathered", "multlined"))
PUNCTUATION = frozenset(",.;:\uff0c\u3002\uff1b\uff1a\u3001")

Row = list[list[Token]]


def rows(parts: Sequence[Token]) -> list[Row]:
    """The rows of a display, each a list of cells."""
    inside = content(parts)
    if inside is not None:
        return rows(inside)
    return [list(divided(_aligned(row), ("&",))) for row in divided(parts, ("\\\\",))]


def _aligned(row: Sequence[Token]) -> list[Token]:
    """A row without the signs that only align: those beside a relation."""
    found: list[Token] = []
    for place, token in enumerate(row):
        beside = (
            next((t.text for t in near if not says_nothing(t)), "")
            for near in (row[place + 1 :], reversed(row[:place]))
        )
        if token.text != "&" or not any(text in RELATIONS for text in beside):
            found.append(token)
    return found


def divided(parts: Sequence[Token], signs: tuple[str, ...]) -> Iterator[list[Token]]:
    """The pieces between some signs, outside all groups and environments."""
    piece: list[Token] = []
    depth = 0
    for token in parts:
        depth = max(0, depth + _group(token))
        if not depth and (
            token.text in signs or (token.text.startswith("\\\\") and "\\\\" in signs)
        ):
            yield piece
            piece = []
        else:
            piece.append(token)
    yield piece


def _group(token: Token) -> int:
    """As `deeper`, for braces and environments: a bracket may stay open over rows."""
    return deeper(token) if token.text in "{}" or environment(token)[0] else 0


def content(parts: Sequence[Token]) -> list[Token] | None:
    """What is in an environment, or in braces, that is all there is; else None."""
    bare = stripped(parts)
    if len(bare) > 1 and bare[0].text.startswith(r"\left") and bare[-1].text.startswith(r"\right"):
        within = stripped(bare[1:-1])
        is_system = (
            bool(within)
            and environment(within[0])[0] == "begin"
            and bare[0].text.endswith(("\\{", ".", "\\lbrace"))
            and bare[-1].text.endswith((".", "\\}", "\\rbrace"))
        )
        bare = within if is_system and _closes(within) else bare
    if len(bare) < 2 or not _closes(bare):
        return None
    kind, name = environment(bare[0])
    if kind == "begin" and name.rstrip("*") in ROWS:
        return without_arguments(bare[1:-1], ROWS[name.rstrip("*")])
    return bare[1:-1] if bare[0].text == "{" else None


def without_arguments(parts: Sequence[Token], count: int) -> list[Token]:
    """The inside of an environment after its arguments and options."""
    place = 0
    while place < len(parts) and (parts[place].is_space or parts[place].text == "["):
        if parts[place].text == "[":
            stop = next((k for k in range(place, len(parts)) if parts[k].text == "]"), None)
            if stop is None or stop > place + 6:
                break
            place = stop
        place += 1
    for _ in range(count):
        place = group_end(parts, place)
    return list(parts[place:])


def _closes(parts: Sequence[Token]) -> bool:
    """Whether what the first token opens is closed by the last, and not before."""
    depth = 0
    for place, token in enumerate(parts):
        depth += _group(token)
        if depth <= 0:
            return place == len(parts) - 1 and place > 0
    return False


def stripped(parts: Sequence[Token]) -> list[Token]:
    """Tokens without spaces and punctuation at their ends."""
    first, last = 0, len(parts)
    while first < last and _is_edge(parts[first]):
        first += 1
    while first < last and (_is_edge(parts[last - 1]) or parts[last - 1].text in WIDE_ENDS):
        last -= 1
    return list(parts[first:last])


WIDE_ENDS = frozenset((r"\quad", r"\qquad", "\\\\", "&"))


def _is_edge(token: Token) -> bool:
    text = token.text
    return token.is_space or text in SPACES or text in PUNCTUATION or text in WIDE_ENDS


def flat(parts: Sequence[Token]) -> list[Token]:
    r"""A formula on one line: `x = \begin{aligned} a \\ + b \end{aligned}`.

    An environment whose rows have left sides of their own stays as it is.
    """
    found: list[Token] = []
    place = 0
    while place < len(parts):
        kind, name = environment(parts[place])
        stop = place + 1
        if kind == "begin" and name.rstrip("*") in FLAT:
            stop = _end(parts, place)
            found += _on_one_line(parts[place:stop], name.rstrip("*"))
        else:
            found.append(parts[place])
        place = stop
    return found


def _on_one_line(parts: Sequence[Token], name: str) -> list[Token]:
    first, *others = rows(without_arguments(parts[1:-1], ROWS[name]))
    for row in others:
        begins = next((t.text for cell in row for t in cell if not says_nothing(t)), "+")
        if begins not in RELATIONS | CONNECTING and any(map(relates, row)):
            return list(parts)
    return [token for row in (first, *others) for cell in row for token in cell]


def _end(parts: Sequence[Token], place: int) -> int:
    """The place behind the environment that begins at one."""
    depth = 0
    for stop in range(place, len(parts)):
        depth += {"begin": 1, "end": -1}.get(environment(parts[stop])[0], 0)
        if not depth:
            return stop + 1
    return len(parts)
