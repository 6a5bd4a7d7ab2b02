"""What is known of the kinds of names where that of a formula is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...formulas.printed import Node
from ..names.letters import Letters
from ..names.references import Reference
from .biases import Biases
from .kinds import ANY, Kinds


@dataclass(frozen=True)
class World:
    """What is known where kinds are asked for."""

    letters: Letters
    names: Mapping[str, Kinds]
    aliases: Mapping[str, str] = field(default_factory=dict)
    functions: Mapping[str, Node] = field(default_factory=dict)  # the page's, with what they are
    loose: bool = False  # numbers are added to arrays
    biases: Biases = field(default_factory=Biases)

    def of(self, found: Reference) -> Kinds:
        """The kinds a name may be, its scripts left out."""
        return self.names.get(self.aliases.get(found.name, found.sort), ANY)
