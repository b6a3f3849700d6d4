"""A town that the tests of a module share: each opens its own wallets in it."""

from collections.abc import Iterator

import pytest

from tests.wallets.centre import Town


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A centre that answers, with nobody in it yet."""
    with Town(tmp_path_factory.mktemp("town")) as opened:
        yield opened
