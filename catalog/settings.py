"""Where things are: the curated data and the run-time files, changed by environment variables.

CATALOG_HOME          folder of the run-time files (database, index)
CATALOG_DATA          folder of the curated content
CATALOG_DATABASE_URL  another database than SQLite in the home folder
"""

from pathlib import Path
from typing import Final

from platformdirs import user_data_path
from pydantic_settings import BaseSettings, SettingsConfigDict

_PACKAGE: Final = Path(__file__).resolve().parent
_CHECKOUT: Final = _PACKAGE.parent


def in_checkout() -> bool:
    """Tell whether the package runs from a checkout, where data/ and pyproject.toml stand beside it."""
    return (_CHECKOUT / "pyproject.toml").is_file() and (_CHECKOUT / "data" / "vocabulary").is_dir()


class Settings(BaseSettings):
    """The settings of one installation."""

    model_config = SettingsConfigDict(env_prefix="CATALOG_", frozen=True, extra="ignore")

    home: Path | None = None
    data: Path | None = None
    database_url: str | None = None

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
