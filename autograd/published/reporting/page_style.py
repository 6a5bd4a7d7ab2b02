"""How a report looks as a page: by day and by night, on screens from 360 pixels on, on paper."""

from __future__ import annotations

from ...checking.report.table import themes
from ...drawing.shapes.style import FONT

CLASS = "autograd-page"
_MATH = (
    "'STIX Two Math', 'Cambria Math', 'Latin Modern Math', 'XITS Math', 'TeX Gyre DejaVu Math', "
    "'DejaVu Math TeX Gyre', math, 'STIX Two Text', "
    "'Times New Roman', 'DejaVu Serif', serif"
)

# Twice the class: a notebook's own rules for lists and headings are as particular as once.
_RULES = """
{a}{{background:var(--paper);color:var(--ink);font:15px/1.5 {font};max-width:880px;
margin:0 auto;padding:28px 24px 36px;box-sizing:border-box;text-align:left;border-radius:8px}}
{a} :is(h1,h2,h3,p,ol,ul,li,div){{margin:0;padding:0;border:0}}
{a} :is(ol,ul){{list-style:none}}
{a} :is(h1,h2,li,td,p){{color:inherit}}
{a} h1{{font-size:22px;line-height:1.3;font-weight:650;overflow-wrap:anywhere}}
{a} h2{{font-size:15px;line-height:1.4;font-weight:650;margin:30px 0 8px}}
{a} .counts{{display:flex;flex-wrap:wrap;gap:4px 22px;margin-top:12px;font-weight:600}}
{a} .count details{{display:inline;margin-left:6px;font-size:inherit;color:inherit}}
{a} .count summary{{display:inline;text-decoration:underline;text-underline-offset:3px}}
{a} .summary{{color:var(--quiet);margin-top:6px}}
{a} .read{{list-style:disc;padding-left:20px}}
{a} .read li{{overflow-wrap:anywhere}}
{a} .read li::marker{{color:var(--quiet)}}
{a} a{{color:inherit;text-decoration:underline;text-underline-offset:3px}}
{a} .formulas{{margin-top:26px}}
{a} .formulas>li{{display:grid;grid-template-columns:152px minmax(0,1fr) auto;column-gap:20px;
align-items:baseline;padding:13px 0;border-top:1px solid var(--line);break-inside:avoid}}
{a} .formulas>.section{{display:block;padding:22px 0 8px;border:0;font-weight:650;
break-after:avoid;overflow-wrap:anywhere}}
{a} .formulas>.section+li{{border-top:1px solid var(--line)}}
{a} .verdict{{font-weight:600;white-space:nowrap}}
{a} .mark{{display:inline-block;width:20px}}
{a} .place{{display:block;text-decoration:none;width:fit-content;padding-left:20px;
font-weight:400;font-size:13px;color:var(--quiet);
font-variant-numeric:tabular-nums}}
{a} .number{{color:var(--quiet);font-variant-numeric:tabular-nums;max-width:160px;
text-align:right;overflow-wrap:anywhere}}
{a} .around{{color:var(--quiet);font-size:13px;overflow-wrap:anywhere;margin-bottom:2px}}
{a} .formula{{overflow-x:auto;overflow-y:hidden;padding:6px 0 4px 28px;text-indent:-28px}}
{a} math{{font-size:18px;text-indent:0;font-family:{math};vertical-align:baseline}}
{a} math:not(:first-child){{padding:3px 0}}
{a} code{{font:13.5px/1.5 ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace;
color:inherit;background:none;padding:0;overflow-wrap:anywhere;white-space:pre-wrap}}
{a} .code{{padding-left:0;text-indent:0}}
{a} .why{{margin-top:6px;padding-left:12px;border-left:2px solid var(--line)}}
{a} .why li{{margin:2px 0;overflow-wrap:anywhere}}
{a} .why .formula{{display:inline-block;max-width:100%;vertical-align:middle;padding:2px 0;
text-indent:0}}
{a} .why math{{font-size:16px}}
{a} details{{margin-top:6px;font-size:13px;color:var(--quiet)}}
{a} details :is(ul,p){{padding-left:14px;margin-top:3px}}
{a} details li{{overflow-wrap:anywhere}}
{a} details code{{font-size:12.5px}}
{a} summary{{cursor:pointer;width:fit-content}}
{a} .wide{{overflow-x:auto}}
{a} table{{border:0;border-collapse:collapse;margin:0;font-size:14px}}
{a} td{{padding:4px 24px 4px 0;border:0;vertical-align:baseline;text-align:left;background:none}}
{a} .legend{{margin:8px 0 0;font-size:13px;color:var(--quiet)}}
{a} .legend div{{display:flex;gap:12px}}
{a} :is(dt,dd){{margin:0}}
{a} dt{{flex:0 0 92px;font-weight:600}}
{a} .paste{{display:flex;gap:12px;align-items:flex-start;margin-top:8px}}
{a} .paste .code{{flex:1;min-width:0;border:1px solid var(--line);border-radius:6px;
padding:8px 12px}}
{a} .paste code{{user-select:all}}
{a} button{{font:600 13px {font};color:var(--ink);background:none;border:1px solid var(--quiet);
border-radius:6px;padding:6px 12px;cursor:pointer}}
{a} .bad .why{{border-color:var(--bad)}}
{a} .bad .why li:first-child{{font-weight:600}}
{a} .good{{--tone:var(--good)}} {a} .bad{{--tone:var(--bad)}} {a} .open{{--tone:var(--open)}}
{a} :is(.plain,.left){{--tone:var(--quiet)}}
{a} :is(.verdict,.count){{color:var(--tone)}}
{a} :is(.left .formula,.left .why){{color:var(--quiet)}}
{a} .culprit{{color:var(--bad);border-bottom:2px solid var(--bad)}}
@media(max-width:640px){{
{a}{{padding:20px 16px 28px}}
{a} .formulas>li{{grid-template-columns:auto minmax(0,1fr);row-gap:5px}}
{a} .formulas>.section{{display:block}}
{a} .place{{display:inline;padding-left:12px}}
{a} .what{{grid-column:1/-1;grid-row:2}}
{a} .number{{grid-column:2;grid-row:1;max-width:none}}}}
@media print{{{a}{{background:#fff;max-width:none;padding:0;font-size:11pt}}
{a} .formula{{overflow:visible}} {a} button{{display:none}}}}
"""


def _style() -> str:
    return "\n".join(
        [themes(CLASS), _RULES.format(a=f".{CLASS}" * 2, font=FONT, math=_MATH).strip()]
    )


STYLE = _style()
