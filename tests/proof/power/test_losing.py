"""A yes outlives the power, whenever it goes and whatever part of the unsynced writes the disk has kept."""

import shutil
import sys

import pytest

from tests.proof.conftest import Lane


@pytest.mark.timeout(900)
@pytest.mark.skipif(sys.platform != "linux", reason="strace lives on Linux")
def test_every_yes_outlives_the_power(lane: Lane) -> None:
    if shutil.which("strace") is None:
        pytest.skip("sudo apt-get install -y strace")

    lane("tests.proof.power.losing")
