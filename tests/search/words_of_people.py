"""A small thesaurus and corpus for the tests of understanding."""

from catalog.domain.thesaurus import Acronym, Concept, Thesaurus
from tests.search.factory import document

CONCEPTS = (
    Concept(
        id="voice-cloning",
        labels={
            "en": ("voice cloning", "cloned voice", "fake voice"),
            "fr": ("clonage de voix", "voix clonée"),
            "es": ("clonación de voz", "voz clonada"),
            "ru": ("клонирование голоса", "поддельный голос"),
            "ar": ("استنساخ الصوت", "صوت مزيف"),
            "zh": ("声音克隆", "假声音"),
        },
        maps_to={"capability": ("deepfake-detection",), "media": ("audio",)},
        words=("anti-spoofing",),
    ),
    Concept(
        id="transcription",
        labels={"en": ("speech to text", "write down speech"), "ru": ("расшифровка записи",)},
        acronyms=(Acronym(form="ASR", reading="automatic speech recognition"),),
        maps_to={"capability": ("speech-to-text",), "media": ("audio",)},
    ),
    Concept(
        id="aided-search",
        labels={"en": ("assisted drawing",), "fr": ("dessin aidé",)},
        acronyms=(Acronym(form="AID", reading="aided image drawing"),),
        maps_to={"capability": ("triage",)},
    ),
    Concept(id="first-aid", labels={"en": ("first aid",)}, maps_to={"stage": ("victim-support",)}),
    Concept(
        id="offline",
        kind="constraint",
        labels={
            "en": ("offline", "no network"),
            "fr": ("hors ligne",),
            "es": ("fuera de línea",),
            "ru": ("автономно",),
            "ar": ("محليا",),
            "zh": ("离线",),
        },
        maps_to={"offline": ("yes",)},
        negated={"offline": ("no",)},
    ),
    Concept(id="room-noise", labels={"en": ("noise in speech",)}, maps_to={"capability": ("triage",)}),
    Concept(
        id="clean-speech", labels={"en": ("speech without noise",)}, maps_to={"stage": ("victim-support",)}
    ),
    Concept(
        id="messengers",
        labels={"en": ("WhatsApp chats", "deepfake chat"), "ru": ("чаты WhatsApp",), "zh": ("SIM卡",)},
        maps_to={"capability": ("triage",)},
    ),
    Concept(
        id="biometric", kind="constraint", labels={"en": ("biometric",)}, maps_to={"biometric": ("yes",)}
    ),
    Concept(id="paid", kind="constraint", labels={"en": ("licence fee",)}, maps_to={"cost": ("paid",)}),
    Concept(id="rulings", labels={"en": ("court ruling", "fine")}, maps_to={"rights": ("ruling",)}),
    Concept(
        id="dna",
        labels={"en": ("DNA", "DNA profile"), "fr": ("profil ADN",)},
        words=("DNA profiles",),
        outside=True,
    ),
)

THESAURUS = Thesaurus(
    CONCEPTS,
    {
        "en": ("find", "please", "without", "no", "in"),
        "fr": ("de", "la", "une", "les", "pas"),
        "es": ("no",),
        "ru": ("не",),
        "ar": ("ليس",),
        "zh": ("的", "吗", "不"),
    },
    {"deepfake-detection": "Detect deepfakes", "speech-to-text": "Write down speech", "triage": "Triage"},
)


def _facets(capability: str, **more: str) -> dict[str, tuple[str, ...]]:
    plain = {
        "offline": "not-stated",
        "media": "audio",
        "listing": "listed",
        "kind": "tool",
        "rights": "nothing-recorded",
    }
    return {"capability": tuple(capability.split()), **{k: (v,) for k, v in (plain | more).items()}}


DOCUMENTS = (
    document("voice-guard", "VoiceGuard", summary="Tells cloned voices from real ones.",
             facets=_facets("deepfake-detection", offline="yes")),
    document("spoof-lab", "SpoofLab", summary="Listens to telephone calls.",
             facets=_facets("audio-forensics deepfake-detection", offline="no")),
    document("face-truth", "FaceTruth", summary="Detects swapped faces.",
             facets=_facets("deepfake-detection", media="image")),
    document("old-ear", "OldEar", summary="Told cloned voices apart until 2020.",
             facets=_facets("deepfake-detection", listing="discontinued", rights="ruling")),
    document("scribe", "Scribe", summary="Writes down what is said.", facets=_facets("speech-to-text", offline="yes")),
    document("photodna", "PhotoDNA", summary="Matches hashes of known pictures.", facets=_facets("hash-matching", media="image")),
    document("family-finder", "FamilyFinder", summary="Compares DNA profiles of relatives.", facets=_facets("kinship", media="text")),
    document("sorter", "Sorter", summary="Sorts pictures of a car or a house by what they show.", facets=_facets("triage", media="image")),
)  # fmt: skip
