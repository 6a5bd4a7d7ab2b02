"""How long the software may think about a thing before it says what it has found so far.

Such a limit must not make an answer depend on what else the machine is doing, so it is counted in
the work of the asking thread and not by the clock on the wall: on a busy machine the answer takes
longer and is the same. The clock on the wall is for waiting, for another process or a person.

>>> deadline = spent() + 60.0
>>> spent() > deadline
False
"""

from time import thread_time


def spent() -> float:
    """Return for how many seconds a processor has worked for this thread; sleeping adds nothing."""
    return thread_time()
