"""The contract with the centre: signed by a card or by hand, moved to another address."""

from collections.abc import Callable

import msgspec

from agent_terminal.core.payment import State
from agent_terminal.service import kept, messages
from agent_terminal.service.centre import SECRET
from agent_terminal.service.connection import NO_CONTRACT, Reach
from agent_terminal.service.ground import Ground
from agent_terminal.service.kept import Contract
from agent_terminal.service.polls import Polls
from agent_terminal.store import papers, payments, settings
from common import addresses
from common.database import Connection as Db
from common.edition import demand, edition
from common.errors import OplataError, Rejected
from common.http_client import trust
from common.money import RUB
from common.principal import Principal
from common.protocol import card as cards
from common.protocol import codes
from common.protocol.card import Card, CardKind
from common.protocol.mistake import Mistake, Mistakes
from common.words import Words, same

DIALECT = "json"
UNFINISHED = (State.TO_SEND, State.SENT, State.REVIEW)
BY_HAND = "url:"
"""How the issuer of a contract without a card begins: nobody has told who it is."""
LONGEST_TERMINAL, LONGEST_TEXT = 64, 200
NO_PROBLEM = Words("нет", "none")
NEEDED = Words("Это нужно заполнить.", "This is needed.")
TERMINAL = Words("До 64 знаков в одну строку.", "At most 64 signs in one line.")
TOO_LONG = Words("Не длиннее 200 знаков.", "At most 200 signs.")


class ContractDesk:
    """Signs and moves the one contract that a terminal has."""

    def __init__(self, ground: Ground, polls: Polls, reach: Callable[[], Reach]) -> None:
        """`reach` tells who answers at an address."""
        self._ground = ground
        self._polls = polls
        self._reach = reach

    def connect(self, who: Principal, ask: messages.Connect) -> messages.Connected:
        """Sign the contract of a card and try it. With unfinished payments the centre stays the same."""
        card = ask.card
        _demand_agent_card(card, ask.terminal)
        made = Contract(card.issuer, card.name, card.url, card.number, card.currency, ask.terminal)
        return self._signed(made, card.login, card.password)

    def write_contract(self, who: Principal, ask: messages.WriteContract) -> messages.Connected:
        """The same without a card; the very centre and number of the contract in force are that contract."""
        _demand_sound(messages.TryContract(ask.url, ask.number, ask.login, ask.password, ask.terminal))
        url = _address(ask.url)
        before = self._ground.database.read(kept.contract)
        known = before is not None and (before.url, before.number) == (url, ask.number.strip())
        issuer = before.issuer if before is not None and known else BY_HAND + url
        name = before.name if before is not None and known and not ask.name.strip() else _called(ask.name, url)
        made = Contract(issuer, name, url, ask.number.strip(), RUB, ask.terminal.strip())
        return self._signed(made, ask.login.strip(), ask.password)

    def edit_contract(self, who: Principal, ask: messages.EditContract) -> messages.Connected:
        """The same centre at another address or with another login; never another centre under the same contract."""
        before = self._ground.database.read(kept.contract)
        if before is None:
            raise Rejected("too_early", f"{NO_CONTRACT.ru} / {NO_CONTRACT.en}")
        asked = messages.TryContract(ask.url, before.number, ask.login, ask.password, ask.terminal, existing=True)
        _demand_sound(asked)
        demand(ask.edition, self._edition(before), before.name.ru)
        url = _address(ask.url)
        self._demand_it_is(before, url)
        _, password = self._ground.secrets.login_of(SECRET) or ("", "")
        made = msgspec.structs.replace(before, url=url, terminal=ask.terminal.strip())
        return self._signed(made, ask.login.strip(), ask.password or password)

    def try_contract(self, db: Db, who: Principal, ask: messages.TryContract) -> Mistakes:
        """What is wrong with a contract before it is signed."""
        return Mistakes(mistakes=_mistakes(ask))

    def shown(self, contract: Contract | None) -> messages.ContractShown | None:
        """The contract in force without its password."""
        if contract is None:
            return None
        login, _ = self._ground.secrets.login_of(SECRET) or ("", "")
        return messages.ContractShown(
            centre=contract.name,
            url=contract.url,
            number=contract.number,
            login=login,
            terminal=contract.terminal,
            edition=self._edition(contract),
        )

    def _edition(self, contract: Contract) -> str:
        login, _ = self._ground.secrets.login_of(SECRET) or ("", "")
        return edition(contract, login)

    def _signed(self, made: Contract, login: str, password: str) -> messages.Connected:
        """The login first, then the contract: one that is refused leaves the login that was there."""
        ground, before = self._ground, self._ground.secrets.login_of(SECRET)
        ground.database.read(lambda db: _demand_same_centre(db, made))
        ground.secrets.keep(SECRET, login, password)
        try:
            ground.write(lambda db: _sign(db, made, ground.now()), "connect")
        except OplataError:
            if before is None:
                ground.secrets.forget(SECRET)
            else:
                ground.secrets.keep(SECRET, *before)
            raise
        ground.centre.renew()
        problem = self._polls.ask_directory() or self._polls.ask_deposit()
        if problem is None:
            ground.centre.heard_again()
        self._polls.all_soon()
        signed = ground.database.read(lambda db: _connected(db, made, problem))
        return msgspec.structs.replace(signed, edition=edition(made, login))

    def _demand_it_is(self, before: Contract, url: str) -> None:
        """Whoever answers at the new address must not say that it is somebody else; silence is no proof."""
        if url == before.url or before.issuer.startswith(BY_HAND):
            return
        try:
            there = self._reach().uid(url)
        except OplataError:
            return
        if there and there != before.issuer:
            raise Rejected("other_centre", url)


def _demand_agent_card(card: Card, terminal: str) -> None:
    if card.kind is not CardKind.AGENT:
        raise Rejected("wrong_card", f"{card.kind}: нужна карта агента / an agent's card is needed")
    if card.dialect != DIALECT or card.currency != RUB or card.version != cards.VERSION:
        raise Rejected("wrong_card", f"{card.dialect}, {card.currency}, {card.version}")
    if addresses.wrong(card.url) is not None:
        raise Rejected("wrong_card", f"url: {card.url[:80]}")
    trust.current().demand_private(card.url)
    if not _good_terminal(terminal):
        raise Rejected("wrong_value", "terminal")


def _demand_sound(ask: messages.TryContract) -> None:
    for mistake in _mistakes(ask):
        raise Rejected("wrong_value", f"{mistake.field}: {mistake.words.ru} / {mistake.words.en}")


def _mistakes(ask: messages.TryContract) -> list[Mistake]:
    found = []
    texts = {"url": ask.url, "number": ask.number, "login": ask.login, "password": ask.password}
    optional = {"password"} if ask.existing else set()
    for name, text in texts.items():
        if not text.strip() and name not in optional:
            found.append(Mistake(field=name, words=NEEDED))
        elif len(text) > LONGEST_TEXT:
            found.append(Mistake(field=name, words=TOO_LONG))
    wrong = trust.mistake(_address(ask.url)) if ask.url.strip() else None
    if wrong is not None and len(ask.url) <= LONGEST_TEXT:
        found.append(Mistake(field="url", words=wrong))
    if not _good_terminal(ask.terminal):
        found.append(Mistake(field="terminal", words=TERMINAL))
    return found


def _good_terminal(name: str) -> bool:
    return 0 < len(name.strip()) <= LONGEST_TERMINAL and name.isprintable()


def _address(url: str) -> str:
    return url.strip().rstrip("/")


def _called(name: str, url: str) -> Words:
    """A centre without a card goes by its address until somebody names it."""
    place = url.partition("://")[2]
    return same(name.strip()) if name.strip() else Words(f"ПЦ {place}", f"Centre {place}")


def _same_centre(before: Contract, made: Contract) -> bool:
    """By the issuer of its card; one that was written by hand, by its address. Its contract's number is the same."""
    known = before.issuer == made.issuer or (
        before.url == made.url and (before.issuer.startswith(BY_HAND) or made.issuer.startswith(BY_HAND))
    )
    return known and before.number == made.number


def _demand_same_centre(db: Db, made: Contract) -> None:
    """Accepted cash was promised through one centre; another one never heard of it."""
    before = kept.contract(db)
    if before is None or _same_centre(before, made):
        return
    waiting = sum(payments.totals(db).get(state, payments.Total()).number for state in UNFINISHED)
    if waiting:
        raise Rejected("unfinished_payments", str(waiting))


def _sign(db: Db, made: Contract, now: int) -> None:
    _demand_same_centre(db, made)
    before = kept.contract(db)
    if before is not None and not _same_centre(before, made):
        settings.forget_directories(db)
        settings.remove(db, "deposit")
    kept.keep(db, "contract", made)
    papers.note(db, now, "contract", f"{made.name.ru} · {made.number} · {made.url} · {made.terminal}")


def _connected(db: Db, made: Contract, problem: OplataError | None) -> messages.Connected:
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
