"""Facets: by which values results are narrowed, and which values a tool has."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from catalog.domain.concern_states import STATE_LABELS, states_of
from catalog.domain.concerns import Concern
from catalog.domain.evidence import evidence_of
from catalog.domain.provider import Provider
from catalog.domain.tool import Tool
from catalog.domain.values import NOT_STATED
from catalog.domain.vocabulary import Vocabulary


@dataclass(frozen=True)
class Facet:
    """A way to narrow. `vocabulary` names the vocabulary of the labels, if one exists.

    `hint` says in one sentence what the facet asks.
    """

    id: str
    label: str
    vocabulary: str | None = None
    hint: str = ""


FACETS: Final = (
    Facet("capability", "Capability", None, "What the tool does."),
    Facet("stage", "Step of the investigation", "stages", "Where in the work it helps."),
    Facet("media", "Material", "media", "What kind of material goes in."),
    Facet("access", "Who can get it", "access", "Who may have or use it."),
    Facet("cost", "Cost", "cost", "What the sources say about the price."),
    Facet("offline", "Works offline", None, "Whether it is documented to run without a network."),
    Facet("maturity", "Maturity", "maturity", "From research to daily use."),
    Facet("licence", "Licence", "licence-classes", "Under which kind of licence it comes."),
    Facet("country", "Provider's country", None, "Where the provider is, as a source says."),
    Facet("evidence", "Evidence", None, "Who measured how well it works."),
    Facet("rights", "Rights notes", None, "Which ethics facts are recorded about the product."),
    Facet("concern", "Reviewers' concerns", None, "What reviewers found about people's rights."),
    Facet("listing", "Listing", "listing", "Suggested, with caution, as a warning, or discontinued."),
    Facet("kind", "Kind", "tool-kinds", "Tool, library, service, programme, data set or benchmark."),
    Facet("biometric", "Biometric", None, "Whether it tells people or their traits apart by body or voice."),
    Facet("deployment", "Runs where", "deployment", "On a desktop, a server, in the cloud, as a library."),
    Facet("interface", "Interface", "interfaces", "How it is used: screen, command line, programming."),
    Facet("language", "Language", None, "Languages that sources say at least two of these tools work in."),
)
OTHER_LANGUAGE: Final = "other"
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?|not-stated")
FACET_IDS: Final = tuple(facet.id for facet in FACETS)
FACET_LABELS: Final = {facet.id: facet.label for facet in FACETS}

FIXED_LABELS: Final[dict[str, dict[str, str]]] = {
    "offline": {"yes": "Yes", "no": "No"},
    "biometric": {"yes": "Yes", "no": "No"},
    "evidence": {
        "independent": "Measured independently",
        "provider": "Only provider's or authors' figures",
        "none": "No figures found",
    },
    "rights": {
        "ruling": "Ruling recorded",
        "incident": "Incident recorded",
        "concern": "Concern recorded",
        "limitation": "Ethical limitation recorded",
        "safeguard": "Safeguard recorded",
        "nothing-recorded": "Nothing recorded",
    },
    "concern": {state.value: label for state, label in STATE_LABELS.items()},
}
"""Labels of facets whose values are ours and not a vocabulary's, in the order in which they are shown."""


def licence_class(licence: str, classes: Vocabulary) -> str:
    """Return the class of a licence text: a term of `licence-classes`, or not-stated.

    A text that names several licences, such as code and weights under different ones, gets the class of its
    most restrictive part (the vocabulary's order, later is more restrictive).
    """
    if licence == NOT_STATED:
        return NOT_STATED
    found = [term.id for term in classes.terms if any(_names(licence, spdx) for spdx in term.spdx)]
    return found[-1] if found else NOT_STATED


def _names(licence: str, spdx: str) -> bool:
    words = licence.replace("(", " ").replace(")", " ").replace(";", " ").replace(",", " ").split()
    return licence == spdx or spdx in words


def _yes_no(value: object) -> str:
    return {True: "yes", False: "no"}.get(value, NOT_STATED) if isinstance(value, bool) else NOT_STATED


def _listed(value: tuple[str, ...] | str) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def language_id(text: str) -> str:
    """Return a language of a tool as a value to filter by: its code, or "other" where the record has other words."""
    return text if _LANGUAGE.fullmatch(text) else OTHER_LANGUAGE


def facet_values(
    tool: Tool, provider: Provider | None, classes: Vocabulary, concerns: Iterable[Concern] = ()
) -> dict[str, tuple[str, ...]]:
    """Return the tool's values for every facet; each facet has at least one, "not-stated" if need be.

    `concerns` are those that reviewers raised about the tool itself.
    """
    kinds = tuple(sorted({annotation.kind for annotation in tool.annotations}))
    return {
        "capability": tool.capabilities,
        "stage": tool.stages,
        "media": _listed(tool.media),
        "access": (tool.access,),
        "cost": (tool.cost,),
        "offline": (_yes_no(tool.offline),),
        "maturity": (tool.maturity,),
        "licence": (licence_class(tool.licence, classes),),
        "country": (provider.country if provider else NOT_STATED,),
        "evidence": (evidence_of(tool),),
        "rights": kinds or ("nothing-recorded",),
        "concern": tuple(state.value for state in states_of(concerns)),
        "listing": (tool.listing.status,),
        "kind": (tool.kind,),
        "biometric": (_yes_no(tool.biometric),),
        "deployment": _listed(tool.deployment),
        "interface": _listed(tool.interfaces),
        "language": tuple(dict.fromkeys(language_id(one) for one in _listed(tool.languages))),
    }
