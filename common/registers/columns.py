"""Which column of a register is what: told by its header's words in either language, else the order of OSMP."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from common.words import Words

NAMES: dict[str, tuple[str, ...]] = {
    "key": (
        "txn_id", "txnid", "txn id", "transaction", "transaction id", "transaction number", "payment number",
        "номер платежа", "номер транзакции", "номер операции", "транзакция", "id транзакции", "id платежа",
    ),
    "payment_id": ("payment_id", "payment id", "payment uuid", "идентификатор платежа", "uuid платежа"),
    "moment": ("date and time", "datetime", "date/time", "дата и время", "дата/время", "txn_date"),
    "day": ("date", "payment date", "дата", "дата платежа", "дата операции"),
    "time": ("time", "payment time", "время", "время платежа", "время операции"),
    "account": (
        "account", "account number", "subscriber", "phone", "phone number", "номер абонента", "абонент", "номер счета",
        "лицевой счет", "л/с", "телефон", "номер телефона", "идентификатор абонента",
    ),
    "amount": ("sum", "amount", "credited", "сумма", "сумма платежа", "сумма зачисления", "зачислено"),
}  # fmt: skip
MEANINGS = {name: meaning for meaning, names in NAMES.items() for name in names}
UNIT = re.compile(r"[,(]?\s*(?:₽|руб\.?|rub|rur)\)?$")
FEWEST = 3
NO_COLUMNS = Words(
    "не видно, в каком столбце что: нужна строка заголовков (номер платежа, дата, время, номер абонента, сумма) "
    "или эти пять столбцов по порядку",
    "it does not show which column is what: a header row (txn_id, date, time, account, sum) is needed, "
    "or those five columns in this order",
)
MISSING = Words("в заголовке нет столбца «{name}»", "the header has no column “{name}”")
TWICE = Words("в заголовке два столбца «{name}»", "the header has two columns “{name}”")
SHOWN = {
    "key": Words("номер платежа", "txn_id"),
    "payment_id": Words("идентификатор платежа", "payment_id"),
    "moment": Words("дата и время", "date and time"),
    "day": Words("дата", "date"),
    "time": Words("время", "time"),
    "account": Words("номер абонента", "account"),
    "amount": Words("сумма", "sum"),
}


class Columns(NamedTuple):
    """Places of a register's columns from 0; -1: it has none of that meaning. `width` is how many there are."""

    width: int
    key: int = -1
    payment_id: int = -1
    moment: int = -1
    day: int = -1
    time: int = -1
    account: int = -1
    amount: int = -1
    headed: bool = False


OSMP = Columns(width=5, key=0, day=1, time=2, account=3, amount=4)
"""txn_id, date, time, account, sum: what a register without a header has."""


def is_header(cells: Sequence[object]) -> bool:
    """Whether a row names at least three columns that we know."""
    return len({meaning for cell in cells if (meaning := _meaning(cell))}) >= FEWEST


def of_header(cells: Sequence[object]) -> tuple[Columns, list[Words]]:
    """The columns that a header names, and what is wrong with it."""
    places: dict[str, int] = {}
    wrong: list[Words] = []
    for place, cell in enumerate(cells):
        meaning = _meaning(cell)
        if meaning and meaning in places:
            wrong.append(_about(TWICE, meaning))
        elif meaning:
            places[meaning] = place
    if "key" not in places and "payment_id" not in places:
        wrong.append(_about(MISSING, "key"))
    wrong += [_about(MISSING, one) for one in ("account", "amount") if one not in places]
    key, payment_id, moment, day, time, account, amount = (places.get(meaning, -1) for meaning in SHOWN)
    return Columns(len(cells), key, payment_id, moment, day, time, account, amount, headed=True), wrong


def _meaning(cell: object) -> str:
    if not isinstance(cell, str):
        return ""
    text = " ".join(cell.lower().replace("ё", "е").replace("\ufeff", "").split())
    return MEANINGS.get(UNIT.sub("", text).strip(" .:№"), "")


def _about(words: Words, meaning: str) -> Words:
    name = SHOWN[meaning]
    return Words(words.ru.format(name=name.ru), words.en.format(name=name.en))
