"""Contracts with providers and agents: sign, edit, pause, price, top up."""

from datetime import datetime

import msgspec

from common import ids, queue
from common.clock import Clock, milliseconds, moment
from common.credentials import Gatekeeper
from common.database import Connection, Row
from common.errors import Rejected
from common.fields import demand_sound
from common.money import LARGEST, RUB
from common.principal import Principal
from common.protocol import card as cards
from common.protocol.card import Card, CardKind
from common.protocol.dialects import osmp
from common.protocol.endpoint import Nothing
from common.secrets import Secrets
from common.words import Words
from processing_app.core import cashflow, ledger
from processing_app.core.events import AgentToppedUp, Event
from processing_app.core.terms import demand_tariff
from processing_app.service import agents
from processing_app.service.asks import (
    AgentContract,
    AgentContracts,
    AgentId,
    Done,
    EditAgent,
    EditProvider,
    ProviderContract,
    ProviderContracts,
    ProviderId,
    SetCommission,
    SignAgent,
    Signed,
    SignProvider,
    ToppedUp,
    TopUp,
)
from processing_app.service.delivery import Delivery
from processing_app.service.directory import Directory
from processing_app.service.providers import DIALECTS, OSMP, Providers, secret_name
from processing_app.store import balances, contracts, log

AGENT = "agent"
TITLE = Words("Процессинговый центр", "Processing centre")
MOST_LANES = 8
LONGEST_ID = 64
LONGEST_TIMEOUT_MS = 120_000


class Contracts:
    """The operator's desk."""

    def __init__(
        self, clock: Clock, gatekeeper: Gatekeeper, secrets: Secrets, directory: Directory, providers: Providers,
        delivery: Delivery, *, url: str, uid: str,
    ) -> None:  # fmt: skip
        """`url` and `uid` stand in the cards we issue."""
        self._clock = clock
        self._gatekeeper = gatekeeper
        self._secrets = secrets
        self._directory = directory
        self._providers = providers
        self._delivery = delivery
        self._url = url
        self._uid = uid

    # providers

    def sign_provider(self, db: Connection, who: Principal, ask: SignProvider) -> Signed:
        """A contract from a provider's card; its password goes to the secrets, nowhere else."""
        _demand_provider_card(ask.card)
        _demand_delivery(ask.timeout_ms, ask.lanes)
        osmp.demand_sound(ask.code_table or osmp.STANDARD)
        for row in contracts.providers(db):
            known = msgspec.json.decode(row["card"], type=Card)
            if (known.url, known.login, row["active"]) == (ask.card.url, ask.card.login, 1):
                raise Rejected("already_exists", f"{known.name.ru} ({row['provider_id']})")
        provider_id = contracts.add_provider(
            db, name=ask.card.name.ru, card=_without_password(ask.card), retry=msgspec.json.encode(ask.retry),
            timeout_ms=ask.timeout_ms, lanes=ask.lanes, active=1, paused="",
            code_table=msgspec.json.encode(ask.code_table or osmp.STANDARD) if ask.card.dialect == OSMP else None,
        )  # fmt: skip
        self._secrets.keep(secret_name(provider_id), ask.card.login, ask.card.password)
        return self._published(db, provider_id)

    def edit_provider(self, db: Connection, who: Principal, ask: EditProvider) -> Signed:
        """New address, login, fields or policy; a paused lane goes on after an edit."""
        row = self._provider(db, ask.provider_id)
        card = ask.card or msgspec.json.decode(row["card"], type=Card)
        if ask.url:
            card = msgspec.structs.replace(card, url=ask.url)
        _demand_provider_card(card)
        _demand_delivery(ask.timeout_ms or row["timeout_ms"], ask.lanes or row["lanes"])
        given = {
            "name": card.name.ru, "card": _without_password(card), "paused": "",
            "timeout_ms": ask.timeout_ms or row["timeout_ms"], "lanes": ask.lanes or row["lanes"],
            "retry": msgspec.json.encode(ask.retry) if ask.retry else row["retry"],
        }  # fmt: skip
        contracts.change_provider(db, ask.provider_id, row, **given)
        password = ask.password or (ask.card.password if ask.card else "")
        if password:
            self._secrets.keep(secret_name(ask.provider_id), card.login, password)
        return self._published(db, ask.provider_id)

    def pause_provider(self, db: Connection, who: Principal, ask: ProviderId) -> Done:
        """Stop delivering to a provider; what is accepted waits."""
        self._provider(db, ask.provider_id)
        contracts.pause(db, ask.provider_id, "by_hand")
        self._changed(db, ask.provider_id)
        return Done()

    def resume_provider(self, db: Connection, who: Principal, ask: ProviderId) -> Done:
        """Deliver again."""
        self._provider(db, ask.provider_id)
        contracts.pause(db, ask.provider_id, "")
        self._changed(db, ask.provider_id)
        return Done()

    def end_provider(self, db: Connection, who: Principal, ask: ProviderId) -> Signed:
        """Take a provider out of the directory; payments under way are still delivered."""
        row = self._provider(db, ask.provider_id)
        contracts.change_provider(db, ask.provider_id, row, active=0)
        return self._published(db, ask.provider_id)

    def providers(self, db: Connection, who: Principal, ask: Nothing) -> ProviderContracts:
        """All contracts with providers."""
        waiting: dict[str, int] = queue.count_by_lane(db)
        return ProviderContracts(
            providers=[_provider_contract(db, row, waiting) for row in contracts.providers(db)],
            directory_version=contracts.newest_version(db),
        )

    # agents

    def sign_agent(self, db: Connection, who: Principal, ask: SignAgent) -> Card:
        """A contract with an agent: its number, login and password, as a card that is shown once."""
        if not ask.name.strip():
            raise Rejected("wrong_value", "name")
        demand_tariff(ask.tariff)
        _demand_limit(ask.credit_limit)
        now = self._clock.now_ms()
        number = f"А-{len(contracts.agents(db)) + 1:05d}"
        login = f"agent-{len(contracts.agents(db)) + 1}"
        agent_id = contracts.add_agent(
            db, number=number, name=ask.name.strip(), login=login, credit_limit=ask.credit_limit, currency=RUB,
            blocked=0, expires=milliseconds(ask.expires) if ask.expires else None, made=now,
        )  # fmt: skip
        contracts.add_tariff(db, agent_id, 1, now, msgspec.json.encode(ask.tariff))
        balances.bound(db, ledger.deposit(agent_id), -ask.credit_limit)
        if ask.password:
            self._gatekeeper.accept_typed(db, AGENT, str(agent_id), login, ask.password)
        password = ask.password or self._gatekeeper.issue(db, AGENT, str(agent_id), login)
        return self._agent_card(number, login, password)

    def reissue_agent_password(self, db: Connection, who: Principal, ask: AgentId) -> Card:
        """A new password; the old one stays valid for a day."""
        row = self._agent(db, ask.agent_id)
        password = self._gatekeeper.issue(db, AGENT, str(ask.agent_id), row["login"])
        return self._agent_card(row["number"], row["login"], password)

    def edit_agent(self, db: Connection, who: Principal, ask: EditAgent) -> AgentContract:
        """New terms of an agent's contract."""
        row = self._agent(db, ask.agent_id)
        limit = row["credit_limit"] if ask.credit_limit is None else ask.credit_limit
        _demand_limit(limit)
        expires = milliseconds(ask.expires) if ask.expires else row["expires"]
        account = ledger.deposit(ask.agent_id)
        if balances.of(db, account) < -limit:
            raise Rejected("too_early", f"balance {balances.of(db, account)}")
        self._change_agent(db, row, name=ask.name or row["name"], credit_limit=limit, expires=expires)
        balances.bound(db, account, -limit)
        return self._agent_contract(db, ask.agent_id)

    def block_agent(self, db: Connection, who: Principal, ask: AgentId) -> Done:
        """Its terminals stop between payers; cash already taken waits there."""
        self._change_agent(db, self._agent(db, ask.agent_id), blocked=1)
        return Done()

    def unblock_agent(self, db: Connection, who: Principal, ask: AgentId) -> Done:
        """Its terminals go on."""
        self._change_agent(db, self._agent(db, ask.agent_id), blocked=0)
        return Done()

    def set_commission(self, db: Connection, who: Principal, ask: SetCommission) -> AgentContract:
        """A new revision, never into the past: what was accepted was decided under its own."""
        demand_tariff(ask.tariff)
        self._agent(db, ask.agent_id)
        now = self._clock.now_ms()
        since = milliseconds(ask.since) if ask.since else now
        if since < now:
            raise Rejected("wrong_value", "since")
        revision = max(row["revision"] for row in contracts.tariffs(db, ask.agent_id)) + 1
        contracts.add_tariff(db, ask.agent_id, revision, since, msgspec.json.encode(ask.tariff))
        agents.forget(db, ask.agent_id)
        return self._agent_contract(db, ask.agent_id)

    def top_up(self, db: Connection, who: Principal, ask: TopUp) -> ToppedUp:
        """Book an agent's money, once for an operation's id."""
        self._agent(db, ask.agent_id)
        if not 0 < ask.amount <= LARGEST:
            raise Rejected("wrong_value", f"amount {ask.amount}: 1–{LARGEST}")
        if ask.currency != RUB:
            raise Rejected("wrong_currency", ask.currency)
        now = self._clock.now_ms()
        top_up_id = ask.top_up_id or ids.uuid7(now)
        if len(top_up_id) > LONGEST_ID or not top_up_id.isprintable():
            raise Rejected("wrong_value", "top_up_id")
        stream, account = log.top_up(top_up_id), ledger.deposit(ask.agent_id)
        event = AgentToppedUp(
            agent_id=ask.agent_id, top_up_id=top_up_id, amount=ask.amount, currency=ask.currency, note=ask.note[:200],
            postings=cashflow.topped_up(ask.agent_id, ask.amount, ask.currency),
        )  # fmt: skip
        booked = [stored.event for stored in log.load(db, stream)]
        if not booked:
            log.save(db, stream, 0, [event], who, now)
        elif not _same_top_up(booked[0], event):
            raise Rejected("already_exists", top_up_id)
        return ToppedUp(
            agent_id=ask.agent_id, top_up_id=top_up_id, balance=balances.of(db, account), currency=ask.currency
        )

    def agents(self, db: Connection, who: Principal, ask: Nothing) -> AgentContracts:
        """All contracts with agents."""
        return AgentContracts(agents=[self._agent_contract(db, row["agent_id"]) for row in contracts.agents(db)])

    def _published(self, db: Connection, provider_id: int) -> Signed:
        version = self._directory.publish(db)
        self._changed(db, provider_id)
        return Signed(provider_id=provider_id, directory_version=version)

    def _changed(self, db: Connection, provider_id: int) -> None:
        """Once it is durable: call the provider by its new terms, and look at its lane again.

        Told at once as well: a fault of the earlier terms, in the same group, must not stop the lane any more.
        """
        self._providers.forget(provider_id)
        db.then(lambda: self._providers.forget(provider_id))
        db.then(self._delivery.look_again)

    def _agent_card(self, number: str, login: str, password: str) -> Card:
        return Card(
            kind=CardKind.AGENT, version=cards.VERSION, issuer=self._uid, name=TITLE, url=self._url,
            dialect="json", login=login, password=password, number=number,
        )  # fmt: skip

    def _agent_contract(self, db: Connection, agent_id: int) -> AgentContract:
        row = self._agent(db, agent_id)
        expires: datetime | None = moment(row["expires"]) if row["expires"] else None
        return AgentContract(
            agent_id=agent_id, number=row["number"], name=row["name"], login=row["login"],
            balance=balances.snapshot(db, ledger.deposit(agent_id)), credit_limit=row["credit_limit"],
            blocked=bool(row["blocked"]), expires=expires,
            tariff=agents.read(db, agent_id).tariff(self._clock.now_ms()).ranges,
        )  # fmt: skip

    def _change_agent(self, db: Connection, row: Row, **given: object) -> None:
        values = {name: given.get(name, row[name]) for name in ("name", "credit_limit", "blocked", "expires")}
        contracts.change_agent(db, row["agent_id"], **values)
        agents.forget(db, row["agent_id"])

    def _agent(self, db: Connection, agent_id: int) -> Row:
        row = contracts.agent(db, agent_id)
        if row is None:
            raise Rejected("unknown_contract", str(agent_id))
        return row

    def _provider(self, db: Connection, provider_id: int) -> Row:
        row = contracts.provider(db, provider_id)
        if row is None:
            raise Rejected("unknown_contract", str(provider_id))
        return row


def _same_top_up(booked: Event, asked: AgentToppedUp) -> bool:
    """Whether an id that was used is used for the same money of the same agent; its note does not matter."""
    assert isinstance(booked, AgentToppedUp)
    return (booked.agent_id, booked.amount, booked.currency) == (asked.agent_id, asked.amount, asked.currency)


def _provider_contract(db: Connection, row: Row, waiting: dict[str, int]) -> ProviderContract:
    card = msgspec.json.decode(row["card"], type=Card)
    provider_id = row["provider_id"]
    return ProviderContract(
        provider_id=provider_id, name=card.name.ru, url=card.url, dialect=card.dialect, login=card.login,
        minimum=card.minimum, maximum=card.maximum, active=bool(row["active"]), paused=row["paused"],
        waiting=waiting.get(f"provider:{provider_id}", 0),
        settlement=balances.snapshot(db, ledger.settlement(provider_id)),
    )  # fmt: skip


def _demand_provider_card(card: Card) -> None:
    if card.kind is not CardKind.PROVIDER:
        raise Rejected("wrong_card", f"kind = {card.kind.value}")
    if card.dialect not in DIALECTS:
        raise Rejected("wrong_card", f"dialect = {card.dialect}")
    if card.currency != RUB:
        raise Rejected("wrong_currency", card.currency)
    if not 0 < card.minimum <= card.maximum <= LARGEST:
        raise Rejected("wrong_value", f"limits {card.minimum}–{card.maximum}")
    if not card.url.startswith(("http://", "https://")):
        raise Rejected("wrong_card", "url")
    demand_sound(card.fields)
    if card.dialect == OSMP:
        osmp.demand_fields([field.name for field in card.fields])


def _demand_delivery(timeout_ms: int, lanes: int) -> None:
    if not (0 < lanes <= MOST_LANES and 0 < timeout_ms <= LONGEST_TIMEOUT_MS):
        raise Rejected("wrong_value", f"lanes 1–{MOST_LANES}, timeout_ms 1–{LONGEST_TIMEOUT_MS}")


def _demand_limit(credit_limit: int) -> None:
    if not 0 <= credit_limit <= LARGEST:
        raise Rejected("wrong_value", "credit_limit")


def _without_password(card: Card) -> bytes:
    return msgspec.json.encode(msgspec.structs.replace(card, password=""))
