"""Agents' terms as the writer remembers them: read once, forgotten when a contract changes."""

import msgspec

from common.database import Connection, Row
from common.errors import ContractFault
from common.money import Range
from processing_app.core.terms import AgentTerms, Tariff
from processing_app.store import contracts

MEMORY = "agents"


def terms(db: Connection, agent_id: int) -> AgentTerms:
    """An agent's terms inside the writer."""
    known: dict[int, AgentTerms] = db.memory.setdefault(MEMORY, {})
    found = known.get(agent_id)
    if found is None:
        found = known[agent_id] = read(db, agent_id)
    return found


def read(db: Connection, agent_id: int) -> AgentTerms:
    """An agent's terms from the database."""
    row = contracts.agent(db, agent_id)
    if row is None:
        raise ContractFault("forbidden")
    tariffs = tuple(_tariff(tariff) for tariff in contracts.tariffs(db, agent_id))
    return AgentTerms(
        agent_id, bool(row["blocked"]), row["expires"], row["credit_limit"], row["currency"], tariffs,
        row["checks_per_minute"],
    )  # fmt: skip


def forget(db: Connection, agent_id: int) -> None:
    """A unit of work changes this agent's contract: whatever comes of it, read it again."""
    db.memory.get(MEMORY, {}).pop(agent_id, None)
    db.undo(lambda: db.memory.get(MEMORY, {}).pop(agent_id, None))


def _tariff(row: Row) -> Tariff:
    ranges = msgspec.json.decode(row["ranges"], type=tuple[Range, ...])
    return Tariff(row["revision"], row["since"], ranges)
