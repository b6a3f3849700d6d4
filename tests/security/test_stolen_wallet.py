"""Negative scenario 1 of seed 000: a payer's program was stolen, with its login. What is lost stays inside its bound.

The bound is the wallet's own limits: of one operation, of a day, of an hour (reliability.md 2.4, N1).
"""

import json
import socket
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import NamedTuple

import pytest

from common import spawn
from common.database import Job
from common.principal import Principal
from common.protocol.wallets.notices import AskToken, SetNotices
from common.protocol.wallets.wallet import Limits
from common.reporting.asks import AskLetters
from processing_app.service.asks import wallets as asks
from tests.docs.served import TABLES
from tests.security.market import OPERATOR, Market, as_bearer
from tests.wallets.centre import ACCOUNT, Answer, Holder

ATTEMPTS, HANDS = 500, 8
IN_IT, OPERATION, DAY, HOUR, FREE = 1_400_000, 5_000, 30_000, 9, 1_000
PLACE = "http://127.0.0.1:8199"
SEEDS = (1, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 22)))
SUMS = (1, 99, FREE, FREE + 1, 4_999, OPERATION, OPERATION + 1, 29_999, DAY, 999_999, IN_IT, IN_IT + 1, 10**12, 0, -1)


class Theft(NamedTuple):
    """A victim with limits; a thief who has the login, tokens that he got by it, and a shop and a wallet of his own."""

    market: Market
    victim: Holder
    stolen: tuple[Holder, ...]
    wallet: Holder
    shop: Holder


@pytest.fixture
def theft(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Theft]:
    """The login is stolen this very moment."""
    with Market(tmp_path_factory.mktemp("market")) as market:
        limits = {"per_operation": OPERATION, "per_day": DAY, "per_hour": HOUR, "no_confirmation": FREE}
        victim = market.town.holder("Анна Осторожная", IN_IT, email="anna@example.org", **limits)
        tokens = [victim.yes("POST", "/token", {"minutes": 1440})["token"] for _ in range(2)]
        stolen = (victim, *(as_bearer(victim, token) for token in tokens))
        yield Theft(market, victim, stolen, market.town.holder("Вор Воров", 0), market.town.provider("Ларёк"))


def attempts(theft: Theft, chance: Random, count: int, logins: Sequence[Holder]) -> list[Callable[[], Answer]]:
    """So many ways to take the money out, drawn by the seed: any sum, any way, some of them twice with one id."""
    qr = theft.shop.yes("POST", "/qr", {})["text"]

    def one() -> Callable[[], Answer]:
        amount, by, name = chance.choice(SUMS), chance.choice(logins), theft.victim.new_id()
        ways: list[Callable[[], Answer]] = [
            lambda: by.send(theft.wallet, amount, payment_id=name),
            lambda: by.withdraw(amount, ACCOUNT, payment_id=name),
            lambda: by.pay(qr, amount, payment_id=name),
            lambda: charged(theft, by, amount, name),
        ]
        way = chance.choice(ways)
        return chance.choice((way, way, lambda: (way(), way())[1]))

    return [one() for _ in range(count)]


def charged(theft: Theft, by: Holder, amount: int, name: str) -> Answer:
    """The thief's own shop scans the wallet's barcode, and whoever has the login confirms."""
    fetched = by.ask("POST", "/barcodes", {})
    if fetched.status != 200:
        return fetched
    charge = theft.shop.charge(fetched.body["now"]["code"], amount, payment_id=name)
    if charge.status == 200 and charge.body["state"] == "waiting_for_payer":
        by.confirm(charge.body)
    return charge


def rob(theft: Theft, seed: int, count: int, logins: Sequence[Holder] = ()) -> list[Answer]:
    """All at once, by eight hands; the executor goes on between. Without tokens where they have long ended."""
    chance, answers = Random(seed), []
    with ThreadPoolExecutor(HANDS) as hands:
        asked = attempts(theft, chance, count, logins or theft.stolen)
        for start in range(0, count, 100):
            answers += list(hands.map(lambda ask: ask(), asked[start : start + 100]))
            theft.market.town.run()
    return answers


def spent(theft: Theft) -> list[int]:
    """What left the wallet, payment by payment, as its holder is shown it."""
    found, before = [], ""
    while True:
        page = theft.victim.yes("POST", "/own", {"before": before, "limit": 200})
        found += [one["amount"] for one in page["payments"] if one["state"] == "done" and one["way"] != "top_up"]
        before = page["position"]
        if not page["more"]:
            return found


@pytest.mark.parametrize("seed", SEEDS)
def test_n1_500_attempts_with_a_stolen_login_take_no_more_than_the_wallets_own_limits(theft: Theft, seed: int) -> None:
    market, town = theft.market, theft.market.town
    others = (market.buyer, market.stranger, market.bakery, market.rival)
    before = [town.balance(one) for one in others]

    answers = rob(theft, seed, ATTEMPTS)

    took = spent(theft)
    assert len(answers) == ATTEMPTS
    assert 0 < len(took) <= HOUR
    assert max(took) <= OPERATION
    assert sum(took) <= DAY
    assert town.balance(theft.victim) == IN_IT - sum(took)
    assert [town.balance(one) for one in others] == before
    seen = sum(one["amount"] for one in theft.shop.yes("POST", "/accepted", {})["payments"])
    assert seen == town.balance(theft.shop)
    market.verify()


def test_n1_hour_after_hour_a_day_takes_its_limit_and_the_next_day_no_more(theft: Theft) -> None:
    town = theft.market.town
    for hour in range(8):
        rob(theft, hour, 30, theft.stolen[:1])
        town.clock.advance(3_601)
    town.clock.advance(24 * 3_600)
    for hour in range(6):
        rob(theft, 100 + hour, 30, theft.stolen[:1])
        town.clock.advance(3_601)

    days = by_days(theft)
    assert sum(days.values()) == sum(spent(theft))
    assert 1 < len(days) <= 4
    assert DAY - OPERATION < max(days.values()) <= DAY


def by_days(theft: Theft) -> dict[str, int]:
    """What the ledger has for each Moscow day."""
    rows = theft.market.town.database.read(
        lambda db: db.raw.execute(
            "SELECT date(at / 1000 + 10800, 'unixepoch'), sum(amount) FROM wallet_payments"
            " WHERE sender = ? AND status = 'captured' GROUP BY 1",
            (f"wallet:{theft.victim.number}",),
        ).fetchall()
    )
    return dict(rows)


def test_n1_of_each_payment_a_letter_comes_by_another_way(theft: Theft) -> None:
    rob(theft, seed=2, count=60)
    letters = theft.market.told.payer_letters
    while letters.turn():
        pass

    town = theft.market.town
    found = town.look(town.service.letters.letters, AskLetters()).letters

    assert len(found) == len(spent(theft)) > 0
    assert {one.recipient for one in found} == {"anna@example.org"}


def test_n1_no_door_of_a_wallet_changes_its_bounds_or_where_letters_go() -> None:
    """Limits, name, telephone and e-mail are the operator's to change: whoever has the login cannot widen his loss."""
    asked = {name for endpoint in TABLES["payments"] for name in endpoint.ask.__struct_fields__}

    assert asked & {*Limits.__struct_fields__, "email", "phone", "name", "blocked", "wallet"} == set()
    assert asked >= {"payment_id", "amount", "url"}


def test_n1_blocking_stops_it_at_once_whatever_is_under_way(theft: Theft) -> None:
    """Logins, tokens, barcodes on a screen, charges that wait and payments that no worker has seen yet."""
    market, town = theft.market, theft.market.town
    barcode = theft.victim.barcode()
    queued = theft.victim.send(theft.wallet, 1_000).body
    waiting = theft.shop.charge(barcode, FREE + 1).body
    barcode = theft.victim.barcode()
    moment = town.clock.now_ms()
    town.block(theft.victim, "украли телефон")

    charged_late = theft.shop.charge(barcode, 100)
    answers = rob(theft, seed=3, count=100)
    confirmed = theft.victim.confirm(waiting)
    market.run()

    assert town.clock.now_ms() == moment
    assert {one.code for one in answers} <= {"wallet_blocked", "amount_out_of_range", "payment_id_reused"}
    assert charged_late.code == "wallet_blocked"
    assert confirmed.body["state"] == "accepted"
    assert spent(theft) == []
    assert town.balance(theft.victim) == IN_IT
    assert [theft.victim.look(one["payment_id"]).body["state"] for one in (queued, waiting)] == ["failed"] * 2
    market.verify()


def test_n1_a_new_password_puts_the_thief_out_at_once_with_all_that_he_has(theft: Theft) -> None:
    """The login, the tokens, the barcode on his screen, and the place where he wanted to hear of payments."""
    market, town = theft.market, theft.market.town
    barcode = theft.victim.barcode()
    waiting = theft.shop.charge(barcode, FREE + 1).body
    seen = theft.victim.look(waiting["payment_id"]).body["shown"]
    barcode = theft.victim.barcode()
    moment = town.clock.now_ms()
    honest = market.reissue(theft.victim)

    by_barcode = theft.shop.charge(barcode, 100)
    tries = [one.ask("POST", "/wallet", {}).status for one in theft.stolen]
    confirmed = [
        one.ask("POST", f"/{waiting['payment_id']}/confirm", {"accept": True, "shown": seen}) for one in theft.stolen
    ]
    new_tokens = [one.ask("POST", "/token", {}).status for one in theft.stolen]
    market.run()

    assert town.clock.now_ms() == moment
    assert tries == [401] * 3
    assert [one.status for one in confirmed] == [401] * 3
    assert new_tokens == [401] * 3
    assert by_barcode.code == "barcode_expired"
    assert town.balance(honest) == IN_IT
    assert honest.yes("POST", "/wallet", {})["balance"] == IN_IT
    assert theft.shop.charge(honest.barcode(), 100).status == 200


def test_n1_whose_token_is_revoked_is_out_before_the_answer_comes(theft: Theft) -> None:
    theft.victim.yes("POST", "/token/revoke", {})

    assert [one.ask("POST", "/wallet", {}).status for one in theft.stolen] == [200, 401, 401]


def test_n1_the_thief_sees_nothing_of_anybody_else(theft: Theft) -> None:
    """With a login of one wallet there is no way into another's list, payment, statement or secret of notices."""
    market = theft.market
    foreign = market.buyer.send(market.stranger, 500).body["payment_id"]
    market.run()

    for one in theft.stolen:
        assert one.look(foreign).code == "not_found"
        assert one.yes("POST", "/own", {})["payments"] == []
        assert one.ask("POST", "/accepted", {}).status == 403
        assert one.ask("POST", "/qr", {}).status == 403


def test_n1_a_stolen_token_gets_its_thief_nothing_that_outlives_it(theft: Theft) -> None:
    """Neither another token nor a place for notices: both are given for the login alone."""
    token = theft.stolen[1]
    place = {"url": PLACE, "login": "thief", "password": "a password of the thief"}

    asked = [token.ask("POST", path, body) for path, body in (("/token", {"minutes": 1440}), ("/notices", place))]

    assert [(one.status, one.code) for one in asked] == [(401, "login_required")] * 2
    assert token.ask("POST", "/wallet", {}).status == 200
    theft.victim.yes("POST", "/token/revoke", {})
    assert token.ask("POST", "/wallet", {}).status == 401


@pytest.mark.parametrize("which", [0, 1], ids=["login", "token"])
def test_n1_whoever_was_let_in_and_is_still_speaking_is_put_out_too(theft: Theft, which: int) -> None:
    """His headers came before the new password, the sum after it: a slow thief is no better off than a quick one."""
    body = json.dumps({"payment_id": theft.victim.new_id(), "recipient": theft.wallet.number, "amount": 100}).encode()
    head = (
        f"POST /payments/send HTTP/1.1\r\nhost: 127.0.0.1:{theft.victim.port}\r\nexpect: 100-continue\r\n"
        f"authorization: {theft.stolen[which].authorization}\r\ncontent-type: application/json\r\n"
        f"content-length: {len(body)}\r\nconnection: close\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", theft.victim.port), timeout=10) as wire:
        wire.sendall(head.encode())
        assert wire.recv(1000).startswith(b"HTTP/1.1 100")
        honest = theft.market.reissue(theft.victim)
        wire.sendall(body)
        answer = b"".join(iter(lambda: wire.recv(65536), b""))

    assert answer.startswith(b"HTTP/1.1 401")
    assert honest.yes("POST", "/own", {})["payments"] == []


def test_n1_what_waits_for_the_writer_when_the_password_is_changed_is_ended_too(theft: Theft) -> None:
    """A token asked for by the former login and made right behind the change: it is of the wallet, and of nobody."""
    market, town, thief = theft.market, theft.market.town, Principal("wallet", theft.victim.number)
    reissued, made = spawn.Signal(), spawn.Signal()
    change = asks.WalletNumber(number=theft.victim.number)
    jobs = (
        Job(
            lambda db: town.parts.accounts.reissue_wallet_password(db, OPERATOR, change), "x", lambda _: reissued.set()
        ),
        Job(lambda db: town.parts.tokens.issue(db, thief, AskToken()), "x", lambda _: made.set()),
        Job(lambda db: town.parts.notices.set(db, thief, SetNotices(url=PLACE, login="a", password="b")), "x", ignored),
    )
    for job in jobs:
        town.database.submit(job)
    assert reissued.wait(10)
    assert made.wait(10)
    honest = Holder(town.port, jobs[0].result, town.clock.now_ms)

    assert honest.send(theft.wallet, 100).status == 200
    market.run()
    assert as_bearer(honest, jobs[1].result.token).ask("POST", "/wallet", {}).code == "wrong_token"
    assert market.written(honest) == []
    assert honest.yes("POST", "/notices", {"url": PLACE, "login": "me", "password": "own"})["sequence"] == 0


def ignored(_job: Job) -> None:
    """Nobody waits for it."""
