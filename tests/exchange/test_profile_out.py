"""A profile as JSON and as PDF: everything that the page says, the same bytes each time, text as data."""

import io
import json

import pytest
from pypdf import PdfReader

from catalog.domain.compliance_report import CAVEAT, HEADLINE, Report, build_report
from catalog.domain.profiles import Override, Subject
from catalog.domain.standing import Standing
from catalog.exchange.profile_out import FORM, profile_json, profile_pdf
from tests.rulebooks import the_book
from tests.samples import tool

HOSTILE = 'Bell <script>alert(1)</script> #panic() "quoted" \u202eturned'


def report(**given: tuple[str, ...]) -> Report:
    """Return the profile of a sample tool in a use, with a reviewer's result of hostile words."""
    subject = Subject("photo-sorter", "classify-abuse-files", ("eu", "un", "us"), given)
    plain = build_report(the_book(), tool(), subject)
    judged = Subject("photo-sorter", "classify-abuse-files", ("eu", "un", "us"), plain.sheet)
    said = Override(
        1, "clara", judged, plain.profile.level, "high-risk-likely", HOSTILE, "https://example.org/o", HOSTILE, "a" * 64,
        "b" * 64, "2026-11-21T12:00:00+00:00",
    )  # fmt: skip
    return build_report(the_book(), tool(), subject, (said,), ("Condition of use: only with a warrant.",),
                        Standing("2026-11-22", ("only with a warrant.",), ("Concern 4 about a tool: it errs.",)))  # fmt: skip


def test_the_json_says_what_the_profile_says() -> None:
    """Level, confidence, rules with sources, duties, open questions, conditions and the reviewer's result are there."""
    made = report(ranking_effect=("yes",), value_labels=("no",))
    read = json.loads(profile_json(made))
    assert (read["form"], read["note"]) == (FORM, CAVEAT)
    assert (read["level"], read["confidence"]) == ("high-risk-possible", "medium")
    rules = {rule["id"]: rule for rule in read["rules"]}
    assert rules["R-40"]["set_aside_by"] == "R-41"
    assert all(cite["facts"] or cite["cases"] for rule in read["rules"] for cite in rule["cite"])
    assert {law["id"] for law in read["laws"]} >= {"ai-act", "us-law", "child-rights"}
    assert read["notices"] == ["Condition of use: only with a warrant."]
    assert read["standing"] == {
        "as_of": "2026-11-22",
        "conditions_of_use": ["only with a warrant."],
        "open_concerns": ["Concern 4 about a tool: it errs."],
    }
    assert len(read["tool"]["sha256"]) == 64
    assert read["overrides"][0]["reason"] == HOSTILE
    assert {"tool", "rules_sha256", "law_read_on", "would_change", "missing_safeguards"} <= set(read)


def test_the_pdf_says_what_the_profile_says() -> None:
    """The level, its date, the headline, duties with articles and the conditions of use can be read back."""
    made = profile_pdf(report(ranking_effect=("yes",), value_labels=("no",)))
    pages = PdfReader(io.BytesIO(made)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).replace("\u200b", "").split())
    wanted = (
        "Possibly high-risk", "from 2 December 2027", HEADLINE, "Law Enforcement Directive", "only with a warrant",
        "A reviewer says: Probably high-risk", "<script>alert(1)</script> #panic()", "Decision support, not legal advice",
        "As of 22 November 2026", "Concern 4 about a tool: it errs.",
    )  # fmt: skip
    assert [words for words in wanted if words not in text] == []


@pytest.mark.parametrize("write", [profile_json, profile_pdf])
def test_the_same_profile_gives_the_same_bytes(write: object) -> None:
    """Two makings are equal; another answer makes another file."""
    assert callable(write)
    assert write(report()) == write(report())
    assert write(report()) != write(report(ranking_effect=("no",)))
