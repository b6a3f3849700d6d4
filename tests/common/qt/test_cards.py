"""Cards in a window: taken in whatever way they come, shown once, handed over in three ways."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from common.card_text import card_from_text, card_text
from common.protocol import card as cards
from common.protocol.card import Card, CardKind
from common.qr import read_picture, squares
from common.qt.cards import CardPanel, ImportCard, QrView, import_card
from common.qt.cards.page import paint_card
from common.qt.cards.panel import file_name
from common.qt.cards.pictures import grey, load
from common.qt.cards.qr_view import picture
from common.qt.desk import Desk
from common.qt.printing import draw, page_printer
from common.words import Words
from tests.common.qt import audit
from tests.common.qt.seen import seen

CARD = Card(
    kind=CardKind.SUBSCRIBER,
    version=1,
    issuer="0190a5c8-7e1b-7ccc-8000-0123456789ab",
    name=Words("Мегафон: «Юг»", "Megafon"),
    url="http://127.0.0.1:8101",
    dialect="json",
    login="subscriber-417",
    password="p@ss ё",
    number="9123456789",
)


@pytest.fixture
def taken() -> list[Card]:
    return []


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk, taken: list[Card]) -> ImportCard:
    QGuiApplication.clipboard().clear()
    made = import_card(desk, None, CardKind.SUBSCRIBER, taken.append)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    seen(qtbot, made)
    return made


def photo(card: Card) -> QImage:
    return picture(squares(card_text(card)), scale=4)


def refusal(dialog: ImportCard) -> str:
    assert dialog.failure.isVisible()
    return dialog.failure.words.text()


def test_a_card_is_taken_from_its_file(
    dialog: ImportCard, taken: list[Card], calm: Callable[[], None], tmp_path: Path
) -> None:
    cards.write(tmp_path / "x.paycard.json", CARD)

    dialog.take_file(str(tmp_path / "x.paycard.json"))
    calm()

    assert taken == [CARD]
    assert not dialog.isVisible()


def test_a_card_is_taken_from_a_picture_of_its_code(
    dialog: ImportCard, taken: list[Card], calm: Callable[[], None], tmp_path: Path
) -> None:
    assert photo(CARD).save(str(tmp_path / "code.png"))

    dialog.take_file(str(tmp_path / "code.png"))
    calm()

    assert taken == [CARD]


@pytest.mark.parametrize("what", ["text", "json", "picture"])
def test_a_card_is_pasted(
    dialog: ImportCard, taken: list[Card], calm: Callable[[], None], qtbot: QtBot, what: str
) -> None:
    clipboard = QGuiApplication.clipboard()
    if what == "picture":
        clipboard.setImage(photo(CARD))
    else:
        clipboard.setText(card_text(CARD) if what == "text" else cards.encode(CARD).decode())

    qtbot.keyClick(dialog, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    calm()

    assert taken == [CARD]


def test_a_card_is_dropped(dialog: ImportCard, taken: list[Card], calm: Callable[[], None], tmp_path: Path) -> None:
    cards.write(tmp_path / "x.paycard.json", CARD)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "x.paycard.json"))])

    no_button, no_key = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    dialog.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, no_button, no_key))
    calm()

    assert taken == [CARD]


def test_a_card_for_somebody_else_is_refused_by_name(
    dialog: ImportCard, taken: list[Card], calm: Callable[[], None]
) -> None:
    other = Card(
        kind=CardKind.AGENT, version=1, issuer="x", name=CARD.name, url=CARD.url, dialect="", login="a", password="b"
    )

    dialog.take_text(card_text(other))
    calm()

    assert taken == []
    assert refusal(dialog).startswith("Это карточка агента")
    assert "нужна карточка абонента" in refusal(dialog)


def test_a_card_of_another_version_is_refused_in_words(
    dialog: ImportCard, taken: list[Card], calm: Callable[[], None]
) -> None:
    dialog.take_text(cards.encode(CARD).decode().replace('"version": 1', '"version": 7'))
    calm()

    assert taken == []
    assert "version 7" in refusal(dialog)


def test_a_picture_without_a_code_is_refused_in_words(dialog: ImportCard, calm: Callable[[], None]) -> None:
    blank = QImage(300, 200, QImage.Format.Format_ARGB32)
    blank.fill(0)

    dialog.take_picture(blank)
    calm()

    assert "не нашлось QR-кода" in refusal(dialog)


def test_an_empty_clipboard_is_told(dialog: ImportCard) -> None:
    dialog.paste()

    assert "нет ни карточки, ни картинки" in refusal(dialog)


@pytest.mark.parametrize("name", ["gone.paycard.json", "gone.png", "text.txt"])
def test_a_file_that_is_no_card_is_refused(
    dialog: ImportCard, calm: Callable[[], None], tmp_path: Path, name: str
) -> None:
    (tmp_path / "text.txt").write_text("hello", encoding="utf-8")

    dialog.take_file(str(tmp_path / name))
    calm()

    assert "Ничего не" in refusal(dialog)


def test_a_card_waiting_in_the_clipboard_is_pointed_at(qtbot: QtBot, desk: Desk) -> None:
    QGuiApplication.clipboard().setText(card_text(CARD))

    made = import_card(desk, None, CardKind.SUBSCRIBER, print)
    qtbot.addWidget(made)

    assert "В буфере обмена есть карточка" in made.note.text()


def test_a_large_photo_is_made_smaller_and_still_read(tmp_path: Path) -> None:
    photo(CARD).scaled(4000, 4000).save(str(tmp_path / "large.jpg"))

    image = load(str(tmp_path / "large.jpg"))

    assert max(image.width(), image.height()) == 2400
    assert read_picture(*grey(image)) == [card_text(CARD)]


@pytest.fixture
def panel(qtbot: QtBot, desk: Desk, calm: Callable[[], None]) -> CardPanel:
    made = CardPanel(desk, CARD)
    seen(qtbot, made)
    calm()
    return made


def test_the_whole_card_is_copied_as_one_text(panel: CardPanel) -> None:
    panel.copy_button.click()

    assert card_from_text(QGuiApplication.clipboard().text()) == CARD
    assert panel.note.text() == "Скопировано"


def test_the_password_is_dots_until_it_is_asked_for(panel: CardPanel) -> None:
    assert panel.lines["password"].echoMode() is QLineEdit.EchoMode.Password
    assert panel.lines["login"].text() == "subscriber-417"


def test_a_card_is_saved_into_its_file(panel: CardPanel, calm: Callable[[], None], tmp_path: Path) -> None:
    path = tmp_path / file_name(CARD)

    panel.save_to(str(path))
    calm()

    assert cards.read(path) == CARD
    assert panel.saved_to == path
    assert path.name == "Мегафон_ _Юг_-9123456789.paycard.json"


def test_a_folder_that_cannot_be_written_is_told(panel: CardPanel, calm: Callable[[], None], tmp_path: Path) -> None:
    panel.save_to(str(tmp_path / "gone" / "x.paycard.json"))
    calm()

    assert "не записан" in panel.failure.words.text()
    assert panel.saved_to is None


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_code_on_the_screen_is_read_by_a_camera_in_any_theme(panel: CardPanel, desk: Desk, theme: str) -> None:
    desk.theme.use(theme)
    panel.resize(900, 500)

    seen = panel.qr.canvas.grab().toImage()

    assert read_picture(*grey(seen)) == [card_text(CARD)]


def test_a_text_that_no_code_holds_is_told(qtbot: QtBot, desk: Desk, calm: Callable[[], None]) -> None:
    view = QrView(desk, "A" * 5000)
    seen(qtbot, view)
    calm()

    assert view.refusal.isVisible()
    assert view.image().isNull()


def test_the_code_of_a_text_that_was_taken_away_is_not_shown_any_more(
    qtbot: QtBot, desk: Desk, calm: Callable[[], None]
) -> None:
    view = QrView(desk)
    qtbot.addWidget(view)
    view.show_text("oplata:top-up?v=1&account=5")

    view.show_text("")
    calm()

    assert view.squares == []


def test_a_card_is_printed_on_one_page(desk: Desk, tmp_path: Path) -> None:
    printer = page_printer("card", str(tmp_path / "card.pdf"))
    found = squares(card_text(CARD))

    printed = draw(printer, lambda painter, area: paint_card(painter, area, CARD, found, "ru"))

    assert printed
    assert (tmp_path / "card.pdf").read_bytes().startswith(b"%PDF")


def test_the_printed_code_is_read_back() -> None:
    page = QImage(1240, 1748, QImage.Format.Format_RGB32)
    page.fill(0xFFFFFFFF)

    painter = QPainter(page)
    paint_card(painter, QRectF(60, 60, 1120, 1620), CARD, squares(card_text(CARD)), "ru")
    painter.end()

    assert read_picture(*grey(page)) == [card_text(CARD)]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_nothing_about_cards_is_without_a_name_or_cut_off(
    dialog: ImportCard, panel: CardPanel, desk: Desk, language: str
) -> None:
    desk.languages.use("en" if language == "en" else "ru")
    dialog.paste()
    QApplication.processEvents()

    assert audit.unnamed(dialog) == audit.unnamed(panel) == []
    assert audit.misfits(panel) == []


def test_the_panel_speaks_the_other_language(panel: CardPanel, desk: Desk) -> None:
    desk.languages.use("en")

    assert panel.save_button.text() == "Save the file…"
    assert panel.lines["password"].accessibleName() == "Password"
