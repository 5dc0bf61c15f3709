"""Complete views made by hand: what the queries return, without a store or an index."""

from dataclasses import replace
from typing import Any

from catalog.domain.capability import Capability
from catalog.domain.case import Case
from catalog.domain.case_search import CASE_FACETS, CaseRequest
from catalog.domain.facets import FACETS
from catalog.domain.finder import Answers
from catalog.domain.law import LegalFact
from catalog.domain.search import SearchRequest
from catalog.domain.source import Source
from catalog.domain.tool import Annotation, Tool
from catalog.queries.case_register import CaseRegister, MonthGroup, YearCount, YearGroup
from catalog.queries.count_views import AboutPage, CatalogueMap, CountTable, MapFamily, MapRow
from catalog.queries.finder import FinderOption, FinderView
from catalog.queries.views import (
    ActiveFilter,
    Badge,
    CapabilityPage,
    CaseCard,
    CasePage,
    Choice,
    ClaimGroup,
    FacetValue,
    FacetView,
    FactRow,
    KindNote,
    LegalRow,
    PrincipleSection,
    SearchPage,
    SourceRow,
    SuspendedTool,
    ToolCard,
    ToolPage,
    UnderstoodPart,
    UnderstoodView,
    WhyView,
)
from tests.ui.sample_concerns import concern_part

WORDS = {
    "principles:human-autonomy/privacy": "Privacy",
    "principles:fairness/equality-and-non-discrimination": "Equality and non-discrimination",
    "annotation-kinds:safeguard": "Safeguard",
    "annotation-kinds:concern": "Concern",
    "maturity:operational": "In daily use",
}
AGE = Choice("age-estimation", "Age estimation")
WARNING = Badge("stop", "Warning: not a suggestion", "stop", "A court stopped its use in 2024.")
GOOD = Badge("check", "Independent evidence", "good", "At least one figure was measured independently.")
BIOMETRIC = Badge("person", "Biometric", "caution", "It handles body or voice data to tell people apart.")
FAMILIES = (
    ("Identify people", ("age-estimation", "face-recognition")),
    ("Places and things", ("geolocation",)),
)


def source(number: int, **changes: Any) -> SourceRow:
    """Return a numbered source."""
    fields = {
        "url": f"https://www.site{number}.example/page",
        "title": f"Title of source {number}",
        "publisher": f"Publisher {number}",
        "kind": "press",
        "independent": True,
        "date": "2024-10",
        "checked": "2026-11-21",
    } | changes
    return SourceRow(number, Source.model_validate(fields), "Press", f"site{number}.example")


def tool(**changes: Any) -> Tool:
    """Return a tool with something in every field."""
    fields = {
        "slug": "age-tool",
        "kind": "service",
        "name": "Age Tool",
        "aliases": ["AT"],
        "provider": "maker",
        "homepage": "https://maker.example/",
        "repository": "not-stated",
        "licence": "MIT",
        "summary": "Estimates a person's age from one face image; built for age checks on phone selfies.",
        "description": "A face-age regression model offered as a service. It returns an estimate for one image.",
        "input": "one cropped face image",
        "output": "estimated age",
        "capabilities": ["age-estimation", "face-recognition"],
        "stages": ["identify-and-locate-victims"],
        "media": ["image"],
        "ai": {"family": "image-analysis", "use": "deep regression of age from a face image"},
        "access": "commercial",
        "cost": "paid",
        "deployment": ["cloud"],
        "offline": "not-stated",
        "hardware": "not-stated",
        "interfaces": ["rest-api"],
        "languages": "not-stated",
        "maturity": "operational",
        "last_release": "not-stated",
        "biometric": True,
        "personal_data": True,
        "children_data": "not-stated",
        "listing": {"status": "cautionary", "reason": "A court stopped its use in 2024.", "sources": [2]},
        "users": [{"text": "Businesses with an age-check duty.", "sources": [1]}],
        "claims": [
            {"text": "Mean absolute error 2.0 years.", "measured_by": "independent", "reported_by": "provider",
             "conditions": "visa images, ages 6 to 17", "date": "2024-05", "sources": [3]},
            {"text": "Works for 99 of 100 images.", "measured_by": "provider", "sources": [1]},
        ],
        "limitations": [{"text": "Larger errors on photographs that are not selfies.", "sources": [1, 2]}],
        "annotations": [
            {"principle": "human-autonomy/privacy", "kind": "safeguard", "date": "2024-05-02",
             "text": "According to the provider, the image is deleted after the estimate.", "sources": [1]},
            {"principle": "fairness/equality-and-non-discrimination", "kind": "concern",
             "text": "A 2024 study found larger errors for darker skin.", "sources": [3]},
        ],
        "relations": [],
        "sources": {
            number: source(number).source.model_dump() | {"supports": ["description"] if number == 1 else []}
            for number in (1, 2, 3)
        },
        "verification": {"level": "desk-reviewed", "checked": "2026-11-21", "next_check": "2027-02-19"},
        "curation": {"confidence": "medium", "open_questions": ["CURATORS ONLY"]},
    }  # fmt: skip
    return Tool.model_validate(fields | changes)


def capability(**changes: Any) -> Capability:
    """Return a capability with something in every field."""
    fields = {
        "slug": "age-estimation",
        "label": "Age estimation",
        "family": "identify-people",
        "definition": "Says how old a person in a picture may be.",
        "not_to_be_confused_with": {"age-assurance": "Age assurance checks customers."},
        "stages": ["identify-and-locate-victims"],
        "can_tell": ["A likely range of age."],
        "cannot_tell": ["Whether a person is under a legal limit."],
        "questions": ["On which ages was it tested?"],
        "limitations": [{"text": "Errors grow for children's faces.", "sources": [1]}],
        "annotations": [
            {"principle": "fairness/protection-of-vulnerable-groups", "kind": "concern",
             "text": "A regulator raised it for children.", "sources": [1]},
        ],
        "evaluations": [{"text": "NIST evaluates such software.", "sources": [1]}],
        "legal_facts": ["AIA-10"],
        "sources": {1: source(1).source.model_dump()},
    }  # fmt: skip
    return Capability.model_validate(fields | changes)


def case(**changes: Any) -> Case:
    """Return a case with something in every field."""
    fields = {
        "slug": "court-2024",
        "title": "Court stops use of Age Tool",
        "date": "2024-03-04",
        "jurisdiction": "Exampleland",
        "body": "High Court",
        "kind": "ruling",
        "tools": ["age-tool"],
        "systems": ["Age Tool 2"],
        "capabilities": ["age-estimation"],
        "principles": ["lawfulness/legitimacy"],
        "rights": ["privacy"],
        "what_happened": "A force used the tool without a legal basis.",
        "outcome": "The court ordered it to stop.",
        "editors_view": "A legal basis comes first.",
        "as_of": "2026-11",
        "sources": {1: source(1).source.model_dump()},
    }
    return Case.model_validate(fields | changes)


def card(slug: str = "age-tool", **changes: Any) -> ToolCard:
    """Return the card of a tool."""
    made = ToolCard(
        *(slug, "Age Tool", "Maker Ltd", "Service", "Estimates a person's age from one face image.", (AGE,)),
        *("By contract", "not stated", (WARNING, BIOMETRIC, GOOD)),
    )
    return replace(made, **changes)


def case_card(**changes: Any) -> CaseCard:
    """Return the card of a case."""
    made = CaseCard(
        "court-2024",
        "Court stops use of Age Tool",
        "2024-03-04",
        "Exampleland",
        "Ruling",
        (Choice("age-tool", "Age Tool"),),
    )
    return replace(made, **changes)


def legal_row() -> LegalRow:
    """Return a legal fact."""
    fact = LegalFact.model_validate(
        {"id": "AIA-10", "act": "EU AI Act", "article": "Art 5", "text": "Some uses are prohibited.",
         "as_of": "2026-09-13", "confidence": "high", "sources": [1]}
    )  # fmt: skip
    return LegalRow(fact, (AGE,), (source(1),))


def kind_note() -> KindNote:
    """Return a statement about a kind of tool."""
    return KindNote(AGE, capability().annotations[0], (source(7),))


def principles(own: tuple[Annotation, ...]) -> tuple[PrincipleSection, ...]:
    """Return the five principles; only one says something about the kind."""
    ids = ("lawfulness", "minimization-of-harm", "human-autonomy", "fairness", "good-governance")
    return tuple(
        PrincipleSection(
            id=name,
            label=name.replace("-", " ").capitalize(),
            definition=f"What {name} means.",
            own=tuple(item for item in own if item.principle.startswith(name)),
            about_kind=(kind_note(),) if name == "fairness" else (),
        )
        for name in ids
    )


def suspended_tool() -> SuspendedTool:
    """Return a suspended tool as an editor finds it."""
    return SuspendedTool(card("held-tool", name="Held Tool"), "3 March 2026", "Concern 9: out of sight.")


def tool_page(**changes: Any) -> ToolPage:
    """Return a tool page with something in every part."""
    shown = changes.get("tool", tool())
    groups = (("Measured independently", "independent"), ("The provider's own figures", "provider"))
    made = ToolPage(
        tool=shown,
        provider=None,
        provider_name="Maker Ltd",
        kind="Service",
        badges=(WARNING, BIOMETRIC, GOOD),
        caution=WARNING,
        first_facts=(
            *(FactRow("Goes in", shown.input, (1,)), FactRow("Comes out", shown.output, (1,))),
            *(FactRow("Who can get it", "By contract", (2,)), FactRow("Cost", "Paid", (2,))),
            *(FactRow("Runs where", "Cloud"), FactRow("Works offline", "not stated", stated=False)),
            *(
                FactRow("Maturity", "In daily use"),
                FactRow("Evidence", "Measured independently; 3 independent sources"),
            ),
        ),
        more_facts=(FactRow("Licence", "MIT", (1,)), FactRow("Hardware", "not stated", stated=False)),
        capabilities=(AGE, Choice("face-recognition", "Face recognition")),
        stages=(Choice("identify-and-locate-victims", "Identify and locate victims"),),
        relations=(("Part of", Choice("big-suite", "Big Suite")),),
        claims=tuple(
            ClaimGroup(label, tuple(item for item in shown.claims if item.measured_by == who))
            for label, who in groups
        ),
        principles=principles(shown.annotations),
        compliance=(
            FactRow("Biometric data", "yes", (1,)),
            FactRow("Children's data", "not stated", stated=False),
        ),
        legal=(legal_row(),),
        legal_note="Decision support, not legal advice.",
        kinds=(capability(),),
        cases=(case_card(),),
        related=(card("other-tool", name="Other Tool"),),
        questions=("Which measurements of its accuracy exist?",),
        sources=tuple(source(number) for number in (1, 2, 3)),
        verification="Desk-reviewed, checked on 2026-11-21; next check due 2027-02-19.",
        words=WORDS,
        concerns=concern_part(),
        kind_concerns=((AGE, concern_part(17)),),
    )
    return replace(made, **changes)


def capability_page(**changes: Any) -> CapabilityPage:
    """Return a capability page with something in every part."""
    made = CapabilityPage(
        capability=capability(),
        family="Identify people",
        stages=(Choice("identify-and-locate-victims", "Identify and locate victims"),),
        neighbours=((Choice("age-assurance", "Age assurance"), "Age assurance checks customers."),),
        tools=(card(),),
        cases=(case_card(),),
        legal=(legal_row(),),
        legal_note="Decision support, not legal advice.",
        sources=(source(1),),
        words=WORDS,
        concerns=concern_part(),
        states=(("Conditions of use", 1), ("Warning", 2)),
    )
    return replace(made, **changes)


def case_register(request: CaseRequest, **changes: Any) -> CaseRegister:
    """Return a register with one case, one value in each facet and two years."""
    facets = tuple(
        FacetView(
            facet.id, facet.label, facet.hint, (FacetValue(f"{facet.id}-a", f"{facet.label} A", 1, False),)
        )
        for facet in CASE_FACETS
    )
    month = MonthGroup("May 2024", (case_card(),))
    made = CaseRegister(
        request, 1, 2, (YearGroup(2024, 1, (month,)),),
        (YearCount(2023, 0, False), YearCount(2024, 1, True)), facets, (),
    )  # fmt: skip
    return replace(made, **changes)


def case_page(**changes: Any) -> CasePage:
    """Return a case page with something in every part."""
    made = CasePage(
        case(),
        "Ruling",
        (card(),),
        (AGE,),
        (Choice("lawfulness/legitimacy", "Legitimacy"),),
        (Choice("privacy", "Private life"),),
        (source(1),),
        concerns=concern_part(),
    )
    return replace(made, **changes)


def facets(request: SearchRequest) -> tuple[FacetView, ...]:
    """Return every facet with two or three values, chosen as the request says."""
    return tuple(
        FacetView(facet.id, facet.label, facet.hint, _values(facet.id, request.filters.get(facet.id, ())))
        for facet in FACETS
    )


def _values(facet: str, chosen: tuple[str, ...]) -> tuple[FacetValue, ...]:
    if facet == "capability":
        return tuple(
            FacetValue(name, name.replace("-", " ").capitalize(), 12, name in chosen, family)
            for family, names in FAMILIES
            for name in names
        )
    return tuple(
        FacetValue(
            f"{facet}-{letter}",
            f"{facet.capitalize()} {letter.upper()}",
            count,
            f"{facet}-{letter}" in chosen,
        )
        for letter, count in (("a", 30), ("b", 7))
    )


def search_page(request: SearchRequest | None = None, **changes: Any) -> SearchPage:
    """Return the answer to a request: 57 tools on three pages."""
    asked = request or SearchRequest()
    found: dict[str, Any] = {
        "request": asked,
        "total": 57,
        "pages": 3,
        "took_ms": 1.0,
        "cards": tuple(card(f"tool-{n}", name=f"Age Tool {n}") for n in range(1, 21)),
        "scores": {},
        "facets": facets(asked),
        "active": tuple(
            ActiveFilter(facet, facet.capitalize(), value, value.replace("-", " ").capitalize(), 9)
            for facet, values in asked.filters.items()
            for value in values
        ),
        "terms": tuple(asked.text.lower().split()),
        "notes": (),
        "catalogue_size": 312,
        "suspended": (),
    }
    return SearchPage(**(found | changes))


def understood(**changes: Any) -> UnderstoodView:
    """Return how “open source fase recognition offline” may be read, with a part of every kind."""
    made = UnderstoodView(
        topics=(UnderstoodPart("topic:face-recognition", "face recognition", ("fase", "recognition")),),
        filters=(
            UnderstoodPart(
                "limit:open-source:licence", "open source", ("open", "source"), "Licence", ("Open source",)
            ),
            UnderstoodPart("limit:offline:offline", "offline", ("offline",), "Works offline", ("Yes",)),
        ),
        corrections=(UnderstoodPart("word:fase", "face", ("fase",)),),
    )
    return replace(made, **changes)


def why(slug: str = "age-tool") -> WhyView:
    """Return why a tool is in an answer."""
    return WhyView(slug, 1.4, (("name", 0.3), ("summary", 0.004)), (("face recognition", 0.696),))


def finder(answers: Answers | None = None, **changes: Any) -> FinderView:
    """Return the finder after some answers; one condition would leave no tool."""
    given = answers or Answers()
    needs = (FinderOption("where", "Find out where", "", 11), FinderOption("age", "Estimate age", "", 15))
    conditions = (
        FinderOption("offline", "It works offline", "Documented to run without a network.", 4),
        FinderOption("no-cost", "It costs nothing", "Free for everyone.", 0),
    )
    made = FinderView(
        answers=given,
        haves=(Choice("images", "Images"), Choice("video", "Video")),
        needs=needs if given.have else (),
        conditions=conditions if given.need else (),
        request=SearchRequest(filters={"capability": ("geolocation",), "media": ("image",)}),
        total=11,
    )
    return replace(made, **changes)


def catalogue_map() -> CatalogueMap:
    """Return a small map."""
    stages = (Choice("receive", "Receive and prioritise"), Choice("analyse-content", "Analyse content"))
    rows = (
        MapRow(AGE, 12, {"receive": 3, "analyse-content": 21}),
        MapRow(Choice("gait", "Gait analysis"), 0, {}),
    )
    return CatalogueMap(stages, (MapFamily(Choice("identify-people", "Identify people"), rows),), 312)


def about_page() -> AboutPage:
    """Return the counts of the about page."""
    tables = (CountTable("Tools by kind", ("Kind", "Number"), (("Tool", "200"), ("Library", "40"))),)
    return AboutPage(counts=tables, records=312, as_of="2026-11-21", version="0.1.0")
