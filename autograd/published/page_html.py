"""A report as HTML: the formulas of a page in order, each set, with its verdict and why.

What a page holds is text here: every character of it is escaped.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ..formulas.escape import html
from ..formulas.printed import Node, read_printed
from ..formulas.printed.mathml import mathml
from ..support.visible import in_short
from .culprits import culprits
from .outcome import OPEN, Outcome
from .page_style import CLASS, STYLE
from .roles import NOT_CHECKED, NOT_READ
from .telling import MARKS, reasons

LONGEST = 2000  # characters of one text that are shown
MOST_SET = 6000  # of a formula that is set; a longer one is shown as it was typed
AROUND = 90  # characters of the words before a formula
TONES = {"proved": "good", "agrees": "good", "wrong": "bad"} | dict.fromkeys(OPEN, "open")
LEFT = (NOT_READ, NOT_CHECKED)
_WORDS = {
    "good": ("✓", "right"),
    "bad": ("✗", "wrong"),
    "open": ("?", "open"),
    "left": ("−", "not read or not checked"),
}


def fragment(
    title: str,
    outcomes: Sequence[Outcome],
    as_read: Sequence[str],
    names: Mapping[str, Node],
    summary: str,
    question: tuple[str, Sequence[str]] = ("", ()),
) -> str:
    """The report as an element that brings its own style, for a page of its own or a notebook."""
    counts = Counter(tone_of(each) for each in outcomes)
    head = f"<h1>{_words(os.path.basename(title))}</h1>{_counts(counts, outcomes)}"
    items = "".join(_formulas(outcomes, names))
    return (
        f'<style>{STYLE}</style><main class="{CLASS}"><header>{head}'
        f'<p class="summary">{_words(summary)}</p></header>{_as_read(as_read)}'
        f'<ol class="formulas" aria-label="Formulas">{items}</ol>{_asked(*question)}</main>'
    )


def tone_of(outcome: Outcome) -> str:
    """How a verdict is shown: good, bad, open, left (out), or plain."""
    return TONES.get(outcome.status, "left" if outcome.status in LEFT else "plain")


def _counts(counts: Mapping[str, int], outcomes: Sequence[Outcome]) -> str:
    """How many are right, wrong and open; the wrong ones with a link to each."""
    said = []
    for tone, (mark, word) in _WORDS.items():
        if counts[tone]:
            links = _links(outcomes) if tone == "bad" else ""
            said.append(f'<p class="count {tone}">{mark} {counts[tone]} {word}{links}</p>')
    return f'<div class="counts">{"".join(said)}</div>' if said else ""


def _links(outcomes: Sequence[Outcome]) -> str:
    links = [
        f'<a href="#f{place}">{each.item.found.place}</a>'
        for place, each in enumerate(outcomes, 1)
        if each.status == "wrong"
    ]
    return f": {', '.join(links)}"


def _as_read(sentences: Sequence[str]) -> str:
    if not sentences:
        return ""
    items = "".join(f"<li>{_words(each)}</li>" for each in sentences)
    return f'<h2>As read</h2><ul class="read">{items}</ul>'


def _asked(sentence: str, block: Sequence[str]) -> str:
    """What is asked of the author, with text to paste."""
    if not sentence:
        return ""
    text = "\n".join(map(_words, block))
    return f'<p class="asked">{_words(sentence)}</p><div class="code"><code>{text}</code></div>'


def _formulas(outcomes: Sequence[Outcome], names: Mapping[str, Node]) -> Iterator[str]:
    section: tuple[str, ...] = ()
    for place, each in enumerate(outcomes, 1):
        heading = each.item.found.heading
        if heading and heading != section:
            yield f'<li class="section">{_words(heading[-1])}</li>'
            section = heading
        yield _formula(place, each, names)


def _formula(place: int, outcome: Outcome, names: Mapping[str, Node]) -> str:
    """One formula with its verdict, place and number, the words before it, and why."""
    found = outcome.item.found
    mark = "−" if outcome.status in LEFT else MARKS.get(outcome.status, "·")
    around = _around(found.before)
    before = f'<p class="around">{_words(around)}</p>' if around else ""
    sentences = "".join(f"<li>{_words(str(each))}</li>" for each in reasons(outcome, names))
    why = f'<ul class="why">{sentences}</ul>' if sentences else ""
    number = f'<div class="number">({_words(found.number)})</div>' if found.number else ""
    return (
        f'<li id="f{place}" class="{tone_of(outcome)}"><div class="verdict">'
        f'<span class="mark">{mark}</span>{outcome.status} '
        f'<span class="place">{found.place}</span></div>'
        f'<div class="what">{before}{_set(outcome)}{why}</div>{number}</li>'
    )


def _set(outcome: Outcome) -> str:
    """The formula as mathematics; what could not be read, or is too long, as it was typed."""
    latex = outcome.item.found.latex
    printed = read_printed(latex) if len(latex) <= MOST_SET else None
    if printed is None or printed.error or not printed.sides:
        return f'<div class="formula code"><code>{_words(in_short(latex, LONGEST))}</code></div>'
    return f'<div class="formula">{"<wbr>".join(mathml(printed, culprits(outcome)))}</div>'


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


def _words(text: str) -> str:
    return html(text, LONGEST)
