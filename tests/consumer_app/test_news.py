"""Providers learn where the consumer answers, and their news is kept once."""

import base64
from datetime import datetime
from typing import Any

import msgspec
import pytest

from common import spawn
from common.clock import moment
from common.errors import Broken, ContractFault, Rejected, Unavailable
from common.http_client import Peer
from common.http_server import Application, Listener, bind
from common.principal import Principal
from common.protocol import consumer
from common.protocol.consumer import NewsKind
from common.words import Words
from consumer_app import messages, server
from consumer_app.worker import BALANCE_MS, FAULT_MS, Worker
from tests.consumer_app.world import CALL, OPERATOR, URL, World, a_card

FROM_FIRST = Principal("provider", "1")


@pytest.fixture
def signed(world: World) -> World:
    world.sign()
    return world


@pytest.fixture
def worker(signed: World) -> Worker:
    return Worker(signed.service, signed.clock, signed.log)


def a_credit(world: World, **changed: Any) -> consumer.Notify:
    told = consumer.Notify(
        news_id="n1",
        kind=NewsKind.CREDITED,
        number="9161234567",
        at=moment(world.clock.now_ms()),
        text=Words("Зачислено 100,00 ₽", "100.00 ₽ credited"),
        amount=10_000,
        balance=20_000,
    )
    return msgspec.structs.replace(told, **changed)


def hear(world: World, told: consumer.Notify, who: Principal = FROM_FIRST) -> consumer.Noted:
    return world.database.write(lambda db: world.service.hear(db, who, told))


def step(worker: Worker) -> None:
    worker.step(spawn.Signal())


def test_news_is_kept_once_and_its_balance_is_shown(signed: World) -> None:
    assert hear(signed, a_credit(signed)) == hear(signed, a_credit(signed)) == consumer.Noted(news_id="n1")

    (news,) = signed.news()
    assert (news.contract, news.kind, news.amount, news.text.en) == (
        "1",
        NewsKind.CREDITED,
        10_000,
        "100.00 ₽ credited",
    )
    assert [contract.balance for contract in signed.contracts().contracts] == [20_000]


def test_the_same_id_with_other_content_is_refused_and_the_first_stays(signed: World) -> None:
    hear(signed, a_credit(signed))

    with pytest.raises(Broken, match="payment_id_reused"):
        hear(signed, a_credit(signed, amount=1))

    assert [news.amount for news in signed.news()] == [10_000]


@pytest.mark.parametrize("changed", [{"balance": 10**30}, {"at": datetime(2030, 1, 1)}], ids=["balance", "no zone"])  # noqa: DTZ001
def test_news_that_no_book_could_hold_is_refused(signed: World, changed: dict[str, Any]) -> None:
    with pytest.raises(Broken, match="wrong_json"):
        hear(signed, a_credit(signed, **changed))

    assert signed.news() == []


def test_two_providers_may_number_their_news_alike(signed: World) -> None:
    signed.sign(a_card("9160000000"))

    hear(signed, a_credit(signed))
    hear(signed, a_credit(signed, number="9160000000"), Principal("provider", "2"))

    assert {news.contract for news in signed.news()} == {"1", "2"}


def test_a_provider_cannot_speak_for_anothers_subscriber(signed: World) -> None:
    signed.sign(a_card("9160000000"))

    with pytest.raises(Rejected, match="unknown_subscriber"):
        hear(signed, a_credit(signed, number="9160000000"))

    assert signed.news() == []


def test_late_news_does_not_bring_an_old_balance_back(signed: World) -> None:
    late = a_credit(signed)
    signed.clock.advance(60)
    hear(signed, a_credit(signed, news_id="n2", balance=500))

    hear(signed, late)

    assert [contract.balance for contract in signed.contracts().contracts] == [500]


def test_the_provider_is_told_the_address_and_a_login_that_opens_the_door(signed: World, worker: Worker) -> None:
    step(worker)

    (told,) = signed.provider.told
    assert (told.url, told.number) == (URL, "9161234567")
    header = b"Basic " + base64.b64encode(f"{told.login}:{told.password}".encode())
    assert signed.gatekeeper.admit(header, told.login, told.password)[:2] == FROM_FIRST[:2]
    assert [contract.news for contract in signed.contracts().contracts] == ["told"]
    assert signed.secrets.login_of("news-1") is None
    step(worker)
    assert len(signed.provider.told) == 1


def test_a_provider_that_is_off_is_told_when_it_is_back_with_the_same_password(signed: World, worker: Worker) -> None:
    signed.provider.fail(Unavailable("no_connection"))
    step(worker)
    kept = signed.secrets.login_of("news-1")
    assert [contract.news for contract in signed.contracts().contracts] == ["no_connection"]

    signed.provider.recover()
    step(worker)
    assert signed.provider.told == []
    signed.clock.advance(60)
    step(worker)

    assert [(told.login, told.password) for told in signed.provider.told] == [kept]
    assert [contract.news for contract in signed.contracts().contracts] == ["told"]


def test_a_provider_without_such_a_door_is_asked_rarely_and_at_once_after_an_edit(
    signed: World, worker: Worker
) -> None:
    signed.provider.fail(ContractFault("no_such_door"))
    step(worker)
    signed.provider.recover()
    signed.clock.advance(FAULT_MS // 1000 - 1)
    step(worker)
    assert signed.provider.told == []

    signed.service.edit_contract(OPERATOR, messages.EditContract(contract="1", password="the right one"))
    step(worker)

    assert len(signed.provider.told) == 1


def test_a_new_address_of_ours_is_told_anew(signed: World, worker: Worker) -> None:
    step(worker)
    signed.reopen("http://127.0.0.1:8114")

    step(Worker(signed.service, signed.clock, signed.log))

    assert [told.url for told in signed.provider.told] == [URL, "http://127.0.0.1:8114"]


def test_balances_are_asked_for_every_five_minutes_and_bring_new_services(signed: World, worker: Worker) -> None:
    signed.provider.services = [CALL]
    asked = []
    for _ in range(2 * BALANCE_MS // 60_000 + 1):
        before = len(signed.provider.logins)
        step(worker)
        asked.append(len(signed.provider.logins) - before)
        signed.clock.advance(60)

    assert asked == [2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]
    assert [contract.services for contract in signed.contracts().contracts] == [[CALL]]


def test_the_door_takes_news_from_a_provider_and_from_nobody_else(signed: World, worker: Worker) -> None:
    step(worker)
    (told,) = signed.provider.told
    application = Application(
        server.doors(signed.service),
        signed.database,
        signed.gatekeeper,
        signed.log,
        signed.clock,
        role="consumer",
        about=dict,
    )
    listener = Listener(application, bind(0))
    listener.wait()
    url = f"http://127.0.0.1:{listener.port}"
    provider, stranger = (
        Peer(url, told.login, password, signed.log, signed.clock) for password in (told.password, "guess")
    )
    try:
        assert provider.call(consumer.NOTIFY, a_credit(signed)).news_id == "n1"
        with pytest.raises(ContractFault, match="wrong_password"):
            stranger.call(consumer.NOTIFY, a_credit(signed, news_id="n2"))
        contracts = next(one for one in server.OPERATIONS if one.name == "contracts")
        with pytest.raises(ContractFault, match="forbidden"):
            provider.call(contracts.endpoint, messages.AskContracts())
    finally:
        provider.close()
        stranger.close()
        listener.stop()

    assert [news.news_id for news in signed.news()] == ["n1"]
