"""The command line: `autograd grad "sin(x*y)" x=2 y=3`, and `python -m autograd` alike.

One file for each command in `commands/`: what it is for, an example, its arguments, and `run`. To
add a command, write its file.
"""

from __future__ import annotations

from .entry import main as main
