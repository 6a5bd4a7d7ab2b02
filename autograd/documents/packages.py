r"""Derivatives as the packages physics, derivative and commath write them, as fractions.

>>> from .tokens import tokens
>>> found, after = derivative(tokens(r"\pdv[2]{f}{x} = 1"), 0)
>>> written(found), after
('\\frac{\\partial^{2} f}{\\partial x^{2}}', 10)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .tokens import Token, group_end, inner, tokens, written

DERIVATIVES = {
    **dict.fromkeys((r"\dv", r"\odv", r"\od", r"\derivative"), "d"),
    **dict.fromkeys((r"\pdv", r"\pd", r"\partialderivative", r"\pderivative"), r"\partial"),
}


def derivative(parts: Sequence[Token], place: int) -> tuple[list[Token], int]:
    r"""The fraction for \dv, \pdv, … at a place, and the place after it.

    \pdv[n]{f}{x} has an order, \dv{x} only names in what is differentiated, and \pdv{f}{x}{y}
    differentiates twice. What stands there otherwise comes back as it is.
    """
    sign, after = DERIVATIVES[parts[place].text], place + 1
    after += parts[after:] != [] and parts[after].text == "*"
    order, after = _optional(parts, after)
    groups: list[str] = []
    while _is_open(parts, after):
        stop = group_end(parts, after)
        groups.append(written(inner(parts[after:stop])).strip())
        after = stop
    if not groups:
        return [parts[place]], place + 1
    of, wrt = (groups[0], groups[1:]) if len(groups) > 1 else ("", groups)
    total = order or (str(len(wrt)) if len(wrt) > 1 else "")
    power = f"^{{{order}}}" if order else ""
    above = f"{sign}{f'^{{{total}}}' if total else ''} {of}".strip()
    below = " ".join(f"{sign} {each}{power}" for each in wrt)
    made = tokens(f"\\frac{{{above}}}{{{below}}}")
    first = parts[place].start
    return [replace(each, start=first, stop=parts[after - 1].stop) for each in made], after


def _optional(parts: Sequence[Token], place: int) -> tuple[str, int]:
    if not parts[place:] or parts[place].text != "[":
        return "", place
    stop = next((k for k in range(place, len(parts)) if parts[k].text == "]"), place)
    return written(parts[place + 1 : stop]).strip(), stop + 1


def _is_open(parts: Sequence[Token], place: int) -> bool:
    return bool(parts[place:]) and parts[place].text == "{"
