"""`autograd check --watch`, in a process of its own, as someone writing a page sees it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograd.shell.cli import main

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 20.0
RIGHT = "y = x^2\ndy/dx = 2*x\n"
WRONG = "y = x^2\ndy/dx = x\n"
UNREADABLE = "y = x^2\ndy/dx = 2x\n"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Ctrl-C cannot be sent to one process")


class Watch:
    """A watch on a page, and what it has put out so far."""

    def __init__(self, page, output, *options):
        command = [sys.executable, "-m", "autograd", "check", "--watch", *options, str(page)]
        environment = os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm"}
        environment.pop("NO_COLOR", None)
        self.output, self.read = output, 0
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=self.output[1], stderr=self.output[1],
            env=environment,
        )  # fmt: skip
        os.close(output[1])

    def until(self, words):
        """What comes next, as far as these words."""
        said, end = b"", time.monotonic() + PATIENCE
        while words.encode() not in said:
            assert time.monotonic() < end, said.decode()
            said += os.read(self.output[0], 4096)
        return said.decode()

    def interrupted(self):
        """The exit status after Ctrl-C."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@pytest.fixture
def page(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(WRONG, "utf-8")
    return page


@pytest.fixture
def watching(page):
    """Start a watch, into a pipe unless it is given a terminal."""
    started = []

    def start(*options, output=None):
        started.append(Watch(page, output or os.pipe(), *options))
        return started[-1]

    yield start
    for watch in started:
        watch.process.kill()
        watch.process.wait()
        os.close(watch.output[0])


def test_each_save_is_checked_and_ctrl_c_gives_the_last_status(page, watching):
    watch = watching()
    assert watch.until("1 claim: 1 wrong\n").startswith(f"---- {page.name}"[:5])
    page.write_text(RIGHT, "utf-8")
    assert "✓ proved       line 2: dy/dx = 2*x\ngone: dy/dx = x\n" in watch.until("1 right\n")
    page.write_text(f"{RIGHT}\n", "utf-8")
    assert "dy/dx" not in watch.until("\nas before: 1 claim: 1 right\n")
    page.write_text(UNREADABLE, "utf-8")
    watch.until("1 claim: 1 unreadable\n")
    assert watch.interrupted() == 2


def test_a_file_may_vanish_and_come_back(page, watching):
    watch = watching()
    watch.until("1 wrong\n")
    page.unlink()
    watch.until("No such file or directory\n")
    page.write_text(RIGHT, "utf-8")
    watch.until("1 right\n")
    assert watch.interrupted() == 0


def test_an_editor_that_replaces_the_file_is_understood(page, watching):
    watch = watching()
    watch.until("1 wrong\n")
    beside = page.with_suffix(".new")
    beside.write_text(RIGHT, "utf-8")
    beside.replace(page)
    said = watch.until("1 right\n")
    assert "No such file" not in said
    assert watch.interrupted() == 0


def test_a_file_that_is_being_written_is_waited_for(page, watching):
    watch = watching()
    watch.until("1 wrong\n")
    with page.open("wb") as file:
        for byte in RIGHT.encode() + "# ∂".encode():  # cut in the middle it is no UTF-8
            file.write(bytes([byte]))
            file.flush()
            time.sleep(0.02)
    said = watch.until("1 right\n")
    assert "UTF-8" not in said
    assert "unreadable" not in said


def test_nothing_is_printed_while_nothing_is_saved(page, watching):
    watch = watching("--json")
    assert watch.until('"status": 1\n}\n').startswith("{")
    time.sleep(0.6)
    os.set_blocking(watch.output[0], False)
    with pytest.raises(BlockingIOError):
        os.read(watch.output[0], 1)
    assert watch.interrupted() == 1


def test_a_terminal_is_cleared_and_has_colours(page, watching):
    pty = pytest.importorskip("pty", reason="only Unix has pseudo-terminals")
    watch = watching(output=pty.openpty())
    said = watch.until("1 claim: 1 wrong")
    assert said.startswith("\x1b[2J")
    assert "Ctrl-C ends this" in said
    assert "\x1b[31m✗ wrong\x1b[0m" in said
    page.write_text(RIGHT, "utf-8")
    after = watch.until("1 right")
    assert "\x1b[2J" not in after  # what was told before stays to be seen
    assert "\x1b[32m✓ proved\x1b[0m" in after
    assert watch.interrupted() == 0


def test_what_is_typed_cannot_be_watched(capsys):
    assert main(["check", "--watch", "-"]) == 2
    assert "--watch waits for a file to be saved, and - is none" in capsys.readouterr().err
