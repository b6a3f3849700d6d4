"""The workbench's window: a code comes in whatever way and is told; one is made while its fields are typed."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QKeySequence, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QTreeWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from common.pay_codes.make import FORMS
from common.photo import png
from common.qr import read_image, squares
from common.qt import screen_part
from launcher_app.ui.qr.explain_page import as_png
from launcher_app.ui.qr.window import QrWindow
from tests.common.qt import audit
from tests.qr import scenes
from tests.qr.test_explaining import keys, of_emv, of_link
from tests.qr.vectors import BILL, DYNAMIC

Calm = Callable[[], None]
BAD = BILL.replace("Sum=15000", "Sum=150,00").replace("PayeeINN", "INN")


def why(window: QrWindow) -> str:
    """The verdict's sentence, the newest: the one before it is out of sight at once, and gone a little later."""
    return window.explain.findChildren(QLabel, "verdict-why")[-1].text()


def row(window: QrWindow, number: int) -> QTreeWidgetItem:
    """A row of the tree's first level."""
    item = window.explain.tree.topLevelItem(number)
    assert item is not None
    return item


def told(window: QrWindow) -> dict[str, str]:
    """Tags of the tree with their values, of the first level."""
    items = [row(window, at) for at in range(window.explain.tree.topLevelItemCount())]
    return {item.text(0): item.text(2) for item in items}


def test_a_pasted_text_is_explained(window: QrWindow, calm: Calm) -> None:
    QGuiApplication.clipboard().setText(DYNAMIC)

    window.explain.paste_button.click()
    calm()

    assert told(window)["54"] == "150.00"
    assert "другой системы" in why(window)
    assert window.explain.text.toPlainText() == DYNAMIC


def test_a_typed_text_is_explained_after_a_moment(window: QrWindow, calm: Calm, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.explain.text, "134567890123456789")

    qtbot.waitUntil(lambda: window.explain.found is not None, timeout=10_000)

    assert row(window, 0).text(3) == "WeChat Pay"


def test_problems_stand_above_the_fields_with_what_to_do(window: QrWindow, calm: Calm, qtbot: QtBot) -> None:
    window.explain.take_text(BAD)
    calm()

    seen = window.explain.verdict.findChild(QWidget, "problem-gost_sum_in_roubles")
    assert isinstance(seen, QWidget)
    qtbot.waitUntil(seen.isVisible)
    assert [label.text() for label in seen.findChildren(QLabel) if label.text()][-1] == "Напишите Sum=15000."
    assert window.explain.verdict.findChild(QWidget, "verdict-error") is not None


def drop(window: QrWindow, path: Path) -> None:
    """A file let go over the page."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    window.explain.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )


def test_a_dropped_picture_in_another_encoding_is_read_by_its_bytes(
    window: QrWindow, calm: Calm, tmp_path: Path
) -> None:
    file = tmp_path / "bill.png"
    file.write_bytes(
        png(squares(BILL.replace("«", '"').replace("»", '"').replace("ST00012", "ST00011").encode("cp1251")))
    )

    drop(window, file)
    calm()

    assert told(window)["Name"] == 'ООО "Три кита"'
    assert window.explain.found is not None
    assert not window.explain.found.problems


def test_a_picture_from_the_clipboard_is_read(window: QrWindow, calm: Calm) -> None:
    QGuiApplication.clipboard().setImage(QImage.fromData(png(squares(DYNAMIC))))

    window.explain.paste()
    calm()

    assert told(window)["63"] == "E686"


def test_a_part_of_the_screen_is_read(window: QrWindow, calm: Calm, monkeypatch: pytest.MonkeyPatch) -> None:
    part = QPixmap.fromImage(QImage.fromData(png(squares(DYNAMIC))))
    monkeypatch.setattr(screen_part, "take", lambda _desk, _hidden, chosen, _failed: chosen(part))

    window.explain.screen_button.click()
    calm()

    assert told(window)["63"] == "E686"


def test_of_several_codes_one_is_chosen(window: QrWindow, calm: Calm, tmp_path: Path) -> None:
    desk = Image.new("L", (1400, 700), 255)
    desk.paste(scenes.code(DYNAMIC), (20, 20))
    desk.paste(scenes.code(BILL, 5), (750, 50))
    file = tmp_path / "two.png"
    file.write_bytes(scenes.saved(desk))

    window.explain.take_file(str(file))
    calm()
    first = window.explain.found
    window.explain.several.setCurrentIndex(1)
    calm()

    assert window.explain.several.isVisible()
    assert {one.format for one in (first, window.explain.found) if one is not None} == {"emv", "gost"}


def test_a_picture_without_a_code_says_why_and_takes_the_old_explanation_away(
    window: QrWindow, calm: Calm, tmp_path: Path
) -> None:
    file = tmp_path / "grey.png"
    file.write_bytes(scenes.saved(Image.new("L", (600, 400), 200)))
    window.explain.take_text(DYNAMIC)
    calm()

    window.explain.take_file(str(file))
    calm()

    assert "почти одного цвета" in window.explain.failure.words.text()
    assert " / " not in window.explain.failure.words.text()
    assert window.explain.found is None
    assert not window.explain.tree.isVisible()


@pytest.mark.parametrize("text", [of_emv(), of_link()], ids=["emv", "link"])
def test_a_signature_is_checked_once_there_are_keys(window: QrWindow, calm: Calm, tmp_path: Path, text: str) -> None:
    file = tmp_path / "keys.json"
    file.write_bytes(msgspec.json.encode(keys()))
    window.explain.take_text(text)
    calm()
    before = why(window)

    window.explain.take_keys(str(file))
    calm()

    assert "не проверена" in before
    assert "можно платить" in why(window)
    assert window.explain.verdict.findChild(QWidget, "verdict-ok") is not None


def test_a_file_that_holds_no_keys_is_refused(window: QrWindow, calm: Calm, tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    file.write_text("{}", encoding="utf-8")

    window.explain.take_keys(str(file))
    calm()

    assert window.explain.failure.isVisible()
    assert window.explain.keys is None


def test_rows_are_copied_as_a_spreadsheet_takes_them(window: QrWindow, calm: Calm, qtbot: QtBot) -> None:
    window.explain.take_text(DYNAMIC)
    calm()
    tree = window.explain.tree
    tree.setCurrentItem(row(window, 1))

    qtbot.keySequence(tree, QKeySequence(QKeySequence.StandardKey.Copy))

    assert QGuiApplication.clipboard().text() == "01\tвид кода\t12\tдинамический: на один платёж"


def test_a_code_is_made_while_its_fields_are_typed(window: QrWindow, calm: Calm, tmp_path: Path) -> None:
    window.show_tab("make")
    window.make.forms["emv"].fields["amount"].fill("99,90")

    window.make.make_now()
    calm()
    window.make.save_to(str(tmp_path / "made.png"))

    (found,) = read_image((tmp_path / "made.png").read_bytes())
    assert found.raw == window.make.made.code
    assert "540599.90" in window.make.text.toPlainText()


@pytest.mark.parametrize("form", FORMS)
def test_the_picture_of_every_format_is_read_back(window: QrWindow, calm: Calm, form: str) -> None:
    window.show_tab("make")

    window.make.choose(form)
    calm()
    window.make.copy_picture()
    QApplication.processEvents()

    (shown,) = read_image(as_png(window.make.picture.grab().toImage()))
    assert shown.raw == window.make.made.code
    assert not QGuiApplication.clipboard().image().isNull()


def test_a_field_that_does_not_fit_says_so_under_itself_and_gets_the_cursor(window: QrWindow, calm: Calm) -> None:
    window.show_tab("make")
    window.make.choose("sbp")
    calm()
    window.make.forms["sbp"].fields["bank"].fill("12")

    window.make.make_now()
    calm()
    window.make.buttons[0].click()

    row = window.make.forms["sbp"].rows["bank"]
    assert row.mistake is not None
    assert "12 цифр" in row.mistake.ru
    assert row.field.stops()[0].hasFocus()
    assert window.make.text.toPlainText() == ""


def test_a_made_code_is_taken_apart(window: QrWindow, calm: Calm) -> None:
    window.show_tab("make")
    window.make.choose("barcode")
    calm()

    window.make.buttons[-1].click()
    calm()

    assert window.tabs.currentWidget() is window.explain
    assert window.explain.found is not None
    assert window.explain.found.format == "barcode"


def test_rare_fields_of_a_bill_are_shown_when_asked_for(window: QrWindow, calm: Calm) -> None:
    window.show_tab("make")
    window.make.choose("gost")
    calm()
    flat = window.make.forms["gost"].rows["Flat"]

    hidden = flat.isVisible()
    window.make.every.setChecked(True)

    assert not hidden
    assert flat.isVisibleTo(window.make)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("tab", ["explain", "make"])
def test_everything_has_a_name_fits_and_speaks_both_languages(
    window: QrWindow, calm: Calm, qtbot: QtBot, theme: str, tab: str
) -> None:
    window.use_theme(theme)
    window.show_tab(tab)
    window.explain.take_text(BAD)
    calm()

    window.desk.use_language("en")
    window.resize(900, 600)
    calm()

    assert audit.unnamed(window) == []
    assert audit.misfits(window) == []
    assert window.windowTitle() == "Payment codes"


def test_language_theme_and_tab_are_remembered(window: QrWindow) -> None:
    window.desk.use_language("en")
    window.use_theme("dark")
    window.show_tab("make")

    window.close()

    keep = window.desk.keep
    assert (keep.text("language"), keep.text("theme"), keep.text("tab")) == ("en", "dark", "make")
