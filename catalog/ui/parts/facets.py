"""The facets at the side, and the chips of what is chosen."""

from itertools import groupby
from typing import Final

import streamlit as st

from catalog.queries.views import ActiveFilter, FacetValue, FacetView, SearchPage
from catalog.ui.html import draw, tag
from catalog.ui.parts.results import filter_name, most_useful
from catalog.ui.parts.state import choose, clear_filters, clear_text, drop, follow
from catalog.ui.parts.text import counted, plain_label

MORE: Final = ("listing", "kind", "biometric", "deployment", "interface")
"""Facets that stand folded away under "More filters"."""

_OPEN: Final = ("stage", "media")


def facet_column(page: SearchPage) -> None:
    """Draw every facet that has values; the values are drawn, with counts, only in groups that are open."""
    draw(tag("p", "Filters", class_="side-title"))
    offered = [facet for facet in page.facets if facet.values]
    more = [facet for facet in offered if facet.id in MORE]
    for facet in offered:
        if facet.id == "capability":
            _families(facet)
        elif facet.id not in MORE:
            _folded(facet.id, facet.label, facet.hint, facet.id, facet.values)
    if more:
        _more_filters(more)


def _families(facet: FacetView) -> None:
    draw(
        tag(
            "p", tag("strong", facet.label), " ", tag("span", facet.hint, class_="hint"), class_="facet-title"
        )
    )
    for family, values in groupby(facet.values, key=lambda value: value.group):
        _folded(f"family-{family}", family or "Other", "", facet.id, tuple(values))


def _folded(name: str, label: str, hint: str, facet: str, values: tuple[FacetValue, ...]) -> None:
    chosen = sum(value.selected for value in values)
    title = f"{plain_label(label)} ({chosen} chosen)" if chosen else plain_label(label)
    opened = bool(chosen) or name in _OPEN
    box = st.expander(title, expanded=opened, key=f"fold-{name}", type="compact", on_change="rerun")
    if box.open:
        with box:
            _values(facet, hint, values)


def _values(facet: str, hint: str, values: tuple[FacetValue, ...]) -> None:
    if hint:
        draw(tag("p", hint, class_="hint"))
    for value in values:
        key = f"{facet}.{value.id}"
        follow(key, value.selected)
        label = f"{plain_label(value.label)} ({value.count})"
        st.checkbox(label, key=key, on_change=choose, args=(facet, value.id, key))


def _more_filters(facets: list[FacetView]) -> None:
    chosen = sum(value.selected for facet in facets for value in facet.values)
    title = f"More filters ({chosen} chosen)" if chosen else "More filters"
    box = st.expander(title, expanded=bool(chosen), key="fold-more", type="compact", on_change="rerun")
    if box.open:
        with box:
            for facet in facets:
                draw(tag("p", tag("strong", facet.label), class_="facet-title"))
                _values(facet.id, facet.hint, facet.values)


def chips(page: SearchPage) -> None:
    """Draw what is chosen, each with one click to remove it, and one click for all."""
    if not page.active:
        return
    with st.container(horizontal=True, key="chips", gap="xsmall", vertical_alignment="center"):
        draw(tag("p", "Chosen; select one to remove it:", class_="hint"), width="content")
        for item in page.active:
            _chip(item)
        st.button("Clear all filters", key="clear-all", type="tertiary", on_click=clear_filters)


def _chip(item: ActiveFilter) -> None:
    st.button(
        plain_label(filter_name(item)),
        key=f"chip-{item.facet}.{item.value}",
        icon=":material/close:",
        icon_position="right",
        on_click=drop,
        args=(item.facet, item.value),
    )


def ways_out(page: SearchPage) -> None:
    """Draw one button for each filter whose removal finds tools, and one for the words."""
    with st.container(horizontal=True, key="ways-out", gap="xsmall"):
        for item in most_useful(page.active):
            label = f"Drop “{plain_label(filter_name(item))}”: {counted(item.total_without, 'tool', 'tools')}"
            st.button(
                label, key=f"out-{item.facet}.{item.value}", on_click=drop, args=(item.facet, item.value)
            )
        if page.active:
            st.button("Drop all filters", key="out-all", on_click=clear_filters)
        if page.request.text:
            st.button("Drop the words", key="out-words", on_click=clear_text)
