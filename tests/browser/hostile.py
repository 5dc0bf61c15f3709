"""Hostile texts, and a catalogue in which every text that somebody may write holds some of them.

Each payload ends in a mark of its own ("k07k"). A page that shows the mark must show the whole payload before it as
plain text; one that was read as markup shows less. `window.__hit` is set by any script that runs.
"""

import re
from typing import Any, Final

from catalog.actions.assessment_people import withdraw_assessment
from catalog.actions.assessment_starts import start_assessment
from catalog.actions.assessments import dissent, save_entry, share_assessment, sign_assessment
from catalog.actions.checks import confirm
from catalog.actions.drafts import discard_draft, open_draft, save_draft, start_draft
from catalog.actions.records import suspend
from catalog.actions.submissions import decide, submit_draft
from catalog.domain.assessment_answers import HEAD_FIELDS
from catalog.domain.assessment_steps import Part
from catalog.domain.checklist import CHECKLIST, YES
from catalog.domain.content import RecordKind
from catalog.domain.people import SYSTEM, Role
from catalog.domain.text import clean
from catalog.domain.work import Submission
from catalog.domain.workflow import Answer, Outcome
from catalog.store import Store
from tests.actions.assessment_world import READINESS, RISK, readiness_form, risk_form
from tests.actions.workflow_world import ANNA, BORIS, CASE, CLARA, TOOL
from tests.domain.instruments import harm
from tests.people import add
from tests.samples import case, provider, raw_tool, source

HOST: Final = "hostile.example"
_BARE: Final = (
    "<script>window.__hit=1</script>",
    "<img src=x onerror=window.__hit=1>",
    f"<img src=//{HOST}/a.png>",
    "<svg onload=window.__hit=1>",
    "<svg><script>window.__hit=1</script></svg>",
    '"><script>window.__hit=1</script>',
    "' onmouseover='window.__hit=1",
    '" autofocus onfocus="window.__hit=1',
    "</title><script>window.__hit=1</script>",
    "</textarea><img src=x onerror=window.__hit=1>",
    f"<iframe src=//{HOST}></iframe>",
    '<iframe srcdoc="<script>parent.__hit=1</script>">',
    '<a href="javascript:window.__hit=1">x</a>',
    "[x](javascript:window.__hit=1)",
    f"[x](https://{HOST}/a)",
    f"![x](https://{HOST}/b.png)",
    f"<https://{HOST}/c>",
    f"https://{HOST}/d?x=1",
    f"www.{HOST} and me@{HOST}",
    f"[x]: https://{HOST}/e",
    "data:text/html,<script>window.__hit=1</script>",
    "javascript:window.__hit=1",
    ":material/skull: :skull: :streamlit:",
    ":red[alarm] :blue-badge[x] :small[y]",
    "$x^2$ $$\\alpha$$",
    "`code` **bold** ~~gone~~ _it_ -> <- --",
    "# heading | a | b | - item",
    "line one\n\nX-Hit: 1",
    "{{7*7}} ${7*7} #{7*7} {%x%} <%=7*7%>",
    "]]><b xmlns='http://www.w3.org/1999/xhtml'>",
    "&lt;script&gt; &#60;b&#62; &amp;",
    f'=HYPERLINK("https://{HOST}/f")',
    "+cmd|' /C calc'!A0 @SUM(1) \tx",
    "%00 %0d%0aSet-Cookie:a=b %3Cb%3E",
    "[31mred[0m \\x1b[2J",
    "zero\u200bwidth\u200djoined\ufeff",
    "\u200fright\u061c to left\u200e",
    "w" * 100,
    f'<meta http-equiv=refresh content="0;url=//{HOST}">',
    f"<style>@import'//{HOST}/g.css'</style>",
)
PAYLOADS: Final = tuple(clean(f"{text} k{number:02}k") for number, text in enumerate(_BARE))
"""As a record keeps them: white space is folded there."""

_UNSEEN: Final = str.maketrans({"\u2060": None, "\ufeff": None, "\u02cb": "`"})


def as_read(text: str) -> str:
    """Return a text without the signs that keep a label plain (`plain_label`), and white space as one blank."""
    return " ".join(text.translate(_UNSEEN).split())


MARK: Final = re.compile(r"k(\d\d)k")
PAIRS: Final = tuple(f"{PAYLOADS[n]} {PAYLOADS[n + 20]}" for n in range(20))
"""Two payloads a text, so that they fit into a summary; twenty records show all forty in each field."""

TOOLS: Final = tuple(f"tool-{number:02}" for number in range(len(PAIRS)))
FIELDS: Final = (
    *("name", "aliases", "licence", "summary", "description", "input", "output", "ai.use", "hardware"),
    *("languages", "listing.reason", "users.text", "claims.text", "claims.conditions", "limitations.text"),
    *("annotations.text", "sources.title", "sources.publisher", "curation.open_questions"),
)
"""The text fields of a tool; the others are addresses, dates and terms, which a payload is not."""

_PATH: Final = '"onmouseover="window.__hit=1"><script>window.__hit=1</script>'


def tool_fields(number: int, **changes: Any) -> dict[str, Any]:
    """Return a tool in whose every text field stand two payloads, others in each field and for each number."""
    text = {name: PAIRS[(number + place) % len(PAIRS)] for place, name in enumerate(FIELDS)}
    plain = raw_tool(TOOLS[number % len(TOOLS)])
    said = {
        **{name: text[name] for name in FIELDS if "." not in name},
        "aliases": [text["aliases"]],
        "languages": [text["languages"]],
        "provider": f"provider-{number % len(TOOLS):02}",
        "homepage": f"https://example.org/{_PATH}",
        "repository": f"https://example.org/{_PATH}",
        "ai": plain["ai"] | {"use": text["ai.use"]},
        "listing": {"status": "caution", "reason": text["listing.reason"]} | _cited(),
        "users": [{"text": text["users.text"]} | _cited()],
        "claims": [
            {"text": text["claims.text"], "measured_by": "provider", "conditions": text["claims.conditions"]}
            | _cited()
        ],
        "limitations": [{"text": text["limitations.text"]} | _cited()],
        "annotations": [
            {"principle": "human-autonomy/privacy", "kind": "concern", "text": text["annotations.text"]}
            | _cited()
        ],
        "sources": {
            1: source(
                url=f"https://example.org/{_PATH}",
                title=text["sources.title"],
                publisher=text["sources.publisher"],
            )
        },
        "curation": {"confidence": "low", "open_questions": [text["curation.open_questions"]]},
    }
    return plain | said | changes


def _cited() -> dict[str, list[int]]:
    return {"sources": [1]}


def draft_fields(number: int, **changes: Any) -> dict[str, Any]:
    """Return the same as a form holds it, where the numbers of sources are texts."""
    raw = tool_fields(number, **changes)
    return raw | {"sources": {str(key): item for key, item in raw["sources"].items()}}


def providers() -> list[dict[str, Any]]:
    """Return a provider for each tool, with payloads in its texts."""
    return [
        provider(
            f"provider-{n:02}", name=pair, aliases=[PAIRS[n - 1]], ownership=PAIRS[n - 2], named_in=[TOOLS[n]]
        )
        for n, pair in enumerate(PAIRS)
    ]


def cases() -> list[dict[str, Any]]:
    """Return a case for each tool, with payloads in its texts."""
    return [
        case(
            f"case-{n:02}", tools=[TOOLS[n]], title=pair, jurisdiction="<script>window.__hit=1<b>",  # its slashes are set apart
            body=PAIRS[n - 2],
            systems=[PAIRS[n - 3]], what_happened=PAIRS[n - 4], outcome=PAIRS[n - 5], editors_view=PAIRS[n - 6],
            sources={1: source(title=PAIRS[n - 7], publisher=PAIRS[n - 8], kind="regulator")},
        )
        for n, pair in enumerate(PAIRS)
    ]  # fmt: skip


def case_draft_fields(number: int, **changes: Any) -> dict[str, Any]:
    """Return a case as a form holds it, with payloads in every text field."""
    raw = {**cases()[number % len(PAIRS)], "slug": f"new-case-{number:02}", **changes}
    return raw | {"sources": {str(key): item for key, item in raw["sources"].items()}}


def fill(store: Store) -> tuple[list[int], list[int]]:
    """Let people write payloads wherever they may; return the ids of drafts and of submissions.

    Each tool is changed in every field and half approved; ten are published so. Twenty new ones are being written.
    """
    for name, role in (
        *(("anna", Role.CURATOR), ("boris", Role.CURATOR), ("clara", Role.REVIEWER)),
        ("eva", Role.ADMINISTRATOR),
    ):
        add(store, name, role)
    submissions = [_work_on(store, number) for number in range(len(TOOLS))]
    drafts = [
        start_draft(store, ANNA, TOOL, draft_fields(number, slug=f"new-{number:02}")).id
        for number in range(len(PAIRS))
    ]
    drafts += [start_draft(store, CLARA, CASE, case_draft_fields(number)).id for number in range(4)]
    waiting = start_draft(store, CLARA, CASE, case_draft_fields(9, jurisdiction="NO"))
    submissions.append(submit_draft(store, CLARA, waiting.id, waiting.version, " ".join(PAIRS[:4])))
    for number, pair in enumerate(PAIRS):
        given_up = start_draft(store, ANNA, TOOL, draft_fields(number, slug=f"given-up-{number:02}"))
        discard_draft(store, ANNA, given_up.id, pair)
    suspend(store, CLARA, TOOL, "photo-sorter", "\n".join(PAYLOADS))
    return drafts, [item.id for item in submissions]


def last_word(store: Store) -> None:
    """Let the newest acts hold every payload, so that the first page of the audit trail has them."""
    for number in range(2):
        draft = start_draft(store, ANNA, TOOL, draft_fields(number, slug=f"last-word-{number}"))
        discard_draft(store, ANNA, draft.id, "\n".join(PAYLOADS[number * 20 :][:20]))


def fill_assessments(store: Store) -> list[int]:
    """Let people write payloads into every text of assessments of both kinds; return their ids."""
    world = (risk_form(), readiness_form())
    with store.writing(SYSTEM) as work:
        for form in world:
            work.publish(RecordKind.INSTRUMENT, form.slug, form)
    made = []
    for number, form in enumerate((RISK, READINESS, RISK)):
        tool = TOOLS[number] if form == RISK else ""
        held = start_assessment(store, ANNA, form, PAIRS[number], tool)
        held = share_assessment(store, ANNA, held.id, "boris", Part.CONTRIBUTOR)
        for path, value in _assessed(number, form).items():
            held = save_entry(store, ANNA if number else BORIS, held.id, held.version, path, value)
        for place, text in (
            ("", PAIRS[11]),
            ("answer/biometric-data", PAIRS[12]),
            ("answer/lead", PAIRS[12]),
        ):
            if not place or place in held.now:
                held = dissent(store, BORIS, held.id, place, text)
        if number != 0:
            held = sign_assessment(store, BORIS, held.id, held.sha256, PAIRS[13], PAIRS[14])
        made.append(held.id)
    gone = share_assessment(
        store, ANNA, start_assessment(store, ANNA, RISK, PAIRS[5], "").id, "boris", Part.READER
    )
    withdraw_assessment(store, ANNA, gone.id, PAIRS[6])
    return made


def _assessed(number: int, form: str) -> dict[str, Any]:
    text = iter(PAIRS[number:] + PAIRS[:number])
    said: dict[str, Any] = {f"head/{name}": next(text) for name in HEAD_FIELDS if name != "title"}
    if form == READINESS:
        for name in ("lead", "law"):
            said[f"answer/{name}"] = {"value": "1", "note": next(text)}
            said[f"plan/{name}"] = {"action": next(text), "owner": next(text), "date": "2027-01-01"}
        return said
    for name in ("biometric-data", "legal-basis", "group-errors"):
        said[f"answer/{name}"] = {"value": "no", "note": next(text)}
    done = {"text": next(text), "owner": next(text), "date": "2027-01-01", "in_place": True}
    said["harm/1"] = harm((4, 3, 2, 1), (1, 1, 1, 1), done) | {"text": next(text), "affected": next(text)}
    return said


def _work_on(store: Store, number: int) -> Submission:
    slug, said = TOOLS[number], f"{PAIRS[number]} {PAIRS[number - 10]}"
    with store.reading() as reader:
        seen = reader.workflow.standing(TOOL, slug).sha256
    confirm(store, BORIS, TOOL, slug, seen, said)
    draft = open_draft(store, ANNA, TOOL, slug)
    written = draft_fields(number + 7, slug=slug, provider=f"provider-{number:02}")
    draft = save_draft(store, ANNA, draft.id, draft.version, written)
    made = submit_draft(store, ANNA, draft.id, draft.version, said)
    answers = tuple(Answer(item.id, YES, said) for item in CHECKLIST)
    comments = {"hardware": said, "summary": said}
    for who in (BORIS, CLARA) if number < len(TOOLS) // 2 else (BORIS,):
        decide(store, who, made.id, made.sha256, Outcome.APPROVE, said, said, answers, comments)
    return made
