"""Does some test notice a change? Each change has a process of its own, and its tests run there.

The process is forked before anything of the project was imported, and what it then imports is the
changed file: so a change counts in tables and in what runs at import too. Only the tests that call
the changed function run, the quickest first, until one fails.
"""

import contextlib
import gc
import importlib
import os
import pickle
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings

from mutants import Mutant

MEMORY = 8 << 30  # bytes
NOT_IMPORTED = 71  # an exit status that pytest has not
PATIENCE = 5  # a change may make the tests so many times slower; more is an endless loop
OPTIONS = ["-q", "-x", "--assert=plain", "-p", "no:cacheprovider", "--hypothesis-profile=mutate"]

# Found is enough: the smallest example of a failure that is wanted need not be sought.
FIND = {
    "database": None,
    "phases": [Phase.explicit, Phase.generate],
    "suppress_health_check": list(HealthCheck),
}


@dataclass
class Baseline:
    """What the tests do while nothing is changed."""

    seconds: dict[str, float] = field(default_factory=dict)  # of each test
    callers: dict[int, list[str]] = field(default_factory=dict)  # of the function on this line
    modules: list[str] = field(default_factory=list)  # that others wrote
    unseen: list[str] = field(default_factory=list)  # tests that turn tracing off

    def tests(self, mutant: Mutant) -> list[str]:
        """The tests for a change, the quickest first; all where it takes part in an import."""
        callers = self.callers.get(mutant.function or 0, [])
        everywhere = not mutant.function or "" in callers
        chosen = self.seconds if everywhere else {*callers, *self.unseen} & self.seconds.keys()
        return sorted(chosen, key=lambda t: (t not in callers, self.seconds[t], t))

    def limit(self, tests: list[str]) -> int:
        return 20 + int(PATIENCE * sum(self.seconds[test] for test in tests))


class Watch:
    """A plugin of pytest that notes which test calls which function of a file."""

    def __init__(self, path: Path) -> None:
        self.path, self.test = str(path), ""
        self.baseline, self.lines = Baseline(), dict[int, dict[str, None]]()

    def __call__(self, frame: Any, event: str, argument: object) -> None:
        if frame.f_code.co_filename == self.path:
            self.lines.setdefault(frame.f_code.co_firstlineno, {})[self.test] = None

    def pytest_itemcollected(self, item: Any) -> None:
        if item.get_closest_marker("board"):
            self.baseline.unseen.append(item.nodeid)

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.test = nodeid

    def pytest_runtest_logreport(self, report: Any) -> None:
        spent = self.baseline.seconds.get(report.nodeid, 0.0)
        self.baseline.seconds[report.nodeid] = spent + report.duration


class Choice:
    """A plugin of pytest that runs the named tests, in this order."""

    def __init__(self, tests: list[str]) -> None:
        self.rank = {test: rank for rank, test in enumerate(tests)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        chosen = [item for item in items if item.nodeid in self.rank]
        items[:] = sorted(chosen, key=lambda item: self.rank[item.nodeid])


def run_tests(files: list[str], plugin: Any) -> int:
    """Run pytest in this process, without a word."""
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silence, stream)
    settings.register_profile("mutate", derandomize=True, deadline=None, **FIND)
    return int(pytest.main([*OPTIONS, *files], plugins=[plugin]))


def in_a_child(work: Callable[[], int]) -> int:
    """Fork; the child does `work` and ends with the status that it returns."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    status = 70
    try:
        status = work()
    finally:
        os._exit(status)


def measured(path: Path, files: list[str]) -> Baseline:
    """Run the tests once, unchanged, and watch."""
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder) / "notes.json"

        def work() -> int:
            watch = Watch(path)
            sys.settrace(watch)
            status = run_tests(files, watch)
            sys.settrace(None)
            found = watch.baseline
            found.modules = [name for name, each in sys.modules.items() if _is_foreign(each)]
            found.callers = {line: list(tests) for line, tests in watch.lines.items()}
            notes.write_bytes(pickle.dumps(found))
            return status

        if os.waitpid(in_a_child(work), 0)[1]:
            raise SystemExit(f"the tests of {path} fail before anything is changed: {files}")
        return pickle.loads(notes.read_bytes())  # noqa: S301  # written a moment ago, by a child


def _is_foreign(module: Any) -> bool:
    spec = getattr(module, "__spec__", None)
    return spec is not None and "site-packages" in (spec.origin or "")


def start(path: Path, mutant: Mutant, tests: list[str], limit: int) -> int:
    """Run the tests on the changed file in a process, which fails if they notice."""

    def work() -> int:
        import resource  # which Windows has not

        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        signal.alarm(10 * limit)  # what waits for ever uses no processor
        imported = import_changed(path, mutant)
        status = run_tests(sorted({test.split("::")[0] for test in tests}), Choice(tests))
        return status if imported else NOT_IMPORTED

    return in_a_child(work)


def import_changed(path: Path, mutant: Mutant) -> list[str]:
    """Whoever imports the file gets the changed one; the list fills with the names it has."""
    changed, plain = compile(mutant.source(), str(path), "exec"), SourceFileLoader.get_code
    imported: list[str] = []

    def get_code(loader: SourceFileLoader, name: str) -> Any:
        if loader.path != str(path):
            return plain(loader, name)
        imported.append(name)
        return changed

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign]
    return imported


def unnoticed(path: Path, mutants: list[Mutant], baseline: Baseline, jobs: int) -> Iterator[Mutant]:
    """The changes that no test notices, each as soon as that is known."""
    for name in baseline.modules:  # once for all, and not in each process again
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    gc.freeze()  # nor collected there
    running: dict[int, Mutant] = {}
    for mutant in mutants:
        tests = baseline.tests(mutant)
        if tests:
            running[start(path, mutant, tests, baseline.limit(tests))] = mutant
        else:
            yield mutant
        if len(running) >= jobs:
            yield from _finished(running)
    while running:
        yield from _finished(running)


def _finished(running: dict[int, Mutant]) -> Iterator[Mutant]:
    child, status = os.wait()
    mutant = running.pop(child)
    if os.waitstatus_to_exitcode(status) == NOT_IMPORTED:
        raise SystemExit(f"the tests did not import the changed file: {mutant.name}")
    if status == 0:
        yield mutant
