"""The finder's choices: what people have, what they need and under which conditions, as values of facets.

Pure data for people without the words of the catalogue. A need stands for capabilities and takes over the material
of what people have, so that the three answers are an ordinary search with filters.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

Filters = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Need:
    """What somebody wants to do, in plain words; any of the capabilities does it."""

    id: str
    label: str
    capabilities: tuple[str, ...]


@dataclass(frozen=True)
class Have:
    """What somebody has: the material that a tool must take (none named: any) and what can be needed with it."""

    id: str
    label: str
    media: tuple[str, ...]
    needs: tuple[Need, ...]


@dataclass(frozen=True)
class Condition:
    """A condition of somebody's work: values of one facet; `hint` says in a sentence what it keeps."""

    id: str
    label: str
    facet: str
    values: tuple[str, ...]
    hint: str


_KNOWN: Final = Need("known", "Find files that are already known", ("hash-matching",))
_UNKNOWN: Final = Need(
    "unknown", "Find abuse material that nobody has recorded yet", ("csam-classification",)
)
_LESS: Final = Need("see-less", "See as little of the harmful material as possible", ("exposure-reduction",))
_FACES: Final = Need("same-face", "Find the same face again", ("face-recognition",))
_AGE: Final = Need("age", "Estimate how old somebody is", ("age-estimation",))
_THINGS: Final = Need("things", "Recognise objects, clothes or logos", ("object-recognition",))
_ALTERED: Final = Need(
    "altered",
    "Learn whether it was altered or made by AI",
    ("deepfake-detection", "synthetic-media-detection", "media-forensics"),
)
_CAMERA: Final = Need("camera", "Find the camera that it came from", ("source-camera-identification",))
_CLEARER: Final = Need("clearer", "Make it clearer", ("media-enhancement",))
_WHERE: Final = Need("where", "Find out where it was taken", ("geolocation",))
_ROOM: Final = Need("same-room", "Find the same room or scene in other pictures", ("scene-matching",))
_WRITE: Final = Need("write-down", "Write down what is said", ("speech-to-text",))
_TRANSLATE: Final = Need("translate", "Understand a foreign language", ("machine-translation",))
_WHICH: Final = Need("which-language", "Learn which language it is", ("language-identification",))
_CHATS: Final = Need("read-chats", "Read chats in order", ("chat-analysis",))
_TIES: Final = Need("ties", "See who is connected with whom", ("social-network-analysis", "link-analysis"))

HAVES: Final = (
    Have(
        "images",
        "Images",
        ("image",),
        (
            *(_KNOWN, _UNKNOWN, _LESS),
            Need("group", "Group pictures that look alike", ("near-duplicate-clustering",)),
            *(_FACES, _AGE, _WHERE, _ROOM, _THINGS),
            Need("text-in-picture", "Read the writing in a picture", ("ocr",)),
            *(_ALTERED, _CAMERA, _CLEARER),
        ),
    ),
    Have(
        "video",
        "Video",
        ("video",),
        (
            Need("search-video", "Find the moments that matter in long video", ("video-analysis",)),
            *(_KNOWN, _UNKNOWN, _LESS, _FACES, _THINGS, _WRITE, _ALTERED, _CAMERA, _CLEARER),
        ),
    ),
    Have(
        "chats",
        "Chats and messages",
        ("text",),
        (
            _CHATS,
            Need("grooming", "Find signs of grooming", ("grooming-detection",)),
            Need("names", "Lift out names, numbers and addresses", ("entity-extraction",)),
            Need("topics", "Sort messages by topic or kind", ("text-classification",)),
            *(_TRANSLATE, _WHICH),
            Need("author", "Compare who wrote it by the style", ("authorship-attribution",)),
            Need("meaning", "Search by meaning instead of words", ("semantic-search",)),
            _TIES,
        ),
    ),
    Have(
        "recordings",
        "Sound recordings",
        ("audio",),
        (
            _WRITE,
            Need("voice", "Learn who is speaking", ("speaker-recognition",)),
            *(_WHICH, _TRANSLATE),
            Need(
                "altered-sound",
                "Learn whether a recording was altered or made by AI",
                ("deepfake-detection", "synthetic-media-detection", "audio-forensics"),
            ),
            _CLEARER,
        ),
    ),
    Have(
        "device",
        "A phone or computer",
        ("device",),
        (
            Need("phone", "Read out a phone", ("mobile-forensics",)),
            Need("computer", "Examine a computer or a disk", ("computer-forensics",)),
            Need("first-look", "Decide quickly what to look at first", ("triage",)),
            *(_KNOWN, _UNKNOWN, _CHATS),
        ),
    ),
    Have(
        "online",
        "A web address or user name",
        ("web",),
        (
            Need("accounts", "Find accounts with the same user name", ("username-lookup",)),
            Need("collect", "Collect and keep what is public", ("osint-collection",)),
            Need("hidden", "Watch hidden services", ("dark-web-monitoring",)),
            Need("adverts", "Examine sex adverts", ("advert-analysis",)),
            _TIES,
        ),
    ),
    Have(
        "payments",
        "A crypto address or payments",
        ("financial",),
        (
            Need("crypto", "Follow crypto payments", ("crypto-tracing",)),
            Need("money", "Find unusual payments", ("financial-analysis",)),
            Need("money-links", "See who is connected by payments", ("link-analysis",)),
        ),
    ),
    Have(
        "place",
        "A place in a picture",
        ("image", "video"),
        (
            *(_WHERE, _ROOM),
            Need("clues", "Recognise things that hint at a place", ("object-recognition",)),
            Need("maps", "Compare it with maps and satellite pictures", ("geospatial-analysis",)),
        ),
    ),
    Have(
        "reports",
        "Reports and cases",
        (),
        (
            Need("rank", "Decide which reports come first", ("case-prioritisation",)),
            Need("receive", "Receive reports from the public or services", ("reporting-platform",)),
            Need("order", "Keep cases in order", ("case-management",)),
            Need("bring-together", "Bring data from several sources together", ("data-fusion",)),
            Need("same-person", "Find records about the same person or thing", ("entity-resolution",)),
            Need("connect", "Connect people, things and events", ("link-analysis",)),
            Need("redact", "Hide parts before passing something on", ("redaction",)),
        ),
    ),
)

CONDITIONS: Final = (
    Condition("offline", "It works offline", "offline", ("yes",), "Documented to run without a network."),
    Condition(
        "no-cost",
        "It costs nothing",
        "cost",
        ("free", "free-for-law-enforcement"),
        "Free for everyone, or for law enforcement.",
    ),
    Condition(
        "open-to-all",
        "It is open to all",
        "access",
        ("public", "registration"),
        "Leave this open if tools for police only are fine.",
    ),
    Condition(
        "independent",
        "Somebody independent measured it",
        "evidence",
        ("independent",),
        "At least one figure that is not the provider's own.",
    ),
    Condition(
        "no-biometrics",
        "No biometrics",
        "biometric",
        ("no",),
        "It does not tell people apart by body, face or voice.",
    ),
)


@dataclass(frozen=True)
class Answers:
    """What was answered so far, by ids; "" is not answered yet."""

    have: str = ""
    need: str = ""
    under: tuple[str, ...] = ()


def have_of(answers: Answers) -> Have | None:
    """Return what the answers say that somebody has, or None."""
    return next((have for have in HAVES if have.id == answers.have), None)


def need_of(answers: Answers) -> Need | None:
    """Return what the answers say that somebody needs, or None when that does not go with what they have."""
    have = have_of(answers)
    return next((need for need in have.needs if need.id == answers.need), None) if have else None


def known_answers(answers: Answers) -> Answers:
    """Return the answers without ids that do not exist or do not go together, conditions in our order."""
    have, need = have_of(answers), need_of(answers)
    under = tuple(one.id for one in CONDITIONS if one.id in answers.under) if need else ()
    return Answers(have.id if have else "", need.id if need else "", under)


def filters_of(answers: Answers) -> Filters:
    """Return the answers as the filters of a search; without a need they do not limit what tools do."""
    have, need = have_of(answers), need_of(answers)
    filters = {"capability": need.capabilities if need else (), "media": have.media if have else ()}
    filters |= {one.facet: one.values for one in CONDITIONS if one.id in answers.under}
    return {facet: values for facet, values in filters.items() if values}
