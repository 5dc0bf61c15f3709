"""Drafts a public notice from a signed assessment, in the shape of the UK's transparency record, in our words.

Tier 1 is for everybody, tier 2 for those who want to know more. What only the agency can say is left as a gap to fill.
"""

from collections.abc import Iterator
from typing import Final

from catalog.domain.errors import Conflict
from catalog.domain.values import NOT_STATED
from catalog.queries.assessment_views import RISK_WORDS, AssessmentPage
from catalog.queries.assessment_words import NO_ANSWER, answer_words

_FILL: Final = "[for the agency to fill in]"

_ASKED: Final = (
    ("How a result is used", ("result-leads-to", "person-decides", "two-people", "free-to-disagree")),
    ("What its users learn", ("users-trained",)),
    ("How people can object", ("can-be-challenged", "disclosed-to-court", "errors-travel-back")),
    ("Which data, and for how long",
     ("who-is-touched", "children-data", "biometric-data", "material-lawful", "deleted-in-time", "where-material-goes")),
    ("Legal basis and impact assessments", ("legal-basis", "impact-assessed", "bans-checked")),
    ("How well it works", ("accuracy-measured", "errors-by-group", "children-accuracy")),
    ("Who watches it", ("named-owner", "outside-scrutiny", "watched-in-use", "incidents-reported")),
)  # fmt: skip
"""The headings of tier 2 that the answers say something about."""


def public_notice(page: AssessmentPage, provider: str) -> str:
    """Return the draft as plain text.

    Raises:
        Conflict: nobody has signed the assessment, or it is not about a use.
    """
    if page.risk is None:
        raise Conflict("A public notice tells of the use of a tool. This assessment is about an agency.")
    if not page.assessment.signed:
        raise Conflict("The public notice is made from a signed assessment. Have it signed first.")
    return "\n".join((*_head(page), *_tier_1(page), *_tier_2(page, provider), *_tail(page))) + "\n"


def _head(page: AssessmentPage) -> Iterator[str]:
    yield f"DRAFT PUBLIC NOTICE: {page.said.head.get('title', '')}"
    yield ""
    yield (
        "This is a draft made by a program from an assessment that was signed. Read every line, take out what must not "
        "be public, and fill the gaps in square brackets before you publish it. Its shape follows the Algorithmic "
        "Transparency Recording Standard of the United Kingdom; its words are not theirs."
    )


def _tier_1(page: AssessmentPage) -> Iterator[str]:
    tool = page.tool.name if page.tool else _FILL
    yield from ("", "TIER 1: FOR EVERYBODY", "")
    yield from _item("Name of the tool", tool)
    yield from _item("What it does", page.tool.summary if page.tool and not page.hidden else _FILL)
    yield from _item("What we use it for", page.said.head.get("use", ""))
    yield from _item("Why, and what gets better", page.said.head.get("benefit", ""))
    yield from _item("Where people can ask", page.said.head.get("contact", ""))


def _tier_2(page: AssessmentPage, provider: str) -> Iterator[str]:
    said = page.said.head
    yield from ("", "TIER 2: FOR THOSE WHO WANT TO KNOW MORE", "")
    yield from _item("Organisation and unit", said.get("unit", ""))
    yield from _item("Who answers for it", said.get("owner", ""))
    yield from _item("Supplier", provider or _FILL)
    yield from _item("How it was bought, and what the supplier can see", _FILL)
    yield from _item("Whose data or rights are touched", said.get("people", ""))
    yield from _item("How it was done before, and what else was looked at", said.get("before", ""))
    yield from _item("How it works", _mechanism(page))
    for title, names in _ASKED:
        lines = [line for name in names if (line := _answer(page, name))]
        yield from _item(title, "\n".join(lines))
    if page.conditions:
        yield from _item(
            "Conditions of use that hold for it", "\n".join(f"- {text}" for text in page.conditions)
        )
    yield from _item("Risks, and what is done about them", "\n".join(_risks(page)))


def _mechanism(page: AssessmentPage) -> str:
    if page.tool is None or page.hidden:
        return _FILL
    use = page.tool.ai.use if page.tool.ai.use != NOT_STATED else ""
    return " ".join(part for part in (page.tool.description, use) if part)


def _answer(page: AssessmentPage, name: str) -> str:
    question = page.instrument.question(name)
    if question is None or name not in {item.id for part in page.parts for item in part.questions}:
        return ""
    words = answer_words(question, page.said.answer(name))
    return "" if words == NO_ANSWER else f"- {question.text} {words}."


def _risks(page: AssessmentPage) -> Iterator[str]:
    lines = {line.number: line for item in (page.risk.principles if page.risk else ()) for line in item.harms}
    for number, harm in page.said.harms.items():
        done = "; ".join(item.text for item in harm.mitigations if item.in_place) or "nothing in place yet"
        levels = f" Today {RISK_WORDS[lines[number].severities[1]]}." if number in lines else ""
        yield f"- {harm.text} Done about it: {done}.{levels}"


def _tail(page: AssessmentPage) -> Iterator[str]:
    yield from ("", "ABOUT THIS DRAFT", "")
    signed = "; ".join(f"{item.function}, {item.at[:10]}" for item in page.assessment.signatures)
    yield f"Signed by: {signed}. The assessment ends on {page.valid_until}."
    yield f"SHA-256 of what was signed: {page.assessment.signatures[0].sha256}"


def _item(title: str, text: str) -> Iterator[str]:
    yield from (f"{title}:", text or _FILL, "")
