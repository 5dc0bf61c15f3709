import csv
import io
import json
from pathlib import Path

import pytest

from catalog.domain.events import EventTag
from catalog.domain.people import SYSTEM, Role
from tests.people import PASSWORD, add
from tests.web.signing_in import Browser, Site


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """An installation without second factors, with an administrator and an investigator."""
    opened = Site(tmp_path, monkeypatch, second_factor=False)
    add(opened.store, "eva", Role.ADMINISTRATOR)
    add(opened.store, "ivan", Role.INVESTIGATOR)
    with opened.store.writing(SYSTEM) as work:
        work.record(EventTag.CATALOGUE_LOADED, "=cmd|' /C calc'!A0", {"note": "@risky"})
    return opened


def signed_in(site: Site, name: str) -> Browser:
    """Return a browser in which somebody has signed in."""
    browser = site.browser()
    browser.sign_in(name, PASSWORD)
    assert browser.actor.name == name
    return browser


def test_the_trail_is_taken_along_as_a_file(site: Site) -> None:
    """CSV and JSON hold the events that fit, as a download that nobody keeps, with no formula; each is an event."""
    browser = signed_in(site, "eva")
    answer = browser.get("/audit-export?form=csv&actor=system&tag=catalogue%3Aloaded")
    assert answer.headers["content-disposition"].startswith('attachment; filename="audit-')
    assert answer.headers["cache-control"] == "no-store"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["subject"] for row in rows] == ["'=cmd|' /C calc'!A0"]
    events = json.loads(browser.get("/audit-export?form=json&tag=catalogue%3Aloaded").content)
    assert [event["detail"] for event in events] == ['{"note":"@risky"}']
    with site.store.reading() as reader:
        last = list(reader.events())[-2:]
    assert [(event.tag, event.actor) for event in last] == [(EventTag.AUDIT_READ, "eva")] * 2
    assert [event.detail["exported"] for event in last] == ["csv", "json"]


def test_nobody_else_gets_the_file(site: Site) -> None:
    """Without a sign-in, and with a role that may not read the trail, the answer is a refusal."""
    for browser in (site.browser(), signed_in(site, "ivan")):
        answer = browser.get("/audit-export?form=csv")
        assert answer.status_code == 403
        assert "catalogue:loaded" not in answer.text


def test_an_address_that_makes_no_sense_is_a_sentence(site: Site) -> None:
    """A form or a day that does not exist is refused in words."""
    answer = signed_in(site, "eva").get("/audit-export?form=exe")
    assert answer.status_code == 400
    assert "Open the audit page" in answer.text
