"""The steps to a terminal's first payment, each with the button that leads there."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from agent_terminal.service.messages import Overview
from common.qt import spoken
from common.qt.desk import Desk
from common.qt.line_card import Line, LineCard
from common.qt.theme import Token
from common.words import Words

TITLE = Words("Чтобы прошёл первый платёж", "Towards the first payment")
DONE, NOT_DONE = Words("сделано", "done"), Words("не сделано", "not done")


@dataclass(frozen=True, slots=True)
class Step:
    """`done` looks whether it is; `verb` stands on its button."""

    name: str
    words: Words
    verb: Words
    done: Callable[[Overview], bool]


STEPS = (
    Step(
        "contract",
        Words("Заключить договор с процессинговым центром", "Contract with a processing centre"),
        Words("Импортировать карточку…", "Import a card…"),
        lambda seen: seen.contract is not None,
    ),
    Step(
        "agent",
        Words("Назвать агента: так подписаны чеки", "Name the agent: receipts are signed so"),
        Words("Назвать…", "Name…"),
        lambda seen: seen.described,
    ),
    Step(
        "commission",
        Words("Назначить комиссию агента (можно и без неё)", "Set the agent's commission (or go without)"),
        Words("Назначить…", "Set…"),
        lambda seen: seen.priced,
    ),
    Step(
        "acceptor",
        Words("Подключить купюроприёмник или имитатор", "Connect a banknote acceptor, or the simulator"),
        Words("Оборудование", "Hardware"),
        lambda seen: seen.accepting,
    ),
    Step(
        "payment",
        Words("Провести первый платёж на экране киоска", "Make the first payment at the kiosk's screen"),
        Words("Платежи", "Payments"),
        lambda seen: seen.paid,
    ),
)


class Checklist(LineCard):
    """Goes away once all is done."""

    def __init__(self, desk: Desk, do: Callable[[str], object]) -> None:
        """`do` begins a step by its name."""
        super().__init__(desk, TITLE, "checklist")
        self._desk = desk
        self._do = do
        self._shown: list[bool] = []

    def show_overview(self, seen: Overview) -> None:
        """Ticks what is done."""
        found = [step.done(seen) for step in STEPS]
        self.setVisible(not all(found))
        if found != self._shown:
            self._shown = found
            self.fill([self._line(step, done=done) for step, done in zip(STEPS, found, strict=True)])

    def _line(self, step: Step, *, done: bool) -> QWidget:
        icon, token = ("ok", Token.OK) if done else ("created", Token.NEUTRAL)
        line = Line(self._desk, icon, token, step.words)
        line.setObjectName(f"step-{step.name}-{'done' if done else 'open'}")
        mark = DONE if done else NOT_DONE
        spoken.named(self._desk, line, Words(f"{step.words.ru}: {mark.ru}", f"{step.words.en}: {mark.en}"))
        if not done:
            begin = spoken.button(self._desk, step.verb, lambda: self._do(step.name))
            begin.setObjectName(f"begin-{step.name}")
            line.add(begin)
        return line
