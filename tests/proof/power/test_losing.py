"""A yes outlives the power, whenever it goes and whatever part of the unsynced writes the disk has kept."""

import shutil

import pytest

from tests.proof.conftest import Lane


@pytest.mark.timeout(900)
@pytest.mark.skipif(shutil.which("strace") is None, reason="apt-get install strace")
def test_every_yes_outlives_the_power(lane: Lane) -> None:
    lane("tests.proof.power.losing")
