"""How a language spells a loop: a function of its own, which keeps a carry and fills columns.

A function of a loop gives its carry and then its columns, as one list; where a language has flat
memory instead, the columns follow one another there, `steps` numbers each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class LoopText:
    """A loop in words of a language: names, and the texts of what a step gives.

    `lanes` are pairs of an entry's name and its column's, `columns` pairs of a column's name and
    the text of its entry. `body` are the lines between.
    """

    name: str
    steps: int
    back: bool
    carry: Sequence[str]
    lanes: Sequence[tuple[str, str]]
    shared: Sequence[str]
    body: Sequence[str]
    after: Sequence[str]
    columns: Sequence[tuple[str, str]]
    counter: str
    result: str

    @property
    def parameters(self) -> list[str]:
        """The carry, the columns that are read, and the shared numbers."""
        return [*self.carry, *(column for _, column in self.lanes), *self.shared]

    @property
    def kept(self) -> list[str]:
        """The names of the columns that are filled."""
        return [name for name, _ in self.columns]


@dataclass(frozen=True)
class Place:
    """Where a column lies: behind the carry of a loop, or (`carry` None) by itself."""

    carry: int | None
    column: int
    steps: int

    @property
    def among(self) -> int:
        """Its place in a list of carry and columns."""
        return (self.carry or 0) + self.column

    @property
    def flat(self) -> int:
        """Where it begins in flat memory."""
        return (self.carry or 0) + self.column * self.steps


@dataclass(frozen=True)
class Looping:
    """`function` are the lines that define a loop, `begin` makes a carry of a number or constant.

    `run` is the line that runs a loop: the name of its result, that of the function, its arguments,
    and how many numbers there are. `hold` is the line that makes a column of some numbers; `column`
    and `entry` read one of a result.
    """

    function: Callable[[LoopText], Iterable[str]]
    run: Callable[[str, str, Sequence[str], int], str]
    hold: Callable[[str, Sequence[str]], str]
    column: Callable[[str, Place], str]
    entry: Callable[[str, Place, int], str]


def listed(items: Iterable[str]) -> str:
    """Items with commas between them."""
    return ", ".join(items)


def in_lists(begin: Callable[[str], str] = lambda x: x) -> Looping:
    """Python, where a column is a list; `begin` makes a number of what a carry begins with."""

    def function(loop: LoopText) -> Iterator[str]:
        times = f"range({loop.steps})"
        yield f"def {loop.name}({listed(loop.parameters)}):"
        yield from (f"    {x} = {begin(x)}" for x in loop.carry if begin(x) != x)
        yield from (f"    {column} = [None] * {loop.steps}" for column in loop.kept)
        yield f"    for {loop.counter} in {f'reversed({times})' if loop.back else times}:"
        yield from (f"        {x} = {column}[{loop.counter}]" for x, column in loop.lanes)
        yield from (f"        {line}" for line in loop.body)
        yield from (f"        {name}[{loop.counter}] = {y}" for name, y in loop.columns)
        if loop.carry:
            yield f"        {_row(loop.carry)} = {_row(loop.after)}"
        yield f"    return [{listed([*loop.carry, *loop.kept])}]"

    return Looping(
        function,
        run=lambda name, function, args, size: f"{name} = {function}({listed(args)})",
        hold=lambda name, items: f"{name} = [{listed(items)}]",
        column=of_a_list,
        entry=lambda text, place, t: f"{of_a_list(text, place)}[{t}]",
    )


def _row(items: Iterable[str]) -> str:
    """A tuple, which may be broken where it is long."""
    inner = list(items)
    return f"({inner[0]},)" if len(inner) == 1 else f"({listed(inner)})"


def of_a_list(text: str, place: Place) -> str:
    """A column of a list of carry and columns."""
    return text if place.carry is None else f"{text}[{place.among}]"


IN_LISTS = in_lists()


def _in_c(loop: LoopText) -> Iterator[str]:
    i, steps = loop.counter, loop.steps
    numbers = [f"double {x}" for x in loop.carry]
    columns = [f"const double *{column}" for _, column in loop.lanes]
    given = [f"double *{loop.result}", *numbers, *columns, *(f"double {x}" for x in loop.shared)]
    yield f"static void {loop.name}({listed(given)})"
    yield "{"
    yield f"    int {i};"
    way = f"{i} = {steps - 1}; {i} >= 0; {i}--" if loop.back else f"{i} = 0; {i} < {steps}; {i}++"
    yield f"    for ({way}) {{"
    yield from (f"        const double {x} = {column}[{i}];" for x, column in loop.lanes)
    yield from (f"        {line}" for line in loop.body)
    for k, (_, y) in enumerate(loop.columns):
        yield f"        {loop.result}[{len(loop.carry) + k * steps} + {i}] = {y};"
    pairs = list(zip(loop.carry, loop.after, strict=True))
    yield from (f"        const double next_{x} = {y};" for x, y in pairs)
    yield from (f"        {x} = next_{x};" for x in loop.carry)
    yield "    }"
    yield from (f"    {loop.result}[{k}] = {x};" for k, x in enumerate(loop.carry))
    yield "}"


def _flat(text: str, place: Place) -> str:
    return f"{text} + {place.flat}" if place.flat else text


IN_C = Looping(
    _in_c,
    run=lambda name, function, args, size: (
        f"double {name}[{size}]; {function}({listed([name, *args])});"
    ),
    hold=lambda name, items: f"const double {name}[{len(items)}] = {{{listed(items)}}};",
    column=_flat,
    entry=lambda text, place, t: f"{text}[{place.flat + t}]",
)


def _in_javascript(loop: LoopText) -> Iterator[str]:
    i, steps = loop.counter, loop.steps
    yield f"function {loop.name}({listed(loop.parameters)}) {{"
    yield from (f"    const {column} = new Array({steps});" for column in loop.kept)
    way = f"{i} = {steps - 1}; {i} >= 0; {i}--" if loop.back else f"{i} = 0; {i} < {steps}; {i}++"
    yield f"    for (let {way}) {{"
    yield from (f"        const {x} = {column}[{i}];" for x, column in loop.lanes)
    yield from (f"        {line}" for line in loop.body)
    yield from (f"        {name}[{i}] = {y};" for name, y in loop.columns)
    if loop.carry:
        yield f"        [{listed(loop.carry)}] = [{listed(loop.after)}];"
    yield "    }"
    yield f"    return [{listed([*loop.carry, *loop.kept])}];"
    yield "}"


IN_JAVASCRIPT = Looping(
    _in_javascript,
    run=lambda name, function, args, size: f"const {name} = {function}({listed(args)});",
    hold=lambda name, items: f"const {name} = [{listed(items)}];",
    column=of_a_list,
    entry=lambda text, place, t: f"{of_a_list(text, place)}[{t}]",
)


def _in_jax(loop: LoopText) -> Iterator[str]:
    """`lax.scan`, whose carry keeps its shape: that of all numbers together, which may be rows."""
    step, read, shape = (f"{loop.result}_{x}" for x in ("step", "read", "shape"))

    def number(x: str) -> str:
        return f"jnp.broadcast_to(jnp.asarray({x}, dtype=float), {shape})"

    shapes = [f"jnp.shape({x})" for x in (*loop.carry, *loop.shared)]
    shapes += [f"jnp.shape({column})[1:]" for _, column in loop.lanes]
    entries, columns = [x for x, _ in loop.lanes], [number(y) for _, y in loop.columns]
    yield f"def {loop.name}({listed(loop.parameters)}):"
    yield f"    {shape} = jnp.broadcast_shapes({listed(shapes)})"
    yield f"    def {step}({loop.result}, {read}):"
    yield from (f"        {_row(loop.carry)} = {loop.result}" for _ in loop.carry[:1])
    yield from (f"        {_row(entries)} = {read}" for _ in entries[:1])
    yield from (f"        {line}" for line in loop.body)
    yield f"        return ({_row(map(number, loop.after))}, {_row(columns)})"
    begin, lanes = _row(map(number, loop.carry)), _row(column for _, column in loop.lanes)
    way = f"length={loop.steps}, reverse={loop.back}"
    yield f"    {loop.result}, {read} = jax.lax.scan({step}, {begin}, {lanes}, {way})"
    yield f"    return [*{loop.result}, *{read}]"


def _held_in_jax(name: str, items: Sequence[str]) -> str:
    arrays = listed(f"jnp.asarray({x}, dtype=float)" for x in items)
    return f"{name} = jnp.stack(jnp.broadcast_arrays({arrays}))"


IN_JAX = Looping(
    _in_jax, run=IN_LISTS.run, hold=_held_in_jax, column=of_a_list, entry=IN_LISTS.entry
)
