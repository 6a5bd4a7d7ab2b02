"""The live page's server: who is answered, with what, and that nothing hostile gets through."""

import json
import math
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import autograd
from autograd import check
from autograd.errors import DomainError, ExpressionError, OutputError
from autograd.expression import Lines
from autograd.shell.serve import Player, play
from autograd.shell.serve.claims import Judge, page_of, verdict
from autograd.shell.serve.examples import EXAMPLES, Example
from autograd.shell.serve.export import KINDS, export
from autograd.shell.serve.look import MOST_NAMES, look, moved
from autograd.shell.serve.ranges import around, defined
from autograd.shell.serve.reply import MOST_BODY, QUESTIONS
from drawings import HOSTILE
from effort import at_most

NEURON = EXAMPLES[0]


@pytest.fixture(scope="module")
def player() -> Iterator[Player]:
    with play(browser=False) as player:
        yield player


def port_of(player: Player) -> int:
    return int(player.server.server_port)


def request(
    player: Player, method: str, path: str, body: bytes = b"", **headers: str
) -> tuple[HTTPResponse, str]:
    connection = HTTPConnection("127.0.0.1", port_of(player), timeout=30)
    connection.request(method, path, body, {k.replace("_", "-"): v for k, v in headers.items()})
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return response, text


def ask(player: Player, path: str, **question: Any) -> dict[str, Any]:
    body = json.dumps(question).encode()
    response, text = request(player, "POST", path, body, Content_Type="application/json")
    assert response.status == 200, text
    found: dict[str, Any] = json.loads(text)
    return found


# ---- Who is answered ----------------------------------------------------------------------------


def test_the_page_is_answered_with_a_policy(player: Player) -> None:
    response, text = request(player, "GET", "/")
    assert response.status == 200
    assert text.startswith("<!doctype html>")
    policy = response.getheader("Content-Security-Policy") or ""
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "connect-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert response.getheader("X-Content-Type-Options") == "nosniff"
    assert response.getheader("Cache-Control") == "no-store"


def test_it_listens_on_this_machine_alone(player: Player) -> None:
    assert player.server.server_address[0] == "127.0.0.1"
    assert player.url.startswith("http://127.0.0.1:")


JSON = {"Content_Type": "application/json"}
REFUSED = {
    "another host": (403, "GET", "/", {"Host": "evil.example"}, "and nowhere else"),
    "a host that ends so": (403, "GET", "/", {"Host": "evil.example:80"}, "and nowhere else"),
    "no port": (403, "GET", "/", {"Host": "127.0.0.1"}, "and nowhere else"),
    "another origin": (403, "POST", "/look", JSON | {"Origin": "https://evil.example"}, "itself"),
    "no origin": (403, "POST", "/look", JSON | {"Origin": "null"}, "not to other pages"),
    "another scheme": (403, "POST", "/look", JSON | {"Origin": "https://127.0.0.1"}, "itself"),
    "another site": (403, "POST", "/look", JSON | {"Sec_Fetch_Site": "cross-site"}, "itself"),
    "the same site": (403, "POST", "/look", JSON | {"Sec_Fetch_Site": "same-site"}, "itself"),
    "an image elsewhere": (403, "GET", "/", {"Sec_Fetch_Site": "cross-site"}, "itself"),
    "another page": (404, "GET", "/etc/passwd", {}, "there is one page here"),
    "a way up": (404, "GET", "/../../etc/passwd", {}, "there is one page here"),
    "a file": (404, "GET", "/page.js", {}, "there is one page here"),
    "another question": (404, "POST", "/eval", JSON, "questions go to /look"),
    "get a question": (405, "GET", "/look", {}, "/look takes POST"),
    "post the page": (405, "POST", "/", JSON, "questions go to"),
    "put": (405, "PUT", "/", {}, "PUT is not understood here"),
    "delete": (405, "DELETE", "/look", {}, "DELETE is not understood here"),
    "options": (405, "OPTIONS", "/look", {}, "OPTIONS is not understood here"),
    "trace": (405, "TRACE", "/", {}, "TRACE is not understood here"),
    "a form": (415, "POST", "/look", {"Content_Type": "text/plain"}, "asked in JSON"),
    "a long query": (414, "GET", "/?" + "x" * 20_000, {}, "this address is too long"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_other_requests_are_refused_in_a_sentence(player: Player, case: str) -> None:
    status, method, path, headers, sentence = REFUSED[case]
    response, text = request(player, method, path, b"{}" if method == "POST" else b"", **headers)
    assert response.status == status, text
    assert sentence in text
    assert response.getheader("Content-Type") == "text/plain; charset=utf-8"
    if status == 405:
        assert response.getheader("Allow") == "GET, POST"


def test_two_hosts_are_refused(player: Player) -> None:
    host = f"127.0.0.1:{port_of(player)}"
    with socket.create_connection(("127.0.0.1", port_of(player)), timeout=10) as connection:
        text = f"GET / HTTP/1.1\r\nHost: evil.example\r\nHost: {host}\r\n\r\n"
        connection.sendall(text.encode())
        assert b" 403 " in connection.recv(4096)


def test_a_link_from_another_page_opens_the_page_and_nothing_else(player: Player) -> None:
    opened = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate"}
    response, _ = request(player, "GET", "/?.=x*x", Sec_Fetch_Dest="document", **opened)
    assert response.status == 200
    response, _ = request(player, "GET", "/", Sec_Fetch_Dest="iframe", **opened)
    assert response.status == 403


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_its_own_page_is_answered_under_both_names(player: Player, name: str) -> None:
    host = f"{name}:{port_of(player)}"
    body = json.dumps({"text": "x*x"}).encode()
    own = {"Host": host, "Origin": f"http://{host}", "Sec_Fetch_Site": "same-origin"}
    response, text = request(player, "POST", "/look", body, **own, **JSON)
    assert response.status == 200
    assert json.loads(text)["result"][0] == "f"


BODIES = {
    "too large": (413, b"x" * (MOST_BODY + 1), "at most 64000 bytes"),
    "no JSON": (400, b"{", "none that the page asks"),
    "no text": (400, b"\xff\xfe", "none that the page asks"),
    "a list": (400, b"[]", "none that the page asks"),
    "a deep list": (400, b"[" * 30_000, "none that the page asks"),
    "a number for a text": (400, b'{"text": 3}', "none that the page asks"),
    "a list of values": (400, b'{"text": "x", "values": [1]}', "none that the page asks"),
}


@pytest.mark.parametrize("case", BODIES)
@pytest.mark.parametrize("path", QUESTIONS)
def test_bodies_that_no_page_sends_are_refused(player: Player, path: str, case: str) -> None:
    status, body, sentence = BODIES[case]
    response, text = request(player, "POST", path, body, **JSON)
    assert response.status == status
    assert sentence in text


@pytest.mark.parametrize("length", ["", "-1", "x", "1e3", "9" * 5000, "\u0663"])
def test_a_length_that_is_none_is_refused(player: Player, length: str) -> None:
    with socket.create_connection(("127.0.0.1", port_of(player)), timeout=10) as connection:
        lines = [
            "POST /look HTTP/1.1",
            f"Host: 127.0.0.1:{port_of(player)}",
            "Content-Type: application/json",
            *([f"Content-Length: {length}"] if length else []),
        ]
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        connection.shutdown(socket.SHUT_WR)
        assert re.match(rb"HTTP/1.1 (411|413) ", connection.recv(4096))


def test_what_is_no_request_gets_a_sentence_and_no_page(player: Player) -> None:
    with socket.create_connection(("127.0.0.1", port_of(player)), timeout=10) as connection:
        connection.sendall(b"GET / HTTP/9.9\r\n\r\n")
        answer = connection.recv(4096).decode()
    assert "Invalid HTTP version" in answer
    assert "<" not in answer


def test_one_connection_answers_many_questions(player: Player) -> None:
    connection = HTTPConnection("127.0.0.1", port_of(player), timeout=30)
    for x in range(5):
        body = json.dumps({"text": "x*x", "values": {"x": x}})
        connection.request("POST", "/look", body, {"Content-Type": "application/json"})
        found = json.loads(connection.getresponse().read())
        assert found["result"][1] == x * x
    connection.close()


# ---- What is answered ---------------------------------------------------------------------------


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_every_example_can_be_looked_at_moved_and_taken_along(example: Any) -> None:
    found = look(example.text, example.values)
    assert found["values"] == pytest.approx(example.values)
    exact = parse_lines(example.text, example.values)
    assert found["slopes"] == pytest.approx(exact, rel=1e-12)
    for name, (low, high, step) in moved(example.text, example.values).items():
        assert low <= example.values[name] <= high
        assert step > 0.0
    for kind in KINDS:
        assert export(kind, example.text, example.values, example.claims)
    lines = Lines(example.text)
    said = {
        name: verdict(page_of(lines, name, claim))["status"]
        for name, claim in example.claims.items()
    }
    slips = {name for name, status in said.items() if status not in ("proved", "agrees")}
    assert slips == ({"s"} if "Gaussian" in example.title else set())


def parse_lines(text: str, values: dict[str, float]) -> dict[str, float]:
    leaves = {name: autograd.Value(x, name) for name, x in values.items()}
    slopes = autograd.gradients(Lines(text)(**leaves), list(leaves.values()), allow_unused=True)
    return dict(zip(leaves, slopes, strict=True))


def test_the_network_has_the_published_gradient() -> None:
    example = EXAMPLES[-1]
    found = look(example.text, example.values)
    assert found["slopes"]["w1"] == pytest.approx(0.00043856773447434672705, rel=1e-13)


def test_moved_numbers_come_without_a_picture() -> None:
    first = look(NEURON.text, NEURON.values)
    then = look(NEURON.text, {**NEURON.values, "w": -2.0}, first["shape"])
    assert then["shape"] == first["shape"]
    assert "story" not in then
    assert then["numbers"]["values"] != first["numbers"]["values"]
    fresh = look(NEURON.text, {**NEURON.values, "w": -2.0})
    assert then["numbers"] == {key: fresh["story"][key] for key in then["numbers"]}


def test_another_branch_is_another_picture() -> None:
    text = "where(x > 0, x^2, sin(x)*x)"
    first = look(text, {"x": 1.0})
    then = look(text, {"x": -1.0}, first["shape"])
    assert then["shape"] != first["shape"]
    assert "story" in then


@settings(max_examples=25)  # each draws two pictures
@example(0.0, 0.0)
@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_the_picture_has_room_for_every_number(w: float, x: float) -> None:
    text = "z = w*x; (z - w)^2"
    first = look(text, {"w": 0.5, "x": 0.25})
    then = look(text, {"w": w, "x": x})
    assert then["shape"] == first["shape"]
    assert then["story"]["picture"]["size"] == first["story"]["picture"]["size"]


def test_names_without_a_number_get_one_at_which_there_is_a_value() -> None:
    for text in (
        "log(x)*y",
        "acosh(x)",
        "asin(x) + log(y)",
        "log(-x)",
        "log(x - y)",
        "sqrt(y - x)",
    ):
        lines = Lines(text)
        found = look(text, {})
        assert defined(lines, found["values"])
        assert set(found["values"]) == set(lines.names)


def test_ranges_end_where_the_domain_ends() -> None:
    low, high, _ = moved("log(x) + sqrt(3 - x)", {"x": 1.0})["x"]
    assert 0.0 < low < 0.05
    assert high == 2.0
    low, high, step = moved("log(x) + sqrt(3 - x)", {"x": 2.0})["x"]
    assert 3.0 - step <= high <= 3.0
    assert moved("asin(x)", {"x": 0.5})["x"][:2] == (-1.0, 1.0)


@given(st.floats(-1e9, 1e9).filter(lambda x: x == 0 or abs(x) > 1e-9))
def test_a_number_stands_well_inside_its_range(x: float) -> None:
    low, high, step = around(x)
    assert low <= x <= high
    assert high - low >= abs(x)
    assert 100 <= round((high - low) / step) <= 400


def test_out_of_its_domain_an_expression_is_refused_in_words() -> None:
    with pytest.raises(DomainError, match="log is defined for x > 0; got -1"):
        look("log(x)", {"x": -1.0})


@pytest.mark.parametrize(
    "value", ["1", None, True, {"a": 1}, math.inf, math.nan, 10**400], ids=range(7)
)
def test_values_are_finite_numbers(player: Player, value: Any) -> None:
    body = json.dumps({"text": "x*x", "values": {"x": value}}).encode()
    response, text = request(player, "POST", "/look", body, **JSON)
    assert response.status == 200
    assert "the value of x is to be a number" in json.loads(text)["fault"]


def test_faults_come_with_their_caret(player: Player) -> None:
    found = ask(player, "/look", text="z = w*x\nL = z + sine(x)")
    assert found["fault"].startswith("line 2: there is no function called sine; did you mean sin")
    assert found["drawing"] == ["z + sine(x)", "    ^^^^"]


def test_huge_texts_are_refused_in_a_sentence(player: Player) -> None:
    for text, sentence in {
        "x" * 20_000: "at most 10000 characters",
        "(" * 200 + "x" + ")" * 200: "nested more than 60 deep",
        "+".join(f"a{i}" for i in range(MOST_NAMES + 1)): f"room for {MOST_NAMES} names",
        "9**9**9": "too large for a float",
    }.items():
        assert sentence in ask(player, "/look", text=text)["fault"]


def test_large_texts_are_answered_in_time() -> None:
    for text in ("*".join(["x"] * 900), "; ".join(f"a{i + 1} = a{i}*a{i}" for i in range(90))):
        with at_most(500_000):
            found = look(text, {})
        assert len(found["numbers"]["values"]) <= 80


# ---- Claims -------------------------------------------------------------------------------------


def test_a_claim_is_checked_and_the_culprit_named(player: Player) -> None:
    claims = {
        "w": "2*(tanh(w*x + b) - t)*(1 - tanh(w*x + b)^2)*x + 0.2*w",
        "x": "2*(tanh(w*x + b) - t)*w",
        "b": "1/",
        "t": "  ",
    }
    found = ask(player, "/check", text=NEURON.text, claims=claims)["verdicts"]
    assert set(found) == {"w", "x", "b"}
    assert (found["w"]["status"], found["w"]["mark"]) == ("proved", "✓")
    assert (found["x"]["status"], found["x"]["mark"]) == ("wrong", "✗")
    assert any("is missing" in sentence for sentence in found["x"]["evidence"])
    assert any(sentence.startswith("right is dL/dx = ") for sentence in found["x"]["evidence"])
    assert found["b"]["status"] == "unreadable"


def test_a_claim_may_use_the_lines_and_their_chain_rule() -> None:
    lines = Lines("z = w*x + b\na = sigmoid(z)\nL = (a - y)^2/2")
    for claim in ("(a - y)*a*(1 - a)*x", "dL/da*da/dz*dz/dw", "dL/dz*x"):
        assert verdict(page_of(lines, "w", claim))["status"] == "proved"


def test_what_the_checker_cannot_read_is_said() -> None:
    found = verdict(page_of(Lines("where(x - 3, 5, x)"), "x", "1"))
    assert found["status"] == "unreadable"
    assert found["evidence"][0] == "in f = where(x - 3, 5, x):"


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("x % 2 + x // 2", "1"),
        ("dot([x, 2], [y, x])", "y + 2"),
        ("sum([x, x*y, x^2])", "1 + y + 2*x"),
    ],
)
def test_whatever_is_drawn_can_be_claimed(text: str, claim: str) -> None:
    assert verdict(page_of(Lines(text), "x", claim))["status"] == "proved"


def test_a_claim_for_what_is_no_variable_is_refused(player: Player) -> None:
    found = ask(player, "/check", text="x*y", claims={"z": "1"})
    assert found["fault"] == "there is no free z here: there is x and y"
    assert "at most 2000" in ask(player, "/check", text="x", claims={"x": "1+" * 1500})["fault"]


SLOW = "import sys, time\nfor line in sys.stdin: time.sleep(60)"


@pytest.fixture
def slow_judge(monkeypatch: pytest.MonkeyPatch) -> Iterator[Judge]:
    judge = Judge(seconds=0.3)
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    judge._process = process
    yield judge
    judge.close()
    assert process.poll() is not None


def test_a_slow_check_is_ended(slow_judge: Judge) -> None:
    found = slow_judge.verdict("x = y\ndx/dy = 1")
    assert found["status"] == "inconclusive"
    assert found["evidence"] == ["no verdict within 0.3 s"]


def test_the_next_check_after_an_ended_one_is_answered(slow_judge: Judge) -> None:
    slow_judge.verdict("x = y\ndx/dy = 1")
    slow_judge.seconds = 20.0
    assert slow_judge.verdict("x = y\ndx/dy = 1")["status"] == "proved"


def test_a_check_that_nobody_waits_for_is_ended(slow_judge: Judge) -> None:
    slow_judge.seconds = 60.0
    left = [False, True]
    slow_judge.verdict("x = y\ndx/dy = 1", lambda: left.pop())
    assert not left  # asked until nobody waited, and not once more


# ---- Taking along -------------------------------------------------------------------------------


ON_PAPER = Example("on paper", "z = θ·sin(φ)²; |z| + sum(i=1..3: i*z) + tanh'(z)/√θ", {}, {})


@pytest.mark.parametrize("example", [*EXAMPLES, ON_PAPER], ids=lambda example: example.title)
def test_python_that_is_copied_computes_the_same(example: Any) -> None:
    program = export("python", example.text, example.values, {})
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    found = look(example.text, example.values)
    printed = [float(line) for line in done.stdout.splitlines()]
    assert printed == pytest.approx([found["result"][1], *found["slopes"].values()], rel=1e-12)


def test_sums_of_numbers_become_sums_of_lists() -> None:
    program = export("python", "sum(x, y)^2 - dot([x, y], [2, -x])", {"x": 1.0, "y": 2.0}, {})
    assert "f = sum([x, y]) ** 2 - dot([x, y], [2, -x])" in program


def test_a_derivation_that_is_copied_can_be_checked() -> None:
    example = EXAMPLES[1]
    page = export("derivation", example.text, example.values, example.claims)
    report = check(page)
    assert report.ok
    assert len(report.claims) == 2


def test_latex_has_a_line_for_each_line() -> None:
    assert r"f &= \theta \cdot x" in export("latex", "θ·x", {}, {})
    text = export("latex", "z = w*x + b; L = z^2", {}, {})
    assert r"z &= w \cdot x + b \\" in text
    assert r"\frac{\partial L}{\partial w} &= " in text
    with pytest.raises(ExpressionError, match="to save; got pickle"):
        export("pickle", "x", {}, {})


# ---- Hostile names and texts --------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_stay_texts(player: Player, text: str) -> None:
    whole = {
        "text": text[:11_000],
        "values": {text[:200]: 1.0},
        "shape": text[:200],
        "kind": text[:200],
    }
    for path in QUESTIONS:
        found = ask(player, path, **whole, claims={text[:200]: text[:200]})
        assert "fault" in found or found.keys() & {"ranges", "verdicts", "file", "shape"}
        found = ask(player, path, text="x*x", kind="page", claims={"x": text[:1900]})
        assert "Traceback" not in json.dumps(found)
    _, plain = request(player, "GET", "/")
    address = quote(text.encode("utf-8", "replace")[:2000])
    response, page = request(player, "GET", f"/?.={address}")
    assert response.status == 200
    assert page == plain  # what the address says is read by the page's script, as text


@pytest.mark.parametrize("kind", KINDS)
def test_comments_and_spaces_do_not_reach_a_file(kind: str) -> None:
    text = "# </script><script>alert(1)</script> \\input{x}\nx*x  # '''\n"
    assert "alert" not in export(kind, text, {"x": 2.0}, {})


# ---- Starting and ending ------------------------------------------------------------------------


def test_play_returns_at_once_with_an_address() -> None:
    player = play("w*x + b", w=1.5, browser=False)
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?\.=w%2Ax\+%2B\+b&w=1\.5&x=.*&b=.*", player.url)
    assert repr(player) == f"<autograd play at {player.url}; .close() ends it>"
    player.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port_of(player)), timeout=1).close()


def test_a_wrong_text_is_refused_before_anything_starts() -> None:
    with pytest.raises(ExpressionError, match="no function called sine"):
        play("sine(x)", browser=False)
    with pytest.raises(ExpressionError, match="y does not occur in x"):
        play("x*x", y=1.0, browser=False)
    with pytest.raises(ExpressionError, match="the value of x is to be a number"):
        play("x*x", x=math.inf, browser=False)


def test_a_port_that_is_taken_gets_a_sentence_and_the_next_is_found(player: Player) -> None:
    with pytest.raises(OutputError, match=r"port \d+ cannot be used \(.*\): leave it out"):
        play(port=port_of(player), browser=False)
    with pytest.raises(OutputError, match="cannot be used"):
        play(port=99999, browser=False)
    with play(browser=False) as other:
        assert other.url != player.url


def test_the_command_says_where_it_is_and_ends_at_control_c(tmp_path: Path) -> None:
    script = (
        "import threading, time, os, signal, sys\n"
        "from autograd.shell.cli import main\n"
        "threading.Timer(1.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()\n"
        "sys.exit(main(['play', 'z = w*x; z^2', 'w=2', '--no-browser']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    first, second = done.stdout.splitlines()
    assert first.startswith("autograd play is at http://127.0.0.1:")
    assert second == "Ctrl-C ends it."
