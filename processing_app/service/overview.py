"""What the operator sees first: the day in figures, the steps to a first payment, who needs attention and where."""

from collections.abc import Iterator

import msgspec

from common.clock import Clock, moment
from common.database import Connection
from common.money import text
from common.principal import Principal
from common.queue import TaskState
from common.words import Words
from processing_app.core import ledger
from processing_app.service import lists
from processing_app.service.asks import AskOverview, Attention, ChecklistItem, FindPayments, Overview
from processing_app.service.asks.agents import AgentState
from processing_app.service.asks.overview import WalletsSeen
from processing_app.service.deposits import condition
from processing_app.service.review import weigh
from processing_app.store import (
    balances,
    contracts,
    deposits,
    notices,
    payment_list,
    wallet_differences,
    wallet_payments,
    wallets,
)
from processing_app.store.names import Names, names
from processing_app.wording import alarm, stopped

HOUR_MS = 3600 * 1000
URGENT, SOON = "error", "waiting"
MOST_ALARMS = 20
PAGES = {
    "login": "server", "reconciliation": "reconciliation", "books": "ledger", "clock": "server", "wallets": "wallets",
    "notices": "wallets",
}  # fmt: skip
"""Where to look into what concerns the whole centre."""
SHORT = {
    AgentState.BLOCKED: Words("заблокирован", "is blocked"),
    AgentState.EXPIRED: Words("срок договора вышел", "has an expired contract"),
    AgentState.EMPTY: Words(
        "на депозите нет денег, терминалы не принимают", "has no money left, its terminals stopped"
    ),
    AgentState.LOW: Words("депозит ниже порога", "is below its threshold"),
}


class Overviews:
    """Reads; changes nothing."""

    def __init__(self, clock: Clock) -> None:
        """Everything else is in the database."""
        self._clock = clock

    def overview(self, db: Connection, who: Principal, ask: AskOverview) -> Overview:
        """The centre at a glance."""
        known = names(db)
        (review, _), (waiting, _) = weigh(db, TaskState.DEAD.value), weigh(db, TaskState.WAITING.value)
        return Overview(
            today=lists.totals(db, FindPayments(since=ask.since)),
            waiting=waiting,
            review=review,
            checklist=_checklist(db),
            attention=sorted(
                [*_reviews(review), *_providers(known), *self._agents(db), *_alarms(db, known)],
                key=lambda one: one.level != URGENT,
            ),
            wallets=_wallets(db, self._clock.now_ms()),
        )

    def _agents(self, db: Connection) -> Iterator[Attention]:
        now = self._clock.now_ms()
        spent = deposits.spent_since(db, now - HOUR_MS)
        for row in contracts.agents(db):
            balance = balances.snapshot(db, ledger.deposit(row["agent_id"]))
            found = condition(db, row, balance, spent.get(row["agent_id"], 0), now)
            words = SHORT.get(found.state)
            if words is not None:
                low = found.state is AgentState.LOW
                minutes = found.minutes_left if low else None
                yield Attention(
                    level=SOON if low else URGENT,
                    words=_agent(f"{row['name']} ({row['number']})", words, balance, minutes), page="agents",
                    about=str(row["agent_id"]), at=moment(found.since) if found.since is not None else None,
                )  # fmt: skip


def _wallets(db: Connection, now: int) -> WalletsSeen | None:
    if not wallets.any_wallet(db):
        return None
    latest = wallet_differences.newest(db, 1)
    return WalletsSeen(
        balance=wallets.balance_of_all(db), waiting=wallet_payments.unconfirmed(db, now), paused=notices.paused(db),
        differences=sum(msgspec.json.decode(latest[0]["counts"], type=dict[str, int]).values()) if latest else 0,
    )  # fmt: skip


def _agent(name: str, words: Words, balance: int, minutes: int | None) -> Words:
    left = (
        Words(f", хватит примерно на {minutes} мин", f", enough for about {minutes} min") if minutes else Words("", "")
    )
    return Words(
        f"{name}: {words.ru}, {text(balance)} ₽{left.ru}",
        f"{name} {words.en}, {text(balance, english=True)} ₽{left.en}",
    )


def _reviews(number: int) -> Iterator[Attention]:
    if number:
        yield Attention(
            level=URGENT, words=Words(f"Требуют разбора: {number}", f"Payments that need review: {number}"),
            page="review", about="",
        )  # fmt: skip


def _providers(known: Names) -> Iterator[Attention]:
    for provider_id, one in known.providers.items():
        why = stopped(one.stopped)
        if why is not None:
            yield Attention(
                level=URGENT,
                words=Words(
                    f"{one.words.ru}: доставка остановлена. {why.ru}",
                    f"{one.words.en}: delivery is stopped. {why.en}",
                ),
                page="providers",
                about=str(provider_id),
            )


def _alarms(db: Connection, known: Names) -> Iterator[Attention]:
    """What nobody has seen; what is stopped or set aside is told above from how things stand now."""
    found = []
    for row in contracts.contract_alarms(db):
        kind, _, about = row["about"].partition(":")
        if kind == "provider" and about.removeprefix("-").isdigit() and known.provider(int(about)).stopped:
            continue
        page = PAGES.get(kind)
        found.append(
            Attention(
                level=URGENT if page else SOON, words=alarm(row["code"], row["detail"]), page=page or f"{kind}s",
                about=about,
                at=moment(row["at"]), alarm_id=row["id"],
            )
        )  # fmt: skip
    yield from found[-MOST_ALARMS:]


def _checklist(db: Connection) -> list[ChecklistItem]:
    """The way to the first payment."""
    providers, agents = contracts.providers(db), contracts.agents(db)
    return [
        ChecklistItem(
            name="provider", words=Words("Подключить поставщика по его карточке", "Connect a provider by its card"),
            done=any(row["active"] for row in providers), page="providers",
        ),
        ChecklistItem(
            name="agent", words=Words("Выдать агенту номер, логин и пароль", "Give an agent a number and a login"),
            done=bool(agents), page="agents",
        ),
        ChecklistItem(
            name="deposit", words=Words("Пополнить депозит агента", "Top up the agent's deposit"),
            done=bool(deposits.top_ups(db, 1 << 62, 1)), page="agents",
        ),
        ChecklistItem(
            name="payment", words=Words("Провести первый платёж с терминала", "Make the first payment at the terminal"),
            done=payment_list.newest(db) > 0, page="payments",
        ),
    ]  # fmt: skip
