"""What tests of letters share: an office, a clock that is moved by hand, an authority and its certificates."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from common.clock import VirtualClock
from tests.mail import office
from tests.mail.office import Office


@pytest.fixture
def clock() -> VirtualClock:
    """Moved by hand."""
    return VirtualClock()


@pytest.fixture
def mail(tmp_path: Path, clock: VirtualClock) -> Iterator[Office]:
    """An office with an empty outbox."""
    made = office.opened(tmp_path / "role", clock=clock)
    yield made
    made.close()


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """Issues certificates."""
    return trustme.CA()


@pytest.fixture(scope="session")
def ca_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The authority's own certificate, as a person names it."""
    path = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


@pytest.fixture
def certificate(authority: trustme.CA) -> ssl.SSLContext:
    """A server's, for «localhost»."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    return context
