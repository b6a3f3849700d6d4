"""The tab of shops: the training shop, the domain by forms and revisions, keys, notifications, bank and vault."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from common.qt.form import FormDialog
from common.qt.keep import Keep
from common.qt.languages import Languages
from common.qt.question import Question
from common.qt.theme import Theme
from processing_app.core.domain import PosObject, Terms
from processing_app.service import domain
from processing_app.service.asks import domain as asks
from processing_app.service.asks.access import AskShopKeys
from processing_app.ui.shops.pos_form import fee
from processing_app.ui.shops.screen import Shops
from processing_app.ui.shops.told_once import ToldOnce
from tests.intents.centre import Platform
from tests.processing_app.ui.market import Market, MarketInside
from tests.processing_app.ui.pressing import column, opened, press, text, told
from tests.processing_app.ui.putting import put_up
from tests.processing_app.ui.shops_desk import Calm, desk, market  # noqa: F401 - fixtures


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> Shops:  # noqa: F811 - the fixture above
    return shown(qtbot, desk)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Platform]:
    """A centre without a shop."""
    with Platform(tmp_path) as made:
        yield made


def shown(qtbot: QtBot, over: Desk) -> Shops:
    made = put_up(qtbot, Shops(over))
    made.refresh()
    return made


def fill(dialog_name: str, calm: Calm, /, **values: Any) -> FormDialog:
    """Fill in a dialog and press its button."""
    dialog = opened(FormDialog, dialog_name)
    for field, value in values.items():
        dialog.form.fields[field].fill(value)
    dialog.body.press()
    calm()
    calm()
    return dialog


def answer(screen: Shops, calm: Calm) -> None:
    """The first answer of the question that is open."""
    question = next(one for one in reversed(screen.findChildren(Question)) if one.isVisible())
    question.buttons[0].click()
    calm()


def page(screen: Shops, name: str, calm: Calm) -> None:
    screen.show_about(name)
    calm()
    calm()


def test_an_empty_centre_gets_the_training_shop_by_one_button(qtbot: QtBot, empty: Platform, tmp_path: Path) -> None:
    over = Desk(MarketInside(empty), Languages("ru"), Theme("light"), Keep(tmp_path / "w.ini"), empty.clock)
    made = shown(qtbot, over)
    qtbot.waitUntil(lambda: over.background.idle, timeout=10_000)
    made.sales.filters.choose("kind", None)
    press(qtbot, made.sales.table, "empty-button")
    qtbot.waitUntil(lambda: made.sales.table.model.total == 5, timeout=10_000)
    over.close()

    assert column(made.sales.table, "kind") == ["Точка продаж", "Магазин", "Владелец", "Получатель", "Банк"]
    assert "Выпустите ему ключ" in told(over)


def test_what_is_wrong_with_an_owner_stands_beside_its_field(screen: Shops, market: Market, calm: Calm) -> None:  # noqa: F811
    calm()
    screen.sales.add("owner")
    wrong = fill("dialog-add-owner", calm, name="ООО «Рояль»", inn="7707083890", tax_system="general", id="royal")
    said = wrong.form.rows["inn"].mistake
    fill("dialog-add-owner", calm, inn="7707083893")
    screen.sales.add("owner")
    taken = fill("dialog-add-owner", calm, name="Другой", inn="7707083893", tax_system="general", id="royal")
    refused = taken.form.rows["id"].mistake
    taken.form.saved()
    taken.reject()

    assert said is not None
    assert said.ru.startswith("ИНН из 10 или 12 цифр")
    assert refused is not None
    assert "ООО «Рояль»" in column(screen.sales.table, "name")


def test_a_shop_with_its_own_pos_is_made_by_three_forms(screen: Shops, market: Market, calm: Calm) -> None:  # noqa: F811
    calm()
    screen.sales.add("shop")
    fill("dialog-add-shop", calm, name="Второй", owner_id="TEST", id="second")
    screen.sales.add("payee")
    fill(
        "dialog-add-payee", calm, name="Счёт", owner_id="TEST", account="40702810900000000001", bic="044525000", id="p2"
    )
    screen.sales.add("pos")
    wrong = fill(
        "dialog-add-pos", calm, name="Касса", shop_id="second", payee_id="p2", origins="shop.example", id="pos2"
    )
    said = wrong.form.rows["origins"].mistake
    fill("dialog-add-pos", calm, origins="https://shop.example", fee=250, by_kiosk=False)

    found = market.database.read(lambda db: market.service.platform.domain.pos(db, "pos2"))
    assert said is not None
    assert (found.shop_id, found.methods, found.origins) == ("second", ("card", "link"), ("https://shop.example",))
    assert fee(found.flows) == 250


def test_an_edit_writes_a_revision_and_its_difference(
    qtbot: QtBot,
    screen: Shops,
    desk: Desk,  # noqa: F811
    market: Market,  # noqa: F811
    calm: Calm,
) -> None:
    calm()
    screen.sales.table.select(("pos", "TEST"))
    press(qtbot, screen, "shops-edit")
    fill("dialog-edit-pos", calm, name="Касса у окна", fee=275, reason="новый договор")
    said = desk.messages.recent[-1].notice
    said.acts[0].run()
    calm()
    calm()

    assert "Записана версия" in said.words.ru
    assert column(screen.revisions.difference, "field") == ["Название", "Схема проводок"]
    assert column(screen.revisions.difference, "after")[0] == "Касса у окна"
    assert "2,75 %" in column(screen.revisions.difference, "after")[1]
    assert column(screen.revisions.table, "reason")[0] == "новый договор"


def test_an_edit_of_a_name_leaves_shared_terms_alone(
    qtbot: QtBot,
    screen: Shops,
    market: Market,  # noqa: F811
    calm: Calm,
) -> None:
    ask = asks.AddPos(id="shared", name="Общая", shop_id="TEST", payee_id="TEST", terms_id="TEST")
    market.do(market.service.platform.shops.add_pos, ask)
    screen.refresh()
    calm()
    screen.sales.table.select(("pos", "shared"))
    press(qtbot, screen, "shops-edit")
    fill("dialog-edit-pos", calm, name="Другая", reason="переименовали")

    found = market.database.read(lambda db: domain.find(db, "pos", "shared"))
    assert isinstance(found, PosObject)
    assert (found.name, found.terms_id) == ("Другая", "TEST")
    assert sum(isinstance(one, Terms) for one in market.database.read(domain.objects)) <= 2


def test_an_edit_over_a_revision_that_was_not_seen_is_refused(
    qtbot: QtBot,
    screen: Shops,
    market: Market,  # noqa: F811
    calm: Calm,
) -> None:
    calm()
    screen.sales.table.select(("owner", "TEST"))
    press(qtbot, screen, "shops-edit")
    dialog = opened(FormDialog, "dialog-edit-owner")
    market.edit_pos(levy=60_000)
    fill("dialog-edit-owner", calm, name="ООО «Чашка»", reason="переименовали")

    assert not dialog.body.failure.isHidden()
    assert "ООО «Чашка»" not in [one.name for one in market.database.read(domain.objects)]
    dialog.form.saved()
    dialog.reject()


def test_a_pos_is_closed_and_opened_again(
    qtbot: QtBot,
    screen: Shops,
    market: Market,  # noqa: F811
    calm: Calm,
) -> None:
    calm()
    screen.sales.table.select(("pos", "TEST"))
    press(qtbot, screen, "shops-close")
    answer(screen, calm)
    calm()
    closed = market.database.read(lambda db: market.service.platform.domain.pos(db, "TEST")).active
    press(qtbot, screen, "shops-open")
    calm()
    calm()

    assert not closed
    assert market.database.read(lambda db: market.service.platform.domain.pos(db, "TEST")).active


def test_a_key_is_told_once_copied_and_revoked(
    qtbot: QtBot,
    screen: Shops,
    market: Market,  # noqa: F811
    calm: Calm,
) -> None:
    calm()
    screen.sales.table.select(("shop", "TEST"))
    press(qtbot, screen, "shops-key")
    fill("dialog-issue-key", calm, name="сервер магазина")
    told_once = opened(ToldOnce, "told-once")
    press(qtbot, told_once, "secret-copy")
    key = QGuiApplication.clipboard().text()
    told_once.accept()
    entered = market.server.__class__(market.port, key).ask("GET", "/payment-intents/nothing").status
    names = column(screen.keys.table, "name")
    screen.keys.table.view.go_to(names.index("сервер магазина"))
    press(qtbot, screen, "key-revoke")
    answer(screen, calm)
    calm()

    assert entered == 404, "it is admitted, and there is no such intent"
    assert column(screen.keys.table, "state")[names.index("сервер магазина")] == "Отозван"
    assert key not in str(market.look(market.service.platform.access.shop_keys, AskShopKeys()))


def test_a_receiver_is_stopped_given_a_new_secret_and_tried(
    qtbot: QtBot,
    screen: Shops,
    desk: Desk,  # noqa: F811
    market: Market,  # noqa: F811
    calm: Calm,
) -> None:
    market.receiver()
    page(screen, "webhooks", calm)
    press(qtbot, screen, "webhook-disable")
    fill("reason-dialog", calm, reason="магазин чинит сервер")
    disabled = column(screen.webhooks.table, "state"), column(screen.webhooks.table, "reason")
    press(qtbot, screen, "webhook-enable")
    calm()
    calm()
    press(qtbot, screen, "webhook-secret")
    answer(screen, calm)
    secret = opened(ToldOnce, "told-once").line.text()
    opened(ToldOnce, "told-once").accept()
    press(qtbot, screen, "webhook-ping")
    calm()

    assert disabled == (["Отключён"], ["магазин чинит сервер"])
    assert column(screen.webhooks.table, "state") == ["Работает"]
    assert len(secret) > 30
    assert told(desk).startswith("Получатель не принял пробное уведомление")


def test_the_banks_mood_is_seen_and_changed(
    qtbot: QtBot,
    screen: Shops,
    market: Market,  # noqa: F811
    calm: Calm,
) -> None:
    market.refused()
    page(screen, "bank", calm)
    press(qtbot, screen, "bank-change")
    fill("dialog-bank-mood", calm, mood="slow", pause_ms=2000, times=3)
    slow = text(screen, "bank-mood")
    market.mood("ok")

    assert slow == "Банк simulated: отвечает не сразу, ещё ответов: 3"
    assert any("На карте не хватает денег" in one for one in column(screen.bank.table, "outcome"))


def test_the_vaults_key_is_changed_and_the_former_destroyed(
    qtbot: QtBot,
    screen: Shops,
    market: Market,  # noqa: F811
    calm: Calm,
) -> None:
    page(screen, "vault", calm)
    press(qtbot, screen, "vault-rotate")
    answer(screen, calm)
    while market.platform.upkeep.seal_again():
        pass
    screen.refresh()
    calm()
    states = column(screen.vault.table, "state")
    screen.vault.table.view.go_to(states.index("Прежний"))
    press(qtbot, screen, "vault-destroy")
    answer(screen, calm)
    press(qtbot, screen, "vault-limit")
    fill("dialog-vault-limit", calm, kind="address", most=77, seconds=60)

    assert sorted(states) == ["Действует", "Прежний"]
    assert "Уничтожен" in column(screen.vault.table, "state")
    assert "с одного адреса: 77 за 60 с" in text(screen, "fact-vault-limits")


def test_days_are_counted(screen: Shops, market: Market, calm: Calm) -> None:  # noqa: F811
    market.bought()
    while market.platform.statistics.turn():
        pass
    page(screen, "statistics", calm)

    assert column(screen.statistics.table, "pos") == ["TEST"]
    assert text(screen, "statistics-totals").startswith("Оплачено 1 из ")
