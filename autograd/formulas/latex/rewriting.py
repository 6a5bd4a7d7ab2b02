r"""What other packages and older hands write, in LaTeX's plain commands.

`{\rm d}` is \mathrm{d}, `a \over b` a \frac, `\pdv{L}{x}` a \frac with ∂, `\boxed{…}` its content.
"""

from __future__ import annotations

from dataclasses import replace

from .groups import Tokens, braced, group, outside, refused
from .signs import GREEK, OLD_FONTS, RELATIONS, REWRITTEN, UPRIGHT

Rewritten = tuple[Tokens, int]  # the tokens instead, and the place behind those they replace

_DEFINITIONS = {"def", "def.", "definition", r"\triangle", r"\Delta", r"\wedge"}


# ---- Whole groups -------------------------------------------------------------------------------


def with_font(tokens: Tokens) -> Tokens:
    r"""`\rm d` at the beginning of a group is \mathrm{d}."""
    if not tokens or tokens[0].text not in OLD_FONTS:
        return tokens
    if tokens[1:] and tokens[1].text in OLD_FONTS:
        raise refused("two fonts for one symbol", tokens[1])
    font = replace(tokens[0], text=OLD_FONTS[tokens[0].text])
    return [font, *braced(tokens[1:], font)]


def with_fraction(tokens: Tokens) -> Tokens:
    r"""`a \over b` is \frac{a}{b}, with all of the group above or below."""
    found = [place for place, token, _ in outside(tokens) if token.text == r"\over"]
    if not found:
        return tokens
    place, token = found[0], tokens[found[0]]
    if len(found) > 1 or any(
        each.text in RELATIONS or each.text == "&" for _, each, _ in outside(tokens)
    ):
        raise refused(r"what is above and what below? write \frac{…}{…}", token)
    above, below = braced(tokens[:place], token), braced(tokens[place + 1 :], token)
    return [replace(token, text=r"\frac"), *above, *below]


# ---- Commands -----------------------------------------------------------------------------------


@REWRITTEN.reads(r"\boxed \fbox", r"\boxed{x + y}", "x + y")
def _framed(tokens: Tokens, place: int) -> Rewritten:
    r"""\boxed{a} is {a}."""
    _, stop = group(tokens, place + 1)
    return tokens[place + 1 : stop], stop


@REWRITTEN.reads(r"\textcolor", r"\textcolor{red}{x} + y", "x + y")
def _coloured(tokens: Tokens, place: int) -> Rewritten:
    r"""\textcolor{red}{a} is {a}."""
    _, first = group(tokens, place + 1)
    _, stop = group(tokens, first)
    return tokens[first:stop], stop


@REWRITTEN.reads(r"\underbrace \overbrace", r"\underbrace{x + y}_{\text{error}} = 0", "x + y = 0")
def _under(tokens: Tokens, place: int) -> Rewritten:
    r"""\underbrace{…}_{\text{why}}: the formula without the words."""
    _, stop = group(tokens, place + 1)
    inner = tokens[place + 1 : stop]
    if tokens[stop].text not in ("_", "^"):
        return inner, stop
    label, behind = group(tokens, stop + 1)
    if not label or label[0].text not in UPRIGHT or group(label, 1)[1] < len(label):
        raise refused("what stands at this brace is not read, but for words", tokens[stop])
    return inner, behind


@REWRITTEN.reads(r"\stackrel \overset", r"x \stackrel{\text{def}}{=} 2y", "x = 2*y")
def _stacked(tokens: Tokens, place: int) -> Rewritten:
    r"""\stackrel{\text{def}}{=} is an equals sign."""
    above, behind = group(tokens, place + 1)
    sign, stop = group(tokens, behind)
    said = "".join(
        token.text for token in above if token.text not in UPRIGHT and token.text not in "{}"
    )
    if said not in _DEFINITIONS or [token.text for token in sign] != ["="]:
        raise refused("what stands above this sign is not read", tokens[place])
    return sign, stop


@REWRITTEN.reads(r"\pdv \dv", r"\pdv{y}{x}", "dy/dx")
def _physics(tokens: Tokens, place: int) -> Rewritten:
    r"""\pdv[2]{L}{x}, of the physics package, is \frac{\partial^{2}L}{\partial x^{2}}."""
    token = tokens[place]
    order, place = _order(tokens, place + 1)
    above, place = group(tokens, place)
    below, place = group(tokens, place)
    if tokens[place].text == "{":
        raise refused(rf"write \frac for a derivative that {token.text} mixes", token)
    is_d = token.text == r"\dv"
    sign = replace(token, text="d" if is_d else r"\partial", kind="letter" if is_d else "command")
    both = [*braced([sign, *order, *above], token), *braced([sign, *below, *order], token)]
    return [replace(token, text=r"\frac"), *both], place


def _order(tokens: Tokens, place: int) -> Rewritten:
    if tokens[place].text != "[":
        return [], place
    number, closing = tokens[place + 1 : place + 3]
    if number.kind != "number" or closing.text != "]":
        raise refused("wanted the order of the derivative, as in [2]", tokens[place])
    return [replace(tokens[place], text="^"), *braced([number], number)], place + 3


@REWRITTEN.reads("√", "√x", "sqrt(x)")
def _root(tokens: Tokens, place: int) -> Rewritten:
    """√x and √(x + y), as pasted."""
    rest = tokens[place + 1 :]
    if rest[0].kind not in ("number", "letter") and rest[0].text not in ("(", *GREEK):
        raise refused("how far does the root go? write brackets", tokens[place])
    ends = [ahead for ahead, each, depth in outside(rest) if each.text == ")" and depth == 0]
    stop = place + 2 + (ends[0] if ends and rest[0].text == "(" else 0)
    follows = tokens[min(stop, len(tokens) - 1)]
    if follows.text == "^" or (follows.kind == "letter" and follows.start == tokens[stop - 1].end):
        raise refused("how far does the root go? write brackets", tokens[place])
    under = braced(tokens[place + 1 : stop], tokens[place])
    return [replace(tokens[place], text=r"\sqrt"), *under], stop
