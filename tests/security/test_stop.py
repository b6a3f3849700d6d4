"""Row 105: told to stop under load, a role ends in time, and what it has acknowledged is there when it is back."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from common import spawn
from launcher_app.instance import Instance
from tests.proof.kills.journal import Journal
from tests.proof.kills.load import Payer
from tests.proof.network import Network, newest_directory
from tests.proof.registers import pages

pytestmark = pytest.mark.long

PAYERS = 8
STOPS = 4
STOP_SECONDS = 10.0
ALIVE_SECONDS = 0.7


def by_signal(role: Instance) -> None:
    """As the system stops a program."""
    os.kill(role.process_id, signal.SIGTERM)


def by_pipe(role: Instance) -> None:
    """As the launcher does."""
    assert role._process is not None
    spawn.close_input(role._process)


@pytest.mark.timeout(180)
@pytest.mark.parametrize("stop", [by_pipe] if sys.platform == "win32" else [by_signal, by_pipe])
def test_row_105_a_stop_under_load_ends_in_time_and_loses_nothing(
    tmp_path: Path, stop: Callable[[Instance], None]
) -> None:
    journal = Journal(tmp_path / "payments.txt")
    with Network(tmp_path) as network:
        contracts = network.sign()
        centre = network.roles["processing"]
        wire = network.by_card("processing", contracts.agent)
        terms = {
            "provider_id": contracts.provider_id,
            "directory_version": newest_directory(wire),
        }
        payers = [Payer(wire, journal, terms, contracts.number, place, pause=0) for place in range(PAYERS)]
        for payer in payers:
            payer.start()
        for _ in range(STOPS):
            time.sleep(ALIVE_SECONDS)
            began = time.monotonic()
            stop(centre)
            assert centre.ended(STOP_SECONDS) == 0
            assert time.monotonic() - began <= STOP_SECONDS
            centre.start()
            centre.wait()
        for payer in payers:
            payer.end()
        accepted = {row["payment_id"] for row in pages(wire, "/v1/register")}
    journal.close()

    assert len(journal.acknowledged) >= PAYERS * STOPS
    assert journal.acknowledged <= accepted <= journal.intended.keys()
    assert [fault for payer in payers for fault in payer.faults] == []
