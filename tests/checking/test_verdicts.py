"""What is said of pages, one row a page: verdicts, words and suggestions of `data/verdicts.txt`."""

import pytest

from autograd.checking import check
from verdicts import Row, agree, is_said, rows

ROWS = [
    pytest.param(row, id=f"{row.shown}: {row.claims}"[:120], marks=[pytest.mark.full] * row.full)
    for row in rows()
]


@pytest.mark.parametrize("row", ROWS)
def test_a_page_is_judged_in_these_words(row: Row) -> None:
    claims = check(row.page).claims
    assert agree([claim.status for claim in claims], row.statuses), "\n".join(map(str, claims))
    missed = [said for said in row.said if not is_said(claims, row, said)]
    assert not missed, str(claims[-1])
    assert len(claims[-1].suggestion or "") <= 140  # what nobody would read is not suggested
