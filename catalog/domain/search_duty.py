"""The duty to look: a biometric tool says something on fairness and on lawfulness, or when nobody found anything."""

from collections.abc import Iterator

from catalog.domain.content import Content
from catalog.domain.faults import Fault
from catalog.domain.tool import Tool

_LAWFUL = ("lawfulness", "human-autonomy")
_PRIVACY = "human-autonomy/privacy"


def search_duty_faults(content: Content, today: str) -> tuple[Fault, ...]:
    """Return what is wrong with `nothing_found`, and which search each biometric tool still owes."""
    return tuple(
        fault
        for tool in content.tools.values()
        for fault in _tool_faults(f"tools/{tool.slug}.yaml", tool, content, today)
    )


def _tool_faults(file: str, tool: Tool, content: Content, today: str) -> Iterator[Fault]:
    principles = content.vocabularies.get("principles")
    core = {term.id for term in principles.terms if term.parent is None} if principles else set()
    for item in tool.nothing_found:
        if item.principle not in core:
            yield Fault(
                file, "nothing_found", f"{item.principle} is not a core principle; name one of the five"
            )
        if item.searched > today[: len(item.searched)]:
            yield Fault(file, "nothing_found", f"{item.searched} is in the future; correct the date")
    if tool.biometric is not True:
        return
    noted = {annotation.principle for annotation in tool.annotations}
    searched = {item.principle for item in tool.nothing_found}
    if "fairness" not in searched and not any(name.startswith("fairness/") for name in noted):
        yield Fault(file, "annotations", _owed("fairness"))
    lawful = any(name.startswith("lawfulness/") or name == _PRIVACY for name in noted)
    if not lawful and not searched.intersection(_LAWFUL):
        yield Fault(file, "annotations", _owed("lawfulness or privacy"))


def _owed(what: str) -> str:
    return f"a biometric tool needs one on {what}, or `nothing_found` with the date of the search"
