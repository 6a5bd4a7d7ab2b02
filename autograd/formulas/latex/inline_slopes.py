r"""Derivatives on one line: ∂L/∂w, dL/dw, \partial_w L, \nabla_w L."""

from __future__ import annotations

from dataclasses import replace

from .commands import UPRIGHT
from .cursor import Cursor
from .said import Said
from .scripts import Script, script
from .slopes import differentials, order_of, take_sign
from .words import letters


def inline_slope(at: Cursor) -> Said:
    """∂L/∂b, and the operator ∂_b in front of L."""
    start = at.next.start
    kind = at.next.text if at.at(r"\partial") else "d"
    take_sign(at, kind)
    if kind == r"\partial" and at.at("_"):
        return _prefixed(at, start)
    order = order_of(at)
    if not at.starts_symbol():
        raise at.error(f"{at.found()}, wanted a name behind {kind}")
    of = at.shared.symbol(at)
    if of.head == "pow" or not at.accept("/"):
        raise at.error("∂ has a meaning only in a derivative such as ∂y/∂x", start)
    wrt = differentials(at, kind, order)
    return Said("d", (of, *wrt), span=(start, at.end), how="slash")


def _prefixed(at: Cursor, start: int) -> Said:
    below = script(at)
    wrt = _name_in(at, below)
    if not at.starts_symbol():
        raise at.error(f"{at.found()}, wanted a name behind \\partial_{{{below.raw}}}")
    of = at.shared.symbol(at)
    if of.head == "pow":
        raise at.error("is the power inside the derivative? write brackets", start)
    return Said("d", (of, wrt), span=(start, at.end), how="bare")


def _name_in(at: Cursor, below: Script) -> Said:
    inner = at.inner(below.tokens, below.start)
    wrt = at.shared.symbol(inner)
    inner.finish()
    if wrt.head not in ("name", "element"):
        raise at.error("a derivative is taken with regard to a name", below.start)
    return wrt


def differential_quotient(at: Cursor) -> Said | None:
    """dL/db on one line, where d is no name."""
    if not _at_differential(at):
        return None
    place = at.place
    try:
        return inline_slope(at)
    except ValueError:
        at.place = place
    return None


def _at_differential(at: Cursor) -> bool:
    words = at.vocabulary
    upright = at.at(*UPRIGHT) and [at.peek(k).text for k in (1, 2, 3)] == ["{", "d", "}"]
    if not (at.at("d") or upright) or "d" in words.bases or letters(at) in words.bases:
        return False
    return at.peek().text != "_" and at.peek().kind != "prime"


def gradient(at: Cursor) -> Said:
    r"""\nabla_x C."""
    start = at.take().start
    if not at.at("_"):
        raise at.error(r"with regard to what? write \nabla_{x}", start)
    wrt = _name_in(at, script(at))
    of = at.shared.operand(at)
    if of.head == "pow" and of.how != "bracketed":
        raise at.error("is the power inside the gradient? write brackets", of.span[0])
    nabla = replace(wrt, text=f"nabla_{wrt.text}")
    return Said("grad", (nabla, of), span=(start, at.end))
