"""The terminal's first window: its bar, full screen and the way out of it, bench and office beside it, its end."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from agent_terminal.service.messages import Done, EnterStaff, KioskToken
from agent_terminal.ui import browser, kiosk_window
from agent_terminal.ui.kiosk_window import KioskSettings, KioskWindow
from agent_terminal.ui.options import CAPI
from agent_terminal.ui.stage import fitting
from common.errors import Rejected
from common.qt.desk import Desk
from common.qt.screen import Screen
from common.qt.window import AppWindow
from common.words import Words
from tests.agent_terminal.ui.stand_in_browser import ORIGIN, StandInBrowser
from tests.common.qt import audit
from tests.common.qt.conftest import calm, desk, qapp
from tests.common.qt.standin import StandInRole

__all__ = ["calm", "desk", "qapp"]
Calm = Callable[[], None]
LEAVE = "Ctrl+Alt+Q"
KIOSK_LEAST = (kiosk_window.LEAST.width(), kiosk_window.LEAST.height())
BUSY = Words("Идёт оплата", "Somebody pays")


class Tab(Screen):
    """A tab of an office that the test has furnished."""

    name = kiosk_window.CONNECTION_TAB
    title = Words("Подключение", "Connection")
    icon = "link"
    help = Words("О подключении.", "About the connection.")


@pytest.fixture
def role() -> StandInRole:
    """A terminal without a contract."""
    made = StandInRole("terminal")
    made.server.page_url = ORIGIN
    made.answers["open-kiosk"] = KioskToken(token="t", url=ORIGIN)
    made.answers["check-pin"] = _checked
    return made


def _checked(ask: EnterStaff) -> Done:
    if ask.pin != "1234":
        raise Rejected("wrong_pin", "2")
    return Done(done=BUSY)


@pytest.fixture
def made(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., KioskWindow]]:
    windows: list[KioskWindow] = []
    monkeypatch.setattr(browser, "made", lambda engine, parent, settings: StandInBrowser(parent, settings))
    settings = KioskSettings(engine=CAPI, python="", folder=tmp_path, full_screen=False)

    def make(*, full_screen: bool = False) -> KioskWindow:
        window = KioskWindow(desk, replace(settings, full_screen=full_screen))
        window._office = AppWindow(desk, Words("Кабинет", "Office"), [Tab(desk)])
        window._office.installEventFilter(window)
        windows.append(window)
        qtbot.addWidget(window, before_close_func=lambda one: one.end())
        qtbot.addWidget(window._office, before_close_func=lambda one: setattr(one, "_ending", True))
        return window

    yield make
    for window in windows:
        window.end()


@pytest.fixture
def window(qtbot: QtBot, made: Callable[..., KioskWindow], calm: Calm) -> KioskWindow:
    window = made()
    window.resize(1100, 860)
    window.appear()
    qtbot.waitExposed(window)
    calm()
    the_browser(window).shown.emit()
    return window


def the_browser(window: KioskWindow) -> StandInBrowser:
    assert isinstance(window.browser, StandInBrowser)
    return window.browser


def dialog(name: str) -> QDialog | None:
    return next((one for one in QApplication.topLevelWidgets() if one.objectName() == name and one.isVisible()), None)  # type: ignore[return-value]


def press(dialog: QWidget, text: str) -> None:
    next(one for one in dialog.findChildren(QPushButton) if one.text() == text).click()


def test_the_page_is_laid_out_for_the_chosen_kind_of_screen(qtbot: QtBot, window: KioskWindow, desk: Desk) -> None:
    window.bar.sizes.setCurrentIndex(2)

    shown = window.browser
    assert the_browser(window).widths[-1] == 1920
    assert (shown.width(), shown.height()) == (960, 540)
    assert window.bar.sizes.currentText() == "1920 × 1080 · 50 %"
    assert desk.keep.text("preset") == "1920x1080"


@pytest.mark.parametrize(
    ("size", "room", "scale"),
    [
        ((1024, 768), (1024, 768), 1.0),
        ((1024, 768), (1023, 768), 0.75),
        ((1280, 1024), (1010, 790), 0.75),
        ((1920, 1080), (1010, 790), 0.5),
        ((1920, 1080), (800, 600), 800 / 1920),
    ],
)
def test_a_page_is_shrunk_to_a_usual_scale_that_fits(
    size: tuple[int, int], room: tuple[int, int], scale: float
) -> None:
    assert fitting(QSize(*size), QSize(*room)) == pytest.approx(scale)


def test_full_screen_is_the_page_and_nothing_else(window: KioskWindow) -> None:
    the_browser(window).pressed.emit("F11")

    assert window.isFullScreen()
    assert not window.bar.isVisible()
    assert not window.notices.isVisible()
    assert the_browser(window).full_screen
    assert the_browser(window).widths[-1] == 0
    assert window.browser.geometry() == window.stage.rect()


def test_a_payer_cannot_close_the_full_screen(window: KioskWindow) -> None:
    window.enter_full_screen()

    window.close()
    for name in ("F9", "F10", "F11", "Ctrl+Q"):
        the_browser(window).pressed.emit(name)

    assert window.isVisible()
    assert window.isFullScreen()
    assert dialog("closing") is None
    assert not window.office().isVisible()


def test_full_screen_is_left_with_the_pin(qtbot: QtBot, window: KioskWindow, calm: Calm) -> None:
    window.enter_full_screen()
    the_browser(window).pressed.emit(LEAVE)
    asked = dialog("leaving-dialog")
    assert asked is not None

    line = asked.findChild(QLineEdit)
    assert line is not None
    qtbot.keyClicks(line, "4321")
    press(asked, "Выйти")
    calm()
    still = window.isFullScreen()
    line.clear()
    qtbot.keyClicks(line, "1234")
    press(asked, "Выйти")
    calm()

    assert still
    assert not window.isFullScreen()
    assert window.bar.isVisible()
    assert not the_browser(window).full_screen


def test_it_starts_in_full_screen_when_it_is_told_to(
    qtbot: QtBot, made: Callable[..., KioskWindow], calm: Calm
) -> None:
    window = made(full_screen=True)

    window.appear()
    calm()

    assert window.isFullScreen()
    assert the_browser(window).settings.full_screen
    assert not window.office().isVisible(), "a kiosk shows no office to whoever comes first"


def test_the_office_comes_by_its_key_and_its_cross_puts_it_away(qtbot: QtBot, window: KioskWindow) -> None:
    the_browser(window).pressed.emit("F10")
    seen = window.office().isVisible()

    window.office().close()

    assert seen
    assert not window.office().isVisible()
    assert window.isVisible()
    assert not the_browser(window).shut_down


def test_the_page_takes_the_terminal_back_when_a_page_elsewhere_is_done(
    window: KioskWindow, role: StandInRole, calm: Calm
) -> None:
    before = [name for name, _ in role.asked].count("open-kiosk")

    window.renew()
    calm()

    assert [name for name, _ in role.asked].count("open-kiosk") == before + 1


def test_the_tabs_of_the_office_the_page_and_the_bench_are_found_by_name(window: KioskWindow) -> None:
    assert window.tab_names == ["page", "bench", "connection"]
    assert window.show_tab("connection")
    assert window.office().isVisible()
    assert not window.show_tab("nonsense")


def test_closing_asks_and_ends_the_browser_before_the_program(qtbot: QtBot, window: KioskWindow) -> None:
    window.close()
    asked = dialog("closing")
    assert asked is not None

    with qtbot.waitSignal(window.left):
        press(asked, "Остановить и закрыть")

    assert the_browser(window).shut_down
    assert not window.isVisible()


def test_an_order_to_end_ends_it_in_full_screen_too_and_once(qtbot: QtBot, window: KioskWindow) -> None:
    window.enter_full_screen()
    rung: list[bool] = []
    window.left.connect(lambda: rung.append(True))

    window.end()
    window.end()

    assert rung == [True]
    assert not window.isVisible()


def test_what_stands_in_the_pages_place_is_said_in_both_languages(window: KioskWindow, desk: Desk) -> None:
    the_browser(window).impossible.emit(Words("Нет библиотек", "No libraries"))
    russian = audit.texts(window)
    desk.use_language("en")

    assert "Нет библиотек" in russian.values()
    assert "No libraries" in audit.texts(window).values()
    assert not window.browser.isVisible()


@pytest.mark.parametrize(("size", "percent"), [(KIOSK_LEAST, 100), ((1024, 768), 130)])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_nothing_of_the_bar_is_unnamed_cut_off_or_untranslated(
    window: KioskWindow, desk: Desk, language: str, size: tuple[int, int], percent: int
) -> None:
    desk.use_language("en" if language == "en" else "ru")
    desk.theme.zoom(percent)
    audit.settle(window, *size)

    assert audit.unnamed(window) == []
    assert audit.misfits(window) == []
    assert audit.of_other_language(window, language, {"ENG", "РУС"}) == []


def test_the_keys_go_from_the_page_to_the_bar_and_back(qtbot: QtBot, window: KioskWindow) -> None:
    the_browser(window).pressed.emit("F6")
    there = window.focusWidget()

    qtbot.keyClick(window.bar.bench, Qt.Key.Key_Escape)

    assert there is window.bar.bench
    assert window.focusWidget() is window.browser
