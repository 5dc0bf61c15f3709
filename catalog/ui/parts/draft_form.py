"""The form of a draft: every field of a tool by sections, saved one by one, with the fault beside its field."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import streamlit as st

from catalog.domain.faults import Fault
from catalog.domain.values import NOT_STATED
from catalog.domain.work import Draft
from catalog.queries.views import Choice
from catalog.ui.html import draw, tag
from catalog.ui.parts.badges import icon
from catalog.ui.parts.draft_fields import FORMS
from catalog.ui.parts.draft_paths import value_at
from catalog.ui.parts.draft_saving import save, turn
from catalog.ui.parts.field_spec import FieldSpec
from catalog.ui.parts.text import plain_label

_YES_NO: Final = {True: "Yes", False: "No", NOT_STATED: "Not stated"}
_SHORT: Final = 12
"""So few terms are offered side by side; more in a list that can be searched."""


class DraftForm:
    """Draws the fields of one draft."""

    def __init__(
        self, draft: Draft, choices: Mapping[str, tuple[Choice, ...]], faults: tuple[Fault, ...]
    ) -> None:
        self.draft = draft
        self.choices = choices
        self._faults = faults

    def sections(self) -> None:
        """Draw the single fields, section by section."""
        for part in FORMS[self.draft.kind][0]:
            found = sum(bool(self.faults_at(spec.path)) for spec in part.fields)
            title = f"{part.title} ({found} to correct)" if found else part.title
            with st.expander(title, expanded=part.name == "identity" or bool(found), key=f"part-{part.name}"):
                for spec in part.fields:
                    self.field(spec)

    def field(self, spec: FieldSpec, prefix: str = "") -> None:
        """Draw one field, with its faults below it."""
        path = f"{prefix}{spec.path}"
        key = f"draft-{self.draft.id}-{turn(self.draft.id)}-{path}"
        options = self._options(spec, path)
        # The value is given as the default and never through the session: a widget that Streamlit mounts anew
        # falls back to its default, and what it then reports would be saved.
        shown = _shown(spec, value_at(self.draft.content, path))
        common = {
            "label": plain_label(spec.label),
            "key": key,
            "help": plain_label(spec.help),
            "on_change": self._changed,
            "args": (spec, path, key),
        }
        _WAYS[spec.way](common, spec, options, shown)
        for fault in self.faults_at(path):
            draw(tag("p", icon("alert"), " ", fault.message, class_="fault", role="note"))

    def faults_at(self, path: str) -> tuple[Fault, ...]:
        """Return the faults of a field and of all within it."""
        return tuple(
            f for f in self._faults if f.field == path or f.field.startswith((f"{path}.", f"{path}["))
        )

    def _options(self, spec: FieldSpec, path: str) -> dict[str, str]:
        """Return what may be chosen, id to label; what stands there already is always among it."""
        offered = {choice.id: choice.label for choice in self._offered(spec)}
        if spec.way in ("term", "slug") and spec.open:
            offered = {NOT_STATED: "Not stated", **offered}
        there = value_at(self.draft.content, path)
        known = there if isinstance(there, list) else [there] if isinstance(there, str | int) else []
        return offered | {
            str(item): str(item) for item in known if item != NOT_STATED and str(item) not in offered
        }

    def _offered(self, spec: FieldSpec) -> tuple[Choice, ...]:
        if spec.vocabulary != "source-numbers":
            return self.choices.get(spec.vocabulary, ())
        sources = self.draft.content.get("sources")
        known = sources if isinstance(sources, dict) else {}
        return tuple(
            Choice(str(number), f"{number}: {str(item.get('title') or item.get('url') or '')[:60]}")
            for number, item in sorted(known.items(), key=lambda pair: int(pair[0]))
        )

    def _changed(self, spec: FieldSpec, path: str, key: str) -> None:
        shown = st.session_state[key]
        if shown is None and spec.way in ("term", "slug", "yes-no"):
            return  # one of the choices always stands, "not stated" among them
        save(self.draft.id, path, _meant(spec, shown))


def _shown(spec: FieldSpec, value: Any) -> Any:
    """Return what a widget shows for a value of the draft."""
    if spec.way in ("line", "text"):
        return "" if value in (None, NOT_STATED) else str(value)
    if spec.way == "lines":
        return "\n".join(map(str, value)) if isinstance(value, list) else ""
    if spec.way == "terms":
        return [str(item) for item in value] if isinstance(value, list) else []
    if spec.way == "yes-no":
        return value if isinstance(value, bool) else NOT_STATED
    return str(value) if value not in (None, "") else None


def _meant(spec: FieldSpec, shown: Any) -> Any:
    """Return the value of the draft for what a widget shows; nothing is "not stated" where a source may not say it."""
    nothing: Any = NOT_STATED if spec.open else ""
    if spec.optional or spec.path.endswith("reason"):
        nothing = None
    if spec.way in ("line", "text"):
        return " ".join(str(shown or "").split()) or nothing
    if spec.way == "lines":
        lines = [" ".join(line.split()) for line in str(shown or "").splitlines() if line.strip()]
        return lines or (NOT_STATED if spec.path == "languages" else [])
    if spec.way == "terms":
        numbers = spec.vocabulary == "source-numbers"
        chosen = [int(item) if numbers else item for item in shown or ()]
        return chosen or (NOT_STATED if spec.open else [])
    return shown if shown is not None else nothing


def _line(common: dict[str, Any], spec: FieldSpec, _options: dict[str, str], shown: Any) -> None:
    st.text_input(**common, value=shown, max_chars=spec.most, placeholder="not stated" if spec.open else None)


def _text(common: dict[str, Any], spec: FieldSpec, _options: dict[str, str], shown: Any) -> None:
    st.text_area(
        **common,
        value=shown,
        max_chars=spec.most,
        height="content",
        placeholder="not stated" if spec.open else None,
    )


def _lines(common: dict[str, Any], _spec: FieldSpec, _options: dict[str, str], shown: Any) -> None:
    st.text_area(**common, value=shown, max_chars=4_000, height="content")


def _term(common: dict[str, Any], _spec: FieldSpec, options: dict[str, str], shown: Any) -> None:
    place = list(options).index(shown) if shown in options else None
    st.selectbox(**common, options=list(options), format_func=options.__getitem__, index=place)


def _terms(common: dict[str, Any], _spec: FieldSpec, options: dict[str, str], shown: Any) -> None:
    if len(options) <= _SHORT:
        plain = {
            item: plain_label(label) for item, label in options.items()
        }  # pills read Markdown, lists do not
        st.pills(
            **common,
            options=list(options),
            format_func=plain.__getitem__,
            selection_mode="multi",
            default=shown,
        )
    else:
        st.multiselect(**common, options=list(options), format_func=options.__getitem__, default=shown)


def _yes_no(common: dict[str, Any], _spec: FieldSpec, _options: dict[str, str], shown: Any) -> None:
    place = list(_YES_NO).index(shown)
    st.radio(**common, options=list(_YES_NO), format_func=_YES_NO.__getitem__, index=place, horizontal=True)


_WAYS: Final[dict[str, Callable[[dict[str, Any], FieldSpec, dict[str, str], Any], None]]] = {
    "line": _line,
    "lines": _lines,
    "slug": _term,
    "term": _term,
    "terms": _terms,
    "text": _text,
    "yes-no": _yes_no,
}
