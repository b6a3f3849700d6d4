"""A note that the device gives back is in the journal's counts, once, also when the program ends right afterwards."""

from pathlib import Path
from typing import Any

from agent_terminal.store import reports
from agent_terminal.store.shift import EVER
from common.database import snapshot
from tests.agent_terminal.test_simulated_acceptor import Terminal, terminal


def reject(on: Terminal, reason: int) -> None:
    """Push a note in until the device has given it back."""
    program: Any = on.terminal.instance.program
    hardware = program._ground.hardware
    before = hardware.rejects
    on.terminal.until(lambda: on.do("insert", value=10_000, reason=reason).done)
    on.terminal.until(lambda: hardware.rejects == before + 1)


def test_each_note_that_the_device_rejects_is_counted_once(tmp_path: Path) -> None:
    with terminal(tmp_path) as on:
        on.to_cash()
        for reason in (0x6C, 0x60, 0x6C):
            reject(on, reason)

    with snapshot(on.terminal.instance.place.folder / "terminal.db") as db:
        assert reports.rejects(db, EVER) == [(0x6C, 2), (0x60, 1)]
