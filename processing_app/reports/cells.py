"""What the sheets of the centre say of a payment, column by column."""

from typing import NamedTuple

from common import ids
from common.database import Row
from common.excel import Field, Kind, Value
from common.excel.sheet import Mark
from common.queue import TaskState
from common.shown_status import APPEARANCES, OF_STATUS, ShownStatus, shown, where_money_is
from common.status import Status
from common.words import Language, Words
from processing_app import wording
from processing_app.store.names import Names


class Column(NamedTuple):
    """A column in both languages; the rest as in `excel.Field`."""

    words: Words
    kind: Kind = Kind.TEXT
    width: int = 14
    summed: bool | None = None
    mark: Mark = ""


PLACE = Column(Words("№", "No."), Kind.COUNT, 6)
AT = Column(Words("Дата и время", "Date and time"), Kind.MOMENT, 19)
CODE = Column(Words("Код платежа", "Payment code"), width=13)
AGENT = Column(Words("Агент", "Agent"), width=12)
PROVIDER = Column(Words("Поставщик", "Provider"), width=18)
TERMINAL = Column(Words("Терминал", "Terminal"), width=11)
ACCOUNT = Column(Words("Номер абонента", "Account"), width=15)
INSERTED = Column(Words("Внесено, ₽", "Inserted, ₽"), Kind.MONEY, 13)
AGENT_FEE = Column(Words("Комиссия агента, ₽", "Agent's fee, ₽"), Kind.MONEY, 13)
CREDITED = Column(Words("Зачислено, ₽", "Credited, ₽"), Kind.MONEY, 14)
TO_CREDIT = Column(Words("К зачислению,\u00a0₽", "To be credited,\u00a0₽"), Kind.MONEY, 14)
REFERENCE = Column(Words("Ответ поставщика", "Provider's reference"), width=16)
ATTEMPTS = Column(Words("Попыток", "Attempts"), Kind.COUNT, 9)
PROCESSING_FEE = Column(Words("Комиссия процессинга, ₽", "Processing fee, ₽"), Kind.MONEY, 16)
INCOME = Column(Words("Доход агента, ₽", "Agent's income, ₽"), Kind.MONEY, 13)
STATUS = Column(Words("Статус", "Status"), width=18, mark="status")
WHY = Column(Words("Причина", "Reason"), width=30)
STATUS_AND_WHY = WHY._replace(mark="status")
MONEY = Column(Words("Где деньги", "Where the money is"), width=22)
NUMBER = Column(Words("Платежей", "Payments"), Kind.COUNT, 11, summed=True)
REJECTED = Column(Words("Отклонено, ₽", "Rejected, ₽"), Kind.MONEY, 14)
BRIEFLY = {
    ShownStatus.REJECTED: Words("возвращены агенту", "back with the agent"),
    ShownStatus.REVERSED: Words("возвращены сторно", "back by a reversal"),
}
"""Where the money is, as short as a column is wide."""
HELD = Words("удержаны у агента", "held from the agent")


def fields(language: Language, *columns: Column) -> list[Field]:
    """Columns in the report's language."""
    return [Field(one.words.of(language), one.kind, one.width, one.summed, one.mark) for one in columns]


def state(row: Row) -> ShownStatus:
    """A payment's state as people are shown it; an unfinished one's row has its task beside it."""
    status = Status(row["status"])
    if status is not Status.AUTHORIZED:
        return OF_STATUS[status]
    return shown(
        status, put_off=bool(row["why"] or row["tries"]), needs_review=row["task_state"] == TaskState.DEAD.value
    )


class Cells:
    """The cells of payments in a report's language; `reversals` are operators' reasons by payment id."""

    def __init__(self, names: Names, language: Language, reversals: dict[str, str]) -> None:
        """Names are looked up once."""
        self._language = language
        self._reversals = reversals
        self._agents = {number: agent.number for number, agent in names.agents.items()}
        self._providers = {number: provider.words.of(language) for number, provider in names.providers.items()}

    def agent(self, row: Row) -> str:
        """The agent by its contract's number."""
        return self._agents.get(row["agent_id"], str(row["agent_id"]))

    def provider(self, row: Row) -> str:
        """The provider by its name."""
        return self._providers.get(row["provider_id"], str(row["provider_id"]))

    def payment(self, place: int, row: Row, whom: str) -> list[Value]:
        """What every sheet begins with, up to the credited sum."""
        return [
            place, row["at"], ids.payment_code(row["payment_id"]), whom, row["terminal"], row["account"],
            row["inserted"], row["agent_fee"], row["amount"],
        ]  # fmt: skip

    def answer(self, row: Row) -> list[Value]:
        """What the provider called it, and how many answers it took if that is known."""
        attempts = row["tries"] if row["status"] == Status.AUTHORIZED.value else row["attempts"]
        return [row["reference"], attempts or None]

    def status(self, row: Row) -> str:
        """The state's word."""
        return APPEARANCES[state(row)].words.of(self._language)

    def why(self, row: Row) -> str:
        """Why a payment was not credited, or is not yet."""
        if row["status"] == Status.REFUNDED.value:
            return self._reversals.get(row["payment_id"], "")
        text = row["why"] if row["status"] == Status.AUTHORIZED.value else row["reason"]
        return wording.reason(text or "").of(self._language)

    def status_and_why(self, row: Row) -> str:
        """«Сторнирован. Ошибка плательщика», «Требует разбора. Нет ответа»; of a rejected one the reason alone."""
        why = self.why(row)
        rejected = row["status"] == Status.CANCELLED.value
        return why if rejected and why else ". ".join(filter(None, (self.status(row), why)))

    def money(self, row: Row) -> str:
        """Where the money is."""
        at = state(row)
        if Status(row["status"]) is Status.AUTHORIZED:
            return HELD.of(self._language)
        return (BRIEFLY.get(at) or where_money_is(at)).of(self._language)
