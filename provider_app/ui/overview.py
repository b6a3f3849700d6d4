"""The first tab: the day in four tiles, and the steps to a first payment."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from common.clock import moment
from common.errors import OplataError
from common.protocol import codes
from common.protocol.endpoint import Nothing
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.going import go
from common.qt.messages import Notice, NoticeKind
from common.qt.screen import Screen
from common.qt.scrolled import scroll
from common.qt.theme import Token
from common.words import Words, same
from provider_app.service.messages import AskOverview, Tile
from provider_app.service.messages import Overview as Seen
from provider_app.ui import describing

TODAY, STEPS = Words("Сегодня", "Today"), Words("Чтобы прошёл первый платёж", "Towards the first payment")
ALL_DONE = Words("Всё готово: платежи проходят.", "All is ready: payments come through.")
STALE = Words("Не удалось обновить. Показаны данные на {at}.", "Could not refresh. Showing data from {at}.")
OPEN = Words("Открыть", "Open")
LOOK_MS = 60_000
"""«Сегодня» ends at midnight, also where nothing is written at midnight."""
MOST_IN_ROW = 4
Do = Callable[["Overview"], object]


class Overview(Screen):
    """The provider at a glance."""

    name = "overview"
    title = Words("Обзор", "Overview")
    icon = "overview"
    help = Words(
        "Первая страница: что сделано сегодня и что осталось до первого платежа. Кнопка у шага ведёт туда, где его "
        "делают. День считается от полуночи этого компьютера. «Отказы» — это всё, на что ответили «нет»: зачисления, "
        "сторно и услуги; отказы на проверках номера считаются отдельно, денег они не касаются.",
        "The first page: what this day brought and what is left to do before the first payment. A step's button leads "
        "to where it is done. A day begins at this computer's midnight. Refusals are every “no” to a credit, a "
        "reversal or a use; refused checks of numbers are counted apart, no money is in them.",
    )

    def __init__(self, desk: Desk) -> None:
        """Everything is filled by `refresh`."""
        super().__init__(desk)
        self._seen: Seen | None = None
        self._at = ""
        column = QVBoxLayout()
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        self.heading = spoken.label(desk, self._heading, "title", wrap=True)
        column.addWidget(self.heading)
        self.stale = spoken.label(desk, self._stale, "waiting", wrap=True)
        self.stale.hide()
        column.addWidget(self.stale)
        column.addWidget(spoken.label(desk, TODAY, "title"))
        column.addLayout(self._tiles())
        column.addWidget(self._checklist())
        column.addStretch(1)
        scroll(self, column)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(lambda: self.refresh() if self.isVisible() else None)
        self._look.start()

    def refresh(self) -> None:
        """Ask for the day so far."""
        since, until = wording.day_bounds(moment(self.desk.clock.now_ms()))
        ask = AskOverview(since=since, until=until)
        self.desk.ask(self, "overview", ask, then=self._show, failed=self._failed, key="overview")

    def describe(self) -> None:
        """Say the name that payers see."""
        self.desk.ask(self, "show-provider", Nothing(), then=lambda us: describing.show(self.desk, self, us))

    def make_tariffs(self) -> None:
        """The usual tariffs, as far as they are missing."""
        self.desk.ask(self, "standard-tariffs", Nothing(), then=lambda _: self.refresh())

    def _show(self, seen: Seen) -> None:
        self._at = wording.time(moment(self.desk.clock.now_ms()))
        self.stale.hide()
        self.desk.messages.drop("overview")
        if seen == self._seen:
            return
        self._seen = seen
        self.desk.languages.bind(self.heading, self.heading.setText, self._heading)
        for show, figure in self._figures:
            figure.setText("")
            self.desk.languages.bind(figure, figure.setText, partial(show, seen))
        for step, line in zip(CHECKLIST, self._lines, strict=True):
            line.tick(step.done(seen))
        self.done.setVisible(all(step.done(seen) for step in CHECKLIST))

    def _failed(self, error: OplataError) -> None:
        self.stale.setVisible(self._seen is not None)
        self.stale.setText(self.desk.say(self._stale()))
        self.desk.messages.tell(Notice(NoticeKind.ERROR, codes.words_of(error), details=str(error), key="overview"))

    def _heading(self) -> Words:
        return self._seen.name if self._seen is not None else Words("Поставщик", "Provider")

    def _stale(self) -> Words:
        return STALE.format(at=self._at)

    def _tiles(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(8)
        self._figures: list[tuple[Callable[[Seen], Words], QLabel]] = []
        for place, tile in enumerate(TILES):
            grid.addWidget(self._tile(tile), place // MOST_IN_ROW, place % MOST_IN_ROW)
            grid.setColumnStretch(place % MOST_IN_ROW, 1)
        return grid

    def _tile(self, tile: "TileOf") -> QFrame:
        frame = QFrame()
        frame.setProperty("card", True)
        frame.setObjectName(f"tile-{tile.page}")
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(spoken.label(self.desk, tile.words, "hint", wrap=True))
        for show, role in ((tile.figure, "figure"), (tile.beside, "hint")):
            line = spoken.label(self.desk, same("…"), role, wrap=role == "hint")  # type: ignore[arg-type]
            line.setObjectName(f"{role}-{tile.page}")
            self._figures.append((show, line))
            column.addWidget(line)
        column.addStretch(1)
        opened = spoken.link(self.desk, OPEN, lambda: go(self, tile.page))
        spoken.named(self.desk, opened, Words(f"{OPEN.ru}: {tile.words.ru}", f"{OPEN.en}: {tile.words.en}"))
        opened.setObjectName(f"open-{tile.page}")
        column.addWidget(opened, 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def _checklist(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("card", True)
        frame.setObjectName("checklist")
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addWidget(spoken.label(self.desk, STEPS, "title"))
        self._lines = [StepLine(self.desk, step, partial(step.do, self)) for step in CHECKLIST]
        for line in self._lines:
            column.addWidget(line)
        self.done = spoken.label(self.desk, ALL_DONE, "ok")
        self.done.hide()
        column.addWidget(self.done)
        return frame


class StepLine(QWidget):
    """A step of the checklist: its shape, its words, and while it is not done the button that begins it."""

    def __init__(self, desk: Desk, step: "StepOf", run: Callable[[], object]) -> None:
        """Not done yet."""
        super().__init__()
        self.desk = desk
        self.setObjectName(f"step-{step.name}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._sign = QLabel()
        row.addWidget(self._sign)
        row.addWidget(spoken.label(desk, step.words, wrap=True), 1)
        self._step = step
        self.begin = spoken.button(desk, step.verb, run)
        self.begin.setObjectName(f"begin-{step.name}")
        row.addWidget(self.begin)
        self.tick(False)

    def tick(self, done: bool) -> None:
        """Whether it is done."""
        icon, token = ("ok", Token.OK) if done else ("created", Token.NEUTRAL)
        self.desk.theme.keep_picture(self._sign, icon, token, 18)
        spoken.named(self.desk, self._sign, Words("сделано", "done") if done else Words("не сделано", "not done"))
        self.begin.setVisible(not done or self._step.again)
        self.begin.setObjectName(f"{'again' if done else 'begin'}-{self._step.name}")


class TileOf:
    """What a tile shows and which tab it opens."""

    def __init__(
        self, page: str, words: Words, figure: Callable[[Seen], Words], beside: Callable[[Seen], Words]
    ) -> None:
        """`figure` is large, `beside` stands under it."""
        self.page, self.words, self.figure, self.beside = page, words, figure, beside


class StepOf:
    """A step: whether it is done, and what its button does."""

    def __init__(
        self, name: str, words: Words, verb: Words, done: Callable[[Seen], bool], do: Do, *, again: bool = False
    ) -> None:
        """`verb` stands on the button; `again`: what is done may be done anew, the button stays."""
        self.name, self.words, self.verb, self.done, self.do, self.again = name, words, verb, done, do, again


def _number(value: int) -> Words:
    return Words(wording.number(value, "ru"), wording.number(value, "en"))


def _money(value: int) -> Words:
    return Words(wording.money(value, "ru"), wording.money(value, "en"))


def _pieces(tile: Tile, ru: str, en: str) -> Words:
    return Words(f"{ru}: {wording.number(tile.count, 'ru')}", f"{en}: {wording.number(tile.count, 'en')}")


TILES = (
    TileOf(
        "subscribers",
        Words("Абоненты", "Subscribers"),
        lambda seen: _number(seen.subscribers),
        lambda seen: Words(f"заблокировано: {seen.blocked}", f"blocked: {seen.blocked}"),
    ),
    TileOf(
        "operations",
        Words("Зачислено сегодня", "Credited today"),
        lambda seen: _money(seen.credits_today.amount),
        lambda seen: _pieces(seen.credits_today, "зачислений", "credits"),
    ),
    TileOf(
        "uses",
        Words("Услуг сегодня", "Services today"),
        lambda seen: _money(seen.uses_today.amount),
        lambda seen: _pieces(seen.uses_today, "услуг", "services"),
    ),
    TileOf(
        "checks",
        Words("Отказы сегодня", "Refusals today"),
        lambda seen: _number(seen.refused_today),
        lambda seen: Words(
            f"отказов на проверках: {seen.checks_refused_today}", f"refused checks: {seen.checks_refused_today}"
        ),
    ),
)
CHECKLIST = (
    StepOf(
        "describe",
        Words("Назвать себя: это имя увидят плательщики", "Say your name: payers will see it"),
        Words("Назвать…", "Name…"),
        lambda seen: seen.described,
        lambda screen: screen.describe(),
        again=True,
    ),
    StepOf(
        "tariffs",
        Words("Завести тарифы с услугами", "Make tariffs with services"),
        Words("Завести обычные", "Make the usual ones"),
        lambda seen: seen.tariffs > 0,
        lambda screen: screen.make_tariffs(),
    ),
    StepOf(
        "subscriber",
        Words("Подписать первого абонента", "Sign the first subscriber"),
        Words("Новый договор…", "New contract…"),
        lambda seen: seen.subscribers > 0,
        lambda screen: go(screen, "subscribers", "new"),
    ),
    StepOf(
        "centre",
        Words("Подписать процессинговый центр и отдать ему карточку", "Sign a processing centre, hand it its card"),
        Words("Договор с ПЦ…", "Processing contract…"),
        lambda seen: seen.contracts > 0,
        lambda screen: go(screen, "centres", "new"),
    ),
    StepOf(
        "checked",
        Words(
            "Центр проверил номер: импортируйте карточку в окне процессинга и введите номер на терминале",
            "A centre has checked a number: import the card in the processing window, type a number at a terminal",
        ),
        Words("Проверки номера", "Checks of numbers"),
        lambda seen: seen.checked,
        lambda screen: go(screen, "checks"),
    ),
    StepOf(
        "credited",
        Words("Деньги зачислены: внесите их на терминале", "Money was credited: pay at a terminal"),
        Words("Зачисления", "Credits"),
        lambda seen: seen.credited,
        lambda screen: go(screen, "operations"),
    ),
)
