"""A column of a table: what it is called, where its value comes from and what kind of value that is."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from common.money import RUB
from common.qt.tokens import Token
from common.shown_status import APPEARANCES, ShownStatus
from common.words import Words


class Kind(StrEnum):
    """What a column's values are, and so how they read, line up, sort, and go to the clipboard and into files.

    MONEY is whole minor units, MOMENT an aware time, DAY a date, CODE a payment's code, STATUS a Shown,
    SHARE hundredths of a percent. A TEXT may be Words. None is an empty cell of any kind.
    """

    TEXT = "text"
    MONEY = "money"
    MOMENT = "moment"
    DAY = "day"
    NUMBER = "number"
    CODE = "code"
    STATUS = "status"
    SHARE = "share"


RIGHT = frozenset((Kind.MONEY, Kind.NUMBER, Kind.SHARE))


class Shown(NamedTuple):
    """A state: the shape (an icon's name), the word, the colour; in that order, and never the colour alone."""

    icon: str
    words: Words
    token: Token


ICONS = {
    ShownStatus.CREATED: "created",
    ShownStatus.TAKING_CASH: "cash",
    ShownStatus.ACCEPTED: "accepted",
    ShownStatus.SENT: "running",
    ShownStatus.WAITING: "waiting",
    ShownStatus.NEEDS_REVIEW: "attention",
    ShownStatus.CREDITED: "ok",
    ShownStatus.REJECTED: "failed",
    ShownStatus.REVERSED: "reversed",
    ShownStatus.CANCELLED: "cancelled",
    ShownStatus.DUPLICATE: "duplicate",
}


def shown_state(state: ShownStatus, words: Words | None = None) -> Shown:
    """A payment's state as every window shows it; `words` say more («Ждёт повтора (2 из 5, через 0:40)»)."""
    appearance = APPEARANCES[state]
    return Shown(ICONS[state], words or appearance.words, Token(appearance.tone.value))


def _roubles(_row: Any) -> str:
    return RUB


@dataclass(frozen=True, slots=True)
class Column:
    """`value(row)` is what the cell holds; `tip(row)` says more under the mouse.

    `order` is what a page by page list calls the order by this column; without it such a list cannot be so ordered.
    `width` is in pixels at 100 %. A `hidden` column waits in the menu of the header.
    Money that is not `summed` (a price, a balance) has no total, neither in files nor of the selection.
    """

    name: str
    words: Words
    value: Callable[[Any], Any]
    kind: Kind = Kind.TEXT
    width: int = 120
    hidden: bool = False
    tip: Callable[[Any], Words | None] | None = None
    order: str = ""
    currency: Callable[[Any], str] = _roubles
    summed: bool = True


class Empty(NamedTuple):
    """What a list without rows says the first time, and the one button that begins."""

    words: Words
    button: Words | None = None
    run: Callable[[], object] | None = None
    icon: str = "info"
