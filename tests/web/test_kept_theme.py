"""The theme that Streamlit tells each page, worked out once."""

from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from catalog.web import kept_theme

SECTIONS = ("theme", *(f"theme.{category.value}" for category in config.CustomThemeCategories))


def test_the_theme_is_the_same_as_streamlits_own() -> None:
    """For every section the message is byte for byte what Streamlit's own reading gives, at the first time and later."""
    kept_theme.keep_theme()
    for section in (*SECTIONS, *SECTIONS):
        kept, own = CustomThemeConfig(), CustomThemeConfig()
        app_session._populate_theme_msg(kept, section)
        kept_theme._read(own, section)
        assert kept.SerializeToString(deterministic=True) == own.SerializeToString(deterministic=True)


def test_a_section_without_an_option_stays_unsaid() -> None:
    """Where no option is set, nothing is written: an empty theme in the message would mean one."""
    kept_theme.keep_theme()
    message = CustomThemeConfig()
    app_session._populate_theme_msg(message.sidebar, "theme.sidebar")
    assert not message.HasField("sidebar")


def test_the_options_are_read_once() -> None:
    """The second message of a section asks Streamlit's options no more."""
    kept_theme.keep_theme()
    for _ in range(3):
        app_session._populate_theme_msg(CustomThemeConfig())
    assert kept_theme._theme.cache_info().misses == 1
