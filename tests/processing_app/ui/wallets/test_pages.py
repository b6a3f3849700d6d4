"""The other pages of wallets' tab: acceptances, QR keys, reconciliation, the bank; wallets on the other tabs."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from common import ids
from common.database import Row
from common.qt.desk import Desk
from common.qt.window import AppWindow
from processing_app.bank.simulated.account_moods import AccountMood
from processing_app.service import asks
from processing_app.service.asks.qr_keys import AskQrKeys, QrKeys
from processing_app.service.asks.wallet_reconciliation import AskWalletReconciliations, WalletReconciliations
from processing_app.store import wallet_book
from processing_app.ui.ledger import Ledger
from processing_app.ui.overview import Overview
from processing_app.ui.wallets.payment_window import PaymentWindow
from processing_app.ui.wallets.screen import Wallets
from processing_app.ui.window import window
from tests.common.qt import audit
from tests.processing_app.ui.pressing import column, opened, press, text, told
from tests.processing_app.ui.wallets.hands import Calm, answer, click_code, close_card, form, question
from tests.processing_app.ui.wallets.town import CLOSED_ACCOUNT, WalletTown
from tests.wallets.centre import Holder

NAMES = (
    "русский РУС Иван Иванов Мария Петрова Пётр Сидоров Иван И. Мария П. Пётр С. Кофейня Булочная Учебный Агент "
    "телефон потерян"
)


def open_page(screen: Wallets, name: str, calm: Calm) -> None:
    screen.show_about(name)
    screen.refresh()
    calm()


def test_a_provider_gets_acceptance_with_a_card_that_lets_it_in(
    qtbot: QtBot,
    town: WalletTown,
    screen: Wallets,
    desk: Desk,
    calm: Calm,
) -> None:
    provider_id, _ = town.sign_provider("Аптека")
    open_page(screen, "acceptances", calm)
    press(qtbot, screen.acceptances, "open-acceptance")
    calm()
    dialog = form("open-acceptance")
    dialog.form.fill({"provider_id": provider_id})
    dialog.body.press()
    calm()
    card = close_card().panel.card
    calm()

    pharmacy = Holder(town.port, card, town.clock.now_ms)
    assert card.number == str(provider_id)
    assert pharmacy.charge(town.ivan.barcode(), 1_000).status < 300
    assert "Аптека" in column(screen.acceptances.table, "name")
    press(qtbot, screen.acceptances, "open-acceptance")
    calm()
    assert told(desk) == "У всех поставщиков приём уже открыт."
    town.run()


def test_acceptance_is_ended_and_the_undo_restores_it(
    qtbot: QtBot,
    town: WalletTown,
    screen: Wallets,
    desk: Desk,
    calm: Calm,
) -> None:
    open_page(screen, "acceptances", calm)
    screen.show_about(f"provider:{town.shop.number}")
    calm()
    press(qtbot, screen.acceptances, "acceptance-end")
    calm()
    assert town.shop.charge(town.ivan.barcode(), 1_000).code == "provider_closed"
    assert text(screen.acceptances, "fact-accept-state") == "Закрыт"

    desk.undo.undo()
    calm()

    assert town.shop.charge(town.ivan.barcode(), 1_000).status < 300
    assert text(screen.acceptances, "fact-accept-state") == "Принимает"
    town.run()


def test_a_retired_key_is_said_to_stop_its_codes_and_does(
    qtbot: QtBot,
    town: WalletTown,
    screen: Wallets,
    calm: Calm,
) -> None:
    qr = str(town.shop.yes("POST", "/qr", {"form": "link"})["text"])
    open_page(screen, "qr-keys", calm)
    assert column(screen.qr_keys.table, "state")[0] == "Подписывает"
    key = column(screen.qr_keys.table, "key")[0]
    press(qtbot, screen.qr_keys, "qr-key-retire")
    words = question().words.text()
    assert words.startswith(f"Отозвать ключ {key}? Все QR-коды, подписанные им с ")
    assert "Центр сразу начнёт подписывать новым ключом." in words
    answer("Оставить")
    calm()
    assert town.ivan.ask("POST", "/qr/look", {"qr": qr}).status == 200

    press(qtbot, screen.qr_keys, "qr-key-retire")
    answer("Отозвать ключ")
    calm()

    assert town.ivan.ask("POST", "/qr/look", {"qr": qr}).code == "qr_unknown_key"
    found: QrKeys = town.look(town.parts.qr_keys.qr_keys, AskQrKeys())
    assert key in {one.key_id for one in found.keys if one.state == "retired"}
    assert column(screen.qr_keys.table, "state")[0] == "Подписывает"


def test_a_new_key_signs_and_codes_of_the_former_pay(
    qtbot: QtBot,
    town: WalletTown,
    screen: Wallets,
    calm: Calm,
) -> None:
    qr = str(town.shop.yes("POST", "/qr", {"form": "link"})["text"])
    open_page(screen, "qr-keys", calm)
    before = screen.qr_keys.table.model.total
    press(qtbot, screen.qr_keys, "qr-key-rotate")
    answer("Сменить ключ")
    calm()

    assert screen.qr_keys.table.model.total == before + 1
    assert column(screen.qr_keys.table, "state")[:2] == ["Подписывает", "Прежний, коды платят"]
    assert town.ivan.pay(qr, 100).status < 300
    town.run()


def test_a_reconciliation_by_the_button_shows_kinds_that_narrow_and_codes_that_open(
    qtbot: QtBot,
    town: WalletTown,
    screen: Wallets,
    calm: Calm,
) -> None:
    line = line_of(town, "send")
    code = ids.payment_code(line["payment_id"])
    town.invent(ids.uuid7(town.clock.now_ms()), 12_345)
    town.database.write(lambda db: wallet_book.add(db, [again(line)]))
    open_page(screen, "wallet-reconciliation", calm)
    page = screen.reconciliation
    press(qtbot, page, "wallet-reconcile")
    assert page.head.bar.isVisible()
    assert not page.head.button.isEnabled()
    calm()
    calm()

    assert not page.head.bar.isVisible()
    kinds = column(page.table, "kind")
    assert {"Поставщик показывает лишнее", "В выписке записано дважды"} <= set(kinds)
    assert text(page, "wallet-reconciliation-verdict").startswith(f"Расхождений: {len(kinds)}.")
    page.filters.choose("kind", "entered_twice")
    assert (column(page.table, "code"), column(page.table, "wallet")) == (
        [code], [town.ivan.number],
    )  # fmt: skip
    click_code(qtbot, page.table)
    calm()
    shown = opened(PaymentWindow, "payment-window")
    assert text(shown, "story-code") == code
    shown.close_button.click()


def test_the_hour_of_the_reconciliation_is_chosen_or_none(
    qtbot: QtBot,
    town: WalletTown,
    screen: Wallets,
    calm: Calm,
) -> None:
    open_page(screen, "wallet-reconciliation", calm)
    page = screen.reconciliation
    for values, hour, words in (
        ({"by_itself": True, "hour": 6}, 6, "Автоматически: после 06:00 по Москве…"),
        ({"by_itself": False, "hour": 6}, -1, "Автоматически: нет…"),
    ):
        press(qtbot, page, "wallet-schedule")
        dialog = form("wallet-schedule")
        dialog.form.fill(values)
        dialog.body.press()
        calm()
        look = town.parts.reconciling.wallet_reconciliations
        found: WalletReconciliations = town.look(look, AskWalletReconciliations())
        assert (found.hour, page.head.hour.text()) == (hour, words)


def test_an_account_behaves_as_it_is_told_and_its_transfers_are_listed(
    qtbot: QtBot,
    town: WalletTown,
    screen: Wallets,
    calm: Calm,
) -> None:
    open_page(screen, "bank-accounts", calm)
    page = screen.bank
    page.table.select(("simulated", CLOSED_ACCOUNT))
    calm()
    assert column(page.transfers, "verdict") == ["Отказ"]
    press(qtbot, page, "bank-account-mood")
    dialog = form("account-mood")
    assert dialog.form.values()["mood"] == AccountMood.REFUSES
    dialog.form.fill({"account": CLOSED_ACCOUNT, "mood": AccountMood.OK, "pause_ms": 0, "times": 0})
    dialog.body.press()
    calm()

    assert town.ivan.withdraw(1_000, account=CLOSED_ACCOUNT).status < 300
    town.run()
    page.refresh()
    calm()
    page.table.select(("simulated", CLOSED_ACCOUNT))
    calm()
    assert column(page.transfers, "verdict") == ["Зачислен", "Отказ"]


def test_the_overview_counts_wallets_and_the_ledger_folds_them(
    qtbot: QtBot,
    town: WalletTown,
    desk: Desk,
    calm: Calm,
) -> None:
    overview, ledger = Overview(desk), Ledger(desk)
    for one in (overview, ledger):
        qtbot.addWidget(one)
        one.show()
        one.refresh()
    calm()

    seen: asks.Overview = town.look(town.service.overviews.overview, asks.AskOverview())
    assert seen.wallets is not None
    assert text(overview, "figure-unconfirmed") == str(seen.wallets.waiting)
    assert text(overview, "figure-wallets").endswith("₽")
    assert [one for one in column(ledger.table, "account") if one.startswith("wallet:")] == ["wallet:*:main"]


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk, town: WalletTown, calm: Calm) -> Iterator[AppWindow]:
    town.invent(ids.uuid7(town.clock.now_ms()), 777)
    town.reconcile()
    made = window(desk)
    qtbot.addWidget(made)
    audit.settle(made)
    calm()
    yield made
    made.end()


def demand_fit(shown: AppWindow, name: str, calm: Calm) -> None:
    """What is seen is named, fits, and speaks English."""
    calm()
    calm()
    QApplication.processEvents()
    assert (name, audit.unnamed(shown), audit.misfits(shown)) == (name, [], [])
    assert (name, audit.of_other_language(shown, "en", set(NAMES.split()))) == (name, [])


@pytest.mark.long
def test_every_page_speaks_one_language_and_fits(shown: AppWindow, desk: Desk, calm: Calm) -> None:
    desk.languages.use("en")
    shown.zoom(130)
    audit.settle(shown)
    shown.show_tab("wallets")
    tab = shown.screen_shown
    assert isinstance(tab, Wallets)
    for place in range(tab.pages.count()):
        tab.pages.setCurrentIndex(place)
        demand_fit(shown, tab.pages.tabText(place), calm)
    for name in ("overview", "ledger"):
        shown.show_tab(name)
        demand_fit(shown, name, calm)
    shown.zoom(100)


@pytest.mark.long
def test_the_overview_leads_to_the_reconciliation_and_the_ledger_to_wallets(
    shown: AppWindow,
    town: WalletTown,
    calm: Calm,
) -> None:
    shown.show_tab("overview")
    calm()
    button = next(
        one for one in shown.screen_shown.findChildren(QPushButton) if one.objectName().startswith("open-wallets-")
    )
    button.click()
    calm()
    calm()
    tab = shown.screen_shown
    assert isinstance(tab, Wallets)
    assert tab.pages.currentWidget() is tab.reconciliation
    verdict = tab.reconciliation.findChild(QLabel, "wallet-reconciliation-verdict")
    assert isinstance(verdict, QLabel)
    assert verdict.text().startswith("Расхождений: ")

    shown.show_tab("ledger")
    calm()
    ledger = shown.screen_shown
    assert isinstance(ledger, Ledger)
    ledger.table.opened.emit(next(one for one in rows(ledger) if one.account == "wallet:*:main"))
    assert shown.screen_shown is tab
    assert tab.pages.currentWidget() is tab.wallets


def rows(ledger: Ledger) -> list[asks.AccountRow]:
    return [ledger.table.model.row(number) for number in range(ledger.table.model.total)]


def line_of(town: WalletTown, way: str) -> Row:
    """A line of Ivan's statement."""
    read = town.database.read
    lines = read(lambda db: wallet_book.page(db, town.ivan.number, before=0, since=0, until=1 << 62, limit=50))
    return next(row for row in lines if row["way"] == way)


def again(row: Row) -> wallet_book.Movement:
    """The same line once more, under a place in the log that has nothing of wallets."""
    return wallet_book.Movement(
        row["wallet_id"], -1, row["payment_id"], row["at"], row["way"], row["amount"], row["with_whom"], returned=False
    )
