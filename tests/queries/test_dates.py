import pytest

from catalog.queries.dates import written_date, written_jurisdiction


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2025-03-09", "9 March 2025"),
        ("2025-12", "December 2025"),
        ("2025", "2025"),
        ("not-stated", "not stated"),
        ("2025-13", "2025-13"),
    ],
)
def test_dates_are_words_as_precise_as_they_are_known(date: str, words: str) -> None:
    """A date is written with its month's name, and never more precisely than it is known."""
    assert written_date(date) == words


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("NL", "Netherlands"),
        ("US-NJ", "United States (NJ)"),
        ("GB-ENG / GB-WLS", "United Kingdom (ENG) / United Kingdom (WLS)"),
        ("IL/PS", "Israel / Palestinian Territories"),
        ("RU / Council of Europe", "Russia / Council of Europe"),
        ("EU", "European Union"),
        ("INT", "International"),
    ],
)
def test_jurisdictions_are_words(code: str, words: str) -> None:
    """Codes of countries and their parts become words; other words stay."""
    assert written_jurisdiction(code) == words
