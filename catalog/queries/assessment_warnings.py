"""What speaks against relying on an assessment: it ended, something changed since, or a concern is in force."""

from catalog.domain.assessment import Assessment
from catalog.domain.concerns import Concern
from catalog.domain.content import RecordKind
from catalog.domain.people import Actor, Permission
from catalog.domain.tool import Tool
from catalog.domain.workflow import RecordState
from catalog.queries.concern_badges import banner_of
from catalog.queries.reading import ReadSide
from catalog.queries.shown_concerns import concerns_about
from catalog.store import Reader


def superseded(reader: Reader, held: Assessment, actor: Actor) -> tuple[str, ...]:
    """Return a sentence for each signed new version of an assessment that this person may see."""
    actor.require(Permission.ASSESSMENT_READ)
    copies = (item for item in reader.assessments.shared_with(actor.name) if item.copied_from == held.id)
    return tuple(
        f"Assessment {item.id} is a newer version of this one, signed on {item.signatures[0].at[:10]}. Rely on that."
        for item in copies
        if item.signed
    )


def outdated(reader: Reader, held: Assessment, tool: Tool | None, until: str, today: str) -> tuple[str, ...]:
    """Return what changed since: it ended, the tool or its record changed, or the questions did."""
    found = []
    if until and until < today:
        found.append(
            f"This assessment ended on {until}. Start a new version as a copy before you rely on it."
        )
    if tool is not None:
        standing = reader.workflow.standing(RecordKind.TOOL, held.tool)
        if standing.state is not RecordState.PUBLISHED:
            state = standing.state or "not published"
            found.append(
                f"{tool.name} is {state} in this catalogue now. Find out why before you rely on this."
            )
        elif standing.sha256 != held.tool_sha256:
            found.append(
                f"The record of {tool.name} changed since this was started. Look at what changed, and start a new "
                "version as a copy if it matters here."
            )
    if reader.workflow.standing(RecordKind.INSTRUMENT, held.instrument).sha256 != held.instrument_sha256:
        found.append(
            "The questions were revised since. This assessment keeps its own; a copy takes the new ones over."
        )
    return tuple(found)


def concerns_of(read: ReadSide, held: Assessment) -> tuple[Concern, ...]:
    """Return the concerns about the tool and about its kinds."""
    kinds = [(RecordKind.CAPABILITY, slug) for slug in held.capabilities]
    about = [(RecordKind.TOOL, held.tool), *kinds] if held.tool else kinds
    return tuple(concern for kind, slug in about for concern in concerns_about(read, kind, slug))


def concerned(read: ReadSide, held: Assessment) -> tuple[str, ...]:
    """Return a sentence on the strongest effect of the concerns, or nothing."""
    banner = banner_of(concerns_of(read, held))
    if banner is None:
        return ()
    return (
        f"{banner.badge.text}: {banner.badge.explanation} It is about the tool or its kind; read it on their pages.",
    )
