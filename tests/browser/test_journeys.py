import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Served

CARDS = "ul.cards > li"


def search(page: Page, text: str) -> None:
    """Type into the search field and press Enter."""
    field = page.get_by_label("What do you need to do?")
    field.fill(text)
    field.press("Enter")


def test_the_search_page_opens_with_the_cursor_in_the_field(page: Page, served: Served) -> None:
    """Somebody can type at once; all tools are there before anything is typed."""
    page.goto(served.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("Find a tool")
    expect(page.locator(CARDS)).to_have_count(20)
    expect(page.get_by_label("What do you need to do?")).to_be_focused()


def test_search_facet_page_and_back(page: Page, served: Served) -> None:
    """A search, a facet and a page of results each stand in the address, and "back" undoes them one by one."""
    page.goto(served.url)
    search(page, "face")
    expect(page).to_have_url(re.compile(r"q=face"))
    expect(page.locator("mark").first).to_be_visible()
    everything = page.get_by_role("heading", level=2).first.inner_text()
    box = page.get_by_role("checkbox", name=re.compile("Identify and locate victims"))
    box.check(force=True)
    expect(page).to_have_url(re.compile(r"stage=identify-and-locate-victims"))
    expect(page.get_by_role("heading", level=2).first).not_to_have_text(everything)
    expect(page.get_by_role("button", name=re.compile("Identify and locate victims"))).to_be_visible()
    page.go_back()
    expect(page).not_to_have_url(re.compile("stage="))
    expect(page.get_by_role("heading", level=2).first).to_have_text(everything)


def test_a_page_of_results_keeps_its_place_over_a_reload(page: Page, served: Served) -> None:
    """The second page of results shows other tools, and a reload keeps it."""
    page.goto(served.url)
    first = page.locator(f"{CARDS} a").first.inner_text()
    page.locator(".st-key-pages").get_by_text("2", exact=True).click()
    expect(page).to_have_url(re.compile("page=2"))
    expect(page.locator(f"{CARDS} a").first).not_to_have_text(first)
    second = page.locator(f"{CARDS} a").first.inner_text()
    page.reload()
    expect(page.locator(f"{CARDS} a").first).to_have_text(second)


def test_a_tool_opens_and_a_source_number_leads_to_its_source(page: Page, served: Served) -> None:
    """From a card to the tool, from a number to the numbered source in sight, and back to the same results."""
    page.goto(served.at("/?q=photodna"))
    page.get_by_role("link", name="PhotoDNA", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("PhotoDNA")
    number = page.locator("a.cite").first
    target = number.get_attribute("href")
    number.click()
    expect(page.locator(f"li{target}")).to_be_in_viewport()
    outside = page.locator(f"li{target} a").first
    assert set((outside.get_attribute("rel") or "").split()) == {"noreferrer", "noopener"}
    assert outside.get_attribute("target") == "_blank"
    page.go_back()
    page.go_back()
    expect(page.get_by_label("What do you need to do?")).to_have_value("photodna")


def test_an_address_shared_into_a_new_window_shows_the_same(
    page: Page, served: Served, browser: Browser
) -> None:
    """Another person who opens the address sees the same words, filters and tools."""
    page.goto(served.url)
    search(page, "audio")
    page.get_by_role("checkbox", name=re.compile("Verify and present")).check(force=True)
    expect(page).to_have_url(re.compile("stage=verify-and-present"))
    expect(page.get_by_role("button", name=re.compile("Verify and present"))).to_be_visible()
    names = page.locator(f"{CARDS} .card-name").all_inner_texts()
    other = browser.new_context(viewport={"width": 1280, "height": 900})
    window = other.new_page()
    window.goto(page.url)
    expect(window.get_by_label("What do you need to do?")).to_have_value("audio")
    expect(window.locator(f"{CARDS} .card-name")).to_have_text(names)
    other.close()


def test_the_keyboard_alone_finds_and_opens_a_tool(page: Page, served: Served) -> None:
    """Without a mouse: type, Enter, Tab to the first result, Enter."""
    page.goto(served.url)
    expect(page.get_by_label("What do you need to do?")).to_be_focused()
    page.keyboard.type("whisper")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=whisper"))
    expect(page.locator("mark").first).to_be_visible()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('ul.cards') !== null"):
            break
    name = page.evaluate("document.activeElement.textContent")
    assert name
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_an_empty_answer_says_which_filter_to_drop(page: Page, served: Served) -> None:
    """A search that finds nothing names the filter to drop, and one click drops it."""
    page.goto(served.at("/?q=photodna&country=NO"))
    expect(page.get_by_text("No tool matches all of this")).to_be_visible()
    page.get_by_role("button", name=re.compile("Drop .Provider's country: Norway")).click()
    expect(page.get_by_role("link", name="PhotoDNA", exact=True).first).to_be_visible()


def test_a_reading_is_undone_and_brought_back(page: Page, served: Served) -> None:
    """A part of the reading is undone by one click, stands in the address, and comes back by click or "back"."""
    page.goto(served.url)
    search(page, "open source face recognition")
    part = page.locator(".st-key-read-as").get_by_role("button", name="open source")
    expect(part).to_be_visible()
    limited = page.get_by_role("heading", level=2).first.inner_text()
    part.click()
    expect(page).to_have_url(re.compile(r"undone=limit(:|%3A)open-source"))
    expect(part).to_have_count(0)
    expect(page.get_by_role("heading", level=2).first).not_to_have_text(limited)
    page.reload()
    page.locator(".st-key-not-read-as").get_by_role("button", name="open source").click()
    expect(page).not_to_have_url(re.compile("undone="))
    expect(part).to_be_visible()
    expect(page.get_by_role("heading", level=2).first).to_have_text(limited)
    page.go_back()
    expect(page).to_have_url(re.compile("undone="))
    expect(part).to_have_count(0)


def test_the_finder_ends_in_an_ordinary_search(page: Page, served: Served) -> None:
    """Three answers lead to a search with as many tools as were promised, which can be changed like any other."""
    page.goto(served.url)
    page.get_by_role("link", name="Answer three questions").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Find a tool in three questions")
    page.get_by_text("Images", exact=True).click()
    page.get_by_text(re.compile("Find the same face again")).click()
    expect(page).to_have_url(re.compile("have=images&need=same-face"))
    every = page.locator("a.go").inner_text()
    page.get_by_role("checkbox", name=re.compile("It works offline")).check(force=True)
    expect(page).to_have_url(re.compile("under=offline"))
    expect(page.locator("a.go")).not_to_have_text(every)
    promised = re.search(r"\d+", page.locator("a.go").inner_text())
    assert promised
    page.locator("a.go").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text(re.compile(rf"^{promised.group()} of "))
    expect(
        page.locator(".st-key-chips").get_by_role("button", name=re.compile("Works offline"))
    ).to_be_visible()
    page.go_back()
    expect(page.locator("a.go")).to_contain_text(promised.group())


def test_odd_addresses_do_no_harm(page: Page, served: Served) -> None:
    """Unknown filters, pages and slugs give a sentence or the nearest sensible page, and no error."""
    for address in (
        "/?page=99999&sort=odd&cost=%3Cscript%3E",
        "/?page=-1&stage=",
        "/?q=%22%20-%20*:",
        "/?q=face&undone=%3Cb%3E&undone=topic:x",
    ):
        page.goto(served.at(address))
        expect(page.get_by_role("heading", level=1)).to_have_text("Find a tool")
    for address, sentence in (
        ("/tool?slug=nothing", "There is no tool at this address"),
        ("/case?slug=nothing", "There is no case at this address"),
        ("/capability?slug=nothing", "There is no capability at this address"),
    ):
        page.goto(served.at(address))
        expect(page.get_by_text(sentence)).to_be_visible()


def test_the_map_leads_to_the_search_that_it_counts(page: Page, served: Served) -> None:
    """A number in the map opens the search with as many tools."""
    page.goto(served.at("/browse"))
    cell = page.locator("table a", has_text=re.compile(r"^\d+$")).first
    number = cell.inner_text()
    cell.click()
    expect(page.get_by_role("heading", level=2).first).to_have_text(re.compile(rf"^{number} of "))


def test_a_merged_tool_is_found_under_its_old_address(page: Page, served: Served) -> None:
    """The slug of a merged record opens the kept one."""
    page.goto(served.at("/tool?slug=starlight-eu"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("STARLIGHT")
