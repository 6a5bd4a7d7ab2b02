r"""What people paste, brought to LaTeX's spelling: Greek letters, raised digits, primes.

>>> GREEK["\u03c3"], SIGNS["\u00b7"], RAISED["\u00b2"]
('sigma', '\\cdot', '2')
"""

from __future__ import annotations

import re
import unicodedata

from ..text import characters as text_characters

_SMALL = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau "
    "upsilon phi chi psi omega"
)
_CAPITAL = "Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega"


def _greek(size: str, name: str) -> str:
    return unicodedata.lookup(f"GREEK {size} LETTER {name.upper().replace('LAMBDA', 'LAMDA')}")


GREEK = {_greek("SMALL", name): name for name in re.findall(r"\w+", _SMALL)}
GREEK |= {_greek("CAPITAL", name): name for name in re.findall(r"\w+", _CAPITAL)}
_SHAPES = {"\u03f5": "epsilon", "\u03d1": "theta", "\u03d5": "phi"}
LETTERS = GREEK | _SHAPES
# Another shape of the same letter: the same name, but two shapes in one formula are two symbols.
VARIANTS = {
    "varepsilon": "epsilon",
    "vartheta": "theta",
    "varphi": "phi",
    "varrho": "rho",
    "varsigma": "sigma",
    "varkappa": "kappa",
}
# Signs that LaTeX has a command for; others are read as text reads them.
SIGNS = text_characters.SIGNS | {
    "·": r"\cdot", "⋅": r"\cdot", "∙": r"\cdot", "×": r"\times", "⊙": r"\odot", "∘": r"\circ",
    "÷": r"\div", "∂": r"\partial", "∇": r"\nabla", "∑": r"\sum", "∏": r"\prod", "√": "√",
    "←": r"\leftarrow", "≤": r"\leq", "≥": r"\geq", "⩽": r"\leq", "⩾": r"\geq", "≠": r"\neq",
    "≔": "=", "≡": "=", "‖": r"\|", "∥": r"\|", "⌊": r"\lfloor", "⌋": r"\rfloor",
    "⌈": r"\lceil", "⌉": r"\rceil", "\u2113": r"\ell", "∆": r"\Delta", "\u22a4": r"\top",
    "→": r"\rightarrow", "⇒": r"\Rightarrow", "⇔": r"\iff", "≈": r"\approx", "∝": r"\propto",
    "±": r"\pm", "∓": r"\mp", "∞": r"\infty", "∫": r"\int", "⊗": r"\otimes", "∈": r"\in",
    "⟨": r"\langle",
}  # fmt: skip
FRACTIONS = {sign: said.split("/") for sign, said in text_characters.FRACTIONS.items()}
PRIMES = {"\u2032": 1, "\u2019": 1, "\u02b9": 1, "″": 2, "‴": 3}
RAISED = dict(
    zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱᵀˡᴸᵏʲˣʸᶻᵃᵇᵈᵉʰᵐᵖᵗᵘ", "0123456789+-()niTlLkjxyzabdehmptu", strict=True)
)
LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₐₑₕᵢⱼₖₗₘₙₒₚₛₜₓ", "0123456789+-()aehijklmnopstx", strict=True))
MARKS = {
    "\u0302": r"\hat", "\u0304": r"\bar", "\u0305": r"\bar", "\u0303": r"\tilde",
    "\u0307": r"\dot",
}  # fmt: skip


def letter(character: str) -> tuple[str, str] | None:
    r"""The accent and the letter of a pasted character, as LaTeX writes them; None for others.

    A letter of one of mathematics' alphabets is that letter, in the font that `font` says; a wide,
    a raised or an encircled one is another.

    >>> letter("\u0177"), letter("\u03c3"), letter("\U0001d465"), letter("\uff58")
    (('\\hat', 'y'), ('', '\\sigma'), ('', 'x'), None)
    """
    parts = unicodedata.normalize("NFKD", character)
    base, mark = parts[:1], parts[1:]
    if mark and mark not in MARKS:
        return None
    if unicodedata.decomposition(character).startswith(_OTHER_LETTERS):
        return None
    if base in LETTERS:
        return MARKS.get(mark, ""), rf"\{LETTERS[base]}"
    return (MARKS.get(mark, ""), base) if base.isascii() and base.isalpha() else None


_OTHER_LETTERS = ("<wide>", "<super>", "<sub>", "<circle>", "<square>", "<small>")
_STYLES = {
    r"DOUBLE-STRUCK(?! ITALIC)": r"\mathbb",
    r"\bSCRIPT\b": r"\mathcal",
    r"FRAKTUR|BLACK-LETTER": r"\mathfrak",
    r"SANS-SERIF": r"\mathsf",
    r"MONOSPACE": r"\text",
    r"\bBOLD\b": r"\mathbf",
}


def font(character: str) -> str:
    r"""The command for the font of a pasted letter; nothing where it is plain or italic.

    >>> font("\U0001d53c"), font("\u2112"), font("\U0001d465"), font("x")
    ('\\mathbb', '\\mathcal', '', '')
    """
    name = "" if character.isascii() else unicodedata.name(character, "")
    return next((command for style, command in _STYLES.items() if re.search(style, name)), "")


def meaningless(character: str) -> str:
    """Why a character cannot stand in a formula."""
    return _ADVICE.get(character) or text_characters.meaningless(character)


LEFT_OUT = "dots leave out what would have to be checked: write it in full"
_ADVICE = {
    "%": "'%' is not read: a comment ends with its line",
    "\\": "a backslash stands before nothing that is a command",
    "$": "'$' in the middle: give one formula at a time",
    "!": "'!' is not read: write factorials as numbers",
    "…": LEFT_OUT,
    "⋯": LEFT_OUT,
}
