"""How long a wait may be where a machine does other things."""

import pytest

from tests import busy


@pytest.mark.parametrize(
    ("load", "took", "good"),
    [(0.0, 3.0, True), (0.0, 3.1, False), (9.9, 3.1, True), (9.9, 12.0, True), (9.9, 12.1, False)],
)
def test_a_busy_machine_makes_a_wait_longer_and_not_endless(
    load: float, took: float, good: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("psutil.getloadavg", lambda: (load, 0.0, 0.0))
    monkeypatch.setattr("psutil.cpu_count", lambda: 4)

    assert busy.within(took, 3.0) is good
