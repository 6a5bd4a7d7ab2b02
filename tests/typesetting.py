"""Random formulas, and the many ways in which a person or a program sets the same one in LaTeX.

`formula(rng, depth)` draws a tree, `Typesetter(rng).set(tree)` one of its settings. The settings
follow the rules of printed mathematics alone; they know nothing of the reader they are to test.
"""
# ruff: noqa: RUF001 -- the strings are what people paste, look-alikes included

import random
from collections.abc import Callable
from fractions import Fraction

from autograd.formulas.trees.tree import Call, Name, Number, Op, Slope, Sum, Tree

NAMES = {
    "x": ["x", "{x}", r"\mathit{x}", "𝑥"],
    "y": ["y", "{y}", "y"],
    "a2": ["a_2", "a_{2}", "{a}_2", "{{a}_{2}}", "a₂", r"a_{\mathrm{2}}"],
    "w11": ["w_{11}", "w_{1,1}", "w_{1\\,1}", "w₁₁"],
    "w_out": [r"w_{out}", r"w_{\text{out}}", r"w_\mathrm{out}", r"w_{\rm out}"],
    "alpha": [r"\alpha", "α", r"{\alpha}"],
    "theta_h": [r"\theta_h", r"\theta_{h}", "θₕ"],
    "yhat": [r"\hat y", r"\hat{y}", r"\widehat{y}", "ŷ", "y\u0302"],
    "loss": [r"\mathrm{loss}", r"\text{loss}", "loss", r"\operatorname{loss}"],
}
_LEAVES = [*NAMES, "1", "2", "3", "10", "0.5"]
_KINDS = [*"++--****//^^", "neg", "call", "call", "slope", "sum"]
_FUNCTIONS = ["tanh", "sin", "log", "exp", "sqrt", "abs", "sigma", "ReLU", "log2", "sigma'"]
_BRACKETS = [
    ("(", ")"), (r"\left(", r"\right)"), ("[", "]"), (r"\left[ ", r" \right]"), (r"\{", r"\}"),
    (r"\bigl(", r"\bigr)"), ("{(", ")}"), (r"\left\{", r"\right\}"), ("{{(", ")}}"),
]  # fmt: skip
_AROUND = [
    ("", ""), ("$", "$"), ("$$ ", " $$"), (r"\[", r"\]"), (r"\displaystyle ", ""), ("", " ."),
    (r"\begin{equation}", r"\end{equation}"),
    (r"\begin{equation*} \label{eq:a_1} ", r"\end{equation*}"),
]  # fmt: skip
_SPACES = ["", "", " ", r"\,", r" \; ", "~", r"\!", r"\:"]
_PLAIN = {"log": r"\log", "tanh": r"\tanh", "sin": r"\sin", "log2": r"\log_2", "exp": r"\exp"}


def leaf(rng: random.Random) -> Tree:
    """A name or a number."""
    said = rng.choice(_LEAVES)
    return Number(Fraction(said), said) if said[0].isdigit() else Name(said)


def formula(rng: random.Random, depth: int) -> Tree:
    """A random tree."""
    if depth == 0 or rng.random() < 0.15:
        return leaf(rng)
    kind = rng.choice(_KINDS)
    first = formula(rng, depth - 1)
    match kind:
        case "neg":
            return Op("neg", (first,))
        case "^":
            return Op("^", (first, rng.choice([Number(Fraction(2), "2"), formula(rng, depth - 2)]))
                      if depth > 1 else (first, Number(Fraction(2), "2")))  # fmt: skip
        case "call":
            name = rng.choice(_FUNCTIONS)
            return Call(name.rstrip("'"), (first,), name.count("'"))
        case "slope":
            of = Name(rng.choice(["loss", "yhat", "a2"]))
            return Slope(of, (Name(rng.choice(["x", "w11", "alpha", "w_out"])),))
        case "sum":
            low, high = (Number(Fraction(k), str(k)) for k in (1, 3))
            return Sum("sum", "k", Op("*", (Name("k"), first)), low, high)
    return Op(kind, (first, formula(rng, depth - 1)))


class Typesetter:
    """Sets trees; how strongly a part must hold together is said by whoever sets it."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.fonts: dict[str, str] = {}

    def whole(self, sides: list[Tree]) -> str:
        """Sides joined by =, with what stands around a formula on a page."""
        said = self.joined([self.set(side, 0) for side in sides])
        opening, closing = self.rng.choice(_AROUND)
        return f"{opening}{said}{closing}"

    def joined(self, sides: list[str]) -> str:
        """Sides in one row, or in several, aligned."""
        first, *rest = sides
        if not rest or self.rng.random() < 0.5:
            return f"{self.rng.choice([' = ', '=', '{=}'])}".join(sides)
        name = self.rng.choice(["aligned", "split", "align*", "eqnarray", ""])
        sign = self.rng.choice([r" \\ &= ", r" \\[2pt] & = ", r" \nonumber \\ &=& ", r"\\ ={}& "])
        rows = f"{first} &= {rest[0]}" + "".join(f"{sign}{side}" for side in rest[1:])
        return rf"\begin{{{name}}} {rows} \end{{{name}}}" if name else rows

    def set(self, tree: Tree, strength: int) -> str:
        """Strength 0: anything may stand here; 1: a product; 2: one factor; 3: what is raised."""
        said, own = self._set(tree)
        return said if own >= strength else self.bracketed(said)

    def bracketed(self, said: str) -> str:
        opening, closing = self.rng.choice(_BRACKETS)
        return f"{opening}{said}{closing}"

    def _set(self, tree: Tree) -> tuple[str, int]:
        match tree:
            case Number(written=written):
                return written, 3
            case Name(name=name):
                return self.name(name), 3
            case Op(symbol="neg", args=(inner,)):
                return f"-{self.set(inner, 1)}", 0
            case Op(symbol="+" | "-"):
                return self.sum_of(tree), 0
            case Op(symbol="*"):
                return self.product(tree), 1
            case Op(symbol="/"):
                return self.quotient(tree)
            case Op(symbol="^"):
                return self.power(tree), 2
            case Call():
                return self.call(tree)
            case Slope(of=of, wrt=(wrt,)):
                return self.slope(of, wrt)
            case Sum(body=body):
                bounds = self.rng.choice(
                    ["_{k=1}^{3}", "^3_{k=1}", r"\limits_{k=1}^{3}", "_{k = 1}^3"]
                )
                return rf"\sum{bounds} {self.set(body, 1)}", 0
        raise AssertionError(tree)

    def name(self, name: str) -> str:
        """One setting of a name; a letter keeps its font in one formula."""
        if name not in NAMES:
            return name
        if name == "x":  # in another font x would be another symbol
            return self.fonts.setdefault(name, self.rng.choice(NAMES[name]))
        return self.rng.choice(NAMES[name])

    def sum_of(self, tree: Op) -> str:
        left, right = tree.args
        gap = self.rng.choice(_SPACES)
        sign = self.rng.choice(
            [tree.symbol, f"{{{tree.symbol}}}", "\u2212" if tree.symbol == "-" else "+"]
        )
        return f"{self.set(left, 0)}{gap}{sign}{gap}{self.set(right, 1)}"

    def product(self, tree: Op) -> str:
        factors: list[Tree] = []
        left: Tree = tree
        while isinstance(left, Op) and left.symbol == "*":
            factors.insert(0, left.args[1])
            left = left.args[0]
        factors.insert(0, left)
        said = [self.set(factor, 2) for factor in factors]
        dot = self.rng.choice([r" \cdot ", r"\times ", " * ", "·", r"{\cdot}", ""])
        if any(part[0].isdigit() or part[0] == "." for part in said[1:]):
            dot = dot or r" \cdot "
        return (dot or self.rng.choice([" ", r"\,", r" \, ", "{}"])).join(said)

    def quotient(self, tree: Op) -> tuple[str, int]:
        left, right = tree.args
        style = self.rng.randrange(4)
        if style == 0:
            return f"{self.set(left, 1)}/{self.set(right, 2)}", 1
        if style == 1:
            return f"{{{self.set(left, 0)} \\over {self.set(right, 0)}}}", 2
        above, below = self.set(left, 0), self.set(right, 0)
        command = self.rng.choice([r"\frac", r"\dfrac", r"\tfrac"])
        if len(above) == 1 and above.isdigit() and self.rng.random() < 0.5:
            return f"{command}{above}{{{below}}}", 2
        return f"{command}{{{above}}}{{{below}}}", 2

    def power(self, tree: Op) -> str:
        base, exponent = tree.args
        said = self.set(exponent, 0)
        short = len(said) == 1 and self.rng.random() < 0.5
        plain = isinstance(base, Name | Number)
        below = self.set(base, 3) if plain else self.bracketed(self.set(base, 0))
        return f"{below}^{said}" if short else f"{below}^{{{said}}}"

    def call(self, tree: Call) -> tuple[str, int]:
        inner = self.set(tree.args[0], 0)
        match tree.function:
            case "sqrt":
                return rf"\sqrt{{{inner}}}", 2
            case "abs":
                opening, closing = self.rng.choice(
                    [(r"\left|", r"\right|"), (r"\lvert ", r"\rvert ")]
                )
                return f"{opening}{inner}{closing}", 2
            case "exp" if self.rng.random() < 0.6:
                return self.rng.choice(
                    [f"e^{{{inner}}}", rf"\mathrm{{e}}^{{{inner}}}", f"{{e}}^{{{inner}}}"]
                ), 2
        return f"{self.function(tree)}{self.bracketed(inner)}", 2

    def function(self, tree: Call) -> str:
        if tree.function == "sigma":
            prime = self.rng.choice(["'", r"^{\prime}", r"^\prime", "\u2032"]) * tree.primes
            return self.rng.choice([r"\sigma", "σ", r"{\sigma}"]) + prime
        word = tree.function
        if word == "log2":
            return self.rng.choice([r"\log_2", r"\log_{2}"])
        styles: list[Callable[[], str]] = [
            lambda: rf"\operatorname{{{word}}}",
            lambda: rf"\mathrm{{{word}}}",
        ]
        return (
            _PLAIN[word]
            if word in _PLAIN and self.rng.random() < 0.7
            else self.rng.choice(styles)()
        )

    def slope(self, of: Tree, wrt: Tree) -> tuple[str, int]:
        above, below = self.set(of, 3), self.set(wrt, 3)
        d = self.rng.choice(
            [r"\partial ", "∂", "d", r"\mathrm{d}", r"\mathrm d", r"\partial{}", r"{\rm d}"]
        )
        style = self.rng.randrange(4)
        if d == "d" and above[0] == "l":
            d = r"\partial "
        if style == 0:
            return f"{d}{above}/{d}{below}", 1
        if style == 1:
            return f"{{{d}{above} \\over {d}{below}}}", 2
        return rf"\frac{{{d}{above}}}{{{d}{below}}}", 2
