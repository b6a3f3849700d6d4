"""A payer before a kiosk: a note that the acceptor gives back is pushed in again, as people do."""

from typing import Any

import pytest

from common.clock import VirtualClock
from common.errors import Broken
from launcher_app.payer import Payer

NOTE = 50_000


class Acceptor:
    """Gives the first notes back, then takes one; `gives_back` counts down."""

    def __init__(self, gives_back: int) -> None:
        self.gives_back = gives_back
        self.pushed = 0

    def do(self, act: str, **fields: Any) -> dict[str, Any]:
        self.pushed += 1
        return {"done": True}

    def inside(self) -> int:
        return NOTE if self.pushed > self.gives_back else 0


class BeforeAKiosk(Payer):
    """The screen counts what the acceptor has inside."""

    def __init__(self, acceptor: Acceptor) -> None:
        self._clock = VirtualClock()
        self._acceptor = acceptor
        self._kiosk = acceptor

    def look(self) -> dict[str, Any]:
        notice = "returned" if self._kiosk.pushed and not self._kiosk.inside() else ""
        return {"screen": "K6", "data": {"inserted": self._kiosk.inside(), "notice": notice}}


@pytest.mark.parametrize("gives_back", [0, 1, 2])
def test_a_note_that_is_given_back_is_pushed_in_again(gives_back: int) -> None:
    acceptor = Acceptor(gives_back)

    screen = BeforeAKiosk(acceptor).insert(NOTE)

    assert screen["data"]["inserted"] == NOTE
    assert acceptor.pushed == gives_back + 1


def test_an_acceptor_that_takes_nothing_is_given_up_on() -> None:
    with pytest.raises(Broken, match="not_started"):
        BeforeAKiosk(Acceptor(gives_back=1_000)).insert(NOTE)
