"""The first tab: the day in figures, the steps to a first payment, and who needs attention."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from common.clock import moment
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.facts import sum_words
from common.qt.going import go
from common.qt.line_card import Line, LineCard
from common.qt.pace import Pace
from common.qt.screen import Screen
from common.qt.scrolled import scroll
from common.qt.theme import Token
from common.words import Words
from processing_app.service.asks import (
    AskOverview,
    Attention,
    ChecklistItem,
    Done,
    PaymentTotals,
    SeeAlarms,
)
from processing_app.service.asks import (
    Overview as Seen,
)
from processing_app.service.asks.overview import WalletsSeen

PACE_MS = 1000
TILES_IN_ROW = 4
OPEN = Words("Открыть", "Open")
SEEN = Words("Видел", "Seen")
CALM = Words("Всё спокойно: вмешательство не нужно.", "All is calm: nobody needs you.")
STEPS = Words("Чтобы прошёл первый платёж", "Towards the first payment")
NEEDED = Words("Требуют внимания", "Need attention")
TODAY = Words("Сегодня", "Today")
Figure = tuple[Words, Callable[[Seen], Words], str]


class Overview(Screen):
    """The centre at a glance."""

    name = "overview"
    title = Words("Обзор", "Overview")
    icon = "overview"
    help = Words(
        "Первая страница: итоги дня, шаги к первому платежу и всё, что требует человека. "
        "Кнопка «Открыть» ведёт туда, где это делается. Суммы считаются с начала дня этого компьютера.",
        "The first page: the day's totals, the steps to a first payment, and whatever needs a person. "
        "“Open” leads to where it is done. Sums count from the beginning of this computer's day.",
    )

    def __init__(self, desk: Desk) -> None:
        """Everything is filled by `refresh`."""
        super().__init__(desk)
        self._seen: Seen | None = None
        self._pace = Pace(self, self._ask, PACE_MS)
        column = QVBoxLayout()
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addWidget(spoken.label(desk, TODAY, "title"))
        self._tiles = [Tile(desk, *figure) for figure in FIGURES]
        column.addLayout(_grid(self._tiles))
        self.wallets = QWidget()
        of_wallets = _grid([Tile(desk, *figure) for figure in OF_WALLETS])
        of_wallets.setContentsMargins(0, 0, 0, 0)
        self.wallets.setLayout(of_wallets)
        self.wallets.hide()
        column.addWidget(self.wallets)
        self.attention = LineCard(desk, NEEDED, "attention-list")
        self.checklist = LineCard(desk, STEPS, "checklist")
        column.addWidget(self.attention)
        column.addWidget(self.checklist)
        column.addStretch(1)
        scroll(self, column)

    def refresh(self) -> None:
        """The day so far."""
        self._pace.ask()

    def _ask(self) -> None:
        since, _ = wording.day_bounds(moment(self.desk.clock.now_ms()))
        self.desk.ask(self, "overview", AskOverview(since=since), then=self._show, key="overview")

    def _show(self, seen: Seen) -> None:
        if seen == self._seen:
            return
        self._seen = seen
        for tile in [*self._tiles, *self.wallets.findChildren(Tile)]:
            tile.show_of(seen)
        self.wallets.setVisible(seen.wallets is not None)
        self.attention.fill([self._attention(one) for one in seen.attention] or [_calm(self.desk)])
        self.checklist.fill([self._step(one) for one in seen.checklist])
        self.checklist.setVisible(not all(one.done for one in seen.checklist))

    def _attention(self, one: Attention) -> QWidget:
        icon, token = ("attention", Token.ERROR) if one.level == "error" else ("waiting", Token.WAITING)
        line = Line(self.desk, icon, token, one.words)
        if one.at is not None:
            now = moment(self.desk.clock.now_ms())
            line.add(spoken.label(self.desk, _same(wording.moment(one.at, now)), "hint"))
        if one.alarm_id:
            seen = spoken.button(self.desk, SEEN, lambda: self._saw(one.alarm_id), icon="eye")
            seen.setObjectName(f"seen-{one.alarm_id}")
            line.add(seen)
        line.add(self._door(one.page, one.about, one.words))
        return line

    def _step(self, one: ChecklistItem) -> QWidget:
        icon, token = ("ok", Token.OK) if one.done else ("created", Token.NEUTRAL)
        line = Line(self.desk, icon, token, one.words)
        if not one.done:
            line.add(self._door(one.page, one.name, one.words))
        return line

    def _door(self, page: str, about: str, words: Words) -> QWidget:
        made = spoken.button(self.desk, OPEN, lambda: go(self, page, about))
        made.setObjectName(f"open-{page}-{about}".rstrip("-"))
        spoken.named(self.desk, made, Words(f"{OPEN.ru}: {words.ru}", f"{OPEN.en}: {words.en}"))
        return made

    def _saw(self, alarm_id: int) -> None:
        def again(_: Done) -> None:
            self.refresh()

        self.desk.ask(self, "see-alarms", SeeAlarms(up_to=alarm_id, only=True), then=again)


class Tile(QFrame):
    """One figure of the day."""

    def __init__(self, desk: Desk, title: Words, value: Callable[[Seen], Words], name: str) -> None:
        """Empty until the first answer."""
        super().__init__()
        self._desk = desk
        self._value = value
        self.setProperty("card", True)
        self.setObjectName(f"tile-{name}")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(spoken.label(desk, title, "hint"))
        self.figure = spoken.label(desk, Words("…", "…"), "figure")
        self.figure.setObjectName(f"figure-{name}")
        column.addWidget(self.figure)

    def show_of(self, seen: Seen) -> None:
        """The figure in the language that is on, now and after a switch."""
        self._desk.languages.bind(self.figure, self.figure.setText, self._value(seen))


def _grid(tiles: Sequence[QWidget]) -> QGridLayout:
    grid = QGridLayout()
    grid.setSpacing(8)
    for index, tile in enumerate(tiles):
        grid.addWidget(tile, index // TILES_IN_ROW, index % TILES_IN_ROW)
    for place in range(TILES_IN_ROW):
        grid.setColumnStretch(place, 1)
    return grid


def _calm(desk: Desk) -> QWidget:
    return Line(desk, "ok", Token.OK, CALM)


def _same(text: str) -> Words:
    return Words(text, text)


def _count(value: Callable[[Seen], int]) -> Callable[[Seen], Words]:
    return lambda seen: Words(wording.number(value(seen), "ru"), wording.number(value(seen), "en"))


def _sum(value: Callable[[PaymentTotals], int]) -> Callable[[Seen], Words]:
    return lambda seen: Words(
        wording.money(value(seen.today), "ru", seen.today.currency),
        wording.money(value(seen.today), "en", seen.today.currency),
    )


def _of_wallets(value: Callable[[WalletsSeen], int]) -> Callable[[Seen], int]:
    """A figure of wallets, which are not shown where there are none."""
    return lambda seen: value(seen.wallets) if seen.wallets is not None else 0


def _in_wallets(seen: Seen) -> Words:
    return sum_words(_of_wallets(lambda wallets: wallets.balance)(seen))


def _share(seen: Seen) -> Words:
    share = seen.today.rejected_share
    return Words(f"{wording.bare_money(share, 'ru')} %", f"{wording.bare_money(share, 'en')} %")


FIGURES: tuple[Figure, ...] = (
    (Words("Платежей", "Payments"), _count(lambda seen: seen.today.count), "payments"),
    (Words("Внесено", "Inserted"), _sum(lambda today: today.inserted), "inserted"),
    (Words("Зачислено", "Credited"), _sum(lambda today: today.credited), "credited"),
    (Words("Комиссия процессинга", "Processing commission"), _sum(lambda today: today.processing_fee), "fee"),
    (Words("Отказов", "Rejected"), _share, "rejected"),
    (Words("Ждут повтора", "Waiting for retry"), _count(lambda seen: seen.waiting), "waiting"),
    (Words("Требуют разбора", "Need review"), _count(lambda seen: seen.review), "review"),
    (Words("Комиссия агентов", "Agents' commission"), _sum(lambda today: today.agent_fee), "agent-fee"),
)
OF_WALLETS: tuple[Figure, ...] = (
    (Words("В кошельках", "In wallets"), _in_wallets, "wallets"),
    (
        Words("Ждут слова владельца", "Wait for the holder"),
        _count(_of_wallets(lambda seen: seen.waiting)),
        "unconfirmed",
    ),
    (Words("Не получают уведомлений", "Get no notices"), _count(_of_wallets(lambda seen: seen.paused)), "paused"),
    (
        Words("Расхождений в кошельках", "Differences of wallets"),
        _count(_of_wallets(lambda seen: seen.differences)),
        "wallet-differences",
    ),
)
