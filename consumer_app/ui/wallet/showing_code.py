"""«Показать штрихкод»: bars and a QR code of one minute, counted down, replaced when used or without a network.

The code stays in sight while another window has the focus: it is shown to a scanner. It goes when this window is
hidden, and is in no file, log or clipboard.
"""

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from common.errors import OplataError, Unavailable
from common.protocol import codes
from common.protocol.wallets.payments import PaymentShown
from common.qt import wording
from common.qt.cards import QrView
from common.qt.desk import Desk
from common.qt.growing import GrowingDialog
from common.qt.spoken import button, label, named
from common.words import Words
from consumer_app import core, messages
from consumer_app.ui.result_line import ResultLine
from consumer_app.ui.wallet import telling
from consumer_app.ui.wallet.bars_view import BarsView

TITLE = Words("Штрихкод для оплаты", "A barcode to pay with")
SHOW_IT = Words("Покажите код кассиру: он годится один раз.", "Show the code to the cashier: it is good once.")
FREE = Words(
    "До {free} списывается сразу, больше — после вашего подтверждения.",
    "Up to {free} is taken at once, more only after your word.",
)
LEFT, SPARE = (
    Words("Действует ещё {left}", "Good for {left} more"),
    Words(
        "Нет сети. Это запасной код, действует ещё {left}", "No network. This is the spare code, good for {left} more"
    ),
)
FETCHING = Words("Получаем код…", "Fetching a code…")
NO_CODE = Words("Кода нет. {why} Пробуем ещё раз.", "There is no code. {why} Trying again.")
REFUSED = Words("Кода нет. {why}", "There is no code. {why}")
COUNTDOWN = Words("Сколько ещё действует код", "How long the code is still good")
ANOTHER, CLOSE = Words("Другой код", "Another code"), Words("Закрыть", "Close")
DIGITS = Words("Цифры кода", "The code's digits")
TICK_MS, LOOK_MS, AGAIN_MS = 250, 2_000, 3_000
SIDE = 170
LATEST = 5


class BarcodeDialog(GrowingDialog):
    """Asks for a code when it opens and whenever the one in sight is over or used."""

    def __init__(self, desk: Desk, parent: QWidget, wallet: str) -> None:
        """No code is known yet."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("barcode-dialog")
        self.desk = desk
        self.wallet = wallet
        self.code: messages.BarcodeShown | None = None
        self._known: set[str] | None = None
        self._replaced: set[str] = set()
        self._since = QElapsedTimer()
        self._asking = False
        desk.languages.bind(self, self.setWindowTitle, TITLE)
        self._build()
        self._tick = self._every(TICK_MS, self._count_down)
        self._look = self._every(LOOK_MS, self.look)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.ask)
        desk.changed.connect(self.look)
        self.ask()
        self.look()

    @property
    def left_ms(self) -> int:
        """Milliseconds that the code in sight is still good."""
        return max(0, self.code.left_ms - self._since.elapsed()) if self.code is not None else 0

    def ask(self, *, fresh: bool = False) -> None:
        """A code; another one than that in sight if it must be `fresh`."""
        if self._asking:
            return
        self._asking = True
        question = messages.AskBarcode(wallet=self.wallet, fresh=fresh)
        self.desk.ask(self, "barcode", question, then=self._show, failed=self._failed)

    def look(self) -> None:
        """Was something charged? Then the code in sight is used up."""
        question = messages.AskWalletPayments(wallet=self.wallet, limit=LATEST)
        self.desk.ask(self, "wallet-payments", question, then=self._seen, failed=lambda _: None, key="look")

    def hideEvent(self, event: QHideEvent) -> None:
        """What nobody looks at is not kept in sight."""
        self._clear()
        self._tick.stop()
        self._look.stop()
        self._again.stop()
        super().hideEvent(event)

    def _show(self, code: messages.BarcodeShown) -> None:
        self._asking = False
        self.code = code
        self._since.start()
        self.bars.show_digits(code.code)
        self.qr.show_text(code.code)
        bind = self.desk.languages.bind
        bind(self.digits, self.digits.setText, telling.same(telling.grouped(code.code)))
        bind(
            self.free,
            self.free.setText,
            telling.filled(FREE, free=telling.sum_words(code.no_confirmation, code.currency)),
        )
        self.progress.setMaximum(code.whole_ms)
        self._count_down()

    def _failed(self, error: OplataError) -> None:
        """While the code in sight is still good, it stays."""
        self._asking = False
        if self.left_ms == 0:
            self._clear()
            words = NO_CODE if isinstance(error, Unavailable) else REFUSED
            why = codes.words_of(error)
            self.desk.languages.bind(self.note, self.note.setText, telling.filled(words, why=why))
        if isinstance(error, Unavailable):
            self._again.start(AGAIN_MS)

    def _clear(self) -> None:
        self.code = None
        self.bars.show_digits("")
        self.qr.show_text("")
        self.desk.languages.bind(self.digits, self.digits.setText, telling.NOTHING)
        self.progress.setValue(0)

    def _count_down(self) -> None:
        if self.code is None:
            return
        left = self.left_ms
        if left == 0:
            self._clear()
            self.desk.languages.bind(self.note, self.note.setText, FETCHING)
            self.ask()
            return
        self.progress.setValue(left)
        words = SPARE if self.code.spare else LEFT
        self.desk.languages.bind(self.note, self.note.setText, words.format(left=wording.span((left + 999) // 1000)))

    def _seen(self, found: messages.WalletPayments) -> None:
        """Charges that are new since the window opened are told as far as they have come; each replaces the code once.

        A fetch ends the codes before it, and that in sight may be under a scanner when the last charge ends.
        """
        charges = {one.payment_id: one for one in found.payments if one.way == "barcode"}
        if self._known is None:
            self._known = set(charges)
            return
        new = [one for name, one in charges.items() if name not in self._known and one.state != "waiting_for_payer"]
        if new:
            self._tell(new[0])
            if not self._replaced.issuperset(one.payment_id for one in new):
                self._replaced |= {one.payment_id for one in new}
                self.ask(fresh=True)
        self._known |= {one.payment_id for one in new if one.state in ("done", "failed", "returned")}

    def _tell(self, shown: PaymentShown) -> None:
        why = core.why(shown.reason) if shown.reason else telling.NOTHING
        self.outcome.tell(telling.STATES[shown.state], telling.shown_told(shown, why))

    def _build(self) -> None:
        desk = self.desk
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        column.addWidget(label(desk, SHOW_IT, wrap=True))
        self.bars = BarsView(desk)
        column.addWidget(self.bars)
        self.digits = label(desk, telling.NOTHING, "title")
        self.digits.setObjectName("barcode-digits")
        self.digits.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.digits.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        named(desk, self.digits, DIGITS)
        column.addWidget(self.digits)
        self.qr = QrView(desk, "", side=SIDE)
        column.addWidget(self.qr)
        self.note = label(desk, FETCHING, wrap=True)
        self.note.setObjectName("barcode-note")
        self.note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.note)
        self.progress = named(desk, QProgressBar(), COUNTDOWN)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(8)
        column.addWidget(self.progress)
        self.free = label(desk, telling.NOTHING, "hint", wrap=True)
        column.addWidget(self.free)
        self.outcome = ResultLine(desk)
        column.addWidget(self.outcome)
        line = QHBoxLayout()
        self.another = button(desk, ANOTHER, lambda: self.ask(fresh=True), icon="refresh")
        self.another.setObjectName("barcode-another")
        line.addWidget(self.another)
        line.addStretch(1)
        line.addWidget(button(desk, CLOSE, self.reject))
        column.addLayout(line)

    def _every(self, milliseconds: int, run: object) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(milliseconds)
        timer.timeout.connect(run)
        timer.start()
        return timer
