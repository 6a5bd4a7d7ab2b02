"""What passages that are not read would define: no claim below is judged by what stood before."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from ..documents import Document, Found, Unread


def with_lost(page: Document) -> Document:
    """The page, and where passages are not read the beginnings of their equations."""
    found = list(page.formulas)
    orders = [each.place.order for each in found]
    lost = {
        (bisect_right(orders, x.place.order), latex): x for x in page.unread for latex in x.begun
    }
    for (place, latex), each in sorted(lost.items(), key=lambda one: -one[0][0]):
        near = found[max(place - 1, 0)] if found else Found("", "", each.place)
        found.insert(place, _begun(latex, each, near))
    return replace(page, formulas=tuple(found))


def _begun(latex: str, unread: Unread, near: Found) -> Found:
    """The beginning of an equation, in the section and exercise of the formula before it."""
    return Found(
        latex, latex, unread.place, heading=near.heading, scope=near.scope, damage=unread.reason,
        is_begun=True,
    )  # fmt: skip
