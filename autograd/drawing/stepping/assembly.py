"""A page put together: its parts, its style and script, and the policy that allows no others."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from ..shapes.style import DARK, LIGHT, stylesheet

# A text in a script, or a sign with spaces that say nothing. Scripts nest no text in a text.
_SIGNS = re.compile(r'("[^"\n]*"|`[^`]*`)| ?([=(){}\[\],;:?&|<>*!+-]+) ?')
_ONE = re.compile(r"(?<!\w)\((\w+)\)=>")
_BREAKS = re.compile(r"([;,{(\[])\n|\n(?=[})\]])")
FORWARD = ("#1a56c4", "#8db7ff")  # by day and by night


def assembled(parts: dict[str, Any], style: str, script: str, may: str = "") -> tuple[str, str]:
    """The page that these parts make, and the policy that it states; `may` allows it more."""
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; {may}"
        "base-uri 'none'; form-action 'none'"
    )
    blank = dict.fromkeys(("above", "panel", "legend"), "")
    filled = blank | parts | {"policy": policy, "style": style, "script": script}
    filled["data"] = _json(parts["data"])
    # In one pass: a label that looks like a place holder stays the label that it is.
    page = re.sub(r"\n?\{\{(\w+)\}\}", lambda found: _kept(found, filled), part("page.html"))
    return page, policy


def _kept(found: re.Match[str], filled: dict[str, Any]) -> str:
    """What fills a place, on a line of its own where the place stood so; no line for nothing."""
    text = str(filled[found[1]])
    return f"\n{text}" if text and found[0].startswith("\n") else text


def _hash(text: str) -> str:
    """The name by which a policy allows one inline text."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _json(data: Any) -> str:
    """JSON inside a script element: without `<` nothing in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


@cache
def part(name: str, package: str = __package__) -> str:
    """A file of a package, without what stays there: comments, indentation, spaces, line ends."""
    lines = files(package).joinpath(name).read_text(encoding="utf-8").splitlines()
    stripped = (line.strip() for line in lines)
    text = "\n".join(line for line in stripped if line and not line.startswith("//"))
    if name.endswith(".html"):
        return text
    if name.endswith(".css"):
        return text.replace("\n", "")
    text = _BREAKS.sub(r"\1", _SIGNS.sub(lambda found: found[1] or found[2], text))
    return _ONE.sub(r"\1=>", text.replace(";}", "}"))  # no text of a script has such signs


@cache
def styles(frames: bool = False) -> str:
    """The style sheet of the page, by day and by night; `frames` are those around folded calls."""
    colours = ";".join(
        f"--{name}:light-dark({day},{night})"
        for name, (day, night) in {
            **{name: (LIGHT[name], DARK[name]) for name in LIGHT},
            "forward": FORWARD,
        }.items()
    )
    # The page chooses day or night by `color-scheme`, has a font, and no other drawing to spare.
    rules = stylesheet("autograd-graph", frames).replace(".autograd-graph ", "").splitlines()[3:]
    rules = [rule for rule in rules if ":hover" not in rule and not rule.startswith(".paper")]
    return "".join([f":root{{color-scheme:light dark;{colours}}}", *rules, part("page.css")])
