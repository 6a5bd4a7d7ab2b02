r"""Putting formulas into the slots of a template, in brackets where precedence asks for them.

Templates are the ones of the registry: `{x} + {y}`, `\frac{{x}}{{y}}`. How tightly a formula must
hold together in a slot is read off the template around it, so no operation has to say it twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from .names import ATOM, POWER, PRODUCT, SUM, Written, bracketed

ALWAYS = 5  # a function's argument stands in brackets whatever it is
SLOT = re.compile(r"\{([xyz])\}")


def fill(template: str, args: Sequence[Written]) -> Written:
    """A template with formulas in its slots, in brackets where they would fall apart."""
    if template == "{x}":
        return args[0]
    if template == "{x} + {y}" and args[1].negative and args[1].level >= PRODUCT:
        return fill("{x} - {y}", [args[0], without_minus(args[1])])
    pieces = []
    slots, rest, level = parsed(template)
    for between, which, needed, leads in slots:
        part = args[which]
        if part.level < needed or (part.negative and needed > 0 and not leads):
            pieces += [between.rstrip() if needed == ALWAYS else between, bracketed(part)]
        else:
            pieces += [between, part.text]
    return Written("".join(pieces) + rest, level)


def without_minus(part: Written) -> Written:
    """A formula that begins with a minus sign, without it."""
    return Written(part.text[1:], part.level)


Slot = tuple[str, int, int, bool]  # the text before it, which argument, its tightness, is it first


@cache
def parsed(template: str) -> tuple[list[Slot], str, int]:
    """The slots of a template, the text after the last, and the level of the whole."""
    slots, end = [], 0
    for slot in SLOT.finditer(template):
        before, after = template[: slot.start()], template[slot.end() :]
        needed = tightness(before, after)
        slots.append(
            (template[end : slot.start()], "xyz".index(slot[1]), needed, not before.strip())
        )
        end = slot.end()
    return slots, template[end:], level_of(template)


_OPENS = re.compile(r"(^|[{(\[|,>&]|\\lVert|\\lfloor|\\lceil|\\\\)$")
_CLOSES = re.compile(r"$|[},>&]|\\right|\\\\")


def tightness(before: str, after: str) -> int:
    """How tightly a formula must hold together to stand between two pieces of a template."""
    before, after = before.rstrip(), after.lstrip()
    if after.startswith("^"):
        return ATOM
    opens, closes = bool(_OPENS.search(before)), bool(_CLOSES.match(after))
    if opens and closes:
        return 0
    if after.startswith(r"\bmod") or before.endswith(r"\bmod"):
        return ATOM
    if opens or before.endswith((r"\cdot", r"\,")):
        return SUM if after[:1] in ("+", "-") else PRODUCT
    if before.endswith("+"):
        return SUM
    if before.endswith("-"):
        return PRODUCT
    return ALWAYS if re.search(r"\\[a-z]+$|\\operatorname\{\w+\}|[_^]\{\d+\}$", before) else PRODUCT


_GROUP = re.compile(
    r"\{[^{}]*\}|\\left(?:(?!\\left|\\right).)*\\right(?:\\[a-zA-Z]+|.)"
)  # a group in braces or in \left and \right, with no such group inside
_SEVERAL = re.compile(r"^-|\\cdot|\\,|^(◦\^)?◦ \S|^\\frac◦◦ \S")
_ONE = re.compile(r"◦|\\sqrt(\[\d\])?◦")


def level_of(template: str) -> int:
    """How tightly a filled template holds together, judged by what stands outside its groups."""
    outer, before = template, ""
    while outer != before:
        outer, before = _GROUP.sub("◦", outer), outer
    if r"\begin" in outer or re.search(r" ([+<=>-]|\\bmod) ", outer):
        return SUM
    if _SEVERAL.search(outer):
        return PRODUCT
    return ATOM if _ONE.fullmatch(outer) else POWER
