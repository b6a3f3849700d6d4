"""A provider with its card imported, and the centre of that card; the test moves the clock of both."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from provider_app.service import messages
from tests.provider_app.running import Running, eventually
from tests.wallets.provider.centre import Centre


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    made = Running(tmp_path_factory.mktemp("accepting"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def answering(running: Running, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    """Its card is imported, and it was told where to notify."""
    made = Centre(tmp_path_factory.mktemp("centre"), running.clock)
    running.operate("import-acceptance", messages.ImportAcceptance(card=made.card))
    eventually(lambda: bool(made.notices.url))
    yield made
    made.close()


@pytest.fixture
def centre(answering: Centre) -> Centre:
    """In a good mood."""
    answering.calm()
    return answering


@pytest.fixture
def stranger(tmp_path: Path) -> Iterator[Running]:
    """A provider of this test alone, without a card."""
    made = Running(tmp_path / "stranger")
    yield made
    made.close()
