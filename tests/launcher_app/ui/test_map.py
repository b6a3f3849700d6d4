"""The map: cards of seats in each state, what can be done with them, arrows, a student's program at a seat."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from common.protocol import consumer, processing, provider
from common.protocol.wallets import doors as wallets
from common.qt.desk import Desk
from common.qt.wording import BREAK
from common.words import Language
from launcher_app.faults import Setting
from launcher_app.feed.hop import Arrow, Hop, Outcome
from launcher_app.launcher import four
from launcher_app.network.seat import Player, Seat
from launcher_app.proxy.faults import FaultKind
from launcher_app.ui.counting import counted
from launcher_app.ui.map import NetworkMap, ways
from launcher_app.ui.map.arrows import LastHops, lines
from launcher_app.ui.seat_deeds import COPIED, NOT_OURS, SeatDeeds
from launcher_app.ui.seat_menu import groups
from launcher_app.ui.student_form import ITSELF, NO_PLACE, NO_SUCH, NOT_HTTP, UNEVEN, mistakes
from launcher_app.watched import Look, State
from tests.launcher_app.ui import reading
from tests.launcher_app.ui.standin_launcher import StandInLauncher

URL = "http://127.0.0.1:50101"
PUBLIC = "http://127.0.0.1:8101"
RUNNING = Look("provider", State.RUNNING, URL, 4101, public_url=PUBLIC)
FELL = Look("processing", State.FELL, code=1, last=("Traceback", "KeyError: 'x'"))
BUSY = Look("processing", State.FELL, code=5, port=8102, holder="PID 4411, python")
STARTING = Look("consumer", State.STARTING, process_id=4104, seconds=2)
SILENT = Look("terminal", State.SILENT, process_id=4103, seconds=20, last=("слушаю порт",))
ELSEWHERE = Look("terminal", State.ELSEWHERE, "http://127.0.0.1:8103", 77)
SECOND = Seat(role="provider", network="default", number=2)


class PlayedWindow(QWidget):
    """As much of the launcher's window as a card's deeds need."""

    def __init__(self, desk: Desk, launcher: StandInLauncher) -> None:
        super().__init__()
        self.desk = desk
        self.launcher = launcher
        self.journals: list[str] = []

    def work(self, work: Any, then: Any) -> None:
        self.desk.work(self, work, then=then)

    def refresh(self) -> None:
        """Nothing is shown here."""

    def show_journal(self, name: str) -> None:
        self.journals.append(name)


@pytest.fixture
def window(qtbot: QtBot, played: StandInLauncher, played_desk: Desk) -> Iterator[PlayedWindow]:
    played.open("default")
    made = PlayedWindow(played_desk, played)
    qtbot.addWidget(made)
    yield made
    qtbot.waitUntil(lambda: played_desk.background.idle)


@pytest.fixture
def drawn(qtbot: QtBot, window: PlayedWindow) -> NetworkMap:
    made = NetworkMap(window.desk, window.launcher, SeatDeeds(window))  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(1024, 180)
    made.refresh()
    made.show()
    return made


def hop(number: int, sender: str, receiver: str, path: str, status: int = 200, **more: Any) -> Hop:
    return Hop(
        number=number, at_ms=more.pop("at_ms", 0), sender=sender, receiver=receiver, verb="", method="POST", path=path,
        status=status, answered=status, **more,
    )  # fmt: skip


def texts(drawn: NetworkMap, name: str) -> str:
    return reading.texts(drawn.cards[name])


def buttons(drawn: NetworkMap, name: str) -> set[str]:
    every = drawn.cards[name].findChildren(QPushButton)
    return {one.objectName().partition("-")[0] for one in every if one.isVisible()}


def choose(drawn: NetworkMap, name: str, what: str) -> None:
    """By the card's own menu."""
    more = drawn.cards[name].findChild(QToolButton, f"more-{name}")
    assert more is not None
    more.click()
    menu = drawn.cards[name].findChildren(QMenu, f"menu-{name}")[-1]
    action = next(one for one in menu.actions() if one.objectName() == what)
    assert action.isEnabled()
    action.trigger()
    menu.close()


@pytest.mark.parametrize(
    ("look", "words", "seen"),
    [
        (RUNNING, ("работает", f":8101   PID{BREAK}4101"), set()),
        (FELL, ("упал, код 1", "KeyError: 'x'"), {"restart", "journal"}),
        (BUSY, ("Порт 8102 занят другой программой (PID 4411, python). Сервер не запущен.",), {"take", "again"}),
        (STARTING, ("запускается 2 с",), set()),
        (SILENT, ("запущен, но не отвечает 20 с", "слушаю порт"), {"restart", "journal"}),
        (ELSEWHERE, ("работает, запущен не отсюда", f"PID{BREAK}77"), set()),
        (Look("provider", State.STOPPED), ("остановлен",), set()),
    ],
    ids=lambda one: one.state if isinstance(one, Look) else None,
)
def test_each_state_has_its_words_and_its_buttons(
    drawn: NetworkMap, played: StandInLauncher, look: Look, words: tuple[str, ...], seen: set[str]
) -> None:
    played.board.show(look)

    drawn.refresh()

    assert all(word in texts(drawn, look.name) for word in words)
    assert buttons(drawn, look.name) == seen
    assert words[0].partition(".")[0][:5] in drawn.cards[look.name].accessibleName() or look.port


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("room", [718, 930, 1280])
def test_beside_a_dock_all_four_cards_are_seen_at_once(
    drawn: NetworkMap, window: PlayedWindow, language: Language, room: int
) -> None:
    window.desk.use_language(language)

    drawn.fit(room)
    QApplication.processEvents()

    assert drawn.minimumSizeHint().width() <= room


def test_cards_stand_in_the_order_of_the_money_and_second_seats_under_the_first(
    drawn: NetworkMap, played: StandInLauncher
) -> None:
    played.board.add(SECOND)

    drawn.refresh()
    QApplication.processEvents()

    across = sorted(("consumer", "terminal", "processing", "provider"), key=lambda name: drawn.cards[name].x())
    assert across == ["consumer", "terminal", "processing", "provider"]
    assert drawn.cards["provider-2"].x() == drawn.cards["provider"].x()
    assert drawn.cards["provider-2"].y() > drawn.cards["provider"].y()
    assert all(card.width() >= 200 for card in drawn.cards.values())


def test_a_role_with_a_busy_port_is_started_on_another_one(
    qtbot: QtBot, drawn: NetworkMap, played: StandInLauncher
) -> None:
    played.board.show(BUSY)
    drawn.refresh()

    qtbot.mouseClick(drawn.findChild(QPushButton, "take-processing"), Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: bool(played.board.done))
    (done,) = played.board.done
    assert done[:2] == ("start", "processing")
    assert isinstance(done[2], int)
    assert (done[2] % 10, done[2] > 8102) == (2, True)


def test_a_double_click_shows_the_window_and_the_button_stops_the_role(
    qtbot: QtBot, drawn: NetworkMap, played: StandInLauncher
) -> None:
    played.board.show(RUNNING)
    drawn.refresh()

    qtbot.mouseDClick(drawn.cards["provider"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(drawn.findChild(QToolButton, "go-provider"), Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: len(played.board.done) == 2)
    assert set(played.board.done) == {("raise", "provider"), ("stop", "provider")}


def test_the_menu_of_a_card_does_what_it_says(
    qtbot: QtBot, drawn: NetworkMap, window: PlayedWindow, played: StandInLauncher
) -> None:
    choose(drawn, "provider", "start")
    qtbot.waitUntil(lambda: bool(played.board.done))
    played.board.show(RUNNING)
    drawn.refresh()
    choose(drawn, "provider", "restart")
    choose(drawn, "provider", "journal")
    choose(drawn, "provider", "copy")
    choose(drawn, "provider", "second")

    qtbot.waitUntil(lambda: len(played.board.done) == 3)
    done = [one[:2] for one in played.board.done]
    assert ("start", "provider") in done
    assert ("restart", "provider") in done
    assert [seat.name for seat in played.board.seats if seat.number == 2] == ["provider-2"]
    assert window.journals == ["provider"]
    assert QGuiApplication.clipboard().text() == PUBLIC
    assert COPIED.format(url=PUBLIC) in [told.notice.words for told in window.desk.messages.recent]


@pytest.mark.parametrize("what", ["stop", "restart"])
def test_what_was_started_elsewhere_is_left_alone_and_that_is_said(
    window: PlayedWindow, played: StandInLauncher, what: str
) -> None:
    played.board.show(ELSEWHERE)

    SeatDeeds(window)(what, "terminal")  # type: ignore[arg-type]

    assert played.board.done == []
    assert [told.notice.words for told in window.desk.messages.recent] == [NOT_OURS]


def test_a_fact_of_a_role_is_asked_only_while_the_map_is_seen_and_the_role_answers(
    qtbot: QtBot, drawn: NetworkMap, played: StandInLauncher
) -> None:
    asked: list[str] = []

    def subscribers(**_: Any) -> dict[str, int]:
        asked.append("subscribers")
        return {"count": 41}

    played.board.answers["provider", "subscribers"] = subscribers
    shown = {"described": True, "name": {"ru": "МегаФон", "en": "MegaFon"}}
    played.board.answers["provider", "show-provider"] = shown
    drawn.ask_facts()
    silent = list(asked)
    played.board.show(RUNNING)
    drawn.ask_facts()
    qtbot.waitUntil(lambda: "МегаФон, 41 абонент" in texts(drawn, "provider"))
    drawn.hide()
    before = len(asked)
    drawn.ask_facts()

    assert silent == []
    assert len(asked) == before


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1 абонент"), (3, "3 абонента"), (11, "11 абонентов"), (25, "25 абонентов")]
)
def test_numbers_agree_with_their_nouns(number: int, words: str) -> None:
    assert counted(number, ("абонент", "абонента", "абонентов"), ("subscriber", "subscribers")).ru == words


def test_an_arrow_shows_the_last_request_that_is_no_poll_and_its_end(played: StandInLauncher) -> None:
    last = LastHops()
    begun = last.take(
        [
            hop(1, "terminal", "processing", processing.PAY.path),
            hop(2, "terminal", "processing", processing.DEPOSIT.path),
            hop(3, "processing", "provider", provider.CREDIT.path, 0, error="no_connection"),
            hop(4, "provider", "consumer", consumer.NOTIFY.path),
        ]
    )

    drawn = {line.arrow: line for line in lines(four("default"), last.last, {Arrow("processing", "provider"): 2})}

    assert [one.number for one in begun] == [1, 3, 4]
    paid, credited = drawn[Arrow("terminal", "processing")], drawn[Arrow("processing", "provider")]
    assert paid.hop is not None
    assert paid.hop.path == processing.PAY.path
    assert credited.hop is not None
    assert credited.hop.outcome is Outcome.NO_CONNECTION
    assert (paid.faults, credited.faults) == (0, 2)


def test_an_exchange_travels_along_its_arrow_and_the_map_says_it_aloud(
    qtbot: QtBot, drawn: NetworkMap, played: StandInLauncher
) -> None:
    now = played.clock.now_ms()
    played.faults.add(Setting(arrow=Arrow("processing", "provider"), kind=FaultKind.LOST_REPLY))
    played.feed.put(hop(1, "processing", "provider", provider.CREDIT.path, at_ms=now))

    drawn.refresh()

    assert drawn.traffic.travelling == ([("processing", "provider")] if drawn.traffic.moves else [])
    said = drawn.accessibleDescription()
    assert "Процессинговый центр → Поставщик: зачисление, ответ получен; включены сбои: 1" in said
    qtbot.waitUntil(lambda: drawn.traffic.travelling == [])


def test_what_was_said_before_the_map_was_opened_does_not_travel(drawn: NetworkMap, played: StandInLauncher) -> None:
    played.feed.put(hop(1, "processing", "provider", provider.CREDIT.path, at_ms=0))

    drawn.refresh()

    assert drawn.traffic.travelling == []


def test_arrows_of_wallets_are_drawn_once_something_was_said_on_them(
    drawn: NetworkMap, played: StandInLauncher
) -> None:
    before, top = {line.arrow for line in drawn.traffic.lines}, drawn.cards["consumer"].y()
    played.feed.put(hop(1, "consumer", "processing", wallets.SEND.path))
    played.feed.put(hop(2, "processing", "consumer", consumer.NOTIFY.path))
    played.feed.put(hop(3, "provider", "processing", wallets.PAY.path))
    played.feed.put(hop(4, "consumer", "processing", wallets.WALLET.path))

    drawn.refresh()
    drawn.layout().activate()  # type: ignore[union-attr]

    said = drawn.accessibleDescription()
    assert not before & {ways.WALLET, ways.NOTICE, ways.CHARGE}
    assert "Потребитель → Процессинговый центр: перевод, ответ получен" in said
    assert "Процессинговый центр → Потребитель: извещение, ответ получен" in said
    assert "Поставщик → Процессинговый центр: списание по штрихкоду, ответ получен" in said
    assert drawn.cards["consumer"].y() > top


def test_the_arrow_back_runs_under_the_one_there_and_both_are_found() -> None:
    one, other = QRect(0, 0, 100, 160), QRect(200, 0, 100, 160)

    there, back = ways.between(one, other, 30), ways.back(other, one, 30)

    assert back.way[0].x() == other.left()
    assert back.way[-1].x() == one.right() + 1
    assert there.way[0].y() + 30 < back.way[0].y() < one.bottom()
    assert ways.near(back, ways.at(back.way, 0.5))
    assert not ways.near(there, ways.at(back.way, 0.5))


def test_a_dot_is_where_its_share_of_the_way_is() -> None:
    straight = ways.between(QRect(0, 0, 100, 100), QRect(200, 0, 100, 100), 30)
    stepped = ways.between(QRect(0, 0, 100, 100), QRect(200, 300, 100, 100), 30)

    assert ways.at(straight.way, 0.5) == QPointF(150, straight.way[0].y())
    assert not straight.stepped
    assert stepped.stepped
    assert ways.at(stepped.way, 0) == stepped.way[0]
    assert ways.at(stepped.way, 1) == stepped.way[-1]
    assert ways.near(straight, QPointF(150, straight.way[0].y()))


@pytest.mark.parametrize(
    ("player", "words", "url", "wrong"),
    [
        (Player.COMMAND, "{python} mine.py {ready}", "", {}),
        (Player.COMMAND, "{python} mine.py", "http://127.0.0.1:9001", {}),
        (Player.COMMAND, "{python} mine.py", "", {"url": NO_PLACE}),
        (Player.COMMAND, "no-such-program-here {ready}", "", {"words": NO_SUCH.format(name="no-such-program-here")}),
        (Player.COMMAND, '{python} "mine.py {ready}', "", {"words": UNEVEN}),
        (Player.ADDRESS, "", "http://127.0.0.1:9001", {}),
        (Player.ADDRESS, "", "ftp://somewhere", {"url": NOT_HTTP}),
        (Player.ADDRESS, "", "", {"url": NOT_HTTP}),
        (Player.ADDRESS, "", "http://localhost:8101", {"url": ITSELF}),
    ],
)
def test_what_is_wrong_with_a_students_program_is_said_at_its_field(
    player: Player, words: str, url: str, wrong: dict[str, Any]
) -> None:
    seat = Seat(role="provider")

    found = mistakes(seat, {"player": player, "words": words, "url": url}, PUBLIC)

    assert {one.field: one.words for one in found} == wrong


def test_what_a_running_role_must_be_stopped_for_is_grey_and_says_so(
    drawn: NetworkMap, played: StandInLauncher
) -> None:
    played.board.show(RUNNING)
    drawn.refresh()

    offered = {what: (words.ru, able) for group in groups(drawn.cards["provider"]) for what, words, able in group}

    assert offered["student"] == ("Заменить программой студента… — сначала остановите", False)


def test_a_students_program_takes_the_seat_and_ours_comes_back(
    qtbot: QtBot, drawn: NetworkMap, window: PlayedWindow, played: StandInLauncher
) -> None:
    choose(drawn, "provider", "student")
    dialog = window.findChild(QDialog)
    assert dialog is not None
    dialog.form.fill({"player": Player.ADDRESS, "words": "", "url": "http://127.0.0.1:9001"})  # type: ignore[attr-defined]
    dialog.body.press()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(played.board.done))
    drawn.refresh()
    qtbot.waitUntil(lambda: "программа студента" in texts(drawn, "provider"))
    choose(drawn, "provider", "ours")
    qtbot.waitUntil(lambda: len(played.board.done) == 2)
    drawn.refresh()

    (_, put), (_, back) = played.board.done
    assert isinstance(put, Seat)
    assert (put.player, put.url, put.name) == (Player.ADDRESS, "http://127.0.0.1:9001", "provider")
    assert isinstance(back, Seat)
    assert back.player is Player.OURS
