"""Agents' registers: terminals tell what became of their payments, because nobody can call them."""

from common import ids
from common.clock import Clock, milliseconds, moment
from common.database import Connection
from common.errors import Rejected
from common.fields import MAX_VALUE
from common.money import LARGEST, RUB
from common.principal import Principal
from common.protocol.endpoint import Nothing
from common.protocol.processing import RegisterTold, TellRegister, ToldRow
from processing_app.core.reconciliation import says_more
from processing_app.service.asks.registers import TerminalsTold, TerminalTold
from processing_app.store import contracts
from processing_app.store import registers as rows

MOST_ROWS = 100
LONGEST_WORD = 64


class Registers:
    """What terminals have told, kept for the next reconciliation."""

    def __init__(self, clock: Clock) -> None:
        """Nothing is remembered beside the database."""
        self._clock = clock

    def tell(self, db: Connection, who: Principal, ask: TellRegister) -> RegisterTold:
        """Keep what a terminal tells of its payments; told again, nothing changes. A unit of work."""
        if len(ask.rows) > MOST_ROWS:
            raise Rejected("wrong_value", f"rows > {MOST_ROWS}")
        if not (0 < len(ask.terminal) <= LONGEST_WORD and ask.terminal.isprintable()):
            raise Rejected("wrong_value", "terminal")
        for row in ask.rows:
            _demand_row(row)
        agent_id = int(who.id)
        kept = sum(_keep(db, agent_id, ask.terminal, row) for row in ask.rows)
        rows.heard(db, agent_id, ask.terminal, self._clock.now_ms(), complete=not ask.more)
        return RegisterTold(kept=kept)

    def agent_registers(self, db: Connection, who: Principal, ask: Nothing) -> TerminalsTold:
        """Which terminals tell their registers, and when they last did."""
        names = {row["agent_id"]: row["name"] for row in contracts.agents(db)}
        return TerminalsTold(
            terminals=[
                TerminalTold(
                    agent_id=row["agent_id"], agent_name=names.get(row["agent_id"], ""), terminal=row["terminal"],
                    told_at=moment(row["told_at"]),
                    complete_at=moment(row["complete_at"]) if row["complete_at"] is not None else None,
                    payments=row["payments"],
                )
                for row in rows.terminals(db)
            ]
        )  # fmt: skip


def _demand_row(row: ToldRow) -> None:
    sound = ids.is_uuid(row.payment_id) and len(row.account) <= MAX_VALUE and len(row.reason) <= MAX_VALUE
    sums = 0 < row.inserted <= LARGEST and 0 <= row.agent_fee <= row.inserted and 0 <= row.amount <= LARGEST
    if not (sound and sums and row.currency == RUB):
        raise Rejected("wrong_value", f"row {row.payment_id[:LONGEST_WORD]}")


def _keep(db: Connection, agent_id: int, terminal: str, row: ToldRow) -> bool:
    """Whether the row says something new: an end is never followed by anything, else the later row counts."""
    values = {
        "provider_id": row.provider_id, "account": row.account, "inserted": row.inserted, "agent_fee": row.agent_fee,
        "amount": row.amount, "currency": row.currency, "state": row.state.value, "reason": row.reason,
        "at": milliseconds(row.at), "changed": milliseconds(row.changed),
    }  # fmt: skip
    before = rows.told(db, agent_id, terminal, row.payment_id)
    if before is None:
        rows.add_told(db, agent_id=agent_id, terminal=terminal, payment_id=row.payment_id, **values)
        return True
    known = (before["state"], before["changed"])
    if not says_more(known, (row.state.value, milliseconds(row.changed))):
        return False
    if all(before[name] == value for name, value in values.items()):
        return False
    rows.change_told(db, agent_id, terminal, row.payment_id, **values)
    return True
