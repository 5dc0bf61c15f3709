"""Labels of widgets in a real browser: hostile text stays text, and a screen reader hears no sign that was added."""

import os
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.hostile import PAYLOADS, as_read
from tests.browser.looking import barriers
from tests.figures import figure

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
    import streamlit as st
    from catalog.ui.parts.text import plain_label
    from tests.browser.hostile import PAYLOADS

    st.title("Labels")
    for number, text in enumerate(PAYLOADS):
        label = plain_label(text)
        st.text_input(label, key=f"input-{number}")
        st.radio(label, ["yes", "no"], key=f"radio-{number}")
        st.selectbox(label, ["yes", "no"], key=f"select-{number}")
        st.button(label, key=f"button-{number}")
        st.expander(label, key=f"fold-{number}")
        st.error(label)
    st.caption("The end.")
"""
WIDGETS = 5
"""A field, a choice, a list, a button and a fold, each with its own way to its accessible name."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a page with every payload as the label of every kind of widget."""
    script = tmp_path_factory.mktemp("labels") / "labels.py"
    script.write_text(textwrap.dedent(SCRIPT), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ("--server.headless=true", "--server.address=127.0.0.1", f"--server.port={port}")
    command = (
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(script),
        *options,
        "--browser.gatherUsageStats=false",
    )
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}) as server:  # ours
        _wait(port)
        yield f"http://127.0.0.1:{port}/"
        server.terminate()


def _wait(port: int) -> None:
    for _ in range(300):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the page was not served")


def names(page: Page) -> list[str]:
    """Return the accessible names that the browser computes for all widgets."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = {"textbox", "radiogroup", "combobox", "checkbox", "button", "DisclosureTriangle"}
    return [
        str(node["name"]["value"])
        for node in tree
        if node.get("role", {}).get("value") in roles and node.get("name", {}).get("value")
    ]


@pytest.mark.timeout(300)
def test_a_label_is_heard_as_it_was_written(browser: Browser, address: str) -> None:
    """Every payload is the name of every kind of widget, word for word; no link, code, formula or icon came of it."""
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.set_default_timeout(60_000)
    page.goto(address)
    expect(page.get_by_text("The end.")).to_be_visible()
    expect(page.get_by_test_id("stTextInput")).to_have_count(len(PAYLOADS))
    expect(page.get_by_test_id("stRadio")).to_have_count(len(PAYLOADS))
    expect(page.get_by_test_id("stSelectbox")).to_have_count(len(PAYLOADS))
    heard = [as_read(name) for name in names(page)]
    for text in PAYLOADS:
        wanted = as_read(text)
        assert heard.count(wanted) == WIDGETS, text
    main = page.locator("[data-testid=stMain]")
    for made in (
        "a[href*='hostile']",
        ".katex",
        "code",
        "del",
        "em",
        "img",
        "iframe",
        "h1 ~ h1",
        "ul",
        "ol",
        "table",
        "mark",
    ):
        assert main.locator(made).count() == 0, made
    assert main.locator("strong").count() == 0
    shown = [as_read(item.inner_text()) for item in page.get_by_test_id("stAlert").all()]
    assert shown == [as_read(text) for text in PAYLOADS]
    assert barriers(page) == []
    page.close()
    figure(
        f"labels: {len(PAYLOADS)} hostile texts × {WIDGETS} widgets heard word for word, 0 marks of Markdown"
    )
