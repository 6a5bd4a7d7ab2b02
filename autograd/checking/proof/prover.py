"""Proofs: a difference that is 0 in exponential normal form.

Every primitive is written with exp, log, square roots and absolute values; what cannot be written
so (erf, the gamma family, inverse functions) stays an unknown function of its arguments. A proof
holds wherever both sides are defined; with `slopes`, away from kinks.

>>> from autograd.values.symbol import Symbol
>>> from autograd.ops.hyperbolic import cosh, tanh
>>> x = Symbol("x")
>>> is_proved(1.0 - tanh(x) ** 2.0, 1.0 / cosh(x) ** 2.0, [x], {}, slopes=True)
True
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ...engine.node import Node
from ...engine.primitive import Primitive
from ...ops.choice import where
from ...support.deadlines import OutOfWork, allowed, left
from ..certified.enclosures import definition
from .elementary import some_function
from .exactly import form_of
from .exponentials import Finer
from .forms import Field, Form, GiveUp
from .roots import is_zero
from .rules import AWAY_FROM_TIES, EVERYWHERE

MOST_NODES = 400
WORK = 500_000  # the other limits hold long before on most formulas
_RESTARTS = 12
_MOST_SIGNS = 4


def is_proved(
    truth: Any,
    claim: Any,
    inputs: Sequence[Node],
    exact: Mapping[int, Fraction | str],
    positive: frozenset[int] = frozenset(),
    slopes: bool = False,
) -> bool:
    """Whether truth - claim is 0 as a formula in the inputs; False means only: not proved.

    `exact` gives the number that a leaf stands for, or "pi"; `positive` are the serials of inputs
    that are positive.
    """
    return Case(inputs, exact, positive, slopes).proves(truth, claim)


def itself(node: Node) -> Node:
    """A node that stands for nothing else."""
    return node


@dataclass(frozen=True)
class Case:
    """What is known of the inputs of a proof.

    `represented` gives the node that is taken for another one; without `assume` nothing is
    concluded from a logarithm or a root having a value.
    """

    inputs: Sequence[Node]
    exact: Mapping[int, Fraction | str]
    positive: frozenset[int]
    slopes: bool
    represented: Callable[[Node], Node] = itself
    assume: bool = True

    def proves(self, truth: Any, claim: Any, most: int = WORK) -> bool:
        """Whether the two are equal; False means only: not proved with so much work."""
        try:
            with allowed(min(most, left() // 2)):  # the rest is for points
                return self.holds(truth, claim, {})
        except (GiveUp, OutOfWork, OverflowError, MemoryError):
            return False

    def holds(self, truth: Any, claim: Any, signs: dict[str, int]) -> bool:
        """Whether the two are equal where the polynomials in `signs` have these signs."""
        steps: dict[str, int] = {}
        positive: set[str] = set()
        for _ in range(_RESTARTS):
            try:
                prover = Prover(self, steps, signs, positive, (truth, claim))
                a, b = prover.form(truth), prover.form(claim)
                if is_zero(prover.field, prover.field.sub(a, b)):
                    return True
                if not prover.learned() <= positive:
                    positive |= prover.learned()  # a log further on may say the sign of a root
                    continue
                return self._by_cases(truth, claim, signs, list(prover.field.unsigned))
            except Finer:
                continue
        return False

    def _by_cases(self, truth: Any, claim: Any, signs: dict[str, int], unsigned: list[str]) -> bool:
        """Whether they are equal for both signs of the next polynomial whose size matters."""
        if not unsigned or len(signs) >= _MOST_SIGNS:
            return False
        return all(self.holds(truth, claim, {**signs, unsigned[0]: sign}) for sign in (1, -1))


class Prover:
    """Writes symbols as forms."""

    def __init__(
        self,
        case: Case,
        steps: dict[str, int],
        signs: dict[str, int],
        positive: set[str],
        roots: tuple[Any, Any],
    ) -> None:
        self.exact, self.slopes, self.represented = case.exact, case.slopes, case.represented
        self.field = Field(steps, signs)
        self.field.assume = case.assume
        self.found: dict[int, Any] = {}
        given = {node.serial for node in case.inputs}
        reached = given.intersection(node.serial for node in self._above(roots, given))
        for serial in sorted(reached):
            form = self.found[serial] = self.field.generator(serial)
            if serial in case.positive:
                self.field.positive.add(str(form.top))
        self.field.positive |= positive
        self.inputs = {str(form.top) for form in self.found.values()}

    def learned(self) -> set[str]:
        """Inputs that have to be positive: their generators are the same in every attempt."""
        return self.field.positive & self.inputs

    def form(self, root: Any) -> Form:
        """The form of a node, those of its arguments first."""
        if not isinstance(root, Node):
            return form_of(root, self.field)
        missing = self._above([root], self.found)
        if len(missing) > MOST_NODES:
            raise GiveUp
        if any(node.op is where for node in missing):
            self.field.assume = False  # what stands in a branch not taken needs no value
        for node in missing:
            if node.serial not in self.found:
                self.found[node.serial] = self._form(node)
        return self.found[root.serial]  # type: ignore[no-any-return]  # a Form by construction

    def _above(self, roots: Iterable[Any], cut: Container[int]) -> list[Node]:
        """The nodes at and above some roots, those of the cut included, arguments first.

        What represents a node may have been made after those that use the node.
        """
        done: dict[int, Node] = {}
        waiting = [root for root in roots if isinstance(root, Node)]
        opened = set()
        while waiting:
            node = waiting[-1]
            if node.serial in opened or node.serial in cut:
                done.setdefault(node.serial, waiting.pop())
            else:
                opened.add(node.serial)
                waiting.extend(arg for arg in self._args(node) if arg.serial not in done)
        return list(done.values())

    def _args(self, node: Node) -> Iterator[Node]:
        return (self.represented(arg) for arg in node.args if isinstance(arg, Node))

    def _form(self, node: Node) -> Any:
        if node.serial in self.exact:
            value = self.exact[node.serial]
            return (
                self.field.generator("pi") if value == "pi" else self.field.number(Fraction(value))
            )
        if node.op is None:
            raise GiveUp
        return self._operation(node.op, [self._argument(arg) for arg in node.args])

    def _argument(self, arg: Any) -> Any:
        if isinstance(arg, Node):
            return self.found[self.represented(arg).serial]
        return form_of(arg, self.field)

    def _operation(self, op: Primitive, args: list[Any]) -> Any:
        """The form of an operation on forms: by its rule, or else by what defines it."""
        if op.name in AWAY_FROM_TIES and not self.slopes:
            raise GiveUp
        rule = EVERYWHERE.get(op.name) or AWAY_FROM_TIES.get(op.name)
        if rule is not None:
            return rule(self.field, *args)
        formula = definition(op, len(args))
        if formula is None:
            return some_function(self.field, op, *args)
        return self._defined(args, *formula)

    def _defined(self, args: list[Any], xs: Sequence[Node], y: Any) -> Any:
        """The form of a definition's formula, whose arguments have these forms."""
        outer, self.found = self.found, {x.serial: a for x, a in zip(xs, args, strict=True)}
        try:
            return self.form(y)
        finally:
            self.found = outer
