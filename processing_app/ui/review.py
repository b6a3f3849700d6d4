"""Retries and reviews: what is not finished, why, and what a person decides; one by one or many at once."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from common.clock import moment
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.messages import Notice, NoticeKind
from common.qt.screen import Command, Screen
from common.qt.table import Column, Empty, Kind, LedgerTable, ListAndDetails
from common.qt.table.column import Shown, shown_state
from common.words import Language, Words
from processing_app.service.asks import AskReview, Retried, Review, ReviewRow, TaskIds, Weighed
from processing_app.ui.columns import state_words
from processing_app.ui.story import StoryPanel

NOTHING = Words("Разбирать нечего.", "Nothing to review.")
CHOOSE = Words("Выберите платежи в списке.", "Choose payments in the list.")
RETRY = Words("Повторить", "Retry")
RETRIED = Words("Повторяем {n} на {sum}.", "Retrying {n} for {sum}.")
HELD = Words(
    " Деньги удержаны на балансе агентов, пока не ответит поставщик.",
    " The money is held on the agents' balances until the provider answers.",
)
REVERSALS = Words(
    " Сторно среди них: {n}, их деньги у поставщика, пока он не ответит.",
    " Reversals among them: {n}, the provider has their money until it answers.",
)
STOPPED = Words(
    " Доставка остановлена, ждут: {n}. Возобновите её на вкладке «Поставщики».",
    " Delivery is stopped, waiting: {n}. Resume it on the tab “Providers”.",
)
PASSED = Words(" Уже завершились сами: {n}.", " Finished meanwhile: {n}.")
SUMMARY = Words(
    "Требуют разбора: {dead} на {dead_sum} · ждут повтора: {waiting} на {waiting_sum}",
    "Need review: {dead} for {dead_sum} · waiting for retry: {waiting} for {waiting_sum}",
)
MOST = 500
FIRST = Words(" · показаны первые {n}", " · the first {n} are shown")
RETURNED = Words("возвращён вручную ×{n}", "returned by hand ×{n}")


class ReviewQueue(Screen):
    """The queue and, beside it, the story of the chosen payment."""

    name = "review"
    title = Words("Разбор", "Review")
    icon = "review"
    help = Words(
        "Здесь платежи с деньгами и без ответа: ▲ ждут решения человека, ↻ ждут следующей попытки. "
        "«Повторить» посылает тот же платёж с тем же номером: дважды он зачислен не будет. "
        "«Провести вручную» и «Вернуть агенту» — только со слов поставщика, с причиной: её увидят в истории.",
        "Payments with money and without an answer: ▲ wait for a person, ↻ wait for their next attempt. "
        "“Retry” sends the same payment with the same id: it is never credited twice. "
        "“Settle by hand” and “Return to the agent” only from the provider's word, with a reason kept in the story.",
    )

    def __init__(self, desk: Desk) -> None:
        """The sums above, the queue and the story below."""
        super().__init__(desk)
        self._weighed: list[int] = []
        self.story = StoryPanel(desk, self.refresh)
        self.table = LedgerTable(
            desk, "review", _columns(desk), noun=Words("платежей", "payments"), key=lambda row: row.task_id,
            empty=Empty(NOTHING, icon="ok"), sentence=_sentence,
        )  # fmt: skip
        self.summary = spoken.label(desk, Words("", ""))
        self.summary.setObjectName("review-summary")
        self.bulk = spoken.button(desk, RETRY, self._retry, icon="restart")
        self.bulk.setObjectName("bulk-retry")
        self.table.chosen.connect(self._chosen)
        self.table.retried.connect(self.refresh)
        self.table.view.selectionModel().selectionChanged.connect(lambda *_: self._weigh())
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        line = QHBoxLayout()
        line.addWidget(self.summary, 1)
        line.addWidget(self.bulk)
        column.addLayout(line)
        self.details = ListAndDetails(desk, "review", self.table, self.story)
        column.addWidget(self.details, 1)

    def commands(self) -> Sequence[Command]:
        """The decisions about the chosen payment."""
        return (
            Command("retry", Words("Повторить", "Retry"), "restart", self._retry, ("F7",), self._nothing_chosen),
            Command("settle", Words("Провести вручную…", "Settle by hand…"), "settle",
                    lambda: self.story.act("settle_credited"), ("F8",), self._nothing_chosen),
            Command("return", Words("Вернуть агенту…", "Return to the agent…"), "undo",
                    lambda: self.story.act("settle_returned"), ("Shift+F8",), self._nothing_chosen),
            Command("reverse", Words("Сторнировать…", "Reverse…"), "reversed",
                    lambda: self.story.act("reverse"), (), self._nothing_chosen, in_toolbar=False),
            Command("note", Words("Оставить с пометкой…", "Leave with a note…"), "note",
                    lambda: self.story.act("note"), ("F2",), self._nothing_chosen),
        )  # fmt: skip

    def refresh(self) -> None:
        """The queue and the story as they are now."""
        self.desk.ask(self, "review", AskReview(limit=MOST), then=self._show, key="review", failed=self.table.fail)
        self.story.refresh()

    def _show(self, found: Review) -> None:
        self.table.show_rows(found.rows)
        self._weigh()
        self.counter.emit(found.dead)
        self.desk.languages.bind(
            self.summary, self.summary.setText, Words(_summary(found, "ru"), _summary(found, "en"))
        )

    def _chosen(self, row: ReviewRow | None) -> None:
        self.story.show_payment("" if row is None else row.payment.payment_id)

    def _nothing_chosen(self) -> Words | None:
        return None if self.table.selected() else CHOOSE

    def _weigh(self) -> None:
        """The button says how many and how much before it is pressed."""
        chosen = self._task_ids()
        if chosen == self._weighed:
            return
        self._weighed = chosen
        self._name_bulk(RETRY)

        def weighed(sums: Weighed) -> None:
            if self._weighed == chosen:
                self._name_bulk(sums.words)

        if len(chosen) > 1:
            self.desk.ask(self, "weigh-tasks", TaskIds(task_ids=chosen), then=weighed, key="weigh")

    def _name_bulk(self, words: Words) -> None:
        for show in (self.bulk.setText, self.bulk.setAccessibleName):
            self.desk.languages.bind(self.bulk, show, words)

    def _task_ids(self) -> list[int]:
        return [row.task_id for row in self.table.selected()]

    def _retry(self) -> None:
        """The same payments with the same ids once more."""
        chosen = self._task_ids()
        if not chosen:
            self.desk.messages.tell(Notice(NoticeKind.INFO, CHOOSE, seconds=6, key="why-not"))
        else:
            self.desk.ask(self, "retry-tasks", TaskIds(task_ids=chosen), then=self._retried)

    def _retried(self, done: Retried) -> None:
        self.desk.messages.ok(Words(_retried(done, "ru"), _retried(done, "en")))
        self.refresh()


def _columns(desk: Desk) -> list[Column]:
    def state(row: ReviewRow) -> Shown:
        return shown_state(row.payment.shown, state_words(row.payment, moment(desk.clock.now_ms())))

    return [
        Column("reason", Words("Причина", "Reason"), lambda row: row.reason_words, width=230,
               tip=lambda row: row.reason_words),
        Column("state", Words("Статус", "State"), state, Kind.STATUS, 240),
        Column("code", Words("Код", "Code"), lambda row: row.payment.code, Kind.CODE, 100),
        Column("provider", Words("Поставщик", "Provider"), lambda row: row.payment.provider_name, width=120),
        Column("account", Words("Номер", "Account"), lambda row: row.payment.account, width=110),
        Column("amount", Words("К зачисл.", "To credit"), lambda row: row.payment.amount, Kind.MONEY, 90),
        Column("first", Words("Первая попытка", "First attempt"), lambda row: row.first_at, Kind.MOMENT, 130),
        Column("last", Words("Отложен", "Set aside"), lambda row: row.last_at, Kind.MOMENT, 100),
        Column("returned", Words("Вручную", "By hand"), _returned, width=150),
        Column("note", Words("Пометка", "Note"), lambda row: row.note, width=180),
        Column("stopped", Words("Доставка", "Delivery"), lambda row: row.stopped, width=140, hidden=True),
        Column("target", Words("Куда", "Target"), lambda row: row.target, width=180, hidden=True),
        Column("agent", Words("Агент", "Agent"), lambda row: row.payment.agent_number, width=80, hidden=True),
    ]  # fmt: skip


def _returned(row: ReviewRow) -> Words | None:
    return RETURNED.format(n=row.returned) if row.returned else None


def _sentence(row: ReviewRow) -> Words:
    payment = row.payment
    return Words(
        f"{payment.code}, {payment.provider_name.ru} {payment.account}: {row.reason_words.ru}",
        f"{payment.code}, {payment.provider_name.en} {payment.account}: {row.reason_words.en}",
    )


def _summary(found: Review, tongue: Language) -> str:
    said = SUMMARY.of(tongue).format(
        dead=found.dead, dead_sum=wording.money(found.dead_amount, tongue, found.currency),
        waiting=found.waiting, waiting_sum=wording.money(found.waiting_amount, tongue, found.currency),
    )  # fmt: skip
    shown = len(found.rows)
    return said + (FIRST.of(tongue).format(n=shown) if shown < found.dead + found.waiting else "")


def _retried(done: Retried, tongue: Language) -> str:
    said = RETRIED.of(tongue).format(n=done.tasks, sum=wording.money(done.amount, tongue))
    if done.tasks > done.reversals:
        said += HELD.of(tongue)
    counted = ((REVERSALS, done.reversals), (STOPPED, done.stopped), (PASSED, done.passed_over))
    return said + "".join(words.of(tongue).format(n=number) for words, number in counted if number)
