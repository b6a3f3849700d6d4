"""The page of owners, shops and POS: the list by kinds, the chosen one's fields, and what is done with it."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from common.qt import dialog, spoken
from common.qt.desk import Desk
from common.qt.messages import Act, Notice, NoticeKind
from common.qt.table import Choice, Column, Empty, FilterBar, Kind, LedgerTable, ListAndDetails
from common.qt.unchosen import stacked
from common.words import Words, same
from processing_app.core.domain import PosObject, Shop
from processing_app.service.asks.domain import AddTrainingShop, AskDomain, DomainCommitted, DomainShown, PosId
from processing_app.service.domain_words import KINDS as ONE
from processing_app.ui.shops import forms, pos_form
from processing_app.ui.shops.things import KINDS, Known, Thing

NOTHING = Words(
    "Магазинов ещё нет. Учебный магазин TEST с имитатором банка добавляется одной кнопкой.",
    "No shops yet. One button adds the training shop TEST with the simulated bank.",
)
TRAINING = Words("Добавить учебный магазин", "Add the training shop")
TRAINED = Words(
    "Учебный магазин TEST добавлен. Выпустите ему ключ: без него серверу магазина не войти.",
    "The training shop TEST is there. Issue a key for it: without one its server cannot enter.",
)
CHOOSE = Words("Выберите строку в списке.", "Choose a row in the list.")
ADD, EDIT = Words("Добавить", "Add"), Words("Изменить…", "Edit…")
CLOSE, OPEN = Words("Закрыть…", "Close…"), Words("Открыть снова", "Open again")
KEY = Words("Выпустить ключ…", "Issue a key…")
CLOSING = Words(
    "Закрыть «{name}»? Новых намерений и платежей там не будет; начатые дойдут до конца.",
    "Close “{name}”? No new intents and payments there; those that have begun go on to their end.",
)
YES, NO = Words("Закрыть", "Close"), Words("Оставить", "Leave")
DONE = Words("Записана версия {n} домена.", "Revision {n} of the domain is written.")
DIFFERENCE = Words("Что изменилось", "What has changed")
WHAT = Words("Показать", "Show")
NARROWEST = 120
"""Pixels: narrower than its buttons, so that it does not take the list's place while the window is being opened."""


class PosPage(QWidget):
    """`issue(shop_id)` opens the form of a key; `show_revision(n)` shows what a revision changed."""

    def __init__(self, desk: Desk, issue: Callable[[str], object], show_revision: Callable[[int], object]) -> None:
        """An empty list."""
        super().__init__()
        self.desk = desk
        self.known = Known(0, [])
        self.thing: Thing | None = None
        self._issue = issue
        self._show_revision = show_revision
        self.table = LedgerTable(
            desk, "shops",
            [
                Column("kind", Words("Что это", "What"), lambda row: ONE[row.kind], width=110),
                Column("name", Words("Название", "Name"), lambda row: row.one.name, width=230),
                Column("whose", Words("Чей", "Whose"), lambda row: row.whose, width=210),
                Column("state", Words("Состояние", "State"), lambda row: row.state, Kind.STATUS, 100),
                Column("id", Words("Номер", "Id"), lambda row: row.one.id, Kind.CODE, 120),
            ],
            noun=Words("строк", "rows"), key=lambda row: row.key,
            empty=Empty(NOTHING, TRAINING, self.add_training, "contract"), sentence=_sentence,
            matches={"kind": lambda row, wanted: row.kind == wanted},
        )  # fmt: skip
        choice = Choice("kind", WHAT, list(KINDS.items()), self._count, inline=True)
        self.filters = FilterBar(desk, [choice], self.table)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(lambda _: self.edit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        line = QHBoxLayout()
        line.addWidget(self.filters, 1)
        line.addWidget(self._build_adder())
        column.addLayout(line)
        column.addWidget(ListAndDetails(desk, "shops", self.table, self._build_card()), 1)

    def refresh(self) -> None:
        """The domain as it is now."""
        self.desk.ask(self, "domain", AskDomain(), then=self._show, failed=self.table.fail, key="domain")

    def add_training(self) -> None:
        """The example of a shop."""

        def added(_: object) -> None:
            self.desk.messages.ok(TRAINED)
            self.refresh()

        self.desk.ask(self, "add-training-shop", AddTrainingShop(), then=added)

    def add(self, kind: str) -> None:
        """A new object of this kind."""
        if kind == "pos":
            pos_form.add(self.desk, self, self.known, self._written)
        else:
            forms.add(self.desk, self, kind, self.known, self._written)

    def edit(self) -> None:
        """The chosen one."""
        if self.thing is None:
            self.desk.messages.tell(Notice(NoticeKind.INFO, CHOOSE, seconds=6, key="why-not"))
        elif isinstance(self.thing.one, PosObject):
            pos_form.edit(self.desk, self, self.thing, self.known, self._written)
        else:
            forms.edit(self.desk, self, self.thing.one, self.known, self._written)

    def close_pos(self) -> None:
        """Nothing new there, after a question."""
        if self.thing is not None:
            words = CLOSING.format(name=self.thing.one.name)
            dialog.confirm(self.desk, self.window(), words, YES, NO, lambda: self._switch("close-pos"))

    def open_pos(self) -> None:
        """As before."""
        self._switch("open-pos")

    def shop_id(self) -> str:
        """The shop that the chosen row is or belongs to."""
        one = self.thing.one if self.thing is not None else None
        if isinstance(one, PosObject):
            return one.shop_id
        return one.id if isinstance(one, Shop) else ""

    def _switch(self, operation: str) -> None:
        if self.thing is not None:
            question = PosId(id=self.thing.one.id, base_revision=self.known.revision)
            self.desk.ask(self, operation, question, then=self._written)

    def _written(self, done: DomainCommitted) -> None:
        shown = Act(DIFFERENCE, lambda: self._show_revision(done.revision))
        self.desk.messages.tell(Notice(NoticeKind.OK, DONE.format(n=done.revision), (shown,), seconds=12))
        self.refresh()

    def _show(self, found: DomainShown) -> None:
        self.known = Known(found.revision, found.objects)
        self.table.show_rows(self.known.things())
        self.filters.recount()
        if self.thing is not None:
            self._chosen(self.known.thing(self.thing.key))

    def _count(self, kind: str | None) -> int | None:
        return sum(kind in (None, one.kind) for one in self.known.things())

    def _chosen(self, thing: Thing | None) -> None:
        self.thing = thing
        self._stack.setCurrentIndex(0 if thing is None else 1)
        if thing is None:
            return
        words = ONE[thing.kind]
        self.desk.languages.bind(
            self.title, self.title.setText, Words(f"{words.ru} «{thing.one.name}»", f"{words.en} “{thing.one.name}”")
        )
        is_pos, active = thing.kind == "pos", getattr(thing.one, "active", True)
        self.close_button.setVisible(is_pos and active)
        self.open_button.setVisible(is_pos and not active)
        self.key_button.setVisible(thing.kind in ("pos", "shop"))
        self.fields.show_rows(self.known.fields(thing))

    def _build_adder(self) -> QWidget:
        made = spoken.button(self.desk, ADD, icon="plus")
        made.setObjectName("shops-add")
        menu = QMenu(made)
        for kind in KINDS:
            action = menu.addAction("")
            action.setObjectName(f"add-{kind}")
            words = ONE[kind]
            self.desk.languages.bind(action, action.setText, Words(f"{words.ru}…", f"{words.en}…"))
            action.triggered.connect(lambda _=False, kind=kind: self.add(kind))
        made.setMenu(menu)
        return made

    def _build_card(self) -> QFrame:
        card = QFrame()
        card.setObjectName("shops-card")
        self.desk.theme.keep(card, lambda: card.setMinimumWidth(self.desk.theme.scaled(NARROWEST)))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 10, 12, 10)
        self.title = spoken.label(self.desk, same(""), "title", wrap=True)
        self.title.setObjectName("shops-title")
        column.addWidget(self.title)
        line = QHBoxLayout()
        self.edit_button = spoken.button(self.desk, EDIT, self.edit, icon="edit")
        self.close_button = spoken.button(self.desk, CLOSE, self.close_pos, icon="stop")
        self.open_button = spoken.button(self.desk, OPEN, self.open_pos, icon="start")
        self.key_button = spoken.button(self.desk, KEY, lambda: self._issue(self.shop_id()), icon="key")
        for name, one in (
            ("edit", self.edit_button), ("close", self.close_button), ("open", self.open_button),
            ("key", self.key_button),
        ):  # fmt: skip
            one.setObjectName(f"shops-{name}")
            line.addWidget(one)
        line.addStretch(1)
        column.addLayout(line)
        self.fields = LedgerTable(
            self.desk, "shop-fields",
            [
                Column("field", Words("Поле", "Field"), lambda row: row.words, width=160),
                Column("value", Words("Значение", "Value"), lambda row: row.value, width=280,
                       tip=lambda row: row.value),
            ],
            noun=Words("полей", "fields"), key=lambda row: row.name, empty=Empty(CHOOSE),
        )  # fmt: skip
        column.addWidget(self.fields, 1)
        self._stack = stacked(card, self.desk, CHOOSE, page)
        return card


def _sentence(row: Thing) -> Words:
    words = ONE[row.kind]
    state = row.state.words if row.state is not None else same("")
    return Words(f"{words.ru} {row.one.name}, {state.ru}", f"{words.en} {row.one.name}, {state.en}")
