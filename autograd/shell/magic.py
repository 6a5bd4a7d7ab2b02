"""`%%derivation`: a cell of a notebook whose text is derivations to be checked.

    %load_ext autograd

    %%derivation page
    y = x^2
    dy/dx = 2*x

The report is the cell's result, shown as a table, and is kept in the variable `page` if one is
named. Each cell is a page of its own: names do not carry over, so a cell says the same whatever ran
before it. Lines are counted as the notebook counts them, the one with `%%derivation` first.
"""

from __future__ import annotations

import keyword
from typing import Any

from ..checking import Report, check


def register(shell: Any) -> None:
    """Make the magic known to an IPython shell."""
    shell.register_magic_function(
        lambda line, cell: derivation(shell, line, cell), "cell", "derivation"
    )


def derivation(shell: Any, line: str, cell: str) -> Report:
    """Check the text of a cell; keep the report under the name that the line gives, if any."""
    name = line.partition("#")[0].strip()
    if name and (not name.isidentifier() or keyword.iskeyword(name)):
        from IPython.core.error import UsageError  # which a notebook shows without a traceback

        raise UsageError(f"%%derivation takes a name to keep its report under; got {name!r}")
    report = check(f"\n{cell}")  # the line of the magic counts, though it is no line of the cell
    if name:
        shell.user_ns[name] = report
    return report
