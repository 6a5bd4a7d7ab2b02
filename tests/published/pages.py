"""Pages written for the tests, and what is said of their formulas."""

from autograd.documents import document
from autograd.published import PageReport, check_document


def report(text: str, form: str = "md") -> PageReport:
    """What is said of a page."""
    return check_document(document(text, "page", form))


def statuses(text: str, form: str = "md") -> list[str]:
    """What each formula of a page was found to be, in order."""
    return [outcome.status for outcome in report(text, form).formulas]
