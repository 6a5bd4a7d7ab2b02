"""Files stay short, and the sizes that the design note publishes are those of the code."""

import re

import sizes

MOST_LINES = 250
LONGER = {
    "autograd/__init__.py": "a line for each public name, which type checkers and editors read"
}
# Not divided yet.
OPEN = {"autograd/checking/diagnosis/differences.py", "autograd/checking/diagnosis/edits.py"}


def test_no_file_is_too_long_to_be_read_at_a_sitting():
    paths = [*(sizes.ROOT / "autograd").rglob("*.py"), *(sizes.ROOT / "nn").rglob("*.py")]
    long = {str(p.relative_to(sizes.ROOT)) for p in paths if sizes.length(p) > MOST_LINES}
    assert long - OPEN == set(LONGER)


def figures(table: str) -> dict[str, list[int]]:
    """The files and lines of each package of a table."""
    rows = re.findall(r"^\| `(.+?)` \| (\d+) \| (\d+) \|", table, re.MULTILINE)
    return {package: [int(files), int(lines)] for package, files, lines in rows}


def test_the_published_sizes_are_right_to_a_tenth():
    now, told = figures(sizes.table()), figures(sizes.published())
    assert now.keys() == told.keys()
    for package, numbers in now.items():
        for figure, old in zip(numbers, told[package], strict=True):
            assert abs(figure - old) <= max(2, figure / 10), f"{package}: run tests/sizes.py"


def test_the_longest_function_is_found(tmp_path):
    module = tmp_path / "module.py"
    module.write_text(
        'def short():\n    pass\n\n\ndef long():\n    """What."""\n    a = 1\n    return a\n'
    )
    assert max(sizes.functions(module)) == (2, "module.long")
    assert sizes.size("m/", [module])[1:] == (1, 8, (8, "module.py"), (2, "module.long"))
