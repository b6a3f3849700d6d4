"""A payment in one of three registers, as a cell or a card shows it."""

from common.qt.table import Shown, shown_state
from common.qt.tokens import Token
from common.shown_status import ShownStatus
from common.words import Words
from processing_app.service.asks.registers import Side

ABSENT = Words("нет", "none")


def side_shown(side: Side | None) -> Shown:
    """Its state there, or that it is not there."""
    if side is None:
        return Shown("minus", ABSENT, Token.NEUTRAL)
    return shown_state(ShownStatus(side.shown), side.words)
