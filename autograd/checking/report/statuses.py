"""What may become of a claim, from best to worst, and the status of a whole.

>>> worst(["proved", "wrong", "inconclusive"]), worst(["agrees", SAYS_NOTHING])
('wrong', 'agrees')
"""

from __future__ import annotations

from collections.abc import Sequence

RIGHT = ("proved", "agrees")
SAYS_NOTHING = "says nothing"
CONDITION = "condition"  # not claimed, but taken for granted from here on
MARKS = {
    "proved": "✓",
    "agrees": "✓",
    "wrong": "✗",
    SAYS_NOTHING: "~",
    CONDITION: "·",
    "inconclusive": "?",
    "unreadable": "!",
}
WORSE = (
    *RIGHT,
    CONDITION,
    SAYS_NOTHING,
    "inconclusive",
    "unreadable",
    "wrong",
)  # from best to worst


def worst(statuses: Sequence[str]) -> str:
    """The status of a whole, from those of its parts, of which some may say nothing."""
    telling = [status for status in statuses if status != SAYS_NOTHING]
    return max(telling or statuses, key=WORSE.index, default="agrees")


def in_words(word: str, count: int) -> str:
    """`1 says nothing`, `2 say nothing`."""
    return f"{count} {word if count == 1 else word.replace('says', 'say')}"
