"""Networks over batches whose sizes a page leaves open: judged soon, and alike on every machine."""

import ast
from pathlib import Path

import pytest

import autograd.checking
from autograd.checking import check
from autograd.checking.claims.sizes import MOST, open_to
from autograd.support.deadlines import done

HERE = Path(autograd.checking.__file__).parent
MOST_WORK = 1_000_000  # a second or so

TWO_LAYERS = """X in R^(N x a)
W in R^(a x b)
U in R^(b x c)
T in R^(N x c)
A = X @ W
H = sigmoid(A)
Y = H @ U
L = sum((Y - T)^2)/(2*N)
"""
THREE_LAYERS = """X in R^(N x a)
W1 in R^(a x b)
W2 in R^(b x c)
W3 in R^(c x d)
T in R^(N x d)
H = tanh(X @ W1)
K = tanh(H @ W2)
Y = K @ W3
L = sum((Y - T)^2)/2
"""
SOFTMAX = """X in R^(N x d)
W in R^(d x k)
T in R^(N x k)
Z = X @ W
P[i, j] = exp(Z[i, j])/sum(m: exp(Z[i, m]))
L = -sum(i, j: T[i, j]*log(P[i, j]))
"""
ATTENTION = """Q in R^(n x d)
K in R^(m x d)
V in R^(m x e)
G in R^(n x e)
S = Q @ K.T
A = sigmoid(S)
L = sum(G*(A @ V))
"""
RECURRENT = """Wx in R^(h x d)
Wh in R^(h x h)
x1, x2 in R^d
h0, g in R^h
h1 = tanh(Wh @ h0 + Wx @ x1)
h2 = tanh(Wh @ h1 + Wx @ x2)
L = dot(g, h2)
"""
REGRESSION = """X in R^(N x d)
w in R^d
y in R^N
b in R
p = X @ w + b
J = sum((p - y)^2)/(2*N)
"""
# A page, claims that are right, one with a slip, and what is said of it.
PAGES = {
    "two layers": (
        TWO_LAYERS,
        ["grad(L, U) = H.T @ (Y - T)/N", "grad(L, A) = H*(1 - H)*((Y - T) @ U.T)/N"],
        "grad(L, W) = X.T @ (H*(1 - H)*((Y - T) @ U.T))",
        "the factor 1/N is missing",
    ),
    "three layers": (
        THREE_LAYERS,
        [
            "grad(L, K) = (Y - T) @ W3.T",
            "grad(L, H) = (grad(L, K)*(1 - K^2)) @ W2.T",
            "grad(L, W1) = X.T @ (grad(L, H)*(1 - H^2))",
        ],
        "grad(L, W3) = K.T @ (Y + T)",
        "the sign of T is wrong",
    ),
    "softmax over rows": (
        SOFTMAX,
        ["dL/dZ[i, j] = sum(m: T[i, m])*P[i, j] - T[i, j]"],
        "dL/dZ[i, j] = P[i, j]*sum(m: T[i, m]) + T[i, j]",
        "the sign of T[i,j] is wrong",
    ),
    "attention": (
        ATTENTION,
        ["grad(L, V) = A.T @ G", "grad(L, Q) = ((G @ V.T)*A*(1 - A)) @ K"],
        "grad(L, K) = ((G @ V.T)*A*(1 - A)) @ Q",
        "should be",
    ),
    "recurrent": (
        RECURRENT,
        ["grad(L, h1) = Wh.T @ (g*(1 - h2^2))", "grad(L, x1) = Wx.T @ (grad(L, h1)*(1 - h1^2))"],
        "grad(L, Wh) = (g*(1 - h2^2)) @ h2.T + (grad(L, h1)*(1 - h1^2)) @ h0.T",
        "h2 should be h1 in h2.T",
    ),
    "regression": (
        REGRESSION,
        ["grad(J, w) = X.T @ (p - y)/N", "dJ/db = sum(p - y)/N"],
        "grad(J, w) = X.T @ (p - y)",
        "the factor 1/N is missing",
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_networks_of_any_size_are_judged_with_little_work(name):
    page, right, slip, said = PAGES[name]
    before = done()
    report = check("\n".join([page, *right, slip]))
    *kept, wrong = report.claims
    assert [(each.claim, each.status) for each in kept] == [(each, "agrees") for each in right]
    assert all("other sizes were not tried" in each.evidence[-1] for each in kept)
    assert wrong.status in ("wrong", "unreadable")
    assert said in (wrong.note or "")
    assert done() - before < MOST_WORK


def test_the_sizes_that_are_tried_are_small_and_no_two_alike():
    for count in range(1, MOST + 1):
        for sizes in open_to([f"n{k}" for k in range(count)]):
            assert len(set(sizes.values())) == count
            assert set(sizes.values()) <= {*range(2, count + 3), 5}
    assert 2 not in open_to([f"n{k}" for k in range(MOST)])[0].values()


def test_a_page_with_more_open_sizes_is_told_which():
    names = [f"n{k}" for k in range(MOST + 1)]
    (claim,) = check("\n".join(f"x{name} in R^{name}" for name in names)).claims
    assert f"at most {MOST} sizes can be left open; here are {', '.join(names)}" in str(claim.note)


def test_no_verdict_looks_at_a_clock():
    for path in HERE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
        found = {name.name for node in imports for name in node.names}
        found |= {node.module or "" for node in imports if isinstance(node, ast.ImportFrom)}
        assert found.isdisjoint(("time", "datetime", "spent", "monotonic", "perf_counter")), path
