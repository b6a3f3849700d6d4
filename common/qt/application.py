"""From the command line to an open window: application, instance, desk, window; and in the reverse order to its end."""

import sys
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStyleFactory

from common import spawn
from common.errors import Broken, OplataError
from common.logs import say
from common.operation import doors
from common.protocol import codes
from common.qt import trouble
from common.qt.collecting import Collector
from common.qt.desk import Desk
from common.qt.inside import RoleInside
from common.qt.keep import Keep
from common.qt.languages import Languages
from common.qt.main_window import MainWindow
from common.qt.messages import Notice, NoticeKind
from common.qt.probe import OPERATIONS, Probe
from common.qt.theme import Theme
from common.role import Opening, opened
from common.setup.debian import has_screen
from common.words import Language, Words

KEPT = "window.ini"
LOOK_MS = 200
SWITCH_SECONDS = 0.0001
"""A window that paints does not make the server wait the usual 5 ms for its turn at each answer."""
NO_SCREEN = Words(
    "Экрана нет (переменные DISPLAY и WAYLAND_DISPLAY пусты), окно открыть негде. Данные не тронуты. "
    "Запустите с --headless или на компьютере с экраном.",
    "There is no screen (DISPLAY and WAYLAND_DISPLAY are empty) to open a window on. No data was touched. "
    "Start with --headless or on a computer with a screen.",
)
NO_SCREEN_CODE = 6
MOVED = Words(
    "Сервер слушает теперь {url}, и так останется. Те, кому дан прежний адрес, ждут и повторяют: их деньги целы. "
    "Сообщите им новый или освободите прежний порт и запустите с --port.",
    "The server listens at {url} now, and this will stay. Those who have the old address wait and repeat: their money "
    "is safe. Tell them the new one, or free the old port and start with --port.",
)


def run(opening: Opening, make: Callable[[Desk], MainWindow]) -> int:
    """Open the instance in its window and work until that is closed; the exit code."""
    if not has_screen():
        say(NO_SCREEN.of(opening.settings.language), sys.stderr)
        return NO_SCREEN_CODE
    application = start()
    keep = Keep(opening.settings.folder / KEPT)
    languages = Languages(_language(keep.text("language"), opening.settings.language))
    theme = Theme(keep.text("theme", "system"), keep.number("zoom", 100))
    found = _open(opening, languages, theme)
    if found is None:
        return 1
    instance, moved = found
    with instance:
        desk = Desk(RoleInside(instance, opening.role.operations), languages, theme, keep, instance.clock)
        return _work(application, instance, desk, make, moved=moved)


def start() -> QApplication:
    """The application, in the one style that looks the same everywhere."""
    sys.setswitchinterval(SWITCH_SECONDS)
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication.instance() or QApplication([sys.argv[0]])
    assert isinstance(application, QApplication)
    application.setApplicationName("Oplata")
    application.setStyle(QStyleFactory.create("Fusion"))
    application.setQuitOnLastWindowClosed(False)
    Collector(application)
    return application


def _work(
    application: QApplication, instance: opened, desk: Desk, make: Callable[[Desk], MainWindow], *, moved: bool
) -> int:
    stop = instance.told_to_stop()
    failures: list[OplataError] = []
    window = make(desk)
    instance.window_doors = doors(OPERATIONS, Probe(desk, window))
    window.left.connect(application.quit)
    window.appear()
    keep_going(desk)
    if moved:
        desk.messages.tell(Notice(NoticeKind.WARN, MOVED.format(url=instance.place.url)))
    watch = QTimer()
    watch.timeout.connect(lambda: window.end() if stop.is_set() else None)
    watch.start(LOOK_MS)
    QTimer.singleShot(0, window, lambda: _begin(instance, desk, stop, failures, application))
    application.exec()
    window.hide()
    watch.stop()
    instance.finish(stop)
    desk.close()
    for failure in failures:
        say(codes.words_of(failure).of(desk.languages.current), sys.stderr)
    return 1 if failures else 0


def _begin(
    instance: opened, desk: Desk, stop: spawn.Signal, failures: list[OplataError], application: QApplication
) -> None:
    """Once the window is on the screen: the server and the workers."""
    try:
        instance.begin(stop)
    except OplataError as error:
        failures.append(error)
        application.quit()
    desk.changed.emit()


def _open(opening: Opening, languages: Languages, theme: Theme) -> tuple[opened, bool] | None:
    """The instance, and whether it took another port; what is in its way is said in a dialog, to be tried again."""
    any_port = False
    while True:
        try:
            return opening.open(any_port=any_port), any_port
        except OplataError as error:
            choice = trouble.ask(error, languages, theme, opening.role.name)
            if choice is trouble.Choice.CLOSE:
                return None
            any_port = any_port or choice is trouble.Choice.OTHER_PORT


def _language(kept: str, asked: Language) -> Language:
    """What the person chose last time in the window; the command line's word otherwise."""
    return "en" if kept == "en" or (not kept and asked == "en") else "ru"


def keep_going(desk: Desk) -> None:
    """A mistake in a screen is logged and shown; the window and the money go on."""

    def hook(kind: type[BaseException], error: BaseException, place: object) -> None:
        if isinstance(error, KeyboardInterrupt):
            return
        desk.inside.unexpected(error)
        desk.show_error(Broken("window_trouble", f"{kind.__name__}: {error}"))

    sys.excepthook = hook
