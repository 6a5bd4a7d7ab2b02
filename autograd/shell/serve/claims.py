"""A derivative that somebody typed beside a variable, and what the checker says of it.

The lines with all their names are derivation text, and `dL/dw = …` is one line more. A check is
done in a process of its own, so that one that takes too long, or that nobody waits for any longer,
can be ended.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any, TextIO

from ...errors import ExpressionError
from ...expression import Lines, listed

SECONDS = 4.0  # for one claim
GLANCE = 0.05  # how often to ask whether somebody still waits
LONGEST = 2000

Verdict = dict[str, Any]
Waits = Callable[[], bool]


def page_of(lines: Lines, name: str, claim: str) -> str:
    """The derivation that ends with a claim; raises `ExpressionError` for what can be none."""
    if name not in lines.names:
        raise ExpressionError(f"there is no free {name[:40]} here: there is {listed(lines.names)}")
    if len(claim) > LONGEST:
        raise ExpressionError(f"a formula has at most {LONGEST} characters here")
    return f"{lines}\nd{lines.result}/d{name} = {' '.join(claim.split())}"


@lru_cache(maxsize=512)
def verdict(page: str) -> Verdict:
    """What the checker says of the last claim of a page: a status, a mark, sentences."""
    from ...checking import check
    from ...checking.report.claims import MARKS

    claims = check(page).claims
    last = page.count("\n") + 1
    unread = [claim for claim in claims if claim.status == "unreadable" and claim.line < last]
    told = (unread or [claim for claim in claims if claim.line == last])[-1]
    evidence = [f"in {told.claim}:", *told.evidence] if unread else told.evidence
    return {
        "status": told.status,
        "mark": MARKS[told.status],
        "evidence": [sentence.replace("\n        ", "\n") for sentence in evidence],
    }


def unfinished(seconds: float) -> Verdict:
    """The verdict on a claim that took too long."""
    sentence = f"no verdict within {seconds:g} s"
    return {"status": "inconclusive", "mark": "?", "evidence": [sentence]}


class Judge:
    """A process that checks pages, one after the other; it starts when the first one comes."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self._lock = Lock()
        self._process: subprocess.Popen[str] | None = None

    def verdict(self, page: str, waits: Waits = lambda: True) -> Verdict:
        """The verdict on a page; ended when it takes too long or when nobody `waits` for it."""
        with self._lock:
            if not waits():
                return unfinished(self.seconds)
            process = self._running()
            done = Event()
            watch = Thread(target=self._watch, args=(process, done, waits), daemon=True)
            watch.start()
            try:
                answer = _asked(process, page)
            finally:
                done.set()
                watch.join()
            if not answer:
                self._end()
                return unfinished(self.seconds)
            found: Verdict = json.loads(answer)
            return found

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
        with self._lock:
            self._end()

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            root = str(Path(__file__).parents[3])
            paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
            self._process = subprocess.Popen(
                [sys.executable, "-m", "autograd.shell.serve.claims"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            )
            # Loading the checker is nobody's fault, and so outside the time for a claim.
            _asked(self._process, "x = y\ndx/dy = 1")
        return self._process

    def _watch(self, process: subprocess.Popen[str], done: Event, waits: Waits) -> None:
        began = monotonic()
        while not done.wait(GLANCE):
            if monotonic() - began > self.seconds or not waits():
                process.kill()
                return

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    _closed(stream)
            self._process = None


def _asked(process: subprocess.Popen[str], page: str) -> str:
    """The line that the process answers; empty when it has ended."""
    if process.stdin is None or process.stdout is None:
        return ""
    try:
        process.stdin.write(json.dumps(page) + "\n")
        process.stdin.flush()
        return process.stdout.readline()
    except OSError:
        return ""


def _closed(stream: TextIO | Any) -> None:
    try:
        stream.close()
    except OSError:
        return  # the other end is gone, and what was left to write with it


def _serve(questions: TextIO, answers: TextIO) -> None:
    for line in questions:
        try:
            found = verdict(json.loads(line))
        except Exception as error:  # noqa: BLE001  # whatever a page does, the next is answered
            found = {"status": "inconclusive", "mark": "?", "evidence": [str(error)[:500]]}
        answers.write(json.dumps(found) + "\n")
        answers.flush()


if __name__ == "__main__":
    try:
        _serve(sys.stdin, sys.stdout)
    except KeyboardInterrupt:
        sys.exit(0)  # Ctrl-C reaches every process of a terminal; the server says good-bye
