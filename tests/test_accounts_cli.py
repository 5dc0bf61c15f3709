import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from catalog.accounts_cli import app
from catalog.domain.errors import CatalogError, Invalid
from tests.people import PASSWORD


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of its own."""
    monkeypatch.setenv("CATALOG_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def run(*arguments: str, typed: str = "") -> str:
    """Run `catalog account …` in this process and return what it printed.

    Raises:
        CatalogError: what `catalog` turns into one sentence.
    """
    done = CliRunner().invoke(app, arguments, input=typed)
    if isinstance(done.exception, CatalogError):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.output


def test_the_first_account_is_made_with_a_password_typed_twice(home: Path) -> None:
    """The password is asked for twice, never shown, and asked again when the two differ."""
    assert "Make the first one: catalog account add" in run("list")
    typed = f"{PASSWORD}\nsomething else\n{PASSWORD}\n{PASSWORD}\n"
    said = run("add", "root.admin", "--role", "administrator", typed=typed)
    assert "Added root.admin as administrator." in said
    assert "do not match" in said
    assert PASSWORD not in said
    assert re.search(r"root\.admin +administrator +active +never signed in +password", run("list"))


def test_a_link_is_printed_with_what_it_is_worth(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--link asks nothing and prints an address with a token of 256 bits, at the public address where one is set."""
    assert re.search(
        r"http://localhost:8501/welcome\?link=[\w-]{43}\n", run("add", "a", "--role", "curator", "--link")
    )
    monkeypatch.setenv("CATALOG_PUBLIC_URL", "https://tools.example.org")
    said = run("reset", "a")
    assert re.search(r"  https://tools.example.org/welcome\?link=[\w-]{43}\n", said)
    assert "once, for 24 hours" in said


def test_the_life_of_an_account(home: Path) -> None:
    """Role, disable, enable and list say what stands afterwards; --json is for programs."""
    run("add", "root.admin", "--role", "administrator", typed=f"{PASSWORD}\n{PASSWORD}\n")
    run("add", "agent", "--role", "curator", "--issuer", "https://agency.example", "--subject", "4711")
    assert run("role", "agent", "reviewer") == "agent is reviewer now.\n"
    assert "signed out everywhere" in run("disable", "agent")
    agent = json.loads(run("list", "--json"))[0]
    assert agent == {
        "name": "agent", "role": "reviewer", "active": False, "way_in": "agency sign-in", "last_sign_in": "",
        "open_sessions": 0,
    }  # fmt: skip
    assert run("enable", "agent") == "agent is enabled.\n"


def test_mistakes_are_sentences(home: Path) -> None:
    """A weak password, an unknown role or name, half an identity and the last administrator are refused in words."""
    with pytest.raises(Invalid, match="too short"):
        run("add", "a", "--role", "curator", typed="short\nshort\n")
    run("add", "root.admin", "--role", "administrator", typed=f"{PASSWORD}\n{PASSWORD}\n")
    for arguments, words in (
        (("add", "a", "--role", "chief", "--link"), "not a role of an account"),
        (("add", "a", "--role", "curator", "--issuer", "https://agency.example"), "needs an issuer"),
        (("role", "root.admin", "curator"), "last administrator"),
        (("disable", "root.admin"), "last administrator"),
        (("reset", "nobody.here"), "no account of this name"),
    ):
        with pytest.raises(CatalogError, match=words):
            run(*arguments)
    assert len(json.loads(run("list", "--json"))) == 1


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("CATALOG_READING", "everybody"),
        ("CATALOG_SECOND_FACTOR", "perhaps"),
        ("CATALOG_SESSION_IDLE_MINUTES", "0"),
        ("CATALOG_SESSION_HOURS", "many"),
        ("CATALOG_PUBLIC_URL", "tools.example.org/path"),
    ],
)
def test_a_wrong_setting_is_one_sentence(tmp_path: Path, setting: str, value: str) -> None:
    """A setting that cannot be used stops the command with its name, no traceback, exit code 2."""
    environment = os.environ | {"CATALOG_HOME": str(tmp_path), setting: value}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "catalog.cli", "account", "list"],
        capture_output=True, text=True, env=environment, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert f"The setting {setting} cannot be used" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
