"""The command behind `python3 run.py test` is calm when all is well and loud when it is not."""

import pytest

import everything

GOOD = ["-c", "print('chatter')"]
BAD = ["-c", "print('the reason'); raise SystemExit(3)"]


@pytest.fixture
def checks(monkeypatch, tmp_path):
    """Put two small checks in the place of the real ones, and no pytest."""
    monkeypatch.setattr(everything, "QUIET_CHECKS", {"lint": GOOD, "types": GOOD})
    monkeypatch.setattr(everything, "CACHES", tmp_path)
    monkeypatch.setattr(everything, "pytest_passes", lambda arguments: True)
    return everything.QUIET_CHECKS


def test_checks_that_pass_are_one_line_each(checks, capfd):
    assert everything.main([]) == 0
    lint, types, last = capfd.readouterr().out.splitlines()
    assert lint.split()[:2] == ["lint", "ok"]
    assert types.split()[:2] == ["types", "ok"]
    assert last.startswith("All 3 checks passed in")


def test_a_check_that_fails_shows_what_it_said_and_the_rest_run_on(checks, capfd):
    checks["lint"] = BAD
    assert everything.main([]) == 1
    lint, reason, types, last = capfd.readouterr().out.splitlines()
    assert lint.split()[:2] == ["lint", "FAILED"]
    assert reason == "the reason"
    assert types.split()[:2] == ["types", "ok"]
    assert last.startswith("1 of 3 checks failed")
    assert last.endswith(": lint.")


def test_failing_tests_fail_the_command(checks, monkeypatch, capfd):
    monkeypatch.setattr(everything, "pytest_passes", lambda arguments: False)
    assert everything.main(["--full"]) == 1
    assert capfd.readouterr().out.splitlines()[-1].endswith(": tests.")


def test_arguments_for_pytest_run_nothing_else(checks, monkeypatch, capfd):
    passed_on = []
    monkeypatch.setattr(everything, "pytest_passes", lambda arguments: passed_on.append(arguments))
    assert everything.main(["-k", "sin"]) == 1
    assert passed_on == [["-k", "sin"]]
    assert capfd.readouterr().out == ""


def test_the_status_of_pytest_is_kept(monkeypatch, tmp_path, capfd):
    monkeypatch.setattr(everything, "CACHES", tmp_path)
    monkeypatch.setattr(everything, "ROOT", tmp_path)
    test = tmp_path / "test_one.py"
    for body, status in [("assert 1 + 1 == 2", True), ("assert 1 + 1 == 3", False)]:
        test.write_text(f"def test_sum():\n    {body}\n")
        assert everything.pytest_passes([str(test), "-p", "no:cacheprovider"]) is status
    assert "1 failed" in capfd.readouterr().out


def test_what_the_tools_remember_is_kept_out_of_the_checkout(monkeypatch, tmp_path):
    monkeypatch.setattr(everything, "CACHES", tmp_path / "caches")
    monkeypatch.delenv("RUFF_CACHE_DIR", raising=False)
    monkeypatch.setenv("MYPY_CACHE_DIR", "/elsewhere")
    environ = everything.environment()
    assert environ["RUFF_CACHE_DIR"] == str(tmp_path / "caches" / "ruff")
    assert environ["MYPY_CACHE_DIR"] == "/elsewhere"
