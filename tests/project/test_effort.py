"""The measure of work in tests: calls, wherever they are written, and nothing but this thread's."""

import threading

import pytest

from effort import at_most


def some_calls() -> None:
    """A thousand calls of a function in Python, and of one in C."""

    def once() -> int:
        return abs(-1)

    for _ in range(1_000):
        once()


def test_calls_are_counted_whether_written_in_python_or_in_c() -> None:
    with at_most(2_050):
        some_calls()
    with (
        pytest.raises(AssertionError, match=r"2,0\d\d calls, where 1,950 would do"),
        at_most(1_950),
    ):
        some_calls()


def test_the_work_of_another_thread_is_not_counted() -> None:
    go, done = threading.Event(), threading.Event()

    def work() -> None:
        go.wait()
        for number in range(10_000):
            abs(number)
        done.set()

    thread = threading.Thread(target=work)
    thread.start()
    with at_most(1_000):
        go.set()
        while not done.is_set():
            done.wait(0.1)
    thread.join()


def test_an_error_of_the_block_is_its_own() -> None:
    with pytest.raises(KeyError), at_most(0):
        {}["x"]
