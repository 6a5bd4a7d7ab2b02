"""What a claim means before anything is decided of it, as far as a picture of it has to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from .components import Component
from .scope import Scope


@dataclass(frozen=True)
class Reading:
    """What a claim means: its sides, and what a picture of it shows.

    `truth` is the first side and `meanings` are the others. `drawn` are the roots of the picture:
    where a derivative is claimed what is differentiated, and `wrt` says in what. `at` are the
    numbers that the claim itself names, and `part` is the component that this is about.
    """

    scope: Scope
    truth: Any
    meanings: tuple[Any, ...]
    drawn: tuple[Any, ...]
    wrt: Any = None
    at: Mapping[str, Fraction] = field(default_factory=dict)
    part: Component | None = None
