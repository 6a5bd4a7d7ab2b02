r"""A LaTeX formula as tokens, with their places; spacing, sizes and tags are left out.

What people paste is brought to one spelling: a Greek letter is a command, x₁² is `x_{1}^{2}`.

>>> [token.text for token in latex_tokens(r"\frac12 x_1'")]
['\\frac', '12', 'x', '_', '1', "'", '']
"""

from __future__ import annotations

import re
import unicodedata

from .tokens import DerivationError, Token

LONGEST = 4000  # characters in one formula
DIGITS = 60  # in one number

_TOKEN = re.compile(
    r"""(?P<row>\\\\(?:\[[^\]]*\])?)
    |(?P<skip>\\[,;:!> ]|[\s~\u200b-\u200f\u2060-\u2064\ufeff])
    |(?P<command>\\[A-Za-z]+\*?|\\[|{}%])
    |(?P<number>\d+(?:\.\d+)?|\.\d+)
    |(?P<letter>[A-Za-z])
    |(?P<prime>')
    |(?P<sign>[-+*/^_=<>(),:.;|&{}\[\]])""",
    re.VERBOSE,
)

_SMALL = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau "
    "upsilon phi chi psi omega"
)
_CAPITAL = "Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega"


def _greek(size: str, name: str) -> str:
    return unicodedata.lookup(f"GREEK {size} LETTER {name.upper().replace('LAMBDA', 'LAMDA')}")


GREEK = {_greek("SMALL", name): name for name in re.findall(r"\w+", _SMALL)}
GREEK |= {_greek("CAPITAL", name): name for name in re.findall(r"\w+", _CAPITAL)}
GREEK |= {"\u03f5": "epsilon", "\u03d1": "theta", "\u03d5": "phi"}
VARIANTS = {
    "varepsilon": "epsilon",
    "vartheta": "theta",
    "varphi": "phi",
    "varrho": "rho",
    "varsigma": "sigma",
    "varkappa": "kappa",
}
_SIGNS = {
    "−": "-", "\u2013": "-", "·": r"\cdot", "⋅": r"\cdot", "∙": r"\cdot", "×": r"\times",
    "⊙": r"\odot", "∘": r"\circ", "\u2217": "*", "∂": r"\partial", "∇": r"\nabla", "∑": r"\sum",
    "∏": r"\prod", "←": r"\leftarrow", "≤": r"\leq", "≥": r"\geq", "≠": r"\neq", "÷": r"\div",
    "\u2113": r"\ell", "≔": ":=", "\u2223": "|",
}  # fmt: skip
_PRIMES = {"\u2032": 1, "\u2019": 1, "\u02b9": 1, "″": 2, "‴": 3}
_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱᵀˡᴸᵏʲ", "0123456789+-()niTlLkj", strict=True))
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₐₑₕᵢⱼₖₗₘₙₒₚₛₜₓ", "0123456789+-()aehijklmnopstx", strict=True))
_ACCENTS = {"\u0302": r"\hat", "\u0304": r"\bar", "\u0305": r"\bar", "\u0303": r"\tilde"}

_SPACING = set(
    re.findall(
        r"\w+",
        "quad qquad displaystyle textstyle limits nolimits nonumber notag thinspace enspace space "
        "big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr left right hfill medspace "
        "thickspace",
    )
)
_OPENERS = {"left", "bigl", "Bigl", "biggl", "Biggl"}
_CLOSERS = {"right", "bigr", "Bigr", "biggr", "Biggr"}
_TAG = re.compile(r"\s*\{[^{}]*\}")
_WRAPS = (("$$", "$$"), (r"\[", r"\]"), (r"\(", r"\)"), ("$", "$"))


def latex_tokens(source: str) -> list[Token]:
    """The tokens of a formula; the last one is empty, of kind "end"."""
    if len(source) > LONGEST:
        raise DerivationError(f"a formula has at most {LONGEST} characters", column=LONGEST)
    return [*_Scanner(source).scan(), Token("end", "", len(source), len(source))]


def unwrapped(source: str) -> str:
    """The formula with blanks for the dollars or brackets that mark it as one."""
    source = re.sub(r"\s", " ", source)
    for opening, closing in _WRAPS:
        inner = source.strip()
        long = len(inner) >= len(opening) + len(closing)
        if long and inner.startswith(opening) and inner.endswith(closing):
            first = source.index(opening)
            last = source.rindex(closing)
            middle = source[first + len(opening) : last]
            return " " * (first + len(opening)) + middle + " " * (len(source) - last)
    return source


class _Scanner:
    """Goes through a formula once."""

    def __init__(self, source: str) -> None:
        self.source, self.place = source, 0
        self.found: list[Token] = []
        self.sided = ""  # "open" after \left, "close" after \right

    def scan(self) -> list[Token]:
        while self.place < len(self.source):
            match = _TOKEN.match(self.source, self.place)
            if match is None:
                self._pasted()
            elif match.lastgroup == "command":
                self._command(match.group(), match.end())
            else:
                self._plain(str(match.lastgroup), match.group(), match.end())
        return self.found

    def _add(self, kind: str, text: str, end: int) -> None:
        self.found.append(Token(kind, text, self.place, end))

    def _plain(self, kind: str, text: str, end: int) -> None:
        if kind == "number" and len(text) > DIGITS:
            raise self._error(f"a number has at most {DIGITS} digits")
        if kind == "sign" and self.sided:
            text = self._delimiter(text)
        if kind != "skip":
            self._add(kind, text, end)
            self.sided = ""
        self.place = end

    def _delimiter(self, text: str) -> str:
        if text == ".":
            raise self._error(
                r"\left. and \right. leave one bracket out: a value at a point is not read here"
            )
        return f"|{self.sided}" if text == "|" else text

    def _command(self, text: str, end: int) -> None:
        name = text[1:]
        if name in ("tag", "tag*", "label"):
            end = self._skipped(name, end)
        elif name in ("lvert", "rvert"):
            self._add("sign", "|open" if name == "lvert" else "|close", end)
        elif name == "cdots" or name == "dots" or name == "ldots":
            raise self._error("dots leave out what would have to be checked: write it in full")
        elif name in _SPACING:
            self.sided = "open" if name in _OPENERS else "close" if name in _CLOSERS else ""
        elif name == "prime":
            self._add("prime", "'", end)
        else:
            self._add("command", rf"\{VARIANTS.get(name, name)}", end)
            self.sided = ""
        self.place = end

    def _skipped(self, name: str, end: int) -> int:
        match = _TAG.match(self.source, end)
        if match is None:
            raise self._error(rf"wanted {{…}} after \{name}")
        return match.end()

    # ---- What is no ASCII ----

    def _pasted(self) -> None:
        character = self.source[self.place]
        end = self.place + 1
        if character in _PRIMES:
            for _ in range(_PRIMES[character]):
                self._add("prime", "'", end)
        elif character in _RAISED or character in _LOWERED:
            end = self._shifted(character)
        elif character in _SIGNS:
            self._sign(_SIGNS[character], end)
        elif not self._letter(character, end):
            raise self._error(_meaningless(character))
        self.place = end

    def _sign(self, text: str, end: int) -> None:
        if text == ":=":
            self._add("sign", ":", end)
            text = "="
        self._add("command" if text.startswith("\\") else "sign", text, end)

    def _shifted(self, first: str) -> int:
        """x₁₂ and x⁻¹: the characters of an index or exponent, as a group."""
        table, sign = (_RAISED, "^") if first in _RAISED else (_LOWERED, "_")
        end = self.place
        while end < len(self.source) and self.source[end] in table:
            end += 1
        self._add("sign", sign, self.place)
        self._add("sign", "{", self.place)
        written = "".join(table[character] for character in self.source[self.place : end])
        for match in _TOKEN.finditer(written):
            self._add(str(match.lastgroup), match.group(), end)
        self._add("sign", "}", end)
        return end

    def _letter(self, character: str, end: int) -> bool:
        """A Greek letter, a letter with an accent, or a letter of one of mathematics' alphabets."""
        parts = unicodedata.normalize("NFKD", character)
        base, marks = parts[:1], parts[1:]
        if base not in GREEK and not (base.isascii() and base.isalpha()):
            return False
        if len(marks) > 1 or (marks and marks not in _ACCENTS):
            return False
        if unicodedata.name(character, "").startswith("FULLWIDTH"):
            return False
        if end < len(self.source) and unicodedata.combining(self.source[end]):
            return False
        if marks:
            self._add("command", _ACCENTS[marks], end)
        kind = "command" if base in GREEK else "letter"
        self._add(kind, rf"\{GREEK[base]}" if base in GREEK else base, end)
        return True

    def _error(self, why: str) -> DerivationError:
        return DerivationError(why, self.source, self.place + 1)


def _meaningless(character: str) -> str:
    if character == "%":
        return "'%' starts a comment in LaTeX: remove it, so that nothing is left out unseen"
    if character == "\\":
        return "a backslash stands before nothing that is a command"
    if character == "$":
        return "'$' in the middle: give one formula at a time"
    if character == "!":
        return "'!' is not read: write factorials as numbers"
    return f"{character!r} (U+{ord(character):04X}) means nothing in a formula"
