"""Where things are: the curated data and the run-time files, changed by environment variables.

CATALOG_HOME          folder of the run-time files (database, index)
CATALOG_DATA          folder of the curated content
CATALOG_DATABASE_URL  another database than SQLite in the home folder
CATALOG_ANCHORS       folder of the anchors of the audit trail, best on another disk than the database
CATALOG_USER_AGENT    what `catalog links check` calls itself when it asks other hosts
CATALOG_READING       open (everybody who reaches the pages) or members (only who is signed in)
CATALOG_PUBLIC_URL    the address under which people reach the pages, for example https://tools.example.org
CATALOG_SECOND_FACTOR on (curators, reviewers and administrators need one) or off
CATALOG_SESSION_IDLE_MINUTES, CATALOG_SESSION_HOURS   how long a sign-in lasts without a step, and at most
"""

from pathlib import Path
from typing import Any, Final, Literal

from platformdirs import user_data_path
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from catalog.domain.errors import Invalid

_PACKAGE: Final = Path(__file__).resolve().parent
_CHECKOUT: Final = _PACKAGE.parent


def in_checkout() -> bool:
    """Tell whether the package runs from a checkout, where data/ and pyproject.toml stand beside it."""
    return (_CHECKOUT / "pyproject.toml").is_file() and (_CHECKOUT / "data" / "vocabulary").is_dir()


class Settings(BaseSettings):
    """The settings of one installation.

    Raises:
        Invalid: a setting has a value that it cannot have.
    """

    model_config = SettingsConfigDict(env_prefix="CATALOG_", frozen=True, extra="ignore")

    home: Path | None = None
    data: Path | None = None
    database_url: str | None = None
    anchors: Path | None = None
    user_agent: str = Field(default="Mozilla/5.0 (compatible; link check)", pattern=r"^[ -~]{1,200}$")
    reading: Literal["open", "members"] = "open"
    public_url: str = Field(default="", pattern=r"^(https?://[^/\s?#]+)?$")
    second_factor: bool = True
    session_idle_minutes: int = Field(default=15, ge=1, le=24 * 60)
    session_hours: int = Field(default=10, ge=1, le=24 * 7)

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            fault = error.errors(include_url=False, include_input=False)[0]
            name = f"CATALOG_{'_'.join(map(str, fault['loc'])).upper()}"
            raise Invalid(
                f"The setting {name} cannot be used: {fault['msg']}. Correct or unset it."
            ) from None

    @property
    def data_folder(self) -> Path:
        """The curated content: CATALOG_DATA, else the checkout's data/, else the copy in the package."""
        if self.data is not None:
            return self.data
        return _CHECKOUT / "data" if in_checkout() else _PACKAGE / "_curated"

    @property
    def index_folder(self) -> Path:
        """The search index, under the home folder or in the checkout's search_index/."""
        return self._runtime("search_index")

    @property
    def url(self) -> str:
        """The database, as an SQLAlchemy address."""
        if self.database_url:
            return self.database_url
        file = self.home / "catalog.sqlite3" if self.home else self._runtime("data") / "catalog.sqlite3"
        return f"sqlite:///{file}"

    @property
    def anchors_file(self) -> Path:
        """The anchors of the audit trail, outside the database."""
        return (self.anchors or self._runtime("anchors")) / "anchors.txt"

    def _runtime(self, name: str) -> Path:
        if self.home is not None:
            return self.home / name
        if in_checkout():
            return _CHECKOUT / name
        return user_data_path("safer-tools-catalog", appauthor=False) / name


def streamlit_config() -> Path:
    """Return the hardened configuration of the pages: the checkout's, else the copy in the package."""
    return (
        (_CHECKOUT if in_checkout() else _PACKAGE)
        / (".streamlit" if in_checkout() else "_streamlit")
        / "config.toml"
    )
