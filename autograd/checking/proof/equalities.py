"""Which nodes of a page are proved to be the same number: found once, for all claims of the page.

Wherever a part of a claim has the value of a part of the truth, at numbers that are tried, the two
are compared as formulas of what they have in common; if they are equal, they are one unknown from
then on. So a net of any size is a few small proofs, and each is made once.

An equality that is kept takes nothing for granted (not that x is positive where log x stands): such
equalities may be put together, those that hold only where something is defined may not.

>>> from autograd import sigmoid, tanh
>>> from autograd.values.symbol import Symbol
>>> z = Symbol("z")
>>> a = sigmoid(z)
>>> found = Equalities({}, lambda leaf, share: share, slopes=True)
>>> found.same(a * (1.0 - a), sigmoid(z) * sigmoid(-z)), found.same(a, tanh(z))
(True, False)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from itertools import product
from math import isfinite
from operator import or_
from random import Random
from typing import Any

from ...engine.node import Node
from ...engine.primitive import Primitive
from ...engine.walks import between
from ...ops.arithmetic import identity
from ...support.deadlines import work
from ..certified.balls import computed, nearest, nearest_to
from .ground import common_ground
from .prover import Case

SEED = 20240229
DIGITS = 9  # in which values agree before a proof is tried
MOST_PROOFS = 2_000  # of parts, on one page
MOST_ALIKE = 3  # parts of one value that are not equal, before a further one is let be
KINKED = 1  # among the limits of a node
_SIGNS = (-1.5, 0.0, 1.5)  # one of each kind that domains of x/y and x^n tell apart
WORK = 50_000  # for the proof of a part

Values = tuple[float, float]


class Equalities:
    """Proved equalities among the nodes of a page.

    `exact` says which number a leaf stands for; `choose` gives the number that stands at a share
    of what a free leaf may be.
    """

    def __init__(
        self,
        exact: Mapping[int, Fraction | str],
        choose: Callable[[Node, Fraction], Fraction],
        slopes: bool,
    ) -> None:
        self.exact, self.choose, self.slopes = exact, choose, slopes
        self.proofs = MOST_PROOFS
        self.random = Random(SEED)
        self._represented: dict[int, Node] = {}
        self._values: dict[int, Values | None] = {}
        self._alike: dict[tuple[str, str], list[Node]] = {}
        self._made: dict[Any, Node] = {}
        self._domains: dict[Any, int] = {}
        self._limits: dict[int, int] = {}  # a bit for each operation inside that has a domain

    def same(self, first: Node, second: Node) -> bool:
        """Whether two nodes are known to be the same number, or can be proved to be now."""
        self._enter(first)
        self._enter(second)
        return self.represented(first) is self.represented(second)

    def settled(self, first: Node, second: Node, context: Sequence[Node]) -> bool:
        """Whether two nodes are the same number, and no point can have more to say.

        So it is where both have values, where both have none at the same places, and where nothing
        that they or the context are made of has a kink.
        """
        if not self.same(first, second) or self._values[first.serial] is None:
            return False
        if self._limits[first.serial] != self._limits[second.serial]:
            return False
        return all(map(self.is_smooth, (first, *context)))

    def is_smooth(self, node: Node) -> bool:
        """Whether nothing that a node is made of has a kink."""
        self._enter(node)
        return not self._limits[node.serial] & KINKED

    def represented(self, node: Node) -> Node:
        """The node that stands for this one and all that are equal to it."""
        return self._represented.get(node.serial, node)

    def _enter(self, root: Node) -> None:
        for serial, node in between([root], self._represented).items():
            if serial not in self._represented:
                work(20)
                self._represented[serial] = self._representative(node)
                self._limits[serial] = self._limit(node)

    def _limit(self, node: Node) -> int:
        """Where a node has no value or has a kink: it has none where one of its parts has none."""
        if node.op is None:
            return 0
        inside = (self._limits[arg.serial] for arg in node.args if isinstance(arg, Node))
        own = KINKED if node.op.kink is not None else 0
        if self._has_domain(node.op, node.args):
            own |= 2 << self._domains.setdefault(self._made_of(node), len(self._domains))
        return reduce(or_, inside, own)

    def _has_domain(self, op: Primitive, args: Sequence[Any]) -> bool:
        """Whether an operation is not defined everywhere, its numbers being what they are."""
        if op.domain is None or sum(isinstance(x, Node) for x in args) > len(_SIGNS):
            return op.domain is not None
        choices = [self._choices(x) for x in args]
        return not all(op.domain.contains(*xs) for xs in product(*choices))

    def _choices(self, arg: Any) -> Sequence[float]:
        number = self.exact.get(arg.serial) if isinstance(arg, Node) else arg
        if number is None or isinstance(number, str):
            return _SIGNS
        known = nearest(number) if isinstance(number, Fraction) else number
        return (known,) if isfinite(known) else _SIGNS

    def _representative(self, node: Node) -> Node:
        if node.op is None:
            self._values[node.serial] = self._of_leaf(node)
            return node
        args = self._args(node)
        if node.op is identity and isinstance(args[0], Node):
            self._values[node.serial] = self._values[args[0].serial]
            return args[0]
        made = self._made_of(node)
        if made not in self._made:
            self._values[node.serial] = self._computed(node, args)
            self._made[made] = self._equal(node)
        self._values[node.serial] = self._values[self._made[made].serial]
        return self._made[made]

    def _args(self, node: Node) -> list[Any]:
        return [self.represented(x) if isinstance(x, Node) else x for x in node.args]

    def _made_of(self, node: Node) -> tuple[Any, ...]:
        """The operation and what it is applied to: nodes for which this is equal are equal."""
        return (node.op, *(x.serial if isinstance(x, Node) else (x,) for x in self._args(node)))

    def _of_leaf(self, leaf: Node) -> Values | None:
        number = self.exact.get(leaf.serial)
        first, second = (
            nearest_to(self.choose(leaf, self._share()) if number is None else number)
            for _ in range(2)
        )
        return (first, second) if isfinite(first) and isfinite(second) else None

    def _share(self) -> Fraction:
        """A share near the middle, where nothing saturates: else much would seem to be equal."""
        return Fraction(1, 2) + Fraction(2 * self.random.getrandbits(12) + 1 - 2**12, 2**16)

    def _computed(self, node: Node, args: list[Any]) -> Values | None:
        columns = [self._values[x.serial] if isinstance(x, Node) else (x, x) for x in args]
        if node.op is None or None in columns:
            return None
        first, second = (computed(node.op, row) for row in zip(*columns, strict=True))
        if first is None or second is None or not (isfinite(first) and isfinite(second)):
            return None
        return first, second

    def _equal(self, node: Node) -> Node:
        """A node of the same value that is proved to be equal; the node itself if there is none."""
        values = self._values[node.serial]
        if values is None:
            return node
        alike = self._alike.setdefault((_digits(values[0]), _digits(values[1])), [])
        for other in alike:
            if self._is_proved(other, node):
                return other
        if len(alike) < MOST_ALIKE:
            alike.append(node)
        return node

    def _is_proved(self, first: Node, second: Node) -> bool:
        self.proofs -= 1
        if self.proofs < 0:
            return False
        return self.case((first, second), assume=False).proves(first, second, WORK)

    def case(self, sides: tuple[Node, Node], assume: bool = True) -> Case:
        """A proof about two nodes on the ground that they have in common."""
        ground = common_ground(sides, self.exact.__contains__, self.represented)
        return Case(ground, self.exact, frozenset(), self.slopes, self.represented, assume)


def _digits(x: float) -> str:
    return f"{x:.{DIGITS - 1}e}"
