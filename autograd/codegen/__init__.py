"""Turning a function into fast, readable code: trace on symbols, simplify, print, run.

`compile(f, grad=True)` runs `f` once on symbols, records the sweep that backward runs, removes
what is repeated or unused, and prints the rest as straight-line code: Python for floats and for
rows, and by a table of spellings any other language.

    functions    what the names in a text of Python mean
    targets/     the languages
    program      a list of operations: what every step here reads
    names        names in programs
    models       models among the arguments
    trace        a function as a program, differentiated
    choices      what is known of choices and conditions beforehand
    simplify     fewer steps with the same bits
    processor    what processors have beside that
    recording    kernels on symbols
    loops        loops in programs
    unrolling    loops written out
    lowering     operations as those that a machine has
    parts        a long program in parts
    folding      lines that are too long
    writer       a program as text
    source       the same, with what the language lacks
    loading      a text as a function
    numbers      the numbers in arguments and answers
    formulas     a program in lines for a reader
    sweeping     a function at many points
    products     Hessians times vectors
    everything   all that backward works with
    uses         all three, as attributes
    compiled     `Compiled`
    files        it as files
    over_rows    `OverRows`: one that sums over rows
    foreign      `Foreign`, which an array library runs
    arrays/      functions of arrays as array code
    native/      what runs as machine code
    slots        a program over rows in a few arrays
    blocks       rows in NumPy
    compiling    `compile`
"""

from __future__ import annotations

from .compiled import Compiled as Compiled
from .compiling import compile as compile

__all__ = ["Compiled", "compile"]
