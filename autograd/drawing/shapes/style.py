"""The colours and type of every drawing: light and dark, each text at least 4.5 : 1 in contrast.

A notebook shows an SVG as an image, which hears nothing of the page around it: the styles travel
inside, and `prefers-color-scheme` chooses between day and night.
"""

from __future__ import annotations

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', Verdana, sans-serif"

LIGHT = {
    "paper": "#fbfaf7",
    "card": "#ffffff",
    "line": "#c3c8d4",
    "arrow": "#9aa3b5",
    "ink": "#1c2130",
    "quiet": "#5d6475",
    "gradient": "#b83a08",
    "input": "#eaf1ff",
    "parameter": "#e6f5ea",
}
DARK = {
    "paper": "#14161c",
    "card": "#1e222c",
    "line": "#475069",
    "arrow": "#6f7b96",
    "ink": "#eceef4",
    "quiet": "#a9b1c3",
    "gradient": "#ff9d6b",
    "input": "#1b2b4d",
    "parameter": "#17382a",
}

# Every rule begins with the drawing's class: inline in a page, a style is heard by the whole page.
RULES = """
{fonts}
.paper{{fill:var(--paper)}}
.card{{fill:var(--card);stroke:var(--line);stroke-width:1.2}}
.input .card{{fill:var(--input)}}
.parameter .card{{fill:var(--parameter)}}
.copy .card,.more .card{{stroke-dasharray:4 3}}
.root .card{{stroke:var(--ink);stroke-width:2}}
.rule{{stroke:var(--line)}}
.name{{font-size:13px;font-weight:600}}
.auto{{font-weight:400;fill:var(--quiet)}}
.made{{font-size:12px;fill:var(--quiet);text-anchor:end}}
.key,.note{{font-size:11px;fill:var(--quiet)}}
.number{{font-size:12px;text-anchor:end}}
.gradient{{fill:var(--gradient);font-weight:600}}
.waiting{{fill:var(--quiet);font-style:italic}}
.arrow{{fill:none;stroke:var(--arrow)}}
.cut .arrow{{stroke-dasharray:2 4}}
.head{{fill:var(--arrow)}}
.pill{{fill:var(--paper);stroke:var(--line)}}
.partial{{font-size:11px;text-anchor:middle}}
.crowded{{opacity:0;pointer-events:none}}
.dense:not(.now):not(:hover) .arrow{{stroke-opacity:.6}}
.edge:hover .arrow{{stroke:var(--gradient)}}
.edge:hover .head{{fill:var(--gradient)}}
.edge:hover .crowded{{opacity:1}}
"""

# Of folded calls: only a drawing that has some carries them.
FRAME_RULES = """
.row .card{{fill:none;stroke:none;pointer-events:all}}
.row .name{{font-size:12px}}
.cell{{font-size:11px}}
.right{{text-anchor:end}}
"""

# A drawing of a claim: its caption, the arrows that it speaks of, and those that it has wrong.
TINTS = {"way": ("#1a56c4", "#8db7ff"), "wrong": ("#b3261e", "#ff8a80")}
CLAIM_RULES = """
.caption{font-size:13px}
.first{font-weight:600}
.way .arrow{stroke:var(--way)}
.way .head{fill:var(--way)}
.way .pill{stroke:var(--way)}
.wrong .arrow{stroke:var(--wrong)}
.wrong .head{fill:var(--wrong)}
.wrong .pill{fill:var(--wrong);stroke:var(--wrong)}
.wrong .partial{fill:var(--paper);font-weight:700}
"""


def stylesheet(scope: str, frames: bool = False, claim: bool = False) -> str:
    """The style of a drawing whose outermost element has the class `scope`.

    With the rules that only drawings with `frames`, or of a `claim`, have a use for.
    """
    fonts = f"text{{font-family:{FONT};fill:var(--ink)}}"
    rules = (RULES + FRAME_RULES * frames).format(fonts=fonts) + CLAIM_RULES * claim
    day, night = ({name: pair[i] for name, pair in TINTS.items() if claim} for i in (0, 1))
    dark = f"@media(prefers-color-scheme:dark){{.{scope}{{{_variables(DARK | night)}}}}}"
    scoped = [_scoped(rule, scope) for rule in rules.splitlines() if rule]
    return "\n".join([f".{scope}{{{_variables(LIGHT | day)}}}", dark, *scoped])


def _scoped(rule: str, scope: str) -> str:
    selectors, declarations = rule.split("{", 1)
    return ",".join(f".{scope} {s}" for s in selectors.split(",")) + "{" + declarations


def _variables(colours: dict[str, str]) -> str:
    return ";".join(f"--{name}:{colour}" for name, colour in colours.items())
