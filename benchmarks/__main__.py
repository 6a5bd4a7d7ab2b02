"""`python -m benchmarks`, or `python benchmarks`: one table per workload."""

from __future__ import annotations

import argparse
import gc
import json
import sys
from pathlib import Path
from time import perf_counter

if not __package__:  # called by its path, as `run.py bench` does
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks.measure import FULL, QUICK
from benchmarks.picture import log_log
from benchmarks.report import Table, as_json, text
from benchmarks.workloads import BOARDS, WORKLOADS


def main(arguments: list[str] | None = None) -> int:
    """Run the workloads asked for, all by default, and print their tables."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    if unknown := [name for name in asked.names if name not in {*WORKLOADS, *BOARDS}]:
        parser.error(f"no workload is called {unknown[0]}; there are {', '.join(WORKLOADS)}")
    gc.enable()
    began, tables = perf_counter(), {}
    names = [one for name in asked.names for one in BOARDS.get(name, [name])]
    for name in names or WORKLOADS:
        tables[name] = WORKLOADS[name](QUICK if asked.quick else FULL)
        print(text(tables[name]), end="\n\n", flush=True)
    goals = [goal for table in tables.values() for goal in table.goals]
    reached = sum(goal.reached for goal in goals)
    print(f"{reached} of {len(goals)} goals reached, in {perf_counter() - began:.0f} s.")
    if asked.json:
        asked.json.write_text(json.dumps(as_json(tables), indent=2) + "\n", encoding="utf-8")
    if asked.picture:
        asked.picture.write_text(_picture(tables), encoding="utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=_known())
    parser.add_argument("--quick", action="store_true", help="a minute or two for everything")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    parser.add_argument("--picture", type=Path, metavar="FILE", help="draw the growth as SVG")
    return parser


def _known() -> str:
    boards = [f"{name} (all of {', '.join(parts)})" for name, parts in BOARDS.items()]
    return ", ".join([*WORKLOADS, *boards])


def _picture(tables: dict[str, Table]) -> str:
    rows = (tables.get("growth") or WORKLOADS["growth"](QUICK)).rows
    lines = [
        ("milliseconds", [(row[0], row[1] * 1e3) for row in rows]),
        ("kilobytes", [(row[0], row[0] * row[3] / 1e3) for row in rows]),
    ]
    return log_log("Cost of a chain: build and backward", "nodes", lines)


if __name__ == "__main__":
    sys.exit(main())
