"""Concerns and reports in which every text that somebody may write holds hostile texts."""

from itertools import cycle
from typing import Final

from catalog.actions.concerns import (
    appeal,
    ask_reply,
    decide,
    decline_appeal,
    enter_statement,
    reply,
    take_up,
)
from catalog.actions.reports import dismiss_report, report, take_report
from catalog.domain.concerns import Effect, Verdict
from catalog.domain.people import Role
from catalog.store import Store
from tests.actions.concern_world import GINA, raising, ruling
from tests.actions.workflow_world import ANNA, CLARA, DENIS, FRANK, TOOL
from tests.browser.hostile import PAIRS, TOOLS
from tests.people import add

_PAGE: Final = 'https://example.org/"onmouseover="window.__hit=1"><script>window.__hit=1</script>'


def fill_concerns(store: Store) -> None:
    """Report, raise, answer and decide about each tool; some reports wait, some concerns, and some appeals."""
    add(store, FRANK.name, Role.INVESTIGATOR)
    texts = cycle(PAIRS)
    for number, slug in enumerate(TOOLS):
        told = [
            report(store, FRANK, TOOL, slug, what=next(texts), harm=next(texts), seen=next(texts)).id
            for _ in range(3 if number < len(TOOLS) // 2 else 2)
        ]
        said = raising(affected=next(texts), statement=next(texts), sources=(_PAGE,))
        concern = take_report(store, CLARA, told[0], said, next(texts)).id
        dismiss_report(store, CLARA, told[1], next(texts))
        take_up(store, DENIS, concern, next(texts))
        ask_reply(store, DENIS, concern, next(texts))
        if number % 3 == 0:
            continue  # it waits for a reply
        reply(store, ANNA, concern, next(texts))
        enter_statement(store, ANNA, concern, next(texts), _PAGE, next(texts))
        conditions = (next(texts), next(texts))
        verdict = ruling(
            Verdict.CONDITIONS, Effect.CONDITIONS, conditions, reasons=next(texts), interest=next(texts)
        )
        decide(store, DENIS, concern, verdict, 4)
        appeal(store, FRANK, concern, next(texts))
        if number % 2:
            decline_appeal(store, GINA, concern, next(texts))
