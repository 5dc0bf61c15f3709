from catalog.domain.events import Event, EventTag
from catalog.queries.audit import TAG_WORDS, audit_rows


def test_no_kind_of_act_lacks_its_words() -> None:
    """Every tag has a name for pages, and no two have the same."""
    assert set(TAG_WORDS) == set(EventTag)
    assert len(set(TAG_WORDS.values())) == len(TAG_WORDS)


def test_a_detail_is_put_into_words() -> None:
    """Lists, answers, nothing and nested facts are each spelled for a reader."""
    detail = {"sources": [1, 2], "sensitive": True, "target": None, "looked_for": {"actor": "anna"}}
    event = Event(
        7, "2026-11-21T12:00:05.123+00:00", "eva", EventTag.AUDIT_READ, "audit", "g", detail, "", ""
    )
    (row,) = audit_rows([event])
    assert (row.at, row.act) == ("2026-11-21 12:00:05", "audit trail read")
    assert row.facts == (
        ("sources", "1, 2"), ("sensitive", "yes"), ("target", ""), ("looked for", "actor: anna"),
    )  # fmt: skip
