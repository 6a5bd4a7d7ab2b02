r"""Functions at their arguments: \sigma'(z), \tanh^2 x, \log_2(x), \sin 2x.

A function without brackets takes what follows it without a sign, as far as that is beyond doubt:
one operand, or a number with one behind it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ..text.tokens import Token
from .brackets import close
from .commands import CALLED, OF_ARRAYS, is_function, spelled
from .cursor import Cursor
from .names import Symbol
from .said import Said
from .scripts import Script
from .symbols import Set, decorated

_LOGARITHMS = {("log", "2"): "log2", ("log", "10"): "log10", ("log", "e"): "log"}


def function(at: Cursor, wanted: Symbol) -> str | None:
    """The name of the function that a symbol stands for, if it is one."""
    words = at.vocabulary
    if wanted.above or wanted.accent or words.find(wanted):
        return None
    declared = words.function(wanted)
    if declared is not None or wanted.below or wanted.base in at.bound:
        return declared
    of_arrays = (words.is_open or bool(words.arrays)) and wanted.base in OF_ARRAYS
    return spelled(wanted.base) if of_arrays or is_function(wanted.base) else None


def call(at: Cursor, name: str, said: Set) -> Said:
    """A function whose symbol was read, at its arguments."""
    first, above, primes = said.first, said.above, said.primes
    if not at.at(*CALLED):
        if said.is_upright and not primes:
            return _bare(at, name, above, first)
        raise at.error(f"{name} is a function: write {name}{chr(39) * primes}(…)", first)
    found = Said("call", arguments(at), text=name, primes=primes, span=(first.start, at.end))
    if above is None:
        return found
    if not said.is_upright or primes:
        why = f"{name}^{{{above.raw}}} may be a power, a derivative or a layer"
        raise at.error(f"{why}: write the power behind the bracket", above.start)
    return _raised(at, found, above)


def named(at: Cursor) -> Said:
    r"""\tanh^2 x, \log_2(x), \max(0, x)."""
    first = at.take()
    said = decorated(at, Symbol(first.text[1:]), first)
    name = _name(at, said)
    if not at.at(*CALLED):
        if said.primes:
            raise at.error(f"write \\{name}'(…) with brackets", first)
        return _bare(at, name, said.above, first)
    found = Said("call", arguments(at), text=name, primes=said.primes, span=(first.start, at.end))
    if said.above is not None and said.primes:
        raise at.error("a prime and a power on one function: write brackets", first)
    return found if said.above is None else _raised(at, found, said.above)


def _name(at: Cursor, said: Set) -> str:
    name = said.wanted.base
    if not said.wanted.below:
        return spelled(name)
    found = _LOGARITHMS.get((name, said.wanted.below))
    if found is None:
        raise at.error(f"{said.wanted} is no function that is known here", said.first)
    return found


def arguments(at: Cursor) -> tuple[Said, ...]:
    """What stands in the brackets of a call."""
    opening = at.take()
    at.deeper()
    found = [at.shared.expression(at)]
    while at.accept(","):
        found.append(at.shared.expression(at))
    close(at, opening)
    at.depth -= 1
    return tuple(found)


def _raised(at: Cursor, found: Said, above: Script) -> Said:
    """tanh^2(x): the square of tanh(x)."""
    if not re.fullmatch(r"[1-9]\d*", above.raw):
        why = f"{found.text}^{{{above.raw}}} may be a power or an inverse"
        raise at.error(f"{why}: write the power behind the bracket", above.start)
    power = at.formula(above.tokens, above.start)
    span = (found.span[0], at.end)
    return Said("pow", (replace(found, how=""), power), span=span, how=found.how)


# ---- Without brackets ---------------------------------------------------------------------------


def _bare(at: Cursor, name: str, above: Script | None, first: Token) -> Said:
    if not at.starts_operand() or at.at(r"\sum", r"\prod"):
        raise at.error(f"wanted an argument in brackets after {name}")
    start = at.next
    arg = _argument(at)
    if arg.head == "pow":
        raise at.error(f"how far does the argument of {name} go? write brackets", start)
    found = Said("call", (arg,), text=name, span=(first.start, at.end), how="bare")
    return found if above is None else _raised(at, found, above)


def _argument(at: Cursor) -> Said:
    r"""One operand, or a number, perhaps pi, and a symbol: \cos 2\pi x."""
    found = at.shared.operand(at)
    factors = 0
    while found.head != "pow" and factors < 2 and _goes_on(at, found, factors):
        right = at.shared.operand(at)
        head = "pow" if right.head == "pow" else "mul"
        found = Said(head, (found, right), span=(found.span[0], at.end))
        factors += 1
    return found


def _goes_on(at: Cursor, found: Said, factors: int) -> bool:
    if not at.starts_symbol():
        return False
    last = found.args[-1] if factors else found
    return (found.head == "number" and not factors) or (bool(factors) and last.text == "pi")
