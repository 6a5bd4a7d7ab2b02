"""`python -m benchmarks`, or `python benchmarks`: one table per workload."""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

if not __package__:  # called by its path, as `run.py bench` does
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks.measure import FULL, QUICK, ROOT, Effort
from benchmarks.report import Table, as_json, text
from benchmarks.results import write
from benchmarks.ways import one_core
from benchmarks.workloads import BOARDS, WORKLOADS

RESULTS = ROOT / "benchmarks" / "RESULTS.md"


def main(arguments: list[str] | None = None) -> int:
    """Run the workloads asked for, all by default, and print their tables."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    if unknown := [name for name in asked.names if name not in {*WORKLOADS, *BOARDS}]:
        parser.error(f"no workload is called {unknown[0]}; there are {', '.join(WORKLOADS)}")
    gc.enable()
    began, load = perf_counter(), _load()
    names = [one for name in asked.names for one in BOARDS.get(name, [name])]
    with one_core():
        tables = _measured(names or list(WORKLOADS), QUICK if asked.quick else FULL)
    goals = [goal for table in tables.values() for goal in table.goals]
    reached = sum(goal.reached for goal in goals)
    print(f"{reached} of {len(goals)} goals reached, in {perf_counter() - began:.0f} s.")
    if asked.json:
        asked.json.write_text(json.dumps(as_json(tables), indent=2) + "\n", encoding="utf-8")
    if asked.results or not names:
        shown = " ".join(["python -m benchmarks", *asked.names, *["--quick"] * asked.quick])
        write(asked.results or RESULTS, tables, shown, (load, _load()))
    return 0


def _measured(names: Sequence[str], effort: Effort) -> dict[str, Table]:
    tables = {}
    for name in names:
        tables[name] = WORKLOADS[name](effort)
        print(text(tables[name]), end="\n\n", flush=True)
    return tables


def _load() -> str:
    """How many processes want a core, the last minute."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=_known())
    parser.add_argument("--quick", action="store_true", help="a minute or two for everything")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    parser.add_argument(
        "--results", type=Path, metavar="FILE", help=f"write a page ({RESULTS.name} for everything)"
    )
    return parser


def _known() -> str:
    boards = [f"{name} (all of {', '.join(parts)})" for name, parts in BOARDS.items()]
    return ", ".join([*WORKLOADS, *boards])


if __name__ == "__main__":
    sys.exit(main())
