"""Goal 3 of seed 000: under any circumstances only authentic and authorised operations are carried out."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from common.errors import Broken
from processing_app.core import events as kiosk
from processing_app.core.intent_events import PaymentFailed
from processing_app.core.wallet_events import (
    PayerConfirmed,
    WalletAuthorized,
    WalletPaymentStarted,
    WalletToppedUp,
)
from processing_app.store import log
from processing_app.store.log import Stored
from tests.intents.tokens.forging import Forge
from tests.security.market import Market, as_bearer

SYSTEM, OPERATOR, AGENT = "system:", "operator:", "agent:"
COLUMNS = (
    "stream", "version", "kind", "schema", "at", "trace", "principal", "on_behalf_of", "data", "hash", "position",
)  # fmt: skip


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Market]:
    """A day is over: cash at a kiosk, transfers, a withdrawal, a QR code, charges with and without a word."""
    with Market(tmp_path_factory.mktemp("market")) as opened:
        live(opened)
        yield opened


def live(market: Market) -> None:
    """Everything that moves the money of wallets, done and not done."""
    buyer, stranger, bakery, town = market.buyer, market.stranger, market.bakery, market.town
    town.fill(buyer, 1_000_000)
    buyer.send(stranger, 1_234)
    stranger.send(buyer, 98_000)
    stranger.send(buyer, 98_000)
    buyer.withdraw(5_000)
    buyer.pay(bakery.yes("POST", "/qr", {"amount": 900})["text"], 900)
    bakery.charge(buyer.barcode(), 40)
    waits = [bakery.charge(buyer.barcode(), 150_000 + number).body for number in range(3)]
    buyer.confirm(waits[0])
    buyer.confirm(waits[1], accept=False)
    town.run()
    town.clock.advance(61)
    town.expire()


def stored(market: Market) -> list[Stored]:
    """The log."""
    return market.town.database.read(lambda db: list(log.everything(db)))


def may(one: Stored, began: dict[str, WalletPaymentStarted]) -> str:
    """Who may have done this: the exact principal, or the kind of one."""
    event = one.event
    if isinstance(event, WalletPaymentStarted):
        return event.recipient if event.way == "barcode" else event.sender
    payment = began.get(getattr(event, "payment_id", ""))
    if isinstance(event, PayerConfirmed):
        assert payment is not None
        return payment.sender
    if isinstance(event, PaymentFailed) and payment is not None and event.failure == "refused_by_payer":
        return payment.sender
    if isinstance(event, kiosk.PaymentAuthorized):
        return AGENT
    if isinstance(event, kiosk.AgentToppedUp):
        return OPERATOR
    assert payment is not None or isinstance(event, WalletToppedUp | kiosk.PaymentCaptured), one
    return SYSTEM


def test_goal_3_every_movement_of_money_has_its_event_of_somebody_who_may_do_it(market: Market) -> None:
    began: dict[str, WalletPaymentStarted] = {}
    moved: Counter[str] = Counter()
    kinds: Counter[type] = Counter()
    for one in stored(market):
        if isinstance(one.event, WalletPaymentStarted):
            began[one.event.payment_id] = one.event
        allowed = may(one, began)
        assert one.principal == allowed or (allowed.endswith(":") and one.principal.startswith(allowed)), one
        for posting in one.event.postings:
            moved[posting.source] -= posting.amount
            moved[posting.destination] += posting.amount
        kinds[type(one.event)] += 1

    assert {account: amount for account, amount in moved.items() if amount} == market.ledger()
    assert kinds[WalletAuthorized] == 6
    assert kinds[WalletPaymentStarted] == 9
    assert market.verify().events == sum(kinds.values())


def test_goal_3_a_confirmed_charge_has_the_payers_own_word_before_its_money(market: Market) -> None:
    """Above the limit no seller's word alone moves anything: the payer's event stands before the hold."""
    rows = stored(market)
    dear = [
        one.event.payment_id
        for one in rows
        if isinstance(one.event, WalletPaymentStarted) and one.event.confirm_until
    ]  # fmt: skip
    for payment_id in dear:
        steps = [type(one.event) for one in rows if getattr(one.event, "payment_id", "") == payment_id]
        assert (WalletAuthorized in steps) == (PayerConfirmed in steps)
        assert WalletAuthorized not in steps or steps.index(PayerConfirmed) < steps.index(WalletAuthorized)

    assert len(dear) == 3


@pytest.mark.parametrize("columns", [1, pytest.param(len(COLUMNS), marks=pytest.mark.long)])
def test_goal_3_a_row_that_was_changed_removed_moved_or_added_is_noticed(market: Market, columns: int) -> None:
    """Every row of the log, some or all of its columns; each damage is mended before the next, and the books hold."""
    town, count = market.town, len(stored(market))
    found, tried = [], 0
    for damage in damages(count, columns):
        tried += 1
        before = snapshot(town.database.path)
        alter(town.database.path, *damage)
        if not is_noticed(market):
            found.append(damage)
        restore(town.database.path, before)

    assert found == []
    assert tried > count
    market.verify()


def damages(count: int, columns: int) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """One statement each."""
    for position in range(1, count + 1):
        yield "DELETE FROM events WHERE position = ?", (position,)
        for number in range(columns):
            column = COLUMNS[(position + number) % len(COLUMNS)]
            yield CHANGES.get(column, CHANGES[""]).replace("{}", column), (position,)
    swap = "UPDATE events SET {} = (SELECT {} FROM events AS o WHERE o.position = ?) WHERE position = ?"
    for position in range(2, count, 5):
        yield swap.replace("{}", "data"), (position - 1, position)
    yield "UPDATE events SET position = position + 1000 WHERE position > ?", (count - 3,)
    yield (
        "INSERT INTO events SELECT position + 1, stream, version + 1, kind, schema, at, trace, principal, on_behalf_of,"
        " data, hash FROM events WHERE position = ?",
        (count,),
    )


CHANGES = {
    "version": "UPDATE events SET version = version + 7 WHERE position = ?",
    "schema": "UPDATE events SET schema = schema + 1 WHERE position = ?",
    "at": "UPDATE events SET at = at + 1 WHERE position = ?",
    "position": "UPDATE events SET position = position + 5000 WHERE position = ?",
    "data": "UPDATE events SET data = CAST(replace(data, '0', '1') || ' ' AS BLOB) WHERE position = ?",
    "hash": "UPDATE events SET hash = zeroblob(32) WHERE position = ?",
    "": "UPDATE events SET {} = {} || 'x' WHERE position = ?",
}


def snapshot(path: Path) -> list[tuple[Any, ...]]:
    """The log's rows."""
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute("SELECT * FROM events ORDER BY position").fetchall()


def alter(path: Path, statement: str, values: tuple[Any, ...]) -> None:
    """Behind the centre's back."""
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(statement, values)


def restore(path: Path, rows: list[tuple[Any, ...]]) -> None:
    """As it was."""
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("DELETE FROM events")
        raw.executemany(f"INSERT INTO events VALUES ({', '.join('?' * len(rows[0]))})", rows)


def is_noticed(market: Market) -> bool:
    """Whether a proof of the books says so."""
    try:
        market.verify()
    except Broken as trouble:
        return trouble.code == "books_do_not_balance"
    return False


def test_goal_3_no_forged_token_enters_a_wallet(market: Market) -> None:
    """The forger's own token is sound; none of his others is, nor one of another kind or of another centre."""
    town, buyer = market.town, market.buyer
    instance = town.instance
    forge = Forge(town.program.platform.tokens, instance.secrets, town.clock.now_ms, instance.identity.uid, "x")
    sound = {"typ": "wallet", "sub": f"wallet:{buyer.number}", "scopes": []}
    crossed: tuple[dict[str, Any], ...] = (
        {"typ": "provider"}, {"typ": "intent"}, {"typ": "shop"}, {"sub": f"provider:{buyer.number}"},
        {"sub": buyer.number}, {"sub": "operator:operator"}, {"exp": 0},
        {"act": "operator:operator"}, {"iss": "oplata:other"}, {"aud": "oplata"},
    )  # fmt: skip
    stolen_key = forge.signed(forge.claims(**sound), key=b"k" * 32)

    tokens = {
        **forge.forged(), "another key": stolen_key,
        **{str(change): forge.signed(forge.claims(**(sound | change))) for change in crossed},
    }  # fmt: skip
    entered = {
        name: said
        for name, token in tokens.items()
        if (said := as_bearer(buyer, token).ask("POST", "/wallet", {})).status != 401
    }

    assert as_bearer(buyer, forge.signed(forge.claims(**sound))).ask("POST", "/wallet", {}).status == 200
    assert entered == {}
    assert len(tokens) > 70
