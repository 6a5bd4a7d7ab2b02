"""The step page in a real browser: by keyboard, by pointer, by ear; alone on an island."""

import json
import math
import re
from pathlib import Path
from typing import Any

import pytest

import autograd
from autograd import Tensor, Value
from autograd.drawing import explore
from autograd.drawing.signs.figures import figure
from benchmarks.graphs import network_of
from benchmarks.pages import visited
from drawings import chain, unrolled
from pages import Visit, heard, in_browser, network, neuron

pytestmark = in_browser


def test_the_keyboard_alone_reaches_the_end(visit: Any) -> None:
    page = visit(neuron())
    at, end = page.steps()
    assert at == 0
    assert page.label("L") == "L, +, value to come"
    for _ in range(end):
        page.press("ArrowRight")
    assert page.steps() == (end, end)
    assert page.label("w") == "w, input, value −0.8, gradient −3.441"
    page.press("ArrowLeft", "ArrowLeft", "Home")
    assert page.steps() == (0, end)
    page.press("End")
    assert page.steps() == (end, end)
    page.press("Home", "Space")
    from playwright.sync_api import expect

    expect(page.page.locator("#count")).to_contain_text("step 1 ")
    assert page.text("#play") == "pause"
    page.press("Space")
    assert page.text("#play") == "play"


def test_every_step_is_announced(visit: Any) -> None:
    page = visit(neuron())
    _, end = page.steps()
    said = [page.text("#live")]
    for _ in range(end):
        page.press("ArrowRight")
        said.append(page.text("#live"))
    assert len(set(said)) == end + 1
    assert any("wx = −1.2" in sentence for sentence in said)
    assert any("∂L/∂w gains (−2.187) · 1.5 = −3.281, and is −3.441" in one for one in said)


def test_the_chain_rule_line_and_the_running_sum(visit: Any) -> None:
    page = visit(neuron())
    page.press("End")
    while "∂L/∂w gains (−2.187)" not in page.text("#live"):
        page.press("ArrowLeft")
    assert page.text("#line").endswith("(−2.187) · 1.5 = −3.281")
    assert page.page.locator("#line math mfrac").count() == 3
    assert "local derivative ∂wx/∂w = x = 1.5" in page.text("#more")
    assert "w is used 3 times, so gradients add: (−0.08) + (−0.08) + (−3.281) = −3.441" in (
        page.text("#more")
    )


def test_gradients_accumulate_on_the_card(visit: Any) -> None:
    page = visit(neuron())
    page.page.click("#turn")
    assert page.label("w") == "w, input, value −0.8"
    seen = []
    for _ in range(page.steps()[1] - page.steps()[0]):
        page.press("ArrowRight")
        seen.append(page.card("w").locator(".number").nth(1).text_content())
    assert list(dict.fromkeys(seen)) == ["not run", "−0.08", "−0.16", "−3.441"]


def test_one_click_says_why(visit: Any) -> None:
    error, parameters = network()
    page = visit(error, parameters)
    page.card("w1").click()
    assert "0.000438567734474" in page.text("#sum")
    assert "0.008771 · 0.05" in page.text("#sum")
    assert page.text("#nudge") == "∂z_h1/∂w1 = x1. Nudge w1 by 0.01: E moves by about 4.39e-6."
    page.page.get_by_role("button", name="∂E/∂z_h1 = 0.008771?").click()
    assert page.text("#which").startswith("z_h1")
    page.card("E").focus()
    page.press("Enter")
    assert "its gradient is 1" in page.text("#sum")


def test_everything_has_a_name_to_be_called_by(visit: Any) -> None:
    page = visit(neuron())
    for role, name in (
        ("button", "First step"),
        ("button", "Step back"),
        ("button", "play"),
        ("button", "Step forward"),
        ("button", "to backward"),
        ("button", "Last step"),
        ("button", "Dark mode"),
        ("button", "Skip the picture"),
        ("slider", "Step"),
        ("searchbox", "Find a card by name"),
        ("button", "w, input, value −0.8"),
    ):
        assert page.page.get_by_role(role, name=name, exact=True).count() >= 1, name
    unnamed = page.page.evaluate(
        "[...document.querySelectorAll('button,input,[role=button]')].filter(e =>"
        "!(e.getAttribute('aria-label') || e.textContent.trim())).length"
    )
    assert unnamed == 0
    assert page.page.locator("#live").get_attribute("aria-live") == "polite"


HEARD = """
- banner:
  - heading "How L = 2.427 came about" [level=1]
  - paragraph: L = (tanh(w·x + b) − t)² + 0.1·w·w
  - searchbox "Find a card by name"
  - button "Dark mode"
- main:
  - button "Skip the picture"
  - group "Computation graph":
    - group:
      - button "w, input, value −0.8, gradient −3.441"
      - button "x, input, value 1.5, gradient 1.75"
      - button "b, input, value 0.6, gradient −2.187"
      - button "t, input, value 1, gradient 3.074"
      - button "wx, ×, value −1.2, gradient −2.187"
      - button "v1, +, value −0.6, gradient −2.187"
      - button "y, tanh, value −0.537, gradient −3.074"
      - button "v2, −, value −1.537, gradient −3.074"
      - button "v3, ^ 2, value 2.363, gradient 1"
      - button "v4, 0.1 ×, value −0.08, gradient −0.8"
      - button "v5, ×, value 0.064, gradient 1"
      - button "L, +, value 2.427, gradient 1"
  - region "Steps":
    - button "First step"
    - button "Step back"
    - button "play"
    - button "Step forward"
    - button "to backward"
    - button "Last step"
    - slider "Step": "22"
    - status: step 22 / 22 · backward
    - region "This step":
      - heading "Backward · chain rule" [level=2]
      - math: ∂ L ∂ x = ∂ L ∂ wx · ∂ wx ∂ x =
      - text: (−2.187) · (−0.8) = 1.75
      - paragraph: local derivative ∂wx/∂x = w = −0.8
    - region "Explanation":
      - heading "Why this gradient?" [level=2]
    - paragraph: "Step 22 of 22, backward: ∂L/∂x gains (−2.187) · (−0.8) = 1.75"
"""


def test_who_listens_hears_every_card_once_and_no_loose_number(visit: Any) -> None:
    page = visit(neuron())
    page.press("End")
    assert page.page.locator(".node.copy").count() == 1
    heard(page, HEARD)
    aloud = page.page.locator("#picture").aria_snapshot()
    assert len(re.findall("- (?!button|group)", aloud)) == 0
    assert aloud.count("- button") == 12


def test_of_many_results_in_a_frame_each_is_heard_with_its_name(visit: Any) -> None:
    page = visit(unrolled())
    page.press("End")
    heard(
        page,
        """
        - group "Computation graph":
          - group:
            - 'button "Cell #3[1], module, value −0.09572, gradient −1.68"'
            - 'button "Cell #6[2], module, value 0.2927, gradient 0.2698"'
        """,
    )
    aloud = page.page.locator("#picture").aria_snapshot()
    assert aloud.count("Cell #2[0]") == 1  # though it is drawn again on the next line


def test_pointing_shows_ancestors_and_descendants_only(visit: Any) -> None:
    page = visit(neuron())
    page.press("End")
    page.card("wx").hover()
    page.page.wait_for_selector(".lit")
    on = {one.split(",")[0] for one in page.page.eval_on_selector_all(
        ".node.on", "all => all.map(e => e.getAttribute('aria-label'))")}  # fmt: skip
    assert {"w", "x", "wx", "y", "L"} <= on
    assert not {"b", "t"} & on
    page.page.mouse.move(640, 790)
    assert page.page.locator(".lit").count() == 0


def test_search_finds_by_name(visit: Any) -> None:
    page = visit(neuron())
    page.page.fill("#search", "wx")
    assert page.page.locator(".node.on").count() == 1
    assert "cards found: 1" in page.text("#live")
    page.press("Enter")
    assert page.page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("wx")


def test_dark_mode_follows_the_system_and_the_button(visit: Any) -> None:
    page = visit(neuron(), color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.page.evaluate(ground) == "rgb(20, 22, 28)"
    page.page.click("#theme")
    assert page.page.evaluate(ground) == "rgb(251, 250, 247)"
    assert page.page.locator("#theme").get_attribute("aria-pressed") == "false"


def test_a_step_changes_only_what_differs(visit: Any) -> None:
    page = visit(chain(60))
    assert 0 < changes_of_a_step(page) <= 25


def test_no_later_arrow_crosses_the_number_of_the_step(visit: Any) -> None:
    page = visit(network_of(60))
    crossed = """edge => [...edge.parentNode.querySelectorAll('.edge')].filter(other =>
      edge.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING).length"""
    first = page.page.locator(".edge.dense").first
    assert first.evaluate(crossed) > 0
    handle = first.element_handle()
    page.page.evaluate(
        "arrow => go(steps.findIndex(({ edge }) => edge?.parts[0] === arrow))", handle
    )
    assert "now" in handle.get_attribute("class").split()
    assert handle.evaluate(crossed) == 0


def test_a_step_costs_no_more_among_a_thousand_nodes(browser: Any, tmp_path: Path) -> None:
    explore(chain(1000), tmp_path / "page.html", limit=None)
    page = Visit(browser, (tmp_path / "page.html").as_uri())
    assert 0 < changes_of_a_step(page) <= 25
    page.context.close()
    assert page.faults == []


def test_frames_are_measured_in_the_browser(browser: Any, tmp_path: Path) -> None:
    times, requests = visited(browser, neuron(), tmp_path / "page.html", 5)
    assert len(times) == 5
    assert 0.0 < times[0] <= times[-1]
    assert requests == 0


def changes_of_a_step(page: Visit) -> int:
    """How many changes to the picture the browser sees when one step is taken in the middle."""
    return int(
        page.page.evaluate(
            """() => new Promise(done => {
                go(end - 20)
                const observer = new MutationObserver(() => {})
                observer.observe(document.querySelector('#picture'),
                    {subtree: true, attributes: true, childList: true, characterData: true})
                go(at + 1)
                done(observer.takeRecords().length)
            })"""
        )
    )


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_sticks_out(visit: Any, width: int) -> None:
    error, parameters = network()
    page = visit(error, parameters, viewport={"width": width, "height": 800})
    page.press("End")
    page.card("k1").click()
    assert page.page.evaluate("document.documentElement.scrollWidth") <= width
    smallest = page.page.evaluate(
        "Math.min(...[...document.querySelectorAll('#picture text')].map(e =>"
        "parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().a))"
    )
    assert smallest >= 11.0


def test_paper_shows_the_end(visit: Any) -> None:
    page = visit(neuron())
    page.page.emulate_media(media="print")
    page.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.label("w").endswith("gradient −3.441")
    assert not page.page.locator(".controls").is_visible()
    page.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.steps()[0] == 0


def test_in_the_frame_of_a_notebook(browser: Any, tmp_path: Path) -> None:
    frame = explore(neuron())._repr_html_()
    (tmp_path / "notebook.html").write_text(f"<!doctype html><meta charset=utf-8>{frame}", "utf-8")
    page = Visit(browser, (tmp_path / "notebook.html").as_uri())
    inside = page.page.frame_locator("iframe")
    inside.locator("#last").click()
    assert "22 / 22" in (inside.locator("#count").text_content() or "")
    assert page.faults == []
    page.context.close()


def test_arrays_step_and_explain_themselves(visit: Any) -> None:
    t = Tensor([[1.0, 2.0], [3.0, 4.0]], name="t")
    page = visit((t * t).sum())
    page.press("End")
    assert page.label("t") == "t, input, value 2×2: 1…4, gradient 2×2: 2…8"
    page.card("t").click()
    cells = page.page.locator("#sum td").all_text_contents()
    assert cells == ["2", "4", "6", "8"]
    page.press("ArrowLeft")
    assert page.page.locator("#line td").all_text_contents() == ["1", "2", "3", "4"]
    assert "local derivative ∂v1/∂t = t, entry by entry" in page.text("#more")


def test_an_operation_that_moves_elements_says_how_they_come_back(visit: Any) -> None:
    a, x = Tensor([[1.0, 2.0], [3.0, 4.0]], name="a"), Tensor([[1.0], [2.0]], name="x")
    z = a @ x
    z.name = "z"
    page = visit(z.sum())
    page.press("End")
    assert page.text("#more") == "∂v1/∂z comes back times the other factor, transposed"


def test_a_forward_step_says_how(visit: Any) -> None:
    page = visit(neuron())
    page.press("ArrowRight")
    assert page.text("#line").endswith("= −1.2")
    assert page.text("#more") == "wx = w·x"


def test_a_shared_address_opens_at_its_step(visit: Any) -> None:
    page = visit(neuron())
    page.press("ArrowRight", "ArrowRight")
    page.page.wait_for_url("**/page.html#2")  # the address follows when steps rest
    page.page.reload()
    assert page.steps()[0] == 2


def test_hostile_names_do_nothing(visit: Any) -> None:
    x = Value(2.0, "</script><script>document.title='hacked'</script>")
    y = x * Value(3.0, "<img src=x onerror=alert(1)>") + x
    y.name = "\u202e<b>y</b>"
    page = visit(y)
    page.press("End")
    page.page.locator(".node").first.focus()
    page.press("Enter")
    assert page.page.locator("img, b b").count() == 0
    assert page.page.title() != "hacked"


def test_numbers_are_written_as_in_the_picture(visit: Any) -> None:
    page = visit(neuron())
    numbers = [math.sin(i * 1.7) * 10.0 ** (i % 23 - 11) for i in range(300)]
    written = page.page.evaluate(f"{json.dumps(numbers)}.map(figure)")
    for number, text in zip(numbers, written, strict=True):
        assert len(text) <= 7
        assert float(text.replace("−", "-")) == pytest.approx(
            float(figure(number).replace("−", "-")), rel=1e-9
        ), number


def test_names_are_set_as_mathematicians_set_them(visit: Any) -> None:
    page = visit(neuron())
    texts = {
        "wx": "<mi>wx</mi>",
        "w1": "<msub><mi>w</mi><mtext>1</mtext></msub>",
        "z_h1": "<msub><mi>z</mi><mtext>h1</mtext></msub>",
        "out1": "<mi>out1</mi>",
        "layers.0[1]": "<mi>layers.0[1]</mi>",
        "h⁽¹²⁾": "<msup><mi>h</mi><mtext>(12)</mtext></msup>",
        "b_2⁽³⁾": "<msup><msub><mi>b</mi><mtext>2</mtext></msub><mtext>(3)</mtext></msup>",
    }
    for name, markup in texts.items():
        assert page.page.evaluate(f"symbol({json.dumps({'name': name})}).outerHTML") == markup


def test_an_infinite_gradient_is_told_as_it_grows(visit: Any) -> None:
    with autograd.ieee():
        x = Value(0.0, "x")
        z = autograd.log(x) + 1.0 / x
        z.name = "z"
        page = visit(z)
    page.press("End", "ArrowLeft")
    assert page.text("#line").endswith("1 · (−∞) = −∞")
    assert page.text("#more").endswith("x is used twice, so gradients add: −∞ so far")
    assert page.label("x").endswith("gradient −∞")
    page.card("x").click()
    assert page.text("#sum").endswith("= 1 · ∞ + 1 · (−∞) = NaN")


def test_large_numbers_are_written_alike_everywhere(visit: Any) -> None:
    a = Value(1.2345e29, "a")
    page = visit(a * 2.0)
    page.press("End")
    assert page.label("v1") == "v1, × 2, value 2.469e29, gradient 1"
