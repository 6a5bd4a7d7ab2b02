"""A report as the table that a notebook shows: formulas set, evidence under each claim.

The table brings its own colours, light and dark. A notebook says by attributes which it is in; any
other page says so by what its reader prefers.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import dedent

from ...drawing.shapes.style import DARK, FONT, LIGHT
from ...formulas.escape import html
from ...formulas.trees.mathml import equation
from ...formulas.trees.tree import Tree
from .claims import MARKS, Claim

LONGEST = 2000  # characters of one text that are shown
MOST_PARTS = 400  # of a formula that is set; a longer one is shown as it was typed
MOST_ROWS = 300
TONES = {"proved": "good", "agrees": "good", "wrong": "bad"}
VERDICTS = {  # by day and by night, each at least 4.5 : 1 on its paper
    "good": ("#1b6e3c", "#7fd39b"),
    "bad": ("#b3261e", "#ff9d8f"),
    "open": ("#7a5600", "#e6c15c"),
}

# Twice the class: a notebook's own rules for tables are as particular as once.
RULES = """
{a}{{background:var(--paper);color:var(--ink);font:14px/1.45 {font};border-radius:8px;
border:1px solid var(--line);border-collapse:separate;border-spacing:0;table-layout:auto;width:100%;
max-width:860px;margin:4px 0;text-align:left}}
{a} tr:nth-child(n),{a} tr:nth-child(n):hover{{background:none}}
{a} :is(td,th){{border:0;padding:8px 12px;text-align:left;vertical-align:baseline;
white-space:normal;max-width:none;color:inherit;background:none;font-size:14px;font-weight:400}}
{a} tbody tr+tr :is(td,th){{border-top:1px solid var(--line)}}
{a} tfoot td{{border-top:1px solid var(--line);color:var(--quiet);font-size:13px}}
{a} .verdict{{white-space:nowrap;font-weight:600}}
{a} .line{{color:var(--quiet);text-align:right;white-space:nowrap;
font-variant-numeric:tabular-nums}}
{a} .claim{{width:100%;max-width:0}}
{a} .formula{{overflow-x:auto;overflow-y:hidden;padding:1px 0}}
{a} li .formula{{display:inline-block;max-width:100%;vertical-align:middle}}
{a} math{{font-size:16px}}
{a} :is(code,pre){{font:13px/1.45 ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace;
color:inherit;background:none;border:0;padding:0}}
{a} pre{{margin:2px 0 2px 14px;white-space:pre;overflow-x:auto}}
{a} ul{{list-style:none;margin:5px 0 0;padding:0 0 0 11px;border-left:2px solid var(--line)}}
{a} li{{margin:4px 0;overflow-wrap:anywhere;color:var(--ink)}}
{a} .good{{color:var(--good)}}
{a} .bad{{color:var(--bad)}}
{a} .open{{color:var(--open)}}
@media(max-width:520px){{{a} :is(td,th){{padding:7px 7px}}{a} .word{{display:none}}}}
"""
CLASS = "autograd-report"


def table_of(claims: Sequence[Claim], remarks: Sequence[str]) -> str:
    """A report as HTML: one row for each claim, and below what is said of all of them."""
    rows = "".join(map(_row, claims[:MOST_ROWS]))
    more = len(claims) - MOST_ROWS
    notes = [f"{more} more claims are not shown: print the report"] if more > 0 else []
    below = "<br>".join(_words(line) for line in [*notes, *remarks])
    return (
        f'<style>{STYLE}</style><table class="{CLASS}"><tbody>{rows}</tbody>'
        f'<tfoot><tr><td colspan="3">{below}</td></tr></tfoot></table>'
    )


def _row(claim: Claim) -> str:
    tone = TONES.get(claim.status, "open")
    evidence = "".join(f"<li>{_sentence(claim, said)}</li>" for said in claim.evidence)
    under = f"<ul>{evidence}</ul>" if evidence else ""
    return (
        f'<tr><td class="verdict {tone}" title="{claim.status}">{MARKS[claim.status]} '
        f'<span class="word">{claim.status}</span></td>'
        f'<td class="line"><span class="word">line </span>{claim.line}</td>'
        f'<td class="claim"><div class="formula">{_formula(claim.sides, claim.claim)}</div>'
        f"{under}</td></tr>"
    )


def _formula(sides: tuple[Tree, ...], written: str) -> str:
    """Sides as mathematics; what could not be read, or would be too long, as it was typed."""
    if not sides or len(written) > MOST_PARTS:
        return f"<code>{_words(written)}</code>"
    return equation(sides)


def _sentence(claim: Claim, said: str) -> str:
    """A piece of evidence: words, a drawing of characters below them, or what would be right."""
    if claim.better and said == f"right is {claim.suggestion}":
        return f'right is&emsp14;<div class="formula">{_formula(claim.better, said)}</div>'
    if said.startswith(" "):
        return f"<pre>{_words(dedent(said))}</pre>"
    first, _, drawn = said.partition("\n")
    return _words(first) + (f"<pre>{_words(dedent(drawn))}</pre>" if drawn else "")


def _words(text: str) -> str:
    return "\n".join(html(line, LONGEST) for line in text.split("\n"))


def themes(name: str) -> str:
    """The colours of a class: by day; by night where a reader prefers it, or a notebook says so."""
    day, night = ({tone: pair[i] for tone, pair in VERDICTS.items()} for i in (0, 1))
    light, dark = _colours(LIGHT | day), _colours(DARK | night)
    one = f".{name}"
    own = f"body:not([data-jp-theme-light=true],.vscode-light) {one}"
    told = f":is([data-jp-theme-light=false],.vscode-dark,[data-theme=dark]) {one}"
    return "\n".join([
        f"{one}{{{light}}}",
        f"@media screen and (prefers-color-scheme:dark){{{own}{{{dark}}}}}",
        f"@media screen{{{told}{{{dark}}}}}",
    ])  # fmt: skip


def _style() -> str:
    return "\n".join([themes(CLASS), RULES.format(a=f".{CLASS}" * 2, font=FONT).strip()])


def _colours(named: dict[str, str]) -> str:
    return ";".join(f"--{name}:{colour}" for name, colour in named.items())


STYLE = _style()
