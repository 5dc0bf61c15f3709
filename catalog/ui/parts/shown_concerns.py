"""Concerns on the pages of their subjects: the banner at the head, and each concern with reply and history."""

from typing import Final
from urllib.parse import urlencode

from catalog.queries.shown_concern_views import ConcernBanner, ConcernPart, ConcernView, StepView
from catalog.queries.views import Choice
from catalog.ui.html import Html, join, tag
from catalog.ui.parts.badges import badge_list, icon
from catalog.ui.parts.facts import empty, section
from catalog.ui.parts.sources import outside_link

NAME: Final = "concerns"
TITLE: Final = "Reviewers' concerns"
_NOTHING: Final = "No reviewer has raised a concern about this. That does not mean that there is none."


def conditions_list(conditions: tuple[str, ...]) -> Html | None:
    """Return conditions of use as a list with its name, or nothing."""
    if not conditions:
        return None
    label = tag("p", icon("rules"), " Conditions of use:", class_="conditions-label")
    return tag("div", label, _listed(conditions), class_="conditions")


def _listed(conditions: tuple[str, ...]) -> Html:
    return tag("ul", [tag("li", item) for item in conditions])


def concern_banner(banner: ConcernBanner | None, panel: str = NAME) -> Html | None:
    """Return the strongest effect with its meaning and the conditions of use, leading to the panel; or nothing."""
    if banner is None:
        return None
    badge = banner.badge
    conditions = tag("div", _listed(banner.conditions), class_="in-banner") if banner.conditions else None
    text = tag(
        "div",
        tag("p", tag("strong", f"{badge.text}."), " ", banner.meaning),
        conditions,
        tag("p", tag("a", "Read the concern and what became of it", href=f"#part-{panel}")),
    )
    return tag("div", icon(badge.icon), text, class_=f"notice concern-banner tone-{badge.tone}", role="note")


def concern_section(part: ConcernPart) -> Html:
    """Return the part of a page that holds every concern about its subject."""
    return section(NAME, TITLE, concern_list(part) or empty(_NOTHING), _ways(part))


def concern_list(part: ConcernPart, heading: str = "h3") -> Html | None:
    """Return each concern with its whole history, or nothing when there is none."""
    return join(*(_concern(view, heading) for view in part.concerns)) if part.concerns else None


def _concern(view: ConcernView, heading: str) -> Html:
    name = f"concern-{view.id}"
    state = tag("p", f"{view.raised} · {view.state} · severity: {view.severity}", class_="source-line")
    about = f"Raised about {view.about}, whose place this tool took." if view.about else ""
    said = tag("div", _raised(view), class_="concern-said")
    beside = tag("div", _replies(view), class_="concern-beside")
    return tag(
        "article",
        tag(heading, view.title, id=name),
        badge_list(view.badges),
        state,
        tag("p", about) if about else None,
        tag("div", said, beside, class_="concern-sides"),
        _history(view),
        class_="concern",
        aria_labelledby=name,
    )


def _raised(view: ConcernView) -> Html:
    facts = [tag("div", tag("dt", name), tag("dd", degree)) for name, degree in view.gravity]
    if view.rights:
        facts.insert(0, tag("div", tag("dt", "Rights"), tag("dd", "; ".join(view.rights))))
    if view.affected:
        facts.insert(0, tag("div", tag("dt", "Who is affected"), tag("dd", view.affected)))
    return join(
        tag("p", "The concern", class_="concern-side-title"),
        tag("p", view.statement),
        tag("dl", facts, class_="facts"),
        _sources(view.sources),
    )


def _sources(addresses: tuple[str, ...]) -> Html | None:
    links = [tag("li", outside_link(address, address)) for address in addresses]
    return (
        join(tag("p", "Sources", class_="list-label"), tag("ul", links, class_="statements"))
        if links
        else None
    )


def _replies(view: ConcernView) -> Html:
    replies = [
        tag(
            "div",
            tag("p", tag("strong", step.what), f" · {step.date} · {step.who}", class_="source-line"),
            tag("p", step.text),
            _declared(step),
            id=_place(view, step),
            class_="concern-reply",
        )
        for step in view.replies
    ]
    return join(
        tag("p", "The reply", class_="concern-side-title"), *(replies or [empty("Nobody has replied yet.")])
    )


def _declared(step: StepView) -> Html | None:
    source = outside_link(step.source, step.source) if step.source else None
    parts = [
        join(label, value)
        for label, value in (("Source: ", source), ("Interest declared: ", step.interest))
        if value
    ]
    return tag("p", join(*parts, between=" · "), class_="source-line") if parts else None


def _place(view: ConcernView, step: StepView) -> str:
    return f"concern-{view.id}-step-{step.number}"


def _history(view: ConcernView) -> Html:
    items = [tag("li", view.raised), *(tag("li", _step(view, step)) for step in view.steps)]
    return join(
        tag("p", "What happened", class_="concern-side-title"),
        tag("ol", items, class_="history concern-history"),
    )


def _step(view: ConcernView, step: StepView) -> Html:
    head = tag(
        "p",
        tag("strong", step.what),
        f": {step.verdict}" if step.verdict else None,
        f" · {step.date} · {step.who}",
    )
    if step.is_reply:
        return join(
            head,
            tag(
                "p",
                tag("a", "It stands beside the concern", href=f"#{_place(view, step)}"),
                class_="source-line",
            ),
        )
    review = tag("p", f"To be reviewed by {step.review_on}", class_="source-line") if step.review_on else None
    return join(
        head,
        tag("p", step.text) if step.text else None,
        tag("p", step.means, class_="source-line") if step.means else None,
        conditions_list(step.conditions),
        review,
        _declared(step),
    )


def kind_concerns(parts: tuple[tuple[Choice, ConcernPart], ...]) -> Html | None:
    """Return the concerns about whole kinds of tool, each under the name of its kind; or nothing."""
    shown = [
        join(
            tag("h3", f"{TITLE} about {kind.label}"),
            concern_banner(part.banner, "kind"),
            concern_list(part, "h4"),
        )
        for kind, part in parts
        if part.concerns
    ]
    return tag("div", shown, class_="of-kind") if shown else None


def _ways(part: ConcernPart) -> Html | None:
    """Return what this reader can do: raise a concern, or report one; nothing for somebody without an account."""
    query = urlencode({"kind": part.kind, "slug": part.slug})
    ways = ((part.may_raise, "Raise a concern", "/raise"), (part.may_report, "Report a concern", "/report"))
    links = [tag("a", words, href=f"{page}?{query}") for may, words, page in ways if may]
    return tag("p", join(*links, between=" · "), class_="concern-ways") if links else None
