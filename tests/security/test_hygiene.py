"""Row 87: what we depend on is pinned to the last package, and the tree holds neither secrets nor blobs."""

from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from common.setup.places import PROJECT
from tests.security.tree import is_blob, secrets_in, tracked

LISTS = ("requirements.txt", "requirements-test.txt", "requirements-proof.txt", "requirements-cef66.txt")
RUN_TIME = "requirements.txt"
WITH_CARE = ("AGPL", "SSPL", "BUSL", "Commons Clause", "GPL-3.0-only", "GPL-2.0-only")
"""Licences that would bind whoever uses the programs; those that also let themselves be used as a library do not."""
ALSO = ("LGPL", " OR ")


def wanted(name: str) -> Iterator[Requirement]:
    """Every line of a list."""
    for line in (PROJECT / name).read_text(encoding="utf-8").splitlines():
        said = line.partition(" #")[0].strip()
        if said and not said.startswith("#"):
            yield Requirement(said)


def here() -> dict[str, str]:
    """What all lists together want on this machine: the package and its only version."""
    lists = (one for name in LISTS if name != "requirements-cef66.txt" for one in wanted(name))
    return {
        canonicalize_name(one.name): str(one.specifier)[2:]
        for one in lists
        if one.marker is None or one.marker.evaluate()
    }


@pytest.mark.parametrize("name", LISTS)
def test_row_87_every_requirement_names_one_version_and_no_place_of_its_own(name: str) -> None:
    for one in wanted(name):
        specifiers = list(one.specifier)
        assert one.url is None, one
        assert [specifier.operator for specifier in specifiers] == ["=="], one
        assert "*" not in specifiers[0].version, one


def test_row_87_no_package_brings_along_what_is_not_pinned() -> None:
    pinned = here()

    missing = {
        f"{package} brings {needed.name}"
        for package in pinned
        if _is_there(package)
        for needed in map(Requirement, metadata.requires(package) or [])
        if needed.marker is None or needed.marker.evaluate({"extra": ""})
        if canonicalize_name(needed.name) not in pinned
    }

    assert missing == set()


def test_row_87_what_is_installed_is_what_is_pinned() -> None:
    other = {
        f"{package} {metadata.version(package)} for {version}"
        for package, version in here().items()
        if _is_there(package) and metadata.version(package) != version
    }

    assert other == set()


def test_row_87_no_library_at_run_time_binds_those_who_use_the_programs() -> None:
    for one in wanted(RUN_TIME):
        if _is_there(one.name):
            licence = _licence(one.name)
            assert licence, one.name
            assert not any(word in licence for word in WITH_CARE) or any(word in licence for word in ALSO), one.name


def test_row_87_the_tree_holds_no_secret_and_no_blob() -> None:
    found = []
    for path in tracked():
        content = path.read_bytes()
        found += [f"{path.relative_to(PROJECT)}: {name}" for name in secrets_in(content)]
        if is_blob(path, content):
            found.append(f"{path.relative_to(PROJECT)}: a blob")

    assert len(tracked()) > 1_000
    assert found == []


PLANTED = (
    b"-----BEGIN " + b"RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEAx3\n",
    b"key = 'AKI" + b"AIOSFODNN7EXAMPL0'",
    b"Authorization: token ghp" + b"_16C7e42F292c6912E7710c838347Ae178B4a",
    b"'eyJhbGciOiJIUzI1NiJ9" + b".eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N'",
    b"https://robot:kP4vZ9" + b"wQ2mT7xL@pc.example/x",
    b'{"password": "kP4vZ9' + b'wQ2mT7xLbN5rY8cD"}',
    b"API_KEY='kP4vZ9wQ2m" + b"T7xLbN5rY8cD'",
)


@pytest.mark.parametrize("content", PLANTED)
def test_a_secret_in_the_tree_would_be_found(content: bytes) -> None:
    assert list(secrets_in(b"x = 1\n" + content + b"\n"))


def test_a_blob_in_the_tree_would_be_found() -> None:
    assert is_blob(Path("a/program.so"), b"\x7fELF\0")
    assert not is_blob(Path("a/letters.ttf"), b"\0")
    assert not is_blob(Path("a/readme.md"), "Оплата".encode())


def _is_there(package: str) -> bool:
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        return False
    return True


def _licence(package: str) -> str:
    """As the package says it, in whichever of the three places."""
    said = metadata.metadata(package).json
    classes = [one for one in said.get("classifier", []) if one.startswith("License")]
    return " ".join([str(said.get("license_expression", "")), str(said.get("license", ""))[:60], *classes]).strip()
