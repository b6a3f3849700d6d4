"""A charge that waits: whose it is and how much, counted down; to refuse is the default, and costs nothing."""

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from common.errors import OplataError
from common.qt import wording
from common.qt.desk import Desk
from common.qt.form import Failure
from common.qt.growing import GrowingDialog
from common.qt.spoken import button, label, named
from common.words import Words
from consumer_app import messages
from consumer_app.ui.wallet import telling

TITLE = Words("Подтвердите списание", "Confirm the charge")
WANTS = Words("С вашего кошелька хотят списать:", "Your wallet is to be charged:")
TO_WHOM = Words("Кому: {name}", "To whom: {name}")
FOR = Words("За что: {order}", "What for: {order}")
CODE = Words("Платёж {code}", "Payment {code}")
LEFT = Words(
    "На ответ осталось {left}. Без ответа деньги не спишутся.", "{left} to answer. Without an answer nothing is taken."
)
OVER = Words("Время вот-вот выйдет: деньги не спишутся.", "The time is about to end: nothing will be taken.")
CONFIRM, REFUSE = Words("Подтвердить", "Confirm"), Words("Отказаться", "Refuse")
TICK_MS = 250
WIDTH = 400


class ChargeDialog(GrowingDialog):
    """`answered` carries the payment after the payer's word; Esc and the window's cross refuse."""

    answered = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget, charge: messages.Charge) -> None:
        """The facts of this charge, and no others for as long as it is open."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("charge-dialog")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.desk = desk
        self.charge = charge
        self._busy = False
        self._since = QElapsedTimer()
        self._since.start()
        desk.languages.bind(self, self.setWindowTitle, TITLE)
        self._build()
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._count_down)
        self._tick.start(TICK_MS)
        self._count_down()

    @property
    def busy(self) -> bool:
        """Whether the payer's word is on its way."""
        return self._busy

    def answer(self, *, accept: bool) -> None:
        """Tell the centre; a second press while the first is under way does nothing."""
        if self._busy:
            return
        self._be_busy(True)
        charge = self.charge
        word = messages.ConfirmCharge(
            payment_id=charge.payment_id, accept=accept, shown=charge.shown, wallet=charge.wallet
        )
        self.desk.ask(self, "confirm-charge", word, then=self._answered, failed=self._failed)

    def reject(self) -> None:
        """Esc and the cross refuse; where that could not be told, they leave the charge to its end."""
        if self.failure.isVisible() and not self._busy:
            self.end()
        else:
            self.answer(accept=False)

    def end(self) -> None:
        """It does not wait any more."""
        QDialog.reject(self)

    def _answered(self, after: object) -> None:
        self.accept()
        self.answered.emit(after)

    def _failed(self, error: OplataError) -> None:
        self._be_busy(False)
        self.failure.show_error(error)

    def _be_busy(self, busy: bool) -> None:
        self._busy = busy
        for one in (self.yes, self.no):
            one.setEnabled(not busy)

    def _count_down(self) -> None:
        left = max(0, self.charge.left_ms - self._since.elapsed())
        words = LEFT.format(left=wording.span((left + 999) // 1000)) if left else OVER
        self.desk.languages.bind(self.left, self.left.setText, words)

    def _build(self) -> None:
        desk, charge = self.desk, self.charge
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(8)
        first = label(desk, WANTS, wrap=True)
        first.setMinimumWidth(desk.theme.scaled(WIDTH))
        column.addWidget(first)
        self.amount = label(desk, telling.sum_words(charge.amount, charge.currency), "figure")
        self.amount.setObjectName("charge-amount")
        column.addWidget(self.amount)
        self.name = label(desk, TO_WHOM.format(name=telling.breakable(charge.recipient.name)), "title", wrap=True)
        self.name.setObjectName("charge-name")
        column.addWidget(self.name)
        if charge.order:
            column.addWidget(label(desk, FOR.format(order=telling.breakable(charge.order)), wrap=True))
        column.addWidget(label(desk, CODE.format(code=charge.code), "hint"))
        self.left = label(desk, telling.NOTHING, "waiting", wrap=True)
        self.left.setObjectName("charge-left")
        column.addWidget(self.left)
        self.failure = Failure(desk)
        column.addWidget(self.failure)
        line = QHBoxLayout()
        line.addStretch(1)
        self.yes = button(desk, CONFIRM, lambda: self.answer(accept=True), icon="check")
        self.yes.setObjectName("charge-confirm")
        self.no = button(desk, REFUSE, lambda: self.answer(accept=False), primary=True)
        self.no.setObjectName("charge-refuse")
        self.no.setDefault(True)
        for one in (self.yes, self.no):
            line.addWidget(one)
        column.addLayout(line)
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)
        named(desk, self, TITLE)


class Charges(QTimer):
    """Looks every second whether a charge waits, whatever tab is open, and brings it up; one at a time."""

    answered = Signal(object)
    gone = Signal()

    def __init__(self, desk: Desk, over: QWidget) -> None:
        """`over` is a part of the window that the dialog belongs to."""
        super().__init__(over)
        self.desk = desk
        self._over = over
        self.open_one: ChargeDialog | None = None
        self._done: set[str] = set()
        self.setInterval(1_000)
        self.timeout.connect(self.look)
        self.start()

    def look(self) -> None:
        """From the service's memory: nothing is asked of the centre here."""
        self.desk.ask(self, "charges", messages.AskWallets(), then=self._found, failed=lambda _: None, key="charges")

    def _found(self, found: messages.Charges) -> None:
        waiting = {one.payment_id: one for one in found.charges}
        shown = self.open_one
        if shown is not None:
            if shown.charge.payment_id not in waiting and not shown.busy:
                shown.end()
                self.gone.emit()
            return
        fresh = next((one for name, one in waiting.items() if name not in self._done), None)
        if fresh is not None:
            self._bring_up(fresh)

    def _bring_up(self, charge: messages.Charge) -> None:
        window = self._over.window()
        made = self.open_one = ChargeDialog(self.desk, window, charge)
        made.answered.connect(self.answered)
        made.finished.connect(self._closed)
        made.open()
        made.raise_()

    def _closed(self) -> None:
        """Whoever closed it has decided: it does not come up again."""
        if self.open_one is not None:
            self._done.add(self.open_one.charge.payment_id)
        self.open_one = None
