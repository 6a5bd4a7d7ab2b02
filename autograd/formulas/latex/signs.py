r"""The notations that one value says all about: signs, letters, fonts, accents, functions.

A new one is a line here, with its example. Those that want reading of their own stand above the
function that reads them: `OPERANDS` in the modules below, `REWRITTEN` in `rewriting`; what is known
and not read stands in `refused`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..text.builtins import reserved
from .characters import LETTERS, VARIANTS
from .notation import KINDS, Kind, Reads

# ---- Letters and what is set around them --------------------------------------------------------

GREEK = Kind[str]("Greek letters", alike=True)
for _name in [*dict.fromkeys(LETTERS.values()), "ell"]:
    GREEK.add(rf"\{_name}", _name, rf"2\{_name}", f"2*{_name}")
for _shape, _name in VARIANTS.items():
    GREEK.add(rf"\{_shape}", _name, rf"2\{_shape}", f"2*{_name}")

ACCENTS = Kind[str]("Accents, which belong to the name", takes=1)
ACCENTS.add(r"\hat \widehat", "hat", r"\hat{x} - 1", "xhat - 1")
ACCENTS.add(r"\bar \overline", "bar", r"\bar{x} - 1", "xbar - 1")
ACCENTS.add(r"\tilde \widetilde", "tilde", r"\tilde{x} - 1", "xtilde - 1")
ACCENTS.add(r"\dot", "dot", r"\dot{x} - 1", "xdot - 1")
ACCENTS.add(r"\ddot", "ddot", r"\ddot{x} - 1", "xddot - 1")
ACCENTS.add(r"\vec", "vec", r"\vec{x} - 1", "xvec - 1")

FONTS = Kind[str]("Fonts: a letter has one in a formula, but that arrays are bold or thin", takes=1)
FONTS.add(r"\mathbf \boldsymbol \bm \textbf", "bold", r"\mathbf{W} u", "W @ u")
FONTS.add(r"\mathit \mathnormal", "italic", r"\mathit{x} + x", "x + x")
FONTS.add(r"\mathcal \mathscr \mathfrak \mathsf", "other", r"\mathcal{L} + 1", "L + 1")
FONTS.add(r"\mathbb", "set", r"\mathbb{1}[x > 0]", "where(x > 0, 1, 0)")

UPRIGHT = Kind[str]("Words")
UPRIGHT.add(
    r"\mathrm \text \operatorname \mathop \mathup", "upright", r"\mathrm{loss} + 1", "loss + 1"
)

OLD_FONTS = Kind[str]("Fonts as switches")
OLD_FONTS.add(r"\rm", r"\mathrm", r"{\rm loss} + 1", "loss + 1")
OLD_FONTS.add(r"\bf", r"\mathbf", r"{\bf W} u", "W @ u")
OLD_FONTS.add(r"\it", r"\mathit", r"{\it x} + 1", "x + 1")
OLD_FONTS.add(r"\cal", r"\mathcal", r"{\cal L} + 1", "L + 1")
OLD_FONTS.add(r"\sf", r"\mathsf", r"{\sf x} + 1", "x + 1")

# ---- Functions ----------------------------------------------------------------------------------

LOGARITHMS = Kind[str]("Bases of logarithms")
LOGARITHMS.add("log_2", "log2", r"\log_2 x", "log2(x)")
LOGARITHMS.add("log_{10}", "log10", r"\log_{10} x", "log10(x)")
LOGARITHMS.add("log_e", "log", r"\log_e x", "log(x)")


class OfArrays(NamedTuple):
    """A function of arrays: its name on a page, and the shape of what it gives, or "same"."""

    name: str
    gives: str


OF_ARRAYS = Kind[OfArrays]("Functions of arrays")
OF_ARRAYS.add("softmax", OfArrays("softmax", "same"), r"\mathrm{softmax}(u)", "softmax(u)")
OF_ARRAYS.add("tr trace", OfArrays("trace", "number"), r"\mathrm{tr}(A)", "trace(A)")
OF_ARRAYS.add("diag", OfArrays("diag", "matrix"), r"\mathrm{diag}(u)", "diag(u)")
OF_ARRAYS.add("det", OfArrays("det", "number"), r"\det(A)", "det(A)")
OF_ARRAYS.add("logdet", OfArrays("logdet", "number"), r"\mathrm{logdet}(A)", "logdet(A)")
OF_ARRAYS.add("inverse", OfArrays("inverse", "matrix"), r"\mathrm{inverse}(A) u", "inverse(A) @ u")
for _name in ("logsumexp", "norm", "mean"):
    OF_ARRAYS.add(_name, OfArrays(_name, "number"), rf"\mathrm{{{_name}}}(u)", f"{_name}(u)")
OF_ARRAYS.add("cumsum", OfArrays("cumsum", "same"), r"\mathrm{cumsum}(u)", "cumsum(u)")
OF_ARRAYS.add("outer", OfArrays("outer", "matrix"), r"\mathrm{outer}(u, v) u", "outer(u, v) @ u")
OF_ARRAYS.add("dot", OfArrays("dot", "number"), r"\mathrm{dot}(u, v)", "dot(u, v)")


def is_function(name: str) -> bool:
    """Whether the registry has a function of this name."""
    return re.fullmatch(r"\w{2,}", name) is not None and reserved(name) is not None


def is_function_command(text: str) -> bool:
    r"""Whether a command is the name of a function: \tanh, and not \dot, which is an accent."""
    named = text[:1] == "\\" and (is_function(text[1:]) or text[1:] in OF_ARRAYS)
    return named and not any(text in kind for kind in KINDS)


# ---- Signs --------------------------------------------------------------------------------------

RELATIONS = Kind[str]("Relations")
RELATIONS.add("=", "=", "x = y", "x = y")
RELATIONS.add(r"\neq \ne", "!=", r"x \neq 0", "x != 0")
RELATIONS.add(r"< \lt", "<", "x < 1", "x < 1")
RELATIONS.add(r"> \gt", ">", "x > 1", "x > 1")
RELATIONS.add(r"\leq \le \leqslant", "<=", r"x \leq 1", "x <= 1")
RELATIONS.add(r"\geq \ge \geqslant", ">=", r"x \geq 1", "x >= 1")
RELATIONS.add(r"\leftarrow \gets", "<-", r"x \leftarrow 2x", "x <- 2*x")

PRODUCTS = Kind[str]("Products and quotients, besides factors side by side")
PRODUCTS.add(r"\cdot \times *", "product", r"x \cdot y", "x*y")
PRODUCTS.add(r"\odot \circ", "entries", r"u \odot v", "u*v")
PRODUCTS.add(r"/ \div", "quotient", "x / y", "x/y")


class Bracket(NamedTuple):
    """What closes a bracket, and the function that the pair is, if it calculates."""

    closing: str
    function: str = ""


BRACKETS = Kind[Bracket]("Brackets")
BRACKETS.add("(", Bracket(")"), "2(x + y)", "2*(x + y)")
BRACKETS.add("[", Bracket("]"), "2[x + y]", "2*(x + y)")
BRACKETS.add(r"\{", Bracket(r"\}"), r"2\{x + y\}", "2*(x + y)")
BRACKETS.add(r"\lvert", Bracket(r"\rvert", "abs"), r"\lvert x \rvert", "abs(x)")
BRACKETS.add(r"\lVert", Bracket(r"\rVert", "norm"), r"\lVert u \rVert", "norm(u)")
BRACKETS.add(r"\lfloor", Bracket(r"\rfloor", "floor"), r"\lfloor x \rfloor", "floor(x)")
BRACKETS.add(r"\lceil", Bracket(r"\rceil", "ceil"), r"\lceil x \rceil", "ceil(x)")
CALLED = ("(", "[", r"\{")  # the brackets of a call


def closes(text: str) -> bool:
    """Whether a token closes a bracket or a group."""
    return text == "}" or any(text == bracket.closing for bracket in BRACKETS.values())


SUPERSCRIPTS = Kind[str]("Superscripts that are no powers; `(2)` and `[2]` count layers")
SUPERSCRIPTS.add(r"\top T \intercal", "transpose", r"W^\top u", "W.T @ u")

# ---- Whole formulas -----------------------------------------------------------------------------

ENVIRONMENTS = Kind[str]("Environments of several rows")
ENVIRONMENTS.add(
    "aligned align align* split gathered gather gather* multline multline* eqnarray eqnarray* "
    "flalign flalign*",
    "rows",
    r"\begin{aligned} x &= y \\ &= 2z \end{aligned}",
    "x = y = 2*z",
)
ENVIRONMENTS.add(
    "alignedat",
    "rows",
    r"\begin{alignedat}{2} x &= y \\ &= 2z \end{alignedat}",
    "x = y = 2*z",
    takes=1,
)

WRAPS = Kind[str]("Environments of one formula, which are left out, as `$`, `\\[` and `\\(` are")
WRAPS.add(
    "equation equation* displaymath math subequations",
    "",
    r"\begin{equation} x = 2y \end{equation}",
    "x = 2*y",
)

CASE_WORDS = Kind[str]("Words in cases")
CASE_WORDS.add(
    "if for when falls where",
    "condition",
    r"\begin{cases} x & \text{if } x > 0 \\ 0 & x \leq 0 \end{cases}",
    "where(x > 0, x, 0)",
)
CASE_WORDS.add(
    "otherwise else sonst",
    "rest",
    r"\begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}",
    "where(x > 0, x, 0)",
)

# ---- What shows nothing, and other spellings of the same ----------------------------------------

SPACING = Kind[str]("Spaces, sizes and styles: left out", alike=True)
SPACING.add(
    r"\displaystyle \textstyle \scriptstyle \nonumber \notag \thinspace \enspace \space \hfill "
    r"\medspace \thickspace \strut \mathstrut \limits \nolimits \quad \qquad",
    "",
    r"x = 2y \displaystyle",
    "x = 2*y",
)
SPACING.add(r"\big \Big \bigg \Bigg", "", r"2 \big( x + y)", "2*(x + y)")
SPACING.add(r"\left \bigl \Bigl \biggl \Biggl", "open", r"2 \left( x + y)", "2*(x + y)")
SPACING.add(r"\right \bigr \Bigr \biggr \Biggr", "close", r"2 (x + y \right)", "2*(x + y)")

SILENT = Kind[str]("Numbers, labels, widths and colours: left out with their argument", alike=True)
SILENT.add(
    r"\tag \tag* \label \hspace \hspace* \vspace \mspace \color \style",
    "",
    r"x = 2y \tag{1}",
    "x = 2*y",
)

SAME = Kind[str]("Other spellings of a sign")
SAME.add(r"\lbrace", r"\{", r"2\lbrace x + y\}", "2*(x + y)")
SAME.add(r"\rbrace", r"\}", r"2\{x + y\rbrace", "2*(x + y)")
SAME.add(r"\lbrack", "[", r"2\lbrack x + y]", "2*(x + y)")
SAME.add(r"\rbrack", "]", r"2[x + y\rbrack", "2*(x + y)")
SAME.add(r"\vert", "|", r"\vert x \vert", "abs(x)")
SAME.add(r"\Vert", r"\|", r"\Vert u \Vert", "norm(u)")
SAME.add(r"\coloneqq \triangleq \equiv", "=", r"x \coloneqq 2y", "x = 2*y")
SAME.add(r"\bigtriangledown \triangledown", r"\nabla", r"\bigtriangledown_{x} y", "grad(y, x)")
SAME.add(r"\bigtriangleup", r"\Delta", r"2\bigtriangleup", "2*Delta")
SAME.add(r"\colon", ":", r"x \colon= 2y", "x = 2*y")
SAME.add(r"\ast", "*", r"x \ast y", "x*y")
SAME.add(r"\prime", "'", r"f^\prime(x)", "f'(x)")
SAME.add(
    r"\mbox \textrm \textnormal \textit \texttt \textup \mathtt",
    r"\text",
    r"\mbox{loss} + 1",
    "loss + 1",
)

# ---- Entered by the modules that read them ------------------------------------------------------

OPERANDS = Kind[Reads]("Fractions, roots, derivatives, sums")
BLOCKS = Kind[Reads]("Environments inside a formula")
BRACED_BLOCKS = Kind[Reads]("Environments behind a bracket")
REWRITTEN = Kind[Reads]("What packages and older hands write")


def is_symbol(text: str) -> bool:
    r"""Whether a command is a letter, or the font or accent of one."""
    return text in GREEK or text in FONTS or text in UPRIGHT or text in ACCENTS


def is_operand(text: str) -> bool:
    """Whether something that can be added or multiplied begins with a command or bracket."""
    return (
        text in OPERANDS
        or text in BRACKETS
        or text == r"\begin"
        or is_symbol(text)
        or is_function_command(text)
    )
