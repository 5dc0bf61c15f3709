"""Status in word and icon. The icon repeats the word and is hidden from screen readers; colour adds nothing."""

from collections.abc import Mapping
from typing import Final

from catalog.domain.tool import Annotation, AnnotationKind
from catalog.queries.views import Badge, Icon
from catalog.ui.html import Html, tag
from catalog.ui.parts.text import word_for

_ANNOTATIONS: Final[dict[AnnotationKind, tuple[Icon, str]]] = {
    "concern": ("flag", "caution"),
    "incident": ("alert", "caution"),
    "limitation": ("alert", "neutral"),
    "ruling": ("stop", "stop"),
    "safeguard": ("check", "good"),
}


def icon(name: str) -> Html:
    """Return the icon, drawn by the style sheet."""
    return tag("span", class_=f"icon icon-{name}", aria_hidden="true")


def badge(view: Badge) -> Html:
    """Return a badge; its explanation is read out and shown on hover."""
    return tag(
        "span", icon(view.icon), " ", view.text, class_=f"badge tone-{view.tone}", title=view.explanation
    )


def badge_list(views: tuple[Badge, ...]) -> Html | None:
    """Return the badges as a list, or nothing when there are none."""
    if not views:
        return None
    return tag("ul", [tag("li", badge(view)) for view in views], class_="badges", aria_label="Status")


def annotation_badge(annotation: Annotation, words: Mapping[str, str]) -> Html:
    """Return the kind of an annotation as a badge."""
    name, tone = _ANNOTATIONS[annotation.kind]
    return tag(
        "span",
        *(icon(name), " ", word_for(words, "annotation-kinds", annotation.kind)),
        class_=f"badge tone-{tone}",
    )


def caution_box(view: Badge, cites: Html | None = None) -> Html:
    """Return the strongest caution as a box with its full sentence and the numbers of its sources."""
    return tag(
        "div",
        *(icon(view.icon), tag("p", tag("strong", f"{view.text}."), " ", view.explanation, cites)),
        class_=f"notice tone-{view.tone}",
        role="note",
    )
