"""The live page in a real browser: typing, moving, checking, sharing; by keyboard and by ear."""

import re
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

from autograd import check
from autograd.shell.serve import Player, play
from autograd.shell.serve.examples import EXAMPLES
from autograd.shell.serve.player import query_of
from benchmarks.browser import PATIENCE
from drawings import HOSTILE
from pages import Visit, faults, heard, in_browser

pytestmark = in_browser


@pytest.fixture(scope="module")
def player() -> Iterator[Player]:
    with play(browser=False) as player:
        yield player


class Live(Visit):
    """A live page, and how to wait for what it does."""

    def wait(self, condition: str, argument: Any = None) -> None:
        """Until a condition holds. Playwright's own way would evaluate a text on the page, and the
        page's policy forbids that."""
        until = time.monotonic() + PATIENCE / 1000.0
        while not self.page.evaluate(condition, argument):
            assert time.monotonic() < until, condition
            self.page.wait_for_timeout(20)

    def answered(self, text: str) -> None:
        self.wait("text => document.querySelector('#answer').textContent === text", text)

    def type(self, text: str) -> None:
        self.page.fill("#text", text)

    def move(self, name: str, x: float) -> None:
        self.page.locator(f"input[type=range][data-name={name}]").evaluate(
            "(range, x) => { range.value = x; range.dispatchEvent(new Event('input',"
            "{bubbles: true})) }",
            x,
        )

    def number(self, name: str) -> Any:
        return self.page.locator(f".slider input[type=text][data-name={name}]")

    def claim(self, name: str) -> Any:
        return self.page.locator(f".claim input[data-name={name}]")

    def verdict(self, name: str) -> tuple[str, str]:
        row = "document.querySelector(`.claim input[data-name=${name}]`).parentElement"
        self.wait(f"name => /[^.…]/.test({row}.children[2].textContent)", name)
        found = self.page.evaluate(f"name => [...{row}.children].map(e => e.innerText)", name)
        return found[2], found[3]

    def mark(self) -> None:
        """Remember the elements of the picture, to see later whether they are the same."""
        self.page.evaluate("document.querySelectorAll('.node').forEach(e => (e.marked = true))")

    def is_marked(self) -> bool:
        return bool(
            self.page.evaluate("[...document.querySelectorAll('.node')].every(e => e.marked)")
        )


@pytest.fixture
def live(browser: Any, player: Player) -> Iterator[Any]:
    """Open the live page; in the end nothing went wrong and nobody else was asked."""
    visits: list[Live] = []

    def open_page(text: str = "", values: Any = (), path: str = "", **options: Any) -> Live:
        query = path or query_of(text, dict(values))
        visits.append(Live(browser, f"{player.url}?{query}" if query else player.url, **options))
        visits[-1].wait("document.querySelector('.node')")
        return visits[-1]

    yield open_page
    for one in visits:
        assert one.faults == []
        assert all(url.startswith((player.url, "blob:")) for url in one.requests)
        one.context.close()


def test_it_begins_with_an_example_and_all_its_gradients(live: Any) -> None:
    page = live()
    page.answered("L = 0.1691")
    assert page.page.locator("[data-why]").all_text_contents() == [
        "∂ 0.2591",
        "∂ −0.0007592",
        "∂ −0.000584",
        "∂ 0.02424",
    ]
    assert page.label("w") == "w, input, value 1.3, gradient 0.2591"
    assert page.steps()[0] == page.steps()[1]


def test_what_is_typed_is_drawn(live: Any) -> None:
    page = live()
    page.type("z = w*x + b\nL = z^2")
    page.wait("document.querySelector('#answer').textContent.startsWith('L = 6.50')")
    assert page.label("z").startswith("z, +, value 2.55")
    assert page.page.locator(".slider").count() == 3
    assert page.number("w").input_value() == "1.3"  # a name that stays keeps its number


def test_a_fault_is_said_with_its_caret_and_the_picture_stays(live: Any) -> None:
    page = live("w*x", {"w": 2.0, "x": 3.0})
    page.answered("f = 6")
    page.type("w*x + sine(x)")
    page.wait("document.querySelector('#fault pre')")
    assert "there is no function called sine; did you mean sin" in page.text("#fault")
    assert page.text("#fault pre") == "w*x + sine(x)\n      ^^^^"
    assert page.page.get_attribute("#text", "aria-invalid") == "true"
    assert page.page.locator("#picture.stale .node").count() == 3
    page.type("w*x + sin(x)")
    page.answered("f = 6.141")
    assert page.text("#fault") == ""
    assert page.page.locator(".stale").count() == 0


def test_out_of_the_domain_the_page_says_so(live: Any) -> None:
    page = live("log(x)", {"x": 2.0})
    assert page.page.locator(".slider").count() == 1
    page.number("x").fill("-1")
    page.wait("document.querySelector('#fault').textContent")
    assert "log is defined for x > 0; got -1" in page.text("#fault")
    page.number("x").fill("1")
    page.answered("f = 0")


def test_an_address_out_of_the_domain_still_has_sliders_to_leave_by(
    browser: Any, player: Player
) -> None:
    page = Live(browser, f"{player.url}?.=L=log(x)&x=-1")
    page.wait("document.querySelector('#fault').textContent.startsWith('log is defined')")
    assert page.page.locator("[data-why=x]").text_content() == "∂ ?"
    assert page.text(".claim label") == "∂L/∂x ="
    page.number("x").fill("1")
    page.answered("L = 0")
    assert page.faults == []
    page.context.close()


def test_a_slider_changes_numbers_and_nothing_else(live: Any) -> None:
    page = live("w*x", {"w": 2.0, "x": 3.0})
    page.answered("f = 6")
    page.mark()
    page.move("w", 4.0)
    page.answered("f = 12")
    assert page.is_marked()
    assert page.number("w").input_value() == "4"
    assert page.label("x") == "x, input, value 3, gradient 4"
    pill = page.page.locator(".label .partial").all_text_contents()
    assert sorted(pill) == ["3", "4"]
    page.page.locator("input[type=range][data-name=x]").focus()
    page.press("ArrowRight")
    page.wait("document.querySelector('#answer').textContent !== 'f = 12'")
    assert page.is_marked()


def test_a_fast_slider_ends_where_it_was_left(live: Any) -> None:
    page = live("w*x", {"w": 2.0, "x": 3.0})
    page.answered("f = 6")
    page.page.evaluate(
        "() => { const range = document.querySelector('input[type=range]');"
        "for (let k = 0; k <= 60; k++) setTimeout(() => { range.value = k / 20;"
        "range.dispatchEvent(new Event('input', {bubbles: true})) }, 3 * k) }"
    )
    page.answered("f = 9")
    page.page.wait_for_timeout(300)
    assert page.text("#answer") == "f = 9"


def test_the_slider_is_heard(live: Any) -> None:
    page = live("w*x", {"w": 2.0, "x": 3.0})
    page.page.locator("input[type=range][data-name=w]").focus()
    page.move("w", 4.0)
    page.wait("document.querySelector('#live').textContent.startsWith('f = 12, ∂f/∂w = 3')")


def test_another_branch_is_drawn_anew(live: Any) -> None:
    page = live("where(x > 0, x^2, sin(x)*x)", {"x": 1.0})
    page.answered("f = 1")
    page.number("x").fill("-1")
    page.answered("f = 0.8415")
    assert page.page.locator(".node").filter(has_text="sin").count() == 1


def test_one_click_says_why_the_network_has_this_gradient(live: Any) -> None:
    page = live()
    page.page.click("#menu summary")
    page.page.get_by_role("button", name="a 2-2-2 network").click()
    page.answered("E = 0.2984")
    page.page.locator("[data-why=w1]").click()
    assert "0.0004385677344743" in page.text("#sum")
    assert "0.008771 · 0.05" in page.text("#sum")
    assert page.text("#nudge") == "∂z_h1/∂w1 = x1. Nudge w1 by 0.01: E moves by about 4.39e-6."
    page.page.get_by_role("button", name="∂E/∂z_h1 = 0.008771?").click()
    assert page.text("#which").startswith("z_h1")


def test_the_explanation_moves_along(live: Any) -> None:
    page = live("w*x", {"w": 2.0, "x": 3.0})
    page.card("w").click()
    assert page.text("#sum").endswith("= 1 · 3 = 3")
    page.move("x", 5.0)
    page.answered("f = 10")
    assert page.text("#sum").endswith("= 1 · 5 = 5")
    page.type("w*x*w")
    page.answered("f = 20")
    assert page.text("#which") == "w · input · value 2"
    page.type("x*x")
    page.answered("f = 25")
    assert page.text("#which") == "Why this gradient?"
    assert page.text("#nudge") == ""


def test_steps_are_those_of_the_step_page(live: Any) -> None:
    page = live("z = w*x; z^2", {"w": 2.0, "x": 3.0})
    page.card("w").focus()
    page.press("Home")
    assert page.label("z") == "z, ×, value to come"
    page.press("ArrowRight")
    assert page.text("#more") == "z = w·x"
    page.move("w", 4.0)
    page.answered("f = 144")
    assert page.text("#line").endswith("12")  # still at that step, with the new number
    assert page.steps()[0] == 1
    page.press("End")
    assert page.label("w") == "w, input, value 4, gradient 72"


def test_the_arrow_keys_belong_to_the_text_while_it_is_typed(live: Any) -> None:
    page = live("w*x", {"w": 2.0, "x": 3.0})
    at = page.steps()[0]
    page.page.focus("#text")
    page.press("Home", "ArrowRight", "Space")
    assert page.steps()[0] == at
    assert page.page.input_value("#text") == "w *x"


def test_a_claim_is_checked_as_it_is_typed(live: Any) -> None:
    page = live("z = w*x + b\nL = sigmoid(z)^2", {})
    page.claim("w").fill("2*sigmoid(z)*x")
    verdict, evidence = page.verdict("w")
    assert verdict == "✗ wrong"
    assert "is missing in 2*sigmoid(z)*x" in evidence
    assert "right is dL/dw = " in evidence
    assert page.claim("w").get_attribute("aria-invalid") == "true"
    assert "wrong" in page.text("#live")
    page.claim("w").fill("2*sigmoid(z)^2*(1 - sigmoid(z))*x")
    page.wait("document.querySelector('.verdict').textContent === '✓ proved'")
    page.claim("b").fill("dL/dz*")
    assert page.verdict("b")[0].endswith("unreadable")


def test_claims_are_checked_again_when_the_text_changes(live: Any) -> None:
    page = live("x*x", {"x": 3.0})
    page.claim("x").fill("2*x")
    assert page.verdict("x")[0] == "✓ proved"
    page.type("x*x*x")
    page.wait("document.querySelector('.verdict').textContent === '✗ wrong'")


def test_the_address_holds_it_all(live: Any, browser: Any) -> None:
    page = live("z = w*x + b; z^2", {"w": 2.0})
    page.claim("w").fill("2*z*x")
    page.move("b", 0.25)
    page.verdict("w")
    page.wait("location.search.includes('.w=2*z*x') && location.search.includes('b=0.25')")
    page.card("z").focus()
    page.press("Home", "ArrowRight", "ArrowRight")
    page.wait("location.hash === '#2'")
    before = page.text("#answer")
    page.page.reload()
    page.answered(before)
    assert page.page.input_value("#text") == "z = w*x + b; z^2"
    assert page.number("b").input_value() == "0.25"
    assert page.verdict("w")[0] == "✓ proved"
    assert page.steps()[0] == 2


def test_back_leads_to_the_expression_before_an_example(live: Any) -> None:
    page = live("w*x", {"w": 2.0, "x": 3.0})
    page.answered("f = 6")
    page.page.click("#menu summary")
    page.page.get_by_role("button", name="x used three times").click()
    page.answered("y = 12")
    page.wait("location.search.includes('x*x')")
    page.page.go_back()
    page.answered("f = 6")
    page.page.go_forward()
    page.answered("y = 12")


def test_no_entry_of_the_history_loses_its_numbers_however_fast_one_goes(live: Any) -> None:
    page = live("w*x", {"w": 2.0, "x": 3.0})
    page.answered("f = 6")
    page.page.click("#menu summary")
    page.page.get_by_role("button", name="x used three times").click()
    page.answered("y = 12")
    page.wait("location.search.includes('x*x')")
    for pause in (240, 200, 245, 180):  # what is written to an address is written after 250 ms
        page.page.go_back()
        page.answered("f = 6")
        page.page.wait_for_timeout(pause)
        page.page.go_forward()
        page.answered("y = 12")
        page.page.wait_for_timeout(pause)


@pytest.mark.parametrize(("kind", "start"), [("svg", "<svg"), ("page", "<!doctype html>")])
def test_files_are_saved(live: Any, kind: str, start: str) -> None:
    page = live("w*x", {"w": 2.0, "x": 3.0})
    page.page.click("#take summary")
    with page.page.expect_download() as caught:
        page.page.click(f"[data-kind={kind}]")
    text = caught.value.path().read_text(encoding="utf-8")
    assert text.startswith(start)
    assert text.rstrip().endswith(">")


def test_what_is_copied_can_be_used(live: Any) -> None:
    page = live(EXAMPLES[1].text, EXAMPLES[1].values, permissions=["clipboard-write"])
    page.page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text }")
    page.claim("b").fill("a - y")
    for kind, part in {
        "python": "L.backward()",
        "latex": r"\begin{aligned}",
        "derivation": "dL/db = a - y",
        "address": "http://127.0.0.1:",
    }.items():
        page.page.click("#take summary")
        page.page.click(f"[data-kind={kind}]")
        page.wait("part => (window.copied ?? '').includes(part)", part)
        if kind == "derivation":
            assert check(page.page.evaluate("window.copied")).ok


def test_everything_has_a_name_to_be_called_by(live: Any) -> None:
    page = live("w*x", {"w": 2.0, "x": 3.0})
    for role, name in (
        ("textbox", "Expression, or several lines such as z = w*x + b"),
        ("slider", "w"),
        ("textbox", "w, as a number"),
        ("button", "Why is ∂f/∂w = 3?"),
        ("textbox", "Your derivative of f in w"),
        ("button", "w, input, value 2, gradient 3"),
        ("slider", "Step"),
        ("button", "Dark mode"),
    ):
        assert page.page.get_by_role(role, name=name, exact=True).count() >= 1, name
    assert page.page.get_attribute("#fault", "role") == "status"


HEARD = """
- banner:
  - heading "autograd play" [level=1]
  - text: f = 6
  - group: Examples
  - group: Save
  - searchbox "Find a card by name"
  - button "Dark mode"
- main:
  - region "Expression":
    - textbox "Expression, or several lines such as z = w*x + b": w*x
    - group "Variables":
      - text: w
      - slider "w": "2"
      - textbox "w, as a number": "2"
      - button "Why is ∂f/∂w = 3?"
      - text: x
      - slider "x": "3"
      - textbox "x, as a number": "3"
      - button "Why is ∂f/∂x = 2?"
  - button "Skip the picture"
  - group "Computation graph":
    - group:
      - button "w, input, value 2, gradient 3"
      - button "x, input, value 3, gradient 2"
      - button "f, ×, value 6, gradient 1"
  - region "Steps":
    - slider "Step": "4"
    - status: step 4 / 4 · backward
    - region "This step"
    - region "Explanation":
      - heading "Why this gradient?" [level=2]
    - region "Your derivatives":
      - heading "Your derivatives, checked" [level=2]
      - textbox "Your derivative of f in w": x
      - status: ✓ proved
      - textbox "Your derivative of f in x"
    - paragraph: "∂f/∂w = x: proved."
"""


def test_who_listens_hears_the_numbers_and_the_verdict(live: Any) -> None:
    page = live("w*x", {"w": 2.0, "x": 3.0})
    page.claim("w").fill("x")
    assert page.verdict("w")[0] == "✓ proved"
    heard(page, HEARD)


def test_the_keyboard_alone_writes_moves_and_asks_why(live: Any) -> None:
    page = live("w*x", {"w": 2.0, "x": 3.0})
    page.page.focus("#text")
    page.press("Tab")
    assert focused(page) == "w"  # its slider
    page.press("ArrowRight", "Tab", "Tab")
    assert focused(page).startswith("Why is ∂f/∂w")
    page.press("Enter")
    assert page.text("#which").startswith("w · input")
    page.press("Tab", "Tab", "Tab", "Tab")
    assert focused(page) == "Skip the picture"
    page.press("Enter")
    assert focused(page) == "Step forward"
    for _ in range(30):
        page.press("Tab")
        if focused(page) == "Your derivative of f in w":
            break
    page.page.keyboard.type("x")
    assert page.verdict("w")[0] == "✓ proved"


def focused(page: Live) -> str:
    """The name of what the keyboard is at."""
    return str(
        page.page.evaluate(
            "(document.activeElement.ariaLabel ?? document.activeElement.textContent).trim()"
        )
    )


def test_menus_close_at_escape_and_elsewhere(live: Any) -> None:
    page = live("w*x", {})
    for close in (lambda: page.press("Escape"), lambda: page.page.click("h1")):
        page.page.click("#menu summary")
        assert page.page.locator("#shelf").is_visible()
        close()
        assert not page.page.locator("#shelf").is_visible()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("example", [0, len(EXAMPLES) - 1])
def test_every_text_can_be_read(live: Any, example: int, scheme: str, width: int) -> None:
    size = {"width": width, "height": 800}
    text, values = EXAMPLES[example].text, EXAMPLES[example].values
    page = live(text, values, color_scheme=scheme, viewport=size)
    name = next(iter(values))
    page.claim(name).fill("0")
    page.verdict(name)
    page.page.locator(f"[data-why={name}]").click()
    page.page.evaluate("document.activeElement.blur()")
    assert faults(page) == []
    assert page.page.evaluate("document.documentElement.scrollWidth") <= width


def test_hostile_addresses_do_nothing(live: Any, player: Player) -> None:
    page = live()
    for text in [*HOSTILE[6:30:3], "x*x # </script><img src=x onerror=alert(1)>"]:
        short = text.encode("utf-8", "replace").decode()[:300]
        parts = [(".", "x*x"), ("x", short), (".x", short), (short, "1"), ("." + short, "1")]
        page.page.goto(f"{player.url}?{urlencode(parts)}")
        page.wait("document.querySelector('.node') && document.querySelector('.verdict').innerText")
        page.type(short)
        page.wait("document.querySelector('#fault').innerText || chosen === null")
        assert page.page.locator("img, #picture script, b b, iframe").count() == 0
        assert page.page.title() == "autograd play"


def test_a_server_that_has_gone_is_said(browser: Any) -> None:
    player = play("w*x", browser=False)
    page = Live(browser, player.url)
    page.wait("document.querySelector('.node')")
    player.close()
    page.type("w*x*x")
    page.wait(
        "document.querySelector('#fault').textContent.startsWith('no answer from the server')"
    )
    assert all(re.search("ERR_CONNECTION_REFUSED|Failed to load", fault) for fault in page.faults)
    page.context.close()
