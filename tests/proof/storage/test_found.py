"""The lane is red where a role says yes on a full disk, says nothing, or forgets what it has acknowledged."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.proof.storage.found import Found
from tests.proof.storage.full import FULL
from tests.protocol.wire import Answer

NO_HEADERS: Mapping[str, str] = {}
BOTH = {"ru": "Нет места.", "en": "No room."}


def an_answer(status: int, body: Any) -> Answer:
    return Answer(status, body, NO_HEADERS, b"")


def test_a_refusal_in_both_languages_is_what_is_wanted() -> None:
    found = Found()

    found.demand_told("a case", an_answer(503, {"code": "storage_full", "messages": BOTH}), FULL)

    assert found.silent == []


@pytest.mark.parametrize(
    "answer",
    [
        an_answer(200, {"code": "storage_full", "messages": BOTH}),
        an_answer(500, {"code": "internal_error", "messages": BOTH}),
        an_answer(503, {"code": "storage_full", "messages": {"ru": "Нет места."}}),
        an_answer(503, None),
    ],
    ids=["a yes", "an accident", "one language", "no words"],
)
def test_anything_else_on_a_full_disk_is_found(answer: Answer) -> None:
    found = Found()

    found.demand_told("a case", answer, FULL)

    assert len(found.silent) == 1


@pytest.mark.parametrize("said", ["ready", "Restore a copy. Traceback (most recent call last):"])
def test_a_start_without_the_words_or_with_a_traceback_is_found(said: str) -> None:
    found = Found()

    found.demand_said("a case", said, "Restore a copy.")

    assert len(found.silent) == 1
