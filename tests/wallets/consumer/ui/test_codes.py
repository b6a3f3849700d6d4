"""Codes to pay with in the consumer's window: a seller's QR, the own barcode, a charge that waits for a word."""

import re
from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from common.errors import Unavailable
from common.protocol.wallets import doors
from common.protocol.wallets.codes import LookAtQr
from common.qr import read_image, squares
from common.qt import screen_part
from common.qt.cards.qr_view import picture
from common.qt.window import AppWindow
from consumer_app import messages
from consumer_app.ui.wallet.pay_qr import PayQrDialog, png
from consumer_app.ui.wallet.screen import Wallet
from consumer_app.ui.wallet.showing_code import BarcodeDialog
from consumer_app.ui.wallet.top_up import WalletTopUp
from tests.common.qt.audit import misfits, of_other_language, unnamed
from tests.consumer_app.ui.inside import ConsumerInside
from tests.consumer_app.ui.test_window import NAMES
from tests.consumer_app.world import World
from tests.wallets.consumer.centre import QR, SimulatedCentre

Calm = Callable[[], None]
NOT_OURS = "00020101021126250009ru.paysim0108SHOP00015204481453036435802RU5909MEGASVYAZ6004PERM63043441"


@pytest.fixture
def qr(tab: Wallet) -> PayQrDialog:
    """«Оплатить по QR…», open."""
    tab.pay_by_qr()
    (dialog,) = tab.findChildren(PayQrDialog)
    return dialog


@pytest.fixture
def barcode(tab: Wallet, calm: Calm) -> BarcodeDialog:
    """«Показать штрихкод», open, with its code."""
    tab.show_barcode()
    (dialog,) = tab.findChildren(BarcodeDialog)
    calm()
    return dialog


def ask_for_charges(world: World) -> None:
    for wallet in world.service.wallets.active_wallets():
        world.service.charges.poll(wallet)


def test_a_picture_of_a_code_shows_the_directorys_name_and_pays_it(
    qtbot: QtBot, centre: SimulatedCentre, tab: Wallet, qr: PayQrDialog, calm: Calm
) -> None:
    qr.take_picture(picture(squares(QR)))
    calm()
    calm()
    assert (qr.name.text(), qr.sum.text(), qr.pay_button.text()) == (
        "Мегасвязь", "150,00\u00a0₽", "Заплатить 150,00\u00a0₽",
    )  # fmt: skip
    assert "MEGA SALE" in qr.differs.text()
    assert qr.differs.isVisible()

    qtbot.mouseDClick(qr.pay_button, Qt.MouseButton.LeftButton)
    qr.pay()
    calm()

    assert [(one.way, one.amount) for one in centre.done.values()] == [("qr", 15_000)]
    assert not isValid(qr)
    assert tab.outcome.words.ru.startswith("Оплата по QR 150,00\u00a0₽, Мегасвязь")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_code_that_is_not_signed_is_explained_and_has_nothing_to_press(
    tab: Wallet, qr: PayQrDialog, calm: Calm, language: str
) -> None:
    tab.desk.use_language("en" if language == "en" else "ru")

    qr.take_text(NOT_OURS)
    calm()
    qr.pay()
    calm()

    assert (qr.refusal.isVisible(), qr.pay_button.isVisible(), qr.payee.isVisible()) == (True, False, False)
    assert "MEGASVYAZ" in qr.says.text()
    assert {"ru": "не подписан", "en": "not signed"}[language] in qr.why.text()
    assert unnamed(qr) == []


def test_another_code_takes_the_first_ones_payee_away_at_once(qr: PayQrDialog, calm: Calm) -> None:
    qr.take_text(QR)
    calm()

    qr.take_text(NOT_OURS)

    assert (qr.paid, qr.pay_button.isVisible()) == (None, False)
    calm()
    assert qr.paid is None


def test_a_code_without_a_sum_asks_for_it(
    centre: SimulatedCentre, role: ConsumerInside, qr: PayQrDialog, calm: Calm
) -> None:
    known = centre.call(doors.LOOK_AT_QR, LookAtQr(qr=QR))
    role.answers["read-pay-code"] = messages.PayCodeRead(paid=msgspec.structs.replace(known, amount=0))
    qr.take_text(QR)
    calm()
    qr.pay()
    assert (centre.done, qr.form.isVisible()) == ({}, True)

    qr.form.fill({"amount": 7_700})
    qr.pay()
    calm()

    assert [one.amount for one in centre.done.values()] == [7_700]


def test_what_the_scanner_types_is_read_at_its_enter(qtbot: QtBot, qr: PayQrDialog, calm: Calm) -> None:
    qtbot.keyClicks(qr.line, QR)
    qtbot.keyClick(qr.line, Qt.Key.Key_Return)
    calm()

    assert qr.name.text() == "Мегасвязь"


def test_a_picture_or_a_text_is_dropped_and_one_without_a_code_is_told(qr: PayQrDialog, calm: Calm) -> None:
    data = QMimeData()
    data.setText(QR)
    assert qr._take(data)
    calm()
    assert qr.payee.isVisible()

    blank = QImage(300, 300, QImage.Format.Format_RGB32)
    blank.fill(Qt.GlobalColor.white)
    qr.take_picture(blank)
    calm()

    assert (qr.payee.isVisible(), qr.failure.isVisible()) == (False, True)


def test_where_the_screen_may_not_be_seen_the_window_says_so(
    qr: PayQrDialog, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(screen_part, "_is_black", lambda _: True)

    qr.take_screen()
    assert not qr.isVisible()
    qtbot.waitUntil(qr.isVisible)

    assert "не даёт снимать экран" in qr.failure.words.text()


def test_a_dark_screen_with_a_code_in_its_corner_is_not_taken_for_one_that_nobody_may_see(qapp: object) -> None:
    screen = QPixmap(1280, 1024)
    screen.fill(Qt.GlobalColor.black)
    assert screen_part._is_black(screen)
    painter = QPainter(screen)
    painter.drawImage(1190, 940, picture(squares(QR), 2))
    painter.end()

    assert not screen_part._is_black(screen)


def test_a_frame_on_the_screen_is_read(
    qr: PayQrDialog, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, calm: Calm
) -> None:
    monkeypatch.setattr(screen_part, "_is_black", lambda _: False)
    qr.take_screen()
    parts: list[screen_part.ScreenPart] = []

    def opened() -> bool:
        parts[:] = [one for one in QApplication.topLevelWidgets() if isinstance(one, screen_part.ScreenPart)]
        return bool(parts and parts[0].isVisible())

    qtbot.waitUntil(opened)
    part = parts[0]
    code = picture(squares(QR))
    part._picture = QPixmap(part.size())
    part._picture.fill(Qt.GlobalColor.white)
    painter = QPainter(part._picture)
    painter.drawImage(100, 100, code)
    painter.end()
    end = QPoint(140 + code.width(), 140 + code.height())
    qtbot.mousePress(part, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    qtbot.mouseMove(part, end)
    qtbot.mouseRelease(part, Qt.MouseButton.LeftButton, pos=end)
    qtbot.waitUntil(qr.isVisible)
    calm()
    calm()

    assert qr.isVisible()
    assert qr.name.text() == "Мегасвязь"


def test_the_bars_and_the_qr_in_sight_are_read_back_as_the_code(
    qtbot: QtBot, centre: SimulatedCentre, barcode: BarcodeDialog
) -> None:
    assert barcode.code is not None
    qtbot.waitUntil(lambda: bool(barcode.qr.squares))
    seen = {one.kind: one.text for one in read_image(png(barcode.grab().toImage()))}

    assert seen == {"code128": barcode.code.code, "qr": barcode.code.code}
    assert barcode.digits.text().replace(" ", "") == barcode.code.code
    assert re.fullmatch(r"Действует ещё (1:00|0:\d\d)", barcode.note.text())


def test_at_the_end_of_its_time_another_code_comes_and_without_a_network_the_spare(
    qtbot: QtBot, centre: SimulatedCentre, role: ConsumerInside, tab: Wallet, calm: Calm
) -> None:
    def shown(code: str, *, left: int, spare: bool = False) -> messages.BarcodeShown:
        return messages.BarcodeShown(
            code=code, left_ms=left, whole_ms=60_000, spare=spare, no_confirmation=100_000, currency="RUB"
        )  # fmt: skip

    role.answers["barcode"] = shown("501111111111100001", left=30)
    tab.show_barcode()
    (dialog,) = tab.findChildren(BarcodeDialog)
    calm()
    role.answers["barcode"] = shown("502222222222200001", left=50_000, spare=True)

    qtbot.waitUntil(lambda: dialog.digits.text() == "5022 2222 2222 2000 01")

    assert dialog.note.text().startswith("Нет сети. Это запасной код")
    role.answers["barcode"] = Unavailable("no_connection")
    dialog.code = shown("502222222222200001", left=0, spare=True)
    qtbot.waitUntil(lambda: dialog.digits.text() == "")
    calm()
    assert dialog.note.text().startswith("Кода нет.")
    assert dialog.bars.row == []


def test_a_code_that_was_charged_is_told_and_replaced(
    centre: SimulatedCentre, barcode: BarcodeDialog, calm: Calm
) -> None:
    assert barcode.code is not None
    first = barcode.code.code
    paid = centre.charge(5_000)
    centre.waiting.clear()
    centre.done[paid.payment_id] = msgspec.structs.replace(paid, state="done", confirm_until=None, shown="")

    barcode.look()
    calm()
    calm()

    assert barcode.outcome.words.ru.startswith("Оплата по штрихкоду 50,00\u00a0₽, Мегасвязь: платёж проведён")
    assert barcode.code.code != first


def test_a_code_in_sight_is_not_replaced_again_when_the_charge_before_it_ends(
    centre: SimulatedCentre, barcode: BarcodeDialog, calm: Calm
) -> None:
    """A fetch ends the codes before it: the one that is being scanned right now would be gone."""
    paid = centre.charge(5_000)
    centre.waiting.clear()
    centre.done[paid.payment_id] = msgspec.structs.replace(paid, state="accepted", confirm_until=None, shown="")
    barcode.look()
    calm()
    calm()
    fresh = barcode.code

    centre.done[paid.payment_id] = msgspec.structs.replace(paid, state="done", confirm_until=None, shown="")
    barcode.look()
    calm()
    calm()

    assert "платёж проведён" in barcode.outcome.words.ru
    assert barcode.code is not None
    assert barcode.code is fresh


def test_a_hidden_window_keeps_no_code(barcode: BarcodeDialog) -> None:
    barcode.hide()

    assert (barcode.code, barcode.digits.text(), barcode.bars.row, barcode.qr.text) == (None, "", [], "")


def test_a_charge_comes_up_whatever_tab_is_open_and_the_word_is_for_what_was_shown(
    qtbot: QtBot, world: World, centre: SimulatedCentre, window: AppWindow, calm: Calm
) -> None:
    tab = next(one for one in window.screens if isinstance(one, Wallet))
    centre.charge()
    ask_for_charges(world)
    qtbot.waitUntil(lambda: tab.charges.open_one is not None)
    dialog = tab.charges.open_one
    assert dialog is not None
    assert (dialog.name.text(), dialog.amount.text()) == ("Кому: Мегасвязь", "2\u00a0500,00\u00a0₽")
    assert dialog.no.isDefault()
    assert window.screen_shown.name == "contracts"
    for language in ("en", "ru"):
        window.desk.use_language("en" if language == "en" else "ru")
        assert of_other_language(dialog, language, NAMES | {"Мегасвязь", "Чек", "ANA"}) == []
        assert (unnamed(dialog), misfits(dialog)) == ([], [])

    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    calm()

    assert [(one.accept, one.shown) for one in centre.words] == [(True, "digest-of-this-charge")]
    assert "Вы подтвердили списание" in tab.outcome.words.ru


def test_escape_refuses_and_nothing_is_taken(
    qtbot: QtBot, world: World, centre: SimulatedCentre, tab: Wallet, calm: Calm
) -> None:
    centre.charge()
    ask_for_charges(world)
    tab.charges.look()
    calm()
    dialog = tab.charges.open_one
    assert dialog is not None

    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    calm()

    assert [one.accept for one in centre.words] == [False]
    assert "деньги остались в кошельке" in tab.outcome.words.ru


def test_a_charge_that_waits_no_more_leaves_and_is_told(
    world: World, centre: SimulatedCentre, tab: Wallet, calm: Calm
) -> None:
    centre.charge()
    ask_for_charges(world)
    tab.charges.look()
    calm()
    dialog = tab.charges.open_one
    assert dialog is not None
    centre.waiting.clear()
    ask_for_charges(world)

    tab.charges.look()
    calm()

    assert tab.charges.open_one is None
    assert centre.words == []
    assert tab.desk.messages.recent[-1].notice.words.ru.startswith("Списание больше не ждёт")


def test_where_the_word_could_not_be_told_the_charge_stays_and_may_be_left(
    qtbot: QtBot, world: World, centre: SimulatedCentre, tab: Wallet, calm: Calm
) -> None:
    centre.charge()
    ask_for_charges(world)
    tab.charges.look()
    calm()
    dialog = tab.charges.open_one
    assert dialog is not None
    centre.fail(Unavailable("no_connection"))

    dialog.answer(accept=True)
    calm()
    assert dialog.failure.isVisible()
    dialog.reject()
    tab.charges.look()
    calm()

    assert tab.charges.open_one is None
    assert centre.words == []


def test_the_code_for_the_terminal_is_the_wallets_own(qtbot: QtBot, tab: Wallet, calm: Calm) -> None:
    tab.top_up()
    (dialog,) = tab.findChildren(WalletTopUp)
    calm()
    assert "account=123456789015" in dialog.code.text
    assert "provider=centre-uid" in dialog.code.text

    dialog.code.amount.fill(50_000)

    qtbot.waitUntil(lambda: "sum=50000" in dialog.code.text)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_dialog_has_names_and_room_in_both_languages(tab: Wallet, calm: Calm, language: str) -> None:
    tab.desk.use_language("en" if language == "en" else "ru")
    tab.send()
    tab.withdraw()
    tab.pay_by_qr()
    tab.show_barcode()
    tab.top_up()
    calm()
    names = NAMES | {"Enter", "Процессинг", "Иван", "Терминал", "Мегасвязь", "AAAA"}
    dialogs = [one for one in tab.findChildren(QDialog) if one.isVisible()]
    assert len(dialogs) == 5
    for one in (tab, *dialogs):
        QApplication.processEvents()
        assert unnamed(one) == []
        assert misfits(one) == []
        assert of_other_language(one, language, names) == []
