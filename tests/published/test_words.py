"""Definitions that stand in words: standard functions that are named, and nothing guessed."""

import pytest

from .pages import report

NEURON = """
The weighted sum $s$ of the feature $u$ with weight $v$ and bias $c$ comes first.
The prediction $p$ is computed from $s$ by the sigmoid. The true label is $t$, a number.
The cost $J$ is the cross-entropy.
"""
NEURONA = """
$z$ es la combinación lineal de la entrada $x$ con el peso $w$ más el sesgo $b$.
La salida predicha $a$ se obtiene aplicando la función sigmoide a $z$.
La etiqueta verdadera $y$ vale cero o uno. La pérdida $L$ es la entropía cruzada binaria.
"""
UNIT_ZH = """
加权和 $s$ 由输入 $x$ 和权重 $w$ 线性组合再加上偏置 $b$ 得到。
预测值 $p$ 由 $s$ 经过 sigmoid 函数得到。真实标签 $t$ 为 0 或 1。损失函数 $E$ 采用二元交叉熵。
"""
UNIT_DE = """
Die gewichtete Summe $z$ der Eingabe $x$ mit dem Gewicht $w$ und dem Bias $b$.
Die Vorhersage $a$ ergibt sich durch Anwendung der Sigmoidfunktion auf $z$.
"""
GLOSSARY = """
- $E$: the loss, a binary cross-entropy.
- $q$: the predicted probability, given by $g(m)$.
- $r$: the true label.

The function $g$ is the logistic function.
"""
FAR = """For each row of $Z$, the matrix that comes as it is from the layer far below this one,
the softmax is computed to get $A$."""
TWO = "Applying the sigmoid to $z$ gives $a$, and applying $\\tanh(c)$ yields the output $h$.\n"


def _said(words: str, claim: str) -> str:
    return report(f"{words}\n$${claim}$$\n").formulas[-1].status


@pytest.mark.parametrize(
    ("words", "right", "slipped"),
    [
        (NEURON, r"\frac{\partial J}{\partial s} = p - t",
                 r"\frac{\partial J}{\partial p} = p - t"),
        (NEURON, r"\frac{\partial J}{\partial v} = (p - t) u",
                 r"\frac{\partial J}{\partial v} = (p - t) p(1-p) u"),
        (NEURONA, r"\frac{\partial L}{\partial a} = \frac{a - y}{a(1-a)}",
                  r"\frac{\partial L}{\partial w} = (a - y) w"),
        (UNIT_ZH, r"\frac{\partial E}{\partial w} = (p-t)x",
                  r"\frac{\partial E}{\partial b} = (p-t) p (1-p)"),
        (UNIT_DE, r"\frac{\partial a}{\partial w} = a(1-a) x",
                  r"\frac{\partial a}{\partial b} = a(1-a) b"),
        (GLOSSARY, r"\frac{\partial E}{\partial m} = q - r",
                   r"\frac{\partial E}{\partial q} = q - r"),
        (TWO, r"\frac{\partial h}{\partial c} = 1 - h^2",
              r"\frac{\partial a}{\partial z} = 1 - a^2"),
        (r"Here $g$ is the tanh function and $h = g(k)$.",
         r"\frac{dh}{dk} = 1 - h^2", r"\frac{dh}{dk} = h(1 - h)"),
        (r"The activation $\sigma$ is the hyperbolic tangent, $a = \sigma(z)$.",
         r"\frac{da}{dz} = 1 - a^2", r"\frac{da}{dz} = a(1 - a)"),
        (r"The activation $\varphi$ (softplus) gives $a = \varphi(z)$.",
         r"\frac{da}{dz} = \frac{1}{1 + e^{-z}}", r"\frac{da}{dz} = \frac{1}{1 + e^{z}}"),
    ],
)  # fmt: skip
def test_a_standard_function_that_words_name_defines(words, right, slipped):
    assert _said(words, right) in ("proved", "agrees")
    assert _said(words, slipped) == "wrong"


@pytest.mark.parametrize(
    ("words", "claim"),
    [
        (r"The activation function $\sigma$ is not the sigmoid, $a = \sigma(z)$.",
         r"\frac{da}{dz} = 1 - a^2"),
        (r"The activation $\sigma$ is any function, $a = \sigma(z)$.", r"\frac{da}{dz} = a"),
        (r"The activation $f$ is the leaky ReLU, and $a = f(z)$.", r"\frac{da}{dz} = a"),
        ("The derivative of the sigmoid in $z$ is computed from $a$.", r"\frac{da}{dz} = 1 - a^2"),
        ("Unlike the cross-entropy, the loss $L$ of the prediction $a$ and the label $y$ is nice.",
         r"\frac{dL}{da} = a - y"),
        ("The loss $L$ is the cross-entropy of the predictions $a$ and $b$ with the label $y$.",
         r"\frac{dL}{da} = a - y"),
        ("$z$ is a weighted sum of $x$ and $u$ with weight $w$.", r"\frac{dz}{dw} = u"),
        (FAR, r"\frac{dA}{dZ} = A"),
    ],
)  # fmt: skip
def test_words_that_say_something_else_accuse_nothing(words, claim):
    assert _said(words, claim) in ("inconclusive", "says nothing", "not read")


USUAL = """The loss $L$ is usually the cross-entropy of the prediction $a$ and the label $y$.
The prediction $a$ is obtained by the sigmoid from $z$.
$$\\frac{\\partial L}{\\partial a} = a - y$$
$$\\frac{\\partial L}{\\partial z} = %s$$
"""


@pytest.mark.parametrize(
    ("other", "status"),
    [
        ("a - y", "wrong"),  # that is so for the cross-entropy only
        ("(a - y) a (1 - a)", "inconclusive"),  # of the square, perhaps
        (r"\frac{\partial L}{\partial a} \frac{\partial a}{\partial z}", "inconclusive"),
    ],
)
def test_what_is_only_usual_accuses_where_another_formula_confirms_it(other, status):
    found = report(USUAL % other)
    assert found.formulas[0].status == status
    if status == "inconclusive":
        assert "L = −(y ln a + (1 − y) ln(1 − a)) (line 1)" in found.formulas[0].why
        assert found.formulas[0].why.endswith("which is only said to be usual")


def test_the_report_says_what_it_took_from_words_and_counts_formulas_only():
    found = report(f"{NEURON}$$\\frac{{\\partial p}}{{\\partial s}} = p(1-p)$$")
    assert found.summary == "1 formula: 1 claim checked (1 right)"
    assert [each for each in found.as_read if "in words" in each] == [
        "s = v u + c, in words on line 2",
        "p = sigmoid(s), in words on line 3",
        "J = −(t ln p + (1 − t) ln(1 − p)), in words on line 4",
    ]


def test_a_formula_of_the_page_goes_before_its_words():
    page = "The prediction $p$ is obtained by the sigmoid from $s$, $p = \\tanh(s)$."
    assert _said(page, r"\frac{dp}{ds} = 1 - p^2") == "proved"


def test_a_name_of_which_another_is_made_is_not_defined_by_a_claim():
    page = r"With $Z_2 = w_2 a_1$ we have $$\frac{\partial Z_2}{\partial a_1} = %s$$"
    assert report(page % "w_2").formulas[-1].status == "proved"
    assert report(page % "a_1").formulas[-1].status == "wrong"


def test_a_function_of_the_page_is_not_the_one_of_the_registry():
    page = r"We use $\sigma(u) = \tanh(u)$ and $a = \sigma(z)$."
    assert _said(page, r"\frac{da}{dz} = 1 - a^2") == "proved"
    assert _said(page, r"\frac{da}{dz} = a(1 - a)") == "wrong"
