"""How a payment's row reads in the office's list."""

from datetime import datetime

from agent_terminal.service.messages import PaymentRow
from common.clock import moment
from common.qt import wording
from common.qt.desk import Desk
from common.qt.table import Column, Kind, Shown, shown_state
from common.shown_status import APPEARANCES, ShownStatus
from common.words import Words

RETRY = Words("{word} (попыток: {attempts}, {when})", "{word} (tries: {attempts}, {when})")
SOON, NOW = Words("через {left}", "in {left}"), Words("сейчас", "now")


def state_words(row: PaymentRow, now: datetime) -> Words:
    """«Ждёт повтора (попыток: 3, через 0:40)»: a terminal repeats without end, so there is no «of 5»."""
    word = APPEARANCES[row.shown].words
    if row.shown is not ShownStatus.WAITING or row.next_attempt is None:
        return word
    seconds = int((row.next_attempt - now).total_seconds())
    when = SOON.format(left=wording.span(seconds)) if seconds > 0 else NOW
    return Words(
        RETRY.ru.format(word=word.ru, attempts=row.attempts, when=when.ru),
        RETRY.en.format(word=word.en, attempts=row.attempts, when=when.en),
    )


def columns(desk: Desk) -> list[Column]:
    """The later ones wait in the menu of the header."""

    def shown(row: PaymentRow) -> Shown:
        return shown_state(row.shown, state_words(row, moment(desk.clock.now_ms())))

    return [
        Column("time", Words("Время", "Time"), lambda row: row.at, Kind.MOMENT, 125, order="time"),
        Column("code", Words("Код", "Code"), lambda row: row.code, Kind.CODE, 95),
        Column("provider", Words("Поставщик", "Provider"), lambda row: row.provider, width=118, order="provider"),
        Column("account", Words("Номер", "Account"), lambda row: row.account, width=105, order="account"),
        Column("state", Words("Статус", "State"), shown, Kind.STATUS, 265, tip=_why, order="state"),
        Column("inserted", Words("Внесено", "Inserted"), lambda row: row.inserted, Kind.MONEY, 90, order="inserted"),
        Column("agent_fee", Words("Комиссия", "Fee"), lambda row: row.agent_fee, Kind.MONEY, 85, order="agent_fee"),
        Column("amount", Words("К зачисл.", "To credit"), lambda row: row.amount, Kind.MONEY, 90, order="amount"),
        Column("why", Words("Причина", "Reason"), lambda row: row.why, width=200),
        Column("money", Words("Где деньги", "Where the money is"), lambda row: row.money, width=220, hidden=True),
        Column("attempts", Words("Попыток", "Tries"), lambda row: row.attempts or None, Kind.NUMBER, 70, True),
        Column("next", Words("Следующая", "Next try"), lambda row: row.next_attempt, Kind.MOMENT, 130, True),
        Column("changed", Words("Изменён", "Changed"), lambda row: row.changed, Kind.MOMENT, 130, True,
               order="changed"),
        Column("number", Words("Номер в ПЦ", "Centre's number"), lambda row: row.number, width=150, hidden=True),
        Column("reference", Words("Номер у поставщика", "Reference"), lambda row: row.reference, width=130,
               hidden=True),
        Column("terminal", Words("Терминал", "Terminal"), lambda row: row.terminal, width=90, hidden=True),
        Column("payment_id", Words("Номер платежа", "Payment id"), lambda row: row.payment_id, width=260, hidden=True),
    ]  # fmt: skip


def sentence(row: PaymentRow) -> Words:
    """The row as a screen reader says it."""
    state = APPEARANCES[row.shown].words
    return Words(
        f"Платёж {row.code}, {row.provider.ru} {row.account}, {state.ru}, {wording.money(row.inserted, 'ru')}",
        f"Payment {row.code}, {row.provider.en} {row.account}, {state.en}, {wording.money(row.inserted, 'en')}",
    )


def _why(row: PaymentRow) -> Words | None:
    return Words(f"{row.why.ru} · {row.money.ru}".strip(" ·"), f"{row.why.en} · {row.money.en}".strip(" ·"))
