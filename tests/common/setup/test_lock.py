"""One set-up at a time, whoever dies inside."""

from pathlib import Path

from common.setup.lock import only_one
from tests.common.setup.child import child

HOLD = "import sys; from pathlib import Path; from common.setup.lock import only_one"
HOLD += "\nwith only_one(Path(sys.argv[1])): print('inside', flush=True); sys.stdin.read()"


def test_a_set_up_waits_for_another_one_and_goes_on_when_that_one_is_killed(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    holding = child(HOLD, lock)
    assert holding.stdout
    assert holding.stdout.readline().strip() == b"inside"
    waiting = child(HOLD, lock)
    assert waiting.stderr
    assert "жду" in waiting.stderr.readline().decode("utf-8")

    holding.kill()
    holding.communicate()

    output, _ = waiting.communicate(b"")
    assert output.strip() == b"inside"
    assert waiting.returncode == 0
    with only_one(lock):
        assert lock.exists()
