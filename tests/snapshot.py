"""What the checker says of every page of every board, kept and compared before and after a change.

    python tests/snapshot.py write BEFORE            the boards as the ordinary tests have them
    python tests/snapshot.py write BEFORE --full     all of them
    python tests/snapshot.py again BEFORE AFTER      the very same pages, as they are judged now
    python tests/snapshot.py diff BEFORE AFTER       what differs, to be read; status 1 if anything

A snapshot is a file of JSON lines, one a page, with the page itself: formulas that the boards make
up are the same afterwards, whatever has become of what wrote them. `--jobs N` judges N at a time.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import array_pages
import chains
import derivations
import fields
from autograd.checking import check
from autograd.errors import AutogradError
from autograd.formulas.latex import read_latex

HERE = Path(__file__).parent
COMPARED = ("status", "culprit", "suggestion", "note", "counterexample", "evidence")
SHARE = 4  # of a board with very many pages, every so many are in the ordinary snapshot

Page = dict[str, Any]  # what is judged: a `page`, or a `latex` string with its `names`


# ---- The boards ---------------------------------------------------------------------------------


def field_pages(full: bool) -> Iterator[Page]:
    """Human derivations and slips from many fields."""
    for each in islice(fields.written(), 0, None, 1 if full else SHARE):
        yield {"page": each.text}


def derivation_pages(full: bool) -> Iterator[Page]:
    """Right derivations, in awkward forms, and with slips planted by a program."""
    for seed in range(1, 4 if full else 2):
        rng = random.Random(seed)
        for case in derivations.cases():
            yield {"page": case.text()}
            yield {"page": case.text(derivations.awkward(case.right, rng, 4))}
            known = derivations.page_names(case)
            for _, slip in islice(derivations.slips(case.right, known, rng), 3):
                yield {"page": case.text(slip)}


def array_claims(full: bool) -> Iterator[Page]:
    """Claims about arrays: right, awkward, and each with slips."""
    rng = random.Random(1)
    for case in array_pages.cases():
        yield {"page": case.text()}
        yield {"page": case.text(array_pages.awkward(case.right, rng, 5))}
        every = list(array_pages.slips(case.right, array_pages.known_names(case)))
        for _, slip in rng.sample(every, min(len(every), 3 if full else 1)):
            yield {"page": case.text(slip)}


def chain_pages(full: bool) -> Iterator[Page]:
    """Chains of derivatives, each with one factor exchanged, dropped or doubled."""
    for layers in (1, 2, 3):
        for asked, chain, _ in islice(chains.slips(layers), 0, None, 1 if full else 3 * SHARE):
            yield {"page": f"{chains.page(layers)}\n{asked} = {chain}"}


def document_pages(full: bool) -> Iterator[Page]:
    """The published derivations and every other page under docs."""
    for path in sorted((HERE.parent / "docs").rglob("*.md")):
        yield {"page": path.read_text(encoding="utf-8")}


def latex_strings(full: bool) -> Iterator[Page]:
    """LaTeX as it is read, or refused."""
    for line in islice(_lines("latex-own.jsonl"), 0, None, 1 if full else SHARE):
        case = json.loads(line)
        names = case["names"].split() if "names" in case else None
        yield {"latex": case["latex"], "names": names, "arrays": case.get("arrays")}


def _lines(name: str) -> list[str]:
    return (HERE / "data" / name).read_text(encoding="utf-8").splitlines()


BOARDS: dict[str, Callable[[bool], Iterator[Page]]] = {
    "fields": field_pages,
    "derivations": derivation_pages,
    "arrays": array_claims,
    "chains": chain_pages,
    "docs": document_pages,
    "latex": latex_strings,
}


# ---- Judging ------------------------------------------------------------------------------------


def entries(full: bool) -> Iterator[Page]:
    """Every page of every board, numbered within it."""
    for board, pages in BOARDS.items():
        for number, page in enumerate(pages(full), 1):
            yield {"board": board, "number": number, **page}


def judged(entry: Page) -> Page:
    """A page with what is said of each of its claims now."""
    said = claims(entry["page"]) if "page" in entry else [reading(entry)]
    return {**entry, "claims": said}


def claims(page: str) -> list[dict[str, Any]]:
    """What a report says of each claim, as plain data."""
    found = [claim.to_dict() for claim in check(page).claims]
    return [{key: c[key] for key in ("line", "claim", *COMPARED)} for c in found]


def reading(entry: Page) -> dict[str, Any]:
    """What a LaTeX string is read as, or why it is not."""
    try:
        status, note = "read", str(read_latex(entry["latex"], entry["names"], (), entry["arrays"]))
    except AutogradError as error:
        status, note = "refused", str(error)
    return {"line": 1, "claim": entry["latex"], "status": status, "note": note}


def write(path: Path, pages: Iterable[Page], jobs: int) -> None:
    """Judge pages and keep them with what was said."""
    with Pool(jobs) as pool, path.open("w", encoding="utf-8") as file:
        for entry in pool.imap(judged, pages, chunksize=8):
            file.write(json.dumps(entry, ensure_ascii=False) + "\n")


# ---- Comparing ----------------------------------------------------------------------------------


def read(path: Path) -> dict[tuple[str, int], Page]:
    """A snapshot's entries, by board and number."""
    found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {(entry["board"], entry["number"]): entry for entry in found}


def differences(before: Page, after: Page) -> Iterator[tuple[str, str]]:
    """What differs between two judgements of a page: the field, and a text to be read."""
    for old, new in zip(before["claims"], after["claims"], strict=False):
        for key in COMPARED:
            if old.get(key) != new.get(key):
                place = f"line {old['line']}: {old['claim']}"
                yield key, f"{place}\n    - {old.get(key)}\n    + {new.get(key)}"
    if len(before["claims"]) != len(after["claims"]):
        counts = f"{len(before['claims'])} claims, then {len(after['claims'])}"
        yield "claims", counts


def compare(old: Path, new: Path) -> int:
    """Print every difference of two snapshots, then how many of each kind; 1 if there are any."""
    before, after = read(old), read(new)
    kinds: Counter[str] = Counter()
    for key in sorted(before.keys() & after.keys()):
        for kind, words in differences(before[key], after[key]):
            kinds[kind] += 1
            print(f"{key[0]} {key[1]}  {kind}  {words}")
    lost = before.keys() ^ after.keys()
    print(f"{len(before.keys() & after.keys())} pages compared, {len(lost)} in one snapshot only;")
    print(", ".join(f"{n} x {kind}" for kind, n in kinds.most_common()) or "no difference")
    return 1 if kinds or lost else 0


def main(arguments: list[str]) -> int:
    """Write a snapshot, judge its pages again, or compare two."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("what", choices=("write", "again", "diff"))
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args(arguments)
    if len(options.files) != (1 if options.what == "write" else 2):
        parser.error(
            f"{options.what} wants {'one file' if options.what == 'write' else 'two files'}"
        )
    if options.what == "diff":
        return compare(*options.files)
    pages = entries(options.full) if options.what == "write" else read(options.files[0]).values()
    write(options.files[-1], pages, options.jobs)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
