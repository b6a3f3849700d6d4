"""Chooses the cases of the role under test: `--target`, or else our own provider and centre as real processes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.protocol import ours
from tests.protocol.centre import Centre
from tests.protocol.osmp import Osmp
from tests.protocol.provider import Provider
from tests.protocol.running import running
from tests.protocol.target import Target, load

HERE = Path(__file__).parent
EVERY = ("provider", "osmp", "centre")
LEFT_OUT = pytest.StashKey[list[str]]()
Server = Provider | Centre


def given(config: pytest.Config) -> Target | None:
    """The target of the command line."""
    name = config.getoption("--target")
    return load(Path(name)) if name else None


def kinds(config: pytest.Config) -> tuple[str, ...]:
    """Which cases are asked for."""
    target = given(config)
    return (target.kind,) if target else EVERY


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A case about manners is asked of each role that speaks JSON."""
    if "server" in metafunc.fixturenames:
        asked = [kind for kind in kinds(metafunc.config) if kind in metafunc.module.KINDS]
        metafunc.parametrize("server", asked, indirect=True, scope="session")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the cases of other roles, and those that need what the target does not have."""
    mine = [item for item in items if isinstance(item, pytest.Function) and hasattr(item.module, "KINDS")]
    target, asked = given(config), kinds(config)
    others = {item for item in mine if not set(item.module.KINDS) & set(asked)}
    lacking = {item for item in mine if target and item not in others and not suits(item, target)}
    config.stash[LEFT_OUT] = sorted(f"{item.name} ({', '.join(lacks(item, target))})" for item in lacking if target)
    if others | lacking:
        config.hook.pytest_deselected(items=[*others, *lacking])
        items[:] = [item for item in items if item not in others | lacking]


def suits(item: pytest.Function, target: Target) -> bool:
    """Has the target all that the case needs?"""
    return not lacks(item, target)


def lacks(item: pytest.Function, target: Target) -> list[str]:
    """The keys that the case needs and the target has not."""
    return [key for key in getattr(item.function, "needs", ()) if not target.has(key)]


def pytest_report_collectionfinish(config: pytest.Config) -> list[str]:
    """Say what is not asked, so that nobody takes silence for a pass."""
    left_out = config.stash.get(LEFT_OUT, [])
    return [f"не спрошено, нет ключа | not asked, the target has no such key: {name}" for name in left_out]


@pytest.fixture(scope="session")
def provider(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    """The provider under test, dialect json."""
    folder = tmp_path_factory.mktemp("provider")
    target = given(request.config)
    with running(target, folder) if target else ours.provider(folder) as found:
        yield Provider(found)


@pytest.fixture(scope="session")
def osmp(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Osmp]:
    """The provider under test, dialect osmp."""
    folder = tmp_path_factory.mktemp("osmp")
    target = given(request.config)
    with running(target, folder) if target else ours.osmp(folder) as found:
        yield Osmp(found)


@pytest.fixture(scope="session")
def centre(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    """The processing centre under test."""
    folder = tmp_path_factory.mktemp("centre")
    target = given(request.config)
    with running(target, folder) if target else ours.centre(folder) as found:
        yield Centre(found)


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest) -> Server:
    """Whichever role a case about manners is asked of."""
    found: Server = request.getfixturevalue(request.param)
    return found
