"""How much one operator repairs alone is said when the role is started, and cannot be changed from inside."""

from pathlib import Path

import pytest

from common import role, settings
from common.clock import VirtualClock
from common.errors import Rejected
from processing_app.app import ROLE
from processing_app.service.asks.repairs import AskStopped
from tests.intents.repair.workshop import ANNA


def threshold(folder: Path, given: dict[str, str]) -> int:
    """What a centre started so tells its operators."""
    chosen = settings.Settings("processing", "default", 0, folder, folder / "logs", None, "ru", False, own=given)
    with role.opened(ROLE, chosen, clock=VirtualClock()) as opened:
        console = opened.program.service.platform.repairs.console
        told: int = opened.program.database.read(lambda db: console.stopped_intents(db, ANNA, AskStopped())).threshold
    return told


def test_it_is_what_the_role_was_started_with(tmp_path: Path) -> None:
    assert threshold(tmp_path / "usual", {}) == 10_000_000
    assert threshold(tmp_path / "strict", {"four-eyes-above": "0"}) == 0


@pytest.mark.parametrize("given", ["-1", "много", "1e9", "٣", "", str(10**13)])
def test_a_role_does_not_start_with_a_sum_that_is_none(tmp_path: Path, given: str) -> None:
    with pytest.raises(Rejected, match="four-eyes-above"):
        threshold(tmp_path, {"four-eyes-above": given})
