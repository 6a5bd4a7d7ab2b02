"""Which requests are answered: those of the page itself, of decent size, and no others.

The page is for one person on this machine, but other pages in the same browser can send requests
here. So a request has to name this server as its host (another name that was made to point here
does not), and to come from its own page. Whatever else comes gets a sentence and a status.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from select import select
from socket import MSG_PEEK
from time import monotonic
from typing import Any

from ...errors import AutogradError, DomainError
from .claims import Judge, page_of
from .export import export
from .look import chosen_values, lines_of, look, moved
from .page import page

MOST_BODY = 64_000
MOST_DISCARDED = 1_000_000
MOST_QUERY = 16_000
PATIENCE = 10.0  # seconds for a request to arrive
MOST_SECONDS = 12.0  # for all the claims of a question together

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}

Question = dict[str, Any]
Answer = dict[str, Any]


class Refused(Exception):
    """A request that is not answered: the status, and a sentence that says why."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class Reply(BaseHTTPRequestHandler):
    """Answers one connection."""

    protocol_version = "HTTP/1.1"
    server_version = "autograd"
    sys_version = ""
    timeout = PATIENCE
    disable_nagle_algorithm = True  # an answer waits for nothing: a slider is being moved
    wbufsize = -1  # and goes out in one piece

    judge: Judge  # of the server that is started: see `player`
    server: HTTPServer

    def do_GET(self) -> None:
        """The page, whatever its address says about the expression."""
        self._answer(self._page)

    def do_POST(self) -> None:
        """A question of the page, in JSON."""
        self._answer(self._told)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("do_"):
            return lambda: self._answer(self._other_method)
        raise AttributeError(name)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the terminal belongs to its user."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the base class refuses (a malformed request), in a sentence like everything else."""
        self.close_connection = True
        self._send(HTTPStatus(code), "text/plain", f"{message or HTTPStatus(code).phrase}\n")

    def _answer(self, make: Callable[[], tuple[str, str, dict[str, str]]]) -> None:
        try:
            self._check_origin()
            kind, text, headers = make()
        except Refused as refused:
            self.close_connection = True  # a body may be left unread
            more = {"Allow": "GET, POST"} if refused.status == 405 else {}
            self._send(refused.status, "text/plain", f"{refused}\n", more)
            self._discard()
        else:
            self._send(HTTPStatus.OK, kind, text, headers)

    def _check_origin(self) -> None:
        port = self.server.server_port
        own = [f"127.0.0.1:{port}", f"localhost:{port}"]
        if self.headers.get_all("Host") not in [[host] for host in own]:
            raise Refused(HTTPStatus.FORBIDDEN, f"this page is at http://{own[0]} and nowhere else")
        origin = self.headers.get("Origin")
        foreign = origin is not None and origin not in [f"http://{host}" for host in own]
        if foreign or not self._is_own(self.headers.get("Sec-Fetch-Site")):
            raise Refused(HTTPStatus.FORBIDDEN, "this page answers to itself, not to other pages")

    def _is_own(self, site: str | None) -> bool:
        """Whether a request comes from the page itself; a link to it may stand anywhere."""
        fetched = self.headers.get("Sec-Fetch-Dest"), self.headers.get("Sec-Fetch-Mode")
        opened = self.command == "GET" and fetched == ("document", "navigate")
        return site in (None, "same-origin", "none") or opened

    def _other_method(self) -> tuple[str, str, dict[str, str]]:
        raise Refused(
            HTTPStatus.METHOD_NOT_ALLOWED,
            f"{self.command[:20]} is not understood here: GET the page, POST its questions",
        )

    def _page(self) -> tuple[str, str, dict[str, str]]:
        path, _, query = self.path.partition("?")
        if len(query) > MOST_QUERY:
            raise Refused(HTTPStatus.REQUEST_URI_TOO_LONG, "this address is too long")
        if path in QUESTIONS:
            raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, f"{path} takes POST")
        if path != "/":
            raise Refused(HTTPStatus.NOT_FOUND, "there is one page here, and its address ends in /")
        text, policy = page()
        return "text/html", text, {"Content-Security-Policy": policy}

    def _told(self) -> tuple[str, str, dict[str, str]]:
        asked = QUESTIONS.get(self.path)
        if asked is None:
            status = HTTPStatus.METHOD_NOT_ALLOWED if self.path == "/" else HTTPStatus.NOT_FOUND
            raise Refused(status, f"questions go to {', '.join(QUESTIONS)}")
        question = self._question()
        try:
            answer = asked(question, self)
        except AutogradError as error:
            answer = fault_of(error)
        return "application/json", json.dumps(answer, allow_nan=False), {}

    def _question(self) -> Question:
        if self.headers.get_content_type() != "application/json":
            raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "questions are asked in JSON")
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit():
            raise Refused(HTTPStatus.LENGTH_REQUIRED, "a question says how long it is")
        if int(length[:20]) > MOST_BODY:
            raise Refused(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a question has at most {MOST_BODY} bytes"
            )
        try:
            question = json.loads(self.rfile.read(int(length)).decode())
        except (ValueError, RecursionError):
            question = None
        wanted = {"text": str, "values": dict, "shape": str, "kind": str, "claims": dict}
        if not isinstance(question, dict) or not all(
            isinstance(question.get(key, kind()), kind) for key, kind in wanted.items()
        ):
            raise Refused(HTTPStatus.BAD_REQUEST, "this question is none that the page asks")
        return {key: question.get(key, kind()) for key, kind in wanted.items()}

    def _discard(self) -> None:
        """Read what was refused, up to a bound: else its sender never reads why."""
        length = self.headers.get("Content-Length", "")
        left = min(int(length[:20]), MOST_DISCARDED) if length.isascii() and length.isdigit() else 0
        with suppress(OSError):
            while left > 0 and (piece := self.rfile.read(min(left, MOST_BODY))):
                left -= len(piece)

    def waits(self) -> bool:
        """Whether the other end still waits for the answer."""
        try:
            ready, _, _ = select([self.connection], [], [], 0.0)
            return not ready or bool(self.connection.recv(1, MSG_PEEK))
        except (OSError, ValueError):
            return False

    def _send(
        self, status: HTTPStatus, kind: str, text: str, headers: dict[str, str] | None = None
    ) -> None:
        body = text.encode()
        try:
            self.send_response(status)
            described = {"Content-Type": f"{kind}; charset=utf-8", "Content-Length": str(len(body))}
            for name, value in {**described, **HEADERS, **(headers or {})}.items():
                self.send_header(name, value)
            if self.close_connection:
                self.send_header("Connection", "close")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)
            self.wfile.flush()
        except OSError:
            self.close_connection = True  # the reader has left


def fault_of(error: AutogradError) -> Answer:
    """What is wrong, in words, and what is drawn below them, carets under a text."""
    said = "\n".join([str(error), *getattr(error, "__notes__", [])])
    sentence, *drawing = said.split("\n")
    return {"fault": sentence, "drawing": [line[4:] for line in drawing]}


def _look(question: Question, reply: Reply) -> Answer:
    text, values = question["text"], question["values"]
    try:
        return look(text, values, question["shape"])
    except DomainError as error:  # the text is well, and its sliders lead out of there
        lines = lines_of(text)
        return fault_of(error) | {"values": chosen_values(lines, values), "name": lines.result}


def _ranges(question: Question, reply: Reply) -> Answer:
    return {"ranges": moved(question["text"], question["values"])}


def _check(question: Question, reply: Reply) -> Answer:
    lines = lines_of(question["text"])
    pages = {
        name: page_of(lines, name, claim)
        for name, claim in question["claims"].items()
        if isinstance(claim, str) and claim.strip()
    }
    began = monotonic()

    def waits() -> bool:
        return monotonic() - began < MOST_SECONDS and reply.waits()

    return {"verdicts": {name: reply.judge.verdict(p, waits) for name, p in pages.items()}}


def _export(question: Question, reply: Reply) -> Answer:
    claims = {name: c for name, c in question["claims"].items() if isinstance(c, str)}
    return {"file": export(question["kind"], question["text"], question["values"], claims)}


QUESTIONS: dict[str, Callable[[Question, Reply], Answer]] = {
    "/look": _look,
    "/ranges": _ranges,
    "/check": _check,
    "/export": _export,
}
