"""The till and the wall: a card begins it, a scan charges once, our own code follows what is typed."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTabWidget

from common import qr
from common.clock import VirtualClock
from common.errors import Rejected, Unavailable
from common.protocol.wallets import doors
from common.qt.cards.qr_view import picture
from common.qt.desk import Desk
from common.qt.window import AppWindow
from provider_app.service import messages
from provider_app.ui.accepting import Accepting
from provider_app.ui.window import NAME
from tests.common.qt.audit import misfits, of_other_language, settle, unnamed
from tests.provider_app.running import Running, eventually
from tests.provider_app.ui.conftest import Person
from tests.wallets.provider.centre import FREE, Centre, barcode

NAMES = {
    "QR",
    "EMVCo",
    "PDF",
    "PNG",
    "Пекарня",
    "ПЦ",
    "Учебный",
    "Иван",
    "Чек",
    "http",
    "Excel",
    "Ctrl",
    "Shift",
    "Esc",
}
NAMES |= {"English", "Language", "Язык", "русский", "РУС", "ENG", "test"}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    made = Running(tmp_path_factory.mktemp("till"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def answering(running: Running, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    made = Centre(tmp_path_factory.mktemp("centre"), running.clock)
    running.operate("import-acceptance", messages.ImportAcceptance(card=made.card))
    eventually(lambda: bool(made.notices.url))
    yield made
    made.close()


@pytest.fixture
def centre(answering: Centre) -> Centre:
    answering.calm()
    return answering


@pytest.fixture
def window(desk: Desk, calm: Callable[[], None]) -> Iterator[AppWindow]:
    """This tab alone: the others take their time."""
    made = AppWindow(desk, NAME, (Accepting(desk),))
    made.resize(1024, 768)
    made.show()
    calm()
    yield made
    made.end()
    shiboken6.delete(made)


@pytest.fixture
def till(person: Person, centre: Centre) -> Any:
    """The tab with a card in force."""
    screen = person.open("accepting")
    person.until(lambda: screen.pages.currentIndex() == 1 and screen.head.balance.text() != "—")
    return screen


def scan(person: Person, till: Any, digits: str, amount: int | None = 15_000, order: str = "Чек 15") -> None:
    """A sum is typed, and the scanner types the code with its Enter."""
    if amount is not None:
        till.barcode.form.fill({"charge-amount": amount, "charge-order": order})
    line: QLineEdit = till.barcode.code.line
    person.qtbot.keyClicks(line, digits)
    person.qtbot.keyClick(line, Qt.Key.Key_Return)


def words_of(widget: Any) -> str:
    """Everything that is said there."""
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def test_a_scan_charges_and_says_so_at_large(person: Person, till: Any, centre: Centre) -> None:
    scan(person, till, barcode(1))
    person.calm()

    assert till.barcode.result.title.text() == "Проведён: 150,00\u00a0₽"
    assert "Иван И." in till.barcode.result.text.text()
    assert (till.barcode.code.line.text(), till.barcode.amount.value()) == ("", None)
    till.search(till.barcode.result.shown.code)
    person.until(lambda: till.table.model.total == 1)
    row = till.table.model.row(0)
    assert (row.state, row.order, row.amount, row.way) == ("done", "Чек 15", 15_000, "barcode")
    person.until(lambda: till.list.total.text() == "Проведено 150,00\u00a0₽, платежей: 1")


def test_two_clicks_and_a_bounce_of_the_scanner_are_one_charge(person: Person, till: Any, centre: Centre) -> None:
    till.barcode.form.fill({"charge-amount": 15_000})
    till.barcode.code.fill(barcode(2))
    button = person.find(QPushButton, "charge")
    person.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    person.qtbot.mouseDClick(button, Qt.MouseButton.LeftButton)
    person.calm()
    scan(person, till, barcode(2))
    person.calm()
    scan(person, till, barcode(2), None)
    person.calm()

    assert (centre.balance, centre.times(doors.PAY)) == (15_000, 1)
    assert till.barcode.code.line.text() == ""


def test_a_scan_that_lands_in_another_field_is_never_taken_for_a_sum(person: Person, till: Any, centre: Centre) -> None:
    """After a charge the cursor stands in the sum: the scanner's second thought is typed there."""
    scan(person, till, barcode(21))
    person.calm()
    person.qtbot.keyClicks(till.barcode.amount.line, barcode(21))
    person.qtbot.keyClick(till.barcode.amount.line, Qt.Key.Key_Return)
    person.calm()
    assert (till.barcode.amount.line.text(), centre.times(doors.PAY)) == ("", 1)

    person.qtbot.keyClicks(till.barcode.amount.line, barcode(22))
    person.qtbot.keyClick(till.barcode.amount.line, Qt.Key.Key_Return)
    assert (till.barcode.amount.line.text(), till.barcode.code.line.text()) == ("", barcode(22))
    assert "Заполните «Сумма»." in words_of(till.barcode.form)
    person.qtbot.keyClicks(till.barcode.amount.line, "12")
    person.qtbot.keyClick(till.barcode.amount.line, Qt.Key.Key_Return)
    person.qtbot.keyClick(till.barcode.code.line, Qt.Key.Key_Return)
    person.calm()

    assert (centre.balance, centre.times(doors.PAY)) == (15_000 + 1_200, 2)


def test_the_cursor_stays_where_a_scan_is_under_way_when_the_answer_comes(
    person: Person, till: Any, centre: Centre
) -> None:
    """The rest of its digits would be a sum."""
    line: QLineEdit = till.barcode.code.line
    scan(person, till, barcode(23))
    person.qtbot.keyClicks(line, barcode(23)[:7])
    person.calm()
    assert till.barcode.result.title.text() == "Проведён: 150,00\u00a0₽"
    assert line.hasFocus()

    person.qtbot.keyClicks(line, barcode(23)[7:])
    person.qtbot.keyClick(line, Qt.Key.Key_Return)
    person.calm()

    assert (line.text(), till.barcode.amount.line.text(), centre.times(doors.PAY)) == ("", "", 1)
    assert till.barcode.amount.line.hasFocus()


def test_the_buyer_is_waited_for_with_a_countdown(person: Person, till: Any, centre: Centre, running: Running) -> None:
    scan(person, till, barcode(3), FREE + 100)
    person.calm()
    assert till.barcode.result.title.text() == "Ждём покупателя: 1:00"
    assert "Деньги ещё не списаны" in till.barcode.result.text.text()

    clock = person.desk.clock
    assert isinstance(clock, VirtualClock)
    clock.advance(17)
    person.until(lambda: till.barcode.result.title.text() == "Ждём покупателя: 0:43")
    clock.advance(60)
    person.until(lambda: till.barcode.result.title.text() == "Ждём ответа центра")
    centre.finish(till.barcode.result.shown.payment_id)
    running.clock.advance(2)

    person.until(lambda: till.barcode.result.title.text() == "Проведён: 1\u00a0001,00\u00a0₽")


def test_a_refusal_is_told_with_its_reason_and_the_sum_stays_to_try_again(
    person: Person, till: Any, centre: Centre
) -> None:
    centre.errors[doors.PAY.path] = Rejected("barcode_expired")
    scan(person, till, barcode(4))
    person.calm()

    assert till.barcode.result.title.text() == "Отказ: 150,00\u00a0₽"
    assert till.barcode.result.text.text().startswith("Время штрихкода вышло. Ничего не списано.")
    centre.errors.clear()
    scan(person, till, barcode(5), None)
    person.calm()
    assert till.barcode.result.title.text() == "Проведён: 150,00\u00a0₽"


def test_a_code_that_is_no_wallets_is_told_and_nothing_is_asked(person: Person, till: Any, centre: Centre) -> None:
    scan(person, till, "4600000000017")
    person.calm()

    assert till.barcode.result.title.text() == "Не списано"
    assert centre.times(doors.PAY) == 0


def test_without_a_sum_nothing_is_charged_and_the_sum_is_asked_for(person: Person, till: Any, centre: Centre) -> None:
    scan(person, till, barcode(6), None)
    person.calm()

    assert "Заполните «Сумма»." in words_of(till.barcode.form)
    assert (till.barcode.code.line.text(), centre.times(doors.PAY)) == (barcode(6), 0)


def test_a_picture_of_a_barcode_is_read_and_a_person_presses(
    person: Person, till: Any, centre: Centre, tmp_path: Path
) -> None:
    path = str(tmp_path / "code.png")
    picture(qr.squares(barcode(7))).save(path)
    till.barcode.form.fill({"charge-amount": 15_000})

    till.barcode.take_file(path)
    person.until(lambda: till.barcode.code.line.text() == barcode(7))
    assert centre.times(doors.PAY) == 0
    person.press("charge")

    assert centre.balance == 15_000


def test_a_copied_picture_of_a_barcode_is_pasted(person: Person, till: Any) -> None:
    QGuiApplication.clipboard().setImage(picture(qr.squares(barcode(9))))

    person.press("barcode-paste")

    person.until(lambda: till.barcode.code.line.text() == barcode(9))


def test_a_picture_without_a_wallets_barcode_says_so(person: Person, till: Any, tmp_path: Path) -> None:
    blank, other = str(tmp_path / "blank.png"), str(tmp_path / "other.png")
    image = QImage(200, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    image.save(blank)
    picture(qr.squares("https://example.org")).save(other)

    till.barcode.take_file(blank)
    person.until(lambda: "нет кода, который читается" in words_of(till.barcode.form))
    till.barcode.take_file(other)
    person.until(lambda: "это не штрихкод кошелька" in words_of(till.barcode.form))


def test_our_own_code_follows_what_is_typed_and_can_be_taken_away(person: Person, till: Any, tmp_path: Path) -> None:
    person.find(QTabWidget, "ways").setCurrentIndex(1)
    part, wanted = till.qr, "000201 link 15000 Стол 4"
    part.form.fill({"qr-amount": 15_000, "qr-order": "Стол 4", "qr-form": "link"})
    part.form.changed.emit()
    person.until(lambda: part.made is not None and part.made.text == wanted and part.qr.squares)

    person.press("qr-copy")
    part.save_picture_to(str(tmp_path / "QR.png"))
    person.calm()
    sheet = tmp_path / "sheet.pdf"
    person.desk.ask(
        part, "acceptance-sheet", part.sheet_asked(), then=lambda made: part.save_sheet_to(made, str(sheet))
    )
    person.until(sheet.exists)

    assert QGuiApplication.clipboard().text() == wanted
    assert [one.text for one in qr.read_image((tmp_path / "QR.png").read_bytes())] == [wanted]
    assert sheet.read_bytes().startswith(b"%PDF-")
    person.until(lambda: person.told()[-1].startswith("Сохранено: "))


def test_an_order_that_an_emv_code_cannot_hold_is_told_beside_it_and_a_link_holds_it(
    person: Person, till: Any, centre: Centre
) -> None:
    person.find(QTabWidget, "ways").setCurrentIndex(1)
    part = till.qr
    part.form.fill({"qr-amount": None, "qr-order": "Стол 5", "qr-form": "emv"})
    part.form.changed.emit()
    person.until(lambda: "Латиница и цифры" in words_of(part.form))
    assert (part.made, centre.times(doors.QR)) == (None, 0)

    part.form.fill({"qr-form": "link"})
    part.form.changed.emit()

    person.until(lambda: part.made is not None and part.made.order == "Стол 5")
    assert "Латиница и цифры" not in words_of(part.form)


def test_a_silent_centre_is_told_of_and_asked_again(person: Person, till: Any, centre: Centre) -> None:
    for door in (doors.QR, doors.ACCEPTANCE):
        centre.errors[door.path] = Unavailable("busy")
    person.find(QTabWidget, "ways").setCurrentIndex(1)
    till.qr.ask()
    person.do("ask-acceptance")
    person.until(lambda: "Центр не отвечает" in words_of(till.head))
    assert till.qr.made is None

    centre.errors.clear()
    person.press("qr-again")
    person.do("ask-acceptance")

    person.until(lambda: till.qr.made is not None)
    person.until(lambda: "Принимаем" in words_of(till.head))


@pytest.mark.parametrize(("language", "percent"), [("ru", 130), ("en", 100)])
def test_everything_is_named_fits_and_speaks_one_language(
    person: Person, till: Any, centre: Centre, language: str, percent: int
) -> None:
    scan(person, till, barcode(8), order="")
    person.calm()
    codes = set(re.findall("[A-Z]{2,}", till.barcode.result.shown.code))
    person.window.desk.use_language(language)  # type: ignore[arg-type]
    person.window.zoom(percent)

    for way in range(2):
        person.find(QTabWidget, "ways").setCurrentIndex(way)
        settle(person.window)
        assert unnamed(person.window) == []
        assert of_other_language(person.window, language, NAMES | codes) == []
        if language == "ru":
            assert misfits(person.window) == []
