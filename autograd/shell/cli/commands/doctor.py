"""What is installed, what is missing, and what to do about it.

The exit status is 1 when something has to be put right.
"""

from __future__ import annotations

import sys
from typing import Any

from ...doctor import findings
from ..usage import Parser
from ..writing import Paint, table

EXAMPLE = "autograd doctor"
SIGNS = {"ok": "✓", "absent": "\u2013", "trouble": "✗"}


def declare(parser: Parser) -> None:
    """The command takes nothing."""


def run(options: Any) -> int:
    """Print what was found."""
    paint = Paint(sys.stdout)
    paints = {"ok": paint.green, "absent": paint.dim, "trouble": paint.red}
    found = findings()
    for what, state, says in found:
        first, *rest = table([[what, says]], (15, 61))
        print(
            "\n".join([f"{paints[state](SIGNS[state])} {first}", *(f"  {line}" for line in rest)])
        )
    troubles = [what for what, state, _ in found if state == "trouble"]
    terminal = "in colour" if paint.on else "in plain text, since this is no terminal with colour"
    print(f"\nOutput is {terminal}.")
    print(f"To be put right: {', '.join(troubles)}." if troubles else "All is well.")
    return 1 if troubles else 0
