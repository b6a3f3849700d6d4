"""No bytes of a stranger get more out of a reader than a clean refusal."""

import platform
import sys

import pytest

from tests.proof.conftest import Lane

THERE_IS_ONE = sys.platform == "linux" and platform.machine() == "x86_64" and sys.version_info < (3, 14)


@pytest.mark.timeout(900)
@pytest.mark.skipif(not THERE_IS_ONE, reason="requirements-proof.txt: there is no atheris for this system")
def test_no_reader_of_strangers_bytes_does_anything_but_refuse(lane: Lane) -> None:
    pytest.importorskip("atheris", reason="requirements-proof.txt")

    lane("tests.proof.fuzz.fuzzing")
