r"""One spelling for what LaTeX writes in many: arguments in braces, no braces that do not show.

>>> from .scanner import latex_tokens
>>> "".join(token.text for token in spelled(latex_tokens(r"\frac12 {{a}_{2}} {\rm d}x")))
'\\frac{1}{2}a_{2}\\mathrm{d}x'
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..text.tokens import Token
from .groups import (
    Tokens,
    braced,
    closed,
    group,
    is_alone,
    is_loose,
    is_one,
    refused,
    with_paired_bars,
)
from .notation import ARGUMENTS
from .rewriting import with_font, with_fraction
from .signs import BRACKETS, REWRITTEN, UPRIGHT


def _is_words(token: Token) -> bool:
    """Whether the argument of a command is text."""
    return token.text in UPRIGHT or token.text in (r"\begin", r"\end")


def _takes_argument(token: Token) -> bool:
    return _is_words(token) or token.text in ARGUMENTS


def spelled(tokens: Sequence[Token]) -> Tokens:
    """The tokens of a group, or of a whole formula, in one spelling; the end is left out."""
    tokens = with_fraction(with_font([token for token in tokens if token.kind != "end"]))
    ends = tokens[-1].end if tokens else 0
    ended = [*tokens, Token("end", "", ends, ends)]  # so that one token ahead can be looked at
    found: Tokens = []
    place = 0
    while ended[place].kind != "end":
        place = _step(ended, place, found)
    return with_paired_bars(found)


def _step(tokens: Tokens, place: int, found: Tokens) -> int:
    """Spell what begins at `place` into `found`; the place behind it."""
    token = tokens[place]
    if token.text in REWRITTEN:
        instead, stop = REWRITTEN[token.text](tokens, place)
        tokens[place:stop] = instead
        return place
    if token.text == "{":
        return _free(tokens, place, found)
    if token.text in ("^", "_"):
        return _script(tokens, place, found)
    if _is_words(token):
        return _word(tokens, place, found)
    if token.text in ARGUMENTS:
        return _command(tokens, place, found)
    found.append(token)
    return place + 1


# ---- Arguments ----------------------------------------------------------------------------------


def _word(tokens: Tokens, place: int, found: Tokens) -> int:
    """A command whose argument is text; the columns of an array are left out."""
    argument, stop = _argument(tokens, place + 1)
    found += [tokens[place], *braced(argument, tokens[stop - 1])]
    said = "".join(token.text for token in argument)
    if tokens[place].text == r"\begin" and said in ARGUMENTS:
        _, stop = group(tokens, stop)
    return stop


def _command(tokens: Tokens, place: int, found: Tokens) -> int:
    """A command with its arguments, each in braces."""
    token = tokens[place]
    found.append(token)
    place += 1
    if token.text == r"\sqrt" and tokens[place].text == "[":
        place = _degree(tokens, place, found)
    for _ in range(ARGUMENTS[token.text]):
        argument, place = _argument(tokens, place)
        found += braced(spelled(argument), tokens[place - 1])
    return place


def _degree(tokens: Tokens, place: int, found: Tokens) -> int:
    while tokens[place].text not in ("]", ""):
        found.append(tokens[place])
        place += 1
    if tokens[place].kind == "end":
        raise refused("unexpected end, wanted ]", tokens[place])
    found.append(tokens[place])
    return place + 1


def _argument(tokens: Tokens, place: int) -> tuple[Tokens, int]:
    r"""What a command takes: a group, a command with its own arguments, or one character."""
    token = tokens[place]
    if token.text == "{":
        return group(tokens, place)
    if _takes_argument(token):
        if tokens[place + 1].text in ARGUMENTS:
            raise refused(f"what belongs to {token.text}? write {{…}}", tokens[place + 1])
        inner: Tokens = []
        return inner, _step(tokens, place, inner)
    if token.kind == "number" and len(token.text) > 1:
        first = replace(token, text=token.text[0], end=token.start + 1)
        tokens[place] = replace(token, text=token.text[1:], start=token.start + 1)
        return [first], place
    command = token.kind == "command" and token.text not in BRACKETS
    if token.kind not in ("number", "letter") and not command:
        end = "" if token.text else "unexpected end, "
        raise refused(f"{end}wanted what belongs to this command, in braces: {{…}}", token)
    return [token], place + 1


def _script(tokens: Tokens, place: int, found: Tokens) -> int:
    """An index or exponent; one character stays without braces, and is looked at later."""
    found.append(tokens[place])
    follows = tokens[place + 1]
    if follows.text != "{" and not _takes_argument(follows):
        plain = follows.kind != "end" and follows.text not in ("^", "_")
        found += [follows] if plain else []
        return place + 1 + plain
    argument, stop = _argument(tokens, place + 1)
    found += braced(spelled(argument), tokens[stop - 1])
    return stop


# ---- Braces that do not show --------------------------------------------------------------------


def _free(tokens: Tokens, place: int, found: Tokens) -> int:
    """A group in a formula: its tokens without the braces, where that is the same."""
    stop = closed(tokens, place)
    inner = spelled(tokens[place + 1 : stop - 1])
    after = tokens[stop] if tokens[stop].kind != "end" else None
    _refuse_unseen(inner, found[-1] if found else None, after, tokens[place])
    found += inner
    return stop


def _refuse_unseen(inner: Tokens, before: Token | None, after: Token | None, at: Token) -> None:
    raised = after is not None and (after.text in ("^", "_") or after.kind == "prime")
    if raised and not inner:
        raise refused("an index or exponent on nothing", at)
    if raised and not is_one(inner):
        raise refused(r"braces do not show: write \left( … \right) for what is raised", at)
    if len(inner) > 1 and is_loose(inner) and not is_alone(before, after):
        raise refused(r"braces do not show: write brackets, \left( … \right)", at)
