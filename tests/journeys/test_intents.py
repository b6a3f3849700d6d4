"""A shop's day at the centre's real window: the training shop, a refund, a dispute, a repair, an edit, a webhook."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from common.clock import SystemClock, moment
from common.logs import Log
from launcher_app.instance import Instance
from tests.intents.centre import CARD, CART, Shop
from tests.intents.webhooks.office import Receiver
from tests.journeys import album
from tests.journeys.person import Person
from tests.journeys.screen import Screen

LARGE = 20_000_000
"""Kopecks: more than one operator repairs alone."""
EMPTY = 10_000
"""Bytes: a picture of nothing but the background is smaller."""
PAGES = ("Точки продаж", "Ключи", "Уведомления", "Версии", "По дням", "Банк", "Хранилище карт")


class Day:
    """The centre with its window and a person before it; the shop's server, its payers, its receiver."""

    def __init__(self, folder: Path, screen: Screen) -> None:
        self.clock = SystemClock()
        self.log = Log(folder / "logs", "day", self.clock, console=False)
        self.role = Instance("processing", "default", folder, self.log, self.clock, port=0)
        self.role.start(windows=True, environment=screen.environment)
        self.role.wait()
        self.person = Person(screen, self.role)
        self.screen = screen
        self.receiver = Receiver(self.clock)
        self.shop = Shop(0, "")

    def close(self) -> None:
        """End everything."""
        self.role.stop()
        self.receiver.__exit__(None, None, None)
        self.log.close()

    def create(self, cart: list[dict[str, Any]], product: str) -> tuple[str, Shop]:
        """A new intent: its id, and its payer."""
        due = (moment(self.clock.now_ms()) + timedelta(hours=1)).isoformat()
        ask = {"shopID": "TEST", "product": product, "cart": cart, "dueDate": due, "currency": "RUB", "metadata": {}}
        made = self.shop.yes("POST", "/payment-intents", ask)
        return made["paymentIntent"]["id"], Shop(self.shop.port, made["paymentIntentAuthToken"]["payload"])

    def pay(self, name: str, payer: Shop) -> None:
        """By a card, at once."""
        card = {"paymentToolType": "CardData", "cardNumber": CARD, "expDate": "12/39", "cvv": "123"}
        told = payer.yes("POST", "/payment-method-tokens", {"paymentTool": card, "clientInfo": {"fingerprint": "1"}})
        tool = {"paymentToolToken": told["paymentToolToken"], "paymentSession": told["paymentSession"]}
        ask = {"payer": {"payerType": "PaymentResourcePayer", **tool}, "flow": {"type": "PaymentFlowInstant"}}
        payer.yes("POST", f"/payment-intents/{name}/payments", ask)

    def until(self, name: str, **wanted: Any) -> None:
        """Wait until the shop sees this of the attempt; of a stopped one it sees nothing."""

        def there() -> bool:
            seen = self.shop.ask("GET", f"/payment-intents/{name}/payments/1")
            return seen.status == 200 and all(seen.body.get(field) == value for field, value in wanted.items())

        self.person.until(there, f"{name}: {wanted}")

    def find(self, name: str) -> None:
        """The intent by its id, its story beside the list."""
        person = self.person
        person.come()
        person.show("intents")
        person.press("ctrl+f", "ctrl+a")
        person.type(name)
        person.until(lambda: person.find("intent-id").text == name, "the story")

    def decide(self, act: str, **fields: str) -> None:
        """Through the menu of actions, with what its dialog asks."""
        self.person.click("intent-actions")
        self.person.click(f"act-{act}")
        self._fill(f"dialog-{act}", **fields)

    def repair(self, act: str, **fields: str) -> None:
        """On the page of repair."""
        self.person.click("intent-mend")
        self.person.click(f"repair-{act}")
        self._fill(f"dialog-repair-{act}", **fields)

    def _fill(self, dialog: str, **fields: str) -> None:
        for field, value in fields.items():
            self.person.write(field, value, window=dialog)
        self.person.click("save", window=dialog)

    def approve(self, number: int, login: str, password: str) -> None:
        """Somebody else comes to the window."""
        self.person.click(f"approve-{number}")
        self._fill("dialog-approve", login=login, password=password)

    def edit_pos(self, **fields: str) -> None:
        """The POS of the training shop."""
        self.person.come()
        self.person.show("shops")
        self.person.click(PAGES[0], kind="tab")
        self.person.click("shops-edit")
        self._fill("dialog-edit-pos", **fields)


@pytest.fixture
def day(screen: Screen, tmp_path: Path) -> Iterator[Day]:
    made = Day(tmp_path, screen)
    yield made
    made.close()


def open_the_shop(day: Day) -> None:
    """The button of the empty list, then a key that is told once."""
    person = day.person
    person.come()
    person.show("shops")
    person.click("empty-button")
    person.wait_for("Учебный магазин TEST добавлен")
    person.call_up("F7", "shop_id", window="dialog-issue-key")
    person.click("save", window="dialog-issue-key")
    key = person.find("secret", window="told-once").text
    person.click("secret-copy", window="told-once")
    person.wait_for("Скопировано")
    person.click("secret-kept", window="told-once")
    day.shop = Shop(day.role.port, key)


def refund_and_dispute(day: Day) -> None:
    """5 of 255 roubles go back; a dispute about the rest is won."""
    name, payer = day.create(CART, "кружка")
    day.pay(name, payer)
    day.until(name, status="captured")
    day.find(name)
    day.decide("refund", amount="5", reason="кружка треснула")
    day.until(name, refundedAmount=500)
    day.person.wait_for("Возврат получен плательщиком")
    day.decide("open-chargeback", reason="4837")
    day.until(name, status="chargeback")
    day.person.wait_for("№ 1: Банк оспорил")
    day.decide("reject-chargeback", reason="магазин прислал чек")
    day.until(name, status="captured")


def repair_by_two(day: Day) -> None:
    """The bank answers garbage about 200,000 roubles; what is decided of them takes two persons."""
    boris = day.role.ask("add-operator", name="Борис", login="boris")
    day.role.ask("set-bank-mood", mood="garbage")
    name, payer = day.create([{"product": "Рояль", "price": LARGE, "quantity": 1, "cost": LARGE}], "рояль")
    day.pay(name, payer)
    day.find(name)
    day.person.wait_for("Починить…")
    day.role.ask("set-bank-mood", mood="ok")
    day.repair("fail", reason="банк отрицает платёж")
    day.person.wait_for("решение ждёт второго оператора")
    day.approve(1, "boris", boris["password"])
    day.until(name, status="failed")


def edit_and_compare(day: Day) -> None:
    """Another name and the shop's own place; what has changed is shown by one press."""
    day.edit_pos(name="Касса у окна", origins=day.receiver.url, reason="переезд")
    day.person.click("Что изменилось")
    day.person.wait_for("Что изменилось после версии 1 до версии 2")
    day.person.wait_for("Касса у окна")


def send_again(day: Day) -> None:
    """A notification that arrived is sent once more; its receiver knows it for a repeat."""
    ask = {"shopID": "TEST", "url": day.receiver.hook, "eventTypes": ["paymentIntent.created"]}
    day.receiver.secret = day.shop.yes("POST", "/webhooks", ask)["secret"]
    day.create(CART, "кружка")
    day.person.until(lambda: len(day.receiver.taken) == 1, "the notification")
    day.person.show("shops")
    day.person.click("Уведомления", kind="tab")
    day.person.wait_for("Доставлено")
    day.person.click("paymentIntent.created")
    day.person.click("webhook-resend")
    day.person.until(lambda: len(day.receiver.repeated) == 1, "the repeat")


def picture(day: Day) -> list[Path]:
    """Every page of the new tabs, in two looks."""
    files = []
    album.SHOTS.mkdir(exist_ok=True)
    for language, theme in (album.LOOKS[0], album.LOOKS[-1]):
        day.role.ask("ui-set", language="ru", theme=theme)
        for page in PAGES:
            day.person.show("shops")
            day.person.click(page, kind="tab")
            day.role.ask("ui-set", language=language, theme=theme)
            day.person.calm()
            files.append(_shot(day, f"shops-{PAGES.index(page)}-{language}-{theme}"))
            day.role.ask("ui-set", language="ru", theme=theme)
        day.role.ask("ui-set", language=language, theme=theme)
        day.person.show("intents")
        day.person.calm()
        files.append(_shot(day, f"intents-{language}-{theme}"))
    return files


def _shot(day: Day, name: str) -> Path:
    file = album.SHOTS / f"journey-{name}.png"
    day.screen.still().save(str(file))
    return file


@pytest.mark.timeout(240)
def test_a_shops_day_at_the_window(day: Day) -> None:
    open_the_shop(day)
    refund_and_dispute(day)
    repair_by_two(day)
    edit_and_compare(day)
    send_again(day)

    assert day.receiver.refused == []
    assert day.role.ask("verify", path="/v1/ledger/verify")["sum"] == 0
    totals = {one["status"]: one["number"] for one in day.role.ask("intent-totals")["totals"]}
    assert totals == {"paid": 1, "unpaid": 2}


@pytest.mark.long
@pytest.mark.timeout(240)
def test_every_page_is_pictured(day: Day) -> None:
    open_the_shop(day)
    refund_and_dispute(day)

    assert all(file.stat().st_size > EMPTY for file in picture(day))
