"""Starting the page, on this machine and for this machine alone."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from http.server import ThreadingHTTPServer
from itertools import chain
from socket import SHUT_RDWR
from threading import Event, Thread
from types import TracebackType
from typing import Any
from urllib.parse import urlencode

from ...engine.labels import visible
from ...errors import ExpressionError, OutputError
from .claims import Judge
from .look import chosen_values, lines_of
from .reply import Reply

HERE = "127.0.0.1"
PORT = 8321
TRIED = 20  # ports after the first, before the system chooses one


class Server(ThreadingHTTPServer):
    """Listens on this machine's own address."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # where it would let two servers share a port
    request_queue_size = 64

    def __init__(self, port: int, reply: type[Reply]) -> None:
        self.connections: set[Any] = set()
        super().__init__((HERE, port), reply)

    def process_request(self, request: Any, client_address: Any) -> None:
        self.connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self.connections.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        """End the connections too that a browser keeps open."""
        super().server_close()
        for connection in list(self.connections):
            with suppress(OSError):
                connection.shutdown(SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a connection that broke: the browser asks again."""


class Player:
    """A running page: `url`, and `close()` when it is no longer wanted."""

    def __init__(self, port: int | None = None, query: str = "") -> None:
        self.judge = Judge()
        self.server = _listening(port, type("OwnReply", (Reply,), {"judge": self.judge}))
        self.url = f"http://{HERE}:{self.server.server_address[1]}/{query and '?'}{query}"

    def start(self) -> Player:
        """Answer from now on, beside whatever else this process does."""
        Thread(target=self.server.serve_forever, args=(0.1,), daemon=True).start()
        return self

    def wait(self) -> None:
        """Wait until Ctrl-C."""
        with suppress(KeyboardInterrupt):
            Event().wait()

    def close(self) -> None:
        """Stop answering."""
        self.server.shutdown()
        self.server.server_close()
        self.judge.close()

    def __enter__(self) -> Player:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<autograd play at {self.url}; .close() ends it>"


def _listening(port: int | None, reply: type[Reply]) -> Server:
    """A server on the port asked for, or else on the first that is free."""
    wanted = [port] if port is not None else chain(range(PORT, PORT + TRIED), [0])
    for each in wanted:
        try:
            return Server(each, reply)
        except (OSError, OverflowError) as error:
            last = error
    reason = getattr(last, "strerror", None) or str(last)
    raise OutputError(
        f"port {port} cannot be used ({reason}): leave it out, and a free one is found"
    )


def query_of(text: str, values: Mapping[str, Any]) -> str:
    """An expression and its numbers as the end of an address; no text, no end.

    Raises `ExpressionError` for a text that is no expression and for a number that has no name.

    >>> query_of("w*x", {"w": 2.0})
    '.=w%2Ax&w=2.0&x=0.5'
    """
    if not text.strip():
        return ""
    lines = lines_of(text)
    for name in values:
        if name not in lines.names:
            raise ExpressionError(f"{visible(name)} does not occur in {visible(text, 60)}")
    return urlencode([(".", text), *chosen_values(lines, values).items()])


def play(
    text: str = "", /, *, port: int | None = None, browser: bool = True, **values: float
) -> Player:
    """Open a page on which an expression can be typed, moved and understood.

    The page is answered by this process, on this machine only, until `close()` or until the process
    ends; the call itself returns at once. `text` is an expression or several lines, `values` are
    numbers for its names. `browser=False` opens no window. Raises `ExpressionError` for a wrong
    text, `OutputError` for a port that is taken.

    >>> page = play("w*x + b", w=1.5, browser=False)
    >>> page.url.startswith("http://127.0.0.1:")
    True
    >>> page.close()
    """
    player = Player(port, query_of(text, values)).start()
    if browser:
        opened(player.url)
    return player


def opened(url: str) -> bool:
    """Whether a browser could be asked to show the page."""
    import webbrowser

    try:
        return webbrowser.open(url)
    except webbrowser.Error:
        return False
