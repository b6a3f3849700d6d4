"""The connection cards that measurements sign contracts by."""

import socket
from pathlib import Path

from common import ids
from common.clock import SystemClock
from common.fields import Field
from common.protocol import card
from common.protocol.card import Card, CardKind
from common.words import Words

MAXIMUM = 1_500_000


def of_a_silent_provider(path: Path, url: str) -> Path:
    """A provider at an address where nobody answers: deliveries are tried and put off, as on a bad day."""
    made = Card(
        kind=CardKind.PROVIDER,
        version=card.VERSION,
        issuer=ids.uuid7(SystemClock().now_ms()),
        name=Words("Связь", "Telecom"),
        url=url,
        dialect="json",
        login="centre",
        password=ids.password(),
        fields=[
            Field(
                name="account",
                label=Words("Номер телефона", "Phone number"),
                regex=r"9\d{9}",
                type="phone",
                mask="(___) ___-__-__",
                example="9161234567",
                error=Words("Десять цифр, первая 9", "Ten digits, the first is 9"),
            )
        ],
        minimum=100,
        maximum=MAXIMUM,
    )
    card.write(path, made)
    return path


def silent_address() -> tuple[socket.socket, str]:
    """A port that is ours and refuses connections as long as the socket lives."""
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    return taken, f"http://127.0.0.1:{taken.getsockname()[1]}"
