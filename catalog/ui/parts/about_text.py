"""The about page: method, admission and removal, what checking means, what the catalogue cannot do, counts."""

from typing import Final

from catalog.queries.count_views import AboutPage, CountTable
from catalog.queries.dates import written_date
from catalog.ui.html import Child, Html, tag
from catalog.ui.parts.facts import contents, section
from catalog.ui.parts.text import counted

_PARTS: Final = (
    ("method", "How the catalogue is made"),
    ("admission", "What is admitted"),
    ("removal", "What is taken out or marked"),
    ("checked", "What “desk-reviewed” means"),
    ("bounds", "What the catalogue cannot do"),
    ("privacy", "What is known of your searches"),
    ("counts", "The catalogue in figures"),
    ("licence", "Licence and version"),
)

_METHOD: Final = (
    (
        "Every fact names its source. A source has a kind: provider, independent test, academic, press, court, "
        "regulator, civil society, public body or repository."
    ),
    "A figure says who measured it. What a provider measured on its own tool never looks like an independent result.",
    "“Not stated” is a value. It means that no source read so far says it; it never means “no”.",
    "What holds for a whole kind of tool is written once, with the capability, and shown apart from the product.",
    (
        "Ethics facts stand under the five principles of the UNICRI and INTERPOL Toolkit for Responsible AI "
        "Innovation in Law Enforcement. They say who alleged, found or decided what, and when."
    ),
)
_ADMISSION: Final = (
    (
        "A tool, library, service, programme, data set or benchmark that helps with a step of an investigation into "
        "the sexual abuse or exploitation of children, or with work beside it: prevention, victim support, the "
        "wellbeing of staff, governance."
    ),
    "It uses AI, or it is what such tools are compared with or built on.",
    "At least one public source describes it, and that source can be read again.",
    "A tool that was withdrawn or ruled unlawful can be admitted as a warning. It is never suggested.",
)
_REMOVAL: Final = (
    "A tool that no longer exists stays findable as discontinued, with the reason.",
    "A tool with a ruling or serious findings against it is marked with a caution or listed as a warning.",
    "A record whose sources turn out not to support it is corrected or taken out.",
    "Two records of the same tool are joined; the old address leads to the one that is kept.",
)
_CHECKED: Final = (
    (
        "Desk-reviewed: somebody read public sources and compared the record with them, on the date shown. Nobody "
        "ran the tool for the catalogue, and the provider did not confirm the record."
    ),
    (
        "Provider-confirmed, independently evaluated and field-reported are further levels. They are shown only "
        "where they are reached."
    ),
    "Each record shows when it was checked and when the next check is due.",
)
_BOUNDS: Final = (
    "Listing is not endorsement, and a missing tool is not a judgement.",
    "Public sources favour providers that publish in English, and say little about tools made inside the police.",
    "Prices, access and releases change quickly: the date of the check matters.",
    (
        "Compliance facts help to prepare a decision. They are not legal advice and replace no assessment of an "
        "intended use."
    ),
    "The catalogue holds no case data and describes no way around a tool.",
)


def about_document(page: AboutPage) -> Html:
    """Return the whole about page."""
    parts = (
        *(_listed("method", _METHOD), _listed("admission", _ADMISSION), _listed("removal", _REMOVAL)),
        *(_listed("checked", _CHECKED), _listed("bounds", _BOUNDS)),
        section(
            "privacy",
            "What is known of your searches",
            tag(
                "p",
                "Searches are not written to any log or table. They stand in the address of the page, so "
                "that you can keep or share them: treat such an address like the question it holds.",
            ),
        ),
        section("counts", "The catalogue in figures", [_table(table) for table in page.counts]),
        _licence(page),
    )
    body = tag("div", contents(_PARTS), tag("div", *parts, class_="parts"), class_="with-toc")
    return tag("div", _head(page), body, class_="record")


def _head(page: AboutPage) -> Html:
    counted_records = counted(page.records, "record", "records")
    return tag(
        "header",
        tag("h1", "About the catalogue"),
        tag("p", f"{counted_records} · content as of {written_date(page.as_of)}", class_="byline"),
        tag(
            "p",
            "An open catalogue of AI tools for investigators who protect children, with the evidence, the limits, "
            "the ethics facts and the compliance facts of each tool beside it.",
            class_="summary",
        ),
        tag(
            "p",
            tag("a", "What changed and how good the facts are", href="/transparency"),
            " · ",
            tag("a", "Principles and rights", href="/principles"),
        ),
        class_="head",
    )


def _listed(name: str, sentences: tuple[str, ...]) -> Html:
    title = dict(_PARTS)[name]
    return section(
        name, title, tag("ul", [tag("li", sentence) for sentence in sentences], class_="statements")
    )


def _table(table: CountTable) -> Html:
    head = tag("thead", tag("tr", [tag("th", column, scope="col") for column in table.columns]))
    body = tag("tbody", [tag("tr", _cells(row)) for row in table.rows])
    label = table.title
    counts = tag("table", tag("caption", label), head, body, class_="counts")
    return tag("div", counts, class_="scroll", role="region", aria_label=label, tabindex="0")


def _cells(row: tuple[str, ...]) -> list[Child]:
    return [tag("th", row[0], scope="row"), *(tag("td", cell) for cell in row[1:])] if row else []


def _licence(page: AboutPage) -> Html:
    return section(
        "licence",
        "Licence and version",
        tag(
            "p",
            f"Version {page.version}. The code is under Apache-2.0, the catalogue data under CC BY 4.0: use "
            "them freely, and name the Safer Tools Catalog and the date of the content.",
        ),
    )
