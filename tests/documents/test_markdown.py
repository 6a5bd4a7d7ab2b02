r"""Markdown: every setting in which people write a formula, and what is none."""

import pytest

from autograd.documents import document
from autograd.documents.markdown.spans import Text
from effort import at_most

WHOLE = r"\frac{dy}{dx} = 3x"


@pytest.mark.parametrize(
    ("setting", "line"),
    [
        ("$$ {} $$", 1),
        ("$$\n{}\n$$", 2),
        ("$$\n\n{}\n\n$$", 3),
        ("so $$ {} $$ holds", 1),
        ("$${}$$ (3.1)", 1),
        ("$${}$$ {{#eq:slope}}", 1),
        ("\\begin{{align}}\n{}\n\\end{{align}}", 2),
        ("\\begin{{equation}}\\begin{{split}} {} \\end{{split}}\\end{{equation}}", 1),
        ("```math\n{}\n```", 2),
        ("~~~ {{math}}\n{}\n~~~", 2),
        ("> > text\n> > $$\n> > {}\n> > $$", 3),
        ("> ```math\n> {}\n> ```", 2),
        ("so \\[ {} \\] holds", 1),
        ("\\\\[ {} \\\\]", 1),
        ("and \\\\( {} \\\\)", 1),
        ("and \\({}\\)", 1),
        ("and ${}$.", 1),
        ("and $ {} $.", 1),
        ("1. one\n   $$ {} $$\n2. two", 2),
        ("- \\[\n  {}\n  \\]", 2),
        ("| a | ${}$ |", 1),
        ("<p>$${}$$</p>", 1),
        ("<div>\n$$\n{}\n$$\n</div>", 3),
        ("{{% raw %}}\n$$ {} $$\n{{% endraw %}}", 2),
        ('<script type="math/tex; mode=display">{}</script>', 1),
        ("---\ntitle: $5 = 5$\n---\n$$ {} $$", 4),
        ("# The slope ${}$", 1),
        ("    - nested\n\n      $$ {} $$", 3),
    ],
)
def test_a_formula_is_found_with_its_line(setting, line):
    found = document(setting.format(WHOLE), "page.md")
    assert [(f.latex, f.place.line) for f in found.formulas] == [(WHOLE, line)]
    assert not found.unread


@pytest.mark.parametrize(
    "page",
    [
        "",
        "It costs $5 and $10, or US$ 3 = 3 US$.",
        "from $5 to $10 = 2",
        "`$x = 3$` and ``$$ x = 3 $$`` and <code>$x = 3$</code>",
        "```python\nx = '$$ y = 3 $$'\n```",
        "text\n\n    $x = 3$ is code by its indent\n    y = $z$",
        "{% highlight python %}\n$$ x = 3 $$\n{% endhighlight %}",
        "<pre>\n$$ x = 3 $$\n\n$$ y = 3 $$\n</pre>",
        "---\ntitle: a $x = 3$\nn: 3\n---\n",
        "+++\ntitle = '$x = 3$'\n+++\n",
        "<!-- $$ x = 3 $$ -->",
        "\\$x = 3\\$",
    ],
)
def test_code_prices_and_data_are_no_formulas(page):
    assert document(page, "page.md").formulas == ()


def test_words_headings_and_items_go_with_the_formula():
    page = (
        "# Net\n\n## *Cost* of $w$\n\nThe **cost** is\n\n$$J = w^2$$\n\nwhere $w$ is [a](b) weight."
    )
    first, cost, w = document(page, "page.md").formulas
    assert (first.latex, first.inline, first.has_relation) == ("w", True, False)
    assert cost.heading == ("Net", "Cost of $w$")
    assert (cost.before, w.before, w.after) == ("The cost is", "where", "is a weight.")


def test_a_numbered_item_stands_by_itself():
    page = "$a = 1$\n\n1. Let $b = 1$.\n\n   Then $c = 1$.\n2. Let $d = 1$.\n\nAfter $e = 1$.\n"
    assert [f.scope for f in document(page, "page.md").formulas] == [0, 1, 1, 2, 0]


def test_what_is_for_the_checker_is_handed_on():
    page = "```derivation\nx in R^3\n```\n\n<!-- derivation:\ny in R^2\n-->\n"
    found = document(page, "page.md").blocks
    assert [(block.text, block.place.line) for block in found] == [("x in R^3", 2), ("y in R^2", 6)]


def test_what_does_not_end_is_said_with_its_line():
    (left,) = document("text\n\n$$ x = 3\n\nmore", "page.md").unread
    assert (str(left.place), left.reason) == ("line 3", "a formula begins with $$ and does not end")


@pytest.mark.parametrize("sign", ["$$ ", "\\[ ", "\\begin{align}", "` ", "<!-- ", "$ ", "<pre> "])
def test_what_does_not_end_is_gone_through_once(sign):
    with at_most(100_000):
        list(Text([sign * 500] * 2, doubled=True, loose=True).spans())
