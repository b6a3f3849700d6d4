"""The operator's side: the contract with the centre, the agent's commissions, who runs the terminal, its acceptor."""

from collections.abc import Callable

from agent_terminal.ccnet.port import BAUDS
from agent_terminal.core import sums
from agent_terminal.core.patience import LONGEST_STRETCH
from agent_terminal.core.payment import State
from agent_terminal.service import kept, messages
from agent_terminal.service.centre import SECRET
from agent_terminal.service.ground import Ground
from agent_terminal.service.kept import DEFAULT, Acceptor, Agent, Contract
from agent_terminal.service.polls import Polls
from agent_terminal.store import papers, payments, settings
from common.database import Connection
from common.errors import OplataError, Rejected
from common.money import RUB, Range, commission
from common.principal import Principal
from common.protocol import codes
from common.protocol.card import Card, CardKind
from common.words import Words

DIALECT = "json"
LONGEST_NAME = 200
UNFINISHED = (State.TO_SEND, State.SENT, State.REVIEW)
EXAMPLE = 100_000
OK = Words("да", "ok")
NO_PROBLEM = Words("нет", "none")


class Agreement:
    """What is set once, and seldom changed."""

    def __init__(self, ground: Ground, polls: Polls) -> None:
        """`acceptor_changed` is called when the line was set, after it is durable."""
        self._ground = ground
        self._polls = polls
        self.acceptor_changed: Callable[[Acceptor], None] = lambda _: None

    def connect(self, who: Principal, ask: messages.Connect) -> messages.Connected:
        """Sign the contract of a card and try it. With unfinished payments the centre stays the same."""
        ground, card = self._ground, ask.card
        _demand_agent_card(card, ask.terminal)
        made = Contract(card.issuer, card.name, card.url, card.number, card.currency, ask.terminal)
        ground.database.read(lambda db: _demand_same_centre(db, made))
        ground.secrets.keep(SECRET, card.login, card.password)
        ground.write(lambda db: _sign(db, made, ground.now()), "connect")
        ground.centre.renew()
        problem = self._polls.ask_directory() or self._polls.ask_deposit()
        if problem is None:
            ground.centre.heard_again()
        self._polls.all_soon()
        return ground.database.read(lambda db: _connected(db, made, problem))

    def set_commission(self, db: Connection, who: Principal, ask: messages.SetCommission) -> messages.Commissions:
        """Payers who have begun keep the tariff they saw."""
        _demand_sound(ask)
        known = kept.tariffs(db)
        name = DEFAULT if ask.provider_id is None else str(ask.provider_id)
        known[name] = Range(0, None, ask.basis_points, ask.fixed, ask.minimum, ask.maximum)
        kept.keep(db, "tariffs", known)
        return _commissions(known)

    def commissions(self, db: Connection, who: Principal, ask: object) -> messages.Commissions:
        """Every tariff in force."""
        return _commissions(kept.tariffs(db))

    def set_agent(self, db: Connection, who: Principal, ask: messages.SetAgent) -> messages.Done:
        """Who runs the terminal, the notes it takes, its patience."""
        if not 1 <= ask.patience <= LONGEST_STRETCH:
            raise Rejected("wrong_value", f"patience 1–{LONGEST_STRETCH}")
        if not 0 < len(ask.name) <= LONGEST_NAME or any(note <= 0 for note in ask.notes):
            raise Rejected("wrong_value", "name, notes")
        notes = tuple(sorted(set(ask.notes))) or kept.agent(db).notes
        kept.keep(db, "agent", Agent(ask.name, ask.inn, ask.address, ask.phone, notes, ask.patience))
        return messages.Done(done=Words(f"Агент: {ask.name}", f"Agent: {ask.name}"))

    def set_acceptor(self, who: Principal, ask: messages.SetAcceptor) -> messages.Done:
        """Where the acceptor is; the terminal talks to it from now on."""
        if ask.speed not in BAUDS:
            raise Rejected("wrong_value", f"speed: {', '.join(map(str, BAUDS))}")
        made = Acceptor(ask.line.strip(), ask.speed, ask.rts)
        self._ground.write(lambda db: kept.keep(db, "acceptor", made), "set_acceptor")
        self.acceptor_changed(made)
        if not made.line:
            return messages.Done(done=Words("Купюроприёмника нет", "No acceptor"))
        return messages.Done(done=Words(f"Купюроприёмник: {made.line}", f"Acceptor: {made.line}"))

    def stop_taking(self, db: Connection, who: Principal, ask: object) -> messages.Done:
        """No next payer; who is at the terminal finishes."""
        kept.keep(db, "closed", True)
        papers.note(db, self._ground.now(), "stop_taking", who.id)
        return messages.Done(done=Words("Приём остановлен", "Payments are stopped"))

    def resume_taking(self, db: Connection, who: Principal, ask: object) -> messages.Done:
        """The operator's own stop is lifted; other reasons may remain."""
        settings.remove(db, "closed")
        papers.note(db, self._ground.now(), "resume_taking", who.id)
        return messages.Done(done=Words("Приём возобновлён", "Payments are resumed"))


def _demand_agent_card(card: Card, terminal: str) -> None:
    if card.kind is not CardKind.AGENT:
        raise Rejected("wrong_card", f"{card.kind}: нужна карта агента / an agent's card is needed")
    if card.dialect != DIALECT or card.currency != RUB:
        raise Rejected("wrong_card", f"{card.dialect}, {card.currency}")
    if not (0 < len(terminal) <= 64 and terminal.isprintable()):
        raise Rejected("wrong_value", "terminal")


def _demand_same_centre(db: Connection, made: Contract) -> None:
    """Accepted cash was promised through one centre; another one never heard of it."""
    before = kept.contract(db)
    if before is None or (before.issuer, before.number) == (made.issuer, made.number):
        return
    waiting = sum(payments.totals(db).get(state, payments.Total()).number for state in UNFINISHED)
    if waiting:
        raise Rejected("too_early", f"незавершённых платежей / unfinished payments: {waiting}")


def _sign(db: Connection, made: Contract, now: int) -> None:
    _demand_same_centre(db, made)
    before = kept.contract(db)
    if before is not None and before.issuer != made.issuer:
        settings.forget_directories(db)
        settings.remove(db, "deposit")
    kept.keep(db, "contract", made)
    papers.note(db, now, "contract", f"{made.name.ru} · {made.number} · {made.url}")


def _connected(db: Connection, made: Contract, problem: OplataError | None) -> messages.Connected:
    deposit = kept.deposit(db)
    return messages.Connected(
        centre=made.name,
        url=made.url,
        number=made.number,
        terminal=made.terminal,
        deposit=None if deposit is None else deposit.available,
        providers=len(kept.providers(db)),
        problem=NO_PROBLEM if problem is None else codes.words_of(problem),
    )


def _demand_sound(ask: messages.SetCommission) -> None:
    if not 0 <= ask.basis_points <= sums.MAX_BASIS_POINTS:
        raise Rejected("wrong_value", f"basis_points: 0–{sums.MAX_BASIS_POINTS}")
    if min(ask.fixed, ask.minimum) < 0 or (ask.maximum is not None and ask.maximum < ask.minimum):
        raise Rejected("wrong_value", "fixed ≥ 0, 0 ≤ minimum ≤ maximum")


def _commissions(known: dict[str, Range]) -> messages.Commissions:
    return messages.Commissions(
        commissions=[
            messages.Commission(
                provider_id=None if name == DEFAULT else int(name),
                basis_points=one.basis_points,
                fixed=one.fixed,
                minimum=one.minimum,
                maximum=one.maximum,
                on_1000=commission(EXAMPLE, (one,)),
            )
            for name, one in sorted(known.items())
        ]
    )
