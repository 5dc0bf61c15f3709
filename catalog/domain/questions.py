"""The questions to put to a provider: made from what the record does not state, nothing else."""

from typing import Final

from catalog.domain.evidence import evidence_of
from catalog.domain.tool import Tool
from catalog.domain.values import NOT_STATED

_WHEN_NOT_STATED: Final = (
    ("access", "Who may obtain the tool, and how is an applicant checked?"),
    ("cost", "What does it cost, for how many users, and what follows after the first year?"),
    (
        "deployment",
        "Where does it run: on our own machines, in a data centre of yours, or in a public cloud?",
    ),
    ("offline", "Does it work without a network, and does any part of it send data out?"),
    ("hardware", "Which hardware does it need for the amount of material that we have?"),
    ("licence", "Under which licence do we receive the software and, apart from it, the trained model?"),
    ("interfaces", "How does it connect to what we use: screen, command line, programming interface?"),
    ("languages", "Which languages does it work in, and in which was it tested?"),
    ("maturity", "Who uses it in daily work today, and since when?"),
    ("last_release", "When was the last release, and how long are versions supported?"),
    ("personal_data", "Which personal data does it process, where are they kept, and when are they deleted?"),
    ("children_data", "Are data of children processed, and was any of it used for training?"),
    ("biometric", "Does it create or compare biometric templates, and may that be switched off?"),
)

UNSTATED_FIELDS: Final = tuple(field for field, _ in _WHEN_NOT_STATED)
"""The facts of a tool that ought to be stated, the weightiest first."""

_EVIDENCE: Final = {
    "none": "Which measurements of its accuracy exist, on what material, and who made them?",
    "provider": "Has anybody who neither built, sold nor commissioned it measured how well it works?",
}


def questions_for(tool: Tool) -> tuple[str, ...]:
    """Return the questions that the record leaves open, the weightiest first."""
    found = []
    evidence = evidence_of(tool)
    if evidence in _EVIDENCE and tool.ai.family != "none":
        found.append(_EVIDENCE[evidence])
    if not tool.limitations:
        found.append("In which conditions does it fail, and how does a user notice?")
    principles = {annotation.principle for annotation in tool.annotations}
    if not any(principle.startswith("fairness/") for principle in principles) and tool.ai.family != "none":
        found.append("How do its results differ by age, sex, skin tone or language of the people concerned?")
    if "human-autonomy/human-control-and-oversight" not in principles:
        found.append("At which point does a person decide, and what does that person see?")
    if "good-governance/traceability-and-auditability" not in principles:
        found.append("What does it log, and can a result be reproduced for a court years later?")
    found += [question for field, question in _WHEN_NOT_STATED if getattr(tool, field) == NOT_STATED]
    return tuple(found)
