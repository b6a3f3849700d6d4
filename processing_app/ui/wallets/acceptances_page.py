"""The page of providers that take payments by QR and barcode: opened, ended, given a new password; their notices."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from common.errors import OplataError
from common.protocol.card import Card
from common.qt import dialog, spoken, wording
from common.qt.desk import Desk
from common.qt.facts import Facts, sum_words
from common.qt.form import ChoiceField, Form, FormDialog
from common.qt.table import Column, Empty, Kind, LedgerTable, ListAndDetails
from common.qt.table.column import Shown
from common.qt.tokens import Token
from common.qt.unchosen import stacked
from common.words import Words, same
from processing_app.service.asks.providers import ProviderContracts
from processing_app.service.asks.wallets import AcceptanceId, AcceptanceRow, AcceptanceRows
from processing_app.ui.issued import show_card
from processing_app.ui.shops.page import lay_out, why_not
from processing_app.ui.wallets import words as said
from processing_app.ui.wallets.notices import ReceiverNotices

OPEN = Words("Открыть приём…", "Open acceptance…")
END, RESTORE = Words("Закрыть приём", "End acceptance"), Words("Вернуть приём", "Restore acceptance")
PASSWORD = Words("Новый пароль…", "New password…")
TITLE, VERB = (
    Words("Приём по QR и штрихкоду", "Acceptance of QR and barcodes"),
    Words("Открыть приём", "Open acceptance"),
)
ABOUT = Words(
    "Поставщик получит карточку: с ней его программа печатает QR-коды и списывает по штрихкодам кошельков. Деньги "
    "приходят на его расчётный счёт в центре.",
    "The provider gets a card: with it its program makes QR codes and charges wallets by barcodes. The money comes to "
    "its settlement at the centre.",
)
PROVIDER = Words("Поставщик", "Provider")
CHOOSE = Words("Выберите поставщика в списке.", "Choose a provider in the list.")
NOBODY = Words("По QR и штрихкоду ещё никто не принимает.", "Nobody takes payments by QR and barcode yet.")
NONE_LEFT = Words("У всех поставщиков приём уже открыт.", "Every provider has acceptance already.")
NO_PROVIDER = Words("Сначала подключите поставщика.", "Sign a provider first.")
OPENED, REISSUED = (
    Words("Приём открыт", "Acceptance is open"),
    Words("Новый пароль приёма", "Acceptance: a new password"),
)
CLOSING = Words(
    "Карточка передана поставщику? Пароль больше нигде не покажут, можно только выдать новый.",
    "Is the card handed over to the provider? The password is not shown again, only a new one can be made.",
)
REISSUING = Words(
    "Выдать поставщику «{name}» новый пароль приёма? Старый пароль и все токены кончатся сразу: списывать по штрихкоду "
    "он не сможет, пока не внесёт новую карточку. Деньги не двигаются.",
    "Give {name} a new password? The old one and all tokens end at once: it charges nobody by barcode until it has "
    "taken the new card in. No money moves.",
)
REISSUE, KEEP = Words("Выдать новый", "Give a new one"), Words("Оставить прежний", "Keep the old one")
ENDED = Words(
    "«{name}» больше не принимает по QR и штрихкоду. Принятое остаётся у него.",
    "{name} takes no more by QR and barcode. What it took stays with it.",
)
RESTORED = Words("«{name}» снова принимает по QR и штрихкоду.", "{name} takes payments by QR and barcode again.")
STEPS = {
    "end-acceptance": Words("закрытие приёма «{name}»", "ending the acceptance of {name}"),
    "restore-acceptance": Words("возврат приёма «{name}»", "restoring the acceptance of {name}"),
}
DONE = {"end-acceptance": ENDED, "restore-acceptance": RESTORED}
OPPOSITE = {"end-acceptance": "restore-acceptance", "restore-acceptance": "end-acceptance"}
TAKES = Shown("ok", Words("Принимает", "Takes"), Token.OK)
CLOSED = Shown("stopped", Words("Закрыт", "Ended"), Token.NEUTRAL)
FACTS = (
    ("accept-state", Words("Состояние", "State")),
    ("accept-login", Words("Логин", "Login")),
    ("accept-made", Words("Открыт", "Opened")),
)


class AcceptancesPage(QWidget):
    """The list, and the chosen one's notices beside it."""

    def __init__(self, desk: Desk) -> None:
        """Nobody yet."""
        super().__init__()
        self.desk = desk
        self._chosen: AcceptanceRow | None = None
        self._known: list[AcceptanceRow] = []
        self._wanted = 0
        self.table = LedgerTable(
            desk, "acceptances",
            [
                Column("name", PROVIDER, lambda row: row.name, width=200),
                Column("state", Words("Состояние", "State"), _state, Kind.STATUS, 120),
                Column("balance", Words("К выплате", "Owed"), lambda row: row.balance, Kind.MONEY, 115),
                Column("made", Words("Открыт", "Opened"), lambda row: row.made, Kind.MOMENT, 130),
                Column("login", Words("Логин", "Login"), lambda row: row.login, width=130),
                Column("id", Words("Номер", "Id"), lambda row: row.provider_id, Kind.NUMBER, 70, hidden=True),
            ],
            noun=Words("поставщиков", "providers"), key=lambda row: row.provider_id,
            empty=Empty(NOBODY, OPEN, self.open_acceptance, "qr"),
        )  # fmt: skip
        self.notices = ReceiverNotices(desk, "acceptance-notices")
        self.parts = ListAndDetails(desk, "acceptances", self.table, self._build_card())
        self.table.chosen.connect(self._show_one)
        opening = spoken.button(desk, OPEN, self.open_acceptance, icon="new")
        lay_out(self, None, (("open-acceptance", opening),), self.parts)

    def refresh(self) -> None:
        """All of them."""
        self.desk.ask(self, "acceptances", then=self._show, failed=self.table.fail, key="acceptances")
        self.notices.reload()

    def show_provider(self, provider_id: int) -> None:
        """Another tab points at one."""
        self._wanted = provider_id
        self._go_to_wanted()

    def open_acceptance(self) -> None:
        """For a provider that has none yet: which, then its card, once."""
        self.desk.ask(self, "providers", then=self._choose_provider)

    def end(self) -> None:
        """It takes no more."""
        self._turn("end-acceptance")

    def restore(self) -> None:
        """It takes them again."""
        self._turn("restore-acceptance")

    def reissue(self) -> None:
        """A new password, after a question."""
        row = self._chosen
        if row is None:
            why_not(self.desk, CHOOSE)
            return
        question = AcceptanceId(provider_id=row.provider_id)

        def issue() -> None:
            operation = "reissue-acceptance-password"
            self.desk.ask(self, operation, question, then=lambda card: self._issued(REISSUED, card))

        dialog.confirm(self.desk, self.window(), REISSUING.format(name=row.name), REISSUE, KEEP, issue)

    def _build_card(self) -> QFrame:
        card, page, desk = QFrame(), QWidget(), self.desk
        card.setObjectName("acceptance-card")
        self._stack = stacked(card, desk, CHOOSE, page)
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty("role", "title")
        self.title.setWordWrap(True)
        self.title.setObjectName("acceptance-name")
        self.balance = spoken.label(desk, said.NOTHING, "figure")
        self.balance.setObjectName("acceptance-balance")
        self.facts = Facts(desk, FACTS)
        self.end_button = spoken.button(desk, END, self.end, icon="stop")
        self.restore_button = spoken.button(desk, RESTORE, self.restore, icon="start")
        self.password = spoken.button(desk, PASSWORD, self.reissue, icon="key")
        line = QHBoxLayout()
        for name, one in (("end", self.end_button), ("restore", self.restore_button), ("password", self.password)):
            one.setObjectName(f"acceptance-{name}")
            line.addWidget(one)
        line.addStretch(1)
        column.addWidget(self.title)
        column.addWidget(self.balance)
        column.addLayout(line)
        column.addWidget(self.facts)
        column.addWidget(self.notices, 1)
        return card

    def _choose_provider(self, found: ProviderContracts) -> None:
        taken = {row.provider_id for row in self._known}
        free = [
            (one.provider_id, same(one.name))
            for one in found.providers
            if one.provider_id > 0 and one.provider_id not in taken
        ]
        if not free:
            why_not(self.desk, NONE_LEFT if taken else NO_PROVIDER)
            return
        form = Form(self.desk, "open-acceptance", drafts=False)
        form.say(ABOUT, "hint")
        form.add(ChoiceField("provider_id", PROVIDER, options=free, required=True))
        form.fill({"provider_id": free[0][0] if len(free) == 1 else None})

        def save(values: dict[str, Any], done: Callable[..., object], failed: Callable[..., object]) -> None:
            question = AcceptanceId(provider_id=values["provider_id"])
            self.desk.ask(made, "open-acceptance", question, then=done, failed=failed)

        made = FormDialog(self.desk, TITLE, form, VERB, save, parent=self.window(), guarded=False)
        made.setObjectName("dialog-open-acceptance")
        made.saved.connect(lambda card: self._issued(OPENED, card))
        made.open()

    def _issued(self, title: Words, card: Card) -> None:
        self.refresh()
        show_card(self.desk, self.window(), title, card, CLOSING)

    def _turn(self, operation: str) -> None:
        row = self._chosen
        if row is None:
            why_not(self.desk, CHOOSE)
            return
        which = AcceptanceId(provider_id=row.provider_id)

        def done(_: object) -> None:
            self._remember(operation, which, row.name)
            self.refresh()

        self.desk.ask(self, operation, which, then=done)

    def _remember(self, operation: str, which: AcceptanceId, name: str) -> None:
        def carry_out(wanted: str) -> None:
            self.desk.ask(self, wanted, which, then=lambda _: self.refresh(), failed=failed)

        def failed(error: OplataError) -> None:
            step.drop()
            self.desk.show_error(error)

        step = self.desk.undo.push(
            STEPS[operation].format(name=name), lambda: carry_out(OPPOSITE[operation]), lambda: carry_out(operation),
            done=DONE[operation].format(name=name),
        )  # fmt: skip

    def _show(self, found: AcceptanceRows) -> None:
        self._known = found.acceptances
        self.table.show_rows(found.acceptances)
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        if self._wanted and self.table.select(self._wanted):
            self._wanted = 0

    def _show_one(self, row: AcceptanceRow | None) -> None:
        self._chosen = row
        self._stack.setCurrentIndex(0 if row is None else 1)
        if row is None:
            return
        self.title.setText(row.name)
        self.desk.languages.bind(self.balance, self.balance.setText, sum_words(row.balance))
        self.facts.show_values(
            {
                "accept-state": _state(row).words, "accept-login": same(row.login),
                "accept-made": same(wording.moment(row.made)),
            }
        )  # fmt: skip
        self.end_button.setVisible(row.active)
        self.restore_button.setVisible(not row.active)
        self.notices.show_receiver(f"provider:{row.provider_id}")


def _state(row: AcceptanceRow) -> Shown:
    return TAKES if row.active else CLOSED
