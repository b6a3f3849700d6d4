"""«Где деньги»: where a payment's money is, as terminal, centre and provider tell it, and whether they agree."""

import re
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from common.errors import OplataError, Rejected
from common.protocol.codes import words_of
from common.qt import wording
from common.words import Words
from launcher_app.stories import wallet_money

DEPOSIT, HOLD, COMMISSION, SETTLEMENT = "deposit", "hold", "commission", "settlement"
CREDIT, REVERSAL = "credit", "reversal"
WALLET, DONE = "main", "done"
PROVIDERS = re.compile(r"provider:[1-9]\d*:settlement", re.ASCII)
"""What is owed to providers of the directory; the centre itself is one for top-ups and for shops' orders."""
Ask = Callable[..., Any]
"""A seat's name, an operation, its fields; raises one of the four errors."""
UNKNOWN = Words("неизвестно: {why}", "unknown: {why}")
STRANGER = Words("роль играет программа студента", "a student's program plays the role")
SILENT = Words("роль не отвечает", "the role does not answer")
NOT_THERE = Words("ничего не знает", "knows nothing of it")
INSERTED = Words("внесено {sum}, комиссия {fee}", "inserted {sum}, fee {fee}")
TAKEN = Words("принято {sum}, комиссия {fee}", "took {sum}, fee {fee}")
HELD = Words("−{sum} на холде", "−{sum} on hold")
SPENT = Words("−{sum} списано", "−{sum} paid")
BACK = Words("0,00, вернулись", "0.00, came back")
ON_DEPOSIT = Words("депозит {sum}, на холде {held}", "deposit {sum}, on hold {held}")
FEE = Words("комиссия {sum}", "fee {sum}")
CREDITED = Words("зачислено {sum}", "credited {sum}")
AWAITS = Words("ждёт {sum}", "awaits {sum}")
IN_WALLETS = Words("в кошельках {sum}", "in wallets {sum}")
AT_CENTRE = Words("у центра {sum}", "the centre has {sum}")
NOT_HEARD = Words("{words}; поставщик ещё не слышал о {sum}", "{words}; the provider has yet to hear of {sum}")
ZERO = Words("Сумма проводок {sum}", "Sum of postings {sum}")
DIFFERS = Words("{words}; расхождение {sum}: {what}", "{words}; difference {sum}: {what}")
AT_PROVIDER = Words(
    "поставщик зачислил не то, что перечислил центр", "the provider credited another sum than the centre"
)
AT_TERMINAL = Words("центр принял не ту сумму, что у терминала", "the centre took another sum than the terminal's")
NO_BOOKS = Words(
    "Сумму проводок знает центр: он не отвечает", "The centre knows the sum of postings: it does not answer"
)


class Sight(StrEnum):
    """How sure a place's figure is."""

    KNOWN = "known"
    WAITING = "waiting"
    UNKNOWN = "unknown"


class Stop(NamedTuple):
    """One place on the money's way."""

    role: str
    words: Words
    sight: Sight = Sight.KNOWN
    why: Words | None = None
    """Why it is unknown."""


class Money(NamedTuple):
    """The places in the order in which money flows; `good` is None while nobody can say whether the sums agree."""

    stops: tuple[Stop, ...]
    verdict: Words
    good: bool | None


class Asked(NamedTuple):
    """What a role said, or why it said nothing."""

    answer: Any = None
    why: Words | None = None


class Places:
    """Asks the seats of one network. `seats` are (role, name, ours) of those who may be asked."""

    def __init__(self, ask: Ask, seats: Sequence[tuple[str, str, bool]]) -> None:
        """Nothing is asked yet."""
        self._ask = ask
        self._seats = seats

    def of_payment(self, payment: str) -> Money:
        """Of one payment, by its code or its id."""
        terminal = self._first("terminal", "show-payment", payment=payment)
        centre = self._first("processing", "story", payment=payment)
        if centre.answer and wallet_money.way_of(centre.answer["payment"]):
            return self._of_wallet(centre.answer)
        told = centre.answer or terminal.answer
        provider = self._rows(told["payment"]["code"] if told else payment)
        flow = flows(centre.answer["events"]) if centre.answer else None
        paid = terminal.answer["payment"] if terminal.answer else None
        credited = None if provider.answer is None else credit_of(provider.answer)
        own = centre.answer is not None and centre.answer["payment"].get("provider_id", 1) < 1
        if own and flow is not None:
            last = Stop("provider", _with(AT_CENTRE, sum=flow[SETTLEMENT]))
            way = (_terminal(paid, terminal.why), *_centre(centre, flow), last)
            return Money(way, *_judged(flow, centre.answer, paid, None))
        stops = (
            _terminal(paid, terminal.why),
            *_centre(centre, flow),
            _provider(provider, credited, centre.answer),
        )
        return Money(stops, *_judged(flow, centre.answer, paid, credited))

    def of_network(self) -> Money:
        """The sums of everything."""
        cash = [self._one(name, "state") for name in self._names("terminal")]
        books = self._first("processing", "ledger", path="/v1/ledger")
        totals = [self._one(name, "totals") for name in self._names("provider")]
        if books.answer is None or not _has_wallets(books.answer):
            stops = (_taken(cash), *_books(books), _credited(totals))
            return Money(stops, *_balanced(books, totals))
        done = [self._one(name, "find-accepted", group=DONE, limit=1) for name in self._names("provider")]
        by_codes = None if any(one.answer is None for one in done) else sum(one.answer["amount"] for one in done)
        wallets = Stop("consumer", _with(IN_WALLETS, sum=_kind(books.answer, WALLET)))
        way = (_taken(cash), *_books(books), wallets, _credited(totals, by_codes or 0))
        return Money(way, *_balanced(books, totals, by_codes))

    def _of_wallet(self, story: Any) -> Money:
        """The wallet that pays and who is paid; a provider's own books are asked, too."""
        payment = story["payment"]
        stops = tuple(_stop(told) for told in wallet_money.places(payment, story["events"]))
        flow = flows(story["events"])
        words = _with(ZERO, sum=flow["sum"])
        if stops[1].role != "provider":
            return Money(stops, words, flow["sum"] == 0)
        heard = [self._one(name, "find-accepted", text=payment["payment_id"]) for name in self._names("provider")]
        rows = [row for one in heard if one.answer is not None for row in one.answer["rows"]]
        taken = [row["amount"] for row in rows if (row["payment_id"], row["state"]) == (payment["payment_id"], DONE)]
        if taken and taken[0] != flow[SETTLEMENT]:
            return Money(stops, _differs(words, taken[0] - flow[SETTLEMENT], AT_PROVIDER), False)
        return Money(stops, words, flow["sum"] == 0)

    def _names(self, role: str) -> list[str]:
        return [name for of, name, _ in self._seats if of == role]

    def _one(self, name: str, operation: str, **fields: Any) -> Asked:
        ours = next(mine for _, known, mine in self._seats if known == name)
        if not ours:
            return Asked(why=STRANGER)
        try:
            return Asked(self._ask(name, operation, **fields))
        except Rejected:
            return Asked(why=NOT_THERE)
        except OplataError as trouble:
            return Asked(why=SILENT if trouble.code == "not_started" else words_of(trouble))

    def _first(self, role: str, operation: str, **fields: Any) -> Asked:
        """The first seat of the role that knows; else what the last one said."""
        said = Asked(why=SILENT)
        for name in self._names(role):
            said = self._one(name, operation, **fields)
            if said.answer is not None:
                return said
        return said

    def _rows(self, payment: str) -> Asked:
        """The provider's operations of a payment: one that knows of any comes before one that does not."""
        every = [self._one(name, "find-operations", text=payment) for name in self._names("provider")]
        known = [one for one in every if one.answer is not None]
        rows = [row for one in known for row in one.answer["rows"] if payment in (row["code"], row["payment_id"])]
        if rows or (known and len(known) == len(every)):
            return Asked(rows)
        return next((one for one in every if one.answer is None), Asked(why=SILENT))


def flows(events: Sequence[Any]) -> dict[str, int]:
    """What each kind of ledger account has got by a payment's postings, and `sum` of them all."""
    found = {DEPOSIT: 0, HOLD: 0, COMMISSION: 0, SETTLEMENT: 0, "sum": 0}
    for account, amount in _movements(events):
        kind = account.rpartition(":")[2]
        found[kind] = found.get(kind, 0) + amount
        found["sum"] += amount
    return found


def _movements(events: Sequence[Any]) -> Iterator[tuple[str, int]]:
    for event in events:
        for source, target, amount in event["postings"]:
            yield source, -amount
            yield target, amount


def credit_of(rows: Sequence[Any]) -> int:
    """What the provider's subscriber has of it now."""
    signs = {CREDIT: 1, REVERSAL: -1}
    return sum(signs.get(row["kind"], 0) * abs(row["amount"]) for row in rows)


def _terminal(paid: Any, why: Words | None) -> Stop:
    if paid is None:
        return _unknown("terminal", why)
    words = _with(INSERTED, sum=paid["inserted"], fee=paid["agent_fee"])
    return Stop("terminal", words)


def _centre(centre: Asked, flow: dict[str, int] | None) -> tuple[Stop, Stop]:
    """The agent's deposit, and what the centre keeps."""
    if flow is None:
        return _unknown("agent", centre.why), _unknown("processing", centre.why)
    held, left = flow[HOLD], -flow[DEPOSIT]
    if held:
        agent = Stop("agent", _with(HELD, sum=held), Sight.WAITING)
    else:
        agent = Stop("agent", _with(SPENT, sum=left) if left else BACK)
    return agent, Stop("processing", _with(FEE, sum=flow[COMMISSION]))


def _provider(asked: Asked, credited: int | None, story: Any) -> Stop:
    if credited is None:
        return _unknown("provider", asked.why)
    waits = bool(story) and story["payment"]["status"] == "authorized"
    if not credited and waits:
        return Stop("provider", _with(AWAITS, sum=story["payment"]["amount"]), Sight.WAITING)
    return Stop("provider", _with(CREDITED, sum=credited))


def _judged(flow: dict[str, int] | None, story: Any, paid: Any, credited: int | None) -> tuple[Words, bool | None]:
    if flow is None:
        return NO_BOOKS, None
    words = _with(ZERO, sum=flow["sum"])
    if paid is not None and paid["amount"] != story["payment"]["amount"]:
        return _differs(words, story["payment"]["amount"] - paid["amount"], AT_TERMINAL), False
    owed = (flow[SETTLEMENT],) if flow[HOLD] == 0 else (0, story["payment"]["amount"])
    if credited is not None and credited not in owed:
        return _differs(words, credited - owed[-1], AT_PROVIDER), False
    return words, flow["sum"] == 0


def _taken(cash: Sequence[Asked]) -> Stop:
    if not cash or any(one.answer is None for one in cash):
        return _unknown("terminal", next((one.why for one in cash if one.why), SILENT))
    money = [one.answer["money"] for one in cash]
    stacked, fees = sum(one["stacked"] for one in money), sum(one["agent_fees"] for one in money)
    return Stop("terminal", _with(TAKEN, sum=stacked, fee=fees))


def _books(books: Asked) -> tuple[Stop, Stop]:
    if books.answer is None:
        return _unknown("agent", books.why), _unknown("processing", books.why)
    deposits, held = _kind(books.answer, DEPOSIT), books.answer["holds"]
    agent = Stop("agent", _with(ON_DEPOSIT, sum=deposits, held=held), Sight.WAITING if held else Sight.KNOWN)
    return agent, Stop("processing", _with(FEE, sum=_kind(books.answer, COMMISSION)))


def _credited(totals: Sequence[Asked], by_codes: int = 0) -> Stop:
    if not totals or any(one.answer is None for one in totals):
        return _unknown("provider", next((one.why for one in totals if one.why), SILENT))
    return Stop("provider", _with(CREDITED, sum=_whole(totals) + by_codes))


def _balanced(books: Asked, totals: Sequence[Asked], by_codes: int | None = 0) -> tuple[Words, bool | None]:
    """Nothing is under way, and the providers have another sum than the centre owes them: that is a difference.

    `by_codes` is what wallets paid them, as they know it; None while nobody can say. A notice of it may be on its way.
    """
    if books.answer is None:
        return NO_BOOKS, None
    words = _with(ZERO, sum=books.answer["sum"])
    known = by_codes is not None and totals and all(one.answer is not None for one in totals)
    if known and not books.answer["holds"]:
        apart = _whole(totals) + (by_codes or 0) - _owed(books.answer)
        if apart < 0 and _has_wallets(books.answer):
            return _late(words, -apart), None
        if apart:
            return _differs(words, apart, AT_PROVIDER), False
    return words, books.answer["sum"] == 0


def _whole(totals: Sequence[Asked]) -> int:
    return sum(one.answer["credited"] - one.answer["reversed"] for one in totals)


def _has_wallets(books: Any) -> bool:
    return any(one["account"].startswith("wallet:") for one in books["accounts"])


def _owed(books: Any) -> int:
    return sum(one["amount"] for one in books["accounts"] if PROVIDERS.fullmatch(one["account"]))


def _stop(told: wallet_money.Told) -> Stop:
    return Stop(told.role, _with(told.words, sum=told.amount), Sight.WAITING if told.waiting else Sight.KNOWN)


def _kind(books: Any, kind: str) -> int:
    return sum(one["amount"] for one in books["accounts"] if one["account"].rpartition(":")[2] == kind)


def _unknown(role: str, why: Words | None) -> Stop:
    said = why or SILENT
    return Stop(role, Words(UNKNOWN.ru.format(why=said.ru), UNKNOWN.en.format(why=said.en)), Sight.UNKNOWN, said)


def _differs(words: Words, amount: int, what: Words) -> Words:
    ru = DIFFERS.ru.format(words=words.ru, sum=wording.bare_money(amount, "ru"), what=what.ru)
    return Words(ru, DIFFERS.en.format(words=words.en, sum=wording.bare_money(amount, "en"), what=what.en))


def _late(words: Words, amount: int) -> Words:
    ru = NOT_HEARD.ru.format(words=words.ru, sum=wording.bare_money(amount, "ru"))
    return Words(ru, NOT_HEARD.en.format(words=words.en, sum=wording.bare_money(amount, "en")))


def _with(words: Words, **sums: int) -> Words:
    """With sums as each language writes them."""
    ru = words.ru.format(**{name: wording.bare_money(value, "ru") for name, value in sums.items()})
    return Words(ru, words.en.format(**{name: wording.bare_money(value, "en") for name, value in sums.items()}))
