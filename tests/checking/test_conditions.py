"""Conditions: where a claim is made, where it is right, and what is no claim but a condition."""

import pytest

from autograd.checking import check
from effort import at_most

RIGHT = ("proved", "agrees")
LOSS = "z in R^3\nt in R^3\ns = softmax(z)\nL = -sum(k: t[k]*log(s[k]))\n"
QUADRATIC = "A in R^(3x3)\nx in R^3\nf = x.T @ A @ x\n"
LATEX = "```derivation\nz, s, t in R^n\nL, F, a, p, q, u, v in R\n```\n"
SOFTMAX = r"$$ s_k = \frac{e^{z_k}}{\sum_{j} e^{z_j}} $$" + "\n"
OPTIMUM = "F = p*(a + 1)^2/2 + q*(a - 1)^2/2\ndF/da = p*(a + 1) + q*(a - 1) = 0\n"


def statuses(page):
    return [claim.status for claim in check(page).claims]


def last(page):
    return check(page).claims[-1]


# ---- Right where a condition holds --------------------------------------------------------------

ASSUMED = [
    (LOSS, "sum(t) = 1", "grad(L, z) = s - t", "grad(L, z) = t - s"),
    (LOSS, "one_hot(t)", "L = -log(sum(k: t[k]*s[k]))", "L = log(sum(k: t[k]*s[k]))"),
    (QUADRATIC, "A = A.T", "grad(f, x) = 2*A @ x", "grad(f, x) = A @ x"),
    (QUADRATIC, "symmetric(A)", "grad(f, x) = 2*A.T @ x", "grad(f, x) = 3*A @ x"),
    (QUADRATIC, "A.T = -A", "f = 0", "f = 1"),
    (QUADRATIC, "diagonal(A)", "f = sum(k: A[k,k]*x[k]^2)", "f = sum(k: A[k,k]*x[k])"),
    ("", "p + q = 1", "p^2 + q^2 + 2*p*q = p + q", "(p + q)^2 = p + 2*q"),
    ("p, q in (0, 1)\n", "p + q = 1", "log(p) + log(q) = log(p - p^2)", "p^2 = 1 - q^2"),
    ("", "w = w_0", "(w - w_0)^2 + w = w_0", "w^2 = w_0"),
    ("", "x^2 + y^2 = 1", "x^4 + 2*x^2*y^2 = 1 - y^4", "x^4 + x^2*y^2 = 1 - y^2 + x"),
    ("", "x = 2*y and y = 3", "x^2 = 12*y", "x^2 = 11*y"),
    ("u in R^3\nP = u @ u.T\n", "sum(u^2) = 1", "P @ P = P", "P @ P = 2*P"),
    ("y in {0, 1}\n", "y = 1", "y^2 + x = 1 + x", "y + x = 2*x"),
    ("y in R^3\ny in {0, 1}\n", "sum(y) = 1", "sum(y^2) = y[1] + y[2] + y[3]", "sum(y) = 2*y[1]"),
    ("", "x > 0", "sqrt(x^2) = x", "sqrt(x^2) = -x"),
    ("", "x >= 0, y >= 0", "sqrt(x*y) = sqrt(x)*sqrt(y)", "sqrt(x*y) = sqrt(x) + sqrt(y)"),
]


@pytest.mark.parametrize(("page", "condition", "right", "wrong"), ASSUMED)
def test_a_claim_is_judged_where_what_is_assumed_holds(page, condition, right, wrong):
    assumed = f"{page}assume {condition}\n"
    assert last(f"{assumed}{right}").status in RIGHT
    assert last(f"{assumed}{wrong}").status == "wrong"


@pytest.mark.parametrize(("page", "condition", "right", "wrong"), ASSUMED[:4] + ASSUMED[8:9])
def test_a_condition_behind_a_claim_is_its_own(page, condition, right, wrong):
    assert last(f"{page}{right} if {condition}").status in RIGHT
    found = check(f"{page}{wrong} where {condition}\n{right}").claims
    assert [each.status for each in found] == ["wrong", "wrong"], "the second has no condition"


def test_a_report_says_which_condition_a_claim_needs_and_which_it_does_not():
    needs, free = check(f"{LOSS}assume sum(t) = 1\ngrad(L, z) = s - t\nsum(s) = 1").claims
    assert needs.evidence[-1] == "right where sum(t) = 1 (line 5)"
    assert not any("where" in said for said in free.evidence)


def test_a_counterexample_fulfils_the_conditions():
    claim = last("assume p + q = 1\np^2 + q^2 = 1 - p*q")
    assert claim.evidence[0] == "also where p + q = 1 (line 1):"
    assert claim.evidence[-1] == "there q = 2"


def test_what_was_divided_by_is_told():
    claim = last(OPTIMUM + "F = 2*p*q/(p + q)")
    assert claim.evidence == ["right where dF/da = 0 (line 2) and q + p is not 0"]


def test_a_condition_that_is_forgotten_is_offered():
    said = last(f"{LOSS}grad(L, z) = s - t").evidence[-1]
    assert said == "right if sum(t) = 1: add the line  assume sum(t) = 1"
    assert "assume A = A.T" in last(f"{QUADRATIC}grad(f, x) = 2*A @ x").evidence[-1]


def test_no_symmetry_is_offered_for_a_transpose_that_was_forgotten():
    page = "W in R^(2x2)\nx in R^2\nz = W @ x\nL = sum(z^2)/2\ngrad(L, x) = W @ z"
    assert not any("assume" in said for said in last(page).evidence)


# ---- Conditions on indices ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim", "is_right"),
    [
        ("ds[i]/dz[j] = -s[i]*s[j] if i != j", True),
        ("ds[i]/dz[j] = -s[i]*s[j] for i != j", True),
        ("ds[i]/dz[j] = -s[i]*s[j], i != j", True),
        ("ds[i]/dz[j] = -s[i]*s[j] for all i < j", True),
        ("ds[i]/dz[j] = -s[i]*s[j] when i > j and j != 3", True),
        ("ds[i]/dz[j] = s[i]*(1 - s[i]) if i = j", True),
        ("ds[i]/dz[j] = where(i = j, s[i] - s[i]^2, -s[i]*s[j])", True),
        ("ds[i]/dz[j] = s[i]*s[j] if i != j", False),
        ("ds[i]/dz[j] = -s[i]*s[j] if i <= j", False),
        ("ds[i]/dz[j] = -s[i]*s[j] if i != 3", False),
        ("ds[i]/dz[1] = -s[i]*s[1] if i in {2, 3}", True),
        ("ds[i]/dz[1] = -s[i]*s[1] if i >= 2", True),
    ],
)
def test_a_claim_is_made_for_the_indices_that_its_condition_leaves(claim, is_right):
    assert (last(f"{LOSS}{claim}").status in RIGHT) == is_right
    assert last(f"{LOSS}{claim}").status in (*RIGHT, "wrong")


@pytest.mark.parametrize(
    ("formula", "status"),
    [
        (r"-s_i s_j \quad \text{if } i \neq j", "agrees"),
        (r"-s_i s_j, \quad i \ne j", "agrees"),
        (r"-s_i s_j \qquad (i \neq j)", "agrees"),
        (r"-s_i s_j \text{ for all } i \neq j.", "agrees"),
        (r"-s_i s_j, \quad \forall i \neq j", "agrees"),
        (r"-s_i s_j \text{ if $i \neq j$}", "agrees"),
        (r"s_i (1 - s_i) \;\text{ when }\; i = j", "agrees"),
        (r"\begin{cases} s_i(1-s_i) & i = j \\ -s_i s_j & i \neq j \end{cases}", "agrees"),
        (r"s_i s_j \quad \text{if } i \neq j", "wrong"),
        (r"-s_i s_j, \quad i = 1, \dots, n", "wrong"),
        (r"\begin{cases} s_i(1+s_i) & i = j \\ -s_i s_j & i \neq j \end{cases}", "wrong"),
    ],
)
def test_the_same_in_latex(formula, status):
    page = LATEX + SOFTMAX + rf"$$ \frac{{\partial s_i}}{{\partial z_j}} = {formula} $$"
    assert last(page).status == status


def test_conditions_say_nothing_of_a_definition():
    page = LATEX + r"$$ v = \tanh(u) \quad \text{for all } u $$" + "\n"
    assert last(page + r"$$ \frac{dv}{du} = 1 - v^2 $$").status in RIGHT


def test_a_definition_on_a_range_holds_there():
    assert statuses("y = x^2 for x > 0\nsqrt(y) = x") == ["proved"]


def test_a_definition_in_cases_is_refused_and_accuses_no_one():
    page = "y = x^2 if x > 0\ny = -x^2 if x <= 0\ndy/dx = 2*x if x > 0"
    assert statuses(page) == ["unreadable", "inconclusive", "inconclusive"]


# ---- Conditions that the page does not call so --------------------------------------------------


def test_a_derivative_that_is_set_to_zero_is_no_claim():
    (claim,) = check(OPTIMUM).claims
    assert claim.status == "proved"
    assert claim.evidence == ["= 0 is taken for a condition: it does not hold everywhere"]


@pytest.mark.parametrize(
    ("page", "status"),
    [
        (OPTIMUM + "F = 2*p*q/(p + q)", "proved"),  # the value there
        (OPTIMUM + "F = p*q/(p + q)", "wrong"),
        (OPTIMUM + "dF/da = a", "wrong"),  # at no optimum only would anyone claim that
        ("F = (a - 3)^2\ndF/da = a - 3 = 0", "wrong"),  # before the last sign it is claimed
        ("F = (a - 3)^2\ndF/da = 2*(a - 3) = 0\na = 4", "wrong"),  # solved, and not by this
        ("F = (a - 3)^2\ndF/da = 2*(a - 3) = 0\na = 3", "proved"),
        ("F = exp(a)\ndF/da = exp(a) = 0", "wrong"),  # it is nowhere 0
        ("F = exp(a)\ndF/da = 0", "wrong"),
        ("F = (a - 3)^2\ndF/da = 0", "inconclusive"),
        ("F = (a - 3)^2 + b\ndF/da = 2*(a - 3) = 0\nF = b", "proved"),
    ],
)
def test_what_follows_from_setting_to_zero(page, status):
    assert last(page).status == status


def test_an_optimum_in_several_variables():
    page = "w, a in R^2\nL = sum((w - a)^2) + c\ngrad(L, w) = 2*(w - a) = 0\n"
    assert statuses(page + "w.T @ a = a.T @ a\nL = c\nL = 2*c") == [*["proved"] * 3, "wrong"]


@pytest.mark.full
def test_normal_equations():
    page = "w in R^2\nX in R^(2x2)\ny in R^2\nL = sum((X@w - y)^2)/2\n"
    page += "grad(L, w) = X.T @ (X@w - y) = 0\n"
    claims = ["X.T @ X @ w = X.T @ y", "L = (y.T @ y - w.T @ X.T @ y)/2", "L = w.T @ X.T @ y"]
    assert statuses(page + "\n".join(claims)) == ["proved", "proved", "proved", "wrong"]


@pytest.mark.parametrize(
    ("equation", "status"),
    [
        ("sum(t) = 1", "condition"),
        ("x^2 + y^2 = r^2", "condition"),
        ("p*V = n*R*T", "condition"),
        ("tanh(x) = 2", "wrong"),  # nowhere
        ("sin(x)^2 + cos(x)^2 = 2", "wrong"),
        ("(x + y)^2 = x^2 + y^2", "wrong"),  # of the same names: an identity was meant
        ("exp(x)*exp(y) = exp(x*y)", "wrong"),
        ("sum(s) = t[1]", "wrong"),  # s is defined
    ],
)
def test_equations_of_free_variables_that_are_no_identities(equation, status):
    assert last(f"{LOSS}{equation}").status == status


def test_a_constraint_is_used_before_and_behind_it():
    assert statuses(f"{LOSS}grad(L, z) = s - t\nsum(t) = 1") == ["proved", "condition"]
    assert statuses(f"{LOSS}sum(t) = 1\ngrad(L, z) = s - t") == ["condition", "proved"]
    page = f"{LATEX}{SOFTMAX}$$ L = -\\sum_k t_k \\log s_k $$\n$$ \\sum_k t_k = 1 $$\n"
    found = statuses(page + r"$$ \frac{\partial L}{\partial z_i} = s_i - t_i $$")
    assert found == ["condition", "agrees"]


def test_conditions_are_counted_apart():
    report = check("p + q = 1\n(p - 1)^2 = q^2")
    assert (report.summary(), report.status) == ("1 claim: 1 right; 1 condition", 0)


def test_the_symmetry_of_a_matrix_is_a_condition_unless_it_is_computed():
    assert statuses(f"{QUADRATIC}A = A.T\ngrad(f, x) = 2*A @ x") == ["proved"]
    assert statuses("X in R^(3x2)\nS = X.T @ X\nS = S.T") == ["proved"]
    assert statuses("X in R^(2x2)\nS = X @ X\nS = S.T") == ["wrong"]


# ---- What cannot be used ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("assume", "wanted what is assumed"),
        ("assume x", "wanted what is assumed"),
        ("assume x + y", "wanted what is assumed"),
        ("assume likely(x)", "no function called likely"),
        ("assume abs(x)", "one of one_hot(…), symmetric(…), diagonal(…)"),
        ("assume one_hot(x)", "said of one array"),
        ("assume symmetric(z)", "no square matrix"),
        ("assume x > 0 and x < 0", "no number is left"),
        ("assume sin(x) + x = 1", "cannot be solved for a variable"),
        ("assume z = 1 and 1 = 2", "nothing fulfils it"),
    ],
)
def test_a_condition_that_says_nothing_is_told(line, words):
    (claim,) = check(f"z in R^3\n{line}").claims
    assert claim.status in ("unreadable", "inconclusive")
    assert words in claim.note


@pytest.mark.parametrize("line", ["assume sum(t) 1", "assume sin(t[1]) + t[1] = 1"])
def test_nobody_is_accused_for_a_condition_that_is_lost(line):
    assert last(f"{LOSS}{line}\ngrad(L, z) = s - t").status == "inconclusive"


def test_conditions_on_other_variables_are_left_out_of_a_claim():
    assumed, claim = check("assume sin(x*y) = x*y^2\nf = a^2\ndf/da = 3*a").claims
    assert "no use is made" in assumed.note
    assert claim.status == "wrong"


def test_conditions_count_that_reach_a_claim_through_others():
    page = "f = a*b\nassume a = c\nassume c = d\nassume d = b\n"
    assert [each.status in RIGHT for each in check(page + "f = b^2").claims] == [True]
    assert [each.status in RIGHT for each in check(page + "f = 2*b^2").claims] == [False]


@pytest.mark.parametrize("count", [3, 6])
def test_conditions_are_solved_once_whatever_stands_beside_them(count):
    columns = "\n".join(f"w{i} in R^3" for i in range(count))
    page = f"{columns}\n" + "\n".join(f"w{i}.T @ w{i} = 1" for i in range(count))
    with at_most(40_000 * count):
        found = check(page).claims
    assert [each.status for each in found] == ["condition"] * count
