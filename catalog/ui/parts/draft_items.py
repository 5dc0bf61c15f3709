"""The lists of a draft: sources, claims, limits, annotations; each item can be changed, added and removed."""

import copy
from typing import Any, Final

import streamlit as st

from catalog.ui.parts.draft_fields import FORMS, ITEM_FIELDS, ITEM_TITLES
from catalog.ui.parts.draft_form import DraftForm
from catalog.ui.parts.draft_paths import value_at
from catalog.ui.parts.draft_saving import renew, save
from catalog.ui.parts.text import plain_label

_NEW: Final[dict[str, dict[str, Any]]] = {
    "sources": {"url": "", "title": "not-stated", "kind": "", "independent": False, "supports": []},
    "claims": {"text": "", "measured_by": "provider", "sources": []},
    "limitations": {"text": "", "sources": []},
    "users": {"text": "", "sources": []},
    "annotations": {"principle": "", "kind": "concern", "text": "", "sources": []},
    "nothing_found": {"principle": "", "searched": ""},
    "relations": {"kind": "see-also", "tool": ""},
}
_MOST: Final = 99


def item_lists(form: DraftForm) -> None:
    """Draw every list of the draft, each in a part of its own."""
    for name in FORMS[form.draft.kind][1]:
        title, one = ITEM_TITLES[name]
        items = _items(form, name)
        found = form.faults_at(name)
        head = f"{title} ({len(items)})" + (f", {len(found)} to correct" if found else "")
        with st.expander(head, expanded=bool(found), key=f"part-{name}"):
            for number, (place, item) in enumerate(items, start=1):
                _item(form, name, one, place, number, item)
            for fault in (fault for fault in found if fault.field == name):
                st.caption(plain_label(fault.message))
            article = "an" if one.startswith("a") else "a"
            st.button(f"Add {article} {one}", key=f"add-{name}", on_click=_add, args=(form, name),
                      disabled=len(items) >= _MOST)  # fmt: skip


def _items(form: DraftForm, name: str) -> list[tuple[str, Any]]:
    """Return (path, item) of every item, in order; sources go by their number."""
    value = value_at(form.draft.content, name)
    if isinstance(value, dict):
        return [(f"{name}.{number}", value[number]) for number in sorted(value, key=int)]
    return [(f"{name}[{i}]", item) for i, item in enumerate(value)] if isinstance(value, list) else []


def _item(form: DraftForm, name: str, one: str, place: str, number: int, item: Any) -> None:
    shown = place.rpartition(".")[2] if name == "sources" else str(number)
    with st.container(border=True):
        st.markdown(f"**{one.capitalize()} {shown}**")
        for spec in ITEM_FIELDS[name] if isinstance(item, dict) else ():
            form.field(spec, prefix=f"{place}.")
        st.button(f"Remove {one} {shown}", key=f"remove-{place}", type="tertiary",
                  on_click=_remove, args=(form, name, place))  # fmt: skip


def _add(form: DraftForm, name: str) -> None:
    value = copy.deepcopy(value_at(form.draft.content, name))
    if name == "sources":
        sources = value if isinstance(value, dict) else {}
        number = max(map(int, sources), default=0) + 1
        save(form.draft.id, name, {**sources, str(number): copy.deepcopy(_NEW[name])})
    else:
        save(form.draft.id, name, [*(value or []), copy.deepcopy(_NEW[name])])
    renew(form.draft.id)


def _remove(form: DraftForm, name: str, place: str) -> None:
    """Take an item out; the other sources keep their numbers, since texts cite them."""
    kept = [(path, item) for path, item in _items(form, name) if path != place]
    if name == "sources":
        save(form.draft.id, name, {path.rpartition(".")[2]: item for path, item in kept})
    else:
        save(form.draft.id, name, [item for _, item in kept])
    renew(form.draft.id)
