"""The panel beside the list of intents: one intent's story, money, postings, work, data, acts and repair."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QStackedLayout, QTabWidget, QVBoxLayout, QWidget

from common.errors import OplataError
from common.protocol import codes
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.words import Words, same
from processing_app.service.asks.intents import IntentId, IntentStory
from processing_app.ui.intents import acts
from processing_app.ui.intents.decisions import decide
from processing_app.ui.intents.pages import DataPage, MoneyPage, PostingPage, StoryPage, WorkPage
from processing_app.ui.intents.repair import RepairPage
from processing_app.ui.intents.words import money_words, row_shown, stop_words

SIDE, LEAST = 18, 76
CHOOSE = Words("Выберите намерение в списке.", "Choose an intent in the list.")
LOADING = Words("Загружаем историю намерения…", "Loading the intent's story…")
ACTIONS, MEND = Words("Действия", "Actions"), Words("Починить…", "Repair…")
PARTS = Words("Части истории", "Parts of the story")
STOPPED = Words(
    "Остановлено: {why}. Деньги там, где записаны; ничего не движется, пока не починят.",
    "Stopped: {why}. The money is where it is written; nothing moves until it is repaired.",
)
WHERE = Words("{product} · {sum} · точка {pos} · оплатить до {due}", "{product} · {sum} · POS {pos} · due {due}")
REPAIR = "repair"


class IntentPanel(QWidget):
    """Shows the intent it is told; what is decided here is seen at once."""

    def __init__(self, desk: Desk, after: Callable[[], object]) -> None:
        """`after` is called when a decision changed the intent, so that the list beside can follow."""
        super().__init__()
        self.desk = desk
        self.story: IntentStory | None = None
        self._intent = ""
        self._after = after
        self.setObjectName("intent")
        self.setProperty("pane", True)
        self._empty = spoken.label(desk, CHOOSE, "hint", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._build())

    def show_intent(self, intent_id: str) -> None:
        """This one; an empty id for none."""
        if intent_id != self._intent:
            self._intent, self.story = intent_id, None
            self.desk.languages.bind(self._empty, self._empty.setText, LOADING if intent_id else CHOOSE)
            self._stack.setCurrentIndex(0)
        self.refresh()

    def refresh(self) -> None:
        """What is true now."""
        if self._intent:
            question = IntentId(intent=self._intent)
            self.desk.ask(self, "intent", question, then=self._show, failed=self._failed, key="intent")
            if self.tabs.currentWidget() is self.repair:
                self.repair.show_intent(self._intent)

    def act(self, name: str) -> None:
        """What a button, a menu or a key asks for."""
        if self.story is None:
            self.desk.messages.ok(CHOOSE)
            return
        found = next(one for one in acts.acts(self.story.state) if one.name == name)
        decide(self.desk, self, self.story.state, found, self._decided)

    def show_repair(self) -> None:
        """Why it stopped, and what can be done."""
        self.tabs.setCurrentWidget(self.repair)

    def show_story(self) -> None:
        """The focus goes to the events."""
        self.tabs.setCurrentWidget(self.events)
        self.events.table.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _build(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        self.code = spoken.label(self.desk, Words("", ""), "title")
        self.code.setObjectName("intent-id")
        self._shape = QLabel()
        self.state = spoken.label(self.desk, Words("", ""))
        self.state.setObjectName("intent-state")
        head.addWidget(self.code)
        head.addWidget(self._shape)
        head.addWidget(self.state, 1)
        self.mend = spoken.button(self.desk, MEND, self.show_repair, icon="review", primary=True)
        self.mend.setObjectName("intent-mend")
        self.button = spoken.button(self.desk, ACTIONS, icon="more")
        self.button.setObjectName("intent-actions")
        self.menu = QMenu(self.button)
        self.button.setMenu(self.menu)
        head.addWidget(self.mend)
        head.addWidget(self.button)
        column.addLayout(head)
        self.where = spoken.label(self.desk, Words("", ""), "hint", wrap=True)
        self.where.setObjectName("intent-where")
        column.addWidget(self.where)
        self.stopped = spoken.label(self.desk, Words("", ""), "mistake", wrap=True)
        self.stopped.setObjectName("intent-stopped")
        column.addWidget(self.stopped)
        column.addWidget(self._build_tabs(), 1)
        return page

    def _build_tabs(self) -> QTabWidget:
        desk = self.desk
        self.tabs = QTabWidget()
        self.tabs.setObjectName("intent-parts")
        desk.theme.keep(self.tabs, lambda: self.tabs.setMinimumHeight(desk.theme.scaled(LEAST)))
        spoken.named(desk, self.tabs, PARTS)
        spoken.named(desk, self.tabs.tabBar(), PARTS)
        self.events, self.money, self.postings = StoryPage(desk), MoneyPage(desk), PostingPage(desk)
        self.work, self.data, self.repair = WorkPage(desk), DataPage(desk), RepairPage(desk, self._decided)
        pages: tuple[tuple[QWidget, Words], ...] = (
            (self.events, Words("История", "Story")), (self.money, Words("Деньги", "Money")),
            (self.postings, Words("Проводки", "Postings")), (self.work, Words("Поручения", "Tasks")),
            (self.data, Words("Данные", "Data")), (self.repair, Words("Починка", "Repair")),
        )  # fmt: skip
        for index, (page, words) in enumerate(pages):
            self.tabs.addTab(page, "")
            self._name_tab(index, words, page)
        self.tabs.currentChanged.connect(lambda _: self.refresh())
        return self.tabs

    def _name_tab(self, index: int, words: Words, page: QWidget) -> None:
        def tab_title(text: str) -> None:
            self.tabs.setTabText(index, text)

        self.desk.languages.bind(page, tab_title, words)

    def _show(self, story: IntentStory) -> None:
        if story == self.story or story.row.intent != self._intent:
            return
        self.story = story
        bind, row = self.desk.languages.bind, story.row
        shown = row_shown(row)
        bind(self.code, self.code.setText, same(row.intent))
        bind(self.state, self.state.setText, shown.words)
        self.desk.theme.keep_picture(self._shape, shown.icon, shown.token, SIDE)
        bind(self.where, self.where.setText, _where(story))
        why = stop_words(row.stopped)
        bind(self.stopped, self.stopped.setText, Words(STOPPED.ru.format(why=why.ru), STOPPED.en.format(why=why.en)))
        self.stopped.setVisible(bool(row.stopped))
        self.mend.setVisible(bool(row.stopped))
        self._show_acts(story)
        for page in (self.events, self.money, self.postings, self.work, self.data):
            page.show_story(story)
        self._stack.setCurrentIndex(1)

    def _show_acts(self, story: IntentStory) -> None:
        """Those that are legal first; the others say why they are not when they are chosen."""
        self.menu.clear()
        found = sorted(acts.acts(story.state), key=lambda one: bool(one.why_not.ru))
        for place, one in enumerate(found):
            if place and one.why_not.ru and not found[place - 1].why_not.ru:
                self.menu.addSeparator()
            action = self.menu.addAction("")
            action.setObjectName(f"act-{one.name}")
            self.desk.languages.bind(action, action.setText, one.words)
            action.triggered.connect(lambda _=False, name=one.name: self.act(name))

    def _failed(self, error: OplataError) -> None:
        """Without its story an intent is shown as not known; one that is shown already stays."""
        if self.story is None:
            self.desk.languages.bind(self._empty, self._empty.setText, codes.words_of(error))

    def _decided(self) -> None:
        self.refresh()
        self._after()


def _where(story: IntentStory) -> Words:
    row = story.row
    sums, due = money_words(row.amount, row.currency), wording.moment(row.due)
    return Words(
        WHERE.ru.format(product=row.product, sum=sums.ru, pos=row.pos_id, due=due),
        WHERE.en.format(product=row.product, sum=sums.en, pos=row.pos_id, due=due),
    )
