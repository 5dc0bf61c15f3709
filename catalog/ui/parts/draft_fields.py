"""What the form of a tool asks, section by section: the field, how it is filled in, and the short rule for it.

The rules are those of data/README.md, shortened. A test holds that every field of a tool has its place here.
"""

from typing import Final

from catalog.domain.content import RecordKind
from catalog.ui.parts.case_fields import CASE_SECTIONS
from catalog.ui.parts.field_spec import FieldSpec, Section
from catalog.ui.parts.field_spec import line as _line
from catalog.ui.parts.field_spec import term as _term
from catalog.ui.parts.field_spec import terms as _terms
from catalog.ui.parts.field_spec import text as _text
from catalog.ui.parts.field_spec import yes_no as _yes_no

SECTIONS: Final = (
    Section(
        "identity",
        "What it is",
        (
            _line("name", "Name", "As the provider writes it, without ® or version.", open_=False),
            FieldSpec(
                "aliases", "Other names", "lines", "One a line: former names, abbreviations, spellings."
            ),
            _term(
                "kind",
                "Kind",
                "Tool, library, service, programme, data set or benchmark.",
                "tool-kinds",
                open_=False,
            ),
            FieldSpec("provider", "Provider", "slug", "Who makes or supplies it.", "providers", open=False),
            _line(
                "homepage",
                "Homepage",
                "The product's own page, not a reseller's or a package registry's.",
                600,
            ),
            _line("repository", "Repository", "Where the source code is kept, if it is open.", 600),
        ),
    ),
    Section(
        "purpose",
        "What it does",
        (
            _line(
                "summary",
                "Summary",
                "One plain sentence, at most 160 characters, no praise.",
                160,
                open_=False,
            ),
            _text(
                "description",
                "Description",
                "What goes on, in your own words; no copied sentence.",
                4000,
                open_=False,
            ),
            _text("input", "What goes in", "The material it takes."),
            _text("output", "What comes out", "What the user gets."),
            _terms(
                "capabilities",
                "Capabilities",
                "What an investigator can do with it.",
                "capabilities",
                open_=False,
            ),
            _terms(
                "stages", "Steps of an investigation", "Where in the work it helps.", "stages", open_=False
            ),
            _terms("media", "Material", "What it works on.", "media"),
            _term(
                "ai.family", "Family of AI", "“None” when a source says that no AI is in it.", "ai-families"
            ),
            _text("ai.use", "What the AI does", "No more than the sources say."),
        ),
    ),
    Section(
        "access",
        "Access and running",
        (
            _term("access", "Access", "Who may obtain it.", "access"),
            _term("cost", "Cost", "As the sources give it today.", "cost"),
            _line("licence", "Licence", "An SPDX identifier, or “proprietary” where a source says so."),
            _terms("deployment", "Where it runs", "Desktop, own server, cloud …", "deployment"),
            _yes_no("offline", "Works offline", "Yes only when a source says that no network is needed."),
            _text("hardware", "Hardware", "What it needs for the amounts that officers have."),
            _terms("interfaces", "Interfaces", "Screen, command line, programming interface.", "interfaces"),
            FieldSpec("languages", "Languages", "lines", "One a line: languages that it works in."),
            _term("maturity", "Maturity", "How far it has come, as the newest source shows.", "maturity"),
            _line("last_release", "Last release", "YYYY, YYYY-MM or YYYY-MM-DD.", 10),
        ),
    ),
    Section(
        "data",
        "Data and listing",
        (
            _yes_no("biometric", "Biometric", "It creates or compares templates of faces, voices or bodies."),
            _yes_no("personal_data", "Personal data", "It processes data about identifiable people."),
            _yes_no(
                "children_data",
                "Data of children",
                "Data about children is in what it processes or learnt from.",
            ),
            _term(
                "listing.status",
                "Listing",
                "Caution, warning or discontinued need a reason.",
                "listing",
                open_=False,
            ),
            _text("listing.reason", "Reason for the listing", "Who decided or found what, and when."),
        ),
    ),
    Section(
        "notes",
        "Notes for curators",
        (
            _term(
                "verification.level",
                "Vetting",
                "How far this record was vetted.",
                "vetting-levels",
                open_=False,
            ),
            _term("curation.confidence", "Confidence", "High, medium or low.", "confidence", open_=False),
            FieldSpec(
                "curation.open_questions", "Open questions", "lines", "One a line; readers do not see them."
            ),
        ),
    ),
)
"""The single fields of a tool, in the order of the form; lists (sources, claims …) stand in `ITEM_FIELDS`."""

PROVIDER_SECTIONS: Final = (
    Section(
        "identity",
        "Who it is",
        (
            _line("name", "Name", "As the organisation writes it.", open_=False),
            FieldSpec("aliases", "Other names", "lines", "One a line: former names, abbreviations."),
            _term(
                "type", "Kind of organisation", "Company, university, police …", "provider-types", open_=False
            ),
            _line("country", "Country", "Two capital letters (ISO 3166), for example NO.", 2),
            _line("homepage", "Homepage", "The organisation's own page.", 600),
            _text("ownership", "Ownership", "Who owns it, said by a source, with the date."),
        ),
    ),
)
"""The fields of a provider."""

ITEM_FIELDS: Final = {
    "sources": (
        _line("url", "Address", "A page that can be cited; no package registry.", 600, open_=False),
        _line("title", "Title", "As the page gives it."),
        _line("publisher", "Publisher", "Who publishes the page."),
        _term("kind", "Kind of source", "Who speaks on this page.", "source-kinds", open_=False),
        _yes_no("independent", "Independent", "Neither made nor sold by those whom it describes."),
        _line("date", "Date", "YYYY, YYYY-MM or YYYY-MM-DD.", 10),
        _line("checked", "Read on", "When you read it: YYYY-MM-DD.", 10),
        _terms(
            "supports", "Backs these fields", "Only what the page really says.", "supportable", open_=False
        ),
    ),
    "claims": (
        _text("text", "Claim", "The figure, with what it counts.", open_=False),
        _term(
            "measured_by",
            "Measured by",
            "Independent, the provider, or the authors.",
            "measured-by",
            open_=False,
        ),
        _text("conditions", "Conditions", "On what material, with which settings."),
        _line("date", "Date", "YYYY, YYYY-MM or YYYY-MM-DD.", 10),
        _terms(
            "sources", "Sources", "The numbers of the sources that say it.", "source-numbers", open_=False
        ),
    ),
    "limitations": (
        _text(
            "text", "Limitation", "Of this product; limits of the kind belong to the capability.", open_=False
        ),
        _terms(
            "sources", "Sources", "The numbers of the sources that say it.", "source-numbers", open_=False
        ),
    ),
    "users": (
        _text("text", "Who uses it", "Named by a source, with the date.", open_=False),
        _terms(
            "sources", "Sources", "The numbers of the sources that say it.", "source-numbers", open_=False
        ),
    ),
    "annotations": (
        _term("principle", "Principle", "Which principle the fact bears on.", "principles", open_=False),
        _term(
            "kind",
            "Kind",
            "Concern, safeguard, limitation, incident or ruling.",
            "annotation-kinds",
            open_=False,
        ),
        _text("text", "Fact", "Who alleged, found or decided what, and when; neutral.", open_=False),
        _line("date", "Date", "YYYY, YYYY-MM or YYYY-MM-DD.", 10),
        _terms(
            "sources", "Sources", "The numbers of the sources that say it.", "source-numbers", open_=False
        ),
    ),
    "nothing_found": (
        _term("principle", "Principle", "One of the five core principles.", "core-principles", open_=False),
        _line("searched", "Searched on", "YYYY-MM-DD.", 10, open_=False),
    ),
    "relations": (
        _term("kind", "Relation", "How the two belong together.", "relations", open_=False),
        FieldSpec("tool", "Tool", "slug", "The other tool.", "tools", open=False),
    ),
}
"""The fields of one item of each list."""

ITEM_TITLES: Final = {
    "sources": ("Sources", "source"),
    "claims": ("Claims", "claim"),
    "limitations": ("Limitations", "limitation"),
    "users": ("Users", "user"),
    "annotations": ("Ethics annotations", "annotation"),
    "nothing_found": ("Searched, nothing found", "search"),
    "relations": ("Relations", "relation"),
}
"""What a list is called, and one item of it."""

FORMS: Final = {
    RecordKind.CASE: (CASE_SECTIONS, ("sources",)),
    RecordKind.PROVIDER: (PROVIDER_SECTIONS, ("sources",)),
    RecordKind.TOOL: (SECTIONS, tuple(ITEM_TITLES)),
}
"""What the form of each kind of record asks: its sections, and its lists."""
