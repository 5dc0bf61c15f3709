"""A compliance profile in a browser: asked step by step, shared by address, taken along, kept, judged, inert."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from catalog.actions import sessions
from catalog.actions.profiles import OtherResult, override_profile, save_profile
from catalog.domain.people import SYSTEM, Actor, Role
from catalog.domain.profiles import Subject
from catalog.store import Store
from tests.browser.conftest import Served, serving, watched
from tests.browser.hostile import HOST, PAYLOADS
from tests.browser.looking import barriers, choose, overhang, settled
from tests.browser.test_hostile_fields import OPEN_ALL, READ
from tests.figures import figure
from tests.people import add
from tests.stores import dump

TOOL = "aasist"
SORTS = f"/profile?tool={TOOL}&use=sort-synthetic"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Store]]:
    """The repository's own content, served, with a reviewer and an investigator."""
    home = tmp_path_factory.mktemp("profile")
    with serving(home, CATALOG_SECOND_FACTOR="off") as served:
        store = Store.open(f"sqlite:///{home}/catalog.sqlite3")
        add(store, "rita", Role.REVIEWER)
        add(store, "ivan", Role.INVESTIGATOR)
        yield served, store
        store.close()


@contextmanager
def window(
    browser: Browser, site: tuple[Served, Store], name: str = "", theme: str = "light"
) -> Iterator[Page]:
    """Give a window of somebody, or of a visitor; nothing goes wrong on it and nothing is asked of other hosts."""
    served, store = site
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, color_scheme="dark" if theme == "dark" else "light"
    )
    page, wrong = watched(context, served)
    if name:
        with store.writing(SYSTEM) as work:
            account = work.accounts.find(name)
            assert account
            token = sessions.start(work, account, full=True)
        context.add_cookies([{"name": "catalog_session", "value": token, "url": served.url}])
    yield page
    context.close()
    assert wrong == []


def test_a_visitor_goes_from_the_tool_to_a_settled_profile(
    browser: Browser, site: tuple[Served, Store], tmp_path: Path
) -> None:
    """Tool page → use → two questions → result; the address alone holds it, and both files say the same."""
    served, store = site
    with window(browser, site) as page:
        page.goto(served.at(f"/tool?slug={TOOL}"))
        page.get_by_role("link", name="Sort incoming files that may be AI-made").click()
        expect(page.get_by_role("heading", name="Questions to clear before use")).to_be_visible()
        expect(page.get_by_text("More information needed.").first).to_be_visible()
        before = dump(store)
        for question in ("Does its order hide", "Does it mark material"):
            expect(page.get_by_text(question).first).to_be_visible()
            page.get_by_role("radiogroup").get_by_text("No", exact=False).first.click()
            page.get_by_role("button", name="Answer").click()
            expect(page.get_by_role("radiogroup", name=question)).to_have_count(0)
        expect(page.get_by_text("Listed, but an exception may take it out").first).to_be_visible()
        expect(page.get_by_text("More information needed.")).to_have_count(0)
        assert "ranking_effect=no" in page.url
        shared = page.url
        with page.expect_download() as waited:
            page.get_by_role("link", name="Download as JSON").click()
        waited.value.save_as(tmp_path / "profile.json")
        with page.expect_download() as waited:
            page.get_by_role("link", name="Download as PDF").click()
        waited.value.save_as(tmp_path / "profile.pdf")
        assert dump(store) == before
    assert json.loads((tmp_path / "profile.json").read_text("utf-8"))["level"] == "filter-possible"
    assert (tmp_path / "profile.pdf").read_bytes().startswith(b"%PDF-")
    with window(browser, site) as page:
        page.goto(shared)
        expect(page.get_by_text("Listed, but an exception may take it out").first).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_reviewer_keeps_a_profile_and_judges_it(
    browser: Browser, site: tuple[Served, Store], theme: str
) -> None:
    """Kept under a name, judged with reason and source; axe finds nothing grave, 640 pixels do."""
    served, _ = site
    with window(browser, site, "rita", theme) as page:
        page.goto(
            served.at(
                f"{SORTS}&ranking_effect=no&value_labels=no&part_of_chain={'yes' if theme == 'dark' else 'no'}"
            )
        )
        settled(page)
        page.get_by_text("Keep this profile").click()
        page.get_by_role("textbox", name="Name").fill(f"Tips, {theme}")
        page.get_by_role("button", name="Keep", exact=True).click()
        expect(page.get_by_role("link", name=f"Tips, {theme}")).to_be_visible()
        settled(page)
        page.get_by_text("Put another result beside the machine's").click()
        choose(page, "Your result", "Possibly high-risk")
        page.get_by_role("textbox", name="Reason").fill("The order decides which child is looked for first.")
        page.get_by_role("textbox", name="Title of the source").fill("Opinion of the adviser")
        page.get_by_role("textbox", name="Address of the source").fill("https://example.org/opinion")
        page.get_by_role("button", name="Put beside").click()
        expect(page.get_by_text("A reviewer says: Possibly high-risk").first).to_be_visible()
        expect(page.get_by_text("The machine said: Listed, but an exception").first).to_be_visible()
        assert barriers(page) == []
        page.set_viewport_size({"width": 640, "height": 900})
        page.wait_for_timeout(300)
        assert overhang(page) == 0


def test_what_people_write_on_profiles_stays_text(browser: Browser, site: tuple[Served, Store]) -> None:
    """Every payload as name of a kept profile, as reason and as title of a source is shown as it was written."""
    served, store = site
    rita, subject = Actor("rita", Role.REVIEWER), Subject(TOOL, "check-evidence")
    for payload in PAYLOADS:
        save_profile(store, rita, subject, payload[:120])
        other = OtherResult(
            "high-risk-likely", f"Because of {payload}", f"https://{HOST}/o", f"Note {payload}"
        )
        override_profile(store, rita, subject, "high-risk-likely", other)
    with window(browser, site, "rita") as page:
        page.goto(served.at(f"/profile?tool={TOOL}&use=check-evidence"))
        expect(page.get_by_role("heading", name="My profiles")).to_be_visible()
        page.evaluate(OPEN_ALL)
        page.wait_for_timeout(1_000)
        seen = page.evaluate(
            READ, "nowhere.example"
        )  # the source's own link goes to the hostile host on purpose
        assert (seen["hit"], seen["wrong"]) == (0, [])
        text = " ".join(seen["text"].split())
        assert [payload for payload in PAYLOADS if f"Because of {payload}" not in text] == []
        assert [payload for payload in PAYLOADS if f"Note {payload}" not in text] == []
    figure(f"hostile text on profiles: {3 * len(PAYLOADS)} texts in 3 fields, 0 scripts, 0 elements")
