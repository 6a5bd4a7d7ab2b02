"""A symbol as it is set: its letter or word, accent, index, superscript and primes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..text.tokens import Token
from .cursor import Cursor
from .names import Symbol, symbol
from .refused import NOT_READ
from .scripts import Script, only_primes, script
from .signs import ACCENTS, CALLED, FONTS, GREEK, UPRIGHT, is_function

_LONGEST_RUN = 40
_TALK = {"if", "and", "or", "where", "for", "with", "so", "then", "otherwise", "when", "else"}


@dataclass(frozen=True)
class Set:
    """A symbol as it was read: what it is, what stands above it, its primes, its first token."""

    wanted: Symbol
    above: Script | None
    primes: int
    first: Token

    @property
    def is_upright(self) -> bool:
        """Whether it is set upright, as the d of a differential may be."""
        return self.first.text in UPRIGHT


def read_symbol(at: Cursor) -> Set:
    """A symbol with all that is attached to it."""
    first = at.next
    return decorated(at, word_base(at) or base(at), first)


def base(at: Cursor, font: str = "") -> Symbol:
    """A letter, a word, or either with an accent; indices not yet read."""
    token = at.take()
    if token.text in ACCENTS:
        return _accented(at, token, font)
    if token.text in FONTS or token.text in UPRIGHT:
        return _in_font(at, token)
    if token.text == r"\Delta" and (found := _difference(at)):
        return found
    if token.kind != "letter" and token.text not in GREEK:
        raise at.error("wanted a letter", token)
    letter = GREEK.get(token.text, token.text)
    _same_font(at, letter, token, font)
    return Symbol(letter)


def _accented(at: Cursor, token: Token, font: str) -> Symbol:
    """What stands under an accent: a symbol, perhaps with its index."""
    inner = at.inner(at.group(), token.end)
    if not inner.starts_symbol():
        raise inner.error("wanted a letter under the accent")
    found = decorated(inner, base(inner, font), token)
    inner.finish()
    if found.wanted.accent:
        raise at.error("two accents on one symbol are not read", token)
    if found.above or found.primes:
        raise at.error("powers and primes stand behind the accent: write \\hat{y}^2", token)
    return replace(found.wanted, accent=ACCENTS[token.text])


def _in_font(at: Cursor, token: Token) -> Symbol:
    """A letter or a word in a font of its own."""
    if token.text == r"\mathbb":
        raise at.error(NOT_READ[token.text], token)
    inner = at.inner(at.group(), token.end)
    font = r"\mathrm" if token.text in UPRIGHT else token.text
    if any(inner.next.text in kind for kind in (GREEK, FONTS, ACCENTS)):
        found = base(inner, font)
    else:
        found = _word(inner, token)
        if token.text in FONTS or len(found.base) == 1:
            _same_font(at, found.base, token, font)
    if inner.at("_", "^") or inner.next.kind == "prime":
        raise inner.error("indices stand behind the font: write \\mathbf{x}_j")
    inner.finish()
    return found


def _word(at: Cursor, opening: Token) -> Symbol:
    first = at.take()
    if first.kind != "letter":
        raise at.error(f"wanted a letter or a word after {opening.text}", first)
    word = first.text
    while at.next.kind in ("letter", "number") and at.next.start == at.end:
        word += at.take().text
    if word.lower() in _TALK and not at.vocabulary.find(symbol(word)):
        raise at.error(f"'{word}' is talk between formulas: give one formula", first)
    return symbol(word) if len(word) > 1 and word[-1].isdigit() else Symbol(word)


def _difference(at: Cursor) -> Symbol | None:
    r"""\Delta w, where the page has a name such as Delta_w."""
    if at.vocabulary.has("Delta") or not at.starts_symbol():
        return None
    place = at.place
    found = base(at)
    differences = [name for name in at.vocabulary.names if name[:2] == (found.base, "Delta")]
    if differences and not found.accent:
        return replace(found, accent="Delta")
    at.place = place
    return None


def _same_font(at: Cursor, letter: str, token: Token, font: str) -> None:
    """The same letter in two fonts is two symbols, and the graph has only one.

    But for arrays, whose elements are set thin where the whole is bold.
    """
    is_array = any(symbol(name).base == letter for name in at.vocabulary.arrays)
    if FONTS.get(font) == "italic" or not font or (is_array and FONTS.get(font) == "bold"):
        font = token.text if token.text in GREEK else ""
    if at.shared.fonts.setdefault(letter, font) != font:
        raise at.error(f"{letter} is set in two fonts: are these two different symbols?", token)


def decorated(at: Cursor, of: Symbol, first: Token) -> Set:
    """Indices, superscript and primes after a base, in any order."""
    below: Script | None = None
    above: Script | None = None
    primes = 0
    while at.at("_", "^") or at.next.kind == "prime":
        token = at.next
        if token.kind == "prime":
            primes += len(at.take().text)
        elif token.text == "_":
            if below is not None:
                raise at.error("two subscripts on one symbol", token)
            below = script(at, of)
        elif marks := only_primes(at):
            primes += marks
        else:
            if above is not None or primes:
                raise at.error("two superscripts on one symbol", token)
            above = script(at, of)
    index = _index(at, below) if below else ""
    return Set(replace(of, below=f"{of.below}{index}"), above, primes, first)


def _index(at: Cursor, below: Script) -> str:
    if not re.fullmatch(r"[\w+\-,()]+", below.raw):
        raise at.error(f"an index is made of letters and numbers; got {below.raw}", below.start)
    return below.raw


# ---- Letters in a row: one name, a product of names, or neither ---------------------------------


def word_base(at: Cursor) -> Symbol | None:
    """Several letters in a row as one name, if they can be nothing else; None for one by one."""
    run = letters(at)
    if len(run) < 2:
        return None
    token = at.next
    if len(run) > _LONGEST_RUN:
        raise at.error(f"more than {_LONGEST_RUN} letters without a sign", token)
    split, whole = _is_split(at, run), _is_whole(at, run)
    if split and whole:
        raise at.error(f"{run} may be one name or a product: write \\mathrm{{{run}}}", token)
    if whole:
        at.place += len(run)
        return Symbol(run)
    if not split:
        raise _not_split(at, run, token)
    return None


def letters(at: Cursor) -> str:
    """The letters that follow each other without a space."""
    ahead, found = 0, ""
    while at.peek(ahead).kind == "letter":
        if ahead and at.peek(ahead).start != at.peek(ahead - 1).end:
            break
        found += at.peek(ahead).text
        ahead += 1
    return found


def _is_whole(at: Cursor, run: str) -> bool:
    words = at.vocabulary
    if run in words.bases or run in words.functions:
        return True
    after = at.peek(len(run))
    called = after.text in (*CALLED, "^") or after.kind == "prime"
    return called and is_function(run)


def _is_split(at: Cursor, run: str) -> bool:
    words = at.vocabulary
    if words.is_open:
        return len(run) == 2 and run not in ("ln", "lg") and run[0] != "d"
    last = run[-1]
    bare = all(words.has(letter) or letter in at.bound for letter in run[:-1])
    known = last in words.bases or last in words.functions or last in at.bound
    return bare and (known or last == "e")


def _not_split(at: Cursor, run: str, token: Token) -> Exception:
    if run[0] == "d" and (at.vocabulary.is_open or run[1:] in at.vocabulary.bases):
        return at.error(f"{run} is a differential, which has a meaning only in dy/dx", token)
    if at.vocabulary.is_open:
        return at.error(
            f"{run} may be a name or a product: write \\mathrm{{{run}}} or put signs between", token
        )
    meant = at.vocabulary.meant(run)
    return at.unknown(f"{run} is no name of the graph, nor a product of such{meant}", token)
