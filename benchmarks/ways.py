"""The peers, and each way to do a workload with one of them: an entry is all that either takes.

A workload asks for the `contenders` of its problem. A peer that is not installed is said to be
missing. HIPS autograd is imported under the same name as this library, so it runs in a process of
its own: HIPS_PYTHON names an interpreter that has it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

Run = Callable[[], Any]
Runs = dict[str, Run]
Make = Callable[[Any, Any], Run]  # of the peer's module and the problem


@dataclass(frozen=True)
class Peer:
    """A library: what it is imported as, and what makes it use doubles and one core."""

    module: str
    prepare: Callable[[Any], None] = lambda module: None


PEERS = {
    "micrograd": Peer("micrograd"),
    "torch": Peer("torch", lambda torch: torch.set_num_threads(1)),
    "jax": Peer("jax", lambda jax: jax.config.update("jax_enable_x64", True)),
    "casadi": Peer("casadi"),
    "numba": Peer("numba"),
    "sympy": Peer("sympy"),
    "scipy": Peer("scipy.special"),
    "HIPS autograd": Peer(""),
}
WAYS: dict[str, dict[str, Make]] = {}


def way(workload: str, peer: str) -> Callable[[Make], Make]:
    """Enter what does a workload with a peer: `make(module, problem)` gives what is timed."""
    assert peer in PEERS, peer

    def enter(make: Make) -> Make:
        WAYS.setdefault(workload, {})[peer] = make
        return make

    return enter


def contenders(workload: str, problem: Any) -> tuple[Runs, list[str]]:
    """What there is to be timed, by peer, and who is missing."""
    runs: Runs = {}
    missing: list[str] = []
    for peer, make in WAYS.get(workload, {}).items():
        module = library(peer)
        if module is None:
            missing.append(peer)
        else:
            runs[peer] = make(module, problem)
    return runs, missing


def library(peer: str) -> Any:
    """The module of a peer, made ready; None where it is not installed."""
    known = PEERS[peer]
    if not known.module:
        return os.environ.get("HIPS_PYTHON")
    module = optional(known.module)
    if module is not None:
        known.prepare(module)
    return module


def optional(name: str) -> Any:
    """The module called `name`, or None where it is not installed."""
    try:
        return import_module(name)
    except ImportError:
        return None


def duels(what: str, seconds: Mapping[str, float]) -> list[tuple[str, str, float]]:
    """For each peer: its time over that of our best."""
    ours = [s for name, s in seconds.items() if name not in PEERS]
    return [(what, name, s / min(ours)) for name, s in seconds.items() if name in PEERS]


def versions() -> dict[str, str]:
    """Which release of each peer takes part; "not installed" where none does."""
    return {name: _version(name) for name in PEERS}


def _version(peer: str) -> str:
    module = PEERS[peer].module.partition(".")[0]
    if not module:
        return "in a process of its own" if library(peer) else "not installed"
    try:
        return version(module)
    except PackageNotFoundError:
        return "not installed"


@contextmanager
def one_core() -> Iterator[None]:
    """A block in which this process, and what it starts, has one core: ours and the peers alike."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
