"""No bytes of a stranger get more out of a reader than a clean refusal."""

import pytest

from tests.proof.conftest import Lane


@pytest.mark.timeout(900)
def test_no_reader_of_strangers_bytes_does_anything_but_refuse(lane: Lane) -> None:
    pytest.importorskip("atheris", reason="requirements-proof.txt; there is none for this system")

    lane("tests.proof.fuzz.fuzzing")
