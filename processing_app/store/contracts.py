"""Contracts with agents and providers, and every version of the directory, as rows."""

from sqlalchemy import bindparam, func, insert, select, update

from common.database import Connection, Row, Statement
from processing_app.store.tables import AGENTS, ALARMS, DIRECTORY, PROVIDERS, TARIFFS

_AGENT = Statement(select(AGENTS).where(AGENTS.c.agent_id == bindparam("agent_id")))
_AGENTS = Statement(select(AGENTS).order_by(AGENTS.c.agent_id))
_ADD_AGENT = Statement(insert(AGENTS).returning(AGENTS.c.agent_id))
_CHANGE_AGENT = Statement(
    update(AGENTS)
    .where(AGENTS.c.agent_id == bindparam("of"))
    .values(
        name=bindparam("name"), credit_limit=bindparam("credit_limit"), blocked=bindparam("blocked"),
        expires=bindparam("expires"), threshold=bindparam("threshold"), blocked_at=bindparam("blocked_at"),
        checks_per_minute=bindparam("checks_per_minute"),
    )
)  # fmt: skip
_TARIFFS = Statement(
    select(TARIFFS).where(TARIFFS.c.agent_id == bindparam("agent_id")).order_by(TARIFFS.c.since, TARIFFS.c.revision)
)
_ADD_TARIFF = Statement(insert(TARIFFS).values({column.name: bindparam(column.name) for column in TARIFFS.columns}))
_PROVIDER = Statement(select(PROVIDERS).where(PROVIDERS.c.provider_id == bindparam("provider_id")))
_PROVIDERS = Statement(select(PROVIDERS).order_by(PROVIDERS.c.provider_id))
_LAST_PROVIDER = Statement(select(func.max(PROVIDERS.c.provider_id).label("last")))
_ADD_NUMBERED = Statement(
    insert(PROVIDERS).values({column.name: bindparam(column.name) for column in PROVIDERS.columns})
)
_PROVIDER_COLUMNS = ("name", "card", "retry", "timeout_ms", "lanes", "active", "paused", "code_table")
_CHANGE_PROVIDER = Statement(
    update(PROVIDERS)
    .where(PROVIDERS.c.provider_id == bindparam("of"))
    .values({name: bindparam(name) for name in _PROVIDER_COLUMNS})
)
_PAUSE = Statement(
    update(PROVIDERS).where(PROVIDERS.c.provider_id == bindparam("of")).values(paused=bindparam("paused"))
)
_NEWEST = Statement(select(func.max(DIRECTORY.c.version).label("version")))
_DIRECTORY = Statement(select(DIRECTORY.c.entries).where(DIRECTORY.c.version == bindparam("version")))
_ADD_DIRECTORY = Statement(
    insert(DIRECTORY).values({column.name: bindparam(column.name) for column in DIRECTORY.columns})
)
_ADD_ALARM = Statement(insert(ALARMS))
_ALARMS = Statement(select(ALARMS).where(ALARMS.c.seen == 0).order_by(ALARMS.c.id))
_CONTRACT_ALARMS = Statement(
    select(ALARMS).where(ALARMS.c.seen == 0, ALARMS.c.about.not_like("payment:%")).order_by(ALARMS.c.id)
)
_SEE_ALARMS = Statement(
    update(ALARMS).where(ALARMS.c.id > bindparam("after"), ALARMS.c.id <= bindparam("up_to")).values(seen=1)
)


def agent(db: Connection, agent_id: int) -> Row | None:
    """One agent's contract."""
    return db.one(_AGENT, agent_id=agent_id)


def agents(db: Connection) -> list[Row]:
    """All agents' contracts."""
    return db.all(_AGENTS)


def add_agent(db: Connection, **values: object) -> int:
    """A new contract; its agent's id."""
    row = db.one(_ADD_AGENT, **values)
    assert row is not None
    number: int = row["agent_id"]
    return number


def change_agent(db: Connection, agent_id: int, **values: object) -> None:
    """New terms of an agent's contract."""
    db.run(_CHANGE_AGENT, of=agent_id, **values)


def tariffs(db: Connection, agent_id: int) -> list[Row]:
    """An agent's tariffs, the oldest first."""
    return db.all(_TARIFFS, agent_id=agent_id)


def add_tariff(db: Connection, agent_id: int, revision: int, since: int, ranges: bytes) -> None:
    """A new revision of an agent's tariff."""
    db.run(_ADD_TARIFF, agent_id=agent_id, revision=revision, since=since, ranges=ranges)


def provider(db: Connection, provider_id: int) -> Row | None:
    """One provider's contract."""
    return db.one(_PROVIDER, provider_id=provider_id)


def providers(db: Connection) -> list[Row]:
    """All providers' contracts."""
    return db.all(_PROVIDERS)


def add_provider(db: Connection, **values: object) -> int:
    """A new contract; its provider's id."""
    row = db.one(_LAST_PROVIDER)
    number = max(row["last"] or 0, 0) + 1 if row is not None else 1  # the centre's own have 0 and less
    add_numbered_provider(db, provider_id=number, **values)
    return number


def add_numbered_provider(db: Connection, **values: object) -> None:
    """A new provider whose `provider_id` is known beforehand."""
    db.run(_ADD_NUMBERED, **values)


def change_provider(db: Connection, provider_id: int, row: Row, **values: object) -> None:
    """New terms of a provider's contract; what is not given stays."""
    db.run(_CHANGE_PROVIDER, of=provider_id, **{name: values.get(name, row[name]) for name in _PROVIDER_COLUMNS})


def pause(db: Connection, provider_id: int, code: str) -> None:
    """Stop or (with an empty code) start a provider's lane."""
    db.run(_PAUSE, of=provider_id, paused=code)


def newest_version(db: Connection) -> int:
    """The directory's newest version, 0 when there is none."""
    row = db.one(_NEWEST)
    return (row["version"] or 0) if row is not None else 0


def directory(db: Connection, version: int) -> bytes | None:
    """The entries of one version."""
    row = db.one(_DIRECTORY, version=version)
    return row["entries"] if row is not None else None


def add_directory(db: Connection, version: int, at: int, entries: bytes) -> None:
    """A new version."""
    db.run(_ADD_DIRECTORY, version=version, at=at, entries=entries)


def add_alarm(db: Connection, *, at: int, about: str, code: str, detail: str) -> None:
    """Something a person must look at."""
    db.run(_ADD_ALARM, at=at, about=about, code=code, detail=detail, seen=0)


def alarms(db: Connection) -> list[Row]:
    """What nobody has looked at yet."""
    return db.all(_ALARMS)


def contract_alarms(db: Connection) -> list[Row]:
    """Those of them that are not about a payment: the queue of reviews has it."""
    return db.all(_CONTRACT_ALARMS)


def see_alarms(db: Connection, up_to: int, *, after: int = 0) -> int:
    """A person has looked."""
    return db.run(_SEE_ALARMS, up_to=up_to, after=after)
