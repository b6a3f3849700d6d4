"""«Кошелёк»: one wallet at a time, what can be done with it, and what became of it."""

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from common.clock import moment
from common.errors import OplataError
from common.protocol.card import Card, CardKind
from common.protocol.wallets.parties import side_name
from common.protocol.wallets.payments import PaymentShown
from common.qt.cards import import_card
from common.qt.desk import Desk
from common.qt.messages import Notice, NoticeKind
from common.qt.screen import Command, Screen
from common.qt.spoken import button, label
from common.qt.theme import Token
from common.words import Words
from consumer_app import messages
from consumer_app.ui.result_line import Act, ResultLine
from consumer_app.ui.wallet import telling
from consumer_app.ui.wallet.charge import Charges
from consumer_app.ui.wallet.head import BARCODE, PAY_QR, SEND, TOP_UP, WITHDRAW, Head
from consumer_app.ui.wallet.history import History
from consumer_app.ui.wallet.pay_qr import PayQrDialog
from consumer_app.ui.wallet.paying import Paying
from consumer_app.ui.wallet.sending import SendDialog, WithdrawDialog
from consumer_app.ui.wallet.showing_code import BarcodeDialog
from consumer_app.ui.wallet.top_up import WalletTopUp

EMPTY = Words(
    "Здесь будет ваш кошелёк. Возьмите его карточку в процессинговом центре.",
    "Your wallet will be here. Get its card at a processing centre.",
)
IMPORT, IMPORT_SHORT = Words("Импортировать карточку…", "Import a card…"), Words("Импорт карточки…", "Import a card…")
REMOVE, RESTORE = Words("Убрать кошелёк", "Remove the wallet"), Words("Вернуть кошелёк", "Take the wallet back")
NO_WALLET = Words("Сначала импортируйте карточку кошелька.", "Import a wallet's card first.")
NO_STATE = Words(
    "Центр кошелька ещё не ответил. Нажмите «Обновить» или подождите.",
    "The wallet's centre has not answered yet. Press Refresh, or wait.",
)
TAKEN, RENEWED = (
    Words("Кошелёк {number} готов.", "Wallet {number} is ready."),
    Words("Кошелёк {number} обновлён по карточке.", "Wallet {number} was updated by the card."),
)
REMOVED, REMOVING = (
    Words(
        "Кошелёк {number} убран. Деньги остались в центре.", "Wallet {number} was removed. Its money is at the centre."
    ),
    Words("удаление кошелька {number}", "removal of wallet {number}"),
)
UNKNOWN = Words("Исход неизвестен: {n}", "Outcome unknown: {n}")
ASK_ALL = Words("Узнать исход", "Ask for the outcome")
CHARGE_GONE = Words(
    "Списание больше не ждёт: время вышло или на него уже ответили. Что стало с деньгами, видно в выписке.",
    "The charge waits no more: its time is over, or it was answered. The statement tells what became of the money.",
)
CONFIRMED = Words(
    "Вы подтвердили списание {amount}, {whom}. Чем оно кончилось, видно в выписке.",
    "You confirmed a charge of {amount}, {whom}. The statement tells how it ended.",
)
DAMAGED = "wallets-file"
LOOK_MS, REST_MS = 30_000, 5_000
"""The centre is asked by itself so often while the tab is seen; after a commit no sooner than after a rest."""
SHOWN = 20


class Wallet(Screen):
    """The wallet that is shown, or how to get one."""

    name = "wallet"
    title = Words("Кошелёк", "Wallet")
    icon = "card"
    help = Words(
        "Кошелёк заводит процессинговый центр: возьмите там карточку и импортируйте её сюда.\n"
        "«Перевести» и «Вывести» покажут, кому и сколько, до того как деньги уйдут. «Оплатить по QR» показывает имя "
        "получателя из справочника центра, а не из самого кода.\n"
        "«Показать штрихкод» — код на одну минуту и одну оплату. Крупное списание ждёт вашего подтверждения.\n"
        "Если ответа нет, исход неизвестен: программа сама спросит центр с тем же номером, дважды деньги не уйдут.",
        "A processing centre opens a wallet: get its card there and import it here.\n"
        "Send and Withdraw tell whom and how much before any money goes. Pay by QR shows the payee's name by the "
        "centre's directory, never the one in the code.\n"
        "Show a barcode: a code of one minute, good once. A large charge waits for your word.\n"
        "Without an answer the outcome is unknown: the program asks the centre again with the same id, nothing is paid "
        "twice.",
    )

    def __init__(self, desk: Desk) -> None:
        """Nothing is known before the tab is opened; charges come up whatever tab is open."""
        super().__init__(desk)
        self.wallets: list[messages.WalletKept] = []
        self.deleted: list[messages.WalletKept] = []
        self.state: messages.WalletState | None = None
        self._chosen = ""
        self._shown: tuple[object, ...] = ()
        self._last = ""
        self._told_unknown = 0
        self._asked = QElapsedTimer()
        self.paying = Paying(desk, self)
        self.paying.ended.connect(self._paid)
        self.head = Head(desk)
        self.outcome = ResultLine(desk)
        self.history = History(desk)
        self.pages = QStackedLayout(self)
        self.pages.addWidget(self._build_empty())
        self.pages.addWidget(self._build_page())
        self.table = self.history.table
        self.head.wanted.connect(self._do)
        self.head.chosen.connect(self._choose)
        self.history.turned.connect(self._turned)
        self.charges = Charges(desk, self)
        self.charges.answered.connect(self._answered)
        self.charges.gone.connect(self._gone)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(lambda: self.look_again() if self.isVisible() else None)
        self._look.start()
        self._tell_unknown(0)

    @property
    def wallet(self) -> messages.WalletKept | None:
        """The one that is shown."""
        return self.head.wallet if self.wallets else None

    def commands(self) -> Sequence[Command]:
        """What can be done with wallets."""
        has, ready = self._why_no_wallet, self._why_not_ready
        return (
            Command("import-wallet", IMPORT_SHORT, "card-import", self.take_card, ("Ctrl+I",)),
            Command("remove-wallet", REMOVE, "delete", self.remove, (), has),
            Command("restore-wallet", RESTORE, "undo", self.restore, (), self._why_nothing_removed, in_toolbar=False),
            Command("wallet-pay-qr", PAY_QR, "qr", self.pay_by_qr, ("F4",), ready, in_toolbar=False),
            Command("wallet-barcode", BARCODE, "tariff", self.show_barcode, ("F7",), has, in_toolbar=False),
            Command("wallet-send", SEND, "exchange", self.send, ("Ctrl+N",), ready, in_toolbar=False),
            Command("wallet-withdraw", WITHDRAW, "ledger", self.withdraw, (), ready, in_toolbar=False),
            Command("wallet-top-up", TOP_UP, "kiosk", self.top_up, ("F8",), has, in_toolbar=False),
        )  # fmt: skip

    def refresh(self) -> None:
        """What is known here; the centre is asked where that has changed, or was not asked for a while."""
        self.desk.ask(
            self, "wallets", messages.AskWallets(deleted=True), then=self._show, failed=self._not_shown, key="wallets"
        )

    def look_again(self) -> None:
        """Ask the centre now; one that is off is explained by the list."""
        wallet = self.wallet
        if wallet is None:
            return
        self._asked.start()
        self.history.reload()
        self.desk.ask(
            self, "wallet-state", messages.OneWallet(wallet=wallet.id),
            then=self._told, failed=self._not_told, key="state",
        )  # fmt: skip

    def take_card(self) -> None:
        """A wallet by its card; the card of one that is here renews its password."""
        import_card(self.desk, self, CardKind.WALLET, self._use_card)

    def remove(self) -> None:
        """Off the screen; nothing is lost, so nobody is asked."""
        if self.wallet is not None:
            one = messages.OneWallet(wallet=self.wallet.id)
            self.desk.ask(self, "delete-wallet", one, then=self._removed)

    def restore(self) -> None:
        """The one that was removed last, back."""
        if self.deleted:
            self._undo(self.deleted[-1])

    def send(self) -> None:
        """To another wallet."""
        if self.state is not None:
            SendDialog(self.desk, self, self.paying, self.state).open()

    def withdraw(self) -> None:
        """To a bank account."""
        if self.state is not None:
            WithdrawDialog(self.desk, self, self.paying, self.state).open()

    def pay_by_qr(self) -> None:
        """A seller's code."""
        if self.state is not None:
            PayQrDialog(self.desk, self, self.paying, self.state).open()

    def show_barcode(self) -> None:
        """A code for a seller's scanner."""
        if self.wallet is not None:
            BarcodeDialog(self.desk, self, self.wallet.id).open()

    def top_up(self) -> None:
        """A code for a terminal's scanner."""
        if self.wallet is not None:
            WalletTopUp(self.desk, self, self.wallet).open()

    def _do(self, name: str) -> None:
        acts: dict[str, tuple[Callable[[], object], Callable[[], Words | None]]] = {
            "pay-qr": (self.pay_by_qr, self._why_not_ready),
            "show-barcode": (self.show_barcode, self._why_no_wallet),
            "send": (self.send, self._why_not_ready),
            "withdraw": (self.withdraw, self._why_not_ready),
            "top-up": (self.top_up, self._why_no_wallet),
            "refresh": (self.look_again, self._why_no_wallet),
        }
        run, why_not = acts[name]
        reason = why_not()
        if reason is None:
            run()
        else:
            self.desk.messages.tell(Notice(NoticeKind.INFO, reason, key="wallet-not-yet", seconds=6.0))

    def _show(self, found: messages.Wallets) -> None:
        self.wallets = [one for one in found.wallets if not one.deleted]
        self.deleted = [one for one in found.wallets if one.deleted]
        if found.trouble is not None:
            self.desk.messages.tell(Notice(NoticeKind.WARN, found.trouble, key=DAMAGED))
        if not self.wallets:
            self._chosen, self.state = "", None
            self.pages.setCurrentIndex(0)
            return
        chosen = next((one for one in self.wallets if one.id == self._chosen), self.wallets[0])
        if chosen.id != self._chosen:
            if self._chosen:
                self._clear_outcome()
            self._chosen, self.state = chosen.id, None
        self.head.show_wallets(self.wallets, chosen)
        self.head.show_state(self.state)
        self._tell_unknown(max(0, chosen.unknown - self._told_unknown))
        self.pages.setCurrentIndex(1)
        ask = messages.AskPaymentsMade(wallet=chosen.id, limit=SHOWN)
        self.desk.ask(self, "payments-made", ask, then=lambda got: self._made(chosen, got), key="made")

    def _made(self, chosen: messages.WalletKept, got: messages.PaymentsMade) -> None:
        if chosen.id != self._chosen:
            return
        last = next((one for one in got.payments if one.payment_id == self._last), None)
        if last is not None:
            self._tell(last)
        states = tuple((one.payment_id, one.state, one.shown and one.shown.state) for one in got.payments)
        now = (chosen.id, chosen.balance, chosen.heard, chosen.unknown, states)
        rested = not self._asked.isValid() or self._asked.elapsed() >= REST_MS
        if now != self._shown or rested or self.state is None:
            self._shown = now
            self.history.show_wallet(chosen.id, got.payments)
            self.look_again()

    def _not_shown(self, error: OplataError) -> None:
        self.desk.show_error(error)

    def _told(self, state: messages.WalletState) -> None:
        if state.wallet != self._chosen:
            return
        wallet = self.head.wallet
        if wallet is not None:
            heard = msgspec.structs.replace(
                wallet, balance=state.balance, balance_at=moment(self.desk.clock.now_ms())
            )  # fmt: skip
            self.head.show_wallets(self.wallets, heard)
            self._shown = (wallet.id, state.balance, *self._shown[2:])
        self.state = state
        self.head.show_state(state)

    def _not_told(self, _error: OplataError) -> None:
        self.head.show_state(self.state)

    def _paid(self, known: messages.PaymentKnown) -> None:
        self._last = known.payment_id
        self._tell(known)
        self.refresh()

    def _tell(self, known: messages.PaymentKnown) -> None:
        look = telling.look_of(known)
        acts: tuple[Act, ...] = (("ask-outcome", ASK_ALL, self.retry),) if look is telling.UNKNOWN else ()
        words = telling.payment_told(known)
        self._told_unknown = int(look is telling.UNKNOWN)
        if words != self.outcome.words:
            self.outcome.tell(look, words, acts)

    def _clear_outcome(self) -> None:
        self._last, self._told_unknown = "", 0
        self.outcome.clear()

    def _answered(self, after: PaymentShown) -> None:
        self._last, self._told_unknown = "", 0
        words = telling.shown_told(after, telling.NOTHING)
        if after.state == "accepted":  # nobody tells this line of its end: it says what stays true
            words = telling.filled(CONFIRMED, amount=telling.sum_words(after.amount, after.currency),
                                   whom=side_name(after.recipient.name))  # fmt: skip
        self.outcome.tell(telling.STATES[after.state], words)
        self.refresh()

    def _gone(self) -> None:
        self.desk.messages.tell(Notice(NoticeKind.WARN, CHARGE_GONE, key="charge-gone"))

    def retry(self) -> None:
        """Ask about all payments of unknown outcome now."""
        self.desk.ask(
            self, "retry-wallet-payments", messages.RetryPayments(), then=lambda _: self.refresh(), key="retry"
        )

    def _choose(self, wallet: str) -> None:
        self._chosen, self.state, self._shown = wallet, None, ()
        self._clear_outcome()
        self.refresh()

    def _turned(self) -> None:
        self.table = self.history.table

    def _use_card(self, card: Card) -> None:
        known = any(one.number == card.number for one in self.wallets)
        ask = messages.AddWallet(card=card)
        self.desk.ask(self, "add-wallet", ask, then=lambda made: self._taken(made, RENEWED if known else TAKEN))

    def _taken(self, made: messages.WalletKept, words: Words) -> None:
        self.desk.messages.ok(words.format(number=telling.grouped(made.number)))
        self._choose(made.id)

    def _removed(self, gone: messages.WalletKept) -> None:
        number = telling.grouped(gone.number)
        self.desk.undo.push(
            REMOVING.format(number=number), lambda: self._undo(gone), lambda: self._remove_again(gone),
            done=REMOVED.format(number=number),
        )  # fmt: skip
        self._shown = ()
        self.refresh()

    def _undo(self, gone: messages.WalletKept) -> None:
        one = messages.OneWallet(wallet=gone.id)
        self.desk.ask(self, "undo-delete-wallet", one, then=lambda back: self._choose(back.id))

    def _remove_again(self, gone: messages.WalletKept) -> None:
        one = messages.OneWallet(wallet=gone.id)
        self.desk.ask(self, "delete-wallet", one, then=lambda _: self.refresh())

    def _why_no_wallet(self) -> Words | None:
        return None if self.wallet is not None else NO_WALLET

    def _why_not_ready(self) -> Words | None:
        if self.wallet is None:
            return NO_WALLET
        return None if self.state is not None else NO_STATE

    def _why_nothing_removed(self) -> Words | None:
        return None if self.deleted else Words("Ни один кошелёк не убран.", "No wallet was removed.")

    def _tell_unknown(self, count: int) -> None:
        self.desk.languages.bind(self.unknown, self.unknown.setText, UNKNOWN.format(n=count))
        self.unknown.setVisible(count > 0)
        self.ask_all.setVisible(count > 0)

    def _build_empty(self) -> QWidget:
        desk, page = self.desk, QWidget()
        picture = label(desk, telling.NOTHING)
        desk.theme.keep_picture(picture, "card", Token.NEUTRAL, 48)
        words = label(desk, EMPTY, wrap=True)
        words.setFixedWidth(desk.theme.scaled(460))
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.begin = button(desk, IMPORT, self.take_card, icon="card-import", primary=True)
        self.begin.setObjectName("wallet-begin")
        column = QVBoxLayout(page)
        column.setSpacing(12)
        column.addStretch(1)
        for one in (picture, words, self.begin):
            line = QHBoxLayout()
            line.addStretch(1)
            line.addWidget(one)
            line.addStretch(1)
            column.addLayout(line)
        column.addStretch(2)
        return page

    def _build_page(self) -> QWidget:
        page = QWidget()
        self.unknown = label(self.desk, telling.NOTHING, "waiting")
        self.ask_all = button(self.desk, ASK_ALL, self.retry, icon="refresh")
        self.ask_all.setObjectName("retry-wallet-payments")
        line = QHBoxLayout()
        line.addWidget(self.unknown)
        line.addWidget(self.ask_all)
        line.addStretch(1)
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.outcome)
        column.addLayout(line)
        column.addWidget(self.history, 1)
        return page
