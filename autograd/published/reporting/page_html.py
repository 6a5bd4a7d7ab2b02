"""A report as HTML: the formulas of a page in order, each set, with its verdict and why."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ...documents import Block, Place, Unread
from ...formulas.printed import Node
from ..modelling.evidence import MEANINGS, Fact
from ..modelling.outcome import Outcome
from .page_formula import LEFT, anchor, formula, grouped, lost, tone_of, words
from .page_style import CLASS, STYLE

_COUNTED = {
    "good": ("✓", "right"),
    "bad": ("✗", "wrong"),
    "open": ("?", "open"),
    "left": (LEFT, "not read or not checked"),
}
_LINKED = ("bad", "open")
MOST_LINKS = 12
CHOSEN = "the page leaves its size open: small, unequal ones were tried"


@dataclass(frozen=True)
class Shown:
    """What a report shows of a page."""

    title: str
    formulas: Sequence[Outcome]
    summary: str
    names: Mapping[str, Node] = field(default_factory=dict)
    as_read: Sequence[str] = ()
    unread: Sequence[Unread] = ()
    declared: Sequence[Block] = ()
    question: tuple[str, Sequence[str]] = ("", ())  # a sentence, and text to paste


def fragment(page: Shown, *, alone: bool = False) -> str:
    """The report as an element that brings its own style.

    Where it is not `alone`, as in a notebook, its anchors begin with a word of its own.
    """
    prefix = "" if alone else f"{_word(page)}-"
    anchors = list(_anchors([place for place, _ in _parts(page)], prefix))
    body = [
        _header(page, anchors), _as_read(page.as_read), _formulas(page, anchors),
        _evidence(page.formulas), _declared(page.declared), _asked(*page.question),
    ]  # fmt: skip
    return f'<style>{STYLE}</style><main class="{CLASS}">{"".join(body)}</main>'


def _word(page: Shown) -> str:
    """A word for one report: reports on one page of a notebook have others."""
    said = "\n".join([page.title, page.summary, *(each.item.found.latex for each in page.formulas)])
    return f"r{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()[:8]}"


def _parts(page: Shown) -> list[tuple[Place, Outcome | Unread]]:
    """The formulas of a page and the passages in which none could be told apart, in order."""
    found: list[tuple[Place, Outcome | Unread]] = [(x.item.found.place, x) for x in page.formulas]
    found += [(each.place, each) for each in page.unread]
    return sorted(found, key=lambda part: part[0].order)


def _anchors(places: Sequence[Place], prefix: str) -> Iterator[str]:
    """line-7 for the first formula of a line, line-7-2 for the second."""
    seen: Counter[str] = Counter()
    for place in places:
        own = prefix + anchor(place)
        seen[own] += 1
        yield own if seen[own] == 1 else f"{own}-{seen[own]}"


def _header(page: Shown, anchors: Sequence[str]) -> str:
    """The name of the page, how many are right, wrong and open, and the summary."""
    said = []
    counts = Counter(tone_of(each) for each in page.formulas)
    counts["left"] += len(page.unread)
    for tone, (mark, word) in _COUNTED.items():
        if counts[tone]:
            links = _links(tone, page, anchors) if tone in _LINKED else ""
            said.append(f'<div class="count {tone}">{mark} {counts[tone]} {word}{links}</div>')
    counted = f'<div class="counts">{"".join(said)}</div>' if said else ""
    return (
        f"<header><h1>{words(os.path.basename(page.title))}</h1>{counted}"
        f'<p class="summary">{words(page.summary)}</p></header>'
    )


def _links(tone: str, page: Shown, anchors: Sequence[str]) -> str:
    links = [
        f'<a href="#{own}">{words(str(place))}</a>'
        for own, (place, each) in zip(anchors, _parts(page), strict=True)
        if isinstance(each, Outcome) and tone_of(each) == tone
    ]
    first, others = ", ".join(links[:MOST_LINKS]), ", ".join(links[MOST_LINKS:])
    more = f"<summary>and {len(links) - MOST_LINKS} more</summary>{others}"
    return f": {first}{f'<details>{more}</details>' if others else ''}"


def _as_read(sentences: Sequence[str]) -> str:
    if not sentences:
        return ""
    items = "".join(f"<li>{words(each)}</li>" for each in sentences)
    return f'<h2>As read</h2><ul class="read">{items}</ul>'


def _formulas(page: Shown, anchors: Sequence[str]) -> str:
    parts = _parts(page)
    first: dict[Place, str] = {}
    for own, (place, _) in zip(anchors, parts, strict=True):
        first.setdefault(place, own)
    items: list[str] = []
    section: tuple[str, ...] = ()
    for own, (_, each) in zip(anchors, parts, strict=True):
        if isinstance(each, Unread):
            items.append(lost(each, own))
            continue
        heading = each.item.found.heading
        if heading and heading != section:
            items.append(f'<li class="section">{words(heading[-1])}</li>')
            section = heading
        items.append(formula(each, page.names, own, first))
    return f'<ol class="formulas" aria-label="Formulas">{"".join(items)}</ol>' if items else ""


def _evidence(formulas: Sequence[Outcome]) -> str:
    """What all names were taken for, and what the words for the evidence mean."""
    facts = list(dict.fromkeys(fact for each in formulas for fact in each.basis.facts))
    if not facts:
        return ""
    rows = "".join(
        f"<tr><td>{words(', '.join(names))}</td><td>{words(said)}</td></tr>"
        for names, said in grouped(facts)
    )
    return (
        f'<h2>What the names were taken for</h2><div class="wide"><table>{rows}</table></div>'
        f'<dl class="legend">{_legend(facts)}</dl>'
    )


def _legend(facts: Sequence[Fact]) -> str:
    used = {each.evidence for each in facts}
    said = {word: meaning for word, meaning in MEANINGS.items() if word in used}
    if any(each.is_chosen for each in facts):
        said["chosen"] = CHOSEN
    return "".join(
        f"<div><dt>{word}</dt><dd>{meaning}</dd></div>" for word, meaning in said.items()
    )


def _declared(blocks: Sequence[Block]) -> str:
    """What the author declared, in the page or beside it."""
    said = "".join(
        f'<p class="around">{words(str(each.place))}</p>{_code(each.text.strip().splitlines())}'
        for each in blocks
    )
    return f"<h2>Declared</h2>{said}" if said else ""


def _asked(sentence: str, block: Sequence[str]) -> str:
    """What is asked of the author, with text to paste; a file's script shows the button."""
    if not sentence:
        return ""
    button = '<button type="button" class="copy" hidden>Copy</button>'
    return (
        f'<h2>Left open</h2><p>{words(sentence)}</p><div class="paste">{_code(block)}{button}</div>'
    )


def _code(lines: Sequence[str]) -> str:
    text = "\n".join(map(words, lines))
    return f'<div class="code"><code>{text}</code></div>'
