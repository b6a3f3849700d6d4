"""What can be done with a seat of the map: its context menu."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from common.qt.desk import Desk
from common.words import Words
from launcher_app.network.seat import Player
from launcher_app.watched import State

if TYPE_CHECKING:
    from launcher_app.ui.role_card import RoleCard

SECONDS = {
    "provider": Words("Добавить ещё одного поставщика", "Add another provider"),
    "terminal": Words("Добавить ещё один терминал", "Add another terminal"),
}
WORDS = {
    "start": Words("Запустить", "Start"),
    "stop": Words("Остановить", "Stop"),
    "restart": Words("Перезапустить", "Restart"),
    "open": Words("Показать окно", "Show the window"),
    "journal": Words("Журнал", "Log"),
    "copy": Words("Копировать адрес для договоров", "Copy the address for contracts"),
    "student": Words("Заменить программой студента…", "Put a student's program here…"),
    "ours": Words("Вернуть нашу программу", "Put our program back"),
    "remove": Words("Убрать с карты (данные останутся)", "Remove from the map (its data stay)"),
}
ICONS = {
    "start": "start", "stop": "stop", "restart": "restart", "open": "window", "journal": "log", "copy": "copy",
    "second": "new", "student": "person", "ours": "undo", "remove": "close",
}  # fmt: skip


def show_menu(desk: Desk, card: "RoleCard", at: QPoint) -> None:
    """Open it; what cannot be done now is grey."""
    menu = QMenu(card)
    menu.setObjectName(f"menu-{card.seat.name}")
    menu.aboutToHide.connect(menu.deleteLater)
    for group in groups(card):
        for what, words, able in group:
            action = menu.addAction(desk.theme.icon(ICONS[what]), desk.say(words))
            action.setObjectName(what)
            action.setEnabled(able)
            action.triggered.connect(lambda *_, what=what: card.do(what, card.seat.name))
        menu.addSeparator()
    menu.popup(at)


def groups(card: "RoleCard") -> list[list[tuple[str, Words, bool]]]:
    """What there is, with its words, and whether it can be done now."""
    seat, look = card.seat, card.look
    ours, mine = seat.player is Player.OURS, look.state is not State.ELSEWHERE
    running = not look.may_start and look.state is not State.STOPPING and mine
    about_process = [
        ("start", WORDS["start"], look.may_start),
        ("stop", WORDS["stop"], running),
        ("restart", WORDS["restart"], running),
    ]
    shown = [("open", WORDS["open"], look.answers and ours), ("journal", WORDS["journal"], True)]
    if seat.role != "terminal":
        shown.append(("copy", WORDS["copy"], True))
    seats = [("second", SECONDS[seat.role], True)] if seat.role in SECONDS else []
    at_rest = ["student", *([] if ours else ["ours"]), *(["remove"] if seat.number > 1 else [])]
    seats += [(what, WORDS[what] if look.may_start else _after_stop(what), look.may_start) for what in at_rest]
    return [about_process, shown, seats]


def _after_stop(what: str) -> Words:
    """Grey, and why."""
    return Words(f"{WORDS[what].ru} — сначала остановите", f"{WORDS[what].en} — stop it first")
