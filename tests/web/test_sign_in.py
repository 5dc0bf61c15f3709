import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.actions import accounts, passwords
from catalog.domain.people import STRANGER, SYSTEM, VISITOR, Actor, Role
from catalog.web.headers import security_headers
from tests.figures import figure
from tests.people import PASSWORD, add, code
from tests.web.signing_in import Browser, Site, key_on, words

ADDRESSES = ("/sign-in", "/second-factor", "/welcome", "/password")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """An installation with the curator jane and the investigator ivan."""
    opened = Site(tmp_path, monkeypatch)
    add(opened.store, "jane")
    add(opened.store, "ivan", Role.INVESTIGATOR)
    yield opened
    opened.store.close()


def enrolled(browser: Browser) -> str:
    """Sign jane in for the first time, set the second factor up, and return its key."""
    browser.sign_in("jane", PASSWORD)
    key = key_on(browser.post("/second-factor", intent="begin").text)
    done = browser.post("/second-factor", intent="confirm", code=code(key, browser.site.store))
    assert (done.status_code, done.headers["location"]) == (303, "/")
    browser.site.clock.forward(seconds=31)
    return key


def test_without_accounts_the_page_says_how_to_make_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new installation can be read, and its sign-in page names the command; there is no form to guess at."""
    site = Site(tmp_path, monkeypatch)
    page = site.browser().get("/sign-in")
    assert "catalog account add NAME --role administrator" in words(page.text)
    assert "<form" not in page.text
    assert site.browser().actor == VISITOR
    site.store.close()


def test_an_investigator_signs_in_and_out(site: Site) -> None:
    """Name and password open, in whatever case the name is typed; signing out ends the session in the store."""
    browser = site.browser()
    answer = browser.sign_in(" Ivan ", PASSWORD)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert browser.actor == Actor("ivan", Role.INVESTIGATOR)
    assert "You are signed in as ivan, investigator." in words(browser.get("/sign-in").text)
    kept = dict(browser.cookies)
    assert browser.post("/sign-out").headers["location"] == "/sign-in?done=out"
    assert "catalog_session" not in browser.cookies
    browser.bring(**kept)
    assert browser.actor == VISITOR


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(site: Site) -> None:
    """HttpOnly, SameSite=Lax, for the session of the browser; Secure and __Host- under https, by either sign of it."""
    plain = site.browser().sign_in("ivan", PASSWORD).headers.get_list("set-cookie")
    session = next(line for line in plain if line.startswith("catalog_session="))
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(session.split("; "))
    assert "Max-Age" not in session
    secure = site.browser(base="https://catalogue.test").sign_in("ivan", PASSWORD)
    for line in secure.headers.get_list("set-cookie"):
        assert line.startswith("__Host-catalog_")
        assert {"HttpOnly", "SameSite=lax", "Path=/", "Secure"} <= set(line.split("; "))
        assert "Domain" not in line


def test_a_curator_sets_the_second_factor_up_first(site: Site) -> None:
    """The password alone opens nothing; key and picture are shown once, a code confirms, then the pages know jane."""
    browser = site.browser()
    assert browser.sign_in("jane", PASSWORD).headers["location"] == "/second-factor"
    assert browser.actor == VISITOR
    assert browser.get("/sign-in").headers["location"] == "/second-factor"
    assert "authenticator program" in words(browser.get("/second-factor").text)
    shown = browser.post("/second-factor", intent="begin")
    assert 'src="data:image/svg+xml' in shown.text
    key = key_on(shown.text)
    assert key not in browser.get("/second-factor").text
    wrong = browser.post("/second-factor", intent="confirm", code="000000")
    assert wrong.status_code == 403
    assert "not right" in words(wrong.text)
    before = browser.cookies["catalog_session"]
    right = browser.post("/second-factor", intent="confirm", code=code(key, site.store))
    assert right.headers["location"] == "/"
    assert browser.cookies["catalog_session"] != before
    assert browser.actor == Actor("jane", Role.CURATOR)


def test_afterwards_the_code_is_asked_at_each_sign_in(site: Site) -> None:
    """With a second factor the password leads to the code; a used code does not open again."""
    key = enrolled(site.browser())
    browser, other = site.browser(), site.browser()
    for each in (browser, other):
        assert each.sign_in("jane", PASSWORD).headers["location"] == "/second-factor"
    given = code(key, site.store)
    assert browser.post("/second-factor", intent="code", code=given).headers["location"] == "/"
    assert browser.actor.name == "jane"
    again = other.post("/second-factor", intent="code", code=given)
    assert (again.status_code, other.actor) == (403, VISITOR)
    assert "already" in words(browser.post("/second-factor", intent="begin").text)


def test_wrong_name_and_wrong_password_read_alike(site: Site) -> None:
    """The two answers are the same to the byte."""
    answers = [site.browser().sign_in(name, "a wrong password") for name in ("jane", "nobody.here")]
    assert {answer.status_code for answer in answers} == {403}
    assert answers[0].text == answers[1].text
    assert all(value not in answers[0].text for value in ("jane", "a wrong password"))


def test_signing_in_again_ends_the_session_before(site: Site) -> None:
    """Whoever signs in over an open session leaves none behind."""
    browser = site.browser()
    browser.sign_in("ivan", PASSWORD)
    first = browser.cookies["catalog_session"]
    browser.sign_in("ivan", PASSWORD)
    browser.bring(catalog_session=first)
    assert browser.actor == VISITOR


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://catalogue.test"},
        {"sec-fetch-site": "none"},
        {"origin": "http://evil.test"},
        {"origin": "null"},
        {"origin": "http://catalogue.test.evil.test"},
        {"origin": ""},
        {},
    ],
)
@pytest.mark.parametrize("path", [*ADDRESSES, "/sign-out"])
def test_a_form_from_elsewhere_is_refused(site: Site, path: str, headers: dict[str, str]) -> None:
    """No form is taken that another site, or nothing known, sent: no sign-in, no sign-out, no password."""
    browser = site.browser()
    browser.sign_in("ivan", PASSWORD)
    answer = browser.post(
        path, headers=headers, name="jane", password=PASSWORD, present=PASSWORD, new="x" * 20, again="x" * 20
    )
    assert answer.status_code == 403
    assert "did not come from this catalogue" in words(answer.text)
    assert browser.actor.name == "ivan"


def test_an_older_browser_shows_its_origin(site: Site) -> None:
    """Without Sec-Fetch-Site the Origin counts, against the public address where one is set."""
    own = {"origin": "http://catalogue.test"}
    assert site.browser().post("/sign-in", headers=own, name="ivan", password=PASSWORD).status_code == 303
    site.app.settings = site.app.settings.model_copy(update={"public_url": "https://tools.example.org"})
    assert site.browser().post("/sign-in", headers=own, name="ivan", password=PASSWORD).status_code == 403
    public = {"origin": "https://tools.example.org"}
    answer = site.browser().post("/sign-in", headers=public, name="ivan", password=PASSWORD)
    assert answer.status_code == 303
    assert all("Secure" in line for line in answer.headers.get_list("set-cookie"))


def test_a_one_time_link_leaves_the_address_at_once(site: Site) -> None:
    """Opening a link uses nothing up: it goes into a cookie and out of the address; the form uses it up."""
    token = accounts.add_account(site.store, SYSTEM, "newcomer", "investigator")
    browser = site.browser()
    for _ in range(2):
        first = browser.get(f"/welcome?link={token}")
        assert (first.status_code, first.headers["location"]) == (303, "/welcome")
        assert first.headers["cache-control"] == "no-store"
    page = browser.get("/welcome").text
    assert token not in page
    twice = browser.post("/welcome", new=PASSWORD, again="another one")
    assert "not the same" in words(twice.text)
    assert "too short" in words(browser.post("/welcome", new="short", again="short").text)
    done = browser.post("/welcome", new=PASSWORD, again=PASSWORD)
    assert done.headers["location"] == "/sign-in?done=password"
    assert "Your password is set" in words(browser.get("/sign-in?done=password").text)
    assert browser.sign_in("newcomer", PASSWORD).headers["location"] == "/"
    late = site.browser()
    late.get(f"/welcome?link={token}")
    assert "used already" in words(late.post("/welcome", new=PASSWORD, again=PASSWORD).text)


def test_a_link_can_be_pasted_whole(site: Site) -> None:
    """Somebody who has the link on paper or in another program pastes it, or what follows link=."""
    for name, form in (("first", "http://localhost:8501/welcome?link={}"), ("second", " {} ")):
        token = accounts.add_account(site.store, SYSTEM, name, "investigator")
        done = site.browser().post("/welcome", link=form.format(token), new=PASSWORD, again=PASSWORD)
        assert done.status_code == 303


def test_changing_the_password_signs_out_everywhere(site: Site) -> None:
    """The present password is asked; afterwards every browser is signed out and only the new one opens."""
    browser, other = site.browser(), site.browser()
    for each in (browser, other):
        each.sign_in("ivan", PASSWORD)
    wrong = browser.post("/password", present="not it", new="a boat in the fog", again="a boat in the fog")
    assert "nothing was changed" in words(wrong.text)
    done = browser.post("/password", present=PASSWORD, new="a boat in the fog", again="a boat in the fog")
    assert done.headers["location"] == "/sign-in?done=password"
    assert (browser.actor, other.actor) == (VISITOR, VISITOR)
    assert browser.sign_in("ivan", PASSWORD).status_code == 403
    assert browser.sign_in("ivan", "a boat in the fog").status_code == 303


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_answer_is_hardened_and_kept_by_nobody(site: Site, path: str) -> None:
    """Security headers and no-store on each page, read or refused; no script on it."""
    for answer in (site.browser().get(path), site.browser().post(path, headers={})):
        for name, value in security_headers():
            assert answer.headers[name] == value
        assert answer.headers["cache-control"] == "no-store"
        assert "<script" not in answer.text


def test_who_is_not_signed_in_is_sent_to_the_sign_in(site: Site) -> None:
    """The second factor and the password are nobody's without a session; a form without one changes nothing."""
    for path in ("/second-factor", "/password"):
        assert site.browser().get(path).headers["location"] == "/sign-in"
        assert site.browser().post(path, intent="begin").headers["location"] == "/sign-in"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"name=" + b"x" * 9000, "too large"),
        (b"name=%ff%fe&password=x", "cannot be read"),
        (b"\xff\xfe", "cannot be read"),
        (b"&".join(b"a%d=1" % n for n in range(50)), "cannot be read"),
        (b"name=a%00b&password=%00", "not right"),
        (b"", "not right"),
        (b"name=jane'--&password=' or 1=1", "not right"),
        (b"name=<script>alert(1)</script>&password=x", "not right"),
    ],
)
def test_odd_forms_get_a_sentence(site: Site, body: bytes, kind: str) -> None:
    """Whatever is sent, the answer is a page with one sentence: no traceback, nothing of what was sent."""
    answer = site.browser().request(
        "POST",
        "/sign-in",
        content=body,
        headers={"sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded"},
    )
    assert 400 <= answer.status_code < 500
    assert kind in words(answer.text)
    assert "Traceback" not in answer.text
    assert "alert(1)" not in answer.text


def test_a_notice_is_chosen_from_a_list(site: Site) -> None:
    """The address cannot put words on the page."""
    page = site.browser().get("/sign-in?done=<b>Call+0123</b>").text
    assert "0123" not in page


def test_fifty_people_behind_one_address_sign_in_at_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody of them is taken for somebody who guesses, and never are more than two passwords computed together."""
    with site.store.writing(SYSTEM) as work:
        stored = work.accounts.secrets("ivan").password_hash
        for number in range(50):
            work.accounts.add(f"person{number}", Role.INVESTIGATOR, issuer=None, subject=None)
            work.accounts.set_password(f"person{number}", stored)
    at_once, most = [0], [0]
    compute = passwords._HASHER.verify_and_update

    def counted(*arguments: object) -> object:
        at_once[0] += 1
        most[0] = max(most[0], at_once[0])
        try:
            return compute(*arguments)
        finally:
            at_once[0] -= 1

    monkeypatch.setattr(passwords._HASHER, "verify_and_update", counted)
    forms = [{"name": f"person{number}", "password": PASSWORD} for number in range(50)]
    begun = time.perf_counter()
    answers = site.browser().at_once("/sign-in", forms)
    figure(f"50 sign-ins at once: {time.perf_counter() - begun:.1f} s, {most[0]} passwords at a time")
    assert {answer.status_code for answer in answers} == {303}
    assert most[0] <= 2


def test_members_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only members read, who is not signed in is a stranger, and no file is served to a stranger."""
    site = Site(tmp_path, monkeypatch, reading="members")
    add(site.store, "ivan", Role.INVESTIGATOR)
    browser = site.browser()
    assert browser.actor == STRANGER
    assert "Only members read" in words(browser.get("/sign-in").text)
    for path in ("/media/abc.csv", "/base/media/abc.csv", "/_stcore/upload_file/a/b"):
        assert browser.get(path).status_code == 403
    browser.sign_in("ivan", PASSWORD)
    assert browser.get("/media/abc.csv").status_code == 404
    assert browser.get("/sign-in/style.css").status_code == 200
    site.store.close()
