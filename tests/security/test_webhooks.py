"""Rows 39, 68, 69, 75 for webhooks: a whole centre, its doors by HTTP, and receivers that are real servers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from common.protocol.shop.signature import HEADER
from common.settings import PORTS
from tests.common.http_client.script import Script, answer
from tests.common.test_receivers import OURS, UNSOUND
from tests.intents.centre import Platform, Shop
from tests.intents.webhooks.office import EVERYTHING, Receiver
from tests.intents.webhooks.test_doors import end, open_to, send, subscribe

INSIDE = [url for url in UNSOUND if url not in OURS]


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """A centre with the shop of the example."""
    with Platform(Path(tmp_path_factory.mktemp("webhooks"))) as opened:
        opened.training()
        yield opened


@pytest.fixture(scope="module")
def shop(centre: Platform) -> Shop:
    """The server of that shop."""
    return centre.shop()


def test_row_39_a_notification_is_for_its_receiver_and_once(centre: Platform, shop: Shop) -> None:
    """Tampered, replayed, sent to another receiver, stripped of its mark, late: none of them is taken."""
    mine, other = Receiver(centre.clock), Receiver(centre.clock)
    with mine, other:
        open_to(centre, mine.url, other.url)
        for one in (mine, other):
            one.secret = subscribe(shop, one.hook, eventTypes=list(EVERYTHING)).body["secret"]
        centre.paid(shop)
        send(centre)
        request = mine.heard[0]
        head, _, body = request.partition(b"\r\n\r\n")
        taken = (list(mine.taken), list(other.taken))
        mark = next(line for line in head.split(b"\r\n") if line.startswith(HEADER.encode()))

        mine.hear(request)
        mine.hear(head + b"\r\n\r\n" + body.replace(b"25500", b"25501"))
        mine.hear(head.replace(b"\r\n" + mark, b"") + b"\r\n\r\n" + body)
        other.hear(request)
        centre.clock.advance(301)
        mine.hear(request)
    end(shop)

    assert (mine.taken, other.taken) == taken
    assert [got.sequence for got in mine.taken] == [1, 2, 3, 4, 5]
    assert (len(mine.repeated), len(mine.refused), len(other.refused)) == (1, 3, 1)


def test_row_68_no_webhook_leads_inside(centre: Platform, shop: Shop) -> None:
    open_to(centre)

    refused = {url: subscribe(shop, url) for url in INSIDE}

    assert len(INSIDE) >= 60
    assert {url: said for url, said in refused.items() if (said.status, said.code) != (422, "wrong_address")} == {}
    assert shop.yes("GET", "/webhooks") == {"webhooks": []}


def test_row_69_only_registered_places_here_and_never_a_roles_own(centre: Platform, shop: Shop) -> None:
    """Its operator may write down what he likes as a page of the POS: roles' ports and databases stay closed."""
    own = [f"http://127.0.0.1:{port}" for port in (centre.port, *PORTS.values())]
    databases = [f"http://127.0.0.1:{port}" for port in (5432, 6379, 9092, 27017)]
    with Script(answer(b"")) as registered, Script(answer(b"")) as unknown:
        open_to(centre, registered.url, *own)
        refused = [subscribe(shop, f"{url}/hooks").code for url in (*own, *databases, unknown.url)]
        taken = subscribe(shop, f"{registered.url}/hooks").status
        centre.create(shop)
        send(centre)
    end(shop)

    assert refused == ["wrong_address"] * len(refused)
    assert (taken, len(registered.heard), unknown.connections) == (201, 1, 0)


def test_row_69_a_place_that_is_registered_no_more_gets_nothing(centre: Platform, shop: Shop) -> None:
    """Each sending judges anew: what was good when it was subscribed to need not be so now."""
    with Script(answer(b"")) as server:
        open_to(centre, server.url)
        subscribe(shop, f"{server.url}/hooks")
        open_to(centre)
        centre.create(shop)
        send(centre)
    end(shop)

    assert server.connections == 0
