"""The kiosk's buttons as a command: of a simulator's kiosk only, for a person's cash may be in any other."""

from collections.abc import Callable

import pytest

from agent_terminal.service import kept, messages
from agent_terminal.service.kept import SIMULATOR, Acceptor
from common.errors import Rejected
from tests.agent_terminal.stand import NUMBER, OPERATOR, Stand

PORT = "COM3"


def press(stand: Stand, ask: messages.Intent) -> str:
    """The screen after it."""
    return stand.service.fingers.press(OPERATOR, ask).screen


def on_its_line(stand: Stand) -> None:
    """The terminal works with a device at a port."""
    stand.ground.link.forget(Acceptor(PORT))


def about_to_start(stand: Stand) -> None:
    """The line is chosen, and its thread has not opened it yet."""
    stand.database.write(lambda db: kept.keep(db, "acceptor", Acceptor(PORT)))


@pytest.mark.parametrize("real", [on_its_line, about_to_start])
def test_nobody_else_presses_where_the_acceptor_is_real(ready: Stand, real: Callable[[Stand], None]) -> None:
    ready.do("touch")
    ready.do("provider", provider_id=1)
    ready.do("fields", account=NUMBER)
    before = ready.screen()
    real(ready)

    with pytest.raises(Rejected) as refusal:
        press(ready, messages.Intent(intent="cancel"))

    assert (refusal.value.code, refusal.value.detail) == ("real_acceptor", PORT)
    assert ready.screen() == before


@pytest.mark.parametrize("line", [SIMULATOR, ""])
def test_without_a_real_acceptor_a_button_is_pressed(ready: Stand, line: str) -> None:
    ready.ground.link.forget(Acceptor(line))

    assert press(ready, messages.Intent(intent="touch")) in ("K1", "K2")
