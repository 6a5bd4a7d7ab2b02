"""HIPS autograd in a process of its own, timed there: only the number of calls crosses over."""

from __future__ import annotations

import json
import subprocess
from typing import Any

SERVER = """
import json, sys
from time import perf_counter
exec(json.loads(sys.stdin.readline()))
for line in sys.stdin:
    began = perf_counter()
    for _ in range(int(line)):
        run()
    print(perf_counter() - began, flush=True)
"""


class Island:
    """What is timed: `code` defines `run` for the interpreter at `python`."""

    def __init__(self, python: str, code: str) -> None:
        self._process = subprocess.Popen(
            [python, "-I", "-c", SERVER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._tell(json.dumps(code))

    def timed(self, calls: int) -> float:
        """The seconds that so many calls take there."""
        self._tell(str(calls))
        assert self._process.stdout
        return float(self._process.stdout.readline())

    def _tell(self, line: str) -> None:
        assert self._process.stdin
        print(line, file=self._process.stdin, flush=True)

    def __call__(self) -> Any:
        return self.timed(1)

    def __del__(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        self._process.wait()
