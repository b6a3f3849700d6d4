"""Sounds: few, each with something to see, as loud as the operator wants; none at all where he wants none."""

import pytest
from playwright.sync_api import expect

from agent_terminal.ccnet.happenings import Returned
from agent_terminal.service import messages
from common.status import Status
from tests.agent_terminal.kiosk.conftest import Open
from tests.agent_terminal.kiosk.kiosk import Kiosk
from tests.agent_terminal.kiosk.providers import MEGAFON
from tests.agent_terminal.kiosk.ways import NOTE, Way, cash, number, sent
from tests.agent_terminal.stand import BILLS

LISTEN = """
() => {
  window.tones = [];
  const make = AudioContext.prototype.createOscillator;
  AudioContext.prototype.createOscillator = function () {
    const voice = make.call(this);
    window.tones.push(voice);
    return voice;
  };
}
"""


def hears(kiosk: Kiosk, way: Way) -> Kiosk:
    """Somebody who has touched the screen already: without a touch a browser stays silent."""
    kiosk.page.evaluate(LISTEN)
    kiosk.tap("contrast")
    way(kiosk, "ru")
    kiosk.catches_up()
    kiosk.page.evaluate("window.tones.length = 0")
    return kiosk


def tones(kiosk: Kiosk) -> int:
    found: int = kiosk.page.evaluate("window.tones.length")
    return found


def rings(kiosk: Kiosk, count: int) -> None:
    kiosk.terminal.until(lambda: tones(kiosk) == count)


def test_a_note_is_two_tones_and_a_sum(page: Kiosk) -> None:
    hears(page, cash())

    page.terminal.insert(NOTE)

    rings(page, 2)
    expect(page.page.locator("[data-sum=inserted]")).to_have_text("500,00\u00a0₽")


def test_a_returned_note_is_one_low_tone_and_a_message(page: Kiosk) -> None:
    hears(page, cash())

    page.terminal.happens(Returned(3, BILLS[3]))

    rings(page, 1)
    expect(page.page.locator("#message")).to_contain_text("возвращена")


def test_a_key_ticks_and_a_paid_payment_is_three_tones(page: Kiosk) -> None:
    hears(page, number(MEGAFON))
    page.types("9")
    rings(page, 1)

    page.terminal.do("back")
    sent(page, "ru")
    page.page.evaluate("window.tones.length = 0")
    page.terminal.becomes(Status.CAPTURED)
    page.shows("K8")
    rings(page, 3)


def test_the_warning_chimes_and_asks(page: Kiosk) -> None:
    hears(page, cash(NOTE))

    page.waits_out("K13")

    page.shows("K13")
    rings(page, 2)


@pytest.mark.parametrize("volume", [0])
def test_where_the_operator_wants_none_nothing_sounds(opened: Open, volume: int) -> None:
    kiosk = opened()
    kiosk.terminal.operate("set-kiosk", messages.SetKiosk(volume=volume))
    hears(kiosk, cash())

    kiosk.terminal.insert(NOTE)

    expect(kiosk.page.locator("[data-sum=inserted]")).to_have_text("500,00\u00a0₽")
    assert tones(kiosk) == 0
