"""A payment as a payer makes it: by fingers, doubled touches, a page that is loaded anew, notes that come back."""

import pytest
from playwright.sync_api import expect

from agent_terminal.ccnet.codes import Status as Device
from agent_terminal.ccnet.happenings import Paused, Rejecting, Returned, StateChanged
from agent_terminal.service.messages.printing import AskPrints
from common.protocol import processing
from common.status import Status
from tests.agent_terminal.kiosk import ways
from tests.agent_terminal.kiosk.conftest import Open
from tests.agent_terminal.kiosk.kiosk import Kiosk
from tests.agent_terminal.kiosk.providers import (
    BILL,
    FIXED,
    MANY,
    MEGAFON,
    NUMBER,
    ORDER,
    ORDER_CODE,
    ORDER_SUM,
    SHOPS,
)
from tests.agent_terminal.kiosk.ways import HUNDRED, NOTE, TEN, THOUSAND, cash, fixed, stopping
from tests.agent_terminal.stand import BILLS

WARNING = "1 000,00 ₽"


def test_a_payment_by_touch_from_the_first_screen_to_the_receipt(opened: Open) -> None:
    kiosk = opened(providers=MANY)
    server = kiosk.terminal

    kiosk.tap("start").shows("K1")
    kiosk.tap("group:0").shows("K2")
    kiosk.terminal.do("back")
    kiosk.shows("K1").tap("search").shows("K2s").types("ме").tap(f"provider:{MEGAFON}").shows("K3")
    kiosk.types(NUMBER).tap("next").shows("K5")
    assert "+7 (912) 345-67-89" in kiosk.text("main")
    assert "Иванов И*** И." in kiosk.text("main")
    kiosk.tap("confirm").shows("K6")
    server.insert(NOTE)
    expect(kiosk.page.locator("[data-sum=inserted]")).to_have_text("500,00 ₽")
    assert [kiosk.text(f"[data-sum={name}]") for name in ("fee", "amount")] == ["15,00 ₽", "485,00 ₽"]
    kiosk.tap("pay").shows("K7")
    server.becomes(Status.CAPTURED)
    kiosk.shows("K8")
    assert "485,00 ₽" in kiosk.text("main")
    assert kiosk.text("[data-code=payment]") == server.screen.data["code"]
    kiosk.tap("done").shows("K0")

    assert [one.inserted for one in server.centre.accepted.values()] == [NOTE]
    assert server.demand_money_adds_up() == NOTE
    kiosk.demand_no_complaints()


def test_notes_are_seen_as_they_fall_in(page: Kiosk) -> None:
    cash()(page, "ru")
    page.shows("K6").catches_up()

    for count in range(1, 6):
        page.terminal.insert(THOUSAND)
        expect(page.page.locator("[data-sum=inserted]")).to_have_text(f"{count} 000,00 ₽".replace(" 000", "\u00a0000"))


def test_a_page_loaded_anew_amid_the_cash_shows_the_same_sum(page: Kiosk) -> None:
    cash(NOTE)(page, "ru")
    page.shows("K6").catches_up()
    page.speaks("en")

    page.page.reload()

    page.shows("K6").catches_up()
    assert page.text("[data-sum=inserted]") == "500.00 ₽"
    page.terminal.insert(NOTE)
    expect(page.page.locator("[data-sum=inserted]")).to_have_text("1,000.00\u00a0₽")
    assert "#" not in page.page.url


def test_a_new_page_in_place_of_a_dead_one_shows_the_same_sum(page: Kiosk) -> None:
    cash(NOTE)(page, "ru")
    page.shows("K6").catches_up()

    page.open()

    page.shows("K6").catches_up()
    assert page.text("[data-sum=inserted]") == "500,00 ₽"


@pytest.mark.parametrize(
    ("way", "act", "then"),
    [(ways.begun, f"provider:{MEGAFON}", "K3"), (cash(NOTE), "pay", "K7"), (ways.confirming(), "confirm", "K6")],
    ids=["provider", "pay", "confirm"],
)
def test_two_taps_on_one_button_are_one_wish(page: Kiosk, way: ways.Way, act: str, then: str) -> None:
    way(page, "ru")
    page.catches_up()
    box = page.button(act).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    page.page.mouse.dblclick(x, y)
    page.shows(then)
    page.catches_up()

    wishes = [one for one in page.wishes if '"touch"' not in one]
    assert len(wishes) == 1
    assert page.terminal.screen.screen == then


def test_paying_twice_by_nervous_fingers_moves_the_money_once(page: Kiosk) -> None:
    cash(NOTE)(page, "ru")
    page.catches_up()
    box = page.button("pay").bounding_box()
    assert box is not None

    for _ in range(8):
        page.page.touchscreen.tap(box["x"] + 40, box["y"] + 40)
    page.shows("K7")
    page.terminal.until(lambda: bool(page.terminal.centre.accepted))
    page.terminal.becomes(Status.CAPTURED)
    page.shows("K8")

    assert page.terminal.centre.times(processing.PAY) == 1
    assert page.terminal.demand_money_adds_up() == NOTE


@pytest.mark.parametrize(
    ("news", "words"),
    [
        (Rejecting(0x60), "ровно"),
        (Rejecting(0x61), "не распознана и возвращена"),
        (Rejecting(0x62), "Заберите предыдущую"),
        (Rejecting(0x68), "сейчас не принимаем"),
        (Paused(), "Уберите вторую купюру"),
        (Returned(3, BILLS[3]), "возвращена"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_a_note_that_comes_back_is_explained_and_changes_no_sum(page: Kiosk, news: Rejecting, words: str) -> None:
    cash(NOTE)(page, "ru")
    page.shows("K6").catches_up()

    page.terminal.happens(news)

    expect(page.page.locator("#message")).to_contain_text(words)
    assert page.text("[data-sum=inserted]") == "500,00 ₽"


def test_the_checking_of_a_note_is_told(page: Kiosk) -> None:
    cash()(page, "ru")
    page.shows("K6").catches_up()

    page.terminal.happens(StateChanged(Device.ACCEPTING, None))

    expect(page.page.locator("main")).to_contain_text("Проверяем купюру")


def test_a_jam_stops_the_cash_and_says_that_it_is_kept(page: Kiosk) -> None:
    ways.jammed(page, "ru")
    page.shows("K6s").catches_up()

    assert "500,00 ₽" in page.text("#dialog")
    assert page.button("continue").count() == 0
    page.tap("pay").shows("K7")


def test_stopping_with_cash_offers_ways_on_and_no_dead_end(page: Kiosk) -> None:
    cash(NOTE)(page, "ru")
    page.shows("K6").catches_up()
    assert page.button("cancel").count() == 0

    page.tap("stop").shows("K6s")
    for act in ("continue", "pay", "other_number", "support"):
        expect(page.button(act)).to_be_visible()
    page.tap("continue").shows("K6")

    page.tap("stop").shows("K6s").tap("other_number").shows("K2")
    assert "500,00 ₽" in page.text("[data-sum=held]")


def test_what_is_over_a_fixed_bill_goes_to_another_number(page: Kiosk) -> None:
    fixed(page, "ru")
    page.shows("K6r").catches_up()
    rest = page.terminal.screen.data["held"]
    assert 0 < rest < NOTE

    page.tap("other_number").shows("K2").tap(f"provider:{MEGAFON}").shows("K3").types(NUMBER).tap("next").shows("K5")
    page.tap("confirm").shows("K6")
    assert page.terminal.screen.data["inserted"] == rest
    page.tap("pay").shows("K7")

    page.terminal.until(lambda: len(page.terminal.centre.accepted) == 2)
    assert sum(one.inserted for one in page.terminal.centre.accepted.values()) == NOTE


def test_cash_too_little_for_any_payment_becomes_a_claim_slip_with_its_code(page: Kiosk) -> None:
    stopping(TEN)(page, "ru")
    page.shows("K6s").catches_up()

    page.tap("cancel").shows("K10x").catches_up()

    slip = page.terminal.screen.data["slips"][0]
    assert page.text("[data-code=slip]") == slip["code"]
    assert "10,00 ₽" in page.text("main")


def test_no_answer_is_not_called_a_refusal(page: Kiosk) -> None:
    ways.pending(page, "ru")
    page.shows("K10").catches_up()

    assert "Второй раз платить не нужно" in page.text("main")
    assert "500,00 ₽" in page.text("main")
    page.terminal.becomes(Status.CAPTURED)
    page.shows("K8")


def test_a_refused_payment_can_go_to_another_number(page: Kiosk) -> None:
    ways.answered(Status.CANCELLED)(page, "ru")
    page.shows("K10x").catches_up()
    assert "500,00 ₽" in page.text("main")

    page.tap("other_number").shows("K2")

    assert "500,00 ₽" in page.text("[data-sum=held]")


def test_a_button_that_cannot_work_yet_says_why(page: Kiosk) -> None:
    ways.number(MEGAFON, "912345")(page, "ru")

    expect(page.button("next")).to_have_attribute("aria-disabled", "true")
    page.tap("next")

    assert "ещё 4 цифры" in page.text("#message")
    page.shows("K3")


def test_a_wrong_number_and_no_connection_say_that_no_cash_was_taken(page: Kiosk) -> None:
    ways.unknown(page, "ru")
    page.shows("K9").catches_up()
    assert "Деньги не принимались" in page.text("main")

    page.tap("back").shows("K3")
    page.terminal.centre.cut_off()
    page.terminal.do("fields", account=NUMBER)
    page.shows("K9n").catches_up()
    assert "Деньги не принимались" in page.text("main")
    page.terminal.centre.join()
    page.tap("again").shows("K5")


def test_a_fixed_sum_says_before_the_cash_what_happens_to_the_rest(page: Kiosk) -> None:
    ways.confirming(FIXED, BILL)(page, "ru")
    page.shows("K5").catches_up()

    assert "437,50 ₽" in page.text("main")
    assert "не выдаёт сдачу" in page.text("main")


def test_an_order_is_paid_by_its_code_exactly_and_the_rest_is_no_more_of_it(opened: Open) -> None:
    kiosk = opened(providers=SHOPS)
    kiosk.terminal.centre.orders[ORDER_CODE] = ORDER_SUM

    kiosk.tap("start").shows("K2").tap(f"provider:{ORDER}").shows("K3").types(ORDER_CODE).tap("next").shows("K5")
    assert all(text in kiosk.text("main") for text in ("Это ваш заказ?", "255,00 ₽", "К оплате", "265,00 ₽"))
    kiosk.tap("confirm").shows("K6")
    kiosk.terminal.insert(HUNDRED, HUNDRED)
    expect(kiosk.page.locator("[data-act=pay]")).to_have_attribute("aria-disabled", "true")
    kiosk.terminal.insert(HUNDRED)
    expect(kiosk.page.locator("[data-act=pay]")).to_contain_text("Оплатить 255,00 ₽")
    kiosk.catches_up().tap("pay").shows("K6r").catches_up()

    expect(kiosk.page.locator("main [data-act=pay]")).to_have_count(0)
    kiosk.tap("cancel").shows("K10x")
    kiosk.terminal.until(lambda: len(kiosk.terminal.centre.accepted) == 1)
    (paid,) = kiosk.terminal.centre.accepted.values()
    assert (paid.amount, paid.agent_fee, paid.inserted) == (ORDER_SUM, 1_000, 26_500)
    assert kiosk.terminal.screen.data["slips"][0]["amount"] == 3_500
    kiosk.demand_no_complaints()


def test_a_receipt_is_printed_once_more_and_not_twice(page: Kiosk) -> None:
    ways.answered(Status.CAPTURED)(page, "ru")
    page.shows("K8").catches_up()
    expect(page.page.locator("main")).to_contain_text("Чек напечатан")

    page.tap("print")
    page.terminal.until(lambda: page.terminal.screen.data["copies_left"] == 0)
    page.terminal.until(lambda: page.terminal.screen.data["printed"] == "printed")
    page.catches_up().tap("print")

    expect(page.page.locator("#message")).to_contain_text("больше одной нельзя")
    copies = [one.copy for one in page.terminal.operate("prints", AskPrints()).prints]
    assert sorted(copies) == [0, 1]


def test_without_paper_it_is_said_before_the_cash(page: Kiosk) -> None:
    ways.without_paper(page, "ru")

    expect(page.page.locator("[data-dialog=no_receipt]")).to_be_visible()
    assert page.terminal.screen.screen == "K5"
    page.tap("without_receipt").shows("K6")
