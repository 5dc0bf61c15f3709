"""The look of the pages, worked out once: Streamlit reads it anew from its options for every message of a new run.

It goes through all of its options six times for each search, a fifth of what the framework spends on one. Here no
option changes while the server runs: no file is watched, and scripts cannot set a theme.
"""

from functools import cache

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

_read = app_session._populate_theme_msg  # noqa: SLF001  # Streamlit offers no setting for it


@cache
def _theme(section: str) -> CustomThemeConfig:
    message = CustomThemeConfig()
    _read(message, section)
    return message


def _fill(msg: CustomThemeConfig, section: str = "theme") -> None:
    theme = _theme(section)
    if theme.ByteSize():  # merging nothing would still say that there is a theme
        msg.MergeFrom(theme)


def keep_theme() -> None:
    """Let Streamlit take the theme as it was read first; called while the server starts, its options being set."""
    _theme.cache_clear()
    app_session._populate_theme_msg = _fill  # noqa: SLF001
