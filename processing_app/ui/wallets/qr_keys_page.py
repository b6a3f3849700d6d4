"""The page of the keys that sign static QR codes: a new one, and one that is trusted no more."""

from PySide6.QtWidgets import QWidget

from common.protocol.endpoint import Message
from common.qt import dialog, spoken, wording
from common.qt.desk import Desk
from common.qt.table import Column, Empty, Kind, LedgerTable
from common.qt.table.column import Shown
from common.qt.tokens import Token
from common.words import Words
from processing_app.service.asks.qr_keys import AskQrKeys, QrKeyRow, QrKeys, RetireQrKey, RotateQrKey
from processing_app.ui.shops.page import lay_out, why_not
from processing_app.wording import who

ABOUT = Words(
    "Центр подписывает статические QR-коды поставщиков одним ключом; коды прежних ключей платят, пока ключ не отозван.",
    "The centre signs providers' static QR codes by one key; codes of former keys pay until the key is retired.",
)
ROTATE, RETIRE = Words("Новый ключ…", "A new key…"), Words("Отозвать…", "Retire…")
EMPTY = Words("Ключей ещё нет.", "No keys yet.")
CHOOSE = Words("Выберите ключ в списке.", "Choose a key in the list.")
GONE = Words("Этот ключ уже отозван.", "This key is retired already.")
ROTATING = Words(
    "Подписывать новые QR-коды новым ключом? Уже напечатанные коды продолжат платить.",
    "Sign new QR codes by a new key? Codes that are printed already go on paying.",
)
ROTATE_YES, ROTATE_NO = Words("Сменить ключ", "Change the key"), Words("Оставить прежний", "Keep the old one")
RETIRING = Words(
    "Отозвать ключ {key}? Все QR-коды, подписанные им {period}, перестанут платить сразу и навсегда: поставщикам "
    "придётся напечатать их заново.{next} Проведённые платежи остаются, деньги не двигаются.",
    "Retire key {key}? All QR codes that it signed {period} stop paying at once and for ever: providers have to print "
    "them anew.{next} Payments that are done stay, no money moves.",
)
SINCE, BETWEEN = Words("с {made}", "since {made}"), Words("с {made} по {end}", "from {made} to {end}")
NEXT = Words(" Центр сразу начнёт подписывать новым ключом.", " The centre signs by a new key at once.")
RETIRE_YES, RETIRE_NO = Words("Отозвать ключ", "Retire the key"), Words("Оставить", "Leave it")
ROTATED = Words("QR-коды подписываются новым ключом.", "QR codes are signed by a new key.")
RETIRED = Words("Ключ {key} отозван: его QR-коды больше не платят.", "Key {key} is retired: its QR codes pay no more.")
STATES = {
    "current": Shown("ok", Words("Подписывает", "Signs"), Token.OK),
    "old": Shown("created", Words("Прежний, коды платят", "Former, its codes pay"), Token.NEUTRAL),
    "retired": Shown("cancelled", Words("Отозван", "Retired"), Token.NEUTRAL),
}


class QrKeysPage(QWidget):
    """The list and its two buttons."""

    def __init__(self, desk: Desk) -> None:
        """Nothing is known yet."""
        super().__init__()
        self.desk = desk
        self.table = LedgerTable(
            desk, "qr-keys",
            [
                Column("key", Words("Ключ", "Key"), lambda row: row.key_id, Kind.CODE, 150),
                Column("state", Words("Состояние", "State"), lambda row: STATES[row.state], Kind.STATUS, 190),
                Column("made", Words("Создан", "Made"), lambda row: row.made_at, Kind.MOMENT, 140),
                Column("replaced", Words("Сменён", "Replaced"), lambda row: row.replaced, Kind.MOMENT, 140),
                Column("retired", Words("Отозван", "Retired"), lambda row: row.retired, Kind.MOMENT, 140),
                Column("who", Words("Кто", "By whom"), lambda row: who(row.who), width=140),
                Column("public", Words("Открытая половина", "Public half"), lambda row: row.public, width=300,
                       hidden=True),
            ],
            noun=Words("ключей", "keys"), key=lambda row: row.key_id, empty=Empty(EMPTY, icon="key"),
        )  # fmt: skip
        buttons = (
            ("qr-key-rotate", spoken.button(desk, ROTATE, self.rotate, icon="key")),
            ("qr-key-retire", spoken.button(desk, RETIRE, self.retire, icon="block")),
        )
        lay_out(self, spoken.label(desk, ABOUT, "hint", wrap=True), buttons, self.table)

    def refresh(self) -> None:
        """All keys, the newest first."""
        self.desk.ask(self, "qr-keys", AskQrKeys(), then=self._show, failed=self.table.fail, key="keys")

    def rotate(self) -> None:
        """Sign by a new one, after a question."""
        dialog.confirm(
            self.desk, self.window(), ROTATING, ROTATE_YES, ROTATE_NO,
            lambda: self._do("rotate-qr-key", RotateQrKey(), ROTATED),
        )  # fmt: skip

    def retire(self) -> None:
        """Trust the chosen one no more, after it was said what stops paying."""
        row: QrKeyRow | None = self.table.current()
        if row is None or row.state == "retired":
            why_not(self.desk, CHOOSE if row is None else GONE)
            return
        key_id = row.key_id
        dialog.confirm(
            self.desk, self.window(), _what_stops(row), RETIRE_YES, RETIRE_NO,
            lambda: self._do("retire-qr-key", RetireQrKey(key_id=key_id), RETIRED.format(key=key_id)),
        )  # fmt: skip

    def _do(self, operation: str, question: Message, words: Words) -> None:
        def done(found: QrKeys) -> None:
            self.desk.messages.ok(words)
            self._show(found)

        self.desk.ask(self, operation, question, then=done)

    def _show(self, found: QrKeys) -> None:
        """Good ones before retired ones, the newest of each first."""
        self.table.show_rows([row for state in STATES for row in reversed(found.keys) if row.state == state])


def _what_stops(row: QrKeyRow) -> Words:
    made = wording.moment(row.made_at)
    period = SINCE.format(made=made)
    if row.replaced is not None:
        period = BETWEEN.format(made=made, end=wording.moment(row.replaced))
    following = NEXT if row.state == "current" else Words("", "")
    return Words(
        RETIRING.ru.format(key=row.key_id, period=period.ru, next=following.ru),
        RETIRING.en.format(key=row.key_id, period=period.en, next=following.en),
    )
