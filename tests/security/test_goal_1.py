"""Goal 1 of seed 000: under any circumstances the state of a payment, and what people are told of it, is authentic."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from common.protocol.shop import signature
from tests.security.market import Market, Receiver, encoded, side, tell
from tests.wallets.centre import Answer, Holder

Notice = dict[str, Any]
OTHERS = {
    "amount": 999_999, "number": "9", "payment_id": "0195a1f2-6c3e-7b41-9c0d-5f3e7a92d10b", "kind": "payment_failed",
    "sequence": 77, "at": "2026-03-01T12:00:00Z", "text": {"ru": "Оплачено", "en": "Paid"}, "currency": "USD",
    "news_id": "another", "balance": 999_999,
}  # fmt: skip
"""For every field of a notice, something that it does not say."""


@pytest.fixture
def market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Market]:
    """Everybody has a card, nobody has paid."""
    with Market(tmp_path_factory.mktemp("market")) as opened:
        yield opened


def now(market: Market) -> int:
    """Unix seconds."""
    return market.town.clock.now_ms() // 1000


def pay(market: Market, amount: int = 700) -> str:
    """The buyer pays by the bakery's code; both notices are written down and not sent."""
    qr = market.bakery.yes("POST", "/qr", {})["text"]
    paid = market.buyer.pay(qr, amount).body["payment_id"]
    market.town.run()
    market.note()
    return str(paid)


def forgeries(to: Receiver, other: Receiver, notice: Notice, at: int) -> Iterator[tuple[str, Receiver, bytes, Any]]:
    """A true notice, spoiled in every way in which somebody without the secret may spoil it."""
    true = encoded(notice)
    mark = signature.signed([to.secret], true, at)
    for name, value in OTHERS.items():
        yield f"another {name}", to, encoded(notice | {name: value}), mark
    for name in sorted(notice.keys() & {"amount", "sequence", "payment_id", "number"}):
        yield f"no {name}", to, encoded({key: value for key, value in notice.items() if key != name}), mark
    yield "cut short", to, true[:-2] + b"}", mark
    yield "a blank more", to, true + b" ", mark
    yield "a field twice", to, true[:-1] + b',"amount":999999}', mark
    yield "not signed", to, true, None
    yield "an empty mark", to, true, ""
    yield "no marks", to, true, f"t={at}"
    yield "another moment", to, true, mark.replace(f"t={at}", f"t={at + 1}")
    yield "an older scheme", to, true, mark.replace("v1=", "v0=")
    for secret in ("", "0", other.secret, to.password, to.login, to.name):
        yield f"signed by {secret!r}", to, true, signature.signed([secret], true, at)
    yield "an hour old", to, true, signature.signed([to.secret], true, at - 3600)
    yield "too old by a second", to, true, signature.signed([to.secret], true, at - 301)
    yield "from the future", to, true, signature.signed([to.secret], true, at + 302)
    yield "another password", to._replace(password=other.password), true, mark
    yield "another login", to._replace(login=other.login), true, mark
    yield "at another's door", other, true, mark


@pytest.mark.parametrize("who", ["buyer", "bakery"])
def test_goal_1_a_forged_altered_or_stale_notice_is_refused_and_a_true_one_is_taken_once(
    market: Market, who: str
) -> None:
    pay(market)
    holder, other = (market.buyer, market.bakery) if who == "buyer" else (market.bakery, market.buyer)
    to, others = market.receiver(holder), market.receiver(other)
    (notice,) = market.written(holder)
    before = market.heard()

    answers = {name: tell(*ask) for name, *ask in forgeries(to, others, notice, now(market))}

    assert {name: said for name, said in answers.items() if said.status not in (400, 401, 403)} == {}
    assert market.heard() == before == ([], [])
    assert said_by(tell(to, encoded(notice), signed(market, to, notice))) == (200, notice["news_id"])
    once = market.heard()
    assert [len(one) for one in once] == ([1, 0] if who == "buyer" else [0, 1])
    assert said_by(tell(to, encoded(notice), signed(market, to, notice))) == (200, notice["news_id"])
    assert market.heard() == once


def test_goal_1_notices_are_taken_in_their_order_and_what_was_overtaken_never(market: Market) -> None:
    for amount in (100, 200, 300):
        pay(market, amount)
    for holder in (market.buyer, market.bakery):
        to = market.receiver(holder)
        first, second, third = market.written(holder)
        assert [one["sequence"] for one in (first, second, third)] == [1, 2, 3]

        answers = [tell(to, encoded(one), signed(market, to, one)) for one in (first, third, second)]

        assert [said_by(one) for one in answers] == [
            (200, first["news_id"]), (200, third["news_id"]), (409, "stale_notice"),
        ]  # fmt: skip
        replayed = encoded(third | {"news_id": "again"})
        assert said_by(tell(to, replayed, signature.signed([to.secret], replayed, now(market)))) == (
            409,
            "stale_notice",
        )


def test_goal_1_notices_of_a_wallet_are_not_taken_for_those_of_another_or_of_a_provider(market: Market) -> None:
    """Each has a secret and a door of its own: what the centre says to one is worth nothing at any other."""
    pay(market)
    buyer, bakery = market.receiver(market.buyer), market.receiver(market.bakery)
    for to, holder in ((buyer, market.bakery), (bakery, market.buyer)):
        (notice,) = market.written(holder)
        own = market.receiver(holder)

        crossed = tell(to, encoded(notice), signature.signed([own.secret], encoded(notice), now(market)))
        even_signed = tell(to, encoded(notice), signed(market, to, notice))

        assert crossed.status in (401, 403)
        assert even_signed.status in (403, 422)
    assert market.heard() == ([], [])


def test_goal_1_whoever_steals_a_wallet_makes_no_seller_hear_of_money(market: Market) -> None:
    """The centre speaks wherever a wallet wants, with the wallet's own words: a seller's program does not know them."""
    seller, thief = market.receiver(market.bakery), market.buyer
    told = thief.yes("POST", "/notices", {"url": seller.url, "login": seller.login, "password": "a guessed password"})
    with_seller = thief.ask("POST", "/notices", {"url": seller.url, "login": seller.login, "password": seller.password})

    thief.send(market.stranger, 100)
    market.run()
    forged = {
        "news_id": "n", "kind": "payment_done", "number": market.bakery.number, "at": "2026-11-28T12:00:00Z",
        "text": {"ru": "Оплачено", "en": "Paid"}, "amount": 5_000, "payment_id": thief.new_id(), "sequence": 9,
    }  # fmt: skip
    by_own_secrets = [
        tell(seller, encoded(forged), signature.signed([secret], encoded(forged), now(market)))
        for secret in (told["secret"], with_seller.body["secret"])
    ]

    assert [one.code for one in by_own_secrets] == ["wrong_signature"] * 2
    assert market.heard()[1] == []
    assert market.town.balance(market.bakery) == 0


def test_goal_1_what_both_sides_are_told_of_every_payment_is_what_the_ledger_says(market: Market) -> None:
    """After each step of a day: states add up to the balances, sides agree, the newest notice says the end."""
    town = market.town
    town.fill(market.buyer, 1_000_000)
    opening = market.ledger()
    sides = {side(one): one for one in (market.buyer, market.stranger, market.bakery, market.rival)}
    made: list[str] = []
    for step in day(market):
        made += [said.body["payment_id"] for said in step()]
        agree(market, sides, made, opening)
        town.run()
        agree(market, sides, made, opening)
    town.clock.advance(61)
    town.expire()
    market.note()

    states = agree(market, sides, made, opening)
    assert set(states.values()) == {"done", "failed"}
    for holder in (market.buyer, market.bakery):
        last = {one["payment_id"]: one for one in market.written(holder) if one["kind"] != "confirm"}
        assert last.keys() - states.keys() <= set(town.taken(holder))
        assert len(last.keys() & states.keys()) >= 4
        for payment_id in last.keys() & states.keys():
            notice, amount = last[payment_id], holder.look(payment_id).body["amount"]
            assert notice["kind"] == {"done": "payment_done", "failed": "payment_failed"}[states[payment_id]]
            assert notice["kind"] != "payment_done" or abs(notice["amount"]) == amount
    market.verify()


def day(market: Market) -> Iterator[Callable[[], list[Answer]]]:
    """What happens, step by step."""
    buyer, stranger, bakery, rival = market.buyer, market.stranger, market.bakery, market.rival
    yield lambda: [buyer.send(stranger, 1_234), stranger.send(buyer, 77)]
    yield lambda: [stranger.send(buyer, 98_000), stranger.send(buyer, 98_000)]
    yield lambda: [buyer.withdraw(5_000), buyer.pay(bakery.yes("POST", "/qr", {"amount": 900})["text"], 900)]
    yield lambda: [bakery.charge(buyer.barcode(), 40), rival.charge(buyer.barcode(), 50)]
    waits = [bakery.charge(buyer.barcode(), 150_000 + number) for number in range(3)]
    yield lambda: waits
    assert [one.body["state"] for one in waits] == ["waiting_for_payer"] * 3
    buyer.confirm(waits[0].body)
    buyer.confirm(waits[1].body, accept=False)
    yield list


def agree(market: Market, sides: dict[str, Holder], made: list[str], opening: dict[str, int]) -> dict[str, str]:
    """The states of all payments: they make the balances out of those at the beginning, and both sides see the same."""
    expected, states = dict(opening), {}
    for payment_id in made:
        seen = [said.body for one in sides.values() if (said := one.look(payment_id)).status == 200]
        assert len({(one["state"], one["amount"], one["way"], one["reason"]) for one in seen}) == 1
        states[payment_id] = seen[0]["state"]
    for row in market.town.database.read(
        lambda db: db.raw.execute("SELECT payment_id, sender, recipient, amount, held FROM wallet_payments").fetchall()
    ):
        payment_id, sender, recipient, amount, held = row
        moved = states[payment_id] == "done"
        assert held == (amount if states[payment_id] == "processing" else 0)
        for account, change in ((sender, -amount), (recipient, amount)):
            expected[account_of(account)] = expected.get(account_of(account), 0) + (change if moved else 0)
    assert {one: amount for one, amount in expected.items() if amount} == market.ledger()
    return states


def account_of(of: str) -> str:
    """The ledger account of a side."""
    return f"{of}:main" if of.startswith("wallet:") else f"{of}:settlement"


def signed(market: Market, to: Receiver, notice: Notice) -> str:
    """As the centre signs it now."""
    return signature.signed([to.secret], encoded(notice), now(market))


def said_by(answer: Answer) -> tuple[int, str]:
    """A yes with what it is about, a no with its code."""
    return answer.status, answer.code or answer.body["news_id"]
