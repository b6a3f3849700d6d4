"""«Комиссии агента»: what the agent takes, from whom, and what that comes to."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from agent_terminal.service.messages import (
    Commission,
    PreviewCommission,
    Providers,
    RemoveCommission,
    SetCommission,
)
from agent_terminal.service.messages import Commissions as Found
from agent_terminal.ui import commission_form
from agent_terminal.ui.commission_preview import Preview
from agent_terminal.ui.commission_words import commission_words
from common.protocol.endpoint import Nothing
from common.qt import spoken
from common.qt.desk import Desk
from common.qt.messages import Notice, NoticeKind
from common.qt.screen import Command, Screen
from common.qt.table import Column, Empty, Kind, LedgerTable, ListAndDetails
from common.qt.unchosen import stacked
from common.words import Words

NOTHING = Words(
    "Комиссии нет: плательщик зачисляет всё внесённое. Назначьте её всем поставщикам или отдельным.",
    "There is no commission: a payer is credited all that is inserted. Set one for all providers or for some.",
)
NEW, EDIT, REMOVE = (
    Words("Новая комиссия…", "New commission…"),
    Words("Изменить…", "Edit…"),
    Words("Убрать", "Remove"),
)
CHOOSE = Words("Сначала выберите комиссию в списке.", "Choose a commission in the list first.")
CHOOSE_HERE = Words("Выберите комиссию в списке.", "Choose a commission in the list.")
ALL_TAKEN = Words(
    "У всех поставщиков и групп своя комиссия уже есть: измените её.",
    "Every provider and group has a commission of its own: edit it.",
)
SETTING, REMOVING = (
    Words("комиссия: {whom}", "commission: {whom}"),
    Words("удаление комиссии: {whom}", "removing the commission: {whom}"),
)
SET = Words("Комиссия назначена: {whom}.", "The commission is set: {whom}.")
REMOVED = Words(
    "Комиссия убрана: {whom}. Действует более общая.", "The commission is removed: {whom}. A wider one applies."
)
NOUN = Words("комиссий", "commissions")
NEW_ABOUT = "new"
Key = tuple[int | None, str]


def _key(one: Commission | SetCommission | RemoveCommission) -> Key:
    return one.provider_id, one.group


class Commissions(Screen):
    """The list, and beside it what the chosen one comes to."""

    name = "commissions"
    title = Words("Комиссии агента", "Agent's commission")
    icon = "tariff"
    help = Words(
        "Комиссия берётся с внесённого: процент, плюс постоянная часть, не меньше и не больше. У поставщика действует "
        "своя комиссия, иначе комиссия его группы, иначе общая. Плательщик видит её до внесения денег; кто уже начал, "
        "платит по той, что видел. Всё, что зачислено раньше, остаётся при своей.",
        "The commission is taken from what is inserted: a percent, plus a fixed part, with a least and a most. A "
        "provider has its own commission, else its group's, else the common one. A payer sees it before inserting "
        "cash; whoever has begun pays by the one they saw. What was credited before keeps its own.",
    )

    def __init__(self, desk: Desk) -> None:
        """An empty list."""
        super().__init__(desk)
        self._found: Found | None = None
        self._known: Providers | None = None
        self._wanted: Key | None = None
        self._new_wanted = False
        self.table = LedgerTable(
            desk, "commissions", COLUMNS, noun=NOUN, key=_key, empty=Empty(NOTHING, NEW, self.new, "tariff"),
            sentence=_sentence,
        )  # fmt: skip
        self.table.context = list(self.commands())
        self.table.retried.connect(self.refresh)
        self.table.chosen.connect(self._chosen)
        self.preview = Preview(desk, "commission-examples")
        self.details = ListAndDetails(desk, "commissions", self.table, self._build_card())
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.details)

    def commands(self) -> Sequence[Command]:
        """What can be done with commissions."""
        return (
            Command("new-commission", NEW, "new", self.new, ("Ctrl+N", "F4")),
            Command("edit-commission", EDIT, "edit", self.edit, ("F2",), self._none),
            Command("remove-commission", REMOVE, "delete", self.remove, ("Del",), self._none),
        )

    def refresh(self) -> None:
        """All of them, and whom a new one may be for."""
        self.desk.ask(self, "commissions", Nothing(), then=self._show, failed=self.table.fail, key="commissions")
        self.desk.ask(self, "providers", Nothing(), then=self._know, failed=lambda _: None, key="providers")

    def show_about(self, about: str) -> None:
        """The first page's checklist wants a new one."""
        self._new_wanted = about == NEW_ABOUT
        self._open_wanted()

    def new(self) -> None:
        """For whoever has none of their own."""
        if self._found is None or self._known is None:
            return
        if not commission_form.free(self._found, self._known):
            self.desk.messages.tell(Notice(NoticeKind.INFO, ALL_TAKEN, seconds=8, key="why-not"))
            return
        commission_form.new(self.desk, self.window(), self._found, self._known, lambda told: self._set(None, *told))

    def edit(self) -> None:
        """Another one in place of the chosen."""
        one = self.table.current()
        if one is not None:
            commission_form.edit(self.desk, self.window(), one, lambda told: self._set(one, *told))

    def remove(self) -> None:
        """The chosen one falls back to what is more general; it can be taken back."""
        one: Commission | None = self.table.current()
        if one is None or self._found is None:
            return
        gone = RemoveCommission(provider_id=one.provider_id, group=one.group, edition=one.edition)
        back, nothing = _as_it_was(one, self._found.none), one.whom

        def removed(answer: Found) -> None:
            self._show(answer)
            self._remember(REMOVING, REMOVED, nothing, back, gone)

        self.desk.ask(self, "remove-commission", gone, then=removed)

    def _set(self, before: Commission | None, ask: SetCommission, answer: Found) -> None:
        """Undone, the one before is there again, or none; never over what somebody has made of it since."""
        self._wanted = _key(ask)
        self._show(answer)
        after = next(one for one in answer.commissions if _key(one) == _key(ask))
        back: SetCommission | RemoveCommission
        if before is None:
            back = RemoveCommission(provider_id=ask.provider_id, group=ask.group, edition=after.edition)
        else:
            back = _as_it_was(before, after.edition)
        self._remember(SETTING, SET, after.whom, back, ask)

    def _remember(
        self,
        words: Words,
        done: Words,
        whom: Words,
        back: SetCommission | RemoveCommission,
        again: SetCommission | RemoveCommission,
    ) -> None:
        self.desk.undo.push(
            _of(words, whom), lambda: self._carry_out(back), lambda: self._carry_out(again), done=_of(done, whom)
        )

    def _carry_out(self, ask: SetCommission | RemoveCommission) -> None:
        name = "set-commission" if isinstance(ask, SetCommission) else "remove-commission"
        self._wanted = _key(ask)
        self.desk.ask(self, name, ask, then=self._show)

    def _show(self, found: Found) -> None:
        self._found = found
        self.table.show_rows(found.commissions)
        if self._wanted is not None and self.table.select(self._wanted):
            self._wanted = None
        self._open_wanted()

    def _know(self, known: Providers) -> None:
        self._known = known
        self._open_wanted()

    def _open_wanted(self) -> None:
        if self._new_wanted and self._found is not None and self._known is not None:
            self._new_wanted = False
            self.new()

    def _chosen(self, one: Commission | None) -> None:
        self._stack.setCurrentIndex(0 if one is None else 1)
        if one is not None:
            self.desk.languages.bind(self._whom, self._whom.setText, one.whom)
            self.desk.languages.bind(self._terms, self._terms.setText, commission_words(one))
            self.preview.ask(
                PreviewCommission(
                    provider_id=one.provider_id, group=one.group, basis_points=one.basis_points, fixed=one.fixed,
                    minimum=one.minimum, maximum=one.maximum,
                )
            )  # fmt: skip

    def _build_card(self) -> QFrame:
        card = QFrame()
        card.setObjectName("commission-card")
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 10, 12, 10)
        self._whom = spoken.label(self.desk, Words("", ""), "title", wrap=True)
        self._whom.setObjectName("commission-whom")
        self._terms = spoken.label(self.desk, Words("", ""), wrap=True)
        self._terms.setObjectName("commission-terms")
        for part in (self._whom, self._terms, self.preview):
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        self._stack = stacked(card, self.desk, CHOOSE_HERE, area)
        return card

    def _none(self) -> Words | None:
        return CHOOSE if self.table.current() is None else None


def _as_it_was(one: Commission, over: str) -> SetCommission:
    return SetCommission(
        provider_id=one.provider_id, group=one.group, basis_points=one.basis_points, fixed=one.fixed,
        minimum=one.minimum, maximum=one.maximum, edition=over,
    )  # fmt: skip


def _of(words: Words, whom: Words) -> Words:
    return Words(words.ru.format(whom=whom.ru), words.en.format(whom=whom.en))


def _sentence(one: Commission) -> Words:
    said = commission_words(one)
    return Words(f"{one.whom.ru}: {said.ru}", f"{one.whom.en}: {said.en}")


COLUMNS = (
    Column("whom", Words("Кому", "For"), lambda row: row.whom, width=195),
    Column("percent", Words("Процент", "Percent"), lambda row: row.basis_points, Kind.SHARE, 80, summed=False),
    Column("fixed", Words("Плюс", "Plus"), lambda row: row.fixed or None, Kind.MONEY, 75, summed=False),
    Column("minimum", Words("Не меньше", "At least"), lambda row: row.minimum or None, Kind.MONEY, 92, summed=False),
    Column("maximum", Words("Не больше", "At most"), lambda row: row.maximum, Kind.MONEY, 92, summed=False),
    Column("on_1000", Words("С 1 000 ₽", "Of 1,000 ₽"), lambda row: row.on_1000, Kind.MONEY, 95, summed=False),
    Column("words", Words("Словами", "In words"), commission_words, width=200),
)
