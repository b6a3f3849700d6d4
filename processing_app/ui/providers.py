"""Providers: their contracts, how each answers, and what can be done with one."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from common.clock import moment
from common.errors import OplataError
from common.protocol.card import Card, CardKind
from common.qt import dialog
from common.qt.cards import import_card
from common.qt.desk import Desk
from common.qt.reports import REPORT, REPORT_KEYS, Wanted, order, order_each
from common.qt.screen import Command, Screen
from common.qt.table import Choice, Column, Empty, FilterBar, Kind, LedgerTable, ListAndDetails
from common.qt.table.column import Shown
from common.reporting.asks import SubjectRow
from common.words import Words, same
from processing_app.service.asks.providers import (
    EditProvider,
    ProviderContract,
    ProviderContracts,
    ProviderId,
    ProviderTerms,
    Signed,
)
from processing_app.ui import provider_form
from processing_app.ui.provider_card import ProviderCard
from processing_app.ui.provider_words import DIALECTS, provider_state, refusals, trouble_words

CHOOSE = Words("Выберите поставщика в списке.", "Choose a provider in the list.")
CONNECT = Words("Подключить поставщика…", "Connect a provider…")
IMPORT = Words("Импортировать карточку…", "Import a card…")
EDIT = Words("Изменить…", "Edit…")
TEST = Words("Проверить связь", "Test the connection")
PAUSE, RESUME = Words("Остановить", "Stop"), Words("Возобновить", "Resume")
END, RESTORE = Words("Убрать из справочника…", "Take out of the directory…"), Words("Вернуть", "Put back")
EMPTY = Words("Подключите первого поставщика: нужна его карточка.", "Connect the first provider: you need its card.")
CONNECTED = Words(
    "Поставщик «{name}» подключён, терминалы увидят его при следующем запросе справочника.",
    "Provider “{name}” is connected, terminals will see it when they next ask for the directory.",
)
ENDING = Words(
    "Убрать «{name}» из справочника? Терминалы перестанут принимать для него платежи; принятые будут доставлены.",
    "Take “{name}” out of the directory? Terminals will take no more payments for it; accepted ones are delivered.",
)
ENDED = Words("Поставщик «{name}» убран из справочника.", "Provider “{name}” is out of the directory.")
RESTORED = Words("Поставщик «{name}» снова в справочнике.", "Provider “{name}” is in the directory again.")
EDITED = Words("Договор с «{name}» изменён.", "The contract with “{name}” was changed.")
STOPPED = Words(
    "Доставка «{name}» остановлена: принятые платежи ждут.", "Delivery to “{name}” is stopped: payments wait."
)
RESUMED = Words("Доставка «{name}» возобновлена.", "Delivery to “{name}” goes on.")
STEPS = {
    "end-provider": Words("вывод «{name}» из справочника", "taking “{name}” out of the directory"),
    "restore-provider": Words("возврат «{name}» в справочник", "putting “{name}” back into the directory"),
    "pause-provider": Words("остановка доставки «{name}»", "stopping delivery to “{name}”"),
    "resume-provider": Words("возобновление доставки «{name}»", "resuming delivery to “{name}”"),
    "edit-provider": Words("изменение договора с «{name}»", "changing the contract with “{name}”"),
}
DONE = {
    "end-provider": ENDED,
    "restore-provider": RESTORED,
    "pause-provider": STOPPED,
    "resume-provider": RESUMED,
}
OPPOSITE = {
    "end-provider": "restore-provider",
    "restore-provider": "end-provider",
    "pause-provider": "resume-provider",
    "resume-provider": "pause-provider",
}
TAKE_OUT, LEAVE = Words("Убрать", "Take out"), Words("Оставить", "Leave")
NOUN = Words("поставщиков", "providers")
ACTIVE = ((True, Words("В справочнике", "In the directory")), (False, Words("Убранные", "Taken out")))


class Providers(Screen):
    """The tab «Поставщики»."""

    name = "providers"
    title = Words("Поставщики", "Providers")
    icon = "antenna"
    help = Words(
        "Договоры с поставщиками. Чтобы подключить нового, нужна его карточка: файл, QR-код или текст. "
        "Пока поставщик не отвечает, платежи принимаются и ждут. «Проверить связь» идёт по шагам: порт, HTTP, логин, "
        "номер — и денег не двигает.",
        "Contracts with providers. To connect one you need its card: a file, a QR code or a text. While a provider "
        "does not answer, payments are accepted and wait. The connection test goes step by step: port, HTTP, login, "
        "number; it moves no money.",
    )

    def __init__(self, desk: Desk) -> None:
        """An empty list."""
        super().__init__(desk)
        self._wanted = 0
        self.table = LedgerTable(
            desk,
            "providers",
            self._columns(),
            noun=NOUN,
            key=lambda row: row.provider_id,
            empty=Empty(EMPTY, IMPORT, self.connect_provider, "antenna"),
            sentence=self._sentence,
        )
        self.card = ProviderCard(desk, self)
        choice = Choice("active", Words("Показать", "Show"), ACTIVE, inline=True, default=True)
        self.filters = FilterBar(desk, [choice], self.table)
        self.parts = ListAndDetails(desk, "providers", self.table, self.card)
        self.table.context = list(self.commands())
        self.table.retried.connect(self.refresh)
        self.table.chosen.connect(self.card.show_provider)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.filters)
        column.addWidget(self.parts, 1)

    def commands(self) -> Sequence[Command]:
        """What can be done with providers."""
        return (
            Command("connect-provider", CONNECT, "card-import", self.connect_provider, ("Ctrl+N", "F4")),
            Command("edit-provider", EDIT, "edit", self.edit, ("F2",), self._none),
            Command("test-provider", TEST, "test", self.card.test, ("F8",), self._none),
            Command("report-provider", REPORT, "excel", self.report, REPORT_KEYS, self._none),
            Command("pause-provider", PAUSE, "stop", self.pause, (), self._none, in_toolbar=False),
            Command("resume-provider", RESUME, "start", self.resume, (), self._none, in_toolbar=False),
            Command("end-provider", END, "delete", self.end, ("Del",), self._none, in_toolbar=False),
            Command("restore-provider", RESTORE, "undo", self.restore, (), self._none, in_toolbar=False),
        )

    def refresh(self) -> None:
        """Ask for all contracts."""
        self.desk.ask(self, "providers", then=self._show, failed=self.table.fail, key="providers")

    def report(self) -> None:
        """The register of the chosen provider's payments, or of each of several."""
        several = self.table.selected()
        if len(several) > 1:
            each = [SubjectRow(key=str(row.provider_id), name=row.name, address="") for row in several]
            order_each(self.desk, self.window(), "register", each)
        elif self.card.provider is not None:
            order(self.desk, self.window(), Wanted("register", str(self.card.provider.provider_id)))

    def show_about(self, about: str) -> None:
        """Another tab points at one provider."""
        self._wanted = int(about) if about.isdecimal() else 0
        self._go_to_wanted()

    @property
    def chosen(self) -> ProviderContract | None:
        """The provider the list stands on."""
        return self.card.provider

    def connect_provider(self) -> None:
        """By a card, which is looked at before it is signed."""
        import_card(self.desk, self.window(), CardKind.PROVIDER, self.card_taken)

    def edit(self) -> None:
        """Open the contract as it is."""
        if self.chosen is not None:
            question = ProviderId(provider_id=self.chosen.provider_id)
            self.desk.ask(self, "provider-terms", question, then=self._edit, key="terms")

    def pause(self) -> None:
        """Stop delivering."""
        self._change("pause-provider", self.chosen)

    def resume(self) -> None:
        """Deliver again."""
        self._change("resume-provider", self.chosen)

    def restore(self) -> None:
        """Into the directory again."""
        self._change("restore-provider", self.chosen)

    def end(self) -> None:
        """Out of the directory, after a question."""
        provider = self.chosen
        if provider is not None:
            dialog.confirm(
                self.desk, self.window(), ENDING.format(name=provider.name), TAKE_OUT, LEAVE,
                lambda: self._change("end-provider", provider),
            )  # fmt: skip

    def card_taken(self, card: Card) -> None:
        def signed(_: object) -> None:
            self.desk.messages.ok(CONNECTED.format(name=card.name.ru))
            self.refresh()

        provider_form.connect(self.desk, self.window(), card, signed)

    def _edit(self, terms: ProviderTerms) -> None:
        name = terms.card.name.ru

        def edited(answer: tuple[EditProvider, Signed]) -> None:
            question, signed = answer
            if question.password:
                self.desk.messages.ok(EDITED.format(name=name))  # the old password is known to nobody here
            else:
                self._remember(
                    STEPS["edit-provider"].format(name=name), EDITED.format(name=name),
                    ("edit-provider", provider_form.back(terms, signed)), ("edit-provider", question),
                )  # fmt: skip
            self.refresh()

        provider_form.edit(self.desk, self.window(), terms, edited)

    def _change(self, operation: str, provider: ProviderContract | None) -> None:
        """One of two opposites, remembered so that it can be taken back."""
        if provider is None:
            return
        which = ProviderId(provider_id=provider.provider_id)

        def done(_: object) -> None:
            self._remember(
                STEPS[operation].format(name=provider.name), DONE[operation].format(name=provider.name),
                (OPPOSITE[operation], which), (operation, which),
            )  # fmt: skip
            self.refresh()

        self.desk.ask(self, operation, which, then=done)

    def _remember(self, words: Words, done: Words, back: tuple[str, Any], again: tuple[str, Any]) -> None:
        def carry_out(operation: str, question: Any) -> None:
            self.desk.ask(self, operation, question, then=lambda _: self.refresh(), failed=failed)

        def failed(error: OplataError) -> None:
            step.drop()
            self.desk.show_error(error)

        step = self.desk.undo.push(words, lambda: carry_out(*back), lambda: carry_out(*again), done=done)

    def _go_to_wanted(self) -> None:
        """Rows that another tab points at may still be on their way."""
        if self._wanted and self.table.select(self._wanted):
            self._wanted = 0

    def _show(self, answer: ProviderContracts) -> None:
        self.table.show_rows(answer.providers)
        self._go_to_wanted()
        known = {one.provider_id: one for one in answer.providers}
        if self.chosen is not None and self.chosen.provider_id in known:
            self.card.show_provider(known[self.chosen.provider_id])
        self.counter.emit(sum(bool(one.active and one.paused) for one in answer.providers))

    def _none(self) -> Words | None:
        return CHOOSE if self.chosen is None else None

    def _columns(self) -> list[Column]:
        def trouble(row: ProviderContract) -> Words | None:
            return trouble_words(row, moment(self.desk.clock.now_ms()))

        return [
            Column("name", Words("Название", "Name"), lambda row: row.name, width=170),
            Column("state", Words("Состояние", "State"), _state, Kind.STATUS, 220, tip=_why),
            Column("waiting", Words("Ждут", "Waiting"), lambda row: row.waiting, Kind.NUMBER, 70),
            Column("in_review", Words("Разбор", "Review"), lambda row: row.in_review, Kind.NUMBER, 75),
            Column("median", Words("Ответ, мс", "Answer, ms"), _median, Kind.NUMBER, 90),
            Column("refusals", Words("Отказов", "Refusals"), refusals, Kind.SHARE, 85),
            Column("settlement", Words("К выплате", "Owed"), lambda row: row.settlement, Kind.MONEY, 120),
            Column("dialect", Words("Протокол", "Dialect"), _dialect, width=100, hidden=True),
            Column("url", Words("Адрес", "Address"), lambda row: row.url, width=190, hidden=True),
            Column("login", Words("Логин", "Login"), lambda row: row.login, width=120, hidden=True),
            Column("trouble", Words("Последняя неудача", "Last trouble"), trouble, width=260, hidden=True),
        ]

    def _sentence(self, row: ProviderContract) -> Words:
        state = provider_state(row).words
        return Words(f"{row.name}: {state.ru}, ждут {row.waiting}", f"{row.name}: {state.en}, {row.waiting} waiting")


def _state(row: ProviderContract) -> Shown:
    return provider_state(row)


def _why(row: ProviderContract) -> Words | None:
    return row.paused_words


def _median(row: ProviderContract) -> int | None:
    return row.health.median_ms if row.health is not None else None


def _dialect(row: ProviderContract) -> Words:
    return DIALECTS.get(row.dialect, same(row.dialect))
