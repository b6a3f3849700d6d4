"""How a payment's row reads in every list of the centre's window."""

from datetime import datetime

from common.clock import moment
from common.qt import wording
from common.qt.desk import Desk
from common.qt.table import Column, Kind
from common.qt.table.column import Shown, shown_state
from common.shown_status import APPEARANCES, ShownStatus, waiting
from common.words import Words
from processing_app.service.asks import PaymentRow


def state_words(row: PaymentRow, now: datetime) -> Words:
    """«Ждёт повтора (2 из 5, через 0:40)»; a reversal under way is said beside the state."""
    words = APPEARANCES[row.shown].words
    if row.shown is ShownStatus.WAITING and row.due is not None:
        seconds = int((row.due - now).total_seconds())
        return waiting(row.attempts, row.most_attempts, seconds, stopped=row.stopped is not None)
    if row.reversing:
        return Words(f"{words.ru} (сторно)", f"{words.en} (reversal)")
    return words


def columns(desk: Desk) -> list[Column]:
    """The columns of a list of payments; the later ones wait in the menu of the header."""

    def shown(row: PaymentRow) -> Shown:
        return shown_state(row.shown, state_words(row, moment(desk.clock.now_ms())))

    return [
        Column("time", Words("Время", "Time"), lambda row: row.accepted_at, Kind.MOMENT, 80, order="time"),
        Column("code", Words("Код", "Code"), lambda row: row.code, Kind.CODE, 92),
        Column("provider", Words("Поставщик", "Provider"), lambda row: row.provider_name, width=96, order="provider"),
        Column("account", Words("Номер", "Account"), lambda row: row.account, width=100, order="account"),
        Column("state", Words("Статус", "State"), shown, Kind.STATUS, 254, tip=_why, order="state"),
        Column("amount", Words("К зачисл.", "To credit"), lambda row: row.amount, Kind.MONEY, 84, order="amount"),
        Column(
            "agent_fee", Words("Комис.", "Fee"), lambda row: row.agent_fee, Kind.MONEY, 75, order="agent_fee"
        ),
        Column("agent", Words("Агент", "Agent"), lambda row: row.agent_number, width=74, tip=_agent, order="agent"),
        Column("attempts", Words("Поп.", "Tries"), _attempts, width=50),
        Column(
            "inserted", Words("Внесено", "Inserted"), lambda row: row.inserted, Kind.MONEY, 90, True, order="inserted"
        ),
        Column(
            "processing_fee", Words("Комиссия ПЦ", "Centre's fee"), lambda row: row.processing_fee, Kind.MONEY, 90,
            True, order="processing_fee",
        ),
        Column("changed", Words("Изменён", "Changed"), lambda row: row.changed_at, Kind.MOMENT, 90, True,
               order="changed"),
        Column("terminal", Words("Терминал", "Terminal"), lambda row: row.terminal, width=90, hidden=True,
               order="terminal"),
        Column("agent_name", Words("Имя агента", "Agent's name"), lambda row: row.agent_name, width=140, hidden=True),
        Column("reference", Words("Номер у поставщика", "Reference"), lambda row: row.reference, width=130,
               hidden=True),
        Column("number", Words("Числовой номер", "Number"), lambda row: str(row.number), width=150, hidden=True),
        Column("payment_id", Words("Номер платежа", "Payment id"), lambda row: row.payment_id, width=260, hidden=True),
    ]  # fmt: skip


def sentence(row: PaymentRow) -> Words:
    """The row as a screen reader says it."""
    state = APPEARANCES[row.shown].words
    return Words(
        f"Платёж {row.code}, {row.provider_name.ru} {row.account}, {state.ru}, "
        f"{wording.money(row.amount, 'ru', row.currency)}",
        f"Payment {row.code}, {row.provider_name.en} {row.account}, {state.en}, "
        f"{wording.money(row.amount, 'en', row.currency)}",
    )


def _why(row: PaymentRow) -> Words | None:
    return row.reason_words if row.reason_words.ru else None


def _agent(row: PaymentRow) -> Words:
    return Words(row.agent_name, row.agent_name)


def _attempts(row: PaymentRow) -> str | None:
    if row.due is not None:
        return f"{row.attempts}/{row.most_attempts}"
    return str(row.attempts) if row.attempts else None
