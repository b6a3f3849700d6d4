"""A day of a wallet behind the launcher's proxies: nothing that pays or lets in is in any exchange or any journal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from common.secrets import Secrets
from launcher_app.feed.hop import Arrow
from launcher_app.lessons.course import NETWORK, Course
from tests.launcher_app.lessons.pupil import Pupil, wallet
from tests.launcher_app.quick import QuickLauncher
from tests.launcher_app.waiting import until

pytestmark = [pytest.mark.long, pytest.mark.timeout(150)]


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[QuickLauncher]:
    with QuickLauncher(tmp_path) as running:
        running.launcher.open(NETWORK)
        running.launcher.board.start("terminal")
        board = running.launcher.board
        until(lambda: board.looks["terminal"].answers, lambda: board.looks["terminal"])
        running.use_acceptor()
        yield running


def test_what_a_wallet_pays_with_is_nowhere_and_its_payments_are_whole_trees(
    quick: QuickLauncher, tmp_path: Path
) -> None:
    pupil = Pupil(quick, Course(quick.launcher, quick.acceptor))
    pupil.course.prepare("wallet")
    wallet(pupil)
    feed = quick.launcher.feed
    wanted = {Arrow("consumer", "processing"), Arrow("provider", "processing"), Arrow("processing", "consumer")}
    until(lambda: wanted <= {hop.arrow for hop in feed.hops()}, lambda: {hop.arrow for hop in feed.hops()})

    secrets = [pupil.barcode, *passwords(tmp_path)]
    journals = [path for path in tmp_path.rglob("*.jsonl*") if path.is_file()]
    charge = next(hop for hop in feed.hops() if hop.path == "/payments/pay" and hop.sender == "provider")
    story = quick.launcher.stories.of(charge.story)

    assert len(secrets) > 3
    assert len(journals) > 4
    assert [secret for secret in secrets if secret in repr(feed.hops())] == []
    for path in journals:
        text = path.read_text(encoding="utf-8", errors="replace")
        assert [secret for secret in secrets if secret in text] == [], path.name
    assert story is not None
    assert story.code == charge.trace
    pupil.close()


def passwords(folder: Path) -> list[str]:
    """Every password and secret that a role keeps."""
    kept = [Secrets(path.parent).login_of(path.stem) for path in folder.rglob("secrets/*.secret")]
    return [one[1] for one in kept if one is not None]
