"""The compliance rules that rest on a case stand on its page, and each of their cases leads back to them."""

from catalog.bootstrap import App
from catalog.queries.cases import case_page
from catalog.queries.citations import rules_citing
from catalog.ui.parts.case_sections import case_document
from tests.figures import figure


def test_each_citation_of_a_rule_stands_on_the_page_of_its_case(real_app: App) -> None:
    """For every rule and duty of the real rulebook, each case that it cites names it."""
    book = real_app.read.rulebook
    assert book is not None
    pairs = {(rule.id, slug) for rule in book.rules.rules for one in rule.cite for slug in one.cases}
    pairs |= {(f"Duty {duty.id}", slug) for duty in book.duties.duties for slug in duty.cases}
    for name, slug in pairs:
        page = case_page(real_app.read, real_app.visitor, slug)
        assert name in {rule.id for rule in page.rules}, (name, slug)
        assert "Compliance rules that rest on it" in case_document(page).text
    figure(f"cases and compliance rules: {len(pairs)} citations, each linked")
    assert len(pairs) > 10


def test_a_case_without_a_rule_has_no_such_part(real_app: App) -> None:
    """Where nothing cites a case, and where no rules are loaded, nothing is shown."""
    page = case_page(real_app.read, real_app.visitor, "eu-ombudsman-europol-model-cards-2026")
    assert page.rules == ()
    assert "Compliance rules" not in case_document(page).text
    assert rules_citing(None, "nl-top400-2022") == ()
