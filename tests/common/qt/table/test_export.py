"""A table in a file."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from common.errors import Unavailable
from common.qt.desk import Desk
from common.qt.messages import NoticeKind
from common.qt.table import Choice, FilterBar, LedgerTable
from common.qt.table.export_dialog import ExportDialog
from common.shown_status import ShownStatus
from common.words import Words
from tests.common.qt.table.payments import Pages, many, table


@pytest.fixture
def shown(desk: Desk, qtbot: QtBot) -> LedgerTable:
    made = table(desk)
    qtbot.addWidget(made)
    made.show()
    made.show_rows(many(12))
    return made


def exported(made: LedgerTable, path: Path, qtbot: QtBot, *, everything: bool = False) -> None:
    job = made.exporter.start(path, everything=everything)
    with qtbot.waitSignal(job.finished, timeout=20_000):
        pass


def lines(path: Path) -> list[list[object]]:
    page = openpyxl.load_workbook(path, data_only=True).active
    assert page is not None
    return [[cell.value for cell in row] for row in page.iter_rows()]


def test_the_file_holds_what_is_seen_in_the_order_it_is_seen(
    shown: LedgerTable, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    bar = FilterBar(
        desk, [Choice("state", Words("Статус", "State"), [(ShownStatus.REJECTED, Words("Отклонён", "R"))])], shown
    )
    qtbot.addWidget(bar)
    bar.choose("state", ShownStatus.REJECTED)
    shown.memory.sort_by(4, descending=False)
    shown.view.setColumnHidden(0, True)

    exported(shown, tmp_path / "a.xlsx", qtbot)

    head, about, strip, names, *rows, total = lines(tmp_path / "a.xlsx")
    assert head[0] == "Список платежей"
    assert str(about[0]).startswith("Статус: Отклонён · Сформировано ")
    assert strip[0] == "УЧЕБНЫЙ РЕЖИМ. Деньги не настоящие"
    assert names == ["Код", "Поставщик", "Статус", "К зачислению, ₽"]
    assert rows[0] == ["0000-0002", "Тёплый дом", "Отклонён", 2.5]
    assert [row[3] for row in rows] == [2.5, 5.5, 8.5, 11.5]
    assert total == ["Итого", None, None, 28]


def test_everything_is_the_second_choice(shown: LedgerTable, qtbot: QtBot, tmp_path: Path) -> None:
    shown.set_text("мегафон")

    exported(shown, tmp_path / "a.csv", qtbot, everything=True)

    assert len((tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()) == 13


def test_a_long_list_is_fetched_by_pages_and_progress_is_told(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    made = table(desk)
    qtbot.addWidget(made)
    made.show()
    pages = Pages(many(5500))
    made.follow(pages)
    made.reload()
    told: list[tuple[int, int]] = []

    job = made.exporter.start(tmp_path / "a.xlsx", everything=False)
    job.progressed.connect(lambda done, total: told.append((done, total)))
    assert made.footer.isVisible()
    with qtbot.waitSignal(job.finished, timeout=20_000):
        pass

    rows = lines(tmp_path / "a.xlsx")[4:-1]
    assert [row[1] for row in rows] == [row.code for row in pages.rows]
    assert [query.limit for query in pages.asked[1:]] == [1000] * 6
    assert told[-1] == (5500, 5500)
    assert not made.footer.isVisible()
    notice = desk.messages.recent[-1].notice
    assert notice.kind is NoticeKind.OK
    assert notice.words.ru == "Файл «a.xlsx» сохранён, строк: 5\u00a0500."


def test_a_stopped_export_leaves_nothing_behind(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    made = table(desk)
    qtbot.addWidget(made)
    made.show()
    made.follow(Pages(many(5000)))
    made.reload()
    job = made.exporter.start(tmp_path / "a.xlsx", everything=False)
    with qtbot.waitSignal(job.progressed, timeout=20_000):
        pass

    made.footer.button.click()

    assert not made.footer.isVisible()
    qtbot.waitUntil(lambda: not list(tmp_path.glob("a*")), timeout=20_000)


def test_an_export_that_fails_says_why_and_leaves_the_old_file(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    made = table(desk)
    qtbot.addWidget(made)
    made.show()
    pages = Pages(many(5000))
    made.follow(pages)
    made.reload()
    (tmp_path / "a.xlsx").write_bytes(b"old")
    pages.error = Unavailable("busy")

    job = made.exporter.start(tmp_path / "a.xlsx", everything=False)
    with qtbot.waitSignal(job.failed, timeout=20_000):
        pass

    assert desk.messages.recent[-1].notice.kind is NoticeKind.ERROR
    qtbot.waitUntil(lambda: [path.name for path in tmp_path.glob("a*")] == ["a.xlsx"], timeout=20_000)
    assert (tmp_path / "a.xlsx").read_bytes() == b"old"


def test_a_folder_that_cannot_be_written_is_told(shown: LedgerTable, desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    job = shown.exporter.start(tmp_path / "nowhere" / "a.xlsx", everything=False)
    with qtbot.waitSignal(job.failed, timeout=20_000):
        pass

    assert "a.xlsx" in desk.messages.recent[-1].notice.words.ru


def test_the_dialog_asks_which_rows_and_where_to(shown: LedgerTable, desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    shown.set_text("мегафон")
    desk.keep.put("export/folder", str(tmp_path))

    shown.export()
    dialog = shown.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    assert dialog.shown.text() == "То, что показано: строк 4"
    assert dialog.everything.isVisible()
    dialog.csv.click()
    dialog.everything.click()
    dialog.save.click()
    chooser = dialog.findChild(QFileDialog)
    assert isinstance(chooser, QFileDialog)
    assert dialog.file_name().endswith("_payments.csv")
    chooser.fileSelected.emit(str(tmp_path / "mine.csv"))
    chooser.reject()

    qtbot.waitUntil((tmp_path / "mine.csv").exists, timeout=20_000)
    assert len((tmp_path / "mine.csv").read_text(encoding="utf-8-sig").splitlines()) == 13


def test_without_a_filter_there_is_nothing_to_choose_between(shown: LedgerTable) -> None:
    shown.export()

    dialog = shown.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    assert not dialog.everything.isVisible()
    dialog.reject()
