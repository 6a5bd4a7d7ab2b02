"""What the words around a formula say of it: that it is denied, supposed, or meant otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...documents import Found

_BEHIND = 48  # characters behind a formula
_SENTENCE = re.compile(r"[.!?;。\uff01\uff1f\uff1b](?:\s|$)")
# What is not so, or only would be: said before a formula or behind it, in its own sentence.
_DENIED = re.compile(
    r"(?i)\b(?:wrong(?:ly)?\b|incorrect\w*|mistak\w+|erroneous\w*|fals(?:e|ely)\b|invalid\b|naive\w*"
    r"|would\b|were we\b|tempt\w+|contradict\w*|absurd|impossible|(?:is|are|be) not\s*$)"
    r"|错误|不正确|不对|错的|矛盾|反证|假如|不成立|不等于|而不是|并非"
    r"|\b(?:falsch\w*|fälschlich\w*|irrtüm\w*|wäre\w*|würde\w*|widerspr\w+)\b"
    r"|\b(?:incorrect[oae]s?|err[oó]ne\w+|equivocad\w+|ser[ií]a\w*|contradic\w+|absurdo)\b"
    r"|\b(?:faux|fausse\w*|serait|seraient|absurde|sbagliat\w+|errat\w+|sarebbe\w*|errad\w+)\b"
)
# What is looked for, or equivalent to something: it stands right before a formula.
_SOUGHT = re.compile(
    r"(?i)(?:\b(?:such that|if and only if|iff|satisfying|si et seulement si|tel(?:le)?s? que"
    r"|genau dann,? wenn|sodass|si y s[oó]lo si|tal(?:es)? que|se e solo se|tale che)"
    r"|当且仅当|使得|满足)[\s:,]*$"
)
# What does not follow from a formula.
_NO_REASON = (
    r"(?:do(?:es)? not imply|n'implique pas|no implica|impliziert nicht|non implica|不能推出)"
)
_NOT_FOLLOWING = re.compile(rf"(?i){_NO_REASON}\s*$")
_NOT_LEADING = re.compile(rf"(?i)^\W*{_NO_REASON}")
_FOLLOWS = re.compile(
    r"(?i)(?:\b(?:get|gets|gives?|giving|yields?|obtain\w*|find|so|thus|hence|then|therefore|it is"
    r"|we have|results?|follows|outputs?|value|loss|equals?|ergibt|folgt|wird|also|somit|ist"
    r"|erhalten|obten\w+|entonces|luego|resulta|donc|alors|obtient|donne|vaut|quindi|ottien\w+|risulta)\b"
    r"|得到?|因此|所以|于是|则|故|为|是)[\s\w,:]{0,24}$"
)
# What holds in one of several cases, or is looked for.
_SUPPOSED = re.compile(
    r"(?i)\b(?:suppos\w+|assum\w+|if|when(?:ever)?|unless|case|such that|until|find|want"
    r"|need|require\w*|choose|chosen|pick|where|let|for which)\b[^.]{0,80}$"
    r"|(?:假设|假定|若|如果|当|令|使得|设)[^。]{0,40}$"
    r"|\b(?:angenommen|falls|wenn|gesucht|sei)\b[^.]{0,80}$"
    r"|\b(?:supon\w+|si|cuando|tal(?:es)? que|sea|partons|supposons|lorsque|tel(?:le)?s? que|soit"
    r"|se|quando|tale che|suppon\w+|sia)\b[^.]{0,80}$"
)
# Directly before x = m: that holds for what the sentence goes on to say.
_IF = re.compile(
    r"(?i)(?:\b(?:if|when(?:ever)?|unless|for|suppose|assume|wenn|falls|für|si|cuando|para|pour"
    r"|suponga(?:mos)?|lorsque|quand|supposons|se|quando|per)|若|当|如果|假设|对于)\s*$"
)
# What is left out, so that a formula only nearly holds.
_NEGLECTED = re.compile(
    r"(?i)\b(?:ignor(?:e|ed|es|ing)|neglect\w*|negligibl[ey]|omit(?:ted|ting)?)\b|忽略|略去|可忽略"
    r"|\b(?:vernachlässig\w*|néglig\w*|despreci\w+|ignorand\w+|trascur\w+)"
)


def is_neglected(found: Found, beside: Iterable[Found]) -> bool:
    """Whether something is said to be left out, right around a formula or in its display."""
    said = (found.before[-_BEHIND:], found.after[:_BEHIND], *(each.latex for each in beside))
    return any(map(_NEGLECTED.search, said))


def follows_if(found: Found) -> bool:
    """Whether "if" or "for" stands directly before a formula."""
    return bool(_IF.search(found.before))


def ends_sentence(found: Found) -> bool:
    """Whether the sentence of a formula ends before the next one."""
    return bool(_SENTENCE.search(found.after))


def is_denied(found: Found) -> bool:
    """Whether the sentence of a formula says that it is not so, or would be."""
    before = _SENTENCE.split(found.before)[-1]
    after = _SENTENCE.split(found.after[:_BEHIND])[0]
    if _SOUGHT.search(before) or _NOT_LEADING.search(after):
        return True
    return bool(_DENIED.search(before) or _DENIED.search(after))


def is_supposed(found: Found) -> bool:
    """Whether a formula is what is supposed, or wanted, and not what follows."""
    return bool(_SUPPOSED.search(_SENTENCE.split(found.before)[-1]))


def comes_out(found: Found) -> bool:
    """Whether the words before a formula say that it is what comes out."""
    return bool(_FOLLOWS.search(found.before))


def does_not_follow(found: Found) -> bool:
    """Whether it is said right before a formula that it does not follow."""
    return bool(_NOT_FOLLOWING.search(found.before))
