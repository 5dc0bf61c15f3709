from pathlib import Path
from typing import Any

import pytest

from catalog.domain.search_duty import search_duty_faults
from tests.samples import TODAY, content_of, raw_tool, write_content


def found(folder: Path, **changes: Any) -> list[str]:
    """Return the faults of one biometric tool."""
    content = content_of(write_content(folder, raw_tool(biometric=True, **changes)))
    return [f"{fault.field}: {fault.message}" for fault in search_duty_faults(content, TODAY)]


def noted(principle: str) -> dict[str, Any]:
    """Return the raw form of an annotation."""
    return {"principle": principle, "kind": "concern", "text": "In 2024 a group objected.", "sources": [1]}


def test_a_biometric_tool_owes_both_searches(tmp_path: Path) -> None:
    """Without a word on fairness and on lawfulness or privacy there are two faults."""
    assert len(found(tmp_path)) == 2


@pytest.mark.parametrize("principle", ["human-autonomy/privacy", "lawfulness/legitimacy"])
def test_annotations_pay_the_duty(tmp_path: Path, principle: str) -> None:
    """One on fairness and one on lawfulness or privacy are enough."""
    assert found(tmp_path, annotations=[noted("fairness/contestability-and-redress"), noted(principle)]) == []


def test_oversight_is_not_privacy(tmp_path: Path) -> None:
    """Another part of human autonomy does not stand for privacy."""
    faults = found(
        tmp_path,
        annotations=[
            noted("fairness/contestability-and-redress"),
            noted("human-autonomy/human-control-and-oversight"),
        ],
    )
    assert [fault for fault in faults if "lawfulness or privacy" in fault]


def test_a_dated_search_pays_it_too(tmp_path: Path) -> None:
    """Having searched and found nothing is said with its date, and is enough."""
    searches = [{"principle": "fairness", "searched": TODAY}, {"principle": "lawfulness", "searched": TODAY}]
    assert found(tmp_path, nothing_found=searches) == []


def test_crooked_searches_are_faults(tmp_path: Path) -> None:
    """A search under no core principle, or in the future, is named."""
    searches = [{"principle": "luck", "searched": TODAY}, {"principle": "fairness", "searched": "2027"}]
    faults = found(tmp_path, nothing_found=searches)
    assert any("luck is not a core principle" in fault for fault in faults)
    assert any("2027 is in the future" in fault for fault in faults)
