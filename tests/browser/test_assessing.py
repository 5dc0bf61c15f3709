"""Assessing in a real browser: started from a tool, left, taken up on another day, signed, taken out, taken in again."""

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from catalog.actions import sessions
from catalog.actions.assessment_starts import start_assessment
from catalog.actions.assessments import save_entry, share_assessment
from catalog.domain.assessment import Assessment
from catalog.domain.assessment_answers import filled
from catalog.domain.assessment_asking import Setting, asked
from catalog.domain.assessment_instrument import Instrument
from catalog.domain.assessment_steps import Part
from catalog.domain.content import RecordKind
from catalog.domain.people import Actor, Role
from catalog.store import Store
from tests.browser.conftest import Served, serving, watched
from tests.browser.looking import barriers, overhang, settled
from tests.domain.instruments import harm, mitigation
from tests.figures import figure
from tests.people import PASSWORD, add

IVAN, JANA = Actor("ivan", Role.INVESTIGATOR), Actor("jana", Role.INVESTIGATOR)
TOOL = "amped-authenticate"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder that outlives its server."""
    return tmp_path_factory.mktemp("assessing")


@contextmanager
def opened_store(home: Path) -> Iterator[Store]:
    """Give the store of a home folder."""
    store = Store.open(f"sqlite:///{home}/catalog.sqlite3")
    yield store
    store.close()


def add_people(store: Store) -> None:
    """Add the accounts, unless an earlier test did."""
    with store.reading() as reader:
        known = {account.name for account in reader.accounts.all()}
    for actor in (IVAN, JANA):
        if actor.name not in known:
            add(store, actor.name, actor.role, PASSWORD)


@contextmanager
def window(
    browser: Browser, pages: Served, store: Store, actor: Actor, scheme: str = "light"
) -> Iterator[Page]:
    """Give a new window of somebody; afterwards nothing went wrong on it."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, color_scheme=scheme)  # type: ignore[arg-type]
    with store.writing(actor) as work:
        account = work.accounts.find(actor.name)
        assert account
        token = sessions.start(work, account, full=True)
    context.add_cookies([{"name": "catalog_session", "value": token, "url": pages.url}])
    page, wrong = watched(context, pages)
    page.set_default_timeout(60_000)
    yield page
    context.close()
    assert wrong == []


def the_one(store: Store, number: int) -> Assessment:
    """Return an assessment as it stands."""
    with store.reading() as reader:
        found = reader.assessments.find(number)
    assert found is not None
    return found


def saved(page: Page, store: Store, number: int, path: str) -> None:
    """Wait until something stands at a path, not only until it is typed."""
    for _ in range(100):
        if path in the_one(store, number).now:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"{path} was not saved")


def answer_the_rest(store: Store, held: Assessment, actor: Actor) -> Assessment:
    """Answer every question that is open, with the safest answer, and name a harm."""
    with store.reading() as reader:
        form = reader.workflow.content(RecordKind.INSTRUMENT, held.instrument, held.instrument_sha256)
    assert isinstance(form, Instrument)
    setting = Setting(frozenset(held.capabilities))
    for name in ("use", "unit", "owner", "contact", "people", "before", "benefit"):
        if f"head/{name}" not in held.now:
            held = save_entry(store, actor, held.id, held.version, f"head/{name}", f"The {name}.")
    for question in asked(form, setting, filled(held.now)):
        said = filled(held.now).answers.get(question.id)
        if said is None or said.prefilled or not said.value:
            best = question.answers[-1] if question.anchors else question.options[0].id
            value = {"value": said.value if said and said.value else best}
            held = save_entry(store, actor, held.id, held.version, f"answer/{question.id}", value)
    if form.form == "risk":
        value = harm((4, 1, 3, 3), (3, 1, 1, 2), mitigation(), principle="minimization-of-harm/accuracy")
        held = save_entry(store, actor, held.id, held.version, "harm/1", value)
    return held


def part(page: Page, name: str) -> None:
    """Turn to a part of the form."""
    page.get_by_role("radio", name=name, exact=True).or_(
        page.get_by_role("button", name=name, exact=True)
    ).first.click()
    expect(page.get_by_role("heading", name=name, level=2)).to_be_visible()


@pytest.mark.timeout(900)
def test_an_assessment_from_a_tool_to_its_files(browser: Browser, home: Path) -> None:
    """Started from a tool's page, left half-filled, taken up after a restart, signed by two, exported, taken in again."""
    with serving(home, CATALOG_SECOND_FACTOR="off") as pages, opened_store(home) as store:
        add_people(store)
        with window(browser, pages, store, IVAN) as page:
            number = _begin(page, pages, store)
    with serving(home, CATALOG_SECOND_FACTOR="off") as pages, opened_store(home) as store:
        with window(browser, pages, store, IVAN) as page:
            _take_up(page, pages, store, number)
        share_assessment(store, IVAN, number, "jana", Part.CONTRIBUTOR)
        answer_the_rest(store, the_one(store, number), IVAN)
        with window(browser, pages, store, JANA) as page:
            _sign(page, pages, number)
        assert the_one(store, number).signatures[0].account == "jana"
        with window(browser, pages, store, IVAN) as page:
            raw = _files(page, pages, number)
            _take_in(page, pages, raw)
            _compare(page, pages, number)
            _leave(page, pages, store, number)
        with window(browser, pages, store, JANA) as page:
            _withdraw(page, pages, store)
    figure(
        "assessment: tool → answers → restart → sign-off by another → PDF, XLSX, JSON, notice → taken in → compared "
        "→ handed over → left → withdrawn"
    )


def _begin(page: Page, pages: Served, store: Store) -> int:
    page.goto(pages.at(f"/tool?slug={TOOL}"))
    page.get_by_role("link", name="Assess a use of this tool").click()
    page.get_by_role("textbox", name="Title").fill("Checking pictures in case files")
    page.get_by_role("button", name="Start the assessment").click()
    expect(page.get_by_role("heading", name="About this assessment", level=2)).to_be_visible()
    number = int(page.url.rpartition("=")[2])
    page.get_by_role("textbox", name="Use").first.fill("The picture desk checks pictures.")
    page.keyboard.press("Tab")
    saved(page, store, number, "head/use")
    part(page, "The use")
    expect(page.get_by_text("Taken from the record of Amped Authenticate: biometric, no")).to_be_visible()
    expect(page.get_by_text("What is recorded of Amped Authenticate").first).to_be_visible()
    page.get_by_role("button", name="Confirm the answer to question 3").click()
    expect(page.get_by_text("Taken from the record of Amped Authenticate: biometric, no")).to_have_count(0)
    assert the_one(store, number).now["answer/biometric-data"]["prefilled"] == ""
    page.get_by_role("radio", name="Only what it is for").check(force=True)
    saved(page, store, number, "answer/purpose-fixed")
    return number


def _take_up(page: Page, pages: Served, store: Store, number: int) -> None:
    page.goto(pages.at("/assessments"))
    page.get_by_role("link", name="Checking pictures in case files").click()
    expect(page.get_by_role("heading", name="The use", level=2)).to_be_visible()
    expect(page.get_by_role("radio", name="Only what it is for")).to_be_checked()
    page.get_by_role("radio", name="A lead that people check by other means").check(force=True)
    saved(page, store, number, "answer/result-leads-to")
    page.get_by_role("button", name="Next: Lawfulness").click()
    expect(page.get_by_role("heading", name="Lawfulness", level=2)).to_be_visible()
    page.get_by_text("What this catalogue records under this principle").click()
    expect(page.get_by_text("Tools that", exact=False).first).to_be_visible()


def _sign(page: Page, pages: Served, number: int) -> None:
    page.goto(pages.at(f"/assessment?id={number}"))
    page.get_by_role("tab", name="People and sign-off").click()
    page.get_by_label("Your function").fill("Head of unit")
    page.get_by_label("Your statement: what you decided").fill("Only as a lead.")
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_text("Signed. It can be exported now.")).to_be_visible()


def _files(page: Page, pages: Served, number: int) -> bytes:
    page.goto(pages.at(f"/assessment?id={number}"))
    page.get_by_role("tab", name="Files and versions").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF", exact=True).click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    files = {
        form: page.request.get(pages.at(f"/assessment-file/{form}?id={number}")).body()
        for form in ("json", "xlsx", "notice")
    }
    assert json.loads(files["json"])["signatures"][0]["statement"] == "Only as a lead."
    assert openpyxl.load_workbook(io.BytesIO(files["xlsx"])).sheetnames[0] == "About"
    assert b"TIER 2" in files["notice"]
    return files["json"]


def _take_in(page: Page, pages: Served, raw: bytes) -> None:
    page.goto(pages.at("/assessments"))
    page.get_by_text("Take in an exported file").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "a.json", "mimeType": "application/json", "buffer": raw}
    )
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("tab", name="Fill in")).to_be_visible()


def _leave(page: Page, pages: Served, store: Store, number: int) -> None:
    page.goto(pages.at(f"/assessment?id={number}"))
    page.get_by_role("tab", name="People and sign-off").click()
    page.get_by_text("Withdraw this assessment").click()
    expect(page.get_by_text("It is signed and cannot be withdrawn.")).to_be_visible()
    page.locator("summary", has_text="Hand it over").click()
    page.get_by_role("button", name="Hand it over").click()
    expect(page.get_by_text("jana owns it now.")).to_be_visible()
    page.get_by_role("tab", name="People and sign-off").click()
    page.locator("summary", has_text="Leave this assessment").click()
    page.get_by_role("button", name="Leave it").click()
    expect(page.get_by_text(f"You left assessment {number}.")).to_be_visible()
    assert [member.account for member in the_one(store, number).members] == ["jana"]


def _withdraw(page: Page, pages: Served, store: Store) -> None:
    held = start_assessment(store, JANA, "risk-of-use", "Given up soon", TOOL)
    page.goto(pages.at(f"/assessment?id={held.id}"))
    page.get_by_role("tab", name="People and sign-off").click()
    page.locator("summary", has_text="Withdraw this assessment").click()
    page.get_by_label("Why it is withdrawn").fill("The project was given up.")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.get_by_text(f"Assessment {held.id} is withdrawn.")).to_be_visible()
    expect(page.get_by_text(f"No. {held.id}, by jana")).to_be_visible()
    expect(page.get_by_text("Given up soon")).to_have_count(0)


def _compare(page: Page, pages: Served, number: int) -> None:
    page.goto(pages.at(f"/assessment?id={number}"))
    page.get_by_role("tab", name="Files and versions").click()
    page.get_by_role("link", name="Checking pictures in case files (").first.click()
    expect(page.get_by_role("heading", name="Two assessments compared")).to_be_visible()
    expect(page.get_by_text("No answer differs.")).to_be_visible()


@pytest.mark.timeout(900)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_no_serious_fault(browser: Browser, home: Path, theme: str) -> None:
    """List, every part of both forms, results, people, files and comparison, in either theme and at 640 pixels."""
    looked = 0
    with serving(home, CATALOG_SECOND_FACTOR="off") as pages, opened_store(home) as store:
        add_people(store)
        risk, other = (start_assessment(store, IVAN, "risk-of-use", "A use", TOOL) for _ in range(2))
        agency = answer_the_rest(store, start_assessment(store, IVAN, "agency-readiness", "Us"), IVAN)
        save_entry(store, IVAN, agency.id, agency.version, "answer/lead-named", {"value": "1"})
        answer_the_rest(store, risk, IVAN)
        with window(browser, pages, store, IVAN, theme) as page:
            for address in ("/assessments?tool=" + TOOL, f"/assessment-compare?id={risk.id}&with={other.id}"):
                page.goto(pages.at(address))
                looked += _clean(page, address)
            for held, parts in (
                (risk, ("The use", "Harms and mitigations")),
                (agency, ("Leadership and strategy",)),
            ):
                page.goto(pages.at(f"/assessment?id={held.id}"))
                settled(page)
                for name in parts:
                    part(page, name)
                    looked += _clean(page, name)
                for tab in ("Result", "People and sign-off", "Files and versions"):
                    page.get_by_role("tab", name=tab).click()
                    looked += _clean(page, tab)
    figure(f"assessments: {looked} pages and tabs in the {theme} theme, 0 serious faults by axe")


def _clean(page: Page, what: str) -> int:
    """Look at what is open, wide and at 640 pixels; return 1."""
    assert barriers(page) == [], what
    page.set_viewport_size({"width": 640, "height": 900})
    page.wait_for_timeout(300)
    assert overhang(page) == 0, what
    page.set_viewport_size({"width": 1280, "height": 1000})
    return 1
