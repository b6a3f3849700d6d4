"""The service menu: its PIN and its three tries, whoever goes away, and lines that do the real thing."""

from typing import Any

import pytest

from agent_terminal.core.journal_words import KINDS
from agent_terminal.service import messages
from agent_terminal.service.messages import printing
from common.errors import Rejected
from common.protocol.endpoint import Nothing
from common.status import Status
from tests.agent_terminal.stand import BILLS, OPERATOR, PAGE, Stand


def enter(stand: Stand, pin: str = "1234") -> str:
    return stand.service.staff.enter(PAGE, messages.EnterStaff(pin=pin)).key


def do(stand: Stand, key: str, act: Any) -> list[str]:
    """The lines of an act, in Russian."""
    done = stand.service.staff.do(PAGE, messages.DoStaff(key=key, act=act))
    assert done.title.ru
    assert done.title.en
    assert all(line.ru and line.en for line in done.lines)
    return [line.ru for line in done.lines]


def refused(stand: Stand, pin: str) -> tuple[str, str]:
    with pytest.raises(Rejected) as refusal:
        enter(stand, pin)
    return refusal.value.code, refusal.value.detail


def set_pin(stand: Stand, pin: str) -> None:
    stand.database.write(lambda db: stand.service.staff.set_pin(db, OPERATOR, messages.SetPin(pin=pin)))


def set_kiosk(stand: Stand, **values: Any) -> messages.KioskSettings:
    ask = messages.SetKiosk(**values)
    return stand.database.write(lambda db: stand.service.staff.set_kiosk(db, OPERATOR, ask))


def settings(stand: Stand) -> messages.KioskSettings:
    return stand.database.read(lambda db: stand.service.staff.kiosk_settings(db, OPERATOR, Nothing()))


def test_the_training_pin_opens_the_menu_until_the_operator_sets_one(ready: Stand) -> None:
    assert enter(ready)
    assert settings(ready).training_pin
    set_pin(ready, "90210")

    assert refused(ready, "1234") == ("wrong_pin", "2")
    assert enter(ready, "90210")
    assert not settings(ready).training_pin


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", "１２３４", "1234", " 4321"])
def test_a_pin_is_four_to_eight_digits_and_not_the_one_that_everybody_knows(ready: Stand, pin: str) -> None:
    with pytest.raises(Rejected) as refusal:
        set_pin(ready, pin)

    assert refusal.value.code == "wrong_value"


def test_no_pin_is_kept_as_it_was_typed(ready: Stand) -> None:
    set_pin(ready, "73194682")
    enter(ready, "73194682")
    ready.close()
    files = [path.read_bytes() for path in [*ready.folder.glob("terminal.db*"), *ready.folder.glob("logs/*")]]
    ready._open()

    assert not any(b"73194682" in body for body in files)


def test_after_three_wrong_tries_nobody_may_try_for_a_minute(ready: Stand) -> None:
    assert refused(ready, "0000") == ("wrong_pin", "2")
    assert refused(ready, "1111") == ("wrong_pin", "1")
    assert refused(ready, "2222") == ("pin_locked", "60")
    assert refused(ready, "1234") == ("pin_locked", "60")
    ready.clock.advance(59.5)
    assert refused(ready, "1234") == ("pin_locked", "1")
    ready.clock.advance(1)

    assert refused(ready, "0000") == ("wrong_pin", "2")
    assert enter(ready)
    assert ready.journal().count("pin_locked") == 1


def test_a_right_pin_forgets_the_wrong_tries(ready: Stand) -> None:
    for _ in range(3):
        refused(ready, "0000")
        refused(ready, "0000")
        enter(ready)


def test_neither_a_restart_nor_a_reload_gives_new_tries(ready: Stand) -> None:
    refused(ready, "0000")
    ready.restart()
    assert refused(ready, "0000") == ("wrong_pin", "1")
    refused(ready, "0000")

    ready.restart()

    assert refused(ready, "1234") == ("pin_locked", "60")


def test_a_clock_that_was_set_back_locks_nobody_out_for_ever(ready: Stand) -> None:
    for _ in range(3):
        refused(ready, "0000")

    ready.clock.advance(-86_400)

    assert enter(ready)


def test_the_menu_closes_by_itself_after_five_minutes_of_quiet(ready: Stand) -> None:
    key = enter(ready)
    ready.clock.advance(290)
    do(ready, key, "state")
    ready.clock.advance(290)
    do(ready, key, "state")
    ready.clock.advance(301)

    with pytest.raises(Rejected) as refusal:
        do(ready, key, "state")

    assert refusal.value.code == "pin_required"


@pytest.mark.parametrize("key", ["", "guess"])
def test_without_a_key_nothing_is_done(ready: Stand, key: str) -> None:
    with pytest.raises(Rejected) as refusal:
        do(ready, key, "stop")

    assert refusal.value.code == "pin_required"
    assert ready.state().blocked == []


def test_another_pin_closes_a_menu_that_the_former_one_has_opened(ready: Stand) -> None:
    key = enter(ready)
    set_pin(ready, "90210")

    with pytest.raises(Rejected) as refusal:
        do(ready, key, "encash")

    assert refusal.value.code == "pin_required"
    assert do(ready, enter(ready, "90210"), "state")


def test_a_key_does_not_survive_the_program(ready: Stand) -> None:
    key = enter(ready)

    ready.restart()

    with pytest.raises(Rejected):
        do(ready, key, "state")


def test_while_a_payers_cash_is_inside_nobody_enters_and_nothing_is_done(ready: Stand) -> None:
    key = enter(ready)
    ready.to_cash()
    do(ready, key, "state")
    ready.cash.escrowed(BILLS[2])
    assert refused(ready, "1234")[0] == "too_early"
    ready.cash.stacked(2, BILLS[2])
    assert refused(ready, "1234")[0] == "too_early"
    with pytest.raises(Rejected) as refusal:
        do(ready, key, "encash")
    assert refusal.value.code == "too_early"

    ready.do("pay")

    assert enter(ready)


def test_the_state_is_told_in_lines(ready: Stand) -> None:
    ready.pay(10_000)

    lines = do(ready, enter(ready), "state")

    assert lines[0] == "Принимает платежи."
    assert "Остаток депозита: 9 900,00 ₽" in [line.replace("\u00a0", " ") for line in lines]
    assert any(line.startswith("В кассете: купюр 1, 100,00") for line in lines)
    assert "Не отправлено платежей: 1" in lines


def test_a_closed_terminal_tells_why(ready: Stand) -> None:
    ready.unplug()

    assert do(ready, enter(ready), "state")[0] == "H-04: купюроприёмник не подключён или молчит"


def test_without_a_contract_the_menu_still_opens(stand: Stand) -> None:
    assert "Договора с ПЦ нет." in do(stand, enter(stand), "state")
    assert "Договора с ПЦ нет." in do(stand, enter(stand), "poll")


def test_a_poll_asks_the_centre_now(ready: Stand) -> None:
    ready.centre.available = 55_500

    lines = do(ready, enter(ready), "poll")

    assert "Остаток депозита: 555,00 ₽" in [line.replace("\u00a0", " ") for line in lines]
    ready.centre.cut_off()
    assert "Нет связи" in do(ready, enter(ready), "poll")[0]


def test_unsent_payments_are_sent_now(ready: Stand) -> None:
    ready.centre.cut_off()
    ready.centre.join()
    ready.to_cash()
    ready.insert(10_000)
    ready.centre.cut_off()
    ready.do("pay")
    assert do(ready, enter(ready), "send")[:2] == ["Отправлено: 0", "Осталось: 1"]
    ready.centre.join()

    assert do(ready, enter(ready), "send") == ["Отправлено: 1", "Осталось: 0"]
    assert len(ready.centre.accepted) == 1


def test_payments_are_stopped_and_resumed(ready: Stand) -> None:
    key = enter(ready)
    assert do(ready, key, "stop") == ["Приём остановлен"]
    assert ready.screen().data["reasons"] == ["C-01"]

    assert do(ready, key, "resume") == ["Приём возобновлён", "Принимает платежи."]
    assert ready.screen().screen == "K0"


def test_an_encashment_tells_what_must_be_in_the_cassette(ready: Stand) -> None:
    ready.pay(10_000, 10_000, 50_000)
    ready.turn()
    ready.centre.capture_all(Status.CAPTURED)
    ready.pass_time(40)

    lines = [line.replace("\u00a0", " ") for line in do(ready, enter(ready), "encash")]

    assert lines == ["Инкассация № 1: купюр 3, 700,00 ₽", "100,00 ₽ × 2 = 200,00 ₽", "500,00 ₽ × 1 = 500,00 ₽"]
    assert do(ready, enter(ready), "encash")[0].startswith("Инкассация № 2: купюр 0")


def test_a_paper_is_printed_and_a_printer_that_is_not_there_is_told_so(ready: Stand) -> None:
    assert do(ready, enter(ready), "test-printer")[0] == "Пробный чек: Напечатан"
    ready.service.printing.set_printer(OPERATOR, printing.SetPrinter(kind="none"))

    with pytest.raises(Rejected) as refusal:
        do(ready, enter(ready), "test-printer")

    assert refusal.value.code == "no_printer"


def test_every_act_is_in_the_journal_with_who_did_it(ready: Stand) -> None:
    key = enter(ready)
    for act in ("state", "stop", "resume", "encash", "poll", "send"):
        do(ready, key, act)
    ready.service.printing.set_printer(OPERATOR, printing.SetPrinter(kind="none"))
    with pytest.raises(Rejected):
        do(ready, key, "test-printer")

    lines = ready.database.read(lambda db: ready.service.journal(db, OPERATOR, messages.Limit())).lines
    told = [str(line.detail) for line in lines if line.kind == "staff"]

    assert len(told) == 8
    assert all("staff" in one for one in told)
    assert {"staff", "pin_locked", "pin_set", "kiosk"} <= set(KINDS)


def test_the_kiosk_is_set_part_by_part_and_the_page_is_told(ready: Stand) -> None:
    assert (ready.screen().data["volume"], ready.screen().data["motion"]) == (40, True)

    set_kiosk(ready, volume=0, nearest="  ул. Ленина, 1 ")
    made = set_kiosk(ready, motion=False, authority="+7 495 000-00-00")

    assert (made.volume, made.motion, made.nearest, made.authority) == (0, False, "ул. Ленина, 1", "+7 495 000-00-00")
    assert settings(ready) == made
    assert (ready.screen().data["volume"], ready.screen().data["motion"]) == (0, False)
    ready.unplug()
    assert ready.screen().data["nearest"] == "ул. Ленина, 1"


@pytest.mark.parametrize("values", [{"volume": 101}, {"volume": -1}, {"nearest": "x" * 301}, {"authority": "x" * 301}])
def test_an_absurd_setting_is_refused(ready: Stand, values: dict[str, Any]) -> None:
    with pytest.raises(Rejected):
        set_kiosk(ready, **values)


def test_the_same_pin_and_the_same_tries_lead_out_of_full_screen(ready: Stand) -> None:
    assert ready.service.staff.check_pin(OPERATOR, messages.EnterStaff(pin="1234")).done.en == "The PIN is right"

    for left in ("2", "1"):
        with pytest.raises(Rejected) as refusal:
            ready.service.staff.check_pin(OPERATOR, messages.EnterStaff(pin="4321"))
        assert (refusal.value.code, refusal.value.detail) == ("wrong_pin", left)
    with pytest.raises(Rejected):
        ready.service.staff.check_pin(OPERATOR, messages.EnterStaff(pin="4321"))

    assert refused(ready, "1234")[0] == "pin_locked"
