"""The ledger page: every account with its owner and turnover, the postings of one, the proof that all sum to zero."""

from datetime import datetime

from common.clock import milliseconds, moment
from common.database import Connection
from common.money import RUB
from common.words import Words
from processing_app.core import ledger
from processing_app.service.asks import AccountRow, Accounts, AskAccounts, AskPostings, PostingRow, Postings
from processing_app.service.reading import code
from processing_app.service.turnover import HOLDS, WALLETS, Turnover, shown
from processing_app.store import balances, intent_rows, movements, wallet_payments, wallets
from processing_app.store import payments as rows
from processing_app.store.movements import FOREVER, Movement
from processing_app.store.names import Names, names

MOST = 1000
CENTRE = Words("Процессинговый центр", "Processing centre")
HOLDERS = Words("Владельцы кошельков", "Holders of wallets")
WHAT = {
    "deposit": Words("депозит агента", "the agent's deposit"),
    "settlement": Words("расчёты с поставщиком", "settlement with the provider"),
    "commission": Words("комиссия процессинга", "the processing commission"),
    "hold": Words("удержано по платежам в пути", "held for payments under way"),
    "bank": Words("внесено агентами через банк", "paid in by agents through the bank"),
    "main": Words("деньги в кошельках", "money in wallets"),
}
SETTLEMENTS = {
    "bank": Words("расчёты с банком-эквайером", "settlement with the acquiring bank"),
    "pos": Words("расчёты с точкой продаж", "settlement with the POS"),
}
"""What is settled with others than providers."""
TOP_UPS = Words("наличные для кошельков", "cash for wallets")
KIOSKS = Words("наличные за заказы магазинов", "cash for shops' orders")
KINDS = {
    "PaymentAuthorized": Words("Принят", "Accepted"),
    "PaymentCaptured": Words("Зачислен", "Credited"),
    "PaymentCancelled": Words("Отклонён", "Rejected"),
    "PaymentRefunded": Words("Сторнирован", "Reversed"),
    "AgentToppedUp": Words("Пополнение", "Top-up"),
    "BankAuthorized": Words("Заблокировано в банке", "Held by the bank"),
    "WalletAuthorized": Words("Удержано в кошельке", "Held in the wallet"),
    "WalletToppedUp": Words("Пополнен кошелёк", "A wallet was topped up"),
    "WalletTopUpReversed": Words("Пополнение сторнировано", "A top-up was reversed"),
    "CashAuthorized": Words("Внесено в терминале", "Taken by a kiosk"),
    "RefundStarted": Words("Возврат начат", "A refund began"),
    "RefundSucceeded": Words("Возвращено", "Refunded"),
    "RefundFailed": Words("Возврат не прошёл", "A refund failed"),
    "ChargebackOpened": Words("Опротестован", "Disputed"),
    "ChargebackRejected": Words("Опротестование отклонено", "The dispute is rejected"),
    "ChargebackAccepted": Words("Опротестование принято", "The dispute is accepted"),
}
SEVERAL = Words("разные", "several")


def accounts(db: Connection, ask: AskAccounts, turnover: Turnover) -> Accounts:
    """Balances as stored, and what came and went in the period."""
    known, sums = names(db), turnover.of(db, *_period(ask.since, ask.until))
    stored = balances.besides_wallets(db) | {HOLDS: rows.held(db) + intent_rows.held(db) + wallet_payments.held(db)}
    if wallets.any_wallet(db):
        stored[WALLETS] = wallets.balance_of_all(db)
    total = sum(stored.values())
    return Accounts(
        accounts=[
            AccountRow(
                account=name, owner=owner(name, known), what=what(name), came=sums.came.get(name, 0),
                went=sums.went.get(name, 0), balance=balance,
            )
            for name, balance in stored.items()
        ],
        sum=total, balanced=total == 0, currency=RUB,
    )  # fmt: skip


def postings(db: Connection, ask: AskPostings, turnover: Turnover) -> Postings:
    """What events moved on one account, the newest first; also on one that lists show only with others of its kind."""
    known, period = names(db), _period(ask.since, ask.until)
    if ask.account == shown(ask.account):
        number = turnover.of(db, *period).touched.get(ask.account, 0)
    else:
        number = movements.how_many(db, ask.account, *period)
    found = movements.of_account(
        db, ask.account, *period,
        offset=max(0, ask.offset), limit=max(1, min(ask.limit, MOST)),
    )  # fmt: skip
    return Postings(
        postings=[_posting_row(one, shown(ask.account), known) for one in found],
        found=number,
    )


def owner(account: str, known: Names) -> Words:
    """Whose a ledger account is, by name."""
    kind, _, rest = account.partition(":")
    number = rest.partition(":")[0]
    if account == ledger.KIOSKS:
        return CENTRE
    if account == WALLETS:
        return HOLDERS
    if kind in SETTLEMENTS or kind == "wallet":
        return Words(number, number)
    if kind == "agent" and number.isdigit():
        name = known.agent(int(number)).name
        return Words(name, name)
    if kind == "provider" and number.isdigit():
        return known.provider(int(number)).words
    return CENTRE


def what(account: str) -> Words:
    """What kind of money is on a ledger account."""
    kind, last = account.partition(":")[0], account.rpartition(":")[2]
    if account == ledger.KIOSKS:
        return KIOSKS
    if account == ledger.TOP_UPS:
        return TOP_UPS
    if kind in SETTLEMENTS:
        return SETTLEMENTS[kind]
    return WHAT.get(last, Words(account, account))


def _posting_row(one: Movement, account: str, known: Names) -> PostingRow:
    moved = [(shown(posting.source), shown(posting.destination), posting.amount) for posting in one.postings]
    came = sum(amount for _, destination, amount in moved if destination == account)
    went = sum(amount for source, _, amount in moved if source == account)
    sides = sorted({name for source, destination, _ in moved for name in (source, destination)} - {account})
    return PostingRow(
        position=one.position, at=moment(one.at), kind=one.kind, words=KINDS.get(one.kind, Words(one.kind, one.kind)),
        code=code(one.payment_id) if one.payment_id else "", payment_id=one.payment_id,
        other=", ".join(sides), other_owner=_one_or_several(sides, known), came=came, went=went,
        principal=one.principal,
    )  # fmt: skip


def _one_or_several(accounts_shown: list[str], known: Names) -> Words:
    owners = [(what(name), owner(name, known)) for name in accounts_shown]
    if len(owners) != 1:
        return SEVERAL
    kind, whose = owners[0]
    return Words(f"{kind.ru} · {whose.ru}", f"{kind.en} · {whose.en}")


def _period(since: datetime | None, until: datetime | None) -> tuple[int, int]:
    return (
        milliseconds(since) if since is not None else 0,
        milliseconds(until) if until is not None else FOREVER,
    )
