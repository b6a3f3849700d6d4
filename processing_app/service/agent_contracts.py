"""Contracts with agents: sign, edit, block, price; and what would be wrong with one before it is saved."""

from collections.abc import Iterator

import msgspec

from common.clock import Clock, milliseconds, moment
from common.credentials import SHORTEST_TYPED, Gatekeeper
from common.database import Connection, Row
from common.edition import demand
from common.errors import Rejected
from common.money import LARGEST, RUB, Range, commission, text
from common.principal import Principal
from common.protocol import card as cards
from common.protocol.card import Card, CardKind
from common.protocol.endpoint import Nothing
from common.protocol.mistake import Mistake, Mistakes, refuse
from common.words import Words
from processing_app.core import ledger
from processing_app.core.terms import tariff_faults
from processing_app.service import agents, editions
from processing_app.service.asks.agents import EXAMPLES as SHOWN_SUMS
from processing_app.service.asks.agents import (
    AgentContract,
    AgentContracts,
    AgentId,
    CommissionRevision,
    Commissions,
    CommissionTried,
    EditAgent,
    Example,
    RevisionState,
    SetCommission,
    SignAgent,
    TryAgent,
    TryCommission,
)
from processing_app.service.asks.tasks import Done
from processing_app.service.deposits import condition
from processing_app.store import balances, contracts, deposits

AGENT = "agent"
TITLE = Words("Процессинговый центр", "Processing centre")
LONGEST_NAME = 200
HOUR_MS = 3_600_000
MOST_SUMS = 20


class Agents:
    """The operator's desk for agents. `url` and `uid` stand in the cards it issues."""

    def __init__(self, clock: Clock, gatekeeper: Gatekeeper, *, url: str, uid: str) -> None:
        """Everything is given."""
        self._clock = clock
        self._gatekeeper = gatekeeper
        self._url = url
        self._uid = uid

    def try_agent(self, db: Connection, who: Principal, ask: TryAgent) -> Mistakes:
        """Everything wrong with a contract filled in so; nothing is changed."""
        return Mistakes(mistakes=list(self._mistakes(db, ask)))

    def sign_agent(self, db: Connection, who: Principal, ask: SignAgent) -> Card:
        """A contract with an agent: its number, login and password, as a card that is shown once."""
        refuse(list(self._mistakes(db, TryAgent(**msgspec.structs.asdict(ask)))))
        now = self._clock.now_ms()
        signed = len(contracts.agents(db)) + 1
        number, login = f"А-{signed:05d}", f"agent-{signed}"
        agent_id = contracts.add_agent(
            db, number=number, name=ask.name.strip(), login=login, credit_limit=ask.credit_limit, currency=RUB,
            blocked=0, expires=milliseconds(ask.expires) if ask.expires else None, made=now, threshold=ask.threshold,
            blocked_at=None, checks_per_minute=ask.checks_per_minute,
        )  # fmt: skip
        contracts.add_tariff(db, agent_id, 1, now, msgspec.json.encode(ask.tariff))
        balances.bound(db, ledger.deposit(agent_id), -ask.credit_limit)
        if ask.password:
            self._gatekeeper.accept_typed(db, AGENT, str(agent_id), login, ask.password)
        password = ask.password or self._gatekeeper.issue(db, AGENT, str(agent_id), login)
        return self._card(number, login, password)

    def reissue_agent_password(self, db: Connection, who: Principal, ask: AgentId) -> Card:
        """A new password; the old one stays valid for a day."""
        row = known_agent(db, ask.agent_id)
        password = self._gatekeeper.issue(db, AGENT, str(ask.agent_id), row["login"])
        return self._card(row["number"], row["login"], password)

    def edit_agent(self, db: Connection, who: Principal, ask: EditAgent) -> AgentContract:
        """New terms of an agent's contract."""
        row = known_agent(db, ask.agent_id)
        demand(ask.edition, editions.of_agent(row), row["name"])
        limit = row["credit_limit"] if ask.credit_limit is None else ask.credit_limit
        threshold = row["threshold"] if ask.threshold is None else ask.threshold
        checks = row["checks_per_minute"] if ask.checks_per_minute is None else ask.checks_per_minute
        expires = milliseconds(ask.expires) if ask.expires else (None if ask.no_end else row["expires"])
        account = ledger.deposit(ask.agent_id)
        if balances.of(db, account) < -limit:
            raise Rejected("too_early", f"balance {balances.of(db, account)}")
        name = ask.name.strip() or row["name"]
        refuse(list(_of_terms(name, limit, threshold, checks)))
        self._change(
            db, row, name=name, credit_limit=limit, expires=expires, threshold=threshold, checks_per_minute=checks
        )
        balances.bound(db, account, -limit)
        return self._contract(db, ask.agent_id)

    def block_agent(self, db: Connection, who: Principal, ask: AgentId) -> Done:
        """Its terminals stop between payers; cash already taken waits there."""
        row = known_agent(db, ask.agent_id)
        if not row["blocked"]:
            self._change(db, row, blocked=1, blocked_at=self._clock.now_ms())
        return Done()

    def unblock_agent(self, db: Connection, who: Principal, ask: AgentId) -> Done:
        """Its terminals go on."""
        self._change(db, known_agent(db, ask.agent_id), blocked=0, blocked_at=None)
        return Done()

    def set_commission(self, db: Connection, who: Principal, ask: SetCommission) -> AgentContract:
        """A new revision, never into the past: what was accepted was decided under its own."""
        known_agent(db, ask.agent_id)
        now = self._clock.now_ms()
        since = milliseconds(ask.since) if ask.since else now
        refuse([*_of_tariff(ask.tariff), *_of_since(since, now)])
        revision = max(row["revision"] for row in contracts.tariffs(db, ask.agent_id)) + 1
        contracts.add_tariff(db, ask.agent_id, revision, since, msgspec.json.encode(ask.tariff))
        agents.forget(db, ask.agent_id)
        return self._contract(db, ask.agent_id)

    def try_commission(self, db: Connection, who: Principal, ask: TryCommission) -> CommissionTried:
        """What a commission would take from a few sums; nothing is changed."""
        now = self._clock.now_ms()
        mistakes = [*_of_tariff(ask.tariff), *_of_since(milliseconds(ask.since) if ask.since else now, now)]
        if len(ask.amounts) > MOST_SUMS or any(not 0 <= amount <= LARGEST for amount in ask.amounts):
            mistakes.append(Mistake(field="amounts", words=TOO_LARGE))
        return CommissionTried(examples=[] if mistakes else _examples(ask.tariff, ask.amounts), mistakes=mistakes)

    def commissions(self, db: Connection, who: Principal, ask: AgentId) -> Commissions:
        """All revisions of an agent's commission, those to come included, the newest first."""
        known_agent(db, ask.agent_id)
        terms, now = agents.read(db, ask.agent_id), self._clock.now_ms()
        in_force = next((one.revision for one in reversed(terms.tariffs) if one.since <= now), None)
        revisions = [
            CommissionRevision(
                revision=one.revision, since=moment(one.since), tariff=one.ranges,
                state=_revision_state(one.revision == in_force, one.since > now),
                examples=_examples(one.ranges, SHOWN_SUMS),
            )
            for one in reversed(terms.tariffs)
        ]  # fmt: skip
        return Commissions(agent_id=ask.agent_id, revisions=revisions)

    def agents(self, db: Connection, who: Principal, ask: Nothing) -> AgentContracts:
        """All contracts with agents, and how long their deposits will do."""
        spent = deposits.spent_since(db, self._clock.now_ms() - HOUR_MS)
        rows = contracts.agents(db)
        return AgentContracts(
            agents=[self._contract(db, row["agent_id"], spent.get(row["agent_id"], 0)) for row in rows]
        )

    def _mistakes(self, db: Connection, ask: TryAgent) -> Iterator[Mistake]:
        if ask.agent_id:
            known_agent(db, ask.agent_id)
            balance = balances.snapshot(db, ledger.deposit(ask.agent_id))
            if balance < -ask.credit_limit:
                yield Mistake(field="credit_limit", words=OWES.format(sum=text(-balance)))
        yield from _of_terms(ask.name.strip(), ask.credit_limit, ask.threshold, ask.checks_per_minute)
        if ask.expires is not None and milliseconds(ask.expires) <= self._clock.now_ms() and not ask.agent_id:
            yield Mistake(field="expires", words=PAST)
        if ask.password and len(ask.password) < SHORTEST_TYPED:
            yield Mistake(field="password", words=SHORT.format(least=SHORTEST_TYPED, given=len(ask.password)))
        if not ask.agent_id:
            yield from _of_tariff(ask.tariff)

    def _card(self, number: str, login: str, password: str) -> Card:
        return Card(
            kind=CardKind.AGENT, version=cards.VERSION, issuer=self._uid, name=TITLE, url=self._url,
            dialect="json", login=login, password=password, number=number,
        )  # fmt: skip

    def _contract(self, db: Connection, agent_id: int, per_hour: int | None = None) -> AgentContract:
        row, now = known_agent(db, agent_id), self._clock.now_ms()
        if per_hour is None:
            per_hour = deposits.spent_since(db, now - HOUR_MS).get(agent_id, 0)
        balance = balances.snapshot(db, ledger.deposit(agent_id))
        found = condition(db, row, balance, per_hour, now)
        return AgentContract(
            agent_id=agent_id, number=row["number"], name=row["name"], login=row["login"], balance=balance,
            credit_limit=row["credit_limit"], available=balance + row["credit_limit"], blocked=bool(row["blocked"]),
            expires=moment(row["expires"]) if row["expires"] else None,
            tariff=agents.read(db, agent_id).tariff(now).ranges, threshold=row["threshold"], state=found.state,
            since=None if found.since is None else moment(found.since), per_hour=per_hour,
            minutes_left=found.minutes_left, made=moment(row["made"]), checks_per_minute=row["checks_per_minute"],
            edition=editions.of_agent(row),
        )  # fmt: skip

    def _change(self, db: Connection, row: Row, **given: object) -> None:
        contracts.change_agent(db, row["agent_id"], **{name: given.get(name, row[name]) for name in CHANGING})
        agents.forget(db, row["agent_id"])


CHANGING = ("name", "credit_limit", "blocked", "expires", "threshold", "blocked_at", "checks_per_minute")
MOST_CHECKS = 60_000
NAMELESS = Words("Напишите название агента", "Give the agent a name")
LONG = Words("Название длиннее {most} знаков", "The name is longer than {most} characters")
TOO_LARGE = Words("Сумма от 0,00 до 10 000 000 000,00 ₽", "The sum is from 0.00 to 10,000,000,000.00 ₽")
OWES = Words("Лимит не меньше долга: агент должен {sum} ₽", "The limit is not below the debt: the agent owes {sum} ₽")
PAST = Words("Срок договора уже прошёл", "The contract would have ended already")
SHORT = Words(
    "В пароле не меньше {least} знаков. Сейчас {given}. Пустой пароль придумает программа",
    "A password has at least {least} characters, this one {given}. The program makes one where it is empty",
)
CHECKS = Words("Проверок номеров в минуту от 1 до {most}", "From 1 to {most} checks of numbers a minute")
EARLY = Words(
    "Комиссия не меняется задним числом: выберите момент не раньше этого",
    "A commission is never changed in the past: choose a moment not before this one",
)


def known_agent(db: Connection, agent_id: int) -> Row:
    """An agent's contract; Rejected `unknown_contract`."""
    row = contracts.agent(db, agent_id)
    if row is None:
        raise Rejected("unknown_contract", str(agent_id))
    return row


def _of_terms(name: str, credit_limit: int, threshold: int, checks: int) -> Iterator[Mistake]:
    if not name:
        yield Mistake(field="name", words=NAMELESS)
    if len(name) > LONGEST_NAME:
        yield Mistake(field="name", words=LONG.format(most=LONGEST_NAME))
    if not 0 <= credit_limit <= LARGEST:
        yield Mistake(field="credit_limit", words=TOO_LARGE)
    if not 0 <= threshold <= LARGEST:
        yield Mistake(field="threshold", words=TOO_LARGE)
    if not 0 < checks <= MOST_CHECKS:
        yield Mistake(field="checks_per_minute", words=CHECKS.format(most=MOST_CHECKS))


def _of_tariff(tariff: tuple[Range, ...]) -> Iterator[Mistake]:
    for place, field, words in tariff_faults(tariff):
        yield Mistake(field=f"tariff.{place}.{field}", words=words)


def _of_since(since: int, now: int) -> Iterator[Mistake]:
    if since < now:
        yield Mistake(field="since", words=EARLY)


def _examples(tariff: tuple[Range, ...], amounts: tuple[int, ...]) -> list[Example]:
    fees = [commission(amount, tariff) for amount in amounts]
    return [Example(amount=amount, fee=fee, charged=amount + fee) for amount, fee in zip(amounts, fees, strict=True)]


def _revision_state(in_force: bool, later: bool) -> RevisionState:
    if in_force:
        return RevisionState.NOW
    return RevisionState.LATER if later else RevisionState.PAST
