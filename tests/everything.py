"""Every check of the project, in one go: `python3 run.py test` runs this file.

    python tests/everything.py            format, lint, types, wheel and sdist, all tests
    python tests/everything.py --full     the same with the heavy boards
    python tests/everything.py -k sin     only pytest, with these arguments

A check that passes is one line; one that fails shows all it said. The rest run on, so that one
run shows everything that is wrong.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHES = Path(sys.prefix) / "caches"

QUIET_CHECKS = {
    "format": ["-m", "ruff", "format", "--check", "--quiet", "--diff"],
    "lint": ["-m", "ruff", "check", "--quiet"],
    "types": ["-m", "mypy", "--no-error-summary"],
    "package": ["tests/distribution.py"],
}


def environment() -> dict[str, str]:
    """Keep what the tools remember with the environment: the checkout stays clean, or read-only."""
    caches = {
        "COVERAGE_FILE": CACHES / "coverage",
        "HYPOTHESIS_STORAGE_DIRECTORY": CACHES / "hypothesis",
        "MYPY_CACHE_DIR": CACHES / "mypy",
        "RUFF_CACHE_DIR": CACHES / "ruff",
    }
    CACHES.mkdir(exist_ok=True)
    return {name: str(path) for name, path in caches.items()} | os.environ


def passes_quietly(name: str, command: list[str]) -> bool:
    """Run a check whose output matters only when it fails."""
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    verdict = "FAILED" if done.returncode else "ok"
    print(f"{name:<10}{verdict:<8}{time.monotonic() - began:6.1f} s", flush=True)
    if done.returncode:
        print(done.stdout.decode("utf-8", "replace").rstrip(), flush=True)
    return done.returncode == 0


def pytest_passes(arguments: list[str]) -> bool:
    """Run pytest before the reader's eyes, because it takes the longest."""
    cache = ["-o", f"cache_dir={CACHES / 'pytest'}"]
    command = [sys.executable, "-m", "pytest", *cache, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment(), check=False).returncode == 0


def whole_suite(full: bool) -> list[str]:
    """Return pytest's arguments for all tests: in parallel, repeatable, and with coverage.

    The end names each test that failed, and each that was skipped, with the reason: the log of a
    build machine may hold no more than its end. Coverage is one line there, for the same reason.
    """
    workers = ["-n", str(min(processors(), 4)), "--quiet", "-rfEs"]
    heavy = ["--full"] if full else ["--hypothesis-profile=ci"]
    return [*workers, *heavy, "--cov", "--cov-report="]


def processors() -> int:
    """Return how many processors this process may use (macOS and Windows do not say)."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def main(arguments: list[str]) -> int:
    """Run the checks; return the exit status."""
    full = arguments == ["--full"]
    if arguments and not full:
        return 0 if pytest_passes(arguments) else 1
    began = time.monotonic()
    passed = {name: passes_quietly(name, command) for name, command in QUIET_CHECKS.items()}
    passed["tests"] = pytest_passes(whole_suite(full))
    failed = [name for name, well in passed.items() if not well]
    took = f"{time.monotonic() - began:.0f} s"
    if failed:
        print(f"{len(failed)} of {len(passed)} checks failed, in {took}: {', '.join(failed)}.")
        return 1
    print(f"All {len(passed)} checks passed in {took}: {', '.join(passed)}.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
