#!/usr/bin/env python3
"""Run autograd-scalar from a fresh checkout: nothing is needed but Python 3.11 or newer.

    python3 run.py demo              build, look into, check and train; about a minute
    python3 run.py play              a page of your own machine to play with an expression
    python3 run.py check FILE        is the derivation in that file right?
    python3 run.py grad "x*y" x=2 y=3    and likewise draw, explain, compile, ops, doctor
    python3 run.py test              every check: format, lint, types, wheel and sdist, tests
    python3 run.py test --full       the same with the heavy boards
    python3 run.py test -k sin -x    only pytest, with these arguments
    python3 run.py mutate            whether the tests notice small changes to the core
    python3 run.py bench             the figures for speed and memory

The first run makes an environment in .venv, with uv where it is installed and with venv and pip
where it is not; later runs start at once. An environment that was left half made is made again.
"""

# This file uses the grammar that Python 2.7 and 3.14 share, so that an old Python can read as far
# as the sentence that says it is too old: no f-strings, no annotations, ASCII only.
from __future__ import print_function

import contextlib
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time

OLDEST = (3, 11)
ROOT = os.path.dirname(os.path.abspath(__file__))
WINDOWS = os.name == "nt"

# What each command needs installed (extras of pyproject.toml) and what Python then runs.
COMMANDS = {
    "demo": (["nn"], ["-m", "autograd", "demo"]),
    "test": (["nn", "test"], [os.path.join(ROOT, "tests", "everything.py")]),
    "mutate": (["nn", "test"], [os.path.join(ROOT, "tests", "mutate.py")]),
    "bench": (["bench", "nn"], [os.path.join(ROOT, "benchmarks")]),
}

# Words with which pip and uv say that they heard nothing from the package index.
UNREACHABLE = (
    "NewConnectionError",
    "Failed to establish a new connection",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "Read timed out",
    "ProxyError",
    "NameResolutionError",
    "error sending request",
    "Failed to fetch",
    "dns error",
    "tcp connect error",
    "network connectivity is disabled",
)

# Settings for another Python, or for installing somewhere else, that a shell may hand down.
FOREIGN = ("PYTHONHOME", "PYTHONPATH", "PIP_PREFIX", "PIP_TARGET", "PIP_USER", "VIRTUAL_ENV")


class Stop(Exception):
    """The run cannot go on: one sentence that says why, one command that helps."""

    def __init__(self, sentence, command):
        Exception.__init__(self, sentence)
        self.sentence = sentence
        self.command = command


# ---- Which Python ------------------------------------------------------------------------------


def check_python(arguments, version=None):
    """Stop with the command for a newer Python when this one is too old."""
    version = version or tuple(sys.version_info[:3])
    if version < OLDEST:
        raise Stop(
            "autograd-scalar needs Python %d.%d or newer, and this is Python %s."
            % (OLDEST + (".".join(str(part) for part in version),)),
            newer_python(arguments),
        )


def newer_python(arguments):
    """Return the command that runs this file with a newer Python, or that installs one."""
    for minor in range(20, OLDEST[1] - 1, -1):
        name = "python3.%d" % minor
        # A launcher of pyenv is there for Pythons that it then refuses to start: start it.
        if on_path(name) and starts([name, "-c", ""]):
            return again(arguments, name)
    if on_path("uv"):
        return again(arguments, "uv run --no-project --python 3.%d" % OLDEST[1])
    if on_path("apt-get"):
        return "sudo apt-get install python3.%d python3.%d-venv" % (OLDEST[1], OLDEST[1])
    if on_path("brew"):
        return "brew install python"
    if WINDOWS:
        return "winget install Python.Python.3.13"
    return "see https://www.python.org/downloads/"


def on_path(name):
    """Say whether a program of this name is on PATH (Python 2.7 has no shutil.which)."""
    endings = ["", ".exe"] if WINDOWS else [""]
    folders = os.environ.get("PATH", "").split(os.pathsep)
    return any(
        os.access(os.path.join(folder, name + ending), os.X_OK)
        for folder in folders
        for ending in endings
    )


def starts(command):
    """Say whether the command starts and ends well."""
    try:
        with open(os.devnull, "w") as nowhere:
            return subprocess.call(command, stdout=nowhere, stderr=nowhere) == 0
    except OSError:
        return False


def again(arguments, python=None):
    """Return this run as its user would type it."""
    words = ['"%s"' % word if " " in word else word for word in arguments]
    python = python or os.path.basename(sys.executable or "python3")
    return " ".join([python, "run.py"] + words)


# ---- Where the environment is, and whether it is ready -----------------------------------------


def environment(extras, arguments):
    """Return the Python of an environment that has these extras, made or repaired if need be."""
    for home in homes():
        if is_ready(home, extras):
            return python_of(home)
    home = writable_home(arguments)
    with only_one(home) as lock:
        if not is_ready(home, extras):  # another run may have made it meanwhile
            set_up(home, extras, lock, arguments)
    return python_of(home)


def homes():
    """Return the folders that may hold the environment: the checkout's, then the user's."""
    if WINDOWS:
        cache = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~")
    else:
        cache = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    checkout = hashlib.sha256(ROOT.encode("utf-8")).hexdigest()[:8]
    return [os.path.join(ROOT, ".venv"), os.path.join(cache, "autograd-scalar", checkout)]


def writable_home(arguments):
    """Return the first of the folders that can be written to; make it."""
    for place, home in enumerate(homes()):
        try:
            if not os.path.isdir(home):
                os.makedirs(home)
            with open(os.path.join(home, "set-up.lock"), "a"):
                pass
        except OSError:
            continue
        if place:
            say("The checkout is read-only, so its environment is kept in %s." % home)
        return home
    raise Stop(
        "Neither the checkout (%s) nor the user's cache folder can be written to." % ROOT,
        "XDG_CACHE_HOME=/a/folder/of/yours " + again(arguments),
    )


def python_of(home):
    """Return the path of the environment's Python."""
    return os.path.join(home, *(["Scripts", "python.exe"] if WINDOWS else ["bin", "python"]))


def is_ready(home, extras):
    """Say whether a finished set-up has these extras and still has all that it installed."""
    stamp = read_stamp(home)
    return (
        stamp.get("finished") is True
        and stamp.get("made_from") == made_from(home)
        and stamp.get("declared") == declared()
        and set(extras) <= set(stamp["extras"])
        and os.path.exists(python_of(home))
        and set(stamp["installed"]) <= set(installed(home))
    )


def made_from(home):
    """Return what an environment cannot outlive: this Python, this checkout, its own path."""
    return [".".join(str(part) for part in sys.version_info[:3]), ROOT, os.path.abspath(home)]


def declared():
    """Return a digest of what pyproject.toml says about installing, and of nothing else in it."""
    import tomllib

    with open(os.path.join(ROOT, "pyproject.toml"), "rb") as source:
        tables = tomllib.load(source)
    text = json.dumps([tables["project"], tables["build-system"]], sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def installed(home):
    """Return the names of the distributions in the environment, by their folders."""
    if WINDOWS:
        packages = os.path.join(home, "Lib", "site-packages")
    else:
        packages = os.path.join(home, "lib", "python%d.%d" % sys.version_info[:2], "site-packages")
    names = os.listdir(packages) if os.path.isdir(packages) else []
    return sorted(name for name in names if name.endswith(".dist-info"))


def read_stamp(home):
    """Return what the last set-up wrote about itself, or an empty dict."""
    try:
        with open(os.path.join(home, "set-up.json")) as source:
            return json.load(source)
    except (OSError, ValueError):
        return {}


def write_stamp(home, **stamp):
    """Write the stamp in one step, so that no reader sees half of it."""
    path = os.path.join(home, "set-up.json")
    with open(path + ".new", "w") as target:
        json.dump(stamp, target, indent=1)
    os.replace(path + ".new", path)


# ---- Making the environment --------------------------------------------------------------------


@contextlib.contextmanager
def only_one(home):
    """Hold the environment's lock, which the system gives back however this process ends."""
    with open(os.path.join(home, "set-up.lock"), "a") as lock:
        if not take(lock, wait=False):
            say("Another run is setting up %s; waiting for it ..." % home)
            take(lock, wait=True)
        yield lock


def take(lock, wait):
    """Take the lock; return False when it is taken and not to be waited for."""
    if not WINDOWS:
        import fcntl

        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True
    import msvcrt

    while True:
        try:
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
            return True
        except OSError:
            if not wait:
                return False
            time.sleep(0.5)


def set_up(home, extras, lock, arguments):
    """Make the environment, or bring it up to date, with the first installer that manages to."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # end the installer too
    refuse_foreign(home, arguments)
    stamp = read_stamp(home)
    extras = sorted(set(extras) | set(stamp.get("extras", [])))
    about = {"made_from": made_from(home), "declared": declared(), "extras": extras}
    write_stamp(home, finished=False, **about)
    if stamp and not (stamp.get("finished") and stamp.get("made_from") == about["made_from"]):
        empty(home)
    failure = None
    for name, steps in installers(home, ".[%s]" % ",".join(extras), arguments):
        say("Setting up %s with %s: once, about a minute ..." % (home, name))
        began = time.time()
        failure = first_failure(steps, lock)
        if failure is None:
            write_stamp(home, finished=True, installed=installed(home), **about)
            say("... ready after %.0f s." % (time.time() - began))
            return
    raise explained(failure, arguments)


def refuse_foreign(home, arguments):
    """Stop at an environment of another Python that somebody else made: it is not ours to empty."""
    made = os.path.exists(os.path.join(home, "pyvenv.cfg"))
    ours = os.path.exists(os.path.join(home, "set-up.json"))
    if made and not ours and not starts([python_of(home), "-c", same_python()]):
        raise Stop(
            "%s holds an environment that run.py did not make, for another Python." % home,
            '%s "%s" "%s-old"' % ("move" if WINDOWS else "mv", home, home),
        )


def empty(home):
    """Remove what an earlier set-up left, but not the lock that is held and the stamp."""
    for name in set(os.listdir(home)) - {"set-up.lock", "set-up.json"}:
        path = os.path.join(home, name)
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path)
        else:
            os.remove(path)


def same_python():
    """Return a program that ends well only on this version of Python."""
    return "import sys; sys.exit(sys.version_info[:2] != %r)" % (tuple(sys.version_info[:2]),)


def installers(home, requirement, arguments):
    """Yield (name, steps) for uv, where there is one, and then for venv and pip."""
    # Inside an environment, sys.executable may be the very Python that is to be replaced.
    base = getattr(sys, "_base_executable", None) or sys.executable
    python = python_of(home)
    install = ["install", "--quiet", "--editable", requirement]
    if on_path("uv"):
        create = ["uv", "venv", "--quiet", "--allow-existing", "--python", base, home]
        yield "uv", [create, ["uv", "pip"] + install + ["--python", python]]
    missing = missing_module()
    if missing and on_path("uv"):
        return  # what uv said is what there is to say
    if missing:
        raise without_venv(missing, arguments)
    pip = [python, "-m", "pip", "--disable-pip-version-check", "--no-input", "--retries", "2"]
    yield "venv and pip", [[base, "-m", "venv", home], pip + install]


def missing_module():
    """Return the name of a module that venv needs and that was packaged apart, or None."""
    for name in ("venv", "ensurepip"):
        try:
            __import__(name)
        except ImportError:
            return name
    return None


def without_venv(name, arguments):
    """Return the Stop for a Python that comes without this module."""
    if on_path("apt-get"):
        command = "sudo apt-get install python%d.%d-venv" % tuple(sys.version_info[:2])
    else:
        command = "python3 -m pip install --user uv && " + again(arguments)
    return Stop(
        "This Python cannot make an environment, because it comes without its %s module." % name,
        command,
    )


def first_failure(steps, lock):
    """Run the steps; return the output of the first that fails, or None when all end well."""
    # The installer inherits the lock: should this process be killed, the next run waits for it.
    options = {} if WINDOWS else {"pass_fds": (lock.fileno(),)}
    options["env"] = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    options.update(stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    for step in steps:
        done = subprocess.run(step, cwd=ROOT, check=False, **options)
        if done.returncode:
            return done.stdout.decode("utf-8", "replace")
    return None


def explained(output, arguments):
    """Return the Stop that says why an installer failed; show its words if they are needed."""
    if any(words in output for words in UNREACHABLE):
        return Stop(
            "The package index cannot be reached; when the network is back, run this again.",
            again(arguments),
        )
    if "No space left on device" in output:
        return Stop("The disk is full; when there is room, run this again.", again(arguments))
    say(output.rstrip())
    return Stop("The set-up failed, for the reason above; then run this again.", again(arguments))


# ---- The run -----------------------------------------------------------------------------------


def say(line):
    """Print a line about the run itself, apart from the output of what it runs."""
    print(line, file=sys.stderr)
    sys.stderr.flush()


def hand_over(command):
    """Become the command; where a process cannot, wait for it and end as it does."""
    sys.stdout.flush()
    if not WINDOWS:
        os.execv(command[0], command)
    return subprocess.call(command)


def run(arguments):
    """Do what the command line asks; return the exit status."""
    check_python(arguments)
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(__doc__.rstrip())
        return 0 if arguments else 2
    extras, program = what_runs(arguments[0])
    python = environment(extras, arguments)
    return hand_over([python] + program + arguments[1:])


def what_runs(command):
    """Return the extras that a command needs and what Python then runs."""
    if command in COMMANDS:
        return COMMANDS[command]
    # The other commands of `autograd` are files of one folder.
    file = os.path.join(ROOT, "autograd", "shell", "cli", "commands", command + ".py")
    if command.isalpha() and os.path.exists(file):
        return ["nn"], ["-m", "autograd", command]
    raise Stop("run.py has no command %r." % command, again(["--help"]))


def main(arguments):
    """Run; on trouble print one sentence and one command instead of a traceback."""
    try:
        return run(arguments)
    except Stop as stop:
        say("%s\n    %s" % (stop.sentence, stop.command))
        return 1
    except KeyboardInterrupt:
        say("\nInterrupted; the next run repairs what was left half done.\n    " + again(arguments))
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
