"""The tab of wallets by its buttons and forms: holders, limits, blocking, payments, statement, notices."""

from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from processing_app.service.asks.wallets import WalletNumber, WalletTold
from processing_app.ui.wallets.list_page import WalletsPage
from processing_app.ui.wallets.payment_window import PaymentWindow
from processing_app.ui.wallets.screen import Wallets
from tests.processing_app.ui.pressing import column, opened, press, text, told
from tests.processing_app.ui.wallets.hands import Calm, answer, click_code, close_card, form
from tests.processing_app.ui.wallets.town import WalletTown
from tests.wallets.centre import Holder


@pytest.fixture
def page(screen: Wallets) -> WalletsPage:
    return screen.wallets


def choose(page: WalletsPage, holder: Holder, calm: Calm) -> None:
    assert page.table.select(holder.number)
    calm()


def known(town: WalletTown, holder: Holder) -> WalletTold:
    found: WalletTold = town.look(town.parts.accounts.wallet, WalletNumber(number=holder.number))
    return found


def test_wallets_are_listed_found_and_narrowed_to_blocked_ones(
    town: WalletTown, screen: Wallets, page: WalletsPage, calm: Calm
) -> None:
    assert set(column(page.table, "name")) >= {"Иван Иванов", "Мария Петрова", "Пётр Сидоров"}
    assert text(page, "wallets-balance").startswith("Во всех кошельках ")

    screen.search("сидор")
    calm()
    assert (column(page.table, "number"), column(page.table, "state")) == ([town.blocked.number], ["Заблокирован"])

    page.table.clear()
    page.filters.choose("blocked", value=True)
    calm()
    assert column(page.table, "number") == [town.blocked.number]


def test_the_panel_tells_limits_payments_and_what_was_spent_today(
    town: WalletTown, page: WalletsPage, calm: Calm
) -> None:
    choose(page, town.ivan, calm)

    assert text(page.card, "wallet-name") == f"{town.ivan.number} · Иван Иванов"
    spent = known(town, town.ivan).spent_today
    assert text(page.card, "fact-today") == f"{spent // 100:,}".replace(",", " ") + f",{spent % 100:02} из 60 000,00 ₽"
    assert text(page.card, "fact-operation") == "15 000,00 ₽"
    assert text(page.card, "fact-waiting") == "1"
    ways = column(page.card.payments.table, "way")
    assert {"Перевод", "Оплата по штрихкоду", "Вывод в банк"} == set(ways)
    states = dict(zip(ways, column(page.card.payments.table, "state"), strict=True))
    assert states["Перевод"] == "Проведён"
    assert "Деньги вернулись" in column(page.card.payments.table, "state")


def test_a_wallet_is_opened_after_its_mistakes_are_corrected_and_its_card_is_shown_once(
    qtbot: QtBot, town: WalletTown, page: WalletsPage, calm: Calm
) -> None:
    press(qtbot, page, "open-wallet-button")
    dialog = form("open-wallet")
    dialog.form.fill({"name": "Анна Орлова", "phone": "12", "per_operation": 200_000, "per_day": 100_000})
    dialog.body.press()
    calm()
    assert {name for name, row in dialog.form.rows.items() if row.mistake is not None} == {"phone", "per_day"}

    dialog.form.fill({"name": "Анна Орлова", "phone": "+7 912 000-11-22", "per_operation": 50_000, "per_day": 100_000})
    dialog.body.press()
    calm()
    card = close_card().panel.card
    calm()

    assert card.login == f"wallet-{card.number}"
    assert card.number in column(page.table, "number")
    assert Holder(town.port, card, town.clock.now_ms).yes("POST", "/wallet", {})["limits"]["per_day"] == 100_000


def test_limits_are_changed_and_taken_back(
    qtbot: QtBot, town: WalletTown, page: WalletsPage, desk: Desk, calm: Calm
) -> None:
    choose(page, town.maria, calm)
    before = known(town, town.maria).wallet.limits
    press(qtbot, page.card, "wallet-limits")
    dialog = form("wallet-limits")
    dialog.form.fill({"per_day": 10})
    dialog.body.press()
    calm()
    assert [name for name, row in dialog.form.rows.items() if row.mistake is not None] == ["per_day"]

    dialog.form.fill({"per_day": before.per_operation + 100, "per_hour": 7, "per_operation": before.per_operation})
    dialog.body.press()
    calm()
    assert known(town, town.maria).wallet.limits.per_hour == 7

    desk.undo.undo()
    calm()
    assert known(town, town.maria).wallet.limits == before
    desk.undo.redo()
    calm()
    assert known(town, town.maria).wallet.limits.per_hour == 7


def test_a_blocked_wallet_says_why_and_the_undo_unblocks_it(
    qtbot: QtBot, town: WalletTown, page: WalletsPage, desk: Desk, calm: Calm
) -> None:
    choose(page, town.maria, calm)
    press(qtbot, page.card, "wallet-block")
    dialog = form("block-wallet")
    dialog.body.press()
    calm()
    assert known(town, town.maria).wallet.blocked == "", "without a reason nobody is blocked"
    dialog.form.fill({"reason": "телефон украден"})
    dialog.body.press()
    calm()

    assert town.maria.send(town.ivan, 100).code == "wallet_blocked"
    assert text(page.card, "fact-state") == "Заблокирован: телефон украден"
    assert page.card.unblock.isVisible()

    desk.undo.undo()
    calm()
    assert known(town, town.maria).wallet.blocked == ""
    assert page.card.block.isVisible()


def test_a_new_password_is_given_only_after_a_question_and_ends_the_old_one(
    qtbot: QtBot, town: WalletTown, page: WalletsPage, calm: Calm
) -> None:
    anna = town.holder("Анна Ахматова", 0)
    page.refresh()
    calm()
    choose(page, anna, calm)
    press(qtbot, page.card, "wallet-password")
    answer("Оставить прежний")
    calm()
    assert anna.ask("POST", "/wallet", {}).status == 200

    press(qtbot, page.card, "wallet-password")
    answer("Выдать новый")
    calm()
    card = close_card().panel.card

    assert anna.ask("POST", "/wallet", {}).status == 401
    assert Holder(town.port, card, town.clock.now_ms).ask("POST", "/wallet", {}).status == 200


def test_a_click_on_a_payments_code_opens_its_story(
    qtbot: QtBot, town: WalletTown, page: WalletsPage, calm: Calm
) -> None:
    choose(page, town.ivan, calm)
    click_code(qtbot, page.card.payments.table)
    calm()

    window = opened(PaymentWindow, "payment-window")
    assert text(window, "story-code") == column(page.card.payments.table, "code")[0]
    steps = [window.story.steps.item(row).text() for row in range(window.story.steps.count())]
    assert any("Отправитель и получатель проверены" in one for one in steps)
    window.close_button.click()


def test_a_payment_is_found_by_its_code(screen: Wallets, town: WalletTown, page: WalletsPage, calm: Calm) -> None:
    choose(page, town.ivan, calm)
    code = column(page.card.payments.table, "code")[-1]
    next(one for one in screen.commands() if one.name == "find-payment").run()
    dialog = form("find-payment")
    dialog.form.fill({"payment": code})
    dialog.body.press()
    calm()
    calm()

    window = opened(PaymentWindow, "payment-window")
    assert text(window, "story-code") == code
    window.close_button.click()


def test_a_statement_comes_by_pages_that_go_on_without_a_gap(
    town: WalletTown, page: WalletsPage, calm: Calm, qtbot: QtBot
) -> None:
    choose(page, town.ivan, calm)
    page.card.parts.setCurrentWidget(page.card.statement)
    calm()
    table = page.card.statement.table

    lines = [int(one) for one in column(table, "line")]
    assert lines == list(range(len(lines), 0, -1))
    assert column(table, "what")[-1] == "Пополнение"
    assert column(table, "balance")[0] == f"{known(town, town.ivan).wallet.balance // 100:,}".replace(",", " ") + (
        f",{known(town, town.ivan).wallet.balance % 100:02}"
    )

    fetch, query = table.source()
    got: list[Any] = []
    first = 3
    for offset in (0, first, len(lines)):
        fetch(_part(query, offset, first, len(lines)), got.append, lambda error: pytest.fail(str(error)))
        calm()
    assert [one.line for one in got[1].rows] == lines[first : 2 * first]
    assert (got[0].total, got[2].rows) == (len(lines), [])


def test_notices_tell_why_a_receiver_is_paused_and_go_on_when_it_is_resumed(
    qtbot: QtBot, town: WalletTown, page: WalletsPage, desk: Desk, calm: Calm
) -> None:
    town.pause(f"wallet:{town.ivan.number}", "wrong_password")
    choose(page, town.ivan, calm)
    page.card.show_notices()
    calm()
    notices = page.card.notices
    assert text(notices, "receiver-state").startswith("Уведомления приостановлены: Логин или пароль не подошли")
    assert column(notices.table, "state")[0] == "Будет послано"
    assert text(page.card, "fact-notices") == "приостановлены, ждут: 1"
    assert column(notices.table, "outcome")[0].startswith("Нет связи с получателем")

    press(qtbot, notices, "receiver-resume")
    calm()

    assert told(desk) == "Получателю снова сообщают о платежах."
    assert text(notices, "receiver-state").startswith("Уведомления ждут отправки")
    choose(page, town.maria, calm)
    calm()
    assert (text(notices, "receiver-state"), notices.table.model.total) == ("Уведомлений не просили.", 0)


def _part(query: Any, offset: int, limit: int, mark: int) -> Any:
    """A page of the list as it stood when it had so many lines."""
    return replace(query, offset=offset, limit=limit, mark=mark)
