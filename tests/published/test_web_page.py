"""The report as a page: every formula in it, what is wrong marked, nothing of the page executed."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from autograd.checking.report.table import VERDICTS
from autograd.drawing.shapes.style import DARK, LIGHT
from autograd.formulas.printed import read_printed
from autograd.formulas.printed.mathml import mathml
from autograd.published import check_text
from autograd.published.reporting.web_page import web_page
from autograd.shell.cli import main

PAGE = r"""
# A <b>toy</b>

By the chain rule & more, $y = x^2 \sin x$ has

$$\frac{dy}{dx} = 2x\sin x - x^2\cos x \tag{3}$$

and for $z = w^3$ it is $\frac{dz}{dw} = 3w^2$. Further $a <script>alert(1)</script> = b$ and

$$\int_0^1 y\,dx = \pmod{<script>2</script>}$$
"""
VOID = {"meta", "br", "wbr"}


class Parsed(HTMLParser):
    """The elements of a page: that each ends where it should, and the text of each class."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.tags: list[str] = []
        self.texts: list[tuple[set[str], str]] = []
        self.feed(page)
        self.close()
        assert not self.open, f"not closed: {self.open}"

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append((tag, dict(attributes).get("class") or ""))

    def handle_startendtag(self, tag, attributes):
        self.tags.append(tag)

    def handle_endtag(self, tag):
        last, _ = self.open.pop()
        assert last == tag, f"</{tag}> ends <{last}>"

    def handle_data(self, data):
        self.texts.append(({name for _, names in self.open for name in names.split()}, data))

    def text(self, name: str) -> str:
        return "".join(text for names, text in self.texts if name in names)


@pytest.fixture(scope="module")
def report():
    return check_text(PAGE, "/some/where/toy.md", "md")


@pytest.fixture(scope="module")
def page(report):
    return web_page(report, "toy.md")


def test_every_formula_stands_there_with_its_verdict_and_place(report, page):
    items = re.findall(r'<li id="line-[\d-]+" class="\w+">.*?</li>(?=<li|</ol>)', page)
    assert len(items) == len(report.formulas) == 6
    for item, each in zip(items, report.formulas, strict=True):
        assert each.status in item
        assert str(each.item.found.place) in item
    assert Parsed(page).text("summary") == report.summary


def test_the_culprit_is_marked_in_the_formula_and_said_below(page):
    parsed = Parsed(page)
    assert parsed.text("culprit") == "x2cosx"
    assert "the sign of x²·cos(x) is wrong" in parsed.text("why")
    assert parsed.text("number") == "(3)"
    assert "By the chain rule & more" in parsed.text("around")


def test_nothing_of_the_page_is_executed_or_fetched(page):
    parsed = Parsed(page)
    assert not {"b", "img", "link", "iframe"} & set(parsed.tags)
    assert not re.search(r"https?:|url\(|@import|src=", page)
    assert "default-src 'none'" in page
    assert "<script>2</script>" in parsed.text("left")


def test_the_one_script_of_a_file_is_the_one_that_is_allowed(page):
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = hashlib.sha256(script.encode()).digest()
    assert f"script-src 'sha256-{base64.b64encode(digest).decode()}'" in page
    assert "on" not in {name[:2] for name in re.findall(r"<\w+[^>]* (\w+)=", page)}


def test_every_link_leads_to_a_formula_of_its_own_report(report):
    other = check_text("$y = 3x$, $dy/dx = 3$", "other.md", "md")
    both = report._repr_html_() + other._repr_html_()
    anchors = re.findall(r'\bid="([^"]+)"', both)
    assert len(anchors) == len(set(anchors)) == len(report.formulas) + len(other.formulas)
    assert set(re.findall(r'href="#([^"]+)"', both)) <= set(anchors)
    assert "<script" not in both


PARTS = r"""
<!-- derivation: m in R -->

With $x \in \mathbb{R}^3$, $y = W x$, $L = m y^T y$ and $u = 3 v$ it is

$$\frac{\partial L}{\partial y} = m y \tag{7}$$

$$\frac{du}{dv} = 1$$

$$ y = x^2
"""


@pytest.fixture(scope="module")
def parts():
    return web_page(check_text(PARTS, "parts.md", "md"), "parts.md")


def test_what_is_right_is_set_as_mathematics(parts):
    why = re.search(r'<ul class="why">.*?</ul>', parts)[0]
    assert "right is <div" in why
    assert "<mfrac><mrow><mi>∂</mi><mi>L</mi></mrow>" in why


def test_a_passage_that_could_not_be_told_apart_stands_in_its_place(parts):
    last = re.findall(r'<li id="(line-\d+)" class="left">(.*?)</li></ul>', parts)[-1]
    assert last[0] == "line-10"
    assert "a formula begins with $$ and does not end" in last[1]
    assert "1 not read or not checked" in Parsed(parts).text("counts")


def test_the_evidence_stands_with_each_formula_and_once_for_all(parts):
    inside = re.search(r'id="line-6".*?</details>', parts)[0]
    assert 'by the definitions in <a href="#line-4">line 4</a>' in inside
    assert "m: a number (stated)" in inside
    assert "x: a vector of 3 numbers (stated)" in inside
    assert "dL/dy = m*y" in inside
    after = parts.partition("What the names were taken for")[2]
    assert "<td>x</td><td>a vector of 3 numbers (stated)</td>" in after
    assert "its size chosen)" in after
    for word in ("stated", "default", "chosen"):
        assert f"<dt>{word}</dt>" in after
    assert "u, v: a number (default)" in parts


def test_what_is_declared_and_what_is_left_open_is_there_to_be_copied(parts):
    declared, left = parts.partition("<h2>Declared</h2>")[2].split("<h2>Left open</h2>")
    assert "<code>m in R</code>" in declared
    assert "v in R" in left
    assert '<button type="button" class="copy" hidden>Copy</button>' in left


def test_a_notebook_shows_the_same_without_the_rest_of_a_file(report, page):
    shown = report._repr_html_()
    assert re.sub(r"\br[0-9a-f]{8}-", "", shown) in page
    assert shown.startswith("<style>")
    Parsed(shown)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_each_text_can_be_read(colours):
    paper = luminance(colours["paper"])
    tones = [pair[colours is DARK] for pair in VERDICTS.values()]
    for colour in [colours["ink"], colours["quiet"], *tones]:
        brighter, darker = sorted((paper, luminance(colour)), reverse=True)
        assert (brighter + 0.05) / (darker + 0.05) >= 4.5


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return sum(w * x for w, x in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


PRINTED = [
    (r"\frac{\partial L}{\partial w} = a", "∂L∂w=a", "mfrac"),
    (r"\hat y = \bar{x}", "y^=x¯", "mover"),
    (r"s = \sum_{i=1}^n x_i", "s=∑i=1nxi", "munderover"),
    (r"f'(x) = \sqrt{x}", "f\u2032(x)=x", "msqrt"),
    (r"\mathbf{W} = \mathbb{R}", "\U0001d416=\u211d", "mi"),
    (r"y = \begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}",
     "y={xifx>00otherwise", "mtable"),
    (r"A = \begin{pmatrix} a & b \\ c & d \end{pmatrix}", "A=(abcd)", "mtable"),
    (r"\frac{d^2 y}{dx^2} \leq \nabla_w J", "d2ydx2≤∇wJ", "mfrac"),
    (r"\frac{d}{dx} (x + 1) = 1", "ddx(x+1)=1", "mfrac"),
    (r"\sin^2 x \neq \log(x)", "sin2x≠log(x)", "msup"),
    (r"p = x \odot y \times z - 2 \cdot 3", "p=x⊙y×z−2⋅3", "mo"),
    (r"\|x\|_2 = |x|", "‖x‖2=|x|", "msub"),
    (r"y = x|_{x=0}", "y=x|x=0", "msub"),
    (r"\lim_{n \to \infty} a_n = \theta^T", "limn→∞an=θT", "munder"),
    (r"w \leftarrow -\eta g \pm 1", "w←−ηg±1", "mo"),
    (r"\mathrm{loss} = <b>", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("latex", "text", "tag"), PRINTED, ids=[x for x, _, _ in PRINTED])
def test_a_printed_formula_is_set(latex, text, tag):
    printed = read_printed(latex)
    parsed = Parsed("".join(mathml(printed)))
    assert "".join(data for _, data in parsed.texts) == text
    assert tag in parsed.tags or not tag
    assert "b" not in parsed.tags


@pytest.mark.parametrize(("latex", "text", "tag"), PRINTED, ids=[x for x, _, _ in PRINTED])
def test_a_mark_on_all_of_a_side_leaves_its_text(latex, text, tag):
    printed = read_printed(latex)
    plain, marked = (Parsed("".join(mathml(printed, marks))) for marks in ((), [(0, len(latex))]))
    assert [data for _, data in marked.texts] == [data for _, data in plain.texts]
    assert all("culprit" in names for names, data in marked.texts if data not in "=≤≠←<>")


def run(capsys, *words) -> tuple[int, str, str]:
    try:
        status = main(["check", *map(str, words)])
    except SystemExit as end:
        status = end.code
    out, err = capsys.readouterr()
    return status, " ".join(out.split()), " ".join(err.split())


@pytest.fixture
def notes(tmp_path):
    file = tmp_path / "notes.md"
    file.write_text("$$y = x^2, \\quad \\frac{dy}{dx} = 2x$$\n", encoding="utf-8")
    return file


def test_the_command_writes_the_page(notes, capsys):
    target = notes.with_name("report.html")
    status, out, _ = run(capsys, notes, "--html", target)
    assert status == 0
    assert "1 claim checked (1 right)" in out
    assert "wrote" in out
    assert "notes.md" in Parsed(target.read_text("utf-8")).text("autograd-page")


def test_plain_derivations_are_written_too(tmp_path, capsys):
    plain, target = tmp_path / "plain.txt", tmp_path / "plain.html"
    plain.write_text("y = x^2\ndy/dx = 3*x\n", encoding="utf-8")
    assert run(capsys, plain, "--html", target)[0] == 1
    assert "autograd-report" in target.read_text("utf-8")


def test_json_stays_json(notes, capsys):
    _, out, _ = run(capsys, notes, "--json", "--html", notes.with_name("r.html"))
    assert out.startswith("{")
    assert out.endswith("}")


REFUSED = [
    (("--html", "{dir}/no/r.html"), "cannot write", "choose another path"),
    (("--html", "{dir}/notes.md"), "would write the report over the page", "name another file"),
    (("--list", "--html", "{dir}/r.html"), "--list checks nothing", "leave out --html"),
    (("{dir}/notes.md", "--html", "{dir}/r.html"), "and here are 2", "name one"),
]


@pytest.mark.parametrize(("words", "what", "todo"), REFUSED, ids=[x for _, x, _ in REFUSED])
def test_what_cannot_be_written_is_said(notes, capsys, words, what, todo):
    given = [word.format(dir=notes.parent) for word in words]
    status, out, err = run(capsys, notes, *given)
    assert (status, out) == (2, "")
    assert what in err
    assert todo in err
    assert [file.name for file in notes.parent.iterdir()] == ["notes.md"]
