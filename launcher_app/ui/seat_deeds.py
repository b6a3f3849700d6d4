"""What a person does with a seat of the map: started, stopped, shown, doubled, given to a student's program."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from common.qt.messages import Notice, NoticeKind
from common.words import Words
from launcher_app.network.seat import Player, Seat
from launcher_app.ui.student_form import ask_for_student
from launcher_app.watched import State, another_port

if TYPE_CHECKING:
    from launcher_app.ui.window import LauncherWindow

NOT_OURS = Words(
    "Эта роль запущена не отсюда: остановите её там, где запустили.",
    "This role was started elsewhere: stop it where it was started.",
)
COPIED = Words("Адрес скопирован: {url}", "Address copied: {url}")
NO_ADDRESS = Words(
    "Адрес станет известен, когда роль запустится: порт выбирается при первом запуске.",
    "The address will be known once the role is started: its port is chosen at the first start.",
)
ADDED = Words(
    "{title} на карте. Запустите его и заключите договоры.", "{title} is on the map. Start it, sign contracts."
)
LEAVES_ALONE = ("stop", "restart")


class SeatDeeds:
    """Called with what is to be done and the seat's name."""

    def __init__(self, window: "LauncherWindow") -> None:
        """For one window."""
        self._window = window
        self._desk = window.desk

    def __call__(self, what: str, name: str) -> None:
        """Do it; what may wait is done beside the window."""
        board = self._window.launcher.board
        if what in LEAVES_ALONE and board.looks[name].state is State.ELSEWHERE:
            self._tell(NOT_OURS)
            return
        deeds: dict[str, Callable[[str], object]] = {
            "start": self._start,
            "again": self._start,
            "stop": lambda name: self._work(lambda: board.stop(name)),
            "restart": lambda name: self._work(lambda: board.restart(name)),
            "open": lambda name: self._work(lambda: board.raise_window(name)),
            "take": self._take,
            "journal": self._window.show_journal,
            "copy": self._copy,
            "second": self._second,
            "student": self._student,
            "ours": self._ours,
            "remove": lambda name: self._work(lambda: board.remove(name)),
        }
        deeds[what](name)

    def _start(self, name: str) -> None:
        self._work(lambda: self._window.launcher.board.start(name))

    def _take(self, name: str) -> None:
        board = self._window.launcher.board
        port = another_port(board.looks[name].port)
        self._work(lambda: board.start(name, port))

    def _copy(self, name: str) -> None:
        url = self._window.launcher.board.public_url(name)
        if not url:
            self._tell(NO_ADDRESS)
            return
        QGuiApplication.clipboard().setText(url)
        self._desk.messages.ok(COPIED.format(url=url))

    def _second(self, name: str) -> None:
        board = self._window.launcher.board
        role = self._seat(name).role
        number = max(seat.number for seat in board.seats if seat.role == role) + 1
        seat = Seat(role=role, network=self._seat(name).network, number=number)
        told = Words(ADDED.ru.format(title=seat.title.ru), ADDED.en.format(title=seat.title.en))
        self._work(lambda: board.add(seat), lambda: self._desk.messages.ok(told))

    def _student(self, name: str) -> None:
        board = self._window.launcher.board
        neighbours = [
            (seat.title, board.public_url(seat.name)) for seat in board.seats if seat.name != name and seat.called
        ]
        ask_for_student(self._desk, self._window, self._seat(name), board.public_url(name), neighbours, board.replace)

    def _ours(self, name: str) -> None:
        seat = self._seat(name)
        back = Seat(role=seat.role, network=seat.network, number=seat.number, player=Player.OURS, port=seat.port)
        self._work(lambda: self._window.launcher.board.replace(back))

    def _seat(self, name: str) -> Seat:
        return next(seat for seat in self._window.launcher.board.seats if seat.name == name)

    def _work(self, work: Callable[[], object], then: Callable[[], object] = lambda: None) -> None:
        def done(_: object) -> None:
            then()
            self._window.refresh()

        self._window.work(work, done)

    def _tell(self, words: Words) -> None:
        self._desk.messages.tell(Notice(NoticeKind.INFO, words, seconds=8, key="why-not"))
