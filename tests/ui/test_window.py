"""The style sheet, the scripts and the configuration of the pages."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_style_sheet_loads_nothing() -> None:
    """Every address in the style sheet is a drawing within it."""
    css = (ROOT / "catalog/ui/style.css").read_text(encoding="utf-8")

    assert "@import" not in css
    assert "</" not in css
    assert all(found.startswith("data:image/svg+xml,") for found in re.findall(r'url\("([^"]*)"', css))
    assert css.count("url(") == len(re.findall(r'url\("', css))


def test_every_icon_is_drawn() -> None:
    """Each icon that a badge may have is drawn in the style sheet."""
    css = (ROOT / "catalog/ui/style.css").read_text(encoding="utf-8")

    assert [
        name
        for name in ("check", "person", "alert", "stop", "flag", "archive", "out")
        if f".icon-{name} " not in css
    ] == []


def test_scripts_make_no_markup_from_text() -> None:
    """The scripts of the search page write text as text, and run nothing that is made from text."""
    scripts = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "catalog/ui/assets").glob("*.js"))

    assert "textContent" in scripts
    for risky in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "Function(",
        "srcdoc",
    ):
        assert risky not in scripts


def test_the_configuration_is_hardened() -> None:
    """The shipped configuration keeps to this machine, tells nothing away and watches no files."""
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))

    assert config["client"]["showErrorDetails"] == "none"
    assert config["client"]["toolbarMode"] == "minimal"
    assert config["browser"]["gatherUsageStats"] is False
    wanted = {
        "address": "127.0.0.1",
        "headless": True,
        "fileWatcherType": "none",
        "enableXsrfProtection": True,
        "enableCORS": True,
        "enableStaticServing": False,
        "enableAgentApi": False,
        "maxUploadSize": 5,
    }
    assert {name: config["server"][name] for name in wanted} == wanted
    assert {"light", "dark"} <= set(config["theme"])


def test_pages_are_found_only_through_the_navigation() -> None:
    """The script stands in a folder without `pages`, which Streamlit would serve past our navigation."""
    assert (ROOT / "catalog/ui/entry/script.py").is_file()
    assert not (ROOT / "catalog/ui/entry/pages").exists()
