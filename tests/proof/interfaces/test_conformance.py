"""Every door of every role answers as its document says, whatever it is asked."""

import pytest

from tests.proof.conftest import Lane


@pytest.mark.timeout(900)
def test_every_door_answers_as_its_document_says(lane: Lane) -> None:
    pytest.importorskip("schemathesis", reason="requirements-proof.txt")

    lane("tests.proof.interfaces.conformance")
