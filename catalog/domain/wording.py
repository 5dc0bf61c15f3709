"""What a machine can see of the authoring guide's rules on wording (data/README.md, "Wording")."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Final

from catalog.domain.capability import Capability
from catalog.domain.case import Case
from catalog.domain.content import Content
from catalog.domain.faults import Fault
from catalog.domain.source import Source
from catalog.domain.spelling import spellings
from catalog.domain.tool import Claim, Tool
from catalog.domain.values import NOT_STATED

MAX_WORDS: Final = 40
RUN: Final = 8
"""So many identical words in a row count as copied."""

FINGERPRINT_BYTES: Final = 5

_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"(])")
_WORD: Final = re.compile(r"[a-z0-9']+")
_SELLING: Final = re.compile(
    r"\b(?:leading|cutting-edge|powerful|revolutionary|groundbreaking|game-chang\w+|world-class|state-of-the-art|"
    r"best-in-class|unparalleled|unrivalled|seamless(?:ly)?|next-generation|industry-first|award-winning)\b",
    re.IGNORECASE,
)
_LEADING_ROLE: Final = re.compile(r"\bleading (?:to|up|role|partner|from|the|a|in|an)\b", re.IGNORECASE)
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")


def fingerprints(text: str) -> frozenset[bytes]:
    """Return the fingerprint of every run of eight words of a text."""
    words = _WORD.findall(text.lower())
    runs = (" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))
    return frozenset(hashlib.blake2b(run.encode(), digest_size=FINGERPRINT_BYTES).digest() for run in runs)


def wording_faults(content: Content, notes: frozenset[bytes] = frozenset()) -> tuple[Fault, ...]:
    """Return every breach of the rules on wording; `notes` are the fingerprints of the research notes."""
    faults: list[Fault] = []
    for tool in content.tools.values():
        faults.extend(_tool_faults(f"tools/{tool.slug}.yaml", tool, notes))
    for case in content.cases.values():
        faults.extend(_case_faults(f"cases/{case.slug}.yaml", case, notes))
    for capability in content.capabilities.values():
        faults.extend(_text_faults(f"capabilities/{capability.slug}.yaml", capability_texts(capability)))
        faults.extend(_ruling_faults(f"capabilities/{capability.slug}.yaml", capability))
    return tuple(sorted(faults))


def tool_texts(tool: Tool) -> Iterator[tuple[str, str]]:
    """Yield (field, text) for every sentence of ours in a tool."""
    yield "summary", tool.summary
    yield "description", tool.description
    for field in ("input", "output", "hardware"):
        if getattr(tool, field) != NOT_STATED:
            yield field, getattr(tool, field)
    if tool.ai.use != NOT_STATED:
        yield "ai.use", tool.ai.use
    if tool.listing.reason:
        yield "listing.reason", tool.listing.reason
    groups: tuple[tuple[str, Iterable[object]], ...] = (
        ("users", tool.users),
        ("claims", tool.claims),
        ("limitations", tool.limitations),
        ("annotations", tool.annotations),
    )
    for name, items in groups:
        yield from ((f"{name}[{i}]", getattr(item, "text", "")) for i, item in enumerate(items))


def capability_texts(capability: Capability) -> Iterator[tuple[str, str]]:
    """Yield (field, text) for every sentence of ours in a capability."""
    yield "definition", capability.definition
    for field in ("can_tell", "cannot_tell", "questions"):
        yield from ((f"{field}[{i}]", text) for i, text in enumerate(getattr(capability, field)))
    for field in ("limitations", "annotations", "evaluations"):
        yield from ((f"{field}[{i}]", item.text) for i, item in enumerate(getattr(capability, field)))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [sentence for sentence in _SENTENCE_END.split(text) if sentence]


def _text_faults(file: str, texts: Iterable[tuple[str, str]]) -> Iterator[Fault]:
    together = []
    for field, text in texts:
        together.append(text)
        for sentence in sentences(text):
            if len(sentence.split()) > MAX_WORDS:
                yield Fault(
                    file,
                    field,
                    f"has a sentence of {len(sentence.split())} words; divide it (at most {MAX_WORDS})",
                )
        selling = _SELLING.search(_LEADING_ROLE.sub("", text))
        if selling:
            yield Fault(file, field, f"sells (“{selling.group()}”); say what is measured, or leave it out")
        if "[" in text or "]" in text:
            yield Fault(
                file, field, "holds square brackets; say it in the sentence, or move it to the capability"
            )
    british, american = spellings(" ".join(together))
    if british and american:
        yield Fault(
            file, "", f"mixes British and American spelling (“{british}”, “{american}”); use the British one"
        )


def _tool_faults(file: str, tool: Tool, notes: frozenset[bytes]) -> Iterator[Fault]:
    yield from _text_faults(file, tool_texts(tool))
    yield from _ruling_faults(file, tool)
    start = tool.summary.lower()
    if start.startswith(("this tool", f"{tool.name.lower()} ")):
        yield Fault(file, "summary", "begins with the name or “This tool”; begin with what it does")
    for index, claim in enumerate(tool.claims):
        yield from _claim_faults(file, f"claims[{index}]", claim, tool.sources)
    yield from _copied_faults(file, tool_texts(tool), notes, (tool.name, *_titles(tool.sources)))


def _titles(sources: dict[int, Source]) -> Iterator[str]:
    return (source.title for source in sources.values())


def _copied_faults(
    file: str, texts: Iterable[tuple[str, str]], notes: frozenset[bytes], quotable: Iterable[str]
) -> Iterator[Fault]:
    if not notes:
        return
    quoted = frozenset().union(*map(fingerprints, quotable))
    for field, text in texts:
        if (fingerprints(text) & notes) - quoted:
            yield Fault(
                file,
                field,
                f"shares {RUN} words in a row with the research notes; say it in your own words",
            )


def _claim_faults(file: str, field: str, claim: Claim, sources: dict[int, Source]) -> Iterator[Fault]:
    if claim.measured_by != "independent" or claim.reported_by is not None:
        return
    cited = [sources[number] for number in claim.sources if number in sources]
    if cited and all(source.kind == "provider" for source in cited):
        yield Fault(
            file, field, "is independent but only the provider says so; cite the measurer or set reported_by"
        )


def _ruling_faults(file: str, record: Tool | Capability) -> Iterator[Fault]:
    for index, annotation in enumerate(record.annotations):
        if (
            annotation.kind == "ruling"
            and annotation.date == NOT_STATED
            and not _YEAR.search(annotation.text)
        ):
            yield Fault(file, f"annotations[{index}]", "is a ruling without a date; say when it was decided")


def _case_faults(file: str, case: Case, notes: frozenset[bytes]) -> Iterator[Fault]:
    texts = [("title", case.title), ("what_happened", case.what_happened)]
    if case.outcome != NOT_STATED:
        texts.append(("outcome", case.outcome))
    if case.editors_view:
        texts.append(("editors_view", case.editors_view))
    yield from _text_faults(file, texts)
    yield from _copied_faults(file, texts, notes, _titles(case.sources))
