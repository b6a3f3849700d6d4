"""The bench's scanner: what is typed, dropped, copied, or stands in a picture as a QR code."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from agent_terminal.ui.bench import Bench
from common import qr
from tests.agent_terminal.ui.benches import bench, calm, desk, look, qapp, role
from tests.agent_terminal.ui.hardware_played import PlayedHardware

__all__ = ["bench", "calm", "desk", "look", "qapp", "role"]


def test_a_code_is_scanned_by_enter_and_the_answer_is_told(
    qtbot: QtBot, bench: Bench, role: PlayedHardware, calm: Callable[[], None]
) -> None:
    qtbot.keyClicks(bench.scanner.code, " 9123456789 ")
    qtbot.keyClick(bench.scanner.code, Qt.Key.Key_Return)
    calm()

    assert [one.text for one in role.given("scan")] == ["9123456789"]
    assert bench.said.label.text().endswith("Прочитано: 9123456789")


def test_an_empty_scan_asks_for_a_code(bench: Bench, role: PlayedHardware, calm: Callable[[], None]) -> None:
    bench.scanner.scan_button.click()
    calm()

    assert role.given("scan") == []
    assert bench.said.label.text().endswith("Введите код или выберите картинку.")


def picture(text: str) -> QImage:
    """A QR code with its quiet edge, large enough for a camera."""
    rows = qr.squares(text)
    side, scale = len(rows) + 2 * qr.QUIET, 6
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                image.setPixel(x + qr.QUIET, y + qr.QUIET, 0)
    return image.scaled(side * scale, side * scale)


def test_a_picture_of_a_qr_code_is_read_from_a_file_a_drop_and_the_clipboard(
    bench: Bench, role: PlayedHardware, calm: Callable[[], None], tmp_path: Path
) -> None:
    image, path = picture("7F3K-92QD"), tmp_path / "код.png"
    assert image.save(str(path))

    bench.scanner.take_file(str(path))
    calm()
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path))])
    bench.scanner.dropEvent(_dropped(files))
    calm()
    QGuiApplication.clipboard().setImage(image)
    bench.scanner.paste_button.click()
    calm()

    assert [one.text for one in role.given("scan")] == ["7F3K-92QD"] * 3


def test_a_dropped_text_is_scanned_as_it_is(bench: Bench, role: PlayedHardware, calm: Callable[[], None]) -> None:
    data = QMimeData()
    data.setText("7F3K-92QD")

    bench.scanner.dropEvent(_dropped(data))
    calm()

    assert [one.text for one in role.given("scan")] == ["7F3K-92QD"]


def test_pictures_without_a_code_and_files_that_are_none_are_told(
    bench: Bench, role: PlayedHardware, calm: Callable[[], None], tmp_path: Path
) -> None:
    blank = QImage(50, 50, QImage.Format.Format_RGB32)
    blank.fill(Qt.GlobalColor.white)
    bench.scanner.take_picture(blank)
    calm()
    first = bench.said.label.text()
    (tmp_path / "слово.txt").write_text("нет", encoding="utf-8")
    bench.scanner.take_file(str(tmp_path / "слово.txt"))
    second = bench.said.label.text()
    nothing = QMimeData()
    bench.scanner.dropEvent(_dropped(nothing))

    assert first.endswith("На картинке не нашлось QR-кода.")
    assert second.endswith("Это не картинка: слово.txt")
    assert bench.said.label.text().endswith("В буфере обмена нет ни текста, ни картинки.")
    assert role.given("scan") == []


def _dropped(data: QMimeData) -> QDropEvent:
    return QDropEvent(
        QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
