"""The deposit and the directory as last heard of, and how long until they are asked for again."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QTimer

from agent_terminal.service.messages import Overview
from agent_terminal.ui.card import Card, Saying
from common.qt import spoken, wording
from common.qt.buttons import Buttons
from common.qt.desk import Desk
from common.words import Language, Words

TITLE = Words("Баланс и список поставщиков", "Balance and providers")
DEPOSIT = Words(
    "Баланс у ПЦ {sum}, обновлён {at}, следующий опрос {left}", "Balance at PC {sum}, updated {at}, next poll {left}"
)
LESS = Words(
    "Ещё не отправлено {unsent}: принять можно на {available}.",
    "Not sent yet: {unsent}. Payments for {available} may be taken.",
)
BLOCKED = Words("ПЦ заблокировал агента.", "The centre has blocked the agent.")
DIRECTORY = Words(
    "Поставщиков {count}, версия списка {version}, обновлён {at}, следующий опрос {left}",
    "Providers: {count}, list version {version}, updated {at}, next poll {left}",
)
NOT_YET = Words("Баланс у ПЦ ещё не известен.", "The balance at the centre is not known yet.")
NO_LIST = Words("Списка поставщиков ещё нет.", "There is no list of providers yet.")
REFRESH = Words("Обновить баланс", "Refresh balance")
REFRESH_LIST = Words("Обновить список поставщиков", "Refresh providers")
NOTHING = Words("", "")
TICK_MS = 1000


class BalanceCard(Card):
    """Counts down between the answers."""

    def __init__(self, desk: Desk, deposit: Callable[[], object], directory: Callable[[], object]) -> None:
        """`deposit` and `directory` ask for them now."""
        super().__init__(desk, "balance-card", TITLE)
        self._seen: Overview | None = None
        self._since = QElapsedTimer()
        self.deposit, self.less, self.directory = Saying(desk), Saying(desk, "waiting"), Saying(desk)
        for name, one in (("deposit", self.deposit), ("less", self.less), ("directory", self.directory)):
            one.label.setObjectName(f"balance-{name}")
            self.add(one.label)
        refresh = spoken.button(desk, REFRESH, deposit, icon="refresh")
        refresh.setObjectName("refresh-deposit-button")
        again = spoken.button(desk, REFRESH_LIST, directory, icon="refresh")
        again.setObjectName("refresh-directory-button")
        self.add(Buttons(refresh, again))
        self.lines.addStretch(1)
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._count_down)
        self._tick.start(TICK_MS)

    def show_overview(self, seen: Overview) -> None:
        """What is true now."""
        self._seen = seen
        self._since.start()
        self._say()

    def _count_down(self) -> None:
        if self.isVisible():
            self._say()

    def _say(self) -> None:
        seen = self._seen
        if seen is None:
            return
        self.deposit.say(NOT_YET if seen.deposit is None else Words(self._deposit("ru"), self._deposit("en")))
        self.directory.say(NO_LIST if seen.directory_at is None else Words(self._list("ru"), self._list("en")))
        less = BLOCKED if seen.deposit_blocked else NOTHING
        if seen.deposit is not None and seen.state.available not in (None, seen.deposit):
            less = Words(_less(seen, "ru"), _less(seen, "en"))
        self.less.say(less)
        self.less.label.setVisible(less != NOTHING)

    def _deposit(self, tongue: Language) -> str:
        seen = self._seen
        assert seen is not None
        assert seen.deposit is not None
        at = "—" if seen.state.deposit_at is None else wording.time(seen.state.deposit_at)
        left = self._left(seen.state.next_deposit_seconds)
        return DEPOSIT.of(tongue).format(sum=wording.money(seen.deposit, tongue), at=at, left=left)

    def _list(self, tongue: Language) -> str:
        seen = self._seen
        assert seen is not None
        assert seen.directory_at is not None
        state, at = seen.state, wording.time(seen.directory_at)
        left = self._left(state.next_directory_seconds)
        return DIRECTORY.of(tongue).format(count=state.providers, version=state.directory_version, at=at, left=left)

    def _left(self, seconds: int | None) -> str:
        return "—" if seconds is None else wording.span(max(0, seconds - self._since.elapsed() // 1000))


def _less(seen: Overview, tongue: Language) -> str:
    assert seen.deposit is not None
    available = seen.state.available or 0
    unsent = wording.money(seen.deposit - available, tongue)
    return LESS.of(tongue).format(unsent=unsent, available=wording.money(available, tongue))
