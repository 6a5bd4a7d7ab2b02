"""Names of micrograd for what is called otherwise here: asking for one is answered with ours."""

from __future__ import annotations

from typing import Any, NoReturn

# What micrograd calls it, and what to write.
FOREIGN = {
    "label": "name",
    "_prev": "args",
    "_children": "args",
    "_op": "op",
    "_local_grads": "partials",
    "_backward": "backward()",
}


class Foreign:
    """An attribute that is not there, and says under which name it is."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, node: Any, kind: type) -> NoReturn:
        raise self._missing(kind)

    def __set__(self, node: Any, value: Any) -> NoReturn:
        raise self._missing(type(node))

    def _missing(self, kind: type) -> AttributeError:
        return AttributeError(
            f"a {kind.__name__} has no {self.name}: write {FOREIGN[self.name]}, or for code that "
            "was written for micrograd, from autograd.micrograd import Value"
        )
