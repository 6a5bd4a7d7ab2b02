"""Mutation testing: `python3 run.py mutate` changes the core in small ways and runs its tests.

    python3 run.py mutate                        every file of tests/data/mutants.toml
    python3 run.py mutate autograd/engine/node.py       one or several of them
    python3 run.py mutate --sample 100 FILE      so many changes of a file, always the same ones
    python3 run.py mutate --match "sweep:" FILE  the changes whose name holds this text
    python3 run.py mutate --publish FILE         write the score into docs/mutation.md

A change that no test notices is printed, and of each file its score: how many of the changes that
matter were noticed, in per cent. The run fails where a score is below the published one, which is
in docs/mutation.md. tests/data/mutants.toml says which tests hold which file, how many changes of a
large one are tried, which changes change nothing that anybody could notice, and why, and why some
others are missed.
"""

import argparse
import os
import re
import sys
import tomllib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from everything import processors
from mutants import Mutant, mutants
from noticing import measured, unnoticed

ROOT = Path(__file__).resolve().parent.parent
PLANS = "tests/data/mutants.toml"
SCORES = "docs/mutation.md"
ROW = "| `{file}` | {changes} | {tried} | {equivalent} | {survived} | {score} |"
PUBLISHED = re.compile(r"^\| `(\S+)` \|.*\| ([\d.]+) \|$", re.MULTILINE)


@dataclass(frozen=True)
class Result:
    """What came of a file: its changes, those tried, those that change nothing, those missed."""

    file: str
    changes: int
    tried: int
    equivalent: int
    survived: int

    @property
    def score(self) -> float:
        """The changes that were noticed, in per cent of those that matter; never rounded up."""
        matter = self.tried - self.equivalent
        return 1000 * (matter - self.survived) // matter / 10 if matter else 100.0

    def row(self) -> str:
        return ROW.format(**vars(self), score=self.score)


def tried(root: Path, file: str, plan: dict[str, Any], options: argparse.Namespace) -> Result:
    """Try the changes of a file that are asked for, and print those that no test notices."""
    every = mutants((root / file).read_text("utf-8"))
    known = plan.get("equivalent", {})
    listed = known.keys() | plan.get("missed", {}).keys()
    if gone := listed - {mutant.name for mutant in every}:
        raise SystemExit(f"{PLANS} names changes that {file} has no more: {sorted(gone)}")
    asked = drawn([mutant for mutant in every if options.match in mutant.name], plan, options)
    matter = [mutant for mutant in asked if mutant.name not in known]
    survived = 0
    for mutant in unnoticed(
        root / file, matter, measured(root / file, plan["tests"]), options.jobs
    ):
        survived += 1
        reason = plan.get("missed", {}).get(mutant.name, "")
        print(f"{file}:{mutant.line}: no test notices {mutant.name}", reason, flush=True)
    return Result(file, len(every), len(asked), len(asked) - len(matter), survived)


def drawn(every: list[Mutant], plan: dict[str, Any], options: argparse.Namespace) -> list[Mutant]:
    """A sample that stays the same, but for what was changed in the file, from run to run."""
    size = options.sample or plan.get("sample", len(every))
    rank = {m: sha256(f"{options.seed} {m.name}".encode()).digest() for m in every}
    chosen = set(sorted(every, key=rank.__getitem__)[:size])
    return [mutant for mutant in every if mutant in chosen]


def publish(path: Path, result: Result) -> None:
    """Put the row of a result in the place of the one that the table has."""
    start = f"| `{result.file}` |"
    lines = path.read_text("utf-8").split("\n")
    rows = [result.row() if line.startswith(start) else line for line in lines]
    path.write_text("\n".join(rows), "utf-8")


def options_of(arguments: list[str], files: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="run.py mutate", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help=f"one of those in {PLANS}")
    parser.add_argument("--sample", type=int, help="how many changes of each file are tried")
    parser.add_argument("--seed", type=int, default=0, help="another number draws another sample")
    parser.add_argument("--match", default="", help="only changes whose name holds this text")
    parser.add_argument("--jobs", type=int, default=processors(), help="how many run at once")
    parser.add_argument("--publish", action="store_true", help=f"write the scores into {SCORES}")
    options = parser.parse_args(arguments)
    if unknown := set(options.files) - set(files):
        parser.error(f"{PLANS} has no tests for {', '.join(sorted(unknown))}")
    return options


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Try the files; return the exit status."""
    if not hasattr(os, "fork"):
        raise SystemExit("run.py mutate forks a process for each change: use Linux or macOS")
    root = root.resolve()
    plans = tomllib.loads((root / PLANS).read_text("utf-8"))
    options = options_of(arguments, list(plans))
    published = dict(PUBLISHED.findall((root / SCORES).read_text("utf-8")))
    worse = []
    for file in options.files or plans:
        result = tried(root, file, plans[file], options)
        print(result.row(), flush=True)
        if options.publish:
            publish(root / SCORES, result)
        elif not options.match and result.score < float(published.get(file, 0.0)):
            worse.append(f"{file} has the score {result.score}; published is {published[file]}")
    print(*worse, sep="\n", end="\n" if worse else "")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
