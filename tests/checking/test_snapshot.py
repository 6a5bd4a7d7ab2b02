"""A snapshot keeps what the checker says, and its comparison shows every difference."""

import json

import pytest

import snapshot

PAGE = "y = x^2\ndy/dx = 2*x\ndy/dx = x"


@pytest.fixture
def kept(tmp_path):
    """A snapshot of two pages, made in this process."""
    path = tmp_path / "before"
    pages = [
        {"board": "b", "number": 1, "page": PAGE},
        {"board": "b", "number": 2, "latex": r"\frac{x", "names": ["x"], "arrays": None},
    ]
    lines = [json.dumps(snapshot.judged(page)) for page in pages]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_every_board_has_pages():
    found = {entry["board"] for entry in snapshot.entries(full=False)}
    assert found == set(snapshot.BOARDS)


def test_a_page_is_kept_with_what_is_said_of_each_claim(kept):
    first, second = snapshot.read(kept).values()
    right, wrong = first["claims"]
    assert (right["status"], wrong["status"]) == ("proved", "wrong")
    assert wrong["suggestion"] == "dy/dx = 2*x"
    assert second["claims"][0]["status"] == "refused"


def test_the_same_again_is_no_difference(kept, capsys):
    assert snapshot.main(["diff", str(kept), str(kept)]) == 0
    assert capsys.readouterr().out.endswith("no difference\n")


@pytest.mark.parametrize("key", ["status", "culprit", "suggestion", "note", "evidence"])
def test_each_kind_of_difference_is_shown(kept, capsys, key):
    after = kept.with_name("after")
    first, *others = kept.read_text("utf-8").splitlines()
    changed = json.loads(first)
    changed["claims"][1][key] = "something else"
    after.write_text("\n".join([json.dumps(changed), *others]), encoding="utf-8")
    assert snapshot.main(["diff", str(kept), str(after)]) == 1
    said = capsys.readouterr().out
    assert f"b 1  {key}  line 3: dy/dx = x" in said
    assert "+ something else" in said
    assert said.endswith(f"1 x {key}\n")


def test_a_page_that_is_gone_is_a_difference(kept, capsys):
    after = kept.with_name("after")
    after.write_text(kept.read_text("utf-8").splitlines()[0], encoding="utf-8")
    assert snapshot.main(["diff", str(kept), str(after)]) == 1
    assert "1 pages compared, 1 in one snapshot only" in capsys.readouterr().out
