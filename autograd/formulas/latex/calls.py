r"""Functions at their arguments: \sigma'(z), \tanh^2 x, \log_2(x), \sin 2x.

A function without brackets takes what follows it without a sign, as far as that is beyond doubt:
one operand, or a number with one behind it.
"""

from __future__ import annotations

import re

from ..text.tokens import Token
from ..trees.tree import Name, Number, Tree
from .cursor import Cursor, Part
from .names import Symbol
from .refused import OPERATORS
from .scripts import Script
from .shapes import call, is_power, operation, power
from .signs import BRACKETS, CALLED, FONTS, LOGARITHMS, OF_ARRAYS, UPRIGHT, is_function
from .symbols import Set, decorated


def function(at: Cursor, wanted: Symbol) -> str | None:
    """The name of the function that a symbol stands for, if it is one."""
    words = at.vocabulary
    if wanted.above or wanted.accent or words.find(wanted):
        return None
    declared = words.function(wanted)
    if declared is not None or wanted.below or wanted.base in at.bound:
        return declared
    if wanted.base in OF_ARRAYS and (words.is_open or words.arrays):
        return OF_ARRAYS[wanted.base].name
    return wanted.base if is_function(wanted.base) else None


def called(at: Cursor, name: str, said: Set) -> Part:
    """A function whose symbol was read, at its arguments."""
    first, above, primes = said.first, said.above, said.primes
    if not at.at(*CALLED):
        if said.is_upright and not primes:
            return _bare(at, name, above, first)
        raise at.error(f"{name} is a function: write {name}{chr(39) * primes}(…)", first)
    found = Part(call(at, name, arguments(at), first.start, primes))
    if above is None:
        return found
    if not said.is_upright or primes:
        why = f"{name}^{{{above.raw}}} may be a power, a derivative or a layer"
        raise at.error(f"{why}: write the power behind the bracket", above.start)
    return _raised(at, found, name, above)


def named(at: Cursor) -> Part:
    r"""\tanh^2 x, \log_2(x), \max(0, x)."""
    first = at.take()
    said = decorated(at, Symbol(first.text[1:]), first)
    name = _name(at, said)
    if not at.at(*CALLED):
        if said.primes:
            raise at.error(f"write \\{name}'(…) with brackets", first)
        return _bare(at, name, said.above, first)
    found = Part(call(at, name, arguments(at), first.start, said.primes))
    if said.above is not None and said.primes:
        raise at.error("a prime and a power on one function: write brackets", first)
    return found if said.above is None else _raised(at, found, name, said.above)


def _name(at: Cursor, said: Set) -> str:
    name, below = said.wanted.base, said.wanted.below
    if not below:
        return OF_ARRAYS[name].name if name in OF_ARRAYS else name
    braced = f"{{{below}}}" if len(below) > 1 else below
    if f"{name}_{braced}" not in LOGARITHMS:
        raise at.error(f"{said.wanted} is no function that is known here", said.first)
    return LOGARITHMS[f"{name}_{braced}"]


def arguments(at: Cursor) -> tuple[Tree, ...]:
    """What stands in the brackets of a call."""
    opening = at.take()
    at.deeper()
    found = [at.shared.expression(at)]
    while at.accept(","):
        found.append(at.shared.expression(at))
    close(at, opening)
    at.depth -= 1
    return tuple(found)


def close(at: Cursor, opening: Token) -> None:
    """The bracket that closes `opening`."""
    wanted = BRACKETS[opening.text].closing
    if at.next.kind == "end":
        raise at.error(f"unexpected end, wanted {wanted}")
    if at.at(","):
        raise at.error("a comma in brackets: nothing here is a function of several arguments")
    at.expect(wanted)


def _raised(at: Cursor, found: Part, name: str, above: Script) -> Part:
    """tanh^2(x): the square of tanh(x)."""
    if not re.fullmatch(r"[1-9]\d*", above.raw):
        why = f"{name}^{{{above.raw}}} may be a power or an inverse"
        raise at.error(f"{why}: write the power behind the bracket", above.start)
    exponent = at.formula(above.tokens, above.start)
    return Part(power(at, found.tree, exponent, found.tree.span[0]), found.how)


# ---- Without brackets ---------------------------------------------------------------------------


def _bare(at: Cursor, name: str, above: Script | None, first: Token) -> Part:
    if not at.starts_operand() or at.at(r"\sum", r"\prod"):
        raise at.error(f"wanted an argument in brackets after {name}")
    found = Part(call(at, name, (_argument(at, name),), first.start), "bare")
    return found if above is None else _raised(at, found, name, above)


def _argument(at: Cursor, name: str) -> Tree:
    r"""One operand, or a number, perhaps pi, and a symbol: \cos 2\pi x."""
    start = at.next
    found = last = at.shared.operand(at).tree
    factors = 0
    while factors < 2 and not is_power(last) and _goes_on(at, last, factors):
        last = at.shared.operand(at).tree
        found = operation(at, "product", found, last, start.start)
        factors += 1
    if is_power(last):
        raise at.error(f"how far does the argument of {name} go? write brackets", start)
    return found


def _goes_on(at: Cursor, last: Tree, factors: int) -> bool:
    """Whether a symbol belongs to the argument before it: 2 x, 2 pi x."""
    if not at.starts_symbol():
        return False
    return isinstance(last, Number) if not factors else last == Name("pi")


# ---- What is set like a function and is none ----------------------------------------------------


def refuse_operator(at: Cursor, said: Set) -> None:
    r"""Refuse E[x], \mathrm{Var}(x) and \mathcal{N}(0, 1), where a name would be a factor.

    Bold letters are arrays, which are multiplied by brackets.
    """
    base, font = said.wanted.base, said.first.text
    is_array = at.vocabulary.array(said.wanted) or at.vocabulary.arrays.get(base)
    if base in OPERATORS and font in UPRIGHT and at.starts_symbol():
        raise at.error(f"{OPERATORS[base]} is not read; write a \\cdot behind {base}", said.first)
    if not at.at(*CALLED) or (is_array and not at.at("[")):
        return
    instead = rf"write a \cdot behind {base} if it is a name"
    styled = font in UPRIGHT or FONTS.get(font, "italic") != "italic"
    if base in OPERATORS and (at.at("[", r"\{") or styled):
        raise at.error(f"{OPERATORS[base]} is not read; {instead}", said.first)
    thin = font in UPRIGHT and len(base) == 1
    if thin or FONTS.get(font) in ("other", "set"):
        raise at.error(f"a function or a product? {instead}", said.first)
