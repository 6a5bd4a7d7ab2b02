r"""What is known and not read, and why or what to write instead."""

from __future__ import annotations

from .characters import LEFT_OUT
from .notation import Kind

NOT_READ = Kind[str]("Not read", is_read=False)


def _refuse(spellings: str, why: str, example: str) -> None:
    NOT_READ.add(spellings, why, example, why)


_refuse(r"\int \iint \iiint", "an integral is not read", r"\int x")
_refuse(r"\lim", "a limit is not read", r"\lim x")
_refuse(r"\infty", "infinity is no number to calculate with", r"x + \infty")
_refuse(r"\pm \mp", "two formulas in one: write both", r"x \pm y")
_refuse(
    r"\approx \approxeq \simeq \cong \asymp",
    "about equal cannot be checked: write =",
    r"x \approx y",
)
_refuse(r"\sim", "a distribution, or about equal: neither can be checked", r"x \sim y")
_refuse(r"\gg \ll \gtrsim \lesssim", "much larger or smaller cannot be checked", r"x \gg y")
_refuse(r"\mid", "a probability under a condition is not read", r"x \mid y")
_refuse(r"\arg \argmax \argmin", "where a function is largest is not read", r"\arg x")
_refuse(r"\sup \inf \limsup \liminf", "a bound of many values is not read", r"\sup x")
_refuse(r"\propto", "proportional cannot be checked: write = with the factor", r"x \propto y")
_refuse(r"\rightarrow \to", r"write \leftarrow for an update, = for a value", r"x \rightarrow y")
_refuse(r"\bmod \mod", "a remainder is not read", r"x \bmod y")
_refuse(r"\langle", r"write x^\top y for an inner product", r"\langle x, y")
_refuse(r"\Rightarrow \implies \iff", "two formulas: give one at a time", r"x \Rightarrow y")
_refuse(r"\otimes", r"outer or Kronecker product? write x y^\top", r"x \otimes y")
_refuse(r"\right.", "a value at a point is not read here", r"x \right.")
_refuse(r"\in", "say where a name lies in a derivation block: x in [0, 1]", r"x \in y")
_refuse(r"\Pr", "a probability is not read", r"\Pr(x)")
_refuse(r"\E", "an expectation is not read", r"\E(x)")
_refuse(r"\Var", "a variance is not read", r"\Var(x)")
_refuse(r"\mathbb", "an expectation or a set is not read", r"2\mathbb{E}")
_refuse(r"\neg \lnot", "a negation is not read", r"\neg x")
_refuse(r"\square \Box", "a square ends a proof: leave it out", r"x \square")

DOTS = Kind[str]("Dots", is_read=False)
DOTS.add(r"\cdots \dots \ldots \dotsc \dotsb \vdots", LEFT_OUT, r"x + \cdots", LEFT_OUT)

SUPERSCRIPTS_NOT_READ = Kind[str]("Superscripts that are not read", is_read=False)
for _mark in ("*", "+", "-", r"\dagger", r"\star"):
    _why = f"the superscript {_mark} is not read"
    SUPERSCRIPTS_NOT_READ.add(f"{{{_mark}}}", _why, f"x^{{{_mark}}}", _why)

# What a symbol is in front of brackets, unless the page has a function of this name.
OPERATORS = Kind[str]("Operators that look like names", is_read=False)


def _operator(words: str, what: str) -> None:
    first = words.split(maxsplit=1)[0]
    OPERATORS.add(words, what, rf"\mathrm{{{first}}}[x]", f"{what} is not read")


_operator("E", "an expectation")
_operator("P Pr Prob", "a probability")
_operator("V Var", "a variance")
_operator("Cov", "a covariance")
_operator("Corr", "a correlation")
_operator("KL", "a divergence")
