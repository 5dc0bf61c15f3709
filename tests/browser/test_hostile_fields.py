"""Whatever people write into any text field, no page runs it, loads it, links it or draws it: it stays text."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote
from xml.etree.ElementTree import tostring

import pytest
from defusedxml.ElementTree import fromstring
from playwright.sync_api import Browser, Page, expect

from catalog.actions import sessions
from catalog.store import Store
from tests.browser.conftest import Served, serving, watched
from tests.browser.hostile import (
    FIELDS,
    HOST,
    MARK,
    PAIRS,
    PAYLOADS,
    TOOLS,
    as_read,
    cases,
    fill,
    fill_assessments,
    last_word,
    providers,
    tool_fields,
)
from tests.browser.hostile_concerns import fill_concerns
from tests.browser.looking import settled
from tests.figures import figure
from tests.samples import provider, raw_tool, write_content

SLOW_MS: Final = 40_000
MOST_OF_THEM: Final = 30
"""So many of the forty payloads stand on the page of a record whose every field has two."""

CASES: Final = 4
"""So many of the drafts are drafts of cases, the last ones."""

MANY_IN_A_CASE: Final = 12
"""So many payloads stand in the nine text fields of a case, two in each, some in several."""

READ: Final = """(host) => {
  const texts = [], wrong = [];
  const inside = new Set(['IMG','SVG','IFRAME','OBJECT','EMBED','MATH','FORM','META','BASE','LINK','STYLE','SCRIPT']);
  const marked = /k\\d\\dk/;
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) { texts.push(node.data); return; }
    if (node.nodeType === Node.ELEMENT_NODE) {
      const name = node.tagName.toUpperCase();
      if (name === 'DEL' || node.classList.contains('unseen')) return;
      for (const {name: key, value} of node.attributes) {
        if (key.startsWith('on')) wrong.push(`handler ${node.outerHTML.slice(0, 200)}`);
        const away = ['href', 'src', 'action', 'xlink:href', 'poster', 'data'].includes(key)
          && (URL.parse(value, location.href) || {host: '', protocol: ''});
        if (away && (away.host.endsWith(host) || /^(javascript|vbscript):/.test(away.protocol)
                     || value.startsWith('data:text')) || ['srcset', 'srcdoc', 'style'].includes(key) && value.includes(host))
          wrong.push(`address ${node.outerHTML.slice(0, 200)}`);
      }
      if (inside.has(name) && (marked.test(node.textContent) || marked.test(node.getAttribute('alt') || '')))
        wrong.push(`element ${node.outerHTML.slice(0, 200)}`);
      if (node.classList.contains('katex') || ['CODE', 'PRE'].includes(name) && marked.test(node.textContent))
        wrong.push(`markup ${node.outerHTML.slice(0, 200)}`);
      if (['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(name)) return;
      if (name === 'INPUT' || name === 'TEXTAREA') { texts.push('\\n', node.value, '\\n'); return; }
      if (node.shadowRoot) walk(node.shadowRoot);
    }
    for (const child of node.childNodes) walk(child);
    if (node.nodeType === Node.ELEMENT_NODE && getComputedStyle(node).display !== 'inline') texts.push('\\n');
  };
  walk(document.documentElement);
  return {text: texts.join(''), wrong, hit: window.__hit === undefined ? 0 : 1};
}"""
OPEN_ALL: Final = "document.querySelectorAll('details:not([open]) > summary').forEach((item) => item.click())"


@dataclass
class Site:
    """The served catalogue, what can be looked at in it, and what was seen so far."""

    pages: Served
    store: Store
    drafts: list[int]
    submissions: list[int]
    loads: int = 0
    seen: int = 0
    kinds: set[tuple[str, str]] = field(default_factory=set)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve a catalogue in which every text is hostile, and count what was looked at."""
    home = tmp_path_factory.mktemp("hostile")
    tools = [*map(tool_fields, range(len(TOOLS))), raw_tool("photo-sorter")]
    data = write_content(
        home / "data", *tools, providers=[*providers(), provider(named_in=["photo-sorter"])], cases=cases()
    )
    with serving(home, CATALOG_DATA=str(data), CATALOG_SECOND_FACTOR="off") as pages:
        store = Store.open(f"sqlite:///{home}/catalog.sqlite3")
        site = Site(pages, store, *fill(store))
        fill_concerns(store)
        yield site
        store.close()
    figure(
        f"hostile text: {len(FIELDS)} fields of a tool × {len(PAYLOADS)} payloads, {len(site.kinds)} pages × roles, "
        f"{site.loads} looks, {site.seen:,} payloads shown as text; 0 scripts, 0 foreign requests, 0 elements"
    )


@contextmanager
def window(browser: Browser, site: Site, name: str) -> Iterator[Page]:
    """Give a window of somebody; afterwards no dialog was opened and nothing was asked of another host."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, color_scheme="light")
    if name != "visitor":
        with site.store.reading() as reader:
            account = reader.accounts.find(name)
        assert account
        with site.store.writing(account.actor) as work:
            token = sessions.start(work, account, full=True)
        context.add_cookies([{"name": "catalog_session", "value": token, "url": site.pages.url}])
    page, wrong = watched(context, site.pages)
    page.set_default_timeout(SLOW_MS)
    page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss())[0])
    yield page
    context.close()
    assert wrong == []


def look(page: Page, site: Site, name: str, address: str, least: int = 0) -> None:
    """Open a page and look at all of it; at least so many different payloads stand there, each as it was written."""
    page.goto(site.pages.at(address))
    expect(page.locator("#first")).to_have_count(0)
    read(page, site, name, address, least)


def read(page: Page, site: Site, name: str, address: str, least: int) -> None:
    """Look at the page that is open, with everything unfolded."""
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    shown = _whole(page)
    assert (shown["hit"], shown["wrong"]) == (0, []), address
    text = as_read(shown["text"])
    marks = [int(mark) for mark in MARK.findall(text)]
    bent = [
        text[: found.end()][-160:]
        for found in MARK.finditer(text)
        if not text.endswith(as_read(PAYLOADS[int(found[1])]), 0, found.end())
    ]
    assert bent == [], f"{address}: not shown as it was written"
    assert len(set(marks)) >= least, f"{address}: shows {len(set(marks))} payloads"
    site.loads += 1
    site.seen += len(marks)
    site.kinds.add((name, address.partition("?")[0]))


def _whole(page: Page) -> Any:
    """Return what stands on the page once the script has ended, all is unfolded and nothing more comes."""
    settled(page)
    before, shown = None, page.evaluate(READ, HOST)
    while shown != before:
        page.evaluate(OPEN_ALL)
        page.wait_for_timeout(500)
        before, shown = shown, page.evaluate(READ, HOST)
    return shown


@pytest.mark.timeout(600)
def test_what_readers_see_stays_text(browser: Browser, site: Site) -> None:
    """Tools, cases, histories, searches and lists show every payload as it was written."""
    with window(browser, site, "visitor") as page:
        for number, slug in enumerate(TOOLS):
            look(page, site, "visitor", f"/tool?slug={slug}", MOST_OF_THEM)
            look(page, site, "visitor", f"/case?slug=case-{number:02}", 10)
        for slug in (*TOOLS[:4], "photo-sorter"):
            look(page, site, "visitor", f"/history?slug={slug}", 4)
        for address, least in (
            ("/case", 40), ("/case?tool=tool-03", 2), ("/browse", 0), ("/transparency", 40), ("/coverage", 0),
            ("/principles?principle=human-autonomy%2Fprivacy", 20), ("/principles", 0), ("/changes", 40), ("/about", 0), ("/finder", 0),
            ("/finder?have=images&need=same-pictures", 0), ("/capability?slug=near-duplicate-clustering", 20),
            ("/?q=near+duplicate&why=1", 20), ("/?q=hyperlink+skull", 2),
        ):  # fmt: skip
            look(page, site, "visitor", address, least)


@pytest.mark.timeout(600)
def test_what_is_typed_or_stands_in_an_address_stays_text(browser: Browser, site: Site) -> None:
    """The same texts as a search, a filter, or the name of a record in an address."""
    with window(browser, site, "visitor") as page:
        for pair in PAIRS:
            look(page, site, "visitor", f"/?q={quote(pair)}&why=1")
        for at, pair in zip(
            ("tool", "case", "capability", "history", "review", "principles", "coverage"), PAIRS, strict=False
        ):
            look(
                page,
                site,
                "visitor",
                f"/{at}?slug={quote(pair)}&id={quote(pair)}&stage={quote(pair)}&right={quote(pair)}",
            )
        look(page, site, "visitor", f"/case?q={quote(PAIRS[0])}&kind={quote(PAIRS[1])}&from=x")


@pytest.mark.timeout(600)
def test_what_curators_write_stays_text_on_their_pages(browser: Browser, site: Site) -> None:
    """Drafts with every field open, lists, what is due, and a tool with its means for curators."""
    with window(browser, site, "anna") as page:
        for number in site.drafts[:-CASES]:
            look(page, site, "curator", f"/draft?id={number}", MOST_OF_THEM)
        for number in site.drafts[-CASES:]:
            look(page, site, "curator", f"/draft?id={number}", MANY_IN_A_CASE)
        for address, least in (
            ("/drafts", 40), ("/queue", 20), ("/due", 0), ("/changes", 40), ("/", 0), ("/import", 0),
            (f"/tool?slug={TOOLS[3]}", MOST_OF_THEM), (f"/history?slug={TOOLS[3]}", MOST_OF_THEM),
            (f"/review?id={site.submissions[15]}", MOST_OF_THEM), ("/audit", 0),
        ):  # fmt: skip
            look(page, site, "curator", address, least)


@pytest.mark.timeout(600)
def test_what_is_decided_on_stays_text(browser: Browser, site: Site) -> None:
    """Reviews with every difference, comment and interest; the audit trail; the accounts."""
    last_word(site.store)
    with window(browser, site, "clara") as page:
        for number in site.submissions[:-1]:
            look(page, site, "reviewer", f"/review?id={number}", MOST_OF_THEM)
        look(page, site, "reviewer", f"/review?id={site.submissions[-1]}", MANY_IN_A_CASE)
        look(page, site, "reviewer", "/transparency", 20)
        look(page, site, "reviewer", f"/draft?id={site.drafts[-1]}", MANY_IN_A_CASE)
        for address, least in (
            ("/queue", 20), ("/drafts", 40), (f"/draft?id={site.drafts[0]}", 2), ("/due", 0), ("/audit", 40),
            (f"/tool?slug={TOOLS[12]}", MOST_OF_THEM), (f"/history?slug={TOOLS[12]}", MOST_OF_THEM),
        ):  # fmt: skip
            look(page, site, "reviewer", address, least)
    with window(browser, site, "eva") as page:
        for address in ("/accounts", "/audit", "/changes", "/about", f"/tool?slug={TOOLS[5]}", "/queue", "/"):
            look(page, site, "administrator", address)


@pytest.mark.timeout(600)
def test_what_is_said_of_concerns_stays_text(browser: Browser, site: Site) -> None:
    """Concerns with every reply and verdict, lists of work, forms, reports and what came of them."""
    with site.store.reading() as reader:
        waiting = next(item.id for item in reader.concerns.reports() if item.waiting)
    with window(browser, site, "clara") as page:
        for number in range(1, len(TOOLS) + 1):
            look(page, site, "reviewer", f"/concern?id={number}", 6)
        for address, least in (
            ("/concerns", 30), (f"/raise?report={waiting}", 6), (f"/raise?kind=tool&slug={TOOLS[0]}", 2),
        ):  # fmt: skip
            look(page, site, "reviewer", address, least)
    with window(browser, site, "frank") as page:
        for address, least in (
            ("/my-reports", 40), ("/concern?id=2", 6), (f"/report?kind=tool&slug={TOOLS[0]}", 2)
        ):  # fmt: skip
            look(page, site, "investigator", address, least)
    with window(browser, site, "visitor") as page:
        look(page, site, "visitor", "/concern?id=2", 6)
        for at, pair in zip(("concern", "raise", "report", "concerns"), PAIRS, strict=False):
            look(page, site, "visitor", f"/{at}?slug={quote(pair)}&id={quote(pair)}&kind={quote(pair)}")


@pytest.mark.timeout(600)
def test_what_assessors_write_stays_text(browser: Browser, site: Site) -> None:
    """Every part and tab of assessments, their list and their comparison, for who writes and who reads on."""
    made = fill_assessments(site.store)
    for name in ("anna", "boris"):
        with window(browser, site, name) as page:
            look(page, site, name, "/assessments", 2)
            look(page, site, name, f"/assessments?tool={TOOLS[3]}", 2)
            look(page, site, name, f"/assessment-compare?id={made[0]}&with={made[2]}", 2)
            for number, parts in zip(
                made, (("All", "Harms and mitigations"), ("All",), ("All",)), strict=True
            ):
                look(page, site, name, f"/assessment?id={number}", 10)
                for part in ("About this assessment", *parts):
                    page.get_by_role("radio", name=part, exact=True).or_(
                        page.get_by_role("button", name=part, exact=True)
                    ).first.click()
                    expect(page.get_by_role("heading", name=part, level=2)).to_be_visible()
                    read(page, site, name, f"/assessment?id={number}", 10)


def test_a_hostile_file_stays_text(browser: Browser, site: Site) -> None:
    """Names of columns, values and the file's own name are shown as they are before and after an import."""
    names = ("Name", "Link", *(f"{pair} {number}" for number, pair in enumerate(PAIRS)))
    lines = (names, ("A Reader", "https://reader.example.net/", *reversed(PAIRS)))
    table = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines)
    with window(browser, site, "anna") as page:
        look(page, site, "curator", "/import")
        page.locator("input[type=file]").set_input_files(
            {
                "name": "<img src=x onerror=window.__hit=1>.csv",
                "mimeType": "text/csv",
                "buffer": table.encode(),
            }
        )
        button = page.get_by_role("button", name="Show what would happen")
        expect(button).to_be_visible()
        read(page, site, "curator", "/import?columns", 0)
        button.click()
        expect(page.get_by_role("button", name="Make 1 draft")).to_be_visible()
        read(page, site, "curator", "/import?report", 0)
        page.get_by_role("button", name="Make 1 draft").click()
        expect(page.get_by_text("Imports, the newest first")).to_be_visible()
        read(page, site, "curator", "/import?made", 0)


def test_the_feed_carries_them_as_text(browser: Browser, site: Site) -> None:
    """The feed of changes is whole XML, says every payload, and holds no element of theirs."""
    context = browser.new_context()
    answer = context.request.get(site.pages.at("/changes.atom"))
    root = fromstring(answer.body())
    text = " ".join("\n".join(root.itertext()).split())
    context.close()
    assert [payload for payload in PAYLOADS if payload not in text] == []
    assert {item.tag.rpartition("}")[2] for item in root.iter()} <= {
        *("feed", "id", "title", "updated", "link", "author", "name", "entry", "summary")
    }
    assert HOST not in "".join(link.get("href", "") for link in root.iter() if link.get("href"))
    assert b"<script" not in tostring(root)
