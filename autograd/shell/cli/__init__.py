"""The command line: `autograd grad "sin(x*y)" x=2 y=3`, and `python -m autograd` alike.

One file for each command: what it is for, an example, its arguments, and `run`. To add a command,
write its file and enter it in `COMMANDS` of `entry.py`.
"""

from __future__ import annotations

from .entry import main as main
