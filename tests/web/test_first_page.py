"""The address "/" and the frame of the pages."""

import re
from pathlib import Path
from urllib.parse import parse_qs

import pytest
import streamlit

from catalog.bootstrap import App
from catalog.domain.people import STRANGER, VISITOR
from catalog.web import first_page
from catalog.web.headers import content_security_policy, inline_script_hashes
from catalog.web.shell import shell, streamlit_page

ASSETS = Path(__file__).parents[2] / "catalog/ui/assets"


@pytest.fixture
def app(real_app: App, monkeypatch: pytest.MonkeyPatch) -> App:
    """The page, reading from the repository's own content as a visitor."""
    monkeypatch.setattr(first_page, "the_app", lambda: real_app)
    monkeypatch.setattr("catalog.ui.parts.found.the_app", lambda: real_app)
    monkeypatch.setattr(first_page, "actor_of", lambda *_: VISITOR)
    return real_app


def _page(query: str) -> str:
    return first_page._document(parse_qs(query, keep_blank_values=True), {})


def test_results_are_in_the_page(app: App) -> None:
    """The tools of a search stand in the page before Streamlit's own place, as text."""
    page = _page("q=photodna")

    assert page.index('href="/tool?slug=photodna"') < page.index('<div id="root"></div>')
    assert "<title>Safer Tools Catalog</title>" in page
    assert "Why here" in _page("q=photodna&why=1")


@pytest.mark.parametrize(
    "query", ["q=%3Cscript%3Ealert(1)%3C/script%3E", "stage=%22%3E%3Cimg%20src=x%3E&page=-1&sort=x"]
)
def test_what_an_address_holds_stays_text(app: App, query: str) -> None:
    """Markup in an address makes no element."""
    assert "<script>alert(1)" not in _page(query)
    assert "<img" not in _page(query)


def test_whoever_may_not_read_gets_the_plain_page(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only members read, a stranger's page holds nothing of the catalogue."""
    monkeypatch.setattr(first_page, "actor_of", lambda *_: STRANGER)
    assert _page("q=photodna") == streamlit_page()


def test_streamlit_starts_after_the_first_frame() -> None:
    """Its program, modules and styles are loaded by our script; what the page of Streamlit loads, ours does too."""
    loaded = re.compile(r"\./static/(?:js|css)/[\w.-]+")

    assert set(loaded.findall(shell())) >= set(loaded.findall(streamlit_page()))
    before = shell().partition('<template id="later">')[0]
    assert "modulepreload" not in before
    assert "import(" in before
    assert "<noscript>" not in shell()


def test_what_the_search_page_is_drawn_with_is_asked_for_at_once() -> None:
    """Modules that would be asked for one after the other are named in the page, each of them a file that exists."""
    links = re.findall(r'rel="modulepreload" crossorigin href="\./([^"]+)"', shell())
    ours = {name for name in links if name.startswith("_stcore/bidi-components/catalog.search/")}
    assert {name.rpartition("/")[2] for name in ours} == {file.name for file in ASSETS.glob("*.js")}
    for start in ("static/js/Html.", "static/js/BidiComponent."):
        assert [name for name in links if name.startswith(start)]
    static = Path(streamlit.__file__).with_name("static")
    assert [name for name in links if name not in ours and not (static / name).is_file()] == []


def test_the_policy_allows_the_scripts_of_both_pages() -> None:
    """Each inline script that is sent is allowed by its hash; ours comes on top of Streamlit's."""
    hashes = {*inline_script_hashes(shell()), *inline_script_hashes(streamlit_page())}

    assert len(hashes) == 2
    assert all(one in content_security_policy() for one in hashes)
    assert shell().count("<script") == 2
