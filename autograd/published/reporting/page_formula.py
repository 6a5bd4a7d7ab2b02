"""One formula of a report as HTML: set, with its verdict, and below it why and on what it rests.

What a page holds is text here: every character of it is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ...documents import Place, Unread
from ...formulas.escape import html
from ...formulas.printed import Node, Printed, read_printed
from ...formulas.printed.mathml import mathml
from ...support.visible import in_short
from ..modelling.evidence import Fact
from ..modelling.outcome import OPEN, Outcome
from ..surveying.roles import NOT_READ
from .accounting import LEFT_OUT
from .culprits import culprits
from .telling import MARKS, Said, reasons

LONGEST = 2000  # characters of one text that are shown
MOST_SET = 6000  # of a formula that is set; a longer one is shown as it was typed
AROUND = 90  # characters of the words before a formula
MOST_READ = 12  # instances of a formula that are listed
LEFT, PLAIN = "−", "·"
TONES = {"proved": "good", "agrees": "good", "wrong": "bad"} | dict.fromkeys(OPEN, "open")

Anchors = Mapping[Place, str]  # where on the page the first formula of a place stands


def words(text: str) -> str:
    """Text of a page as text."""
    return html(text, LONGEST)


def tone_of(outcome: Outcome) -> str:
    """How a verdict is shown: good, bad, open, left (out), or plain."""
    if outcome.is_broken:
        return "left"
    return TONES.get(outcome.status, "left" if outcome.status in LEFT_OUT else "plain")


def anchor(place: Place) -> str:
    """The name of a place in an address.

    >>> anchor(Place(7, 7, 6, cell=4)), anchor(Place(3, 3, 3))
    ('cell-4-line-7', 'line-3')
    """
    return re.sub(r"[^\w.]+", "-", str(place)).strip("-")


def formula(outcome: Outcome, names: Mapping[str, Node], own: str, anchors: Anchors) -> str:
    """One formula with its verdict, place and number, the words before it, and why.

    `own` is its anchor, and `anchors` those of the formulas that it may rest on.
    """
    found = outcome.item.found
    mark = LEFT if outcome.status in LEFT_OUT else MARKS.get(outcome.status, PLAIN)
    around = _around(found.before)
    before = f'<p class="around">{words(around)}</p>' if around else ""
    sentences = "".join(f"<li>{_sentence(each)}</li>" for each in reasons(outcome, names))
    why = f'<ul class="why">{sentences}</ul>' if sentences else ""
    number = f'<div class="number">({words(found.number)})</div>' if found.number else ""
    what = f"{before}{_set(outcome)}{why}{_basis(outcome, anchors)}"
    return (
        f'<li id="{own}" class="{tone_of(outcome)}">'
        f"{_verdict(mark, outcome.status, found.place, own)}"
        f'<div class="what">{what}</div>{number}</li>'
    )


def lost(unread: Unread, own: str) -> str:
    """A passage in which no formula could be told apart."""
    return (
        f'<li id="{own}" class="left">{_verdict(LEFT, NOT_READ, unread.place, own)}'
        f'<div class="what"><ul class="why"><li>{words(unread.reason)}</li></ul></div></li>'
    )


def _verdict(mark: str, status: str, place: Place, own: str) -> str:
    return (
        f'<div class="verdict"><span class="mark">{mark}</span>{status} '
        f'<a class="place" href="#{own}">{words(str(place))}</a></div>'
    )


def _set(outcome: Outcome) -> str:
    """The formula as mathematics; what could not be read, or is too long, as it was typed."""
    latex = outcome.item.found.latex
    printed = read_printed(latex) if len(latex) <= MOST_SET else None
    if printed is None or printed.error or not printed.sides or outcome.is_broken:
        return f'<div class="formula code"><code>{words(in_short(latex, LONGEST))}</code></div>'
    return f'<div class="formula">{_sides(printed, outcome)}</div>'


def _sides(printed: Printed, marked: Outcome | None = None) -> str:
    """The sides of a formula, between which a line may break."""
    return "<wbr>".join(mathml(printed, culprits(marked) if marked else ()))


def _sentence(said: Said) -> str:
    if said.formula is None:
        return words(said.words)
    return f'{words(said.words)} <div class="formula">{_sides(said.formula)}</div>'


def _basis(outcome: Outcome, anchors: Anchors) -> str:
    """On what a verdict rests: definitions, names with their evidence, and how it was read."""
    basis = outcome.basis
    if not basis.facts:
        return ""
    places = ", ".join(_link(each, anchors) for each in dict.fromkeys(basis.definitions))
    defined = f"<li>by the definitions in {places}</li>" if places else ""
    rows = "".join(f"<li>{words(', '.join(x))}: {words(y)}</li>" for x, y in grouped(basis.facts))
    read = "".join(f"<li><code>{words(x.claim)}</code></li>" for x in outcome.claims[:MOST_READ])
    more = len(outcome.claims) - MOST_READ
    rest = f"<li>and {more} more</li>" if more > 0 else ""
    as_read = f"<p>read as</p><ul>{read}{rest}</ul>" if read else ""
    return (
        f"<details><summary>what this rests on</summary><ul>{defined}{rows}</ul>{as_read}</details>"
    )


def _link(place: Place, anchors: Anchors) -> str:
    own = anchors.get(place)
    said = words(str(place))
    return f'<a href="#{own}">{said}</a>' if own else said


def grouped(facts: Iterable[Fact]) -> Sequence[tuple[list[str], str]]:
    """Names of which the same is said, with what that is and on what evidence."""
    found: dict[str, list[str]] = {}
    for each in facts:
        size = ", its size chosen" if each.is_chosen else ""
        found.setdefault(f"{each.said} ({each.evidence}{size})", []).append(each.name)
    return [(list(dict.fromkeys(names)), said) for said, names in found.items()]


def _around(before: str) -> str:
    """The last words before a formula.

    >>> _around(". By the chain  rule"), _around(":")
    ('By the chain rule', '')
    """
    said = re.sub(r"^\W+", "", re.sub(r"\s+", " ", before)).strip()
    if len(said) <= AROUND:
        return said
    end = said[-AROUND:]
    return f"… {end.split(' ', 1)[-1] if ' ' in end[:30] else end}"
