"""Reading the step page back: its elements, and whether its story adds up."""

import json
import math
from collections import defaultdict
from html.parser import HTMLParser
from typing import Any

from autograd import Value
from autograd.drawing.stepping.story import Story


class Reader(HTMLParser):
    """What a browser would make of a page: elements with attributes, texts, embedded texts."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[str] = []
        self.texts: list[str] = []
        self.embedded: dict[str, str] = {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.elements.append((tag, dict(attrs)))
        self.inside.append(f"{tag}:{dict(attrs).get('id', '')}")

    def handle_data(self, data: str) -> None:
        if self.inside and self.inside[-1].split(":")[0] in ("script", "style"):
            self.embedded[self.inside[-1]] = self.embedded.get(self.inside[-1], "") + data
        else:
            self.texts.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.inside.append("/")


def story_in(page: str) -> Story:
    story: Story = json.loads(Reader(page).embedded["script:story"])
    return story


def sums(story: Story) -> dict[int, float]:
    """For each node the sum of what its arrows contribute."""
    total: dict[int, float] = defaultdict(float)
    special = {int(place): term for place, term in story["adds"].items()}
    for i, (source, target, *_) in enumerate(story["edges"]):
        if i not in special:
            total[source] += story["grads"][target] * story["partials"][i]
        elif special[i] is not None:
            total[source] += special[i]
    return total


def assert_adds_up(story: Story, root: Value) -> None:
    for i, total in sums(story).items():
        grad = story["grads"][i]
        assert math.isclose(total, grad, rel_tol=1e-12, abs_tol=1e-12)
    assert story["grads"][story["root"]] == 1.0
