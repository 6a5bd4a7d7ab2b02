r"""\begin{…} and \end{…}."""

from __future__ import annotations

from .cursor import Cursor


def environment(at: Cursor) -> str:
    """The environment that begins here, or ""."""
    if not at.at(r"\begin"):
        return ""
    letters, ahead = "", 2
    while at.peek(ahead).text not in ("}", ""):
        letters += at.peek(ahead).text
        ahead += 1
    return letters


def begin(at: Cursor) -> str:
    r"""Read \begin{name}."""
    name = environment(at)
    at.take()
    at.group()
    return name


def end(at: Cursor, name: str) -> None:
    r"""Read \end{name}."""
    if at.next.kind == "end":
        raise at.error(f"unexpected end, wanted \\end{{{name}}}")
    token = at.expect(r"\end")
    closed = "".join(token.text for token in at.group())
    if closed != name:
        raise at.error(f"\\begin{{{name}}} is ended by \\end{{{closed}}}", token)
