"""A provider for each module of tests; every test signs its own people and centres."""

from collections.abc import Iterator

import pytest

from tests.provider_app.running import Centre, Running, Subscriber


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    made = Running(tmp_path_factory.mktemp("provider"))
    yield made
    made.close()


@pytest.fixture
def centre(running: Running) -> Centre:
    return running.centre()


@pytest.fixture
def subscriber(running: Running) -> Subscriber:
    return running.signed()
