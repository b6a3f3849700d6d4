"""Our own client asks the doors of /v2: parts of the path, a query, a token, other statuses of a yes."""

from collections.abc import Iterator

import pytest

from common.clock import SystemClock
from common.errors import ContractFault, Rejected
from common.http_client import Peer
from tests.intents.http.stand import CREATE, EVENTS, FORGET, LOOK, REFUSED, Add, Ask, Await, Stand


@pytest.fixture
def peer(fresh: Stand) -> Iterator[Peer]:
    """A shop's server."""
    made = Peer(f"http://127.0.0.1:{fresh.port}", "", "", fresh.log, SystemClock(), token="shop-key")
    yield made
    made.close()


def test_a_client_fills_the_path_in_and_takes_the_door_s_own_yes(peer: Peer) -> None:
    made = peer.call(CREATE, Add(payment_intent_id="а/1", text="да"))

    assert (made.payment_intent_id, made.text, made.who) == ("а/1", "да", "shop:TEST")


def test_a_client_asks_by_a_query_where_there_is_no_body(peer: Peer) -> None:
    assert peer.call(LOOK, Ask(payment_intent_id="i1", payment_id="7", limit=3, loud=True))[0].text == "7 3 True"
    assert peer.call(FORGET, Ask(payment_intent_id="i1", payment_id="8")).text == "8"
    assert peer.call(EVENTS, Await(payment_intent_id="i1")) == []


def test_a_client_hears_a_no_and_a_wrong_token(peer: Peer, fresh: Stand) -> None:
    with pytest.raises(Rejected, match="not_supported"):
        peer.call(REFUSED, Add(payment_intent_id="i1", text="x"))
    stranger = Peer(f"http://127.0.0.1:{fresh.port}", "", "", fresh.log, SystemClock(), token="another")
    with pytest.raises(ContractFault, match="wrong_token"):
        stranger.call(CREATE, Add(payment_intent_id="i1"))
    stranger.close()
    assert "shop-key" not in str(fresh.lines())
