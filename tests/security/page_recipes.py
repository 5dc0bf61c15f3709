"""How each act of the workflow is done on a page: which fields are filled in, and what is pressed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from streamlit.testing.v1 import AppTest

from catalog.domain.checklist import CHECKLIST, YES
from catalog.domain.workflow import Outcome
from tests.actions.workflow_world import BORIS, WHY
from tests.security.workflow_states import OTHER, SLUG, World

Field = tuple[str, str, Any]
"""Kind of widget, its key, and what is put into it."""

_REASON: Final = ("text_area", "curate-reason", "one reason is enough")
_TARGET: Final = ("selectbox", "curate-target", OTHER)


@dataclass(frozen=True)
class Recipe:
    """The fields, then the button by its key or the beginning of its label; without a button the last field acts as it is left.

    `first` are fields that must have been drawn anew before the button is there. Keys and labels name the
    draft and the submission of the world.
    """

    button: str = ""
    fields: tuple[Field, ...] = ()
    first: tuple[Field, ...] = ()


def _decide(outcome: Outcome) -> Recipe:
    key = "review-{submission}-"
    points = tuple(("radio", f"{key}{item.id}", YES) for item in CHECKLIST)
    said = (("text_area", f"{key}said-interest", "none"), ("text_area", f"{key}said-comment", WHY))
    return Recipe("Decide", (*points, *said, ("radio", f"{key}outcome", outcome)))


RECIPES: Final = {
    "checks.assign": Recipe(
        "Assign 1",
        (("text_input", "assign-to", BORIS.name),),
        (("checkbox", f"chosen-0-{SLUG}", True),),
    ),
    "checks.confirm": Recipe(f"confirm-{SLUG}", (("text_area", f"note-{SLUG}", "read it all again"),)),
    "drafts.discard_draft": Recipe(
        "do-discard-{draft}", (("text_input", "discard-{draft}", "begun by mistake"),)
    ),
    "drafts.draft_from_revision": Recipe("Start a draft from revision"),
    "drafts.open_draft": Recipe(f"edit-{SLUG}"),
    "drafts.rebase_draft": Recipe("Compare with what is published now"),
    "drafts.save_draft": Recipe(fields=(("text_area", "draft-{draft}-0-hardware", "a desktop"),)),
    "drafts.start_draft": Recipe("Start the draft", first=(("text_input", "new-name", "New Tool"),)),
    "records.propose merge": Recipe("curate-merge", (_REASON, _TARGET)),
    "records.propose restore": Recipe("curate-restore", (_REASON,)),
    "records.propose retire": Recipe("curate-retire", (_REASON,)),
    "records.suspend": Recipe("curate-suspend", (_REASON,)),
    "submissions.decide approve": _decide(Outcome.APPROVE),
    "submissions.decide reject": _decide(Outcome.REJECT),
    "submissions.decide request-changes": _decide(Outcome.REQUEST_CHANGES),
    "submissions.submit_draft": Recipe("Submit for review", (("text_area", "reason-{draft}", WHY),)),
    "submissions.take": Recipe("Take it up, so that others see that you review it"),
    "submissions.withdraw": Recipe(
        "review-{submission}-do-withdraw", (("text_input", "review-{submission}-withdraw", WHY),)
    ),
}

ADDRESSES: Final[dict[str, Callable[[World], dict[str, str]]]] = {
    "draft": lambda at: {"id": str(at.draft)},
    "drafts": lambda _: {},
    "due": lambda _: {},
    "history": lambda _: {"slug": SLUG},
    "review": lambda at: {"id": str(at.submission)},
    "tool": lambda _: {"slug": SLUG},
}
"""What stands in the address of a page for what a world holds."""


def offered(page: AppTest, act: str, at: World) -> bool:
    """Tell whether a page lets somebody do an act."""
    recipe = RECIPES[act]
    if any(_found(page, field, at) is None for field in (*recipe.first, *recipe.fields)):
        return False
    if act.startswith("submissions.decide"):
        outcome = _found(page, recipe.fields[-1], at)
        words = {"approve": "Approve", "reject": "Reject", "request-changes": "Request changes"}
        return words[act.partition(" ")[2]] in outcome.options
    return bool(recipe.first or not recipe.button or _button(page, recipe.button, at) is not None)


def filled(page: AppTest, act: str, at: World) -> AppTest:
    """Fill in what an act needs; what is left is to press."""
    for field in RECIPES[act].first:
        _put(page, field, at)
    page = page.run() if RECIPES[act].first else page
    for field in RECIPES[act].fields:
        _put(page, field, at)
    return page


def pressed(page: AppTest, act: str, at: World) -> AppTest:
    """Press the button of an act, or leave its last field."""
    button = _button(page, RECIPES[act].button, at)
    return (button.click() if button is not None else page).run()


def _put(page: AppTest, field: Field, at: World) -> None:
    widget = _found(page, field, at)
    if field[0].startswith("text"):
        widget.input(field[2])
    else:
        widget.set_value(field[2])


def _found(page: AppTest, field: Field, at: World) -> Any:
    kind, key, _ = field
    wanted = key.format(draft=at.draft, submission=at.submission)
    return next((item for item in getattr(page, kind) if item.key == wanted), None)


def _button(page: AppTest, name: str, at: World) -> Any:
    wanted = name.format(draft=at.draft, submission=at.submission)
    fits = (item for item in page.button if item.key == wanted or item.label.startswith(wanted))
    return next(fits, None) if name else None
