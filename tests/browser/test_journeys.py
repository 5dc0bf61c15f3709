import re

from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Served

CARDS = "ul.cards > li"


def ready(page: Page) -> None:
    """Wait until the page has taken the place of its first view."""
    expect(page.locator("#first")).to_have_count(0)


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
    page.get_by_role("checkbox", name=re.compile("Identify and locate victims")).check()
    expect(page).to_have_url(re.compile(r"stage=identify-and-locate-victims"))
    expect(page.get_by_role("heading", level=2).first).not_to_have_text(everything)
    expect(page.get_by_role("link", name=re.compile("Remove .*Identify and locate victims"))).to_be_visible()
    page.go_back()
    expect(page).not_to_have_url(re.compile("stage="))
    expect(page.get_by_role("heading", level=2).first).to_have_text(everything)


def test_a_page_of_results_keeps_its_place_over_a_reload(page: Page, served: Served) -> None:
    """The second page of results shows other tools, and a reload keeps it."""
    page.goto(served.url)
    first = page.locator(f"{CARDS} a").first.inner_text()
    page.get_by_role("link", name="Page 2", exact=True).click()
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
    page.get_by_role("checkbox", name=re.compile("Verify and present")).check()
    expect(page).to_have_url(re.compile("stage=verify-and-present"))
    expect(page.get_by_role("link", name=re.compile("Remove .*Verify and present"))).to_be_visible()
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
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('ul.cards') !== null"):
            break
    name = page.evaluate("document.activeElement.textContent")
    assert name
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_suggestions_are_chosen_with_the_keyboard(page: Page, served: Served) -> None:
    """Arrows go through the suggestions, Escape shuts them and keeps the text, Enter opens the chosen tool."""
    page.goto(served.url)
    field = page.get_by_role("combobox", name="What do you need to do?")
    options = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    field.press_sequentially("photod")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page).to_have_url(served.url + "/")
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("photod")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.first.get_attribute("id") or "")
    expect(field).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("PhotoDNA")


def test_enter_without_a_choice_searches_for_what_is_typed(page: Page, served: Served) -> None:
    """Open suggestions do not stand in the way of a search, and are gone afterwards."""
    page.goto(served.url)
    field = page.get_by_role("combobox", name="What do you need to do?")
    field.press_sequentially("deepf")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=deepf$"))
    expect(page.get_by_role("option")).to_have_count(0)
    expect(field).to_be_focused()


def test_what_is_typed_runs_in_its_own_direction(page: Page, served: Served) -> None:
    """Arabic runs from the right, English from the left; where nothing is found, no empty column of filters stands."""
    page.goto(served.url)
    field = page.get_by_role("combobox", name="What do you need to do?")
    field.fill("\u0635\u0648\u0631")
    assert field.evaluate("field => getComputedStyle(field).direction") == "rtl"
    field.fill("qqqqzzzz")
    assert field.evaluate("field => getComputedStyle(field).direction") == "ltr"
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing in the catalogue is about this.", exact=True)).to_be_visible()
    expect(page.locator("details.facets")).to_be_hidden()


def test_a_suggestion_is_chosen_with_the_mouse(page: Page, served: Served) -> None:
    """A click on a kind of tool filters by it."""
    page.goto(served.url)
    page.get_by_role("combobox", name="What do you need to do?").press_sequentially("estimate ag")
    page.get_by_role("option", name=re.compile("kind of tool")).first.click()
    expect(page).to_have_url(re.compile(r"\?capability="))
    expect(page.get_by_role("link", name=re.compile("Remove Capability"))).to_be_visible()


def test_quick_clicks_add_up(page: Page, served: Served) -> None:
    """Boxes that are ticked faster than answers come are all chosen, with the words that stand in the field."""
    page.goto(served.url)
    ready(page)
    page.get_by_label("What do you need to do?").fill("face")
    page.evaluate(
        "for (const box of [...document.querySelectorAll('label[data-facet=stage] input')].slice(0, 3)) box.click()"
    )
    expect(page.get_by_role("link", name=re.compile("Remove Step"))).to_have_count(3)
    expect(page).to_have_url(re.compile(r"q=face&stage=.*&stage=.*&stage="))
    expect(page.locator("label[data-facet=stage] input:checked")).to_have_count(3)


def test_the_focus_stays_where_somebody_works(page: Page, served: Served) -> None:
    """A ticked box, an order and a removed chip leave the focus at the box, the order and the head of the answer."""
    page.goto(served.at("/?q=face"))
    ready(page)
    box = page.get_by_role("checkbox", name=re.compile("Identify and locate victims"))
    box.focus()
    page.keyboard.press("Space")
    chip = page.get_by_role("link", name=re.compile("Remove Step"))
    expect(chip).to_be_visible()
    expect(box).to_be_focused()
    order = page.get_by_role("link", name="newest check")
    order.press("Enter")
    expect(order).to_have_attribute("aria-current", "true")
    expect(order).to_be_focused()
    chip.press("Enter")
    expect(chip).to_have_count(0)
    expect(page.get_by_role("heading", level=2).first).to_be_focused()


def test_an_answer_is_read_out(page: Page, served: Served) -> None:
    """A live region that stays in the page says how many tools there are, and how the words were read."""
    page.goto(served.url)
    ready(page)
    page.locator("[role=status]").last.evaluate("region => { region.dataset.same = 'yes' }")
    search(page, "open source face recognition")
    region = page.locator("[role=status][data-same=yes]")
    expect(region).to_contain_text(re.compile(r"^\d+ of \d+ tools\. Read as: "))


def test_filters_fold_away_in_a_narrow_window(browser: Browser, served: Served) -> None:
    """At 640 pixels the filters are one fold above the results, and choosing works there too."""
    context = browser.new_context(viewport={"width": 640, "height": 900})
    page = context.new_page()
    page.goto(served.url)
    box = page.get_by_role("checkbox", name=re.compile("Identify and locate victims"))
    ready(page)
    expect(page.locator(CARDS)).to_have_count(20)
    expect(box).to_be_hidden()
    page.get_by_text("Filters", exact=True).click()
    box.check()
    expect(page).to_have_url(re.compile("stage=identify-and-locate-victims"))
    expect(page.get_by_text("Filters (1 chosen)")).to_be_visible()
    context.close()


def test_an_empty_answer_says_which_filter_to_drop(page: Page, served: Served) -> None:
    """A search that finds nothing names the filter to drop, and one click drops it."""
    page.goto(served.at("/?q=photodna&country=NO"))
    expect(page.get_by_text("No tool matches all of this")).to_be_visible()
    page.get_by_role("link", name=re.compile("Drop .Provider's country: Norway")).click()
    expect(page.get_by_role("link", name="PhotoDNA", exact=True).first).to_be_visible()


def test_a_reading_is_undone_and_brought_back(page: Page, served: Served) -> None:
    """A part of the reading is undone by one click, stands in the address, and comes back by click or "back"."""
    page.goto(served.url)
    search(page, "open source face recognition")
    part = page.get_by_role("link", name="Undo open source")
    expect(part).to_be_visible()
    limited = page.get_by_role("heading", level=2).first.inner_text()
    part.click()
    expect(page).to_have_url(re.compile(r"undone=limit(:|%3A)open-source"))
    expect(part).to_have_count(0)
    expect(page.get_by_role("heading", level=2).first).not_to_have_text(limited)
    page.reload()
    page.locator(".not-read-as").get_by_role("link", name="open source").click()
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
    expect(page.get_by_role("link", name=re.compile("Remove Works offline"))).to_be_visible()
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


def test_the_first_view_works_without_scripts(browser: Browser, served: Served) -> None:
    """A browser that runs no script searches, filters, orders and turns pages by links and one form."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    page.goto(served.url)
    expect(page.locator(CARDS)).to_have_count(20)
    page.get_by_label("What do you need to do?").fill("face")
    page.get_by_role("checkbox", name=re.compile("Identify and locate victims")).check()
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile("q=face&stage=identify-and-locate-victims$"))
    expect(page.locator("mark").first).to_be_visible()
    page.get_by_role("link", name="name", exact=True).click()
    expect(page).to_have_url(re.compile("sort=name"))
    context.close()


def test_what_is_done_in_the_first_view_is_kept(page: Page, served: Served) -> None:
    """Words typed and boxes ticked before the page is ready are in the field and in the search when it is."""
    held: list[Route] = []
    opened: list[bool] = []

    def gate(route: Route) -> None:
        if opened:
            route.continue_()
        else:
            held.append(route)

    page.route("**/_stcore/health", gate)
    page.goto(served.url)
    page.locator("#first-q").press_sequentially("fac")
    page.locator("#first").get_by_role("checkbox", name=re.compile("Identify and locate victims")).check()
    page.locator("#first-q").focus()
    page.wait_for_timeout(300)
    opened.append(True)
    for route in held:
        route.continue_()
    expect(page.locator("#first")).to_have_count(0)
    expect(page.get_by_role("link", name=re.compile("Remove Step"))).to_be_visible()
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("e")
    expect(page.locator("#q")).to_have_value("face")


def test_the_first_view_looks_like_the_page(browser: Browser, served: Served) -> None:
    """Nothing jumps when the page takes over: head, field, filters and results stand where they stood."""
    wanted = ("h1", ".search-form label", ".search-form button", ".facets", "#answer-head", ".cards > li")
    places = []
    for scripts, root in ((False, "#first"), (True, "#root")):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=scripts)
        page = context.new_page()
        page.goto(served.at("/?q=face&cost=free"))
        expect(page.locator(f"{root} .facets .side-title")).to_be_visible()
        page.wait_for_timeout(500)
        places.append([page.locator(f"{root} {selector}").first.bounding_box() for selector in wanted])
        context.close()
    for before, after in zip(*places, strict=True):
        assert before
        assert after
        assert all(abs(before[side] - after[side]) <= 2 for side in ("x", "y", "width"))
