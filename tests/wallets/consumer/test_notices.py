"""A centre's notices are taken once, in their order, signed; those of providers come as before."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from common.clock import moment
from common.errors import Broken, ContractFault, Rejected, Unavailable
from common.http_client import Peer
from common.http_server import Application, Listener, bind
from common.principal import Principal
from common.protocol import consumer
from common.protocol.consumer import NewsKind
from common.words import Words
from consumer_app import messages, server
from tests.consumer_app.test_news import FROM_FIRST, a_credit, hear
from tests.consumer_app.world import OPERATOR, URL, World
from tests.wallets.consumer.centre import NUMBER, SECRET, SimulatedCentre

FROM_CENTRE = Principal("processing", "1")


def a_notice(world: World, sequence: int = 1, **changed: Any) -> consumer.Notify:
    told = consumer.Notify(
        news_id=f"notice-{sequence}",
        kind=NewsKind.PAYMENT_DONE,
        number=NUMBER,
        at=moment(world.clock.now_ms()),
        text=Words("Оплачено 10,00 ₽: Мегасвязь", "10.00 ₽ paid: Megasvyaz"),
        amount=-1_000,
        balance=99_000,
        payment_id="01980000-0000-7000-8000-00000000aaaa",
        sequence=sequence,
    )
    return msgspec.structs.replace(told, **changed)


def balances(world: World) -> list[int | None]:
    ask = messages.AskWallets()
    return [
        one.balance for one in world.database.read(lambda db: world.service.wallets.wallets(db, OPERATOR, ask)).wallets
    ]


def test_a_notice_is_kept_once_with_its_balance_and_its_number(world: World) -> None:
    told = a_notice(world)

    assert hear(world, told, FROM_CENTRE) == hear(world, told, FROM_CENTRE) == consumer.Noted(news_id="notice-1")

    assert [(one.contract, one.kind, one.amount) for one in world.news()] == [
        ("wallet-1", NewsKind.PAYMENT_DONE, -1_000)
    ]
    assert balances(world) == [99_000]


@pytest.mark.parametrize("sequence", [0, 1, 2])
def test_another_notice_with_a_number_that_was_seen_is_refused_and_changes_nothing(world: World, sequence: int) -> None:
    hear(world, a_notice(world, 2), FROM_CENTRE)

    with pytest.raises(Broken, match="stale_notice"):
        hear(world, a_notice(world, sequence, news_id="replayed", balance=1), FROM_CENTRE)

    assert (len(world.news()), balances(world)) == (1, [99_000])


def test_the_same_notice_with_another_body_is_refused(world: World) -> None:
    hear(world, a_notice(world), FROM_CENTRE)

    with pytest.raises(Broken, match="payment_id_reused"):
        hear(world, a_notice(world, balance=1), FROM_CENTRE)


def test_numbers_go_on_over_a_restart_and_a_gap_is_no_refusal(world: World) -> None:
    hear(world, a_notice(world, 1), FROM_CENTRE)
    world.reopen()
    hear(world, a_notice(world, 5), FROM_CENTRE)

    with pytest.raises(Broken, match="stale_notice"):
        hear(world, a_notice(world, 4), FROM_CENTRE)


def test_an_effect_that_fails_takes_the_number_back_with_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(
            "consumer_app.store.wallet_payments.ask_soon", lambda *_: (_ for _ in ()).throw(Unavailable("storage_full"))
        )
        with pytest.raises(Unavailable):
            hear(world, a_notice(world), FROM_CENTRE)
    assert (world.news(), balances(world)) == ([], [None])

    assert hear(world, a_notice(world), FROM_CENTRE).news_id == "notice-1"


@pytest.mark.parametrize("changed", [{"number": "111111111111"}, {"at": None}], ids=["another's", "no zone"])
def test_a_notice_of_anothers_wallet_or_of_no_moment_is_refused(world: World, changed: dict[str, Any]) -> None:
    told = a_notice(world, **changed) if changed.get("at", 1) else a_notice(world, at=moment(0).replace(tzinfo=None))

    with pytest.raises((Rejected, Broken)):
        hear(world, told, FROM_CENTRE)

    assert world.news() == []


def test_a_notice_of_a_payment_has_it_asked_about_at_once(world: World, centre: SimulatedCentre) -> None:
    ask = messages.SendMoney(recipient="987654321098", amount=1_000)
    known = world.service.wallet_payments.send_money(OPERATOR, ask)
    assert world.service.wallet_payments.settle_due() == 0

    hear(world, a_notice(world, payment_id=known.payment_id), FROM_CENTRE)

    assert world.service.wallet_payments.settle_due() == 1


def test_news_of_providers_come_as_before(world: World) -> None:
    world.sign()

    hear(world, a_credit(world), Principal("provider", world.contracts().contracts[0].id))
    hear(world, a_notice(world), FROM_CENTRE)

    assert {one.contract for one in world.news()} == {"2", "wallet-1"}
    with pytest.raises(Rejected):
        hear(world, a_credit(world, news_id="other"), FROM_FIRST)


def test_the_centre_is_told_the_address_and_its_secret_is_kept(world: World, centre: SimulatedCentre) -> None:
    notices = world.service.notices
    (wallet,) = notices.waiting_for_address()

    notices.tell_address(wallet)

    assert ([told.url for told in centre.told], notices.waiting_for_address()) == ([URL], [])
    assert notices.seals(FROM_CENTRE) == [SECRET]
    assert notices.seals(FROM_FIRST) == []
    centre.secret = "whsec_another"
    notices.tell_address(wallet)
    assert notices.seals(FROM_CENTRE) == ["whsec_another", SECRET]


def test_a_centre_that_is_off_is_told_the_same_password_when_it_is_back(world: World, centre: SimulatedCentre) -> None:
    notices = world.service.notices
    (wallet,) = notices.waiting_for_address()
    centre.fail(Unavailable("no_connection"))
    with pytest.raises(Unavailable):
        notices.tell_address(wallet)
    kept = world.secrets.login_of("news-wallet-1")
    centre.recover()

    notices.tell_address(wallet)

    assert [(told.login, told.password) for told in centre.told] == [kept]
    assert world.secrets.login_of("news-wallet-1") is None


@pytest.fixture
def url(world: World, centre: SimulatedCentre) -> Iterator[str]:
    """The consumer's own server, as the centre finds it."""
    world.service.notices.tell_address(world.service.wallets.active_wallets()[0])
    application = Application(
        server.doors(world.service), world.database, world.gatekeeper, world.log, world.clock, role="consumer",
        about=dict, seals=world.service.notices.seals,
    )  # fmt: skip
    listener = Listener(application, bind(0))
    listener.wait()
    yield f"http://127.0.0.1:{listener.port}"
    listener.stop()


@pytest.mark.parametrize("secret", [SECRET, "whsec_guessed", ""])
def test_over_http_only_a_notice_with_the_centres_seal_comes_in(
    world: World, centre: SimulatedCentre, url: str, secret: str
) -> None:
    told = centre.told[0]
    peer = Peer(url, told.login, told.password, world.log, world.clock, signs=(secret,) if secret else ())
    try:
        if secret == SECRET:
            assert peer.call(consumer.NOTIFY, a_notice(world)).news_id == "notice-1"
        else:
            with pytest.raises(ContractFault, match="wrong_signature"):
                peer.call(consumer.NOTIFY, a_notice(world))
    finally:
        peer.close()

    assert len(world.news()) == (secret == SECRET)
