"""The frame of every window: keys, languages, notices, zoom, focus, closing, the server's state."""

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from common import spawn
from common.errors import Unavailable
from common.protocol.endpoint import Nothing
from common.qt import closing, spoken
from common.qt.desk import Desk
from common.qt.form import Form, FormDialog, TextField
from common.qt.messages import Act, Notice, NoticeKind
from common.qt.screen import Command, Screen
from common.qt.window import AppWindow
from common.words import Words
from tests.common.qt import audit, watchdog
from tests.common.qt.standin import StandInRole

PLAIN = Qt.KeyboardModifier.NoModifier
NAME = Words("МегаФон", "MegaFon")


class First(Screen):
    """A tab with a field and commands."""

    name = "first"
    title = Words("Обзор", "Overview")
    icon = "overview"
    help = Words("О первой.", "About the first.")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.done: list[str] = []
        self.refreshed = 0
        self.looked_for: list[str] = []
        self.reason: Words | None = None
        column = QVBoxLayout(self)
        column.addWidget(spoken.label(desk, Words("Название поля", "Name of the field")))
        self.field = spoken.named(desk, QLineEdit(), Words("Поле", "Field"))
        column.addWidget(self.field)

    def commands(self) -> Sequence[Command]:
        return (
            Command("new", Words("Новый договор…", "New contract…"), "new", self._new, ("Ctrl+N", "F3"), self._why),
            Command("hidden", Words("Скрытая", "Hidden"), "edit", self._new, in_toolbar=False),
        )

    def refresh(self) -> None:
        self.refreshed += 1

    def search(self, text: str) -> None:
        self.looked_for.append(text)

    def _new(self) -> None:
        self.done.append("new")

    def _why(self) -> Words | None:
        return self.reason


class Second(First):
    """Another tab."""

    name = "second"
    title = Words("Абоненты", "Subscribers")

    def commands(self) -> Sequence[Command]:
        return ()


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> AppWindow:
    made = AppWindow(desk, NAME, [First(desk), Second(desk)])
    qtbot.addWidget(made, before_close_func=lambda one: setattr(one, "_ending", True))
    audit.settle(made)
    qtbot.waitExposed(made)
    return made


def first(window: AppWindow) -> First:
    screen = window.screens[0]
    assert isinstance(screen, First)
    return screen


def press(qtbot: QtBot, window: AppWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    window.activateWindow()
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)
    QApplication.processEvents()


def test_a_key_does_the_command_of_the_open_tab_only(qtbot: QtBot, window: AppWindow) -> None:
    press(qtbot, window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    window.show_tab("second")
    press(qtbot, window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)

    assert first(window).done == ["new"]


def test_a_command_that_cannot_be_done_says_why(qtbot: QtBot, window: AppWindow) -> None:
    first(window).reason = Words("Сначала выберите договор.", "Choose a contract first.")

    press(qtbot, window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)

    assert first(window).done == []
    assert [one.words.en for one in window.notices.visible_notices()] == ["Choose a contract first."]


def test_the_language_changes_everything_and_keeps_what_was_typed(qtbot: QtBot, window: AppWindow) -> None:
    first(window).field.insert("привет")
    assert audit.of_other_language(window, "ru", {"Excel", "English", "ENG", "Ctrl", "Shift", "Esc"}) == []

    window.desk.switch_language()
    QApplication.processEvents()

    assert audit.of_other_language(window, "en", {"русский"}) == []
    assert first(window).field.text() == "привет"
    assert window.windowTitle() == "MegaFon — provider"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_nothing_is_unnamed(window: AppWindow, language: str) -> None:
    window.desk.use_language("en" if language == "en" else "ru")
    window.desk.show_error(Unavailable("not_now", "x"))
    audit.settle(window)

    for screen in window.screens:
        window.show_tab(screen.name)
        assert audit.unnamed(window) == []


@pytest.mark.parametrize("percent", [100, 130])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_everything_fits_the_smallest_desktop(window: AppWindow, language: str, percent: int) -> None:
    window.desk.use_language("en" if language == "en" else "ru")
    window.zoom(percent)
    audit.settle(window)

    assert audit.misfits(window) == []


def test_an_error_stays_and_what_is_done_goes_away_by_itself(qtbot: QtBot, window: AppWindow) -> None:
    window.desk.messages.tell(Notice(NoticeKind.OK, NAME, seconds=0.02))
    window.desk.show_error(Unavailable("not_now", "x"))

    qtbot.waitUntil(lambda: len(window.notices.visible_notices()) == 1)

    assert window.notices.visible_notices()[0].kind is NoticeKind.ERROR
    assert len(window.desk.messages.recent) == 2


def test_what_comes_and_goes_by_itself_moves_nothing_from_under_the_pointer(qtbot: QtBot, window: AppWindow) -> None:
    seen = (window.tabs.tabBar(), first(window))
    before = [one.mapTo(window, QPoint(0, 0)) for one in seen]

    window.desk.messages.tell(Notice(NoticeKind.OK, NAME, seconds=0.2))
    window.desk.show_error(Unavailable("not_now", "x"))
    audit.settle(window)
    while_told = [one.mapTo(window, QPoint(0, 0)) for one in seen]
    qtbot.waitUntil(lambda: len(window.notices.visible_notices()) == 1)
    audit.settle(window)

    assert window.notices.isVisible()
    assert [one.mapTo(window, QPoint(0, 0)) for one in seen] == while_told == before


def test_at_most_two_notices_are_seen_and_all_are_behind_the_bell(window: AppWindow) -> None:
    for _ in range(5):
        window.desk.show_error(Unavailable("not_now", "x"))

    assert len(window.notices.visible_notices()) == 2
    assert len(window.desk.messages.recent) == 5


def test_a_button_on_a_notice_does_its_work_once(qtbot: QtBot, window: AppWindow) -> None:
    done: list[int] = []
    act = Act(Words("Вернуть", "Take back"), lambda: done.append(1))
    window.desk.messages.tell(Notice(NoticeKind.OK, NAME, (act,), seconds=10))

    button = next(one for one in window.notices.findChildren(QPushButton) if one.text() == "Вернуть")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert done == [1]
    assert window.notices.visible_notices() == []


def test_a_stopped_server_is_said_and_started_from_the_notice(
    qtbot: QtBot, window: AppWindow, role: StandInRole, calm: Callable[[], None]
) -> None:
    window.stop_server()
    calm()
    qtbot.waitUntil(lambda: bool(window.notices.visible_notices()))

    start = next(one for one in window.notices.findChildren(QPushButton) if one.text() == "Запустить")
    qtbot.mouseClick(start, Qt.MouseButton.LeftButton)
    calm()

    assert role.server.running
    assert window.notices.visible_notices() == []


def test_closing_asks_while_the_server_runs(qtbot: QtBot, window: AppWindow) -> None:
    left: list[int] = []
    window.left.connect(lambda: left.append(1))

    window.close()
    assert left == []
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    stop = next(one for one in dialog.findChildren(QPushButton) if one.text() == closing.STOP.ru)
    qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)

    assert left == [1]


def test_a_window_is_asked_about_once_however_often_it_is_to_be_closed(window: AppWindow) -> None:
    window.close()
    window.close()

    assert len([one for one in window.findChildren(QDialog, closing.NAME) if one.isVisible()]) == 1


def test_what_was_written_behind_a_minimised_window_is_shown_when_it_comes_back(
    qtbot: QtBot, window: AppWindow, desk: Desk
) -> None:
    window.showMinimized()
    qtbot.waitUntil(window.isMinimized)
    before = first(window).refreshed
    desk.changed.emit()
    assert first(window).refreshed == before

    window.showNormal()

    qtbot.waitUntil(lambda: first(window).refreshed == before + 1)


def test_f6_walks_over_the_parts_of_the_window(qtbot: QtBot, window: AppWindow) -> None:
    visited = set()
    for _ in range(4):
        press(qtbot, window, Qt.Key.Key_F6)
        focused = QApplication.focusWidget()
        assert focused is not None
        visited.add(type(focused).__name__)

    assert {"QTabBar", "QLineEdit"} <= visited
    assert len(visited) >= 3


def test_what_is_looked_for_reaches_the_tab_a_moment_after_the_last_letter(qtbot: QtBot, window: AppWindow) -> None:
    press(qtbot, window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.commands.box.hasFocus()
    qtbot.keyClicks(window.commands.box, "7F3K")
    qtbot.waitUntil(lambda: first(window).looked_for == ["7F3K"])

    qtbot.keyClick(window.commands.box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: first(window).looked_for == ["7F3K", ""])


def test_the_open_tab_follows_the_database(qtbot: QtBot, window: AppWindow, role: StandInRole) -> None:
    before = first(window).refreshed

    role.committed += 1

    qtbot.waitUntil(lambda: first(window).refreshed > before)


def test_zoom_theme_and_language_are_remembered(window: AppWindow, desk: Desk) -> None:
    window.zoom(130)
    window.use_theme("dark")
    window.desk.use_language("en")

    assert (desk.keep.text("zoom"), desk.keep.text("theme"), desk.keep.text("language")) == ("130", "dark", "en")


def test_only_the_newest_answer_of_a_kind_is_shown(desk: Desk, role: StandInRole, calm: Callable[[], None]) -> None:
    shown: list[int] = []
    answers = iter(range(10))
    role.answers["count"] = lambda _: next(answers)

    for _ in range(5):
        desk.ask(desk, "count", Nothing(), then=shown.append, key="count")
    calm()

    assert len(shown) == 1


def test_what_nobody_foresaw_is_logged_and_told(desk: Desk, role: StandInRole, calm: Callable[[], None]) -> None:
    role.answers["count"] = ZeroDivisionError("x")

    desk.ask(desk, "count", Nothing(), then=lambda _: None)
    calm()

    assert [type(error) for error in role.troubles] == [ZeroDivisionError]
    assert desk.messages.recent[-1].notice.kind is NoticeKind.ERROR


def test_the_window_never_waits_for_slow_work(
    qtbot: QtBot, window: AppWindow, role: StandInRole, calm: Callable[[], None]
) -> None:
    slow = spawn.Signal()
    role.answers["count"] = lambda _: slow.wait(0.3)

    def work() -> None:
        for _ in range(4):
            window.desk.ask(window, "count", Nothing(), then=lambda _: None)
        calm()

    assert watchdog.longest_wait(work) < 0.1


def test_switching_the_language_or_the_theme_is_felt_as_at_once(window: AppWindow) -> None:
    def work() -> None:
        window.desk.switch_language()
        QApplication.processEvents()

    assert watchdog.longest_wait(work) < 0.1


def test_the_language_changes_over_an_open_form_too(qtbot: QtBot, window: AppWindow) -> None:
    form = Form(window.desk, "note")
    form.add(TextField("text", Words("Запись", "Note")))
    dialog = FormDialog(
        window.desk, Words("Новая запись", "New note"), form, Words("Записать", "Write"), lambda *_: None, parent=window
    )
    dialog.open()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)

    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_L, modifiers)

    assert dialog.windowTitle() == "New note"
    assert window.desk.keep.text("language") == "en"
    dialog.reject()


def test_a_window_that_was_put_away_asks_for_nothing_until_it_is_shown_again(window: AppWindow, desk: Desk) -> None:
    screen = first(window)
    window.hide()
    before = screen.refreshed

    desk.changed.emit()
    away = screen.refreshed
    window.show()

    assert away == before
    assert screen.refreshed == before + 1
