"""The terminal at a glance for its office: what works, why it is closed and what to do, how far a new one is."""

import msgspec

from agent_terminal.core.blocking import Reason, is_fresh
from agent_terminal.core.patience import LONGEST_STRETCH
from agent_terminal.service import kept, messages
from agent_terminal.service.closed import BLOCKED_THERE, HARDWARE, NOBODY, SIGN, SIGN_PROVIDER, WHAT_TO_DO, WHY
from agent_terminal.service.contract import ContractDesk
from agent_terminal.service.desk import Desk
from agent_terminal.service.ground import Ground
from agent_terminal.service.kept import Agent
from agent_terminal.service.polls import Polls
from agent_terminal.service.wording import filled, sum_words
from agent_terminal.store import papers, payment_list, settings
from common.clock import moment
from common.database import Connection
from common.edition import demand, edition
from common.errors import OplataError, Rejected
from common.principal import Principal
from common.words import Words, same

LONGEST_NAME, LONGEST_LINE = 200, 300
BALANCE = Words("Баланс у ПЦ: {sum}", "Balance at the centre: {sum}")
DIRECTORY = Words(
    "Справочник: версия {version}, поставщиков {count}", "Directory: version {version}, {count} providers"
)


class Office:
    """What the operator looks at first, and who runs the terminal."""

    def __init__(self, ground: Ground, polls: Polls, desk: Desk, contract: ContractDesk) -> None:
        """It only puts together what the others know."""
        self._ground = ground
        self._polls = polls
        self._desk = desk
        self._contract = contract

    def overview(self, db: Connection, who: Principal, ask: object) -> messages.Overview:
        """Everything that the first page shows."""
        contract, deposit, agent = kept.contract(db), kept.deposit(db), kept.agent(db)
        newest = settings.newest(db)
        return messages.Overview(
            state=self._desk.state(db, who, ask),
            contract=self._contract.shown(contract),
            agent=_agent(agent),
            reasons=[self._closed(db, reason) for reason in self._ground.reasons(db)],
            stopped=kept.closed(db),
            described=bool(agent.name),
            priced=bool(kept.tariffs(db)),
            accepting=bool(self._ground.hardware.values),
            paid=payment_list.newest(db) > 0,
            directory_at=None if newest is None else moment(newest.taken),
            deposit=None if deposit is None else deposit.available,
            deposit_blocked=deposit is not None and deposit.blocked,
        )

    def show_agent(self, db: Connection, who: Principal, ask: object) -> messages.AgentShown:
        """Who runs the terminal, and the edition of that."""
        return _agent(kept.agent(db))

    def set_agent(self, db: Connection, who: Principal, ask: messages.SetAgent) -> messages.AgentShown:
        """Who runs the terminal, the notes it takes, its patience."""
        if not 1 <= ask.patience <= LONGEST_STRETCH:
            raise Rejected("wrong_value", f"patience 1–{LONGEST_STRETCH}")
        if not 0 < len(ask.name.strip()) <= LONGEST_NAME or any(note <= 0 for note in ask.notes):
            raise Rejected("wrong_value", "name, notes")
        if any(len(line) > LONGEST_LINE for line in (ask.inn, ask.address, ask.phone)):
            raise Rejected("wrong_value", f"inn, address, phone: 0–{LONGEST_LINE}")
        before = kept.agent(db)
        demand(ask.edition, edition(before), before.name)
        notes = tuple(sorted(set(ask.notes))) or before.notes
        made = msgspec.structs.replace(
            before,
            name=ask.name.strip(),
            inn=ask.inn.strip(),
            address=ask.address.strip(),
            phone=ask.phone.strip(),
            notes=notes,
            patience=ask.patience,
        )
        kept.keep(db, "agent", made)
        papers.note(db, self._ground.now(), "agent", f"{ask.name.strip()}, {who.id}")
        return _agent(made)

    def refresh_deposit(self, who: Principal, ask: object) -> messages.Done:
        """Ask the centre for the deposit now; the error when it does not tell."""
        self._demand_contract()
        _raise(self._polls.ask_deposit())
        deposit = self._ground.database.read(kept.deposit)
        return messages.Done(done=filled(BALANCE, sum=sum_words(0 if deposit is None else deposit.available)))

    def refresh_directory(self, who: Principal, ask: object) -> messages.Done:
        """Ask the centre for its directory now; the error when it does not tell."""
        self._demand_contract()
        _raise(self._polls.ask_directory())
        newest, known = self._ground.database.read(lambda db: (settings.newest(db), kept.providers(db)))
        version = 0 if newest is None else newest.version
        return messages.Done(done=DIRECTORY.format(version=version, count=len(known)))

    def _demand_contract(self) -> None:
        if self._ground.database.read(kept.contract) is None:
            raise Rejected("too_early", f"{SIGN.ru} / {SIGN.en}")

    def _heard(self, deposit: kept.KnownDeposit | None) -> bool:
        """Whether the centre answered of late: then it is there, whatever else is missing."""
        return deposit is not None and is_fresh(self._ground.now() - deposit.at)

    def _closed(self, db: Connection, reason: Reason) -> messages.Closed:
        why, (todo, page) = WHY.get(reason, same(reason.value)), WHAT_TO_DO.get(reason, (Words("", ""), HARDWARE))
        deposit = kept.deposit(db)
        if reason is Reason.NO_CENTRE and kept.contract(db) is None:
            todo = SIGN
        elif reason is Reason.NO_CENTRE and self._heard(deposit) and not kept.providers(db):
            why, todo = NOBODY, SIGN_PROVIDER
        if reason is Reason.DEPOSIT and deposit is not None and deposit.blocked:
            todo = BLOCKED_THERE
        return messages.Closed(code=reason.value, why=why, todo=todo, page=page)


def _agent(agent: Agent) -> messages.AgentShown:
    return messages.AgentShown(
        name=agent.name,
        inn=agent.inn,
        address=agent.address,
        phone=agent.phone,
        notes=list(agent.notes),
        patience=agent.patience,
        possible=sorted({*kept.NOTES, *agent.notes}),
        edition=edition(agent),
    )


def _raise(problem: OplataError | None) -> None:
    if problem is not None:
        raise problem
