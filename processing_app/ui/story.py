"""The panel beside a list of payments: one payment's story, what may be done, its postings, exchanges and data."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStackedLayout,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from common.clock import moment
from common.errors import OplataError
from common.protocol import codes
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.table.column import shown_state
from common.qt.theme import Token
from common.words import Words
from processing_app.service.asks import PaymentId, PaymentRow, Possible, Step, Story, Timeline
from processing_app.ui.columns import state_words
from processing_app.ui.decisions import Decisions
from processing_app.ui.story_pages import Data, ExchangePage, PostingPage

TICK_MS, SIDE, LEAST = 1000, 18, 76
AGAIN_MS = 700
"""The log is written a moment after the event that an exchange led to: look once more."""
CHOOSE = Words("Выберите платёж в списке.", "Choose a payment in the list.")
LOADING = Words("Загружаем историю платежа…", "Loading the payment's story…")
RETRY = Words("Повторить сейчас", "Retry now")
REVIEW = Words("Разбор", "Review")
STEPS = Words("История платежа", "The payment's story")
PARTS = Words("Части истории", "Parts of the story")
POSTINGS, EXCHANGES, DATA = Words("Проводки", "Postings"), Words("Обмены", "Exchanges"), Words("Данные", "Data")
HISTORY = Words("История", "Story")
ICONS = {
    "○": "created", "●": "ok", "✖": "failed", "↻": "waiting", "▲": "attention", "↩": "reversed", "⧉": "duplicate",
}  # fmt: skip


class StoryPanel(QWidget):
    """Shows the payment it is told; a decision made here is seen at once."""

    def __init__(self, desk: Desk, after: Callable[[], object]) -> None:
        """`after` is called when a decision changed the payment, so that the list beside can follow."""
        super().__init__()
        self.desk = desk
        self._payment = ""
        self._told: Timeline | None = None
        self._after = after
        self.decisions = Decisions(desk, self, self._decided)
        self.setProperty("pane", True)
        self.setObjectName("story")
        self._empty = spoken.label(desk, CHOOSE, "hint", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._build())
        desk.languages.changed.connect(self._show_steps)
        desk.theme.changed.connect(self._show_steps)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self._ask)
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._count_down)
        self._tick.start(TICK_MS)

    @property
    def payment(self) -> PaymentRow | None:
        """The payment on show."""
        return self._told.story.payment if self._told is not None else None

    def show_payment(self, payment_id: str) -> None:
        """This payment; an empty id for none."""
        if payment_id != self._payment:
            self._payment, self._told = payment_id, None
            self.desk.languages.bind(self._empty, self._empty.setText, LOADING if payment_id else CHOOSE)
            self._stack.setCurrentIndex(0)
        self.refresh()

    def refresh(self) -> None:
        """Look whether the payment on show has changed; only then its whole story is read again."""
        if self._payment:
            question = PaymentId(payment=self._payment)
            self.desk.ask(self, "story", question, then=self._look, failed=self._failed, key="story")

    def _look(self, story: Story) -> None:
        if self._about_this(story) and (self._told is None or story != self._told.story):
            self._ask()
            self._again.start()

    def _ask(self) -> None:
        if self._payment:
            question = PaymentId(payment=self._payment)
            self.desk.ask(self, "timeline", question, then=self._show, failed=self._failed, key="timeline")

    def act(self, action: str) -> None:
        """What a button, a menu or a key of the list asks for."""
        if self._told is None:
            self.desk.messages.ok(CHOOSE)
            return
        choice = next(one for one in self._told.story.possible if one.action == action)
        self.decisions.make(self._told.story.payment, choice)

    def show_steps(self) -> None:
        """The focus goes to the story's lines."""
        self.tabs.setCurrentWidget(self.steps)
        self.steps.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_exchanges(self) -> None:
        """The focus goes to the exchanges."""
        self.tabs.setCurrentWidget(self.exchanges)
        self.exchanges.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _build(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        self.code = spoken.label(self.desk, Words("", ""), "title")
        self.code.setObjectName("story-code")
        self._shape = QLabel()
        self.state = spoken.label(self.desk, Words("", ""), wrap=True)
        self.state.setObjectName("story-state")
        head.addWidget(self.code)
        head.addWidget(self._shape)
        head.addWidget(self.state, 1)
        self.where = spoken.label(self.desk, Words("", ""), "hint", wrap=True)
        self.where.setObjectName("story-money")
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addLayout(head)
        said.addWidget(self.where)
        top = QHBoxLayout()
        top.addLayout(said, 1)
        self._add_buttons(top)
        column.addLayout(top)
        column.addWidget(self._build_tabs(), 1)
        return page

    def _add_buttons(self, line: QHBoxLayout) -> None:
        self.retry = spoken.button(self.desk, RETRY, lambda: self.act("retry"), icon="restart")
        self.retry.setObjectName("story-retry")
        self.review = spoken.button(self.desk, REVIEW, icon="review")
        self.review.setObjectName("story-review")
        self.menu = QMenu(self.review)
        self.review.setMenu(self.menu)
        line.addWidget(self.retry)
        line.addWidget(self.review)

    def _build_tabs(self) -> QTabWidget:
        self.tabs = QTabWidget()
        self.tabs.setObjectName("story-parts")
        self.desk.theme.keep(self.tabs, lambda: self.tabs.setMinimumHeight(self.desk.theme.scaled(LEAST)))
        spoken.named(self.desk, self.tabs, PARTS)
        spoken.named(self.desk, self.tabs.tabBar(), PARTS)
        self.steps = QListWidget()
        self.steps.setObjectName("steps")
        self.steps.setWordWrap(True)
        self.steps.setUniformItemSizes(False)
        self.steps.itemActivated.connect(self._step_opened)
        spoken.named(self.desk, self.steps, STEPS)
        self.postings, self.exchanges, self.data = PostingPage(self.desk), ExchangePage(self.desk), Data(self.desk)
        pages = ((self.steps, HISTORY), (self.postings, POSTINGS), (self.exchanges, EXCHANGES), (self.data, DATA))
        for index, (page, words) in enumerate(pages):
            self.tabs.addTab(page, "")
            self._name_tab(index, words, page)
        return self.tabs

    def _name_tab(self, index: int, words: Words, page: QWidget) -> None:
        def tab_title(text: str) -> None:
            self.tabs.setTabText(index, text)

        self.desk.languages.bind(page, tab_title, words)

    def _about_this(self, story: Story) -> bool:
        """Another payment may have been chosen while the answer was on its way."""
        return story.payment.payment_id == self._payment

    def _show(self, told: Timeline) -> None:
        if told == self._told or not self._about_this(told.story):
            return
        self._told = told
        payment = told.story.payment
        bind = self.desk.languages.bind
        bind(self.code, self.code.setText, Words(payment.code, payment.code))
        bind(self.state, self.state.setText, lambda: state_words(payment, moment(self.desk.clock.now_ms())))
        bind(self.where, self.where.setText, _where(payment))
        shown = shown_state(payment.shown)
        self.desk.theme.keep_picture(self._shape, shown.icon, shown.token, SIDE)
        self._show_choices(told.story.possible)
        self._show_steps()
        self.postings.show_told(told)
        self.exchanges.show_told(told)
        self.data.show_told(told)
        self._stack.setCurrentIndex(1)

    def _show_choices(self, choices: list[Possible]) -> None:
        self.menu.clear()
        for choice in choices:
            if choice.action == "retry":
                continue
            action = self.menu.addAction("")
            action.setObjectName(f"choice-{choice.action}")
            self.desk.languages.bind(action, action.setText, choice.words)
            action.triggered.connect(lambda _=False, name=choice.action: self.act(name))

    def _show_steps(self) -> None:
        told = self._told
        if told is None:
            return
        row = self.steps.currentRow()
        self.steps.clear()
        for step in told.steps:
            self.steps.addItem(self._item(step))
        self.steps.setCurrentRow(row if 0 <= row < self.steps.count() else self.steps.count() - 1)

    def _item(self, step: Step) -> QListWidgetItem:
        language = self.desk.languages.current
        now = moment(self.desk.clock.now_ms())
        took = f" · {wording.number(round(step.ms), language)} {'мс' if language == 'ru' else 'ms'}" if step.ms else ""
        more = f" · {step.more}" if step.more else ""
        text = f"{wording.moment(step.at, now)}  {step.words.of(language)}\n{step.who.of(language)}{took}{more}"
        item = QListWidgetItem(self._icon(step), text)
        item.setData(Qt.ItemDataRole.UserRole, step.span)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, text.replace("\n", ", "))
        item.setToolTip(wording.exact(step.at))
        return item

    def _icon(self, step: Step) -> QIcon:
        name, side = ICONS.get(step.shape, "created"), self.desk.theme.scaled(SIDE)
        icon = QIcon(self.desk.theme.picture(name, Token(step.tone), side))
        icon.addPixmap(self.desk.theme.picture(name, Token.SELECTED_TEXT, side), QIcon.Mode.Selected)
        return icon

    def _count_down(self) -> None:
        """«через 0:40» goes on while it is looked at."""
        payment = self.payment
        if payment is not None and payment.due is not None and self.isVisible():
            self.state.setText(self.desk.say(state_words(payment, moment(self.desk.clock.now_ms()))))

    def _step_opened(self, item: QListWidgetItem) -> None:
        """An attempt leads to its exchange, an event to its postings."""
        span = item.data(Qt.ItemDataRole.UserRole)
        if span:
            self.tabs.setCurrentWidget(self.exchanges)
            self.exchanges.choose(span)
        else:
            self.tabs.setCurrentWidget(self.postings)

    def _failed(self, error: OplataError) -> None:
        """Without its story a payment is shown as not known; one that is shown already stays."""
        if self._told is None:
            self.desk.languages.bind(self._empty, self._empty.setText, codes.words_of(error))

    def _decided(self) -> None:
        self.refresh()
        self._after()


def _where(payment: PaymentRow) -> Words:
    held = wording.money(payment.amount + payment.processing_fee, "ru"), wording.money(payment.amount, "ru")
    english = wording.money(payment.amount + payment.processing_fee, "en"), wording.money(payment.amount, "en")
    place = 1 if payment.status == "captured" else 0
    return Words(f"{held[place]} {payment.money.ru}", f"{english[place]} {payment.money.en}")
